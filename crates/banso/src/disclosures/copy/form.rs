//! Writing a case copy. What names anybody is shown to its author, word by word, and nothing is saved before it is
//! gone; everything else that could give the client away, the author is asked about.

use askama::Template;
use axum::extract::Path;
use jiff::SignedDuration;
use kit::args;
use kit::db::{Sql, Tx};
use kit::drafts;
use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::access::{self, Action, Consent, Parties, Purpose, Role, State};
use rules::disclosure::{Event, Kind};
use sea_orm::FromQueryResult;

use super::Case;
use crate::consent::{CASE_USE, promise};
use crate::cx::Cx;
use crate::disclosures::mails::Notice;
use crate::disclosures::store::{BODY, Disclosure, New};
use crate::disclosures::{DisclosureId, dictionary, expiry, people};
use crate::frame::{FaultLine, Flash, Frame, Place};
use crate::gate::{Asked, may, might, seal};
use crate::meetings::{Booking, BookingId, Party, Status};
use crate::people::PersonId;
use crate::problem::{Answer, Problem};
use crate::sheets::interrupted;

/// What the author looks at once more: names, dates, ages, rare things, and whether the person would be recognised.
pub(super) const CHECKS: [&str; 5] = ["names", "dates", "age", "rare", "unrecognised"];
/// For how many days it may be lent.
pub(super) const DAYS: [i64; 3] = [30, 60, 90];
const LONGEST: usize = 4000;

#[derive(Template)]
#[template(path = "disclosures/copy/form.html")]
pub(super) struct Page {
    pub f: Frame,
    pub booking: BookingId,
    pub client: String,
    pub supervisors: Vec<Party>,
    /// Whether the client said yes to it.
    pub agreed: bool,
    pub entry: Entry,
    pub saved_at: Option<Instant>,
    /// At which field the check found something, and what it tells.
    pub found: Vec<(&'static str, String)>,
}

/// What was typed, when it can be kept.
struct Written {
    supervisor: PersonId,
    case: Case,
    days: i64,
}

/// The form. Where the client did not agree, the page says so and leads to what the two agreed on.
pub(super) async fn show(cx: Cx, Path(id): Path<BookingId>) -> Answer {
    let booking = agreed_on(&cx, id).await?;
    let consent = case_use(&cx.app.db, id).await?;
    let asked = asked(&booking, id.0).leaning(consent);
    let _author = may::<access::CaseCopy>(&cx, &asked, Action::Read, Purpose::Supervision)?;
    let agreed = might::<access::CaseCopy>(&cx, &asked, Action::Write, Purpose::Supervision);
    let draft = interrupted(&cx, &draft_key(id), None).await?;
    let saved_at = draft.as_ref().map(|draft| draft.at);
    let entry = draft.map_or_else(|| Entry::default().with("days", "90"), |draft| draft.entry);
    let supervisors = supervisors(&cx.app.db, &booking).await?;
    cx.page(&Page { saved_at, ..Page::of(&cx, &booking, supervisors, agreed, entry) })
}

/// Keeps it and lends it to the supervisor; its client is told.
pub(super) async fn create(cx: Cx, Path(id): Path<BookingId>, mut entry: Entry) -> Answer {
    let booking = agreed_on(&cx, id).await?;
    let supervisors = supervisors(&cx.app.db, &booking).await?;
    let mut tx = cx.app.db.begin().await?;
    // a withdrawal waits here, or this one finds it
    lock(&tx, &booking).await?;
    let copy: DisclosureId = tx.id();
    let asked = asked(&booking, copy.0).leaning(case_use(&tx, id).await?);
    let permit = match may::<access::CaseCopy>(&cx, &asked, Action::Write, Purpose::Supervision) {
        Ok(permit) => permit,
        Err(no) => {
            drop(tx);
            let writes = might::<access::CaseCopy>(&cx, &asked, Action::Read, Purpose::Supervision);
            let page = Page::of(&cx, &booking, supervisors, false, entry);
            return if writes { cx.refuse(&page) } else { Err(no) };
        }
    };
    let mut found = Vec::new();
    let written = Written::taken(&mut entry, &supervisors);
    check(&cx, &tx, &booking, &mut entry, &mut found).await?;
    if let Some(written) = &written {
        refuse_second(&tx, &booking, written.supervisor, &mut entry).await?;
    }
    let Some(written) = written.filter(|_| entry.is_sound()) else {
        drop(tx);
        return cx.refuse(&Page { found, ..Page::of(&cx, &booking, supervisors, true, entry) });
    };
    let (client, supporter) = (booking.client.id, booking.supporter.id);
    let body = seal(&cx.app, &tx, &permit, client, (BODY, copy.0), &written.case.json()?).await?;
    let new = New {
        id: copy,
        kind: Kind::CaseCopy,
        programme: &booking.programme,
        client,
        supporter,
        author: supporter,
        recipient: Some(written.supervisor),
        body: Some(body),
        outside: None,
        reason: None,
    };
    new.insert(&tx).await?;
    lend(&cx, &mut tx, copy, written).await?;
    drafts::discard(&tx, supporter.0, &draft_key(id)).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/copies/{copy}"), Flash::CopyLent)
}

/// Opens it for as long as was chosen, and tells whoever is to know.
async fn lend(cx: &Cx, tx: &mut Tx, copy: DisclosureId, written: Written) -> Result<(), Problem> {
    let mut lent = Disclosure::find(tx, super::KINDS, copy).await?;
    let until = tx.now().plus(SignedDuration::from_hours(24 * written.days));
    lent.step(cx, tx, Event::Opened, Some(until)).await?;
    expiry::leave(tx, &lent, until).await?;
    Notice::Opened.leave(tx, &lent, &[written.supervisor]).await?;
    Notice::Told.leave(tx, &lent, &[lent.client]).await
}

/// The meeting, if it was agreed to be one.
async fn agreed_on(cx: &Cx, id: BookingId) -> Result<Booking, Problem> {
    let booking = Booking::seen_by(cx, id).await?;
    matches!(booking.status, Status::Confirmed | Status::Cancelled).then_some(booking).ok_or(Problem::NotFound)
}

/// The question to the gate about a copy that is not there yet.
fn asked(booking: &Booking, id: uuid::Uuid) -> Asked<'_> {
    let parties = Parties { author: Some(booking.supporter.id.for_gate()), ..booking.parties() };
    Asked::new(&booking.programme, parties, id, State::Draft)
}

/// How the clause about cases stands between the two of a booking.
async fn case_use(sql: &impl Sql, id: BookingId) -> Result<Consent, Problem> {
    #[derive(Debug, FromQueryResult)]
    struct Row {
        case_use: Option<String>,
    }
    let row: Option<Row> = sql.first(&format!("SELECT {CASE_USE} FROM bookings d WHERE d.id = $1"), args![id]).await?;
    Ok(promise(row.and_then(|row| row.case_use).as_deref()))
}

/// Keeps the two from deciding, and the author from lending twice, until the transaction ends.
async fn lock(tx: &Tx, booking: &Booking) -> Result<(), Problem> {
    let question = format!(
        "SELECT id FROM agreements WHERE client = $1 AND supporter = $2 AND programme = $3 {}",
        tx.db().engine().for_update()
    );
    tx.rows(&question, args![booking.client.id, booking.supporter.id, booking.programme.as_str()]).await?;
    Ok(())
}

/// Who may look at a copy: the supervisors of the programme but for the two themselves.
async fn supervisors(sql: &impl Sql, booking: &Booking) -> Result<Vec<Party>, Problem> {
    let mut all = people(sql, &booking.programme, Role::Supervisor).await?;
    all.retain(|party| booking.part(party.id).is_none());
    Ok(all)
}

fn draft_key(id: BookingId) -> String {
    format!("meetings/{id}/copy")
}

impl Written {
    fn taken(entry: &mut Entry, supervisors: &[Party]) -> Option<Self> {
        let supervisor = entry.parsed::<PersonId>("supervisor", Fault::Choice);
        let known = supervisor.filter(|id| supervisors.iter().any(|party| party.id == *id));
        if supervisor.is_some() && known.is_none() {
            entry.refuse("supervisor", Fault::Choice);
        }
        let (about, done) = (entry.text("about", LONGEST), entry.optional("done", LONGEST));
        let case = Case { about, done, ask: entry.text("ask", LONGEST) };
        let days = entry.parsed::<i64>("days", Fault::Choice);
        if days.is_some_and(|days| !DAYS.contains(&days)) {
            entry.refuse("days", Fault::Choice);
        }
        if !CHECKS.iter().all(|check| entry.chose("check", check)) {
            entry.refuse("check", Fault::Missing);
        }
        Some(Self { supervisor: known?, case, days: days? })
    }
}

/// Looks for names in everything that was written, and says at each field which.
async fn check(
    cx: &Cx,
    sql: &impl Sql,
    booking: &Booking,
    entry: &mut Entry,
    found: &mut Vec<(&'static str, String)>,
) -> Result<(), Problem> {
    let (f, known) = (cx.frame(), dictionary::of_house(cx, sql, booking).await?);
    for field in ["about", "done", "ask"] {
        let findings = known.find(entry.value(field));
        if !findings.is_empty() {
            entry.refuse(field, Fault::Wrong);
            found.push((field, dictionary::told(&f, &findings)));
        }
    }
    Ok(())
}

/// One copy of these two at a time for one supervisor: sent twice by mistake, it is lent once.
async fn refuse_second(
    sql: &impl Sql,
    booking: &Booking,
    supervisor: PersonId,
    entry: &mut Entry,
) -> Result<(), Problem> {
    let condition = "WHERE d.client = $1 AND d.supporter = $2 AND d.programme = $3 AND d.recipient = $4
        AND d.kind = 'case-copy'";
    let people = args![booking.client.id, booking.supporter.id, booking.programme.as_str(), supervisor];
    let lent = Disclosure::all(sql, condition, people).await?;
    if lent.iter().any(|copy| matches!(copy.state(), State::Open { .. })) {
        entry.refuse("supervisor", Fault::Taken);
    }
    Ok(())
}

impl Page {
    fn of(cx: &Cx, booking: &Booking, supervisors: Vec<Party>, agreed: bool, entry: Entry) -> Self {
        let f = cx.frame().at(Place::Calendar);
        let client = f.called(&booking.client.names);
        Self { f, booking: booking.id, client, supervisors, agreed, entry, saved_at: None, found: vec![] }
    }

    fn meeting(&self) -> String {
        format!("/meetings/{}", self.booking)
    }

    /// A form to fill in; also where the consent went while somebody was writing: their words are still there.
    fn writes(&self) -> bool {
        self.agreed || !self.entry.value("about").is_empty()
    }

    fn labels(&self) -> [(&'static str, String); 6] {
        let t = self.f.t;
        [
            ("supervisor", t.copies_supervisor()),
            ("about", t.copies_about()),
            ("done", t.copies_done()),
            ("ask", t.copies_ask()),
            ("check", t.copies_checks()),
            ("days", t.copies_days()),
        ]
    }

    /// What is wrong with a field, in the words of this page.
    fn fault(&self, field: &str) -> Option<String> {
        let fault = self.entry.fault(field)?;
        let found = self.found.iter().find(|(at, _)| *at == field);
        Some(match (field, fault, found) {
            (_, Fault::Wrong, Some((_, told))) => told.clone(),
            ("check", ..) => self.f.t.copies_checks_missing(),
            ("supervisor", Fault::Taken, _) => self.f.t.copies_supervisor_taken(),
            _ => self.f.fault(&fault),
        })
    }

    /// The same above the form.
    fn summary(&self) -> Vec<FaultLine> {
        let labels = self.labels();
        let mut lines = self.f.faults(&self.entry, &labels);
        for line in &mut lines {
            let label = labels.iter().find(|(field, _)| *field == line.to);
            if let (Some((field, label)), Some(fault)) = (label, self.fault(&line.to)) {
                line.says = self.f.t.frame_fault_at(label.clone(), fault);
                (*field).clone_into(&mut line.to);
            }
        }
        lines
    }

    fn checks(&self) -> [(&'static str, String); 5] {
        let [names, dates, age, rare, unrecognised] = CHECKS;
        let t = self.f.t;
        [
            (names, t.copies_check_names()),
            (dates, t.copies_check_dates()),
            (age, t.copies_check_age()),
            (rare, t.copies_check_rare()),
            (unrecognised, t.copies_check_unrecognised(self.client.clone())),
        ]
    }

    fn days(&self) -> [(String, String); 3] {
        DAYS.map(|days| (days.to_string(), self.f.t.copies_for_days(days)))
    }
}

//! A handover: another supporter goes on with the record. Its client is asked, by name, and only a yes opens it; who
//! cannot be reached for two weeks is answered for by a data officer, and told.

use askama::Template;
use axum::extract::Path;
use jiff::SignedDuration;
use kit::args;
use kit::db::{Count, Sql};
use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::access::{Action, ConsentLedger, Purpose, Role, State};
use rules::disclosure::{Event, Kind};

use super::deciding::decide;
use super::item::chosen;
use super::mails::{Notice, active};
use super::store::{Disclosure, New, path};
use super::words::{Line, history};
use super::{DisclosureId, expiry, people};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Place};
use crate::gate::may;
use crate::meetings::{Booking, BookingId, Party};
use crate::people::PersonId;
use crate::problem::{Answer, Problem};

pub(super) const KIND: &[Kind] = &[Kind::Handover];
/// How long a client who was asked may stay silent before somebody answers in their place.
const PATIENCE: SignedDuration = SignedDuration::from_hours(24 * 14);

#[derive(Template)]
#[template(path = "disclosures/handover_form.html")]
pub(super) struct Form {
    pub f: Frame,
    pub booking: BookingId,
    pub client: Party,
    pub successors: Vec<Party>,
    pub entry: Entry,
}

#[derive(Template)]
#[template(path = "disclosures/handover.html")]
pub(super) struct Page {
    pub f: Frame,
    pub id: DisclosureId,
    pub side: Side,
    pub client: String,
    pub supporter: String,
    pub successor: String,
    pub state: State,
    pub digest: String,
    /// Whether the client has let the time pass.
    pub silent: bool,
    pub lines: Vec<Line>,
}

/// From where somebody looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Author,
    Client,
    Successor,
    /// A data officer, who is asked in the client's place.
    Officer,
}

/// The form, on the supporter's side of a meeting.
pub(super) async fn new(cx: Cx, Path(id): Path<BookingId>) -> Answer {
    let booking = hands_over(&cx, id).await?;
    let form = Form::of(&cx, booking, Entry::default()).await?;
    cx.page(&form)
}

/// Asks its client.
pub(super) async fn create(cx: Cx, Path(id): Path<BookingId>, mut entry: Entry) -> Answer {
    let booking = hands_over(&cx, id).await?;
    let mut tx = cx.app.db.begin().await?;
    let (client, supporter) = (booking.client.id, booking.supporter.id);
    let successor = chosen(&tx, &mut entry, "successor", &booking.programme, Role::Supporter).await?;
    if successor.is_some_and(|successor| [client, supporter].contains(&successor)) {
        entry.refuse("successor", Fault::Choice);
    }
    let Some(successor) = successor.filter(|_| entry.is_sound()) else {
        let form = Form::of(&cx, booking, entry).await?;
        return cx.refuse(&form);
    };
    let new: DisclosureId = tx.id();
    let row = New {
        id: new,
        kind: Kind::Handover,
        programme: &booking.programme,
        client,
        supporter,
        author: supporter,
        recipient: Some(successor),
        body: None,
        outside: None,
        reason: None,
    };
    row.insert(&tx).await?;
    let mut about = Disclosure::find(&tx, KIND, new).await?;
    about.step(&cx, &tx, Event::Shown, None).await?;
    Notice::Shown.leave(&mut tx, &about, &[client]).await?;
    tx.commit().await?;
    cx.go_saying(&path(Kind::Handover, new), Flash::Shown)
}

/// Who goes on with what, for everybody who has a part in it.
pub(super) async fn show(cx: Cx, Path(id): Path<DisclosureId>) -> Answer {
    let about = Disclosure::find(&cx.app.db, KIND, id).await?;
    let page = Page::of(&cx, &about).await?;
    cx.page(&page)
}

/// Its client's yes, no, or back again.
pub(super) async fn answer(cx: Cx, Path(id): Path<DisclosureId>, entry: Entry) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let mut about = Disclosure::find_for_writing(&tx, KIND, id).await?;
    if decide(&cx, &tx, &mut about, &entry).await? == Event::Given {
        opens(&cx, &mut tx, &mut about).await?;
    }
    let author = about.author;
    Notice::Decided.leave(&mut tx, &about, &[author]).await?;
    tx.commit().await?;
    cx.go_saying(&path(about.kind, id), Flash::Decided)
}

/// The supporter asks a data officer in the place of a client who has been silent for two weeks.
pub(super) async fn ask(cx: Cx, Path(id): Path<DisclosureId>, _: Entry) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let mut about = Disclosure::find_for_writing(&tx, KIND, id).await?;
    is_author(&cx, &about)?;
    if !is_silent(&tx, &about, tx.now()).await? {
        return Err(Problem::TooLate);
    }
    about.step(&cx, &tx, Event::Asked, None).await?;
    let officers = active(&tx, &about.programme, Role::DataOfficer).await?;
    Notice::Asked.leave(&mut tx, &about, &officers).await?;
    tx.commit().await?;
    cx.go_saying(&path(about.kind, id), Flash::Asked)
}

/// The data officer's yes or no in the client's place. A yes is told to the client, who may take it back.
pub(super) async fn second(cx: Cx, Path(id): Path<DisclosureId>, entry: Entry) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let mut about = Disclosure::find_for_writing(&tx, KIND, id).await?;
    if side(&cx, &about)? != Side::Officer {
        return Err(Problem::NotFound);
    }
    match entry.value("answer") {
        "yes" => {
            about.step(&cx, &tx, Event::Agreed, None).await?;
            opens(&cx, &mut tx, &mut about).await?;
            let client = about.client;
            Notice::Told.leave(&mut tx, &about, &[client]).await?;
        }
        "no" => about.step(&cx, &tx, Event::Declined, None).await?,
        // what is no answer declines nothing
        _ => return Err(Problem::TooLate),
    }
    let author = about.author;
    Notice::Decided.leave(&mut tx, &about, &[author]).await?;
    tx.commit().await?;
    cx.go_saying(&path(about.kind, id), Flash::Decided)
}

/// The supporter takes it back.
pub(super) async fn end(cx: Cx, Path(id): Path<DisclosureId>, _: Entry) -> Answer {
    let tx = cx.app.db.begin().await?;
    let mut about = Disclosure::find_for_writing(&tx, KIND, id).await?;
    is_author(&cx, &about)?;
    about.step(&cx, &tx, Event::Closed, None).await?;
    tx.commit().await?;
    cx.go_saying(&path(about.kind, id), Flash::Ended)
}

async fn opens(cx: &Cx, tx: &mut kit::db::Tx, about: &mut Disclosure) -> Result<(), Problem> {
    let until = tx.now().plus(about.kind.open_for());
    about.step(cx, tx, Event::Opened, Some(until)).await?;
    expiry::leave(tx, about, until).await?;
    let successor: Vec<PersonId> = about.recipient.into_iter().collect();
    Notice::Opened.leave(tx, about, &successor).await
}

/// A booking of which the viewer is the supporter.
async fn hands_over(cx: &Cx, id: BookingId) -> Result<Booking, Problem> {
    let booking = Booking::seen_by(cx, id).await?;
    let _supporter = may::<ConsentLedger>(cx, &booking.asked(), Action::Write, Purpose::Support)?;
    (booking.supporter.id == cx.viewer()?.person).then_some(booking).ok_or(Problem::NotFound)
}

/// The supporter whose record it is that goes over, while they are one.
fn is_author(cx: &Cx, about: &Disclosure) -> Result<(), Problem> {
    let _author = may::<ConsentLedger>(cx, &about.asked(cx.now()), Action::Write, Purpose::Support)?;
    (about.author == cx.viewer()?.person).then_some(()).ok_or(Problem::NotFound)
}

/// Who looks: the two between whom it is agreed by the ledger's rules, the successor once it is open to them, and a
/// data officer who is asked and has no part in it.
fn side(cx: &Cx, about: &Disclosure) -> Result<Side, Problem> {
    let (viewer, asked) = (cx.viewer()?, about.asked(cx.now()));
    if [about.client, about.author].contains(&viewer.person) {
        let _ledger = may::<ConsentLedger>(cx, &asked, Action::Read, Purpose::Support)?;
        return Ok(if viewer.person == about.client { Side::Client } else { Side::Author });
    }
    if about.recipient == Some(viewer.person) {
        let opened = about.is_open(cx.now()) && viewer.is(Role::Supporter, &about.programme);
        return opened.then_some(Side::Successor).ok_or(Problem::NotFound);
    }
    let waits = matches!(about.state(), State::Asked { .. });
    let officer = waits && viewer.is(Role::DataOfficer, &about.programme);
    officer.then_some(Side::Officer).ok_or(Problem::NotFound)
}

/// Whether the client has let the time pass. Who once said no, or took a yes back, was reached: to ask again and again
/// until they are silent is no way around it.
async fn is_silent(sql: &impl Sql, about: &Disclosure, now: Instant) -> Result<bool, Problem> {
    let enough = about.when(Event::Shown).map(|shown| shown.at.plus(PATIENCE));
    if about.state() != State::Shown || enough.is_none_or(|enough| enough > now) {
        return Ok(false);
    }
    let question = "SELECT count(*) AS value FROM disclosure_steps s JOIN disclosures d ON d.id = s.disclosure
        WHERE d.client = $1 AND d.supporter = $2 AND d.programme = $3 AND d.kind = 'handover' AND s.taken_by = $1
          AND s.event IN ('refused', 'withdrawn')";
    let said_no = args![about.client, about.supporter, about.programme.as_str()];
    Ok(sql.first::<Count>(question, said_no).await?.is_none_or(|said_no| said_no.value == 0))
}

impl Form {
    async fn of(cx: &Cx, booking: Booking, entry: Entry) -> Result<Self, Problem> {
        let supporters = people(&cx.app.db, &booking.programme, Role::Supporter).await?;
        let two = [booking.client.id, booking.supporter.id];
        let successors = supporters.into_iter().filter(|party| !two.contains(&party.id)).collect();
        Ok(Self { f: cx.frame(), booking: booking.id, client: booking.client, successors, entry })
    }

    fn meeting(&self) -> String {
        format!("/meetings/{}", self.booking)
    }
}

impl Page {
    async fn of(cx: &Cx, about: &Disclosure) -> Result<Self, Problem> {
        let (f, side) = (cx.frame().at(Place::Exits), side(cx, about)?);
        let called = |person: PersonId| about.party(person).map_or_else(String::new, |party| f.called(&party.names));
        Ok(Self {
            id: about.id,
            side,
            client: called(about.client),
            supporter: called(about.supporter),
            successor: about.recipient.map_or_else(String::new, called),
            state: about.state(),
            digest: about.digest.clone(),
            silent: is_silent(&cx.app.db, about, cx.now()).await?,
            lines: history(&f, about),
            f,
        })
    }

    fn is_shown(&self) -> bool {
        self.state == State::Shown
    }

    fn is_asked(&self) -> bool {
        matches!(self.state, State::Asked { .. })
    }

    fn is_open(&self) -> bool {
        matches!(self.state, State::Open { .. })
    }

    /// What stands below its title.
    fn standing(&self) -> String {
        let t = self.f.t;
        match (self.state, self.side) {
            (State::Shown | State::Asked { .. }, Side::Client) => {
                t.disclosures_handover_asks(&self.supporter, &self.successor)
            }
            (State::Shown, _) => t.disclosures_handover_waits(&self.client),
            (State::Asked { .. }, _) => t.disclosures_handover_officer(&self.client, &self.supporter, &self.successor),
            (State::Open { .. }, Side::Successor) => t.disclosures_handover_for_you(&self.supporter, &self.client),
            (State::Open { .. }, _) => t.disclosures_handover_open(&self.successor),
            _ => t.disclosures_handover_closed(),
        }
    }
}

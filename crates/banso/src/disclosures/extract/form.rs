//! Beginning an extract: a data officer writes down who asks for what, about whom, by which paper. The supporter hears
//! of it and writes it out; the officer never looks into a record.

use askama::Template;
use jiff::civil::Date;
use kit::args;
use kit::db::Sql;
use kit::web::{Entry, Fault, entry::narrow};
use rules::access::{self, Action, Exception, Parties, Role, State};
use rules::disclosure::Kind;
use sea_orm::FromQueryResult;

use super::Request;
use crate::cx::Cx;
use crate::disclosures::mails::Notice;
use crate::disclosures::store::{Disclosure, New, REASON, path, purpose};
use crate::disclosures::{DisclosureId, people, words};
use crate::frame::{Flash, Frame, Place};
use crate::gate::{Asked, may, seal};
use crate::meetings::{PAIR, Pair, Party};
use crate::people::PersonId;
use crate::problem::{Answer, Problem};
use crate::programmes;

#[derive(Template)]
#[template(path = "disclosures/extract/form.html")]
pub(super) struct Form {
    pub f: Frame,
    pub cases: Vec<Case>,
    pub recipients: Vec<Party>,
    pub entry: Entry,
}

/// Two people who met or agreed to: whose record could be asked for.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub programme: String,
    pub client: Party,
    pub supporter: Party,
}

/// What was typed, when it can be kept.
struct Typed<'a> {
    case: &'a Case,
    kind: Kind,
    recipient: Option<PersonId>,
    request: Request,
}

/// The form.
pub(super) async fn show(cx: Cx) -> Answer {
    let form = Form::of(&cx, Entry::default().with("kind", Kind::Order.word())).await?;
    cx.page(&form)
}

/// Begins it, and tells the supporter what is to be written out.
pub(super) async fn create(cx: Cx, mut entry: Entry) -> Answer {
    let (cases, recipients) = offered(&cx).await?;
    let Some(typed) = Typed::taken(&mut entry, &cases, &recipients).filter(|_| entry.is_sound()) else {
        return cx.refuse(&Form { f: cx.frame().at(Place::Exits), cases, recipients, entry });
    };
    let mut tx = cx.app.db.begin().await?;
    let (id, me): (DisclosureId, _) = (tx.id(), cx.viewer()?.person);
    let Typed { case, kind, recipient, request } = typed;
    let (client, supporter) = (case.client.id, case.supporter.id);
    let parties = Parties {
        client: Some(client.for_gate()),
        supporter: Some(supporter.for_gate()),
        author: Some(me.for_gate()),
        addressee: recipient.map(PersonId::for_gate),
        successor: None,
    };
    let ground = if kind == Kind::Order { Exception::Order } else { Exception::Hazard };
    let asked = Asked::new(&case.programme, parties, id.0, State::Draft).on(ground);
    let permit = may::<access::Extract>(&cx, &asked, Action::Write, purpose(kind))?;
    let reason = seal(&cx.app, &tx, &permit, client, (REASON, id.0), &request.json()?).await?;
    let programme = &case.programme;
    let new = New {
        id,
        kind,
        programme,
        client,
        supporter,
        author: me,
        recipient,
        body: None,
        outside: None,
        reason: Some(reason),
    };
    new.insert(&tx).await?;
    let about = Disclosure::find(&tx, super::KINDS, id).await?;
    Notice::Passage.leave(&mut tx, &about, &[supporter]).await?;
    tx.commit().await?;
    cx.go_saying(&path(kind, id), Flash::ExtractBegun)
}

/// The cases of the programmes for which the viewer answers, but for their own, and who receives for a company there.
async fn offered(cx: &Cx) -> Result<(Vec<Case>, Vec<Party>), Problem> {
    #[derive(Debug, FromQueryResult)]
    struct Row {
        programme: String,
        #[sea_orm(nested)]
        pair: Pair,
    }
    let question = format!(
        "SELECT {PAIR}, x.programme FROM
           (SELECT client, supporter, programme FROM agreements
            UNION SELECT client, supporter, programme FROM bookings WHERE status IN ('confirmed', 'cancelled')) x
         JOIN people c ON c.id = x.client JOIN people s ON s.id = x.supporter
         WHERE x.client <> $1 AND x.supporter <> $1 AND EXISTS (SELECT 1 FROM memberships m WHERE m.person = $1
           AND m.programme = x.programme AND m.role = 'data-officer' AND m.suspended_at IS NULL AND m.left_at IS NULL)
         ORDER BY COALESCE(c.family_kana, c.family), c.family, c.id, COALESCE(s.family_kana, s.family), s.id"
    );
    let rows: Vec<Row> = cx.app.db.all(&question, args![cx.viewer()?.person]).await?;
    let case = |row: Row| {
        let (client, supporter) = row.pair.parties();
        Case { programme: row.programme, client, supporter }
    };
    let recipients = people(&cx.app.db, programmes::CONSULTATION, Role::CompanyViewer).await?;
    Ok((rows.into_iter().map(case).collect(), recipients))
}

impl Case {
    /// How the form calls it.
    pub(super) fn key(&self) -> String {
        format!("{}/{}/{}", self.programme, self.client.id, self.supporter.id)
    }
}

impl<'a> Typed<'a> {
    fn taken(entry: &mut Entry, cases: &'a [Case], recipients: &[Party]) -> Option<Self> {
        let case = chosen(entry, "case", |key| cases.iter().find(|case| case.key() == key));
        let kind = entry.parsed::<Kind>("kind", Fault::Choice).filter(|kind| super::KINDS.contains(kind));
        if kind.is_none() && entry.fault("kind").is_none() {
            entry.refuse("kind", Fault::Choice);
        }
        // an order goes out on paper; a company's reader is somebody in the house
        let to_company = kind == Some(Kind::Hazard) || !entry.value("recipient").is_empty();
        let known = |id: &str| recipients.iter().map(|party| party.id).find(|known| known.to_string() == id);
        let recipient = if to_company { chosen(entry, "recipient", known) } else { None };
        let (by, reference) = (entry.text("by", 200), entry.text("reference", 200));
        let (dated, scope) = (dated(entry), entry.text("scope", 2000));
        let recipient = recipient.filter(|_| kind == Some(Kind::Hazard));
        Some(Self { case: case?, kind: kind?, recipient, request: Request { by, reference, dated: dated?, scope } })
    }
}

/// One of what is offered, with a fault at its field when it is none.
fn chosen<T>(entry: &mut Entry, field: &str, known: impl Fn(&str) -> Option<T>) -> Option<T> {
    let found = known(entry.value(field));
    if found.is_none() {
        entry.refuse(field, if entry.value(field).is_empty() { Fault::Missing } else { Fault::Choice });
    }
    found
}

/// 2026-12-01, also with slashes and full-width.
fn dated(entry: &mut Entry) -> Option<Date> {
    let typed = narrow(entry.value("dated")).replace(['/', '.'], "-");
    let padded: Vec<String> = typed.split('-').map(|part| format!("{part:0>2}")).collect();
    let date = padded.join("-").parse::<Date>().ok();
    if date.is_none() {
        entry.refuse("dated", if typed.is_empty() { Fault::Missing } else { Fault::Date });
    }
    date
}

impl Form {
    async fn of(cx: &Cx, entry: Entry) -> Result<Self, Problem> {
        let (cases, recipients) = offered(cx).await?;
        Ok(Self { f: cx.frame().at(Place::Exits), cases, recipients, entry })
    }

    fn labels(&self) -> [(&'static str, String); 7] {
        let t = self.f.t;
        [
            ("case", t.extracts_case()),
            ("kind", t.extracts_kind()),
            ("recipient", t.extracts_recipient()),
            ("by", t.extracts_by()),
            ("reference", t.extracts_reference()),
            ("dated", t.extracts_dated()),
            ("scope", t.extracts_scope()),
        ]
    }

    fn kinds(&self) -> [(&'static str, String); 2] {
        [Kind::Order, Kind::Hazard].map(|kind| (kind.word(), words::kind_in(&self.f, kind)))
    }
}

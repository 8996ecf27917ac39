//! A client asks to read what was written about them in a danger, and a data officer answers: with a yes, by which the
//! client reads for as long as that officer is one, or with a no whose reason is kept.

use axum::extract::Path;
use kit::args;
use kit::db::{Sql, Tx};
use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::access::{Action, EmergencyPacket, Permit, Purpose, Role};
use rules::disclosure::Event;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::page::Page;
use super::{KINDS, leave, told};
use crate::cx::Cx;
use crate::disclosures::DisclosureId;
use crate::disclosures::mails::{Notice, active};
use crate::disclosures::store::Disclosure;
use crate::frame::Flash;
use crate::gate::{Confidential, agrees, seal, seconded};
use crate::people::{LoginId, PersonId, Viewer};
use crate::problem::{Answer, Problem};

kit::id! {
    /// Somebody's wish to read.
    RequestId
}

/// Why not.
const WHY: &str = "packet_requests.reason";
/// How many characters a no has at least, and at most.
const NO: (usize, usize) = (20, 2000);

/// What a client asked for, and what was answered.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Request {
    id: Uuid,
    pub asked_at: Instant,
    pub answered_at: Option<Instant>,
    answered_by: Option<Uuid>,
    reason: Option<Vec<u8>>,
}

impl Request {
    /// The latest one about this packet: a statement.
    pub async fn of(sql: &impl Sql, id: DisclosureId) -> Result<Option<Self>, Problem> {
        let question = "SELECT id, asked_at, answered_at, answered_by, reason FROM packet_requests
            WHERE disclosure = $1 ORDER BY id DESC LIMIT 1";
        Ok(sql.first(question, args![id]).await?)
    }

    /// Who answered.
    pub fn by(&self) -> Option<PersonId> {
        self.answered_by.map(PersonId)
    }

    /// Who agreed.
    fn agreed(&self) -> Option<PersonId> {
        self.by().filter(|_| self.reason.is_none())
    }

    /// Why not; nothing of a yes.
    pub fn why(&self, id: DisclosureId) -> Option<Confidential<EmergencyPacket>> {
        self.reason.clone().map(|reason| Confidential::new(WHY, id.0, reason))
    }

    /// Leave for the client to read, by the yes that was given, as its giver stands today.
    pub async fn permit(&self, cx: &Cx, about: &Disclosure) -> Result<Option<Permit<EmergencyPacket>>, Problem> {
        let Some(officer) = self.agreed() else { return Ok(None) };
        let Some(officer) = Viewer::load(&cx.app.db, LoginId(Uuid::nil()), officer).await? else { return Ok(None) };
        let asked = about.asked(cx.now());
        Ok(seconded(cx, &officer, &asked, Action::Read, Purpose::SubjectAccess).ok())
    }
}

/// The client asks.
pub(super) async fn create(cx: Cx, Path(id): Path<DisclosureId>) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let about = Disclosure::find_for_writing(&tx, KINDS, id).await?;
    told::own(&cx, &about)?;
    let before = Request::of(&tx, id).await?;
    let settled = match &before {
        Some(request) => request.answered_at.is_none() || request.permit(&cx, &about).await?.is_some(),
        None => false,
    };
    if settled || about.ciphertext().is_none() {
        return Err(Problem::TooLate);
    }
    let asks = "INSERT INTO packet_requests (id, disclosure, asked_at) VALUES ($1, $2, $3)";
    tx.run(asks, args![tx.id::<RequestId>(), id, tx.now()]).await?;
    let officers = answerers(&tx, &about).await?;
    Notice::Wanted.leave(&mut tx, &about, &officers).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/emergencies/{id}"), Flash::Requested)
}

/// A data officer answers.
pub(super) async fn answer(cx: Cx, Path(id): Path<DisclosureId>, mut entry: Entry) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let about = Disclosure::find_for_writing(&tx, KINDS, id).await?;
    let permit = leave(&cx, &about, Action::Write)?;
    if !answers(cx.viewer()?, &about) {
        return Err(Problem::NotFound);
    }
    let request = Request::of(&tx, id).await?.ok_or(Problem::NotFound)?;
    if request.answered_at.is_some() {
        return Err(Problem::TooLate);
    }
    let Some(why) = taken(&mut entry) else {
        drop(tx);
        let page = Page::of(&cx, &about, entry).await?;
        return cx.refuse(&page);
    };
    let reason = match why {
        Some(why) => Some(seal(&cx.app, &tx, &permit, about.client, (WHY, id.0), &why).await?),
        None => {
            let client = Viewer::load(&tx, LoginId(Uuid::nil()), about.client).await?.ok_or(Problem::NotFound)?;
            let asked = about.asked(tx.now());
            let _leave: Permit<EmergencyPacket> = agrees(&cx, &client, &asked, Action::Read, Purpose::SubjectAccess)?;
            None
        }
    };
    let answered = "UPDATE packet_requests SET answered_at = $1, answered_by = $2, reason = $3 WHERE id = $4";
    tx.run(answered, args![tx.now(), cx.viewer()?.person, reason, request.id]).await?;
    Notice::Answered.leave(&mut tx, &about, &[about.client]).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/emergencies/{id}"), Flash::Saved)
}

/// A yes, or why not.
fn taken(entry: &mut Entry) -> Option<Option<String>> {
    let why = match entry.value("answer") {
        "yes" => None,
        "no" => Some(entry.account("why", NO.0, NO.1)),
        "" => {
            entry.refuse("answer", Fault::Missing);
            None
        }
        _ => {
            entry.refuse("answer", Fault::Choice);
            None
        }
    };
    entry.is_sound().then_some(why)
}

/// Whether somebody may answer: a data officer who is not of the case, once it left.
pub(super) fn answers(viewer: &Viewer, about: &Disclosure) -> bool {
    viewer.is(Role::DataOfficer, &about.programme) && !of_the_case(about, viewer.person) && left(about)
}

fn of_the_case(about: &Disclosure, person: PersonId) -> bool {
    [Some(about.client), Some(about.supporter), Some(about.author), about.recipient].contains(&Some(person))
}

fn left(about: &Disclosure) -> bool {
    about.when(Event::Opened).is_some()
}

async fn answerers(tx: &Tx, about: &Disclosure) -> Result<Vec<PersonId>, Problem> {
    let mut officers = active(tx, &about.programme, Role::DataOfficer).await?;
    officers.retain(|officer| !of_the_case(about, *officer));
    Ok(officers)
}

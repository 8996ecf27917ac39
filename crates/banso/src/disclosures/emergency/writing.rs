//! Writing a packet: the minimum, in three short fields, and to whom it should go. Its supporter writes it from the
//! meeting; a duty officer who was called by telephone writes it for two people whom they know by name only.

use askama::Template;
use axum::extract::Path;
use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::access::{Action, EmergencyPacket, Exception, Parties, Permit, Purpose, Role, State};
use rules::disclosure::{Event, Kind};
use uuid::Uuid;

use super::said::{Said, json};
use super::{KINDS, house};
use crate::cx::Cx;
use crate::disclosures::DisclosureId;
use crate::disclosures::mails::{Notice, active};
use crate::disclosures::recipients::{near, people};
use crate::disclosures::store::{BODY, Disclosure, New, OUTSIDE};
use crate::drafts;
use crate::frame::{Flash, Frame, Place};
use crate::gate::{Asked, may, seal};
use crate::meetings::{Booking, BookingId, Party};
use crate::people::PersonId;
use crate::problem::{Answer, Problem};

/// As many characters as it takes to say who is outside.
const OUTSIDE_MAX: usize = 200;
/// The choice of somebody who is not in the house.
const SOMEBODY_OUTSIDE: &str = "outside";

#[derive(Template)]
#[template(path = "disclosures/emergency/writing.html")]
pub(super) struct Form {
    pub f: Frame,
    /// Where it is sent, and under which key it saves itself, after the slash.
    pub at: String,
    /// The page before, with its name.
    pub back: (String, String),
    /// The client, where that is settled.
    pub client: Option<String>,
    /// The two people, where that is to be chosen.
    pub pairs: Vec<(BookingId, String)>,
    pub receivers: Vec<Party>,
    pub readers: String,
    pub entry: Entry,
    pub saved_at: Option<Instant>,
}

/// Where a supporter writes it.
pub(super) async fn show(cx: Cx, Path(id): Path<BookingId>) -> Answer {
    let booking = Booking::seen_by(&cx, id).await?;
    let _writer = may_write(&cx, &booking, Uuid::nil())?;
    let draft = drafts::entry_for(&cx, &at_meeting(id)).await?;
    let form = Form::at_meeting(&cx, &booking, Entry::default()).await?;
    cx.page(&form.going_on(draft))
}

/// Calls the duty officers with it.
pub(super) async fn create(cx: Cx, Path(id): Path<BookingId>, mut entry: Entry) -> Answer {
    let booking = Booking::seen_by(&cx, id).await?;
    let _writer = may_write(&cx, &booking, Uuid::nil())?;
    match Written::taken(&cx, &booking, &mut entry).await? {
        Some(written) => written.ask(&cx, &booking, &at_meeting(id)).await,
        None => cx.refuse(&Form::at_meeting(&cx, &booking, entry).await?),
    }
}

const NEW: &str = "emergencies/new";

/// Where a duty officer writes it.
pub(super) async fn show_new(cx: Cx) -> Answer {
    let draft = drafts::entry_for(&cx, NEW).await?;
    cx.page(&Form::new(&cx, Entry::default()).await?.going_on(draft))
}

/// Calls the other duty officers with it.
pub(super) async fn create_new(cx: Cx, mut entry: Entry) -> Answer {
    let pair: Option<BookingId> = entry.parsed("pair", Fault::Choice);
    let pairs = house::pairs_near(&cx.app.db, cx.viewer()?.person).await?;
    let booking = pairs.into_iter().find(|booking| Some(booking.id) == pair);
    if pair.is_some() && booking.is_none() {
        entry.refuse("pair", Fault::Choice);
    }
    let written = match &booking {
        Some(booking) => Written::taken(&cx, booking, &mut entry).await?,
        None => {
            Said::taken(&mut entry);
            None
        }
    };
    match (booking, written) {
        (Some(booking), Some(written)) => written.ask(&cx, &booking, NEW).await,
        _ => cx.refuse(&Form::new(&cx, entry).await?),
    }
}

fn at_meeting(id: BookingId) -> String {
    format!("meetings/{id}/emergency")
}

/// Leave to write a new packet about these two.
fn may_write(cx: &Cx, booking: &Booking, id: Uuid) -> Result<Permit<EmergencyPacket>, Problem> {
    let author = Some(cx.viewer()?.person.for_gate());
    let parties = Parties { author, ..booking.parties() };
    let asked = Asked::new(&booking.programme, parties, id, State::Draft).on(Exception::Danger);
    may(cx, &asked, Action::Write, Purpose::Safety)
}

/// What was written, and for whom.
struct Written {
    said: Said,
    recipient: Option<PersonId>,
    outside: Option<String>,
}

impl Written {
    async fn taken(cx: &Cx, booking: &Booking, entry: &mut Entry) -> Result<Option<Self>, Problem> {
        let said = Said::taken(entry);
        let receivers = people(&cx.app.db, &booking.programme, Role::CompanyViewer).await?;
        let (mut recipient, mut outside) = (None, None);
        match entry.value("to") {
            SOMEBODY_OUTSIDE | "" => outside = Some(entry.text("outside", OUTSIDE_MAX)),
            _ => {
                let chosen: Option<PersonId> = entry.parsed("to", Fault::Choice);
                recipient = chosen.filter(|chosen| {
                    receivers.iter().any(|receiver| receiver.id == *chosen && *chosen != booking.client.id)
                });
                if chosen.is_some() && recipient.is_none() {
                    entry.refuse("to", Fault::Choice);
                }
            }
        }
        Ok(said.filter(|_| entry.is_sound()).map(|said| Self { said, recipient, outside }))
    }

    /// Writes it down and calls everybody on duty, in one change.
    async fn ask(self, cx: &Cx, booking: &Booking, draft: &str) -> Answer {
        let me = cx.viewer()?.person;
        let mut tx = cx.app.db.begin().await?;
        let id: DisclosureId = tx.id();
        let (permit, client) = (may_write(cx, booking, id.0)?, booking.client.id);
        let body = seal(&cx.app, &tx, &permit, client, (BODY, id.0), &json(&self.said)?).await?;
        let outside = match &self.outside {
            Some(outside) => Some(seal(&cx.app, &tx, &permit, client, (OUTSIDE, id.0), outside).await?),
            None => None,
        };
        let new = New {
            id,
            kind: Kind::Emergency,
            programme: &booking.programme,
            client,
            supporter: booking.supporter.id,
            author: me,
            recipient: self.recipient,
            body: Some(body),
            outside,
            reason: None,
        };
        new.insert(&tx).await?;
        let mut about = Disclosure::find(&tx, KINDS, id).await?;
        about.step(cx, &tx, Event::Asked, None).await?;
        let mut officers = active(&tx, &about.programme, Role::DutyOfficer).await?;
        officers.retain(|officer| ![me, client].contains(officer));
        Notice::Asked.leave(&mut tx, &about, &officers).await?;
        drafts::discard(&tx, me, draft).await?;
        tx.commit().await?;
        cx.go_saying(&format!("/emergencies/{id}"), Flash::Alarmed)
    }
}

impl Form {
    async fn at_meeting(cx: &Cx, booking: &Booking, entry: Entry) -> Result<Self, Problem> {
        let f = cx.frame().at(Place::Calendar);
        let officers = people(&cx.app.db, &booking.programme, Role::DutyOfficer).await?;
        let mut receivers = people(&cx.app.db, &booking.programme, Role::CompanyViewer).await?;
        receivers.retain(|receiver| receiver.id != booking.client.id);
        let client = f.called(&booking.client.names);
        Ok(Self {
            at: at_meeting(booking.id),
            back: (format!("/meetings/{}", booking.id), f.t.meeting_with(client.as_str())),
            client: Some(client),
            pairs: Vec::new(),
            receivers,
            readers: named(&f, &officers),
            entry,
            saved_at: None,
            f,
        })
    }

    async fn new(cx: &Cx, entry: Entry) -> Result<Self, Problem> {
        let (f, me) = (cx.frame(), cx.viewer()?.person);
        let pairs = house::pairs_near(&cx.app.db, me).await?;
        let officers = near(&cx.app.db, me, Role::DutyOfficer).await?;
        let two = |booking: &Booking| {
            (booking.id, f.t.emergency_pair(f.full(&booking.client.names), f.full(&booking.supporter.names)))
        };
        Ok(Self {
            at: NEW.to_owned(),
            back: ("/emergencies".to_owned(), f.t.emergency_list()),
            client: None,
            pairs: pairs.iter().map(two).collect(),
            receivers: near(&cx.app.db, me, Role::CompanyViewer).await?,
            readers: named(&f, &officers),
            entry,
            saved_at: None,
            f,
        })
    }

    /// The same with what was being written when the page was left.
    fn going_on(self, draft: Option<kit::drafts::Draft>) -> Self {
        match draft {
            Some(draft) => Self { entry: draft.entry, saved_at: Some(draft.saved_at), ..self },
            None => self,
        }
    }

    fn labels(&self) -> Vec<(&'static str, String)> {
        let t = self.f.t;
        vec![
            ("pair", t.emergency_pair_label()),
            ("who", t.emergency_who()),
            ("danger", t.emergency_danger()),
            ("asks", t.emergency_asks()),
            ("to", t.emergency_to()),
            ("outside", t.emergency_outside()),
        ]
    }

    /// The client as the form calls them.
    fn client(&self) -> String {
        self.client.clone().unwrap_or_else(|| self.f.t.emergency_the_client())
    }
}

/// Who reads what is written, by name.
fn named(f: &Frame, officers: &[Party]) -> String {
    let names: Vec<String> = officers.iter().map(|officer| f.called(&officer.names)).collect();
    f.t.emergency_writing_readers(names.join(&f.t.frame_joint()))
}

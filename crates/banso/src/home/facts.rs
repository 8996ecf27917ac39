//! What home knows of one person: bookings, the writing around them, open offers. Five statements, whatever their
//! number. Whether something was written is known here; what was written is not.

use std::collections::HashMap;

use jiff::SignedDuration;
use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use rules::access::{Action, BookingFacts, Consent, Parties, Purpose, Role, State, Who};
use rules::next_steps::{self, BookingId, Choice, Facts, Mail, Profile, Progress, SheetFact, Shortfall, Stage};
use rules::programme::{Definition, Key, Part, SheetKind};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::paths;
use super::writing::{self, Written};
use crate::cx::Cx;
use crate::frame::{Names, zone_named};
use crate::gate::{Asked, might};
use crate::meetings::{Booking, Status};
use crate::people::{PersonId, Viewer};
use crate::problem::Problem;

/// How far back the meetings of a supporter are looked at; a client sees all of theirs.
const BACK: SignedDuration = SignedDuration::from_hours(180 * 24);
/// The bookings of a person ($1), recent ($2) for a supporter.
pub(super) const MINE: &str = "b.status IN ('confirmed', 'cancelled')
    AND (b.client = $1 OR (b.supporter = $1 AND b.starts_at >= $2))";

/// The facts with the people behind them.
#[derive(Debug)]
pub(super) struct Known {
    pub facts: Facts,
    pub bookings: Vec<Booking>,
    names: HashMap<Who, Names>,
    letters: HashMap<BookingId, Uuid>,
}

#[derive(Debug, FromQueryResult)]
struct OfferRow {
    id: Uuid,
    programme: String,
    client: Uuid,
    supporter: Uuid,
    made_at: Instant,
    expires_at: Instant,
    other: Uuid,
    family: String,
    given: String,
    family_latin: Option<String>,
    given_latin: Option<String>,
}

/// The parts that somebody takes in a programme.
pub(super) fn parts(viewer: &Viewer, programme: &str) -> Vec<Part> {
    let pairs = [(Role::Client, Part::Client), (Role::Supporter, Part::Supporter)];
    pairs.into_iter().filter(|(role, _)| viewer.is(*role, programme)).map(|(_, part)| part).collect()
}

impl Known {
    /// Loads what there is to know.
    pub async fn load(cx: &Cx, definition: &Definition, promise: Option<Shortfall>) -> Result<Self, Problem> {
        let viewer = cx.viewer()?;
        let (db, me, since) = (&cx.app.db, viewer.person, cx.now().plus(-BACK));
        let mut bookings = Booking::where_(db, &format!("{MINE} ORDER BY b.starts_at, b.id"), args![me, since]).await?;
        bookings.retain(|booking| booking.is_seen_by(cx));
        let sheets = writing::sheets(db, me, since).await?;
        let letters = writing::letters(db, me, since).await?;
        let mut offers = offers(cx, me).await?;
        offers.retain(|row| row.is_seen_by(cx));
        let mut names: HashMap<Who, Names> = HashMap::new();
        for booking in &bookings {
            let other = booking.other(me);
            names.insert(other.id.for_gate(), other.names.clone());
        }
        for row in &offers {
            names.insert(PersonId(row.other).for_gate(), row.names());
        }
        let zone = zone_named(&viewer.zone);
        let written = Written { definition, zone: &zone, me, now: cx.now(), sheets: &sheets, letters: &letters };
        let parts = parts(viewer, definition.key.as_str());
        let facts = Facts {
            decision: crate::disclosures::decision(cx, definition.key.as_str()).await?,
            now: cx.now().timestamp(),
            zone: zone.clone(),
            mail: if viewer.email_confirmed { Mail::Confirmed } else { Mail::Unconfirmed },
            // who only runs a programme is not asked to introduce themselves
            profile: if parts.is_empty() { Profile::Written } else { profile(definition, &sheets) },
            parts,
            promise,
            bookings: bookings.iter().filter_map(|booking| fact(booking, me, &written)).collect(),
            offers: offers.iter().map(|row| row.fact(me)).collect(),
        };
        let of = |row: &writing::LetterRow| row.letter.map(|letter| (BookingId(row.booking.as_u128()), letter));
        let letters = letters.iter().filter_map(of).collect();
        Ok(Self { facts, bookings, names, letters })
    }

    /// Invented facts about invented people, for the samples.
    pub fn sample(facts: Facts, bookings: Vec<Booking>) -> Self {
        let parties = bookings.iter().flat_map(|booking| [&booking.client, &booking.supporter]);
        let names = parties.map(|party| (party.id.for_gate(), party.names.clone())).collect();
        Self { facts, bookings, names, letters: HashMap::new() }
    }

    /// The name of somebody who stands in the facts.
    pub fn name(&self, who: Who) -> Names {
        self.names.get(&who).cloned().unwrap_or_default()
    }

    /// Where the letter of a booking is; before it is owed, the meeting's page says what is missing.
    pub fn letter_href(&self, id: BookingId, page: fn(Uuid) -> String) -> String {
        self.letters.get(&id).copied().map_or_else(|| paths::meeting(id), page)
    }

    /// The booking with that id.
    pub fn booking(&self, id: BookingId) -> Option<&Booking> {
        self.bookings.iter().find(|booking| booking.id.0.as_u128() == id.0)
    }
}

fn profile(definition: &Definition, sheets: &[writing::SheetRow]) -> Profile {
    let Some(form) = definition.profile() else { return Profile::Written };
    let written = sheets.iter().any(|row| row.booking.is_none() && row.kind == form.key.as_str());
    if written { Profile::Written } else { Profile::Empty }
}

fn fact(booking: &Booking, me: PersonId, written: &Written<'_>) -> Option<next_steps::Booking> {
    let part = booking.part(me)?;
    let meeting = booking.meeting().ok()?;
    let around = written.around(booking);
    let mut sheets: Vec<SheetFact> = around.sheets;
    mark_read(written.definition, &mut sheets);
    Some(next_steps::Booking {
        id: BookingId(booking.id.0.as_u128()),
        meeting: meeting.kind.clone(),
        part,
        other: booking.other(me).id.for_gate(),
        start: booking.starts_at.timestamp(),
        end: booking.ends_at.timestamp(),
        stage: stage(booking),
        promised: meeting.consent.is_empty() || booking.promise == Consent::Given,
        sheets,
        letter: around.letter,
        reply: around.reply,
        choice: around.choice.unwrap_or(Choice::Open),
    })
}

fn stage(booking: &Booking) -> Stage {
    match (booking.status, booking.outcome.as_deref()) {
        (Status::Confirmed, Some("held")) => Stage::Held,
        (Status::Confirmed, Some(_)) => Stage::NoShow,
        (Status::Confirmed, None) => {
            Stage::Confirmed { since: booking.confirmed_at.unwrap_or(booking.starts_at).timestamp() }
        }
        _ => Stage::Cancelled,
    }
}

/// Who has begun the plan has read the preparation: nobody is asked to say so.
fn mark_read(definition: &Definition, sheets: &mut [SheetFact]) {
    let is_plan = |key: &Key| definition.sheet(key.as_str()).is_some_and(|form| form.kind == SheetKind::SessionPlan);
    let planned = sheets.iter().any(|fact| is_plan(&fact.sheet) && fact.progress != Progress::NotYet);
    for fact in sheets.iter_mut().filter(|fact| fact.by == Part::Client) {
        fact.read = planned;
    }
}

async fn offers(cx: &Cx, me: PersonId) -> Result<Vec<OfferRow>, Problem> {
    let question = "SELECT o.id, o.programme, o.client, o.supporter, o.made_at, o.expires_at, p.id AS other, p.family, p.given, p.family_latin, p.given_latin
        FROM offers o JOIN people p ON p.id = CASE WHEN o.client = $1 THEN o.supporter ELSE o.client END
        WHERE (o.client = $1 OR o.supporter = $1) AND o.answered_at IS NULL AND o.expires_at > $2 ORDER BY o.made_at";
    Ok(cx.app.db.all(question, args![me, cx.now()]).await?)
}

impl OfferRow {
    fn is_seen_by(&self, cx: &Cx) -> bool {
        let (client, supporter) = (PersonId(self.client).for_gate(), PersonId(self.supporter).for_gate());
        let parties = Parties { client: Some(client), supporter: Some(supporter), ..Parties::default() };
        let asked = Asked::new(&self.programme, parties, self.id, State::Kept);
        might::<BookingFacts>(cx, &asked, Action::Read, Purpose::Support)
    }

    fn names(&self) -> Names {
        let latin = self.family_latin.clone().zip(self.given_latin.clone());
        Names { family: self.family.clone(), given: self.given.clone(), kana: None, latin }
    }

    fn fact(&self, me: PersonId) -> next_steps::Offer {
        next_steps::Offer {
            id: BookingId(self.id.as_u128()),
            part: if self.client == me.0 { Part::Client } else { Part::Supporter },
            other: PersonId(self.other).for_gate(),
            since: self.made_at.timestamp(),
            until: self.expires_at.timestamp(),
        }
    }
}

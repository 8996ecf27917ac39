//! A booking as its two people see it. The facts of a meeting are confidential too: to others it does not exist.

use jiff::SignedDuration;
use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use rules::access::{Action, BookingFacts, Consent, Parties, Purpose, State};
use rules::programme::{Definition, Meeting, Part, Plan};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::BookingId;
use super::pair::{PAIR, Pair};
use crate::consent::{self, PROMISE};
use crate::cx::Cx;
use crate::frame::Names;
use crate::gate::{Asked, may, might};
use crate::people::PersonId;
use crate::problem::Problem;
use crate::programmes;

/// How a booking stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Kept while the form is filled in.
    Held,
    /// One of three offered times.
    Offered,
    /// Agreed.
    Confirmed,
    /// Called off after it was agreed.
    Cancelled,
    /// A hold or an offered time that came to nothing.
    Released,
}

/// One of the two people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The person.
    pub id: PersonId,
    /// Their name.
    pub names: Names,
}

impl Party {
    /// Somebody invented, for the samples of pages.
    pub(crate) fn sample(id: u128, family: &str, given: &str, latin: (&str, &str)) -> Self {
        let latin = Some((latin.0.to_owned(), latin.1.to_owned()));
        let names = Names { family: family.to_owned(), given: given.to_owned(), kana: None, latin };
        Self { id: PersonId(Uuid::from_u128(id)), names }
    }
}

/// A booking with its two people.
#[derive(Clone, Debug)]
pub struct Booking {
    /// Its id.
    pub id: BookingId,
    /// The programme's key.
    pub programme: String,
    /// The plan's key.
    pub plan: String,
    /// Who comes.
    pub client: Party,
    /// Who is beside them.
    pub supporter: Party,
    /// How it stands.
    pub status: Status,
    /// The first, the second … meeting of this client in this programme.
    pub ordinal: u32,
    /// From.
    pub starts_at: Instant,
    /// To.
    pub ends_at: Instant,
    /// `online`, `room` or `address`.
    pub place: String,
    /// The link, the room's name and address, or the address.
    pub place_text: Option<String>,
    /// Until when a hold or an offer is kept.
    pub held_until: Option<Instant>,
    /// The calendar's SEQUENCE.
    pub version: i64,
    /// `held`, `client-absent` or `supporter-absent`, once somebody said so.
    pub outcome: Option<String>,
    /// When it was confirmed.
    pub confirmed_at: Option<Instant>,
    /// How the promise of confidence stands between the two.
    pub promise: Consent,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    programme: String,
    plan: String,
    status: String,
    ordinal: i64,
    starts_at: Instant,
    ends_at: Instant,
    place: String,
    place_text: Option<String>,
    room_name: Option<String>,
    room_address: Option<String>,
    held_until: Option<Instant>,
    version: i64,
    confirmed_at: Option<Instant>,
    promise: Option<String>,
    outcome: Option<String>,
    #[sea_orm(nested)]
    pair: Pair,
}

/// Everything about some bookings, behind the two people and the promise between them.
const QUESTION: &str = "b.id, b.programme, b.plan, b.status, b.ordinal, b.starts_at, b.ends_at, b.place, b.place_text,
    r.name AS room_name, r.address AS room_address, b.held_until, b.version, b.confirmed_at, a.outcome
    FROM bookings b JOIN people c ON c.id = b.client JOIN people s ON s.id = b.supporter
    LEFT JOIN rooms r ON r.id = b.room LEFT JOIN attendances a ON a.booking = b.id";

impl Booking {
    /// The booking, if the viewer may know that it exists.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub async fn seen_by(cx: &Cx, id: BookingId) -> Result<Self, Problem> {
        let booking = Self::find(&cx.app.db, id).await?.ok_or(Problem::NotFound)?;
        let _permit = may::<BookingFacts>(cx, &booking.asked(), Action::Read, Purpose::Support)?;
        Ok(booking)
    }

    /// Whether the viewer may know that it exists: for lists, which leave out the others.
    #[must_use]
    pub fn is_seen_by(&self, cx: &Cx) -> bool {
        might::<BookingFacts>(cx, &self.asked(), Action::Read, Purpose::Support)
    }

    /// The booking itself, for jobs and for the booking transaction.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(sql: &impl Sql, id: BookingId) -> Result<Option<Self>, Problem> {
        Ok(Self::where_(sql, "b.id = $1", args![id]).await?.pop())
    }

    /// Bookings by a condition on `b`, with order: used by the finders of this slice and of home.
    pub(crate) async fn where_(
        sql: &impl Sql,
        condition: &str,
        args: Vec<sea_orm::Value>,
    ) -> Result<Vec<Self>, Problem> {
        let question = format!("SELECT {PAIR}, {PROMISE}, {QUESTION} WHERE {condition}");
        let rows: Vec<Row> = sql.all(&question, args).await?;
        rows.into_iter().map(Row::booking).collect()
    }

    /// What the gate is asked about this booking's facts.
    #[must_use]
    pub fn asked(&self) -> Asked<'_> {
        Asked::new(&self.programme, self.parties(), self.id.0, State::Kept)
    }

    /// Its two people, as the gate knows them.
    #[must_use]
    pub fn parties(&self) -> Parties {
        let (client, supporter) = (Some(self.client.id.for_gate()), Some(self.supporter.id.for_gate()));
        Parties { client, supporter, ..Parties::default() }
    }

    /// Which part a person takes, if any.
    #[must_use]
    pub fn part(&self, person: PersonId) -> Option<Part> {
        match person {
            person if person == self.client.id => Some(Part::Client),
            person if person == self.supporter.id => Some(Part::Supporter),
            _ => None,
        }
    }

    /// The one beside a person.
    #[must_use]
    pub fn other(&self, person: PersonId) -> &Party {
        if person == self.client.id { &self.supporter } else { &self.client }
    }

    /// The programme's definition.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a programme that is gone.
    pub fn definition(&self) -> Result<&'static Definition, Problem> {
        programmes::definition(&self.programme)
    }

    /// How people meet in this programme.
    ///
    /// # Errors
    /// As [`Booking::definition`].
    pub fn meeting(&self) -> Result<&'static Meeting, Problem> {
        programmes::meeting(&self.programme)
    }

    /// The plan that was booked.
    ///
    /// # Errors
    /// As [`Booking::definition`].
    pub fn plan(&self) -> Result<&'static Plan, Problem> {
        self.definition()?.plan(&self.plan).ok_or(Problem::NotFound)
    }
}

impl Row {
    fn booking(self) -> Result<Booking, Problem> {
        let (client, supporter) = self.pair.parties();
        let place_text = match (self.room_name, self.room_address) {
            (Some(name), Some(address)) => Some(format!("{name} {address}")),
            _ => self.place_text,
        };
        Ok(Booking {
            id: BookingId(self.id),
            programme: self.programme,
            plan: self.plan,
            client,
            supporter,
            status: Status::named(&self.status).ok_or(Problem::Ours)?,
            ordinal: u32::try_from(self.ordinal).map_err(|_| Problem::Ours)?,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            place: self.place,
            place_text,
            held_until: self.held_until,
            version: self.version,
            outcome: self.outcome,
            confirmed_at: self.confirmed_at,
            promise: consent::promise(self.promise.as_deref()),
        })
    }
}

impl Booking {
    /// 田中 with 早川 on 7 December 2026 at eight in the evening, for the samples of pages.
    pub(crate) fn sample(status: Status) -> Self {
        let starts_at = Instant(1_796_641_200_000_000);
        Self {
            id: BookingId(Uuid::from_u128(7)),
            programme: programmes::CONSULTATION.into(),
            plan: "standard".into(),
            client: Party::sample(1, "田中", "結", ("Tanaka", "Yui")),
            supporter: Party::sample(2, "早川", "直子", ("Hayakawa", "Naoko")),
            status,
            ordinal: 2,
            starts_at,
            ends_at: starts_at.plus(SignedDuration::from_mins(60)),
            place: "online".into(),
            place_text: Some("https://video.example/hayakawa".into()),
            held_until: Some(Instant(1_796_261_460_000_000)),
            version: 0,
            outcome: None,
            confirmed_at: None,
            promise: Consent::Given,
        }
    }
}

impl Status {
    /// The status with that name in the database.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "held" => Self::Held,
            "offered" => Self::Offered,
            "confirmed" => Self::Confirmed,
            "cancelled" => Self::Cancelled,
            "released" => Self::Released,
            _ => return None,
        })
    }
}

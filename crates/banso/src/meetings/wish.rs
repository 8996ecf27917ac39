//! The booking transaction: a wish becomes a held time, or an obstacle says why not.
//!
//! Three things keep two people out of one time. The rows of both people are locked, so that one wish at a time is
//! weighed for each of them; the engine that showed the slot is asked again with what is true now; and the database
//! refuses overlapping rows whatever the code believed. A test switches the first two off and takes the third away,
//! to see that people are then booked twice.

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use kit::args;
use kit::db::{Db, DbError, Sql, Tx};
use kit::drafts;
use kit::time::Instant;
use kit::vault::VaultError;
use rules::durations::Ordinal;
use rules::programme::{Meeting, Plan};
use rules::slots::{Missing, Slot, Window};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::availability::{Inquiry, Receiving, bounds};
use super::occupancy::{Taking, free, lock};
use super::ordinals::Course;
use super::{Booking, BookingId};
use crate::people::PersonId;
use crate::problem::Problem;
use crate::programmes;

/// How often a wish is tried again when another transaction was in the way.
const TRIES: usize = 3;
/// How many other times are shown to somebody who came too late.
const ALTERNATIVES: usize = 3;
/// How far around a time its neighbours can matter.
const AROUND: SignedDuration = SignedDuration::from_hours(24);

/// What a client wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Who comes.
    pub client: PersonId,
    /// Who is beside them.
    pub supporter: PersonId,
    /// In which programme.
    pub programme: String,
    /// By which plan.
    pub plan: String,
    /// From when.
    pub start: Instant,
    /// The booking whose form was being filled in: what is written there goes along.
    pub from: Option<BookingId>,
}

/// Whether the wish is weighed. Only tests and the benchmark know a product without it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[doc(hidden)]
pub enum Guard {
    /// As it is.
    #[default]
    On,
    /// Nobody is locked and nothing is asked again: the control that must double-book.
    Off,
}

/// Why a wish did not come true.
#[derive(Debug)]
pub enum Refusal {
    /// Somebody was quicker.
    Taken {
        /// The nearest other times.
        alternatives: Vec<Slot>,
    },
    /// It is no bookable time, or none any more.
    Missing {
        /// Why.
        reason: Missing,
        /// The nearest other times.
        alternatives: Vec<Slot>,
    },
    /// No such plan, or nobody who receives.
    NotAllowed,
    /// Anything else.
    Problem(Problem),
}

/// What stands in the way inside the transaction.
#[derive(Debug)]
pub enum Obstacle {
    /// The engine does not offer it.
    Missing(Missing),
    /// The database refused.
    Overlap,
    /// Another transaction was in the way.
    Conflict,
    /// No such plan, or nobody who receives.
    NotAllowed,
    /// Anything else.
    Problem(Problem),
}

impl Wish {
    /// The wish behind a booking, to be fulfilled again.
    #[must_use]
    pub fn again(booking: &Booking) -> Self {
        Self {
            client: booking.client.id,
            supporter: booking.supporter.id,
            programme: booking.programme.clone(),
            plan: booking.plan.clone(),
            start: booking.starts_at,
            from: Some(booking.id),
        }
    }

    /// Its two people.
    #[must_use]
    pub fn people(&self) -> [PersonId; 2] {
        [self.client, self.supporter]
    }

    fn rules(&self) -> Result<(&'static Meeting, &'static Plan), Problem> {
        let plan = programmes::definition(&self.programme)?.plan(&self.plan).ok_or(Problem::NotFound)?;
        Ok((programmes::meeting(&self.programme)?, plan))
    }

    async fn receiving(&self, sql: &impl Sql, window: Window, now: Instant) -> Result<Option<Receiving>, Problem> {
        let supporters = [self.supporter];
        let inquiry = Inquiry { supporters: &supporters, beside: Some(self.client), but: None, window, now };
        Ok(inquiry.answer(sql).await?.pop())
    }

    /// The nearest other times, seen after somebody else was quicker.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn alternatives(&self, sql: &impl Sql, now: Instant) -> Result<Vec<Slot>, Problem> {
        let (meeting, plan) = self.rules()?;
        let ordinal = Course::of(sql, self.client, &self.programme).await?.next(None);
        let until: Instant = meeting.horizon.after(now.timestamp(), &TimeZone::UTC).into();
        let window = Window { from: now.timestamp(), until: until.plus(AROUND).timestamp() };
        let Some(receiving) = self.receiving(sql, window, now).await? else { return Ok(Vec::new()) };
        let bounds = bounds(meeting, now, &receiving.availability.zone);
        Ok(receiving.search(plan.length(ordinal), bounds).alternatives(self.start.timestamp(), ALTERNATIVES))
    }
}

/// Holds the wished time in a transaction of its own.
///
/// # Errors
/// [`Refusal`], with other times where there are any.
pub async fn hold(db: &Db, wish: &Wish) -> Result<BookingId, Refusal> {
    hold_guarded(db, wish, Guard::On).await
}

/// The same, with the guard as a test wants it.
///
/// # Errors
/// As [`hold`].
#[doc(hidden)]
pub async fn hold_guarded(db: &Db, wish: &Wish, guard: Guard) -> Result<BookingId, Refusal> {
    for _ in 0..TRIES {
        match attempt(db, wish, guard).await {
            Err(Obstacle::Conflict) => {}
            Err(obstacle) => return Err(obstacle.refusal(db, wish).await),
            Ok(booking) => return Ok(booking),
        }
    }
    Err(Obstacle::Conflict.refusal(db, wish).await)
}

async fn attempt(db: &Db, wish: &Wish, guard: Guard) -> Result<BookingId, Obstacle> {
    let tx = db.begin().await?;
    if guard == Guard::On && !lock(&tx, wish.people(), &wish.programme).await? {
        return Err(Obstacle::NotAllowed);
    }
    let booking = book(&tx, wish, guard).await?;
    tx.commit().await?;
    Ok(booking)
}

/// Holds the wished time for its client. The caller has locked both people.
///
/// # Errors
/// [`Obstacle`]; the transaction must then be dropped.
pub async fn book(tx: &Tx, wish: &Wish, guard: Guard) -> Result<BookingId, Obstacle> {
    let (meeting, plan) = wish.rules()?;
    let left = release(tx, wish).await?;
    let course = Course::of(tx, wish.client, &wish.programme).await?;
    if let Some(held) = course.held(wish.supporter, wish.start).filter(|_| guard == Guard::On) {
        return Ok(held);
    }
    let window = Window { from: wish.start.plus(-AROUND).timestamp(), until: wish.start.plus(AROUND).timestamp() };
    let receiving = wish.receiving(tx, window, tx.now()).await?.ok_or(Obstacle::NotAllowed)?;
    let (ordinal, start) = (course.next(None), wish.start.timestamp());
    let search = receiving.search(plan.length(ordinal), bounds(meeting, tx.now(), &receiving.availability.zone));
    let slot = match (search.explain(start), guard) {
        (Ok(slot), _) => slot,
        (Err(reason), Guard::On) => return Err(Obstacle::Missing(reason)),
        (Err(_), Guard::Off) => Slot { start, end: wish.start.plus(plan.length(ordinal).elapsed()).timestamp() },
    };
    let zone = &receiving.availability.zone;
    let until: Instant = meeting.cutoffs.hold.after(tx.now().timestamp(), zone).into();
    let booking = write(tx, wish, &receiving, (slot, ordinal, until)).await?;
    if let Some(from) = wish.from.or(left) {
        drafts::hand_over(tx, wish.client.0, &form_key(from), &form_key(booking)).await?;
    }
    Ok(booking)
}

async fn write(
    tx: &Tx,
    wish: &Wish,
    receiving: &Receiving,
    (slot, ordinal, until): (Slot, Ordinal, Instant),
) -> Result<BookingId, DbError> {
    let id: BookingId = tx.id();
    let (starts_at, ends_at) = (Instant::from(slot.start), Instant::from(slot.end));
    let place = &receiving.place;
    tx.run(
        "INSERT INTO bookings (id, programme, plan, client, supporter, status, ordinal, starts_at, ends_at, place,
                               room, place_text, held_until, version, made_at)
         VALUES ($1, $2, $3, $4, $5, 'held', $6, $7, $8, $9, $10, $11, $12, 0, $13)",
        args![
            id,
            wish.programme.as_str(),
            wish.plan.as_str(),
            wish.client,
            wish.supporter,
            i64::from(ordinal.get()),
            starts_at,
            ends_at,
            place.word(),
            place.room(),
            place.text(),
            until,
            tx.now()
        ],
    )
    .await?;
    Taking { booking: id, people: wish.people(), room: place.room(), starts_at, ends_at }.occupy(tx).await?;
    Ok(id)
}

#[derive(Debug, FromQueryResult)]
struct Released {
    id: Uuid,
    client: Uuid,
}

/// Lets go of what nobody waits for any more: run-out holds around the two people and the room, and other times that
/// this client held, because a client holds one at a time. Answers the client's own one.
async fn release(tx: &Tx, wish: &Wish) -> Result<Option<BookingId>, DbError> {
    let question = "UPDATE bookings SET status = 'released'
        WHERE status = 'held'
          AND (held_until <= $1 AND (client IN ($2, $3) OR supporter IN ($2, $3)
                                     OR room = (SELECT room FROM receiving WHERE supporter = $3))
               OR client = $2 AND NOT (supporter = $3 AND starts_at = $4))
        RETURNING id, client";
    let released: Vec<Released> = tx.all(question, args![tx.now(), wish.client, wish.supporter, wish.start]).await?;
    let ids: Vec<BookingId> = released.iter().map(|row| BookingId(row.id)).collect();
    free(tx, &ids).await?;
    Ok(released.iter().filter(|row| row.client == wish.client.0).map(|row| BookingId(row.id)).max())
}

/// The draft of a booking's form.
#[must_use]
pub fn form_key(booking: BookingId) -> String {
    format!("bookings/{booking}/form")
}

impl Obstacle {
    /// As a person hears it, with other times.
    pub async fn refusal(self, db: &Db, wish: &Wish) -> Refusal {
        let missing = match self {
            Self::NotAllowed => return Refusal::NotAllowed,
            Self::Problem(problem) => return Refusal::Problem(problem),
            Self::Overlap | Self::Conflict => None,
            Self::Missing(Missing::Booked | Missing::Held | Missing::Meeting | Missing::Outside | Missing::Buffer) => {
                None
            }
            Self::Missing(reason) => Some(reason),
        };
        match (wish.alternatives(db, db.clock().now()).await, missing) {
            (Err(problem), _) => Refusal::Problem(problem),
            (Ok(alternatives), Some(reason)) => Refusal::Missing { reason, alternatives },
            (Ok(alternatives), None) => Refusal::Taken { alternatives },
        }
    }
}

impl From<DbError> for Obstacle {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Overlap => Self::Overlap,
            DbError::Conflict => Self::Conflict,
            error => Self::Problem(error.into()),
        }
    }
}

impl From<Problem> for Obstacle {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::NotFound => Self::NotAllowed,
            problem => Self::Problem(problem),
        }
    }
}

impl From<VaultError> for Obstacle {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Db(error) => error.into(),
            error => Self::Problem(error.into()),
        }
    }
}

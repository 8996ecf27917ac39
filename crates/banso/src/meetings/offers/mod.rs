//! Three times that a client offers: all of them occupy until the supporter takes one, declines, or time runs out.
//!
//! An offer is not bound by the supporter's openings: it asks for a time that was not published.

mod answer;
mod new;
mod notices;
mod page;

use jiff::SignedDuration;
use kit::args;
use kit::db::{DbError, Sql, Tx};
use kit::jobs::{Job, NewJob};
use kit::time::Instant;
use rules::access::{Action, BookingFacts, Parties, Purpose, State};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::occupancy::free;
use super::pair::{PAIR, Pair};
use super::{BookingId, OfferId, Party};
use crate::app::App;
use crate::cx::Cx;
use crate::frame::{Frame, Sample};
use crate::gate::{Asked, might};
use crate::people::PersonId;
use crate::problem::Problem;

pub(super) use answer::{accept, decline, withdraw};
pub(super) use new::{create, show as show_new};
pub(super) use page::show;

/// The job that looks whether an offer was answered in time.
const EXPIRY: &str = "meetings/offer-expiry";

/// An offer with its two people.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Its id.
    pub id: OfferId,
    /// The programme's key.
    pub programme: String,
    /// Who offers.
    pub client: Party,
    /// Who is asked.
    pub supporter: Party,
    /// Until when it waits.
    pub expires_at: Instant,
    /// How it was answered.
    pub answer: Option<String>,
    words: Option<Vec<u8>>,
}

/// One of the offered times.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Offered {
    id: Uuid,
    starts_at: Instant,
    ends_at: Instant,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    programme: String,
    expires_at: Instant,
    answer: Option<String>,
    words: Option<Vec<u8>>,
    #[sea_orm(nested)]
    pair: Pair,
}

const QUESTION: &str = "o.id, o.programme, o.expires_at, o.answer, o.words
    FROM offers o JOIN people c ON c.id = o.client JOIN people s ON s.id = o.supporter";

impl Offer {
    async fn find(sql: &impl Sql, id: OfferId) -> Result<Option<Self>, DbError> {
        let row: Option<Row> = sql.first(&format!("SELECT {PAIR}, {QUESTION} WHERE o.id = $1"), args![id]).await?;
        Ok(row.map(Row::offer))
    }

    /// The offers that wait for an answer, sent or received by this person: the soonest to run out first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn waiting(sql: &impl Sql, person: PersonId) -> Result<Vec<Self>, DbError> {
        let question = format!(
            "SELECT {PAIR}, {QUESTION} WHERE (o.client = $1 OR o.supporter = $1) AND o.answered_at IS NULL ORDER BY o.expires_at, o.id"
        );
        let rows: Vec<Row> = sql.all(&question, args![person]).await?;
        Ok(rows.into_iter().map(Row::offer).collect())
    }

    /// Whether the viewer may know that it exists.
    pub(super) fn is_seen_by(&self, cx: &Cx) -> bool {
        might::<BookingFacts>(cx, &self.asked(), Action::Read, Purpose::Support)
    }

    async fn times(&self, sql: &impl Sql) -> Result<Vec<Offered>, DbError> {
        let question = "SELECT id, starts_at, ends_at FROM bookings WHERE offer = $1 ORDER BY starts_at, id";
        sql.all(question, args![self.id]).await
    }

    /// The one beside a person.
    #[must_use]
    pub fn other(&self, person: PersonId) -> &Party {
        if person == self.client.id { &self.supporter } else { &self.client }
    }

    fn asked(&self) -> Asked<'_> {
        let (client, supporter) = (Some(self.client.id.for_gate()), Some(self.supporter.id.for_gate()));
        let parties = Parties { client, supporter, ..Parties::default() };
        Asked::new(&self.programme, parties, self.id.0, State::Kept)
    }
}

/// Closes an offer with an answer; no when it has one already.
async fn close(tx: &Tx, offer: OfferId, answer: &str, words: Option<Vec<u8>>) -> Result<bool, DbError> {
    let close = "UPDATE offers SET answered_at = $1, answer = $2, words = $3 WHERE id = $4 AND answered_at IS NULL";
    Ok(tx.run(close, args![tx.now(), answer, words, offer]).await? > 0)
}

/// Gives the offered times back, all but the one that was taken.
async fn release(tx: &Tx, offer: OfferId, but: BookingId) -> Result<(), DbError> {
    #[derive(FromQueryResult)]
    struct Released {
        id: Uuid,
    }
    let question = "UPDATE bookings SET status = 'released', held_until = NULL
                    WHERE offer = $1 AND id <> $2 AND status = 'offered' RETURNING id";
    let rows: Vec<Released> = tx.all(question, args![offer, but]).await?;
    free(tx, &rows.iter().map(|row| BookingId(row.id)).collect::<Vec<_>>()).await
}

/// An offer that was closed because one of its two people left.
#[derive(Debug, FromQueryResult)]
struct Closed {
    id: Uuid,
    client: Uuid,
    supporter: Uuid,
}

/// Closes every offer that waits and that the condition `whose` names, with `$1` for the person. Answers what
/// is to be told to the other one. Its times are given back by who asked for this.
pub(super) async fn close_all(tx: &Tx, person: PersonId, whose: &str) -> Result<Vec<NewJob>, DbError> {
    let close = format!(
        "UPDATE offers SET answered_at = $2, answer = CASE WHEN client = $1 THEN 'withdrawn' ELSE 'declined' END
         WHERE ({whose}) AND answered_at IS NULL RETURNING id, client, supporter"
    );
    let rows: Vec<Closed> = tx.all(&close, args![person, tx.now()]).await?;
    let told = |Closed { id, client, supporter }: Closed| match client == person.0 {
        true => notices::Notice::Withdrawn.job(OfferId(id), PersonId(supporter), tx.now()),
        false => notices::Notice::Declined.job(OfferId(id), PersonId(client), tx.now()),
    };
    Ok(rows.into_iter().map(told).collect())
}

/// The kinds of its jobs.
pub(super) fn job_kinds() -> impl Iterator<Item = &'static str> {
    notices::Notice::ALL.into_iter().map(notices::Notice::kind).chain([EXPIRY])
}

/// Does what is due about an offer; nothing for other kinds of job.
pub(super) async fn perform(app: &App, job: &Job) -> Option<Result<(), String>> {
    match job.kind.as_str() {
        EXPIRY => Some(expire(app, OfferId(job.about)).await.map_err(|problem| format!("{problem:?}"))),
        _ => match notices::Notice::of(job) {
            Some(notice) => Some(notices::send(app, job, notice).await),
            None => None,
        },
    }
}

/// Nobody answered in time: the times are free again, and both are told.
async fn expire(app: &App, id: OfferId) -> Result<(), Problem> {
    let Some(offer) = Offer::find(&app.db, id).await? else { return Ok(()) };
    let mut tx = app.db.begin().await?;
    if !close(&tx, id, "expired", None).await? {
        return Ok(());
    }
    release(&tx, id, BookingId(Uuid::nil())).await?;
    tx.leave_all(notices::expired(&offer, tx.now())).await?;
    Ok(tx.commit().await?)
}

impl Row {
    fn offer(self) -> Offer {
        let (client, supporter) = self.pair.parties();
        Offer {
            id: OfferId(self.id),
            programme: self.programme,
            client,
            supporter,
            expires_at: self.expires_at,
            answer: self.answer,
            words: self.words,
        }
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    [new::samples(f), page::samples(f)].concat()
}

pub(super) fn sample(answer: Option<&str>) -> (Offer, Vec<Offered>) {
    let booking = super::Booking::sample(super::Status::Offered);
    let time = |n: i64| {
        let starts_at = booking.starts_at.plus(SignedDuration::from_hours(24 * n));
        let id = Uuid::from_u128(u128::from(n.unsigned_abs()) + 20);
        Offered { id, starts_at, ends_at: starts_at.plus(SignedDuration::from_mins(60)) }
    };
    let offer = Offer {
        id: OfferId(Uuid::from_u128(9)),
        programme: booking.programme.clone(),
        client: booking.client.clone(),
        supporter: booking.supporter.clone(),
        expires_at: booking.starts_at.plus(SignedDuration::from_hours(-24)),
        answer: answer.map(str::to_owned),
        words: None,
    };
    (offer, vec![time(0), time(2), time(5)])
}

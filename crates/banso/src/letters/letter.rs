//! A letter as a row: owed, written, sent, taken back, read. Its text stands apart and opens through the gate only.

use kit::args;
use kit::db::{Sql, Tx};
use kit::time::Instant;
use rules::access::{self, Consent, Parties, RECALL_FOR, State};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::LetterId;
use crate::consent::{PROMISE, promise};
use crate::frame::Names;
use crate::gate::{Asked, Confidential};
use crate::meetings::{Booking, BookingId, Party};
use crate::people::PersonId;
use crate::problem::Problem;

pub(super) const BODY: &str = "letters.body";

/// A letter without its text.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Its id.
    pub id: LetterId,
    /// The meeting that it follows.
    pub booking: BookingId,
    /// The programme whose memberships count.
    pub programme: String,
    /// Who owes it.
    pub author: Party,
    /// Who receives it.
    pub addressee: Party,
    /// When the two met.
    pub met_at: Instant,
    /// Until when it was promised.
    pub due_at: Instant,
    /// When it was written on last; nothing while it is only owed.
    pub changed_at: Option<Instant>,
    /// Since when it is under way.
    pub sent_at: Option<Instant>,
    /// When its addressee opened it.
    pub read_at: Option<Instant>,
    /// When it was taken back last.
    pub recalled_at: Option<Instant>,
    /// When it was answered.
    pub replied_at: Option<Instant>,
    /// How the promise of confidence stands between the two.
    pub promise: Consent,
    /// When the answer was opened.
    pub reply_read_at: Option<Instant>,
}

/// What a letter says: JSON inside the ciphertext. Salutation, date and signature are the page's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The letter.
    pub text: String,
    /// Up to three strengths, in the author's words.
    pub strengths: Vec<String>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    booking: Uuid,
    programme: String,
    met_at: Instant,
    due_at: Instant,
    changed_at: Option<Instant>,
    sent_at: Option<Instant>,
    read_at: Option<Instant>,
    recalled_at: Option<Instant>,
    replied_at: Option<Instant>,
    reply_read_at: Option<Instant>,
    promise: Option<String>,
    author: Uuid,
    a_family: String,
    a_given: String,
    a_family_latin: Option<String>,
    a_given_latin: Option<String>,
    addressee: Uuid,
    r_family: String,
    r_given: String,
    r_family_latin: Option<String>,
    r_given_latin: Option<String>,
}

#[derive(Debug, FromQueryResult)]
struct Body {
    body: Option<Vec<u8>>,
}

/// Everything about some letters but their text; a condition on `l` follows.
const QUESTION: &str = "l.id, l.booking, b.programme, b.starts_at AS met_at, l.due_at, l.changed_at, l.sent_at,
    l.read_at, (SELECT max(c.recalled_at) FROM letter_recalls c WHERE c.letter = l.id) AS recalled_at,
    y.sent_at AS replied_at, y.read_at AS reply_read_at,
    l.author, a.family AS a_family, a.given AS a_given, a.family_latin AS a_family_latin, a.given_latin AS a_given_latin,
    l.addressee, r.family AS r_family, r.given AS r_given, r.family_latin AS r_family_latin, r.given_latin AS r_given_latin
    FROM letters l JOIN bookings b ON b.id = l.booking JOIN people a ON a.id = l.author
    JOIN people r ON r.id = l.addressee LEFT JOIN replies y ON y.letter = l.id";

impl Letter {
    /// The letter with that id. What a viewer may do with it, the gate says.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn find(sql: &impl Sql, id: LetterId) -> Result<Option<Self>, Problem> {
        Ok(Self::where_(sql, "l.id = $1", args![id]).await?.pop())
    }

    /// The letter with that id, kept from other writers until the transaction ends.
    pub(super) async fn find_for_writing(tx: &Tx, id: LetterId) -> Result<Self, Problem> {
        let lock = format!("SELECT id FROM letters WHERE id = $1 {}", tx.db().engine().for_update());
        tx.rows(&lock, args![id]).await?;
        Self::find(tx, id).await?.ok_or(Problem::NotFound)
    }

    /// The letter after a meeting, if one is owed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn after(sql: &impl Sql, booking: BookingId) -> Result<Option<Self>, Problem> {
        Ok(Self::where_(sql, "l.booking = $1", args![booking]).await?.pop())
    }

    /// Letters by a condition on `l`, with order.
    pub(super) async fn where_(
        sql: &impl Sql,
        condition: &str,
        args: Vec<sea_orm::Value>,
    ) -> Result<Vec<Self>, Problem> {
        let rows: Vec<Row> = sql.all(&format!("SELECT {PROMISE}, {QUESTION} WHERE {condition}"), args).await?;
        Ok(rows.into_iter().map(Row::letter).collect())
    }

    /// Its ciphertext, if anything was written.
    pub(super) async fn body(&self, sql: &impl Sql) -> Result<Option<Confidential<access::Letter>>, Problem> {
        let row: Option<Body> = sql.first("SELECT body FROM letters WHERE id = $1", args![self.id]).await?;
        Ok(row.and_then(|row| row.body).map(|body| Confidential::new(BODY, self.id.0, body)))
    }

    /// What the gate is asked about it.
    #[must_use]
    pub fn asked(&self) -> Asked<'_> {
        Asked::new(&self.programme, self.parties(), self.id.0, self.state())
    }

    /// Its people, as the gate knows them.
    #[must_use]
    pub fn parties(&self) -> Parties {
        let (author, addressee) = (Some(self.author.id.for_gate()), Some(self.addressee.id.for_gate()));
        Parties { client: addressee, supporter: author, author, addressee, successor: None }
    }

    /// Where it stands in its life.
    #[must_use]
    pub fn state(&self) -> State {
        match (self.sent_at, self.recalled_at) {
            (Some(at), _) => State::Sent { at: at.timestamp() },
            (None, Some(_)) => State::Recalled,
            (None, None) => State::Draft,
        }
    }

    /// From when it is announced: a letter that was taken back in time never was.
    #[must_use]
    pub fn arrived_at(&self) -> Option<Instant> {
        self.sent_at.map(|sent| sent.plus(RECALL_FOR))
    }

    /// Whether it has been announced to its addressee.
    #[must_use]
    pub fn has_arrived(&self, now: Instant) -> bool {
        self.arrived_at().is_some_and(|at| at <= now)
    }

    /// Whether its author could take it back now: nobody has answered it, and the ten minutes are not over.
    #[must_use]
    pub fn is_recallable(&self, now: Instant) -> bool {
        let in_time = |sent: Instant| access::recallable(sent.timestamp(), now.timestamp());
        self.replied_at.is_none() && self.sent_at.is_some_and(in_time)
    }

    /// The names of its two people.
    pub(super) fn people(&self) -> [(PersonId, &Names); 2] {
        [(self.addressee.id, &self.addressee.names), (self.author.id, &self.author.names)]
    }
}

impl Text {
    /// As it stands inside the ciphertext.
    pub(crate) fn json(&self) -> Result<String, Problem> {
        serde_json::to_string(self).map_err(|_| Problem::Ours)
    }

    pub(crate) fn parse(json: &str) -> Result<Self, Problem> {
        serde_json::from_str(json).map_err(|error| {
            tracing::error!(column = error.column(), "a letter does not parse");
            Problem::Ours
        })
    }
}

impl Row {
    fn letter(self) -> Letter {
        let party =
            |id, family, given, latin| Party { id: PersonId(id), names: Names { family, given, kana: None, latin } };
        Letter {
            id: LetterId(self.id),
            booking: BookingId(self.booking),
            programme: self.programme,
            author: party(self.author, self.a_family, self.a_given, self.a_family_latin.zip(self.a_given_latin)),
            addressee: party(self.addressee, self.r_family, self.r_given, self.r_family_latin.zip(self.r_given_latin)),
            met_at: self.met_at,
            due_at: self.due_at,
            changed_at: self.changed_at,
            sent_at: self.sent_at,
            read_at: self.read_at,
            recalled_at: self.recalled_at,
            replied_at: self.replied_at,
            promise: promise(self.promise.as_deref()),
            reply_read_at: self.reply_read_at,
        }
    }
}

#[derive(Debug, FromQueryResult)]
struct Zone {
    zone: String,
}

/// After a meeting was held: its plan may owe a letter, due so many days after the end in its author's zone. Owing
/// the same letter twice is owing it once.
///
/// # Errors
/// When the database does not answer.
pub async fn owe(tx: &Tx, booking: &Booking, ended: Instant) -> Result<(), Problem> {
    let Some(letter) = &booking.plan()?.letter else { return Ok(()) };
    let zone: Option<Zone> = tx.first("SELECT zone FROM people WHERE id = $1", args![booking.supporter.id]).await?;
    let zone = crate::frame::zone_named(&zone.map_or_else(String::new, |row| row.zone));
    let due: Instant = letter.due.after(ended.timestamp(), &zone).into();
    tx.run(
        "INSERT INTO letters (id, booking, kind, author, addressee, owed_at, due_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (booking) DO NOTHING",
        args![
            tx.id::<LetterId>(),
            booking.id,
            letter.kind.as_str(),
            booking.supporter.id,
            booking.client.id,
            tx.now(),
            due
        ],
    )
    .await?;
    Ok(())
}

//! What home says about letters: who owes one and for whom one waits. Ids, dates and names; never a text.

use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use rules::access::RECALL_FOR;

use super::{Letter, LetterId};
use crate::frame::Names;
use crate::meetings::BookingId;
use crate::people::PersonId;
use crate::problem::Problem;

/// A letter that somebody owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The letter.
    pub letter: LetterId,
    /// The meeting that it follows.
    pub booking: BookingId,
    /// To whom.
    pub addressee: Names,
    /// When the two met.
    pub met_at: Instant,
    /// Until when.
    pub due_at: Instant,
    /// Whether it is begun.
    pub begun: bool,
}

/// A letter, or the answer to one, that its reader has not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The letter; its answer stands on the same page.
    pub letter: LetterId,
    /// From whom.
    pub from: Names,
    /// When it arrived.
    pub arrived_at: Instant,
    /// Whether it is the answer.
    pub reply: bool,
}

/// The letters that a supporter owes, the most pressing first.
///
/// # Errors
/// When the database does not answer.
pub async fn owed_by(sql: &impl Sql, supporter: PersonId) -> Result<Vec<Owed>, Problem> {
    let condition = "l.author = $1 AND l.sent_at IS NULL ORDER BY l.due_at, l.id";
    let letters = Letter::where_(sql, condition, args![supporter]).await?;
    let owed = |letter: Letter| Owed {
        letter: letter.id,
        booking: letter.booking,
        addressee: letter.addressee.names,
        met_at: letter.met_at,
        due_at: letter.due_at,
        begun: letter.changed_at.is_some(),
    };
    Ok(letters.into_iter().map(owed).collect())
}

/// The letters and answers that wait for a person, the oldest first. A letter that can still be taken back does not
/// wait yet.
///
/// # Errors
/// When the database does not answer.
pub async fn unread_for(sql: &impl Sql, person: PersonId) -> Result<Vec<Unread>, Problem> {
    let arrived = sql.db().clock().now().plus(-RECALL_FOR);
    let condition = "(l.addressee = $1 AND l.read_at IS NULL AND l.sent_at <= $2)
        OR (l.author = $1 AND y.sent_at IS NOT NULL AND y.read_at IS NULL) ORDER BY l.sent_at, l.id";
    let letters = Letter::where_(sql, condition, args![person, arrived]).await?;
    let unread = |letter: Letter| {
        let reply = letter.author.id == person;
        let arrived_at = if reply { letter.replied_at } else { letter.arrived_at() };
        let from = if reply { letter.addressee.names } else { letter.author.names };
        arrived_at.map(|arrived_at| Unread { letter: letter.id, from, arrived_at, reply })
    };
    Ok(letters.into_iter().filter_map(unread).collect())
}

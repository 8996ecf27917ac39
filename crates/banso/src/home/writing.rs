//! Which sheets and letters there are around some bookings, and how far they are. Never what they say.

use jiff::tz::TimeZone;
use kit::args;
use kit::db::{Db, Sql};
use kit::time::Instant;
use rules::access::recallable;
use rules::next_steps::{Choice, Letter, Progress, Reply, SheetFact, letter_due};
use rules::programme::{Definition, Part};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::facts::MINE;
use crate::meetings::{Booking, Status};
use crate::people::PersonId;
use crate::problem::Problem;

#[derive(Debug, FromQueryResult)]
pub(super) struct SheetRow {
    pub booking: Option<Uuid>,
    pub kind: String,
    author: Uuid,
    submitted_at: Option<Instant>,
    withheld_at: Option<Instant>,
}

#[derive(Debug, FromQueryResult)]
pub(super) struct LetterRow {
    pub booking: Uuid,
    pub letter: Option<Uuid>,
    due_at: Option<Instant>,
    changed_at: Option<Instant>,
    sent_at: Option<Instant>,
    read_at: Option<Instant>,
    reply_sent: Option<Instant>,
    reply_read: Option<Instant>,
    choice: Option<String>,
}

/// What was written, beside the definition that asks for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written<'a> {
    pub definition: &'a Definition,
    /// The zone in which days of grace are counted.
    pub zone: &'a TimeZone,
    pub me: PersonId,
    pub now: Instant,
    pub sheets: &'a [SheetRow],
    pub letters: &'a [LetterRow],
}

/// What was written around one booking.
#[derive(Debug)]
pub(super) struct Around {
    pub sheets: Vec<SheetFact>,
    pub letter: Letter,
    pub reply: Reply,
    pub choice: Option<Choice>,
}

/// The sheets around the person's bookings, and their own.
pub(super) async fn sheets(db: &Db, me: PersonId, since: Instant) -> Result<Vec<SheetRow>, Problem> {
    let question = format!(
        "SELECT s.booking, s.kind, s.author, s.submitted_at, s.withheld_at FROM sheets s
         LEFT JOIN bookings b ON b.id = s.booking WHERE (s.booking IS NULL AND s.person = $1) OR ({MINE})"
    );
    Ok(db.all(&question, args![me, since]).await?)
}

/// Letters, replies and the choice to go on.
pub(super) async fn letters(db: &Db, me: PersonId, since: Instant) -> Result<Vec<LetterRow>, Problem> {
    let question = format!(
        "SELECT b.id AS booking, l.id AS letter, l.due_at, l.changed_at, l.sent_at, l.read_at, r.sent_at AS reply_sent,
                r.read_at AS reply_read, k.choice FROM bookings b LEFT JOIN letters l ON l.booking = b.id
         LEFT JOIN replies r ON r.letter = l.id LEFT JOIN continuations k ON k.booking = b.id WHERE {MINE}"
    );
    Ok(db.all(&question, args![me, since]).await?)
}

impl Written<'_> {
    /// Around one booking.
    pub fn around(&self, booking: &Booking) -> Around {
        let sheets = self.sheets.iter().filter(|row| row.booking == Some(booking.id.0));
        let found = self.letters.iter().find(|row| row.booking == booking.id.0);
        Around {
            sheets: sheets.filter_map(|row| self.sheet(booking, row)).collect(),
            letter: found.map_or(Letter::NotOwed, |row| row.stands(booking, self)),
            reply: found.map_or(Reply::None, LetterRow::reply),
            choice: found.and_then(|row| row.choice.as_deref()).map(|choice| match choice {
                "continue" => Choice::GoOn,
                _ => Choice::Enough,
            }),
        }
    }

    fn sheet(&self, booking: &Booking, row: &SheetRow) -> Option<SheetFact> {
        let by = if row.author == booking.client.id.0 { Part::Client } else { Part::Supporter };
        let done = row.submitted_at.is_some() || row.withheld_at.is_some();
        let progress = if done { Progress::Done } else { Progress::Started };
        Some(SheetFact { sheet: self.definition.sheet(&row.kind)?.key.clone(), by, progress, read: false })
    }
}

impl LetterRow {
    fn stands(&self, booking: &Booking, written: &Written<'_>) -> Letter {
        match (self.sent_at, self.read_at, self.due_at) {
            // nobody hears of a letter that can still be taken back
            (Some(at), None, Some(due)) if self.may_come_back(at, booking, written) => {
                Letter::Owed { due: due.timestamp() }
            }
            (Some(_), Some(at), _) => Letter::Read { at: at.timestamp() },
            (Some(at), None, _) => Letter::Sent { at: at.timestamp() },
            (None, _, Some(due)) if self.changed_at.is_some() => Letter::Draft { due: due.timestamp() },
            (None, _, Some(due)) => Letter::Owed { due: due.timestamp() },
            (None, _, None) => owed(booking, written.zone),
        }
    }

    fn may_come_back(&self, sent_at: Instant, booking: &Booking, written: &Written<'_>) -> bool {
        booking.client.id == written.me && recallable(sent_at.timestamp(), written.now.timestamp())
    }

    fn reply(&self) -> Reply {
        match (self.reply_sent, self.reply_read) {
            (Some(_), Some(at)) => Reply::Read { at: at.timestamp() },
            (Some(at), None) => Reply::Sent { at: at.timestamp() },
            (None, _) => Reply::None,
        }
    }
}

/// A letter that nobody has begun is owed all the same, if the plan says so.
fn owed(booking: &Booking, zone: &TimeZone) -> Letter {
    let held =
        booking.status == Status::Confirmed && booking.outcome.as_deref().is_none_or(|outcome| outcome == "held");
    let due = booking
        .definition()
        .ok()
        .filter(|_| held)
        .and_then(|definition| letter_due(definition, &booking.plan, booking.ends_at.timestamp(), zone));
    due.map_or(Letter::NotOwed, |due| Letter::Owed { due })
}

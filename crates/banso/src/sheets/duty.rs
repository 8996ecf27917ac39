//! Which sheets surround a meeting, who writes each and until when: read from the programme's definition.

use jiff::tz::TimeZone;
use kit::time::Instant;
use rules::programme::{Part, Sheet as Blank, Task, What};

use crate::meetings::Booking;
use crate::people::PersonId;
use crate::problem::Problem;

/// On which side of the meeting a sheet is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Due counts from the start.
    Before,
    /// Opens with the start; due counts from the end.
    After,
}

/// A sheet that one of the two writes around a meeting.
#[derive(Clone, Copy, Debug)]
pub struct Duty {
    /// The form.
    pub blank: &'static Blank,
    /// Who writes it.
    pub by: Part,
    /// When.
    pub side: Side,
    task: &'static Task,
}

impl Duty {
    /// The sheets of a meeting, in the order of the definition.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a programme that is gone.
    pub fn all(booking: &Booking) -> Result<Vec<Self>, Problem> {
        let (definition, meeting) = (booking.definition()?, booking.meeting()?);
        let before = meeting.before.iter().map(|task| (task, Side::Before));
        let after = meeting.after.iter().map(|task| (task, Side::After));
        let duty = |(task, side): (&'static Task, Side)| match &task.what {
            What::Sheet(key) => definition.sheet(key.as_str()).map(|blank| Self { blank, by: task.by, side, task }),
            What::Letter | What::Continue => None,
        };
        Ok(before.chain(after).filter_map(duty).collect())
    }

    /// The sheet with that key.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when this meeting has none.
    pub fn named(booking: &Booking, key: &str) -> Result<Self, Problem> {
        Self::all(booking)?.into_iter().find(|duty| duty.blank.key.as_str() == key).ok_or(Problem::NotFound)
    }

    /// Until when, if the definition says so. Days are those of `zone`.
    #[must_use]
    pub fn due(&self, booking: &Booking, zone: &TimeZone) -> Option<Instant> {
        let from = match self.side {
            Side::Before => booking.starts_at,
            Side::After => booking.ends_at,
        };
        self.task.due.map(|due| due.after(from.timestamp(), zone).into())
    }

    /// Whether it can be written: what comes after a meeting opens when it starts.
    #[must_use]
    pub fn is_open(&self, booking: &Booking, now: Instant) -> bool {
        self.side == Side::Before || now >= booking.starts_at
    }

    /// Who writes it.
    #[must_use]
    pub fn author(&self, booking: &Booking) -> PersonId {
        match self.by {
            Part::Client => booking.client.id,
            Part::Supporter => booking.supporter.id,
        }
    }
}

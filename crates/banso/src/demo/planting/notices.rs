//! What the meetings ahead have left for the worker, as the product leaves it: the news that they are agreed, and the
//! reminders. What was due before the demo opened goes out as it opens; of meetings that are over nothing is told.

use kit::jobs::NewJob;

use super::meetings::Placed;
use super::{Bed, PlantError, unknown};
use crate::demo::story::State;
use crate::meetings::{Booking, Notice, of_agreed};

impl Bed<'_> {
    pub(super) async fn notices(&self, placed: &[&Placed<'_>]) -> Result<Vec<NewJob>, PlantError> {
        let now = self.tx.now();
        let mut jobs = Vec::new();
        for placed in placed.iter().filter(|placed| placed.meeting.state == State::Confirmed && placed.starts > now) {
            let booking = Booking::find(self.tx, placed.id).await?.ok_or_else(|| unknown(&placed.meeting.key))?;
            let (news, at) = match &placed.meeting.moved {
                Some(moved) => (Notice::Moved, self.days.at(moved.day, moved.time)),
                None => (Notice::Confirmed, placed.confirmed()),
            };
            let left = of_agreed(&booking, news, at).into_iter();
            jobs.extend(left.map(|job| NewJob { run_at: job.run_at.max(now), ..job }));
        }
        Ok(jobs)
    }
}

//! How supporters receive, and what they opened and closed.

use kit::args;
use kit::time::Instant;
use rules::slots::TimeOfDay;

use super::{Bed, People, PlantError, id, row};
use crate::demo::story::{Person, PlaceKind};
use crate::meetings::OpeningId;
use crate::people::PersonId;

impl Bed<'_> {
    pub(super) async fn openings(&self, people: &People<'_>) -> Result<(), PlantError> {
        for person in &self.story.cast.people {
            let Some(place) = &person.place else { continue };
            let supporter = people.id(&person.key)?;
            let made = self.joined(person);
            let room = place.room.as_deref().map(|key| self.room(key)).transpose()?;
            let link = (place.kind == PlaceKind::Online).then(|| online_link(&person.key));
            row(
                self.tx,
                "receiving (supporter, zone, works_on_holidays, buffer_before, buffer_after, online_link, room, changed_at)",
                args![supporter, &person.zone, person.works_on_holidays, person.buffer, person.buffer, link, room, made],
            )
            .await?;
            self.opened(person, supporter, made).await?;
        }
        Ok(())
    }

    async fn opened(&self, person: &Person, supporter: PersonId, made: Instant) -> Result<(), PlantError> {
        for (at, weekly) in (0..).zip(&person.openings) {
            let new: OpeningId = id(&format!("{}/weekly/{at}", person.key), made);
            let first = self.days.date(weekly.from_day.unwrap_or(-person.joined)).to_string();
            let last = weekly.until_day.map(|day| self.days.date(day).to_string());
            let weekday = i64::from(weekly.weekday.to_monday_one_offset());
            let (from, to) = (minute(weekly.from), minute(weekly.to));
            let columns = "openings (id, supporter, weekday, first_day, last_day, from_minute, to_minute, made_at)";
            row(self.tx, columns, args![new, supporter, weekday, first, last, from, to, made]).await?;
        }
        for (at, dated) in (0..).zip(&person.dates) {
            let new: OpeningId = id(&format!("{}/date/{at}", person.key), made);
            let (day, from, to) = (self.days.date(dated.day).to_string(), minute(dated.from), minute(dated.to));
            let columns = "openings (id, supporter, day, from_minute, to_minute, made_at)";
            row(self.tx, columns, args![new, supporter, day, from, to, made]).await?;
        }
        for (at, closing) in (0..).zip(&person.closings) {
            let new: OpeningId = id(&format!("{}/closing/{at}", person.key), made);
            let day = self.days.date(closing.day).to_string();
            let (from, to) = (closing.from.map(minute), closing.to.map(minute));
            let columns = "closings (id, supporter, day, from_minute, to_minute, made_at)";
            row(self.tx, columns, args![new, supporter, day, from, to, made]).await?;
        }
        Ok(())
    }
}

/// Where a supporter meets online; nobody answers there.
pub(super) fn online_link(supporter: &str) -> String {
    format!("https://meet.example.test/{supporter}")
}

fn minute(time: TimeOfDay) -> i64 {
    time.minutes().into()
}

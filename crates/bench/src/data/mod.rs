//! The dataset D1 and its smaller and larger sisters: the same seed gives the same people, hours and bookings.
//!
//! Built in memory by rules of its own, not by the product's slot engine, then written in a few large transactions.

mod bookings;
mod calendar;
mod chance;
mod hours;
mod names;
mod write;

pub use bookings::{Booked, Fill};
pub use calendar::{Calendar, FIRST_DAY, NOW};
pub use hours::Supporter;
pub use names::NEEDS;
pub use write::write;

use banso::people::PersonId;

use self::bookings::Diary;
use self::chance::Chance;
use crate::error::BenchError;

/// Drawn once; another seed is another dataset.
const SEED: u64 = 20_261_030;

/// How large a dataset is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Supporters.
    pub supporters: usize,
    /// Clients.
    pub clients: usize,
    /// Days from the fixed Friday.
    pub days: usize,
    /// Bookings of each supporter.
    pub bookings_each: usize,
}

impl Size {
    /// 200 supporters, 92 days, 20,000 bookings, 5,000 clients.
    pub const D1: Self = Self { supporters: 200, clients: 5_000, days: 92, bookings_each: 100 };
    /// For tests.
    pub const TINY: Self = Self { supporters: 9, clients: 80, days: 92, bookings_each: 10 };

    /// So many times the people, and with them the bookings.
    #[must_use]
    pub fn times(self, factor: usize) -> Self {
        Self {
            supporters: self.supporters.saturating_mul(factor),
            clients: self.clients.saturating_mul(factor),
            ..self
        }
    }
}

/// People, hours and bookings, before they are rows.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// The days.
    pub calendar: Calendar,
    /// Who receives.
    pub supporters: Vec<Supporter>,
    /// Who comes.
    pub clients: Vec<PersonId>,
    /// What is agreed.
    pub bookings: Vec<Booked>,
}

impl Dataset {
    /// Draws it.
    ///
    /// # Errors
    /// When there is no room for so many bookings.
    pub fn draw(size: Size, fill: Fill) -> Result<Self, BenchError> {
        let chance = Chance::new(SEED);
        let calendar = Calendar::new(size.days)?;
        let clients: Vec<PersonId> = (0..size.clients).map(|_| chance.id()).collect();
        let supporters: Vec<Supporter> =
            (0..size.supporters).map(|at| Supporter::draw(&chance, &calendar, at)).collect();
        let mut diary = Diary::new(&calendar, &supporters, clients.len());
        diary.scatter(&chance, size.bookings_each)?;
        if fill == Fill::Everything {
            diary.fill(&chance)?;
        }
        let bookings = diary.bookings();
        Ok(Self { calendar, supporters, clients, bookings })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn the_days_begin_on_a_friday_and_hold_four_holidays() {
        let calendar = Calendar::new(92).unwrap();
        assert_eq!(calendar.days().first().unwrap().weekday, 5);
        assert_eq!(calendar.days().iter().filter(|day| day.holiday).count(), 4);
    }

    #[test]
    fn nobody_is_in_two_places_and_every_booking_lies_in_open_hours() {
        for fill in [Fill::Scattered, Fill::Everything] {
            let data = Dataset::draw(Size::TINY, fill).unwrap();
            assert!(data.bookings.len() >= 90);
            let mut busy: HashMap<(bool, usize), Vec<(i64, i64)>> = HashMap::new();
            for booked in &data.bookings {
                busy.entry((true, booked.supporter)).or_default().push((booked.from, booked.to));
                busy.entry((false, booked.client)).or_default().push((booked.from, booked.to));
                let supporter = &data.supporters[booked.supporter];
                let mut open = (0..92).flat_map(|day| supporter.open(&data.calendar, day));
                assert!(open.any(|(from, to)| from <= booked.from && booked.to <= to), "{booked:?}");
            }
            for times in busy.values_mut() {
                times.sort_unstable();
                assert!(times.windows(2).all(|pair| pair[0].1 <= pair[1].0));
            }
        }
    }

    #[test]
    fn one_seed_is_one_dataset() {
        let [one, two] = [(); 2].map(|()| Dataset::draw(Size::TINY, Fill::Scattered).unwrap());
        assert_eq!(one.bookings, two.bookings);
        assert_eq!(one.clients, two.clients);
    }
}

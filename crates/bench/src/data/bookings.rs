//! Agreed meetings: scattered over open hours at random, or filled up until nothing is free.

use super::calendar::Calendar;
use super::chance::Chance;
use super::hours::Supporter;
use crate::error::BenchError;

/// Of five meetings, one is short and one is long.
const LENGTHS: [i64; 5] = [45, 60, 60, 60, 90];
/// How often a place for one booking is looked for.
const TRIES: usize = 20_000;

/// How much is booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// As the dataset says.
    Scattered,
    /// That, and every gap beside it.
    Everything,
}

/// An agreed meeting; people by number, minutes from the first midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booked {
    /// From.
    pub from: i64,
    /// To.
    pub to: i64,
    /// Who receives.
    pub supporter: usize,
    /// Who comes.
    pub client: usize,
}

/// Who is busy when, while bookings are drawn.
#[derive(Debug)]
pub(super) struct Diary<'a> {
    calendar: &'a Calendar,
    supporters: &'a [Supporter],
    taken: Vec<Vec<(i64, i64)>>,
    clients: Vec<Vec<(i64, i64)>>,
    bookings: Vec<Booked>,
}

impl<'a> Diary<'a> {
    pub fn new(calendar: &'a Calendar, supporters: &'a [Supporter], clients: usize) -> Self {
        let (taken, clients) = (vec![Vec::new(); supporters.len()], vec![Vec::new(); clients]);
        Self { calendar, supporters, taken, clients, bookings: Vec::new() }
    }

    /// So many for each supporter, on half hours.
    pub fn scatter(&mut self, chance: &Chance, each: usize) -> Result<(), BenchError> {
        for supporter in 0..self.supporters.len() {
            for _ in 0..each {
                let (from, to) = self.somewhere(chance, supporter).ok_or(BenchError::Lacks("room for a booking"))?;
                self.book(chance, supporter, (from, to))?;
            }
        }
        Ok(())
    }

    /// Every gap that is left, each as one meeting.
    pub fn fill(&mut self, chance: &Chance) -> Result<(), BenchError> {
        for (at, supporter) in (0..).zip(self.supporters) {
            for day in 0..self.calendar.days().len() {
                for open in supporter.open(self.calendar, day) {
                    for gap in self.gaps(at, open) {
                        self.book(chance, at, gap)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// In order of start, as they were agreed.
    pub fn bookings(mut self) -> Vec<Booked> {
        self.bookings.sort_by_key(|booked| (booked.from, booked.supporter));
        self.bookings
    }

    fn somewhere(&self, chance: &Chance, at: usize) -> Option<(i64, i64)> {
        let supporter = self.supporters.get(at)?;
        let length = *chance.one(&LENGTHS)?;
        (0..TRIES).find_map(|_| {
            let open = supporter.open(self.calendar, chance.below(self.calendar.days().len()));
            let (opens, closes) = *chance.one(&open)?;
            let starts = usize::try_from((closes - opens - length).div_euclid(30) + 1).ok().filter(|many| *many > 0)?;
            let from = opens + i64::try_from(chance.below(starts)).ok()? * 30;
            free(self.taken.get(at)?, (from, from + length)).then_some((from, from + length))
        })
    }

    fn book(&mut self, chance: &Chance, supporter: usize, (from, to): (i64, i64)) -> Result<(), BenchError> {
        let has_time = |client: &usize| self.clients.get(*client).is_some_and(|busy| free(busy, (from, to)));
        let mut drawn = (0..TRIES).map(|_| chance.below(self.clients.len()));
        let client = drawn.find(has_time).ok_or(BenchError::Lacks("client with time"))?;
        for diary in [self.taken.get_mut(supporter), self.clients.get_mut(client)] {
            diary.ok_or(BenchError::Lacks("such person"))?.push((from, to));
        }
        self.bookings.push(Booked { from, to, supporter, client });
        Ok(())
    }

    fn gaps(&self, at: usize, (opens, closes): (i64, i64)) -> Vec<(i64, i64)> {
        let mut taken: Vec<(i64, i64)> = self.taken.get(at).into_iter().flatten().copied().collect();
        taken.retain(|(from, to)| *from < closes && opens < *to);
        taken.sort_unstable();
        taken.push((closes, closes));
        let mut since = opens;
        let mut gaps = Vec::new();
        for (from, to) in taken {
            gaps.push((since, from));
            since = to;
        }
        gaps.retain(|(from, to)| from < to);
        gaps
    }
}

fn free(busy: &[(i64, i64)], (from, to): (i64, i64)) -> bool {
    busy.iter().all(|(since, until)| to <= *since || *until <= from)
}

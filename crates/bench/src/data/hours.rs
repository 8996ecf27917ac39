//! When a supporter of the dataset is open: three profiles of a week, days off, shortened days and one extra Sunday.

use banso::people::PersonId;

use super::calendar::{Calendar, DAY};
use super::chance::Chance;

/// Six days off …
const OFF: usize = 6;
/// … three that end early …
const SHORTENED: usize = 3;
/// … and one Sunday from ten to four.
const SUNDAY: (i64, i64) = (10 * 60, 16 * 60);

/// A weekly rule: weekday from 1, Monday, and minutes of the day.
pub type Weekly = (i64, i64, i64);

/// Somebody who receives.
#[derive(Clone, Debug)]
pub struct Supporter {
    /// Their id.
    pub id: PersonId,
    /// Every week.
    pub weekly: Vec<Weekly>,
    /// Days off, by number.
    pub off: Vec<usize>,
    /// Days that end early, and at which minute.
    pub shortened: Vec<(usize, i64)>,
    /// The extra Sunday.
    pub sunday: Option<usize>,
}

impl Supporter {
    pub(super) fn draw(chance: &Chance, calendar: &Calendar, at: usize) -> Self {
        let many = calendar.days().len();
        let sundays: Vec<usize> =
            (0..).zip(calendar.days()).filter(|(_, day)| day.weekday == 7).map(|(at, _)| at).collect();
        let early = if at % 3 == 2 { 20 * 60 + 30 } else { 15 * 60 };
        Self {
            id: chance.id(),
            weekly: week(at),
            off: (0..OFF).map(|_| chance.below(many)).collect(),
            shortened: (0..SHORTENED).map(|_| (chance.below(many), early)).collect(),
            sunday: chance.one(&sundays).copied(),
        }
    }

    /// The open stretches of a day, in minutes from the first midnight.
    #[must_use]
    pub fn open(&self, calendar: &Calendar, at: usize) -> Vec<(i64, i64)> {
        let Some(day) = calendar.days().get(at).filter(|_| !self.off.contains(&at)) else { return Vec::new() };
        let ends = self.shortened.iter().filter(|(short, _)| *short == at).map(|(_, ends)| *ends).min().unwrap_or(DAY);
        let weekly = self.weekly.iter().filter(|(weekday, ..)| !day.holiday && *weekday == day.weekday);
        let extra = self.sunday.filter(|sunday| *sunday == at).map(|_| SUNDAY);
        let midnight = i64::try_from(at).unwrap_or(0).saturating_mul(DAY);
        weekly
            .map(|(_, from, to)| (*from, *to))
            .chain(extra)
            .filter(|(from, _)| *from < ends)
            .map(|(from, to)| (midnight + from, midnight + to.min(ends)))
            .collect()
    }

    /// The extra Sunday's minutes of the day.
    #[must_use]
    pub fn sunday_hours(&self) -> Option<(usize, (i64, i64))> {
        self.sunday.map(|day| (day, SUNDAY))
    }
}

/// Weekdays nine to six with lunch; ten to nine with two breaks; or evenings and a long Saturday. Every fourth is also
/// there on Saturdays from ten to four.
fn week(at: usize) -> Vec<Weekly> {
    let hours: &[(i64, i64)] = match at % 3 {
        0 => &[(9, 12), (13, 18)],
        1 => &[(10, 13), (14, 17), (18, 21)],
        _ => &[(19, 22)],
    };
    let mut week: Vec<Weekly> = (1..=5).flat_map(|day| hours.iter().map(move |(from, to)| (day, *from, *to))).collect();
    match (at % 3, at % 4) {
        (2, _) => week.push((6, 10, 18)),
        (_, 0) => week.push((6, 10, 16)),
        _ => {}
    }
    week.into_iter().map(|(day, from, to)| (day, from * 60, to * 60)).collect()
}

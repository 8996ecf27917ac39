//! Putting what was found in order: the rank, then the time, then the id, so that no order of rows shows through.

use jiff::Timestamp;

use super::{
    facts::{BookingId, Facts},
    steps::{About, Awaited, Ball, Home, Rank, Row, Step},
};

/// How many steps are open at once; the rest is counted.
const OPEN: usize = 3;
const WEEK: usize = 5;

/// Everything that the facts say, in any order.
#[derive(Debug, Default)]
pub(super) struct Found {
    steps: Vec<Item>,
    meetings: Vec<Meet>,
    balls: Vec<Ball>,
}

#[derive(Debug)]
struct Item {
    rank: Rank,
    at: Timestamp,
    id: BookingId,
    /// The place among the steps of one booking at one time.
    turn: usize,
    step: Step,
}

#[derive(Debug, Clone, Copy)]
struct Meet {
    about: About,
    start: Timestamp,
    end: Timestamp,
}

impl Found {
    /// A step of a booking. `at` is the time that orders it among others of its rank.
    pub fn step(&mut self, rank: Rank, at: Timestamp, (id, turn): (BookingId, usize), step: Step) {
        self.steps.push(Item { rank, at, id, turn, step });
    }

    /// A step of the person: after those of bookings at the same time.
    pub fn own(&mut self, rank: Rank, at: Option<Timestamp>, turn: usize, step: Step) {
        self.step(rank, at.unwrap_or(Timestamp::MAX), (BookingId(u128::MAX), turn), step);
    }

    pub fn meeting(&mut self, about: About, start: Timestamp, end: Timestamp) {
        self.meetings.push(Meet { about, start, end });
    }

    pub fn waits(&mut self, about: About, what: Awaited, since: Timestamp, due: Option<Timestamp>) {
        self.balls.push(Ball { holder: about.other, about, what, since, due });
    }

    pub fn arrange(mut self, facts: &Facts) -> Home {
        self.steps.sort_by_key(|item| (item.rank, item.at, item.id, item.turn));
        self.balls.sort_by(|a, b| (a.since, a.about.id, &a.what).cmp(&(b.since, b.about.id, &b.what)));
        self.meetings.sort_by_key(|meet| (meet.start, meet.about.id));
        let hidden = self.steps.split_off(OPEN.min(self.steps.len()));
        let mut open = self.steps.into_iter();
        let next = open.next().map_or(Step::Nothing, |item| item.step);
        let shown: Vec<Item> = open.collect();
        let joined = |meet: &Meet| {
            let steps = std::iter::once(&next).chain(shown.iter().map(|item| &item.step));
            steps.into_iter().any(|step| matches!(step, Step::Join { about, .. } if about.id == meet.about.id))
        };
        let meetings = self.meetings.iter().filter(|meet| facts.this_week(meet.start) && !joined(meet));
        let mut meetings: Vec<Row> =
            meetings.map(|meet| Row::Meet { about: meet.about, start: meet.start, end: meet.end }).collect();
        let beyond = meetings.split_off(meetings.len().min(WEEK.saturating_sub(shown.len())));
        // A meeting that is soon stands in the week as well, so only what stands nowhere is counted.
        let unseen = hidden.iter().filter(|item| !matches!(item.step, Step::Join { .. })).count();
        let more = unseen.saturating_add(beyond.len());
        let steps = shown.into_iter().map(|item| Row::Do { step: item.step, rank: item.rank });
        Home { next, week: steps.chain(meetings).collect(), waiting: self.balls, more }
    }
}

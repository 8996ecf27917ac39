//! The steps around one booking: what the definition puts before and after its meeting, as far as it is open.

use jiff::{Timestamp, tz::TimeZone};

use super::{
    arrange::Found,
    facts::{Booking, Choice, Facts, Letter, Offer, Progress, Reply, Stage},
    steps::{About, Awaited, Rank, Step},
};
use crate::programme::{Definition, Key, Part, SheetKind, Task, What};

/// When the letter of a meeting that ends then is due, if its plan owes one.
#[must_use]
pub fn letter_due(definition: &Definition, plan: &str, end: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let letter = definition.plan(plan)?.letter.as_ref()?;
    Some(letter.due.after(end, zone))
}

/// The steps of an offer of times that still waits.
pub(super) fn offer(facts: &Facts, offer: &Offer, found: &mut Found) {
    let about = About { id: offer.id, other: offer.other, part: offer.part };
    answer(facts, about, (offer.since, offer.until), found);
}

fn answer(facts: &Facts, about: About, (since, until): (Timestamp, Timestamp), found: &mut Found) {
    if facts.now >= until {
        return;
    }
    match about.part {
        Part::Client => found.waits(about, Awaited::Answer, since, Some(until)),
        Part::Supporter => {
            let rank = rank(facts, Some(until), Rank::SomeoneWaits);
            found.step(rank, until, (about.id, 0), Step::AnswerOffer { about, due: until });
        }
    }
}

/// The steps of a booking.
pub(super) fn booking(definition: &Definition, facts: &Facts, booking: &Booking, found: &mut Found) {
    let about = About { id: booking.id, other: booking.other, part: booking.part };
    let Some(meeting) = definition.meeting(booking.meeting.as_str()) else { return };
    let view = View { definition, facts, booking, about };
    match booking.stage {
        Stage::Requested { since, until } => answer(facts, about, (since, until.min(booking.start)), found),
        Stage::Confirmed { since } if facts.now < booking.end => view.ahead(&meeting.before, since, found),
        Stage::Confirmed { .. } | Stage::Held => view.behind(&meeting.after, found),
        Stage::Cancelled | Stage::NoShow => {}
    }
}

/// A date that is today decides; otherwise whoever waits, and then the week.
pub(super) fn rank(facts: &Facts, due: Option<Timestamp>, otherwise: Rank) -> Rank {
    match due {
        Some(due) if facts.today(due) => Rank::DueToday.min(otherwise),
        Some(due) if facts.this_week(due) => Rank::DueThisWeek.min(otherwise),
        _ => otherwise,
    }
}

struct View<'a> {
    definition: &'a Definition,
    facts: &'a Facts,
    booking: &'a Booking,
    about: About,
}

impl View<'_> {
    fn ahead(&self, before: &[Task], since: Timestamp, found: &mut Found) {
        let Booking { start, end, .. } = *self.booking;
        found.meeting(self.about, start, end);
        if self.facts.soon(start) {
            let join = Step::Join { about: self.about, start, end };
            found.step(Rank::MeetingSoon, start, (self.about.id, before.len().saturating_add(1)), join);
        }
        if !self.booking.promised && self.about.part == Part::Client {
            // until then the other one may not read what is prepared for them
            let step = Step::Agree { about: self.about };
            found.step(Rank::SomeoneWaits, start, (self.about.id, 0), step);
        }
        if self.facts.doors_open(start) {
            return;
        }
        for (turn, task) in before.iter().enumerate() {
            let What::Sheet(sheet) = &task.what else { continue };
            let due = task.due.map(|due| due.after(start, &self.facts.zone));
            if task.by == self.about.part {
                self.prepare(before, (turn, sheet, due), found);
            } else if self.kind(sheet) != Some(SheetKind::SessionPlan) {
                self.preparation_of_the_other(before, (sheet, due), since, found);
            }
        }
    }

    /// A sheet of the viewer before the meeting. A plan opens once the other's preparation is in, or overdue.
    fn prepare(&self, before: &[Task], (turn, sheet, due): (usize, &Key, Option<Timestamp>), found: &mut Found) {
        let (progress, _) = self.booking.sheet(sheet, self.about.part);
        if progress == Progress::Done {
            return;
        }
        let (about, sheet_key) = (self.about, sheet.clone());
        let step = if self.kind(sheet) == Some(SheetKind::SessionPlan) {
            if !before.iter().all(|task| self.is_in(task)) {
                return;
            }
            Step::WritePlan { about, sheet: sheet_key, progress, due }
        } else {
            Step::Prepare { about, sheet: sheet_key, progress, due }
        };
        let turn = turn.saturating_add(1);
        found.step(self.before_rank(due), due.unwrap_or(self.booking.start), (about.id, turn), step);
    }

    fn preparation_of_the_other(
        &self,
        before: &[Task],
        (sheet, due): (&Key, Option<Timestamp>),
        since: Timestamp,
        found: &mut Found,
    ) {
        match self.booking.sheet(sheet, other(self.about.part)) {
            (Progress::Done, true) => {}
            (Progress::Done, false) if !self.booking.promised => {}
            (Progress::Done, false) => {
                // It is read for the viewer's own preparation, so it shares that date and comes just before it.
                let own = before.iter().filter(|task| task.by == self.about.part).filter_map(|task| task.due);
                let first = own.map(|due| due.after(self.booking.start, &self.facts.zone)).min();
                let step = Step::ReadPreparation { about: self.about, sheet: sheet.clone() };
                found.step(self.before_rank(first), first.unwrap_or(self.booking.start), (self.about.id, 0), step);
            }
            (Progress::NotYet | Progress::Started, _) => {
                found.waits(self.about, Awaited::Sheet(sheet.clone()), since, due);
            }
        }
    }

    fn before_rank(&self, due: Option<Timestamp>) -> Rank {
        if self.facts.soon(self.booking.start) { Rank::MeetingSoon } else { rank(self.facts, due, Rank::Optional) }
    }

    /// Whether a preparation of the other is in, or can be waited for no longer.
    fn is_in(&self, task: &Task) -> bool {
        let What::Sheet(sheet) = &task.what else { return true };
        let overdue = match task.due {
            Some(due) => due.after(self.booking.start, &self.facts.zone) <= self.facts.now,
            None => self.facts.soon(self.booking.start),
        };
        task.by == self.about.part || overdue || self.booking.sheet(sheet, task.by).0 == Progress::Done
    }

    fn behind(&self, after: &[Task], found: &mut Found) {
        for (turn, task) in after.iter().enumerate() {
            let mine = task.by == self.about.part;
            match &task.what {
                What::Sheet(sheet) => {
                    let due = task.due.map(|due| due.after(self.booking.end, &self.facts.zone));
                    self.reflect((turn, sheet, due), mine, found);
                }
                What::Letter if mine => self.write_letter(turn, found),
                What::Letter => self.receive_letter(turn, found),
                What::Continue => self.choose(turn, mine, found),
            }
        }
    }

    fn reflect(&self, (turn, sheet, due): (usize, &Key, Option<Timestamp>), mine: bool, found: &mut Found) {
        let (about, end, kind) = (self.about, self.booking.end, self.kind(sheet));
        let by = if mine { about.part } else { other(about.part) };
        let (progress, _) = self.booking.sheet(sheet, by);
        let resting = due.is_none() && self.facts.at_rest(end);
        if progress == Progress::Done || resting {
            return;
        }
        let awaited = kind == Some(SheetKind::SharedRecord);
        let sheet = sheet.clone();
        if !mine {
            if awaited {
                found.waits(about, Awaited::Sheet(sheet), end, due);
            }
            return;
        }
        let step = match kind {
            Some(SheetKind::SharedRecord) => Step::RecordMeeting { about, sheet, progress, due },
            Some(SheetKind::ThreeLines) => Step::WriteThreeLines { about, sheet, progress, due },
            _ => Step::Reflect { about, sheet, progress, due },
        };
        let otherwise = if awaited { Rank::SomeoneWaits } else { Rank::Optional };
        found.step(rank(self.facts, due, otherwise), due.unwrap_or(end), (about.id, turn), step);
    }

    fn write_letter(&self, turn: usize, found: &mut Found) {
        let about = self.about;
        let (progress, due) = match self.booking.letter {
            Letter::NotOwed => return,
            Letter::Owed { due } => (Progress::NotYet, due),
            Letter::Draft { due } => (Progress::Started, due),
            Letter::Sent { at } => return found.waits(about, Awaited::Reading, at, None),
            Letter::Read { .. } => {
                if let Reply::Sent { at } = self.booking.reply {
                    found.step(Rank::SomeoneWaits, at, (about.id, turn), Step::ReadReply { about, sent: at });
                }
                return;
            }
        };
        let rank = rank(self.facts, Some(due), Rank::SomeoneWaits);
        found.step(rank, due, (about.id, turn), Step::WriteLetter { about, progress, due });
    }

    fn receive_letter(&self, turn: usize, found: &mut Found) {
        let about = self.about;
        match self.booking.letter {
            Letter::NotOwed => {}
            Letter::Owed { due } | Letter::Draft { due } => {
                found.waits(about, Awaited::Letter, self.booking.end, Some(due));
            }
            Letter::Sent { at } => {
                found.step(Rank::SomeoneWaits, at, (about.id, turn), Step::ReadLetter { about, sent: at });
            }
            Letter::Read { at } => {
                if self.booking.reply == Reply::None && !self.facts.at_rest(at) {
                    found.step(Rank::Optional, at, (about.id, turn), Step::Reply { about });
                }
            }
        }
    }

    fn choose(&self, turn: usize, mine: bool, found: &mut Found) {
        if !choice_is_open(self.facts, self.booking) {
            return;
        }
        let (about, end) = (self.about, self.booking.end);
        if mine {
            found.step(Rank::Optional, end, (about.id, turn), Step::DecideToContinue { about });
        } else {
            found.waits(about, Awaited::Choice, end, None);
        }
    }

    fn kind(&self, sheet: &Key) -> Option<SheetKind> {
        self.definition.sheet(sheet.as_str()).map(|sheet| sheet.kind)
    }
}

/// The question comes after the letter, if one is owed; a next booking answers it, and after a while it rests.
fn choice_is_open(facts: &Facts, booking: &Booking) -> bool {
    let letter_read = matches!(booking.letter, Letter::NotOwed | Letter::Read { .. });
    booking.choice == Choice::Open && letter_read && !facts.goes_on_with(booking.other) && !facts.at_rest(booking.end)
}

const fn other(part: Part) -> Part {
    match part {
        Part::Client => Part::Supporter,
        Part::Supporter => Part::Client,
    }
}

//! How long what is kept is kept, each class by its own clock. The product's daily job and a person's own record ask
//! the same clocks, so what is promised on the page is what is destroyed.
//!
//! A clock starts at the last meeting of two people (for mail: when it left). A legal hold stops every clock. The
//! ledger of consent is never gone before the texts that were written under it.

use jiff::{SignedDuration, Timestamp};

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A supporter's working notes.
    Notes,
    /// Sheets, letters and replies, and the words beside a cancellation or an offer.
    Record,
    /// What two people agreed on, and who signed it.
    Ledger,
    /// That something left the house: to whom, about whom, on which ground.
    Provisions,
    /// The text of mail that stays in the outbox.
    Mails,
    /// The audit log: by no clock of these. A shorter chain would not show what was cut off.
    Log,
}

/// Whether somebody's clocks are stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// They run.
    None,
    /// The law, or a dispute, asks that nothing is destroyed.
    Legal,
}

/// The days that an operator may choose between, and those that hold where nothing was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    pub least: i64,
    pub usual: i64,
    pub most: i64,
}

impl Choice {
    /// Whether so many days may be chosen.
    #[must_use]
    pub fn allows(self, days: i64) -> bool {
        (self.least..=self.most).contains(&days)
    }

    fn nearest(self, days: i64) -> i64 {
        days.clamp(self.least, self.most)
    }
}

pub const NOTES: Choice = Choice { least: 30, usual: 365, most: 3_653 };
pub const RECORD: Choice = Choice { least: 365, usual: 1_827, most: 7_305 };
/// Three years are what the law asks for where something was given to a third party.
pub const LEDGER: Choice = Choice { least: 1_096, usual: 1_096, most: 7_305 };
pub const MAILS: Choice = Choice { least: 1, usual: 30, most: 365 };

/// How many days each class is kept, always within its choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Periods {
    notes: i64,
    record: i64,
    ledger: i64,
    mails: i64,
}

impl Default for Periods {
    fn default() -> Self {
        Self { notes: NOTES.usual, record: RECORD.usual, ledger: LEDGER.usual, mails: MAILS.usual }
    }
}

impl Periods {
    /// So many days of notes, record, ledger and mails; what lies outside its choice becomes the nearest that does not.
    #[must_use]
    pub fn new([notes, record, ledger, mails]: [i64; 4]) -> Self {
        Self {
            notes: NOTES.nearest(notes),
            record: RECORD.nearest(record),
            ledger: LEDGER.nearest(ledger),
            mails: MAILS.nearest(mails),
        }
    }

    /// For how many days a class is kept; nothing for what no clock ends.
    #[must_use]
    pub fn days(&self, class: Class) -> Option<i64> {
        match class {
            Class::Notes => Some(self.notes),
            Class::Record => Some(self.record),
            Class::Ledger => Some(self.ledger.max(self.record)),
            Class::Provisions => Some(self.ledger),
            Class::Mails => Some(self.mails),
            Class::Log => None,
        }
    }

    /// When something is destroyed whose clock started then; nothing while a hold stands.
    #[must_use]
    pub fn ends(&self, class: Class, started: Timestamp, hold: Hold) -> Option<Timestamp> {
        match hold {
            Hold::Legal => None,
            Hold::None => Some(started.saturating_add(span(self.days(class)?)).unwrap_or(Timestamp::MAX)),
        }
    }

    /// Whether it is to be destroyed now.
    #[must_use]
    pub fn is_due(&self, class: Class, started: Timestamp, hold: Hold, now: Timestamp) -> bool {
        self.ends(class, started, hold).is_some_and(|ends| ends <= now)
    }

    /// The moment up to which a clock must have started for its class to be due now: what a database is asked for.
    #[must_use]
    pub fn horizon(&self, class: Class, now: Timestamp) -> Option<Timestamp> {
        Some(now.saturating_sub(span(self.days(class)?)).unwrap_or(Timestamp::MIN))
    }
}

fn span(days: i64) -> SignedDuration {
    SignedDuration::from_hours(days.saturating_mul(24))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Class; 6] = [Class::Notes, Class::Record, Class::Ledger, Class::Provisions, Class::Mails, Class::Log];

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn days(many: i64) -> i64 {
        many * 86_400
    }

    fn some_periods() -> impl Strategy<Value = Periods> {
        [any::<i64>(), any::<i64>(), any::<i64>(), any::<i64>()].prop_map(Periods::new)
    }

    fn some_class() -> impl Strategy<Value = Class> {
        proptest::sample::select(ALL.to_vec())
    }

    #[test]
    fn what_holds_where_nothing_was_chosen() {
        let usual = Periods::default();
        let said = ALL.map(|class| usual.days(class));
        assert_eq!(said, [Some(365), Some(1_827), Some(1_827), Some(1_096), Some(30), None]);
        assert_eq!(Periods::new([365, 1_827, 1_096, 30]), usual);
    }

    #[test]
    fn a_clock_ends_on_its_second_and_not_before() {
        let usual = Periods::default();
        let (started, end) = (at(0), days(365));
        assert_eq!(usual.ends(Class::Notes, started, Hold::None), Some(at(end)));
        assert!(!usual.is_due(Class::Notes, started, Hold::None, at(end - 1)));
        assert!(usual.is_due(Class::Notes, started, Hold::None, at(end)));
        assert_eq!(usual.horizon(Class::Notes, at(end)), Some(started));
        assert_eq!(usual.ends(Class::Mails, Timestamp::MAX, Hold::None), Some(Timestamp::MAX));
        assert_eq!(usual.horizon(Class::Mails, Timestamp::MIN), Some(Timestamp::MIN));
    }

    #[test]
    fn what_is_chosen_stays_within_its_bounds() {
        for (choice, class) in
            [(NOTES, Class::Notes), (RECORD, Class::Record), (LEDGER, Class::Provisions), (MAILS, Class::Mails)]
        {
            assert!(choice.allows(choice.least) && choice.allows(choice.usual) && choice.allows(choice.most));
            assert!(!choice.allows(choice.least - 1) && !choice.allows(choice.most + 1));
            assert_eq!(Periods::new([i64::MIN; 4]).days(class), Some(choice.least));
            assert_eq!(Periods::new([i64::MAX; 4]).days(class), Some(choice.most));
        }
    }

    proptest! {
        #[test]
        fn a_hold_stops_every_clock(periods in some_periods(), class in some_class(), started: i32, now: i32) {
            prop_assert!(!periods.is_due(class, at(started.into()), Hold::Legal, at(now.into())));
        }

        #[test]
        fn nothing_is_due_before_its_days_are_over(
            periods in some_periods(), class in some_class(), started: i32, later in 0_i64..1_000_000_000,
        ) {
            let (started, now) = (i64::from(started), i64::from(started) + later);
            let due = periods.is_due(class, at(started), Hold::None, at(now));
            prop_assert_eq!(due, periods.days(class).is_some_and(|many| later >= days(many)));
        }

        #[test]
        fn what_was_due_stays_due_and_what_started_earlier_is_due_earlier(
            periods in some_periods(), class in some_class(), started: i32, now: i32, more in 0_i64..1_000_000_000,
        ) {
            let (started, now) = (i64::from(started), i64::from(now));
            if periods.is_due(class, at(started), Hold::None, at(now)) {
                prop_assert!(periods.is_due(class, at(started), Hold::None, at(now + more)));
                prop_assert!(periods.is_due(class, at(started - more), Hold::None, at(now)));
            }
        }

        #[test]
        fn the_question_to_the_database_is_the_same_rule(
            periods in some_periods(), class in some_class(), started: i32, now: i32,
        ) {
            let (started, now) = (at(started.into()), at(now.into()));
            let asked = periods.horizon(class, now).is_some_and(|horizon| started <= horizon);
            prop_assert_eq!(asked, periods.is_due(class, started, Hold::None, now));
        }

        #[test]
        fn the_ledger_outlives_what_was_written_under_it(periods in some_periods(), started: i32, now: i32) {
            let (started, now) = (at(started.into()), at(now.into()));
            if periods.is_due(Class::Ledger, started, Hold::None, now) {
                prop_assert!(periods.is_due(Class::Record, started, Hold::None, now));
            }
        }
    }
}

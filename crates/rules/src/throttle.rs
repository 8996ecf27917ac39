//! How long a sign-in has to wait after failures: longer each time, never for good.
//!
//! Three counters are kept apart. A device that has signed in before is judged by its own failures, so nobody can
//! keep a person out by guessing at their account. An address may fail often, because an office stands behind one.

use jiff::{SignedDuration, Timestamp};

/// The waiting after the first, second, third … failure in a row; the last holds for all that follow.
const STEPS: [SignedDuration; 8] = [
    SignedDuration::from_secs(1),
    SignedDuration::from_secs(3),
    SignedDuration::from_secs(5),
    SignedDuration::from_secs(10),
    SignedDuration::from_secs(30),
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(2),
    SignedDuration::from_mins(5),
];

/// So many failures of one address within an hour are an ordinary Monday morning of a large office.
pub const ADDRESS_BUDGET: u32 = 300;
/// Beyond its budget an address waits this long between tries; each account behind it still gets in.
const ADDRESS_WAIT: SignedDuration = SignedDuration::from_secs(2);
/// A counter that nothing was added to for so long begins anew.
pub const FORGET_AFTER: SignedDuration = SignedDuration::from_hours(1);

/// Failures in a row of one counter, and when the last of them was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Failures {
    pub count: u32,
    pub last: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Verdict {
    Go,
    Wait { until: Timestamp },
}

/// From where the try comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// Has signed in to this account before; the failures are its own.
    Known(Failures),
    New,
}

/// Whether one more try for the account is heard now.
///
/// `account` counts the failures of new devices alone, `address` those of everybody behind it.
pub fn sign_in(device: Device, account: Failures, address: Failures, now: Timestamp) -> Verdict {
    match device {
        Device::Known(own) => wait(own.count, own.last, now),
        Device::New => wait(account.count, account.last, now).longer(of_address(address, now)),
    }
}

/// The waiting that so many failures in a row ask for.
pub fn wait(failures: u32, last_failure: Option<Timestamp>, now: Timestamp) -> Verdict {
    let Some(index) = failures.checked_sub(1) else { return Verdict::Go };
    let index = usize::try_from(index).unwrap_or(usize::MAX);
    let longest = STEPS.last().copied().unwrap_or_default();
    since(last_failure, STEPS.get(index).copied().unwrap_or(longest), now)
}

fn of_address(address: Failures, now: Timestamp) -> Verdict {
    if address.count <= ADDRESS_BUDGET { Verdict::Go } else { since(address.last, ADDRESS_WAIT, now) }
}

/// A failure from the future is a clock that stepped back: it must not lock anybody out, so it waits from now.
fn since(last: Option<Timestamp>, pause: SignedDuration, now: Timestamp) -> Verdict {
    let Some(last) = last else { return Verdict::Go };
    let until = last.min(now).checked_add(pause).unwrap_or(Timestamp::MAX);
    if until > now { Verdict::Wait { until } } else { Verdict::Go }
}

impl Verdict {
    fn longer(self, other: Self) -> Self {
        match (self, other) {
            (Self::Wait { until: one }, Self::Wait { until: two }) => Self::Wait { until: one.max(two) },
            (Self::Wait { .. }, Self::Go) => self,
            (Self::Go, other) => other,
        }
    }
}

impl Failures {
    /// The counter after one more failure.
    #[must_use]
    pub fn and_one(self, now: Timestamp) -> Self {
        Self { count: self.at(now).count.saturating_add(1), last: Some(now) }
    }

    /// The counter as it counts now: what is long past is forgotten.
    #[must_use]
    pub fn at(self, now: Timestamp) -> Self {
        match self.last {
            Some(last) if now.duration_since(last) < FORGET_AFTER => self,
            _ => Self::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn now() -> Timestamp {
        "2026-11-20T10:00:00Z".parse().unwrap()
    }

    fn ago(milliseconds: i64) -> Timestamp {
        now() - SignedDuration::from_millis(milliseconds)
    }

    fn until(milliseconds: i64) -> Verdict {
        Verdict::Wait { until: ago(-milliseconds) }
    }

    fn failed(count: u32, last: Timestamp) -> Failures {
        Failures { count, last: Some(last) }
    }

    #[test]
    fn the_waiting_grows_and_stops_growing() {
        for (failures, seconds) in
            [(1, 1), (2, 3), (3, 5), (4, 10), (5, 30), (6, 60), (7, 120), (8, 300), (9, 300), (u32::MAX, 300)]
        {
            let all = seconds * 1000;
            assert_eq!(wait(failures, Some(now()), now()), until(all), "{failures}");
            assert_eq!(wait(failures, Some(ago(all - 1)), now()), until(1), "{failures}");
            assert_eq!(wait(failures, Some(ago(all)), now()), Verdict::Go, "{failures}");
        }
        assert_eq!(wait(0, Some(now()), now()), Verdict::Go);
        assert_eq!(wait(5, None, now()), Verdict::Go);
    }

    #[test]
    fn a_known_device_is_judged_by_its_own_failures() {
        let stormed = failed(1000, now());
        assert_eq!(sign_in(Device::Known(Failures::default()), stormed, stormed, now()), Verdict::Go);
        assert_eq!(sign_in(Device::Known(failed(1, now())), stormed, stormed, now()), until(1000));
        assert_eq!(sign_in(Device::New, stormed, Failures::default(), now()), until(300_000));
    }

    #[test]
    fn an_office_behind_one_address_is_never_locked_out() {
        let none = Failures::default();
        let new = |address| sign_in(Device::New, none, address, now());
        assert_eq!(new(failed(ADDRESS_BUDGET, now())), Verdict::Go);
        assert_eq!(new(failed(ADDRESS_BUDGET + 1, now())), until(2000));
        assert_eq!(new(failed(u32::MAX, ago(1999))), until(1));
        assert_eq!(new(failed(u32::MAX, ago(2000))), Verdict::Go);
    }

    #[test]
    fn the_longer_of_two_waits_holds() {
        let beyond = failed(ADDRESS_BUDGET + 1, now());
        assert_eq!(sign_in(Device::New, failed(1, now()), beyond, now()), until(2000));
        assert_eq!(sign_in(Device::New, failed(2, now()), beyond, now()), until(3000));
        assert_eq!(sign_in(Device::New, failed(2, now()), Failures::default(), now()), until(3000));
    }

    #[test]
    fn a_clock_that_stepped_back_does_not_lock_anybody_out() {
        assert_eq!(wait(1, Some(ago(-3_600_000)), now()), until(1000));
        assert_eq!(wait(8, Some(Timestamp::MAX), Timestamp::MAX), Verdict::Go, "there is no later instant to wait for");
    }

    #[test]
    fn an_hour_of_quiet_is_forgotten() {
        let hour = 3_600_000;
        assert_eq!(failed(7, ago(hour - 1)).at(now()), failed(7, ago(hour - 1)));
        assert_eq!(failed(7, ago(hour)).at(now()), Failures::default());
        assert_eq!(failed(7, ago(1)).and_one(now()), failed(8, now()));
        assert_eq!(failed(7, ago(hour)).and_one(now()), failed(1, now()));
        assert_eq!(Failures::default().and_one(now()), failed(1, now()));
        assert_eq!(failed(u32::MAX, ago(1)).and_one(now()).count, u32::MAX);
    }

    proptest! {
        #[test]
        fn nobody_waits_longer_than_five_minutes(failures: u32, back in -10_000_i64..10_000_000) {
            if let Verdict::Wait { until } = wait(failures, Some(ago(back)), now()) {
                prop_assert!(until > now() && until.duration_since(now()) <= SignedDuration::from_mins(5));
            }
        }

        #[test]
        fn one_more_failure_never_shortens_the_waiting(failures in 0_u32..20, back in 0_i64..400_000) {
            let end = |count| match wait(count, Some(ago(back)), now()) {
                Verdict::Go => now(),
                Verdict::Wait { until } => until,
            };
            prop_assert!(end(failures) <= end(failures + 1));
        }
    }
}

//! Holidays against an independent list, and what holds for all of them.

use proptest::prelude::*;

use super::*;

const BY_HAND: &str = include_str!("../../tests/data/national-holidays-2019-2027.txt");

#[test]
fn nine_years_are_as_written_down_by_hand() {
    let by_hand: Vec<&str> = BY_HAND.lines().filter(|line| !line.starts_with('#')).collect();
    let by_rule: Vec<String> =
        (2019..=2027).flat_map(holidays).map(|(date, holiday)| format!("{date} {holiday:?}")).collect();
    assert_eq!(by_rule, by_hand);
}

#[test]
fn each_rule_begins_and_ends_with_its_year() {
    let rows = [
        (date(1948, 11, 3), None),
        (date(1949, 1, 1), Some(H::NewYear)),
        (date(1999, 1, 15), Some(H::ComingOfAge)),
        (date(1999, 1, 11), None),
        (date(2000, 1, 15), None),
        (date(2000, 1, 10), Some(H::ComingOfAge)),
        (date(1966, 2, 11), None),
        (date(1967, 2, 11), Some(H::Foundation)),
        (date(2019, 2, 23), None),
        (date(1988, 4, 29), Some(H::EmperorsBirthday)),
        (date(1989, 4, 29), Some(H::Greenery)),
        (date(2006, 4, 29), Some(H::Greenery)),
        (date(2007, 4, 29), Some(H::Showa)),
        (date(2005, 5, 4), Some(H::Citizens)),
        (date(2007, 5, 4), Some(H::Greenery)),
        (date(1995, 7, 20), None),
        (date(1996, 7, 20), Some(H::Marine)),
        (date(2002, 7, 20), Some(H::Marine)),
        (date(2002, 7, 15), None),
        (date(2003, 7, 20), None),
        (date(2003, 7, 21), Some(H::Marine)),
        (date(2015, 8, 11), None),
        (date(2016, 8, 11), Some(H::Mountain)),
        (date(1965, 9, 15), None),
        (date(1966, 9, 15), Some(H::RespectForTheAged)),
        (date(2002, 9, 15), Some(H::RespectForTheAged)),
        (date(2003, 9, 15), Some(H::RespectForTheAged)),
        (date(2002, 9, 16), Some(H::Substitute)),
        (date(2004, 9, 15), None),
        (date(1965, 10, 10), None),
        (date(1966, 10, 10), Some(H::HealthAndSports)),
        (date(1999, 10, 10), Some(H::HealthAndSports)),
        (date(2000, 10, 9), Some(H::HealthAndSports)),
        (date(2000, 10, 10), None),
        (date(1988, 12, 23), None),
        (date(1989, 12, 23), Some(H::EmperorsBirthday)),
        (date(2018, 12, 23), Some(H::EmperorsBirthday)),
        (date(2019, 12, 23), None),
        (date(2099, 11, 23), Some(H::LabourThanksgiving)),
        (date(2100, 1, 1), None),
    ];
    for (date, expected) in rows {
        assert_eq!(holiday(date), expected, "{date}");
    }
}

#[test]
fn special_acts_for_single_days() {
    for day in [date(1959, 4, 10), date(1989, 2, 24), date(1990, 11, 12), date(1993, 6, 9)] {
        assert_eq!(holiday(day), Some(H::Imperial), "{day}");
        assert_eq!(holiday(day.tomorrow().unwrap()), None, "{day}");
    }
    // The games of 2020, held in 2021, moved three days each.
    for day in [date(2020, 7, 20), date(2020, 8, 11), date(2020, 10, 12)] {
        assert_eq!(holiday(day), None, "{day}");
    }
    for day in [date(2021, 7, 19), date(2021, 8, 11), date(2021, 10, 11)] {
        assert_eq!(holiday(day), None, "{day}");
    }
}

#[test]
fn substitutes_and_days_between() {
    let rows = [
        (date(1973, 2, 12), None), // before the rule: 11 February was a Sunday
        (date(1973, 4, 30), Some(H::Substitute)),
        (date(1985, 5, 4), None), // between two holidays, before the rule
        (date(1986, 5, 4), None), // a Sunday between two holidays
        (date(1987, 5, 4), Some(H::Substitute)),
        (date(1988, 5, 4), Some(H::Citizens)),
        (date(1992, 5, 6), None), // 3 May was a Sunday, and 4 May stood in for it
        (date(2003, 5, 6), None), // 4 May was a Sunday, but no holiday of its own yet
        (date(2008, 5, 6), Some(H::Substitute)),
        (date(2009, 5, 6), Some(H::Substitute)),
        (date(2009, 9, 22), Some(H::Citizens)),
        (date(2015, 9, 22), Some(H::Citizens)),
        (date(2032, 9, 21), Some(H::Citizens)),
    ];
    for (date, expected) in rows {
        assert_eq!(holiday(date), expected, "{date}");
    }
}

/// The equinox as a Julian date in dynamical time, from the series for the sun's apparent longitude: mean time as a
/// polynomial of millennia since 2000, and the larger periodic terms as (amplitude, phase, degrees a century).
fn astronomical(year: i16, mean: [f64; 5]) -> f64 {
    const TERMS: [(f64, f64, f64); 24] = [
        (485.0, 324.96, 1_934.136),
        (203.0, 337.23, 32_964.467),
        (199.0, 342.08, 20.186),
        (182.0, 27.85, 445_267.112),
        (156.0, 73.14, 45_036.886),
        (136.0, 171.52, 22_518.443),
        (77.0, 222.54, 65_928.934),
        (74.0, 296.72, 3_034.906),
        (70.0, 243.58, 9_037.513),
        (58.0, 119.81, 33_718.147),
        (52.0, 297.17, 150.678),
        (50.0, 21.02, 2_281.226),
        (45.0, 247.54, 29_929.562),
        (44.0, 325.15, 31_555.956),
        (29.0, 60.93, 4_443.417),
        (18.0, 155.12, 67_555.328),
        (17.0, 288.79, 4_562.452),
        (16.0, 198.04, 62_894.029),
        (14.0, 199.76, 31_436.921),
        (12.0, 95.39, 14_577.848),
        (12.0, 287.11, 31_931.756),
        (12.0, 320.81, 34_777.259),
        (9.0, 227.73, 1_222.114),
        (8.0, 15.45, 16_859.074),
    ];
    let millennia = (f64::from(year) - 2000.0) / 1000.0;
    let mean = mean.iter().rev().fold(0.0, |sum, factor| sum * millennia + factor);
    let centuries = (mean - 2_451_545.0) / 36_525.0;
    let wave = (35_999.373 * centuries - 2.47).to_radians();
    let slope = 1.0 + 0.0334 * wave.cos() + 0.0007 * (2.0 * wave).cos();
    let sum: f64 = TERMS.iter().map(|(a, b, c)| a * (b + c * centuries).to_radians().cos()).sum();
    mean + 0.00001 * sum / slope
}

#[test]
fn equinoxes_are_where_the_sun_is() {
    const MARCH: [f64; 5] = [2_451_623.809_84, 365_242.374_04, 0.051_69, -0.004_11, -0.000_57];
    const SEPTEMBER: [f64; 5] = [2_451_810.217_15, 365_242.017_67, -0.115_75, 0.003_37, 0.000_78];
    for year in 1949..=2099 {
        for (mean, month, holiday) in [(MARCH, 3, H::VernalEquinox), (SEPTEMBER, 9, H::AutumnalEquinox)] {
            // Nine hours ahead for Japan; about a minute back from dynamical to civil time.
            let moment = astronomical(year, mean) + 9.0 / 24.0 - 67.0 / 86_400.0;
            let (day, _) = holidays(year).into_iter().find(|(_, name)| *name == holiday).unwrap();
            let since_2000 = (day - date(2000, 1, 1)).get_days();
            let midnight = 2_451_544.5 + f64::from(since_2000);
            assert_eq!(day.month(), month);
            assert!((midnight..midnight + 1.0).contains(&moment), "{day}: {}", moment - midnight);
        }
    }
}

#[test]
fn a_year_lists_what_the_dates_say() {
    assert_eq!(holidays(2026).len(), 18);
    assert_eq!(holidays(1948), []);
    assert_eq!(holidays(2100), []);
    assert_eq!(holidays(i16::MAX), []);
    assert!(holidays(2026).is_sorted());
}

proptest! {
    #[test]
    fn a_substitute_stands_in_for_a_sunday(year in 1949..=2099i16) {
        for (day, name) in holidays(year) {
            if name == H::Substitute {
                prop_assert_ne!(day.weekday(), Weekday::Sunday);
                prop_assert_eq!(named(day), None);
                let mut before = day.yesterday().unwrap();
                while before.weekday() != Weekday::Sunday {
                    prop_assert!(named(before).is_some(), "{}", before);
                    before = before.yesterday().unwrap();
                }
                prop_assert!(named(before).is_some(), "{}", before);
            }
            if name == H::Citizens {
                prop_assert!(named(day.yesterday().unwrap()).is_some() && named(day.tomorrow().unwrap()).is_some());
                prop_assert_eq!(named(day), None);
            }
        }
    }

    #[test]
    fn every_sunday_holiday_since_1973_has_its_substitute(year in 1974..=2099i16) {
        let year = holidays(year);
        let sundays = year.iter().filter(|(day, _)| day.weekday() == Weekday::Sunday).count();
        let substitutes = year.iter().filter(|(_, name)| *name == H::Substitute).count();
        prop_assert_eq!(sundays, substitutes);
    }

    #[test]
    fn each_rule_gives_one_day_a_year(year in 2022..=2099i16) {
        for name in [
            H::NewYear, H::ComingOfAge, H::Foundation, H::EmperorsBirthday, H::VernalEquinox, H::Showa, H::Constitution,
            H::Greenery, H::Children, H::Marine, H::Mountain, H::RespectForTheAged, H::AutumnalEquinox, H::Sports,
            H::Culture, H::LabourThanksgiving,
        ] {
            prop_assert_eq!(holidays(year).iter().filter(|(_, each)| *each == name).count(), 1, "{:?}", name);
        }
    }
}

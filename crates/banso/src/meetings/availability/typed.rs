//! Times of day and days as a person types them: `9:00`, `20:00`, `２０：００`; `2026-12-05`, `2026/12/5`.

use jiff::civil::Date;
use kit::web::entry::{Entry, Fault, narrow};
use rules::slots::TimeOfDay;

/// A time of day; nothing typed is no time and no fault.
pub(in crate::meetings) fn typed_time(entry: &mut Entry, name: &str) -> Option<TimeOfDay> {
    let text = narrow(entry.value(name));
    if text.is_empty() {
        return None;
    }
    // browsers send seconds where a step asks for them
    let padded = if text.find(':') == Some(1) { format!("0{text}") } else { text };
    let time = padded.get(..5).filter(|_| padded.len() == 5 || padded.get(5..) == Some(":00"));
    let time = time.and_then(|time| time.parse().ok());
    if time.is_none() {
        entry.refuse(name, Fault::Time);
    }
    time
}

/// A day; nothing typed is no day and no fault.
pub(in crate::meetings) fn typed_day(entry: &mut Entry, name: &str) -> Option<Date> {
    let text = narrow(entry.value(name)).replace(['/', '.'], "-");
    if text.is_empty() {
        return None;
    }
    let mut parts = text.splitn(3, '-');
    let mut next = || parts.next().filter(|part| part.len() <= 4);
    let day = match (next(), next(), next()) {
        (Some(year), Some(month), Some(day)) if year.len() == 4 => civil(year, month, day),
        _ => None,
    };
    if day.is_none() {
        entry.refuse(name, Fault::Date);
    }
    day
}

fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(typed: &str) -> (Option<String>, Option<Fault>) {
        let mut entry = Entry::default().with("t", typed);
        (typed_time(&mut entry, "t").map(|time| time.to_string()), entry.fault("t"))
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (typed, read) in
            [("20:00", "20:00"), ("9:30", "09:30"), ("２０：００", "20:00"), ("24:00", "24:00"), ("20:00:00", "20:00")]
        {
            assert_eq!(time(typed), (Some(read.to_owned()), None), "{typed}");
        }
        for typed in ["20", "25:00", "20:60", "20:00:30", "夜", "二十時"] {
            assert_eq!(time(typed), (None, Some(Fault::Time)), "{typed}");
        }
        assert_eq!(time(" "), (None, None));
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for (typed, read) in
            [("2026-12-05", "2026-12-05"), ("２０２６／１２／５", "2026-12-05"), ("2028-2-29", "2028-02-29")]
        {
            let mut entry = Entry::default().with("d", typed);
            assert_eq!(typed_day(&mut entry, "d").map(|day| day.to_string()).as_deref(), Some(read), "{typed}");
        }
        for typed in ["2026-02-30", "12/5", "26-12-05", "あした", "2026-12-05-1"] {
            let mut entry = Entry::default().with("d", typed);
            assert_eq!((typed_day(&mut entry, "d"), entry.fault("d")), (None, Some(Fault::Date)), "{typed}");
        }
    }
}

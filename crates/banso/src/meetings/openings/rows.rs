//! The rows of the three forms: read with their faults, and written back with what is kept.
//!
//! A field is called KIND-ROW-PART, as `weekly-0-from`. A row that is empty again is withdrawn; one that overlaps
//! another is said before anything is saved.

use jiff::civil::Date;
use kit::web::{Entry, Fault};
use rules::slots::{DayPart, TimeOfDay};

use super::store::{Kept, Span};
use crate::meetings::OpeningId;
use crate::meetings::availability::{typed_day, typed_time};

/// More rows than anybody keeps; a form with more is cut there.
const MOST: usize = 100;

/// Which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Weekly,
    Dated,
    Closing,
}

impl Kind {
    /// Its name in fields and addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Dated => "dated",
            Self::Closing => "closings",
        }
    }

    pub fn table(self) -> &'static str {
        match self {
            Self::Weekly | Self::Dated => "openings",
            Self::Closing => "closings",
        }
    }

    /// How many empty rows wait under the ones that are kept.
    fn spare(self) -> usize {
        match self {
            Self::Weekly | Self::Closing => 1,
            Self::Dated => 3,
        }
    }
}

/// What a form asks to be changed.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub gone: Vec<OpeningId>,
    pub new: Vec<Span>,
}

/// The form as it stands in the database, with empty rows to write in.
pub(super) fn form(kind: Kind, kept: &[Kept]) -> Entry {
    let rows: Vec<&Kept> = kept.iter().filter(|row| row.kind == kind && row.withdrawn_at.is_none()).collect();
    let mut entry = Entry::default();
    for (at, row) in rows.iter().enumerate() {
        let name = |part: &str| format!("{}-{at}-{part}", kind.word());
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        entry = entry
            .with(&name("id"), row.id.to_string())
            .with(&name("weekday"), row.span.weekday.map(|weekday| weekday.to_string()).unwrap_or_default())
            .with(&name("day"), day(row.span.day))
            .with(&name("from"), row.span.part.map(|part| part.from().to_string()).unwrap_or_default())
            .with(&name("to"), row.span.part.map(|part| until(part.to())).unwrap_or_default())
            .with(&name("first"), day(row.span.first))
            .with(&name("last"), day(row.span.last));
    }
    for at in rows.len()..rows.len().saturating_add(kind.spare()) {
        entry = entry.with(&format!("{}-{at}-id", kind.word()), "");
    }
    entry
}

/// The end of a day stands as 00:00 in a field for times.
fn until(to: TimeOfDay) -> String {
    if to == TimeOfDay::END { TimeOfDay::MIDNIGHT.to_string() } else { to.to_string() }
}

/// The names of a form's rows: `weekly-0`, `weekly-1` …
pub(super) fn prefixes(kind: Kind, entry: &Entry) -> Vec<String> {
    let known = |prefix: &String| {
        entry
            .fields()
            .iter()
            .any(|(name, _)| name.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.starts_with('-')))
    };
    (0..MOST).map(|at| format!("{}-{at}", kind.word())).take_while(known).collect()
}

impl Reading {
    pub fn of(entry: &mut Entry, kind: Kind, kept: &[Kept], today: Date) -> Self {
        let mut reading = Self::default();
        let mut standing: Vec<Span> = Vec::new();
        let removed = entry.value("withdraw").to_owned();
        for prefix in prefixes(kind, entry) {
            let Ok(before) = known(entry, kind, &prefix, kept) else {
                entry.refuse(&format!("{prefix}-from"), Fault::Choice);
                continue;
            };
            let span = if prefix == removed { None } else { row(entry, kind, &prefix, before, today) };
            match (before, span) {
                (Some(before), None) => reading.gone.push(before.id),
                (Some(before), Some(span)) if before.span != span => {
                    reading.gone.push(before.id);
                    reading.new.push(span);
                }
                (None, Some(span)) => reading.new.push(span),
                (_, _) => {}
            }
            if let Some(span) = span {
                if standing.iter().any(|other| other.overlaps(&span)) {
                    entry.refuse(&format!("{prefix}-from"), Fault::Taken);
                }
                standing.push(span);
            }
        }
        reading
    }
}

/// The row that is being edited, nothing for a new one.
fn known<'a>(entry: &Entry, kind: Kind, prefix: &str, kept: &'a [Kept]) -> Result<Option<&'a Kept>, Fault> {
    let id = entry.value(&format!("{prefix}-id"));
    if id.is_empty() {
        return Ok(None);
    }
    let id: OpeningId = id.parse().map_err(|_| Fault::Choice)?;
    kept.iter().find(|row| row.id == id && row.kind == kind).map(Some).ok_or(Fault::Choice)
}

/// What a row says; nothing when it is empty.
fn row(entry: &mut Entry, kind: Kind, prefix: &str, before: Option<&Kept>, today: Date) -> Option<Span> {
    let name = |part: &str| format!("{prefix}-{part}");
    let weekday = if kind == Kind::Weekly { "weekday" } else { "day" };
    if ["from", "to", weekday].iter().all(|part| entry.value(&name(part)).trim().is_empty()) {
        return None;
    }
    let mut span = Span { part: part(entry, kind, prefix), ..Span::default() };
    if kind == Kind::Weekly {
        let weekday = entry.parsed::<i8>(&name("weekday"), Fault::Choice);
        span.weekday = weekday.filter(|weekday| (1..=7).contains(weekday));
        if weekday.is_some() && span.weekday.is_none() {
            entry.refuse(&name("weekday"), Fault::Choice);
        }
        span.first = typed_day(entry, &name("first")).or_else(|| before.is_none().then_some(today));
        span.last = typed_day(entry, &name("last"));
        if span.first.zip(span.last).is_some_and(|(first, last)| last < first) {
            entry.refuse(&name("last"), Fault::Order);
        }
    } else {
        span.day = typed_day(entry, &name("day"));
        match span.day {
            None if entry.fault(&name("day")).is_none() => entry.refuse(&name("day"), Fault::Missing),
            Some(day) if day < today => entry.refuse(&name("day"), Fault::Wrong),
            _ => {}
        }
    }
    Some(span)
}

/// From and to; a closing without both is the whole day. 00:00 as the end is the end of the day.
fn part(entry: &mut Entry, kind: Kind, prefix: &str) -> Option<DayPart> {
    let (from, to) = (format!("{prefix}-from"), format!("{prefix}-to"));
    let times = (typed_time(entry, &from), typed_time(entry, &to));
    let whole = kind == Kind::Closing && entry.value(&from).is_empty() && entry.value(&to).is_empty();
    for (name, time) in [(&from, times.0), (&to, times.1)] {
        if time.is_none() && entry.fault(name).is_none() && !whole {
            entry.refuse(name, Fault::Missing);
        }
    }
    let (start, end) = times.0.zip(times.1)?;
    let end = if end == TimeOfDay::MIDNIGHT { TimeOfDay::END } else { end };
    let part = DayPart::new(start, end).ok();
    if part.is_none() {
        entry.refuse(&to, Fault::Order);
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = jiff::civil::date(2026, 12, 3);

    fn read(kind: Kind, typed: &[(&str, &str)], kept: &[Kept]) -> (Reading, Entry) {
        let mut entry = typed.iter().fold(Entry::default(), |entry, (name, value)| entry.with(name, *value));
        let reading = Reading::of(&mut entry, kind, kept, TODAY);
        (reading, entry)
    }

    fn friday() -> Kept {
        let time = |minutes| TimeOfDay::from_minutes(minutes).unwrap();
        let span = Span { weekday: Some(5), part: DayPart::new(time(1140), time(1260)).ok(), ..Span::default() };
        Kept { id: OpeningId(uuid::Uuid::from_u128(1)), kind: Kind::Weekly, span, withdrawn_at: None }
    }

    #[test]
    fn what_is_kept_is_read_back_as_no_change() {
        let kept = [friday()];
        let mut entry = form(Kind::Weekly, &kept);
        let reading = Reading::of(&mut entry, Kind::Weekly, &kept, TODAY);
        assert!(entry.is_sound() && reading.gone.is_empty() && reading.new.is_empty());
    }

    #[test]
    fn an_emptied_row_is_withdrawn_and_a_changed_one_is_written_anew() {
        let kept = [friday()];
        let id = kept[0].id.to_string();
        let (reading, entry) = read(Kind::Weekly, &[("weekly-0-id", &id), ("weekly-0-from", " ")], &kept);
        assert!(entry.is_sound());
        assert_eq!((reading.gone, reading.new.len()), (vec![kept[0].id], 0));
        let changed = [
            ("weekly-0-id", id.as_str()),
            ("weekly-0-weekday", "5"),
            ("weekly-0-from", "19:30"),
            ("weekly-0-to", "00:00"),
        ];
        let (reading, entry) = read(Kind::Weekly, &changed, &kept);
        assert!(entry.is_sound(), "{:?}", entry.faults());
        assert_eq!((reading.gone, reading.new[0].to()), (vec![kept[0].id], Some(1440)));
    }

    #[test]
    fn overlapping_rows_are_said_at_the_second_one() {
        let typed = [
            ("dated-0-day", "2026-12-07"),
            ("dated-0-from", "20:00"),
            ("dated-0-to", "21:30"),
            ("dated-1-day", "2026-12-07"),
            ("dated-1-from", "21:00"),
            ("dated-1-to", "22:00"),
            ("dated-2-day", "2026-12-08"),
            ("dated-2-from", "21:00"),
            ("dated-2-to", "22:00"),
        ];
        let (_, entry) = read(Kind::Dated, &typed, &[]);
        assert_eq!(entry.faults(), [("dated-1-from".to_owned(), Fault::Taken)]);
    }

    #[test]
    fn each_fault_stands_at_its_field() {
        let typed = [
            ("dated-0-day", "2026-12-02"),
            ("dated-0-from", "20:00"),
            ("dated-0-to", "19:00"),
            ("dated-1-day", "あした"),
            ("dated-1-from", ""),
            ("dated-1-to", "２１：００"),
        ];
        let (_, entry) = read(Kind::Dated, &typed, &[]);
        for (name, fault) in [
            ("dated-0-day", Fault::Wrong),
            ("dated-0-to", Fault::Order),
            ("dated-1-day", Fault::Date),
            ("dated-1-from", Fault::Missing),
        ] {
            assert_eq!(entry.fault(name), Some(fault), "{name}");
        }
        let (_, entry) = read(Kind::Weekly, &[("weekly-0-id", "1"), ("weekly-0-from", "20:00")], &[]);
        assert_eq!(entry.fault("weekly-0-from"), Some(Fault::Choice));
    }

    #[test]
    fn a_closing_without_hours_is_the_whole_day() {
        let (reading, entry) = read(Kind::Closing, &[("closings-0-day", "2026-12-31")], &[]);
        assert!(entry.is_sound());
        assert_eq!(reading.new[0].part, None);
    }
}

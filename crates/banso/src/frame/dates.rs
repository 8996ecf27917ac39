//! Dates and times as people read them, in their zone, with the zone beside every time.
//!
//! One formatter for pages, mails and calendars: what is shown is what is meant.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use kit::time::Instant;
use rules::holidays::holiday;
use rules::lang::Lang;

use super::words;
use crate::l10n::L10nLanguage;

/// A reader's zone, language and present.
#[derive(Clone, Debug)]
pub struct Calendar {
    lang: Lang,
    zone: TimeZone,
    now: Timestamp,
}

/// A day in a dated list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Day of the month.
    pub number: i8,
    /// （土） or Sat.
    pub weekday: String,
    /// `sat`, `sun` (also for holidays), or nothing.
    pub class: &'static str,
    /// The whole day, for those who hear it.
    pub spoken: String,
    /// 2026-12-05.
    pub iso: String,
}

impl Calendar {
    /// For a reader; without a zone, Japan's.
    #[must_use]
    pub fn new(lang: Lang, zone: Option<&str>, now: Instant) -> Self {
        Self { lang, zone: zone_named(zone.unwrap_or("Asia/Tokyo")), now: now.timestamp() }
    }

    /// The reader's zone.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The same calendar in another zone.
    #[must_use]
    pub fn in_zone(&self, zone: &str) -> Self {
        Self { zone: zone_named(zone), ..self.clone() }
    }

    /// The reader's present.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.now.into()
    }

    /// Today, where the reader is.
    #[must_use]
    pub fn today(&self) -> Date {
        self.local(self.now).date()
    }

    /// That moment where the reader is.
    #[must_use]
    pub fn local(&self, at: impl Into<Timestamp>) -> Zoned {
        at.into().to_zoned(self.zone.clone())
    }

    /// 12月5日（土） · Saturday 5 December. With the year when it is another one.
    #[must_use]
    pub fn day(&self, at: &Instant) -> String {
        self.date(self.local(at.timestamp()).date())
    }

    /// The same of a civil date.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let t = words(self.lang);
        let (month, weekday) = (month_name(t, self.lang, date.month()), weekday_long(t, date.weekday()));
        if date.year() == self.today().year() {
            t.date_day(month, date.day(), weekday)
        } else {
            t.date_day_year(date.year().to_string(), month, date.day(), weekday)
        }
    }

    /// 12月 · December.
    #[must_use]
    pub fn month(&self, date: Date) -> String {
        let t = words(self.lang);
        t.date_month(month_name(t, self.lang, date.month()))
    }

    /// 14:00.
    #[must_use]
    pub fn time(&self, at: &Instant) -> String {
        clock_face(&self.local(at.timestamp()))
    }

    /// JST.
    #[must_use]
    pub fn zone_name(&self, at: &Instant) -> String {
        self.local(at.timestamp()).strftime("%Z").to_string()
    }

    /// 日本標準時, for those who hover.
    #[must_use]
    pub fn zone_title(&self) -> String {
        match self.zone.iana_name() {
            Some("Asia/Tokyo") => words(self.lang).date_japan_time(),
            Some(name) => name.to_owned(),
            None => String::new(),
        }
    }

    /// 14:00–15:00.
    #[must_use]
    pub fn span(&self, start: &Instant, end: &Instant) -> String {
        format!("{}–{}", self.time(start), self.time(end))
    }

    /// 12月5日（土） 14:00–15:00, without the zone.
    #[must_use]
    pub fn when(&self, start: &Instant, end: &Instant) -> String {
        words(self.lang).date_when(self.day(start), self.span(start, end))
    }

    /// 12月5日（土） 14:00–15:00 JST: for mails and plain sentences.
    #[must_use]
    pub fn when_zone(&self, start: &Instant, end: &Instant) -> String {
        format!("{} {}", self.when(start, end), self.zone_name(start))
    }

    /// 12月5日（土） 14:00 JST.
    #[must_use]
    pub fn at(&self, at: &Instant) -> String {
        format!("{} {}", words(self.lang).date_when(self.day(at), self.time(at)), self.zone_name(at))
    }

    /// For `datetime`.
    #[must_use]
    pub fn iso(&self, at: &Instant) -> String {
        self.local(at.timestamp()).strftime("%Y-%m-%dT%H:%M%:z").to_string()
    }

    /// Days from today: 0 is today.
    #[must_use]
    pub fn days_until(&self, at: &Instant) -> i64 {
        let day = self.local(at.timestamp()).date();
        i64::from(self.today().until(day).map_or(0, |span| span.get_days()))
    }

    /// Begun minutes from now until then; below nothing when it is past.
    #[must_use]
    pub fn minutes_until(&self, at: &Instant) -> i64 {
        let seconds = at.timestamp().duration_since(self.now).as_secs();
        seconds.div_euclid(60) + i64::from(seconds.rem_euclid(60) > 0)
    }

    /// あと2日 · in 2 days; today; 2日前.
    #[must_use]
    pub fn left(&self, at: &Instant) -> String {
        let t = words(self.lang);
        match self.days_until(at) {
            0 => t.date_today(),
            1 => t.date_tomorrow(),
            -1 => t.date_yesterday(),
            days if days > 1 => t.date_in_days(days),
            days => t.date_days_ago(-days),
        }
    }

    /// A day in a dated list.
    #[must_use]
    pub fn listed(&self, date: Date) -> Day {
        let t = words(self.lang);
        let off = holiday(date).is_some();
        let class = match date.weekday() {
            _ if off => "sun",
            Weekday::Saturday => "sat",
            Weekday::Sunday => "sun",
            _ => "",
        };
        let short = weekday_short(t, date.weekday());
        let weekday = if off { t.date_listed_holiday(short) } else { t.date_listed(short) };
        Day { number: date.day(), weekday, class, spoken: self.date(date), iso: date.to_string() }
    }

    /// The day of a moment in a dated list.
    #[must_use]
    pub fn listed_at(&self, at: &Instant) -> Day {
        self.listed(self.local(at.timestamp()).date())
    }
}

/// The zone with that name; a zone that this build does not know reads as Japan's.
#[must_use]
pub fn zone_named(name: &str) -> TimeZone {
    TimeZone::get(name).or_else(|_| TimeZone::get("Asia/Tokyo")).unwrap_or(TimeZone::UTC)
}

fn clock_face(at: &Zoned) -> String {
    format!("{}:{:02}", at.hour(), at.minute())
}

fn month_name(t: &L10nLanguage, lang: Lang, month: i8) -> String {
    if lang == Lang::Ja {
        return month.to_string();
    }
    match month {
        1 => t.date_month_1(),
        2 => t.date_month_2(),
        3 => t.date_month_3(),
        4 => t.date_month_4(),
        5 => t.date_month_5(),
        6 => t.date_month_6(),
        7 => t.date_month_7(),
        8 => t.date_month_8(),
        9 => t.date_month_9(),
        10 => t.date_month_10(),
        11 => t.date_month_11(),
        _ => t.date_month_12(),
    }
}

/// 月 · Monday.
pub(crate) fn weekday_long(t: &L10nLanguage, weekday: Weekday) -> String {
    match weekday {
        Weekday::Monday => t.date_monday(),
        Weekday::Tuesday => t.date_tuesday(),
        Weekday::Wednesday => t.date_wednesday(),
        Weekday::Thursday => t.date_thursday(),
        Weekday::Friday => t.date_friday(),
        Weekday::Saturday => t.date_saturday(),
        Weekday::Sunday => t.date_sunday(),
    }
}

/// 月 · Mon.
pub(crate) fn weekday_short(t: &L10nLanguage, weekday: Weekday) -> String {
    match weekday {
        Weekday::Monday => t.date_mon(),
        Weekday::Tuesday => t.date_tue(),
        Weekday::Wednesday => t.date_wed(),
        Weekday::Thursday => t.date_thu(),
        Weekday::Friday => t.date_fri(),
        Weekday::Saturday => t.date_sat(),
        Weekday::Sunday => t.date_sun(),
    }
}

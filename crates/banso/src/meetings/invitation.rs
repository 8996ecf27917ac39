//! Meetings as calendars read them: invitations and cancellations in mails, and the private feed.
//!
//! A title says nothing about anybody. The id of an event never changes and its sequence is the booking's version,
//! so a moved or cancelled meeting replaces itself. Times stand in the reader's zone, with that zone's rules beside.

use std::fmt::Write;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use kit::time::Instant;

/// What a calendar is asked to do with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Enter or replace it.
    Request,
    /// Take it out.
    Cancel,
    /// Show it: a feed.
    Publish,
}

/// One meeting in a calendar.
#[derive(Clone, Debug)]
pub struct Event {
    /// Stays the same for ever.
    pub uid: String,
    /// The booking's version.
    pub sequence: i64,
    /// When this was written.
    pub stamp: Instant,
    /// From.
    pub starts_at: Instant,
    /// To.
    pub ends_at: Instant,
    /// A neutral title.
    pub summary: String,
    /// A link, a room or an address.
    pub location: Option<String>,
    /// The meeting's page.
    pub url: String,
    /// Name and address of who invites: always the organisation.
    pub organizer: (String, String),
    /// Name and address of who is invited: the reader alone.
    pub attendee: Option<(String, String)>,
}

impl Method {
    /// As iTIP writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
            Self::Publish => "PUBLISH",
        }
    }
}

/// The calendar object with these events, in one zone.
#[must_use]
pub fn calendar(method: Method, zone: &TimeZone, events: &[Event]) -> String {
    let mut out = Lines::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//Banso//Banso//EN");
    out.line("CALSCALE:GREGORIAN");
    out.line(&format!("METHOD:{}", method.word()));
    let from = events.iter().map(|event| event.starts_at.timestamp()).min();
    let until = events.iter().map(|event| event.ends_at.timestamp()).max();
    if let (Some(name), Some(from), Some(until)) = (zone.iana_name(), from, until) {
        zone_rules(&mut out, name, zone, (from, until));
    }
    for event in events {
        event.write(&mut out, method, zone);
    }
    out.line("END:VCALENDAR");
    out.0
}

impl Event {
    fn write(&self, out: &mut Lines, method: Method, zone: &TimeZone) {
        out.line("BEGIN:VEVENT");
        out.line(&format!("UID:{}", self.uid));
        out.line(&format!("SEQUENCE:{}", self.sequence));
        out.line(&format!("DTSTAMP:{}", utc(self.stamp.timestamp())));
        out.line(&format!("DTSTART{}", local(self.starts_at, zone)));
        out.line(&format!("DTEND{}", local(self.ends_at, zone)));
        out.text("SUMMARY", &self.summary);
        if let Some(location) = &self.location {
            out.text("LOCATION", location);
        }
        out.line(&format!("URL:{}", self.url));
        out.line("CLASS:PRIVATE");
        out.line(if method == Method::Cancel { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
        out.line("TRANSP:OPAQUE");
        let (name, address) = &self.organizer;
        out.line(&format!("ORGANIZER;CN={};SCHEDULE-AGENT=CLIENT:mailto:{address}", quoted(name)));
        if let Some((name, address)) = &self.attendee {
            let name = quoted(name);
            out.line(&format!("ATTENDEE;CN={name};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:{address}"));
        }
        out.line("END:VEVENT");
    }
}

/// The offsets of a zone from the change before `from` to the last one before `until`.
fn zone_rules(out: &mut Lines, name: &str, zone: &TimeZone, (from, until): (Timestamp, Timestamp)) {
    out.line("BEGIN:VTIMEZONE");
    out.line(&format!("TZID:{name}"));
    let before = zone.preceding(from).next();
    let changes = before.into_iter().chain(zone.following(from).take_while(|change| change.timestamp() < until));
    let mut known = false;
    for change in changes {
        known = true;
        let was = zone.to_offset(just_before(change.timestamp()));
        observance(out, change.dst().is_dst(), (was, change.offset()), change.timestamp());
    }
    if !known {
        let offset = zone.to_offset(from);
        observance(out, false, (offset, offset), Timestamp::UNIX_EPOCH);
    }
    out.line("END:VTIMEZONE");
}

fn observance(out: &mut Lines, summer: bool, (was, is): (Offset, Offset), at: Timestamp) {
    let kind = if summer { "DAYLIGHT" } else { "STANDARD" };
    out.line(&format!("BEGIN:{kind}"));
    out.line(&format!("DTSTART:{}", was.to_datetime(at).strftime("%Y%m%dT%H%M%S")));
    out.line(&format!("TZOFFSETFROM:{}", written(was)));
    out.line(&format!("TZOFFSETTO:{}", written(is)));
    out.line(&format!("END:{kind}"));
}

fn just_before(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second().saturating_sub(1)).unwrap_or(Timestamp::MIN)
}

fn written(offset: Offset) -> String {
    let (sign, minutes) =
        if offset.seconds() < 0 { ('-', -offset.seconds() / 60) } else { ('+', offset.seconds() / 60) };
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn local(at: Instant, zone: &TimeZone) -> String {
    match zone.iana_name() {
        Some(name) => format!(";TZID={name}:{}", at.timestamp().to_zoned(zone.clone()).strftime("%Y%m%dT%H%M%S")),
        None => format!(":{}", utc(at.timestamp())),
    }
}

fn quoted(name: &str) -> String {
    let plain: String = name.chars().filter(|c| !c.is_control() && *c != '"').collect();
    format!("\"{plain}\"")
}

/// Lines of at most 75 octets; a longer one goes on after a line break and a space, never inside a character.
#[derive(Debug, Default)]
struct Lines(String);

const LONGEST: usize = 75;

impl Lines {
    fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for c in value.chars() {
            let _ = match c {
                '\\' | ';' | ',' => write!(line, "\\{c}"),
                '\n' => write!(line, "\\n"),
                c => write!(line, "{c}"),
            };
        }
        self.line(&line);
    }

    fn line(&mut self, text: &str) {
        let mut width = 0;
        for c in text.chars().filter(|c| !c.is_control()) {
            if width + c.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event(start: &str, summary: &str) -> Event {
        let starts_at = Instant::from(start.parse::<Timestamp>().unwrap());
        Event {
            uid: "1@banso.test".into(),
            sequence: 2,
            stamp: Instant(0),
            starts_at,
            ends_at: starts_at.plus(jiff::SignedDuration::from_mins(60)),
            summary: summary.into(),
            location: Some("東京都千代田区1-2, 3階; 会議室".into()),
            url: "http://banso.test/meetings/1".into(),
            organizer: ("伴走舎".into(), "office@example.test".into()),
            attendee: Some(("田中 \"結\"\r\nX-EVIL:1".into(), "yui@example.test".into())),
        }
    }

    #[test]
    fn a_meeting_in_tokyo() {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let text = calendar(Method::Request, &zone, &[event("2026-12-07T20:00:00+09:00", "打合せ")]);
        for line in [
            "METHOD:REQUEST",
            "TZID:Asia/Tokyo",
            "TZOFFSETTO:+0900",
            "DTSTART;TZID=Asia/Tokyo:20261207T200000",
            "DTEND;TZID=Asia/Tokyo:20261207T210000",
            "SEQUENCE:2",
            "DTSTAMP:19700101T000000Z",
            "LOCATION:東京都千代田区1-2\\, 3階\\; 会議室",
            "CLASS:PRIVATE",
        ] {
            assert!(text.split("\r\n").any(|is| is == line), "{line}\n{text}");
        }
        let text = text.replace("\r\n ", "");
        let folded =
            "ATTENDEE;CN=\"田中 結X-EVIL:1\";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:yui@example.test";
        assert!(text.contains(folded), "{text}");
    }

    #[test]
    fn the_rules_of_a_zone_reach_over_a_change_of_clocks() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let events = [event("2026-10-20T10:00:00Z", "a"), event("2026-12-07T11:00:00Z", "b")];
        let text = calendar(Method::Publish, &zone, &events);
        assert!(text.contains("BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200"));
        assert!(text.contains("BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100"));
        assert!(text.contains("DTSTART;TZID=Europe/Berlin:20261020T120000"));
        assert!(text.contains("DTSTART;TZID=Europe/Berlin:20261207T120000"));
    }

    proptest! {
        #[test]
        fn every_line_is_short_and_unfolds_to_what_was_said(summary in "[\\PC\\\\;,\n]{0,200}") {
            let text = calendar(Method::Request, &TimeZone::UTC, &[event("2026-12-07T20:00:00Z", &summary)]);
            for line in text.split("\r\n") {
                prop_assert!(line.len() <= LONGEST && !line.contains('\n'));
            }
            let unfolded = text.replace("\r\n ", "");
            let said = unfolded.split("\r\n").find_map(|line| line.strip_prefix("SUMMARY:")).unwrap();
            let mut read = String::new();
            let mut chars = said.chars();
            while let Some(c) = chars.next() {
                match c {
                    '\\' => read.push(match chars.next().unwrap() { 'n' => '\n', c => c }),
                    c => read.push(c),
                }
            }
            prop_assert_eq!(read, summary);
        }
    }
}

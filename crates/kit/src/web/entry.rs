//! What a person typed, with what is wrong with it, field by field.
//!
//! A handler takes typed values out of an [`Entry`]; what does not fit leaves a [`Fault`] at its field. If any is
//! left, the same entry goes back into the page, so nothing typed is ever lost. Digits, hyphens and spaces may be
//! full-width everywhere. Who words a fault is the page; here is only what happened.

use std::str::FromStr;

use axum::body::Body;
use axum::extract::FromRequest;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use unicode_normalization::UnicodeNormalization;

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was typed and something is needed.
    Missing,
    /// More than this many characters.
    TooLong(usize),
    /// Fewer than this many characters.
    TooShort(usize),
    /// Not an address.
    Email,
    /// Not a day.
    Date,
    /// Not a time of day.
    Time,
    /// Not a number from–to.
    Number(i64, i64),
    /// None of the choices.
    Choice,
    /// Two fields that belong together do not fit, as a beginning after an end.
    Order,
    /// Exists already.
    Taken,
    /// Does not match what is known: a wrong password, a used link.
    Wrong,
    /// Not kana.
    Kana,
    /// Not Latin letters.
    Latin,
    /// A password that anybody would try first.
    Guessable,
    /// So many characters are still missing.
    Lacking(usize),
}

/// The largest body that is still read to its end, so that the browser can hear the answer.
const DRAIN: usize = 32 * 1024 * 1024;

/// How much of a body is kept; the route table sets it.
#[derive(Clone, Copy, Debug)]
pub struct BodyLimit(pub usize);

/// Posted (or queried) fields and their faults.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    fields: Vec<(String, String)>,
    faults: Vec<(String, Fault)>,
    cut: bool,
}

impl Entry {
    /// From `a=1&b=2`. Bytes that are no text become replacement characters; control characters are dropped.
    #[must_use]
    pub fn parse(encoded: &[u8]) -> Self {
        let fields = form_urlencoded::parse(encoded).map(|(name, value)| (name.into_owned(), clean(&value))).collect();
        Self { fields, ..Self::default() }
    }

    /// From a body of which the rest was too much: the field that was cut says so.
    #[must_use]
    pub fn parse_cut(encoded: &[u8], limit: usize) -> Self {
        let mut entry = Self::parse(encoded);
        entry.cut = true;
        if let Some((name, _)) = entry.fields.last().cloned() {
            entry.refuse(&name, Fault::TooLong(limit));
        }
        entry
    }

    /// Whether the body was more than the route takes.
    #[must_use]
    pub fn was_cut(&self) -> bool {
        self.cut
    }

    /// The fields as they could be posted again.
    #[must_use]
    pub fn encoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.fields).finish()
    }

    /// All fields in order.
    #[must_use]
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// The same with a value put in, for a form that starts from something.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.fields.push((name.to_owned(), value.into()));
        self
    }

    /// What was typed, as it was typed; empty when nothing was.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field that may occur more than once.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Whether a choice is chosen.
    #[must_use]
    pub fn chose(&self, name: &str, value: &str) -> bool {
        self.values(name).any(|chosen| chosen == value)
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn fault(&self, name: &str) -> Option<Fault> {
        self.faults.iter().find(|(field, _)| field == name).map(|(_, fault)| *fault)
    }

    /// All faults in order of asking.
    #[must_use]
    pub fn faults(&self) -> &[(String, Fault)] {
        &self.faults
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// Leaves a fault at a field.
    pub fn refuse(&mut self, name: &str, fault: Fault) {
        self.faults.push((name.to_owned(), fault));
    }

    /// A text that must be there, at most `max` characters.
    pub fn text(&mut self, name: &str, max: usize) -> String {
        let text = self.optional(name, max);
        if text.is_empty() && self.fault(name).is_none() {
            self.refuse(name, Fault::Missing);
        }
        text
    }

    /// A text that may be empty, at most `max` characters.
    pub fn optional(&mut self, name: &str, max: usize) -> String {
        let text = self.value(name).trim().to_owned();
        if text.chars().count() > max {
            self.refuse(name, Fault::TooLong(max));
        }
        text
    }

    /// A text that must say something: at least `min` characters, at most `max`.
    pub fn account(&mut self, name: &str, min: usize, max: usize) -> String {
        let text = self.text(name, max);
        let many = text.chars().count();
        if many > 0 && many < min {
            self.refuse(name, Fault::Lacking(min - many));
        }
        text
    }

    /// A secret, exactly as typed, `min` to `max` characters.
    pub fn secret(&mut self, name: &str, min: usize, max: usize) -> String {
        let secret = self.value(name).to_owned();
        match secret.chars().count() {
            0 => self.refuse(name, Fault::Missing),
            many if many < min => self.refuse(name, Fault::TooShort(min)),
            many if many > max => self.refuse(name, Fault::TooLong(max)),
            _ => {}
        }
        secret
    }

    /// A mail address, half-width and lower-case.
    pub fn email(&mut self, name: &str) -> String {
        let address = narrow(&self.text(name, 254)).to_lowercase();
        if !address.is_empty() && !looks_like_an_address(&address) {
            self.refuse(name, Fault::Email);
        }
        address
    }

    /// Anything that parses from text: ids, enums, numbers. `fault` is left when it does not.
    pub fn parsed<T: FromStr>(&mut self, name: &str, fault: Fault) -> Option<T> {
        let text = narrow(self.value(name));
        if text.is_empty() {
            self.refuse(name, Fault::Missing);
            return None;
        }
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.refuse(name, fault);
        }
        parsed
    }

    /// A whole number from `min` to `max`.
    pub fn number(&mut self, name: &str, min: i64, max: i64) -> Option<i64> {
        let number = self.parsed(name, Fault::Number(min, max))?;
        if (min..=max).contains(&number) {
            return Some(number);
        }
        self.refuse(name, Fault::Number(min, max));
        None
    }
}

/// Half-width, without spaces around: how numbers, dates and addresses are read.
#[must_use]
pub fn narrow(text: &str) -> String {
    let folded: String = text.nfkc().collect();
    folded.trim().replace(['ー', '‐', '−', '–', '—'], "-")
}

fn clean(value: &str) -> String {
    value.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

fn looks_like_an_address(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| !c.is_whitespace() && !"<>,;:\"()[]\\".contains(c));
    plain(name) && plain(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}

impl<S: Sync> FromRequest<S> for Entry {
    type Rejection = StatusCode;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, StatusCode> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
        if !kind.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        let limit = request.extensions().get::<BodyLimit>().map_or(64 * 1024, |limit| limit.0);
        let mut body = request.into_body();
        let (mut kept, mut seen) = (Vec::new(), 0_usize);
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|_| StatusCode::BAD_REQUEST)?;
            let Ok(data) = frame.into_data() else { continue };
            seen = seen.saturating_add(data.len());
            if seen > DRAIN {
                return Err(StatusCode::PAYLOAD_TOO_LARGE);
            }
            let room = limit.saturating_sub(kept.len()).min(data.len());
            kept.extend_from_slice(data.get(..room).unwrap_or_default());
        }
        Ok(if seen > limit { Self::parse_cut(&kept, limit) } else { Self::parse(&kept) })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn full_width_is_welcome() {
        let mut entry = Entry::parse("n=%EF%BC%91%EF%BC%92&mail=YUI%EF%BC%A0example.jp".as_bytes());
        assert_eq!(entry.number("n", 1, 20), Some(12));
        assert_eq!(entry.email("mail"), "yui@example.jp");
        assert!(entry.is_sound());
    }

    #[test]
    fn a_fault_stands_at_its_field_and_the_text_stays() {
        let mut entry = Entry::parse(b"mail=yui.example.jp&n=30&t=%20%20");
        entry.email("mail");
        entry.number("n", 1, 20);
        entry.text("t", 10);
        entry.text("missing", 10);
        assert_eq!(entry.fault("mail"), Some(Fault::Email));
        assert_eq!(entry.fault("n"), Some(Fault::Number(1, 20)));
        assert_eq!(entry.fault("t"), Some(Fault::Missing));
        assert_eq!(entry.fault("missing"), Some(Fault::Missing));
        assert_eq!(entry.value("mail"), "yui.example.jp");
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        let mut entry = Entry::default().with("t", "手紙手紙");
        assert_eq!(entry.text("t", 4), "手紙手紙");
        assert!(entry.is_sound());
        entry.text("t", 3);
        assert_eq!(entry.fault("t"), Some(Fault::TooLong(3)));
    }

    #[test]
    fn an_account_says_how_much_is_missing() {
        let mut entry = Entry::default().with("why", " 短い理由 ").with("enough", "四文字ある");
        assert_eq!(entry.account("why", 10, 100), "短い理由");
        assert_eq!(entry.fault("why"), Some(Fault::Lacking(6)));
        assert_eq!(entry.account("enough", 5, 100), "四文字ある");
        assert_eq!(entry.fault("enough"), None);
        entry.account("nothing", 5, 100);
        assert_eq!(entry.fault("nothing"), Some(Fault::Missing));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_control_character(bytes: Vec<u8>) {
            let entry = Entry::parse(&bytes);
            for (_, value) in entry.fields() {
                prop_assert!(!value.contains('\0') && !value.contains('\r'));
            }
        }

        #[test]
        fn what_was_typed_can_be_posted_again(fields in proptest::collection::vec(("[a-z]{1,8}", "\\PC{0,40}"), 0..6)) {
            let entry = fields.iter().fold(Entry::default(), |entry, (name, value)| entry.with(name, value));
            prop_assert_eq!(Entry::parse(entry.encoded().as_bytes()), entry);
        }
    }
}

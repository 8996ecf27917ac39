//! A letter on its paper: salutation and paragraphs, then strengths, date and signature, which the page adds.

use jiff::civil::Date;
use kit::time::Instant;
use rules::lang::Lang;

use super::{Letter, Text};
use crate::frame::Frame;

/// A letter as it is read and printed: see `letters/parts.html`.
#[derive(Clone, Debug)]
pub(super) struct Paper {
    /// 田中 結 様.
    pub to: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// Up to three.
    pub strengths: Vec<String>,
    /// 二〇二六年十月十八日.
    pub date: String,
    /// 早川 直子.
    pub from: String,
    /// The characters in the signature's seal.
    pub seal: String,
}

impl Paper {
    pub(super) fn of(f: &Frame, letter: &Letter, text: &Text, at: Instant) -> Self {
        let author = &letter.author.names;
        Self {
            to: f.t.letters_to(f.full(&letter.addressee.names)),
            paragraphs: paragraphs(&text.text),
            strengths: text.strengths.clone(),
            date: written_date(f, f.calendar.local(at.timestamp()).date()),
            from: f.full(author),
            seal: seal(&author.family),
        }
    }
}

/// What a name seal shows: one or two characters, whatever the page's language.
fn seal(family: &str) -> String {
    let short = family.chars().count() <= 2;
    family.chars().take(if short { 2 } else { 1 }).collect()
}

/// Every line that says something is a paragraph: on ruled paper an empty line says nothing.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// As a letter writes its date by hand: the same characters read across and downwards.
fn written_date(f: &Frame, date: Date) -> String {
    match f.lang {
        Lang::En => format!("{} {}", f.calendar.date(date), date.year()),
        Lang::Ja => f.t.letters_date(
            date.year()
                .to_string()
                .chars()
                .filter_map(|digit| digit.to_digit(10))
                .filter_map(kanji)
                .collect::<String>(),
            counted(date.month()),
            counted(date.day()),
        ),
    }
}

/// 十八: numbers below a hundred as they are counted.
fn counted(number: i8) -> String {
    let (tens, ones) = (u32::from(number.unsigned_abs()) / 10, u32::from(number.unsigned_abs()) % 10);
    let mut text = String::new();
    if tens > 1 {
        text.extend(kanji(tens));
    }
    if tens > 0 {
        text.push('十');
    }
    if ones > 0 {
        text.extend(kanji(ones));
    }
    text
}

fn kanji(digit: u32) -> Option<char> {
    "〇一二三四五六七八九".chars().nth(usize::try_from(digit).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_in_kanji() {
        assert_eq!([1, 10, 12, 20, 31].map(counted), ["一", "十", "十二", "二十", "三十一"]);
    }

    #[test]
    fn a_letters_date_is_written_by_hand_in_japanese() {
        let date = Date::constant(2026, 10, 18);
        assert_eq!(written_date(&Frame::sample(Lang::Ja), date), "二〇二六年十月十八日");
        assert_eq!(written_date(&Frame::sample(Lang::En), date), "Sunday 18 October 2026");
    }

    #[test]
    fn an_empty_line_is_no_paragraph() {
        assert_eq!(paragraphs("一つ\n\n　二つ \n \n三つ\n"), ["一つ", "二つ", "三つ"]);
    }
}

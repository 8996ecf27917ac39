//! Days and years of the calendar, as people write them: 2026年5月3日, 令和八年, 5月3日, 2026/5/3, May 3rd, since 2019.
//! How long something took, and the third month, are no dates.

use std::ops::RangeInclusive;

use super::fold::Glyph;
use super::names::latin_words;
use super::{Hit, What};

const ERAS: &[&str] = &["令和", "平成", "昭和", "大正"];
const MONTHS: &[&str] = &[
    "jan",
    "january",
    "feb",
    "february",
    "mar",
    "march",
    "apr",
    "april",
    "may",
    "jun",
    "june",
    "jul",
    "july",
    "aug",
    "august",
    "sep",
    "sept",
    "september",
    "oct",
    "october",
    "nov",
    "november",
    "dec",
    "december",
];
const ORDINALS: &[&str] = &["st", "nd", "rd", "th"];
const BEFORE_YEARS: &[&str] = &["in", "since", "from", "until", "till", "during"];
const YEARS: RangeInclusive<u32> = 1900..=2099;
const DAYS: RangeInclusive<u32> = 1..=31;
const MONTH_NUMBERS: RangeInclusive<u32> = 1..=12;

/// 三十一 and 二〇二六, and room for what is neither a day nor a year.
const LONGEST_IN_KANJI: usize = 8;

/// A number and where it ends.
#[derive(Debug, Clone, Copy)]
struct Number {
    value: u32,
    digits: usize,
    to: usize,
}

/// All of them.
pub(super) fn all(glyphs: &[Glyph]) -> Vec<Hit> {
    let at = |from: usize| {
        let ends = [japanese(glyphs, from), slashed(glyphs, from)].into_iter().flatten().max()?;
        Some(Hit { what: What::Date, from, to: ends })
    };
    let mut hits: Vec<Hit> = (0..glyphs.len()).filter_map(at).collect();
    hits.extend(english(glyphs));
    hits
}

fn c(glyphs: &[Glyph], at: usize) -> char {
    glyphs.get(at).map_or('\0', |glyph| glyph.c)
}

/// The number that begins there; not one that has begun before.
fn number(glyphs: &[Glyph], from: usize) -> Option<Number> {
    let figure = |at: usize| c(glyphs, at).to_digit(10);
    if from.checked_sub(1).is_some_and(|before| figure(before).is_some())
        && glyphs.get(from).is_some_and(|glyph| !glyph.gap)
    {
        return None;
    }
    let (mut value, mut to) = (0_u32, from);
    while let Some(digit) = figure(to).filter(|_| to == from || glyphs.get(to).is_some_and(|glyph| !glyph.gap)) {
        value = value.saturating_mul(10).saturating_add(digit);
        to += 1;
    }
    if to > from { Some(Number { value, digits: to - from, to }) } else { in_kanji(glyphs, from) }
}

/// 八, 十二, 三十一, 二〇二六.
fn in_kanji(glyphs: &[Glyph], from: usize) -> Option<Number> {
    let figure = |at: usize| {
        "〇一二三四五六七八九".chars().zip(0..).find(|(kanji, _)| *kanji == c(glyphs, at)).map(|(_, digit)| digit)
    };
    let (mut value, mut last, mut to) = (0_u32, 0_u32, from);
    while to < from + LONGEST_IN_KANJI {
        if let Some(digit) = figure(to) {
            last = last.saturating_mul(10).saturating_add(digit);
        } else if c(glyphs, to) == '十' {
            value = value.saturating_add(last.max(1).saturating_mul(10));
            last = 0;
        } else {
            break;
        }
        to += 1;
    }
    (to > from).then(|| Number { value: value.saturating_add(last), digits: to - from, to })
}

fn unit(glyphs: &[Glyph], from: usize, unit: char, range: &RangeInclusive<u32>) -> Option<usize> {
    let number = number(glyphs, from).filter(|number| range.contains(&number.value))?;
    (c(glyphs, number.to) == unit).then_some(number.to + 1)
}

/// A year, with month and day if they follow; or a month with its day.
fn japanese(glyphs: &[Glyph], from: usize) -> Option<usize> {
    let day_of = |from: usize| unit(glyphs, from, '月', &MONTH_NUMBERS).and_then(|to| unit(glyphs, to, '日', &DAYS));
    let Some(year) = year(glyphs, from) else { return day_of(from) };
    Some(day_of(year).or_else(|| unit(glyphs, year, '月', &MONTH_NUMBERS)).unwrap_or(year))
}

fn year(glyphs: &[Glyph], from: usize) -> Option<usize> {
    let era = ERAS.iter().find(|era| era.chars().zip(from..).all(|(wanted, at)| c(glyphs, at) == wanted));
    match era {
        Some(era) => {
            let number_at = from + era.chars().count();
            if c(glyphs, number_at) == '元' && c(glyphs, number_at + 1) == '年' {
                return Some(number_at + 2);
            }
            unit(glyphs, number_at, '年', &(1..=99))
        }
        None => unit(glyphs, from, '年', &YEARS),
    }
}

/// 2026/5/3, 2026-05, 2026.5.3.
fn slashed(glyphs: &[Glyph], from: usize) -> Option<usize> {
    let part = |at: usize, range: &RangeInclusive<u32>| {
        let joined = matches!(c(glyphs, at), '/' | '-' | '.' | '−' | '‐');
        number(glyphs, at + 1).filter(|number| joined && number.digits <= 2 && range.contains(&number.value))
    };
    let year = number(glyphs, from).filter(|year| year.digits == 4 && YEARS.contains(&year.value))?;
    let month = part(year.to, &MONTH_NUMBERS)?;
    Some(part(month.to, &DAYS).map_or(month.to, |day| day.to))
}

/// May 3rd, 3 May, May 2026, since 2019.
fn english(glyphs: &[Glyph]) -> Vec<Hit> {
    let words = latin_words(glyphs);
    let mut hits = Vec::new();
    for word in &words {
        if MONTHS.contains(&word.text.as_str()) && word.capital {
            let behind = number(glyphs, skip(glyphs, word.to)).filter(is_of_a_month);
            let before = number_before(glyphs, word.from);
            if behind.is_some() || before.is_some() {
                let to = behind.map_or(word.to, |number| number.to);
                hits.push(Hit { what: What::Date, from: before.unwrap_or(word.from), to });
            }
        } else if BEFORE_YEARS.contains(&word.text.as_str()) {
            let year = number(glyphs, word.to).filter(|year| year.digits == 4 && YEARS.contains(&year.value));
            hits.extend(year.map(|year| Hit { what: What::Date, from: word.to, to: year.to }));
        }
    }
    hits
}

fn is_of_a_month(number: &Number) -> bool {
    DAYS.contains(&number.value) || (number.digits == 4 && YEARS.contains(&number.value))
}

/// Behind the dot or the comma after a month.
fn skip(glyphs: &[Glyph], at: usize) -> usize {
    if matches!(c(glyphs, at), '.' | ',') { at + 1 } else { at }
}

/// The day that stands before a month: 3 May, 3rd of May.
fn number_before(glyphs: &[Glyph], at: usize) -> Option<usize> {
    let mut end = at;
    for filler in ["of", "the"] {
        end = without(glyphs, end, filler);
    }
    end = ORDINALS.iter().map(|ordinal| without(glyphs, end, ordinal)).min().unwrap_or(end);
    let mut from = end;
    while let Some(before) = from.checked_sub(1).filter(|before| c(glyphs, *before).is_ascii_digit()) {
        from = before;
    }
    number(glyphs, from).filter(|number| number.to == end && DAYS.contains(&number.value)).map(|_| from)
}

/// Where a word begins that ends there; there, if it does not.
fn without(glyphs: &[Glyph], end: usize, word: &str) -> usize {
    let from = end.saturating_sub(word.chars().count());
    let same = word.chars().zip(from..).all(|(wanted, at)| c(glyphs, at) == wanted);
    if same && from < end { from } else { end }
}

//! What gives somebody away by its form: addresses of mail, links, telephone numbers, companies, prefectures.

use super::fold::{Glyph, is_kanji, is_katakana};
use super::names::latin_words;
use super::{Hit, What};

/// Beside the name of a company, before or behind.
const COMPANIES: &[&str] = &[
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "合名会社",
    "社団法人",
    "財団法人",
    "医療法人",
    "学校法人",
    "社会福祉法人",
    "(株)",
    "(有)",
    "(同)",
];
const LATIN_COMPANIES: &[&str] = &["inc", "ltd", "llc", "corp", "corporation", "gmbh", "plc"];
/// Prefectures by their bare name. 大分 and 三重 are words as well, so they count with 県 alone.
const PREFECTURES: &[&str] = &[
    "北海道",
    "青森",
    "岩手",
    "宮城",
    "秋田",
    "山形",
    "福島",
    "茨城",
    "栃木",
    "群馬",
    "埼玉",
    "千葉",
    "東京都",
    "東京",
    "神奈川",
    "新潟",
    "富山",
    "石川",
    "福井",
    "山梨",
    "長野",
    "岐阜",
    "静岡",
    "愛知",
    "三重県",
    "滋賀",
    "京都",
    "大阪",
    "兵庫",
    "奈良",
    "和歌山",
    "鳥取",
    "島根",
    "岡山",
    "広島",
    "山口",
    "徳島",
    "香川",
    "愛媛",
    "高知",
    "福岡",
    "佐賀",
    "長崎",
    "熊本",
    "大分県",
    "宮崎",
    "鹿児島",
    "沖縄",
];
const LATIN_PREFECTURES: &[&str] = &[
    "hokkaido",
    "aomori",
    "iwate",
    "miyagi",
    "akita",
    "yamagata",
    "fukushima",
    "ibaraki",
    "tochigi",
    "gunma",
    "saitama",
    "chiba",
    "tokyo",
    "kanagawa",
    "niigata",
    "toyama",
    "ishikawa",
    "fukui",
    "yamanashi",
    "nagano",
    "gifu",
    "shizuoka",
    "aichi",
    "mie",
    "shiga",
    "kyoto",
    "osaka",
    "hyogo",
    "nara",
    "wakayama",
    "tottori",
    "shimane",
    "okayama",
    "hiroshima",
    "yamaguchi",
    "tokushima",
    "kagawa",
    "ehime",
    "kochi",
    "fukuoka",
    "saga",
    "nagasaki",
    "kumamoto",
    "oita",
    "miyazaki",
    "kagoshima",
    "okinawa",
];
/// Behind a number: a part of an address.
const BLOCKS: &[&str] = &["丁目", "番地"];
/// How many digits name a telephone, an account, an employee.
const DIGITS: usize = 9;
/// So much of a company's name is shown.
const SHOWN: usize = 16;

/// All of them.
pub(super) fn all(glyphs: &[Glyph]) -> Vec<Hit> {
    let mut hits: Vec<Hit> = (0..glyphs.len()).flat_map(|at| at_glyph(glyphs, at)).collect();
    hits.extend(in_latin(glyphs));
    hits
}

fn at_glyph(glyphs: &[Glyph], at: usize) -> impl Iterator<Item = Hit> {
    [
        mail(glyphs, at),
        link(glyphs, at),
        number(glyphs, at),
        company(glyphs, at),
        prefecture(glyphs, at),
        block(glyphs, at),
    ]
    .into_iter()
    .flatten()
}

fn c(glyphs: &[Glyph], at: usize) -> char {
    glyphs.get(at).map_or('\0', |glyph| glyph.c)
}

/// Whether a word stands there, without a gap inside.
fn stands(glyphs: &[Glyph], at: usize, word: &str) -> bool {
    word.chars()
        .enumerate()
        .all(|(nth, wanted)| glyphs.get(at + nth).is_some_and(|glyph| glyph.c == wanted && (nth == 0 || !glyph.gap)))
}

/// How far something goes on from there to the right, without a gap.
fn right(glyphs: &[Glyph], from: usize, goes_on: impl Fn(char) -> bool) -> usize {
    let rest = glyphs.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|glyph| !glyph.gap && goes_on(glyph.c)).count()
}

/// And to the left; `to` itself touches what stands before it.
fn left(glyphs: &[Glyph], to: usize, goes_on: impl Fn(char) -> bool) -> usize {
    let mut from = to;
    while let Some(before) = from.checked_sub(1) {
        let touches = glyphs.get(from).is_none_or(|glyph| !glyph.gap);
        if !touches || !goes_on(c(glyphs, before)) {
            break;
        }
        from = before;
    }
    from
}

fn in_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
}

/// somebody@example.test, and @somebody.
fn mail(glyphs: &[Glyph], at: usize) -> Option<Hit> {
    let to = (c(glyphs, at) == '@').then(|| right(glyphs, at + 1, in_address))?;
    (to > at + 2).then(|| Hit { what: What::Mail, from: left(glyphs, at, in_address), to })
}

fn link(glyphs: &[Glyph], at: usize) -> Option<Hit> {
    let begins = stands(glyphs, at, "://") || stands(glyphs, at, "www.");
    let from = begins.then(|| left(glyphs, at, |c| c.is_ascii_alphabetic()))?;
    Some(Hit { what: What::Link, from, to: right(glyphs, at + 3, |c| c.is_ascii_graphic()) })
}

/// Digits in a row, with what people put between the groups.
fn number(glyphs: &[Glyph], at: usize) -> Option<Hit> {
    let before = (0..at).rev().take(3).map(|at| c(glyphs, at)).find(|c| !is_joint(*c));
    // it has begun before
    if !c(glyphs, at).is_ascii_digit() || before.is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let (mut to, mut digits, mut joints) = (at, 0, 0);
    for (next, glyph) in glyphs.iter().enumerate().skip(at) {
        if glyph.c.is_ascii_digit() {
            (to, digits, joints) = (next + 1, digits + 1, 0);
        } else if is_joint(glyph.c) && joints < 2 {
            joints += 1;
        } else {
            break;
        }
    }
    (digits >= DIGITS).then_some(Hit { what: What::Number, from: at, to })
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−' | 'ー' | '.' | '(' | ')')
}

fn in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || is_kanji(c) || is_katakana(c)
}

/// A kind of company with its name beside it. "A 株式会社" alone names none.
fn company(glyphs: &[Glyph], at: usize) -> Option<Hit> {
    let kind = COMPANIES.iter().find(|kind| stands(glyphs, at, kind))?;
    let end = at + kind.chars().count();
    let named = |at: usize| glyphs.get(at).is_some_and(|glyph| in_name(glyph.meant));
    let to = (end..end + SHOWN).find(|at| !named(*at)).unwrap_or(end + SHOWN);
    let from = (0..at).rev().take(SHOWN).take_while(|at| named(*at)).last().unwrap_or(at);
    (from < at || to > end).then_some(Hit { what: What::Company, from, to })
}

fn prefecture(glyphs: &[Glyph], at: usize) -> Option<Hit> {
    let long = PREFECTURES.iter().filter(|name| stands(glyphs, at, name)).map(|name| name.chars().count()).max()?;
    let end = at + long;
    let to = if matches!(c(glyphs, end), '県' | '府' | '都') { end + 1 } else { end };
    Some(Hit { what: What::Place, from: at, to })
}

/// 3丁目, 〒110-0003.
fn block(glyphs: &[Glyph], at: usize) -> Option<Hit> {
    let digit = |c: char| c.is_ascii_digit();
    if c(glyphs, at) == '〒' {
        let to = right(glyphs, at + 1, |c| digit(c) || is_joint(c));
        return (to > at + 1).then_some(Hit { what: What::Place, from: at, to });
    }
    let word = BLOCKS.iter().find(|word| stands(glyphs, at, word))?;
    let from = left(glyphs, at, |c| digit(c) || "一二三四五六七八九十".contains(c));
    (from < at).then(|| Hit { what: What::Place, from, to: at + word.chars().count() })
}

/// Sample Inc., Nagano.
fn in_latin(glyphs: &[Glyph]) -> Vec<Hit> {
    let words = latin_words(glyphs);
    let at = |(at, word): (usize, &super::names::Latin)| {
        let before = at.checked_sub(1).and_then(|before| words.get(before)).filter(|before| before.capital);
        if LATIN_COMPANIES.contains(&word.text.as_str()) {
            return before.map(|before| Hit { what: What::Company, from: before.from, to: word.to });
        }
        let place = word.capital && LATIN_PREFECTURES.contains(&word.text.as_str());
        place.then_some(Hit { what: What::Place, from: word.from, to: word.to })
    };
    words.iter().enumerate().filter_map(at).collect()
}

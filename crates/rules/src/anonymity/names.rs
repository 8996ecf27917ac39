//! Spellings of names, and where each of them counts. 田中 counts anywhere; a name of one kanji, or one in kana that
//! could be a part of other words, counts where it stands as a name: before a courtesy, or on its own.

use super::fold::{Glyph, folded, is_hiragana, is_kana, is_kanji, is_katakana};
use super::{Hit, Nearness, What};

/// What follows a name and nothing else.
const COURTESIES: &[&str] = &[
    "さん",
    "さま",
    "様",
    "くん",
    "君",
    "ちゃん",
    "氏",
    "殿",
    "先生",
    "先輩",
    "後輩",
    "課長",
    "部長",
    "次長",
    "係長",
    "主任",
    "主幹",
    "社長",
    "店長",
    "所長",
    "室長",
    "教授",
    "師長",
    "選手",
    "夫妻",
];
/// The same in Latin letters; the first ones stand before a name.
const LATIN_COURTESIES: &[&str] = &["mr", "ms", "mrs", "miss", "dr", "prof", "san", "sama", "kun", "chan", "sensei"];
/// Names that are everyday words with a small letter, whoever bears them.
const ALSO_WORDS: &[&str] = &[
    "an", "art", "banks", "bell", "bill", "bright", "brook", "brown", "cook", "day", "do", "dawn", "faith", "frank",
    "gay", "gene", "grace", "grant", "green", "hill", "hope", "hunter", "in", "joy", "june", "king", "lane", "law",
    "long", "love", "major", "mark", "may", "moon", "noble", "no", "oh", "page", "park", "rich", "rose", "short", "so",
    "song", "stone", "summer", "wise", "white", "will", "wood", "young",
];
/// What may follow a name in hiragana.
const PARTICLES: &[char] = &['は', 'が', 'を', 'に', 'の', 'と', 'も', 'へ', 'で', 'や', 'か'];

/// Where a spelling counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    Anywhere,
    /// As a word of its own, in either kana.
    AsAWord,
    /// As a word of its own in katakana, or before a courtesy.
    Marked,
    /// Before a courtesy, or with nothing around it.
    Alone,
}

/// A name in kanji or kana, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelling {
    what: What,
    chars: Vec<char>,
    place: Where,
}

/// A name in Latin letters, word by word, in small letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    what: What,
    words: Vec<String>,
    /// Whether it counts with a small letter as well.
    small: bool,
}

/// A word of a text in Latin letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Latin {
    pub text: String,
    pub capital: bool,
    pub from: usize,
    pub to: usize,
}

/// A person's name in kanji and kana.
pub(super) fn of_person(name: (&str, &str), kana: Option<(&str, &str)>, nearness: Nearness) -> Vec<Spelling> {
    let mut all = Vec::new();
    for (family, given) in [Some(name), kana].into_iter().flatten() {
        let (family, given) = (folded(family), folded(given));
        let whole = |first: &[char], second: &[char]| [first, second].concat();
        if !family.is_empty() && !given.is_empty() {
            all.push((whole(&family, &given), Where::Anywhere));
            all.push((whole(&given, &family), Where::Anywhere));
        }
        let place = place_of(&family, Nearness::Own);
        all.push((family, place));
        let place = place_of(&given, nearness);
        all.push((given, place));
    }
    let japanese = |chars: &[char]| !chars.is_empty() && chars.iter().all(|c| is_kana(*c) || is_kanji(*c));
    all.retain(|(chars, _)| japanese(chars));
    all.into_iter().map(|(chars, place)| Spelling { what: What::Person, chars, place }).collect()
}

/// Where a part of a name counts on its own.
fn place_of(part: &[char], nearness: Nearness) -> Where {
    let kana = part.iter().all(|c| is_kana(*c));
    match (part.len(), nearness) {
        (0 | 1, _) => Where::Alone,
        (_, Nearness::Own) if kana => Where::AsAWord,
        (_, Nearness::Own) => Where::Anywhere,
        (_, Nearness::Around) if kana => Where::Marked,
        (_, Nearness::Around) => Where::Alone,
    }
}

/// The name of something else in kanji and kana.
pub(super) fn of_term(what: What, text: &str) -> Option<Spelling> {
    let chars = folded(text);
    let japanese = chars.iter().any(|c| is_kana(*c) || is_kanji(*c));
    let place = place_of(&chars, Nearness::Own);
    japanese.then_some(Spelling { what, chars, place })
}

/// A person's name in Latin letters: the whole name in any case; its parts with a capital, and those of the person
/// whose case it is without one too.
pub(super) fn of_person_in_latin(family: &str, given: &str, nearness: Nearness) -> Vec<Word> {
    let (family, given) = (words_of(family), words_of(given));
    let small = |words: &[String]| nearness == Nearness::Own && !words.iter().any(|word| is_also_a_word(word));
    let mut all = vec![(family.clone(), small(&family)), (given.clone(), small(&given))];
    if !family.is_empty() && !given.is_empty() {
        all.extend([([family.clone(), given.clone()].concat(), true), ([given, family].concat(), true)]);
    }
    // a letter is an initial of many
    all.retain(|(words, _)| words.iter().any(|word| word.len() > 1));
    all.into_iter().map(|(words, small)| Word { what: What::Person, words, small }).collect()
}

fn is_also_a_word(name: &str) -> bool {
    ALSO_WORDS.contains(&name)
}

/// The name of something else in Latin letters.
pub(super) fn of_term_in_latin(what: What, text: &str) -> Option<Word> {
    let words = words_of(text);
    let mixed = folded(text).iter().any(|c| is_kana(*c) || is_kanji(*c));
    let small = words.len() > 1;
    (!mixed && words.iter().any(|word| word.len() > 1)).then_some(Word { what, words, small })
}

fn words_of(text: &str) -> Vec<String> {
    latin_words(&super::fold::fold(text)).into_iter().map(|word| word.text).collect()
}

/// The words of a text that are written in Latin letters.
pub(super) fn latin_words(glyphs: &[Glyph]) -> Vec<Latin> {
    let mut words: Vec<Latin> = Vec::new();
    for (at, glyph) in glyphs.iter().enumerate().filter(|(_, glyph)| glyph.c.is_ascii_alphabetic()) {
        match words.last_mut().filter(|word| word.to == at && !glyph.gap) {
            Some(word) => {
                word.text.push(glyph.c);
                word.to = at + 1;
            }
            None => {
                let capital = glyph.meant.is_uppercase();
                words.push(Latin { text: glyph.c.to_string(), capital, from: at, to: at + 1 });
            }
        }
    }
    words
}

impl Spelling {
    pub fn first(&self) -> Option<char> {
        self.chars.first().copied()
    }

    /// Whether it stands there and counts there.
    pub fn at(&self, glyphs: &[Glyph], from: usize) -> Option<Hit> {
        let to = from + self.chars.len();
        let here = glyphs.get(from..to)?;
        let same = here.iter().zip(&self.chars).all(|(glyph, c)| glyph.c == *c);
        let around = Around { before: before(glyphs, from), behind: glyphs.get(to).filter(|next| !next.gap) };
        let counts = match self.place {
            Where::Anywhere => true,
            _ if courtesy_at(glyphs, to) => true,
            Where::AsAWord => around.in_katakana(here) || around.in_hiragana(here),
            Where::Marked => around.in_katakana(here),
            Where::Alone => around.is_bare(),
        };
        (same && counts).then_some(Hit { what: self.what, from, to })
    }
}

/// What touches a name on both sides.
struct Around<'a> {
    before: Option<&'a Glyph>,
    behind: Option<&'a Glyph>,
}

impl Around<'_> {
    fn both(&self, holds: impl Fn(char) -> bool) -> bool {
        [self.before, self.behind].into_iter().flatten().any(|glyph| holds(glyph.meant))
    }

    fn in_katakana(&self, here: &[Glyph]) -> bool {
        here.len() > 1 && here.iter().all(|glyph| is_katakana(glyph.meant)) && !self.both(is_katakana)
    }

    /// たなかは, at the beginning of a word: あたなか and かわいい are other ones.
    fn in_hiragana(&self, here: &[Glyph]) -> bool {
        let hiragana = here.iter().all(|glyph| is_hiragana(glyph.meant) || glyph.meant == 'ー');
        let begins = self.before.is_none_or(|glyph| !is_kana(glyph.meant));
        let ends = self.behind.is_none_or(|glyph| !is_kana(glyph.meant) || PARTICLES.contains(&glyph.c));
        here.len() > 2 && hiragana && begins && ends
    }

    fn is_bare(&self) -> bool {
        !self.both(|c| is_kana(c) || is_kanji(c))
    }
}

/// What stands before without a gap.
fn before(glyphs: &[Glyph], at: usize) -> Option<&Glyph> {
    let gap = glyphs.get(at).is_some_and(|glyph| glyph.gap);
    if gap { None } else { glyphs.get(at.checked_sub(1)?) }
}

fn courtesy_at(glyphs: &[Glyph], at: usize) -> bool {
    let rest = glyphs.get(at..).unwrap_or_default();
    COURTESIES.iter().any(|word| {
        let many = word.chars().count();
        rest.len() >= many && rest.iter().zip(word.chars()).all(|(glyph, c)| glyph.c == c)
    })
}

impl Word {
    pub fn first(&self) -> Option<&str> {
        self.words.first().map(String::as_str)
    }

    /// Whether it stands there and counts there.
    pub fn at(&self, words: &[Latin], at: usize) -> Option<Hit> {
        let here = words.get(at..at + self.words.len())?;
        let same = here.iter().zip(&self.words).all(|(word, known)| word.text == *known);
        let polite = |at: usize| words.get(at).is_some_and(|word| LATIN_COURTESIES.contains(&word.text.as_str()));
        let beside = at.checked_sub(1).is_some_and(polite) || polite(at + self.words.len());
        let counts = self.small || beside || here.iter().all(|word| word.capital);
        let (from, to) = (here.first()?.from, here.last()?.to);
        (same && counts).then_some(Hit { what: self.what, from, to })
    }
}

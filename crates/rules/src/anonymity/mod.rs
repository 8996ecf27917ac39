//! Whether a text names somebody: the check that a case passes before it leaves the two between whom it was said.
//!
//! The product fills a [`Dictionary`] with the names that the house knows; dates, numbers, addresses, companies and
//! prefectures are known by their form. The check finds spellings, not meanings: that the person cannot be recognised
//! by what happened to them is for the author to see, and the form asks them.

mod dates;
mod fold;
mod forms;
mod names;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::vocabulary::words;
use fold::{Glyph, fold};
use names::{Spelling, Word, latin_words};

words! {
    /// What a finding is.
    What {
        Person = "person",
        /// The organisation itself, and its rooms.
        House = "house",
        Company = "company",
        Place = "place",
        /// An address of mail, and a name in a network.
        Mail = "mail",
        Link = "link",
        /// A telephone number, or any other as long.
        Number = "number",
        /// A day or a year of the calendar; "the third month" is none.
        Date = "date",
    }
}

/// Whose names a dictionary is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearness {
    /// The person whose case it is: every part of their name counts, wherever it stands.
    Own,
    /// Everybody else here. Many given names are words as well, so theirs count beside a courtesy or a family name.
    Around,
}

/// A person's name, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Name<'a> {
    pub family: &'a str,
    pub given: &'a str,
    pub kana: Option<(&'a str, &'a str)>,
    pub latin: Option<(&'a str, &'a str)>,
}

/// Something that names somebody or something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub what: What,
    /// As it was typed.
    pub text: String,
}

/// Where something was found, in glyphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hit {
    what: What,
    from: usize,
    to: usize,
}

/// The names that must not stand in a text.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    /// Spellings in kanji and kana by their first character.
    spellings: BTreeMap<char, Vec<Spelling>>,
    /// Spellings in Latin letters by their first word.
    words: BTreeMap<String, Vec<Word>>,
}

impl Dictionary {
    /// Learns a person's name in all its spellings.
    pub fn person(&mut self, name: &Name<'_>, nearness: Nearness) {
        let Name { family, given, kana, latin } = *name;
        names::of_person((family, given), kana, nearness).into_iter().for_each(|spelling| self.learn(spelling));
        // people whose name is written in Latin letters to begin with have no other
        for (family, given) in latin.into_iter().chain([(family, given)]) {
            names::of_person_in_latin(family, given, nearness).into_iter().for_each(|word| self.learn_word(word));
        }
    }

    /// Learns the name of something else.
    pub fn term(&mut self, what: What, text: &str) {
        names::of_term(what, text).into_iter().for_each(|spelling| self.learn(spelling));
        names::of_term_in_latin(what, text).into_iter().for_each(|word| self.learn_word(word));
    }

    /// What a text names, in order, each place once: of two that overlap the longer one.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Finding> {
        let glyphs = fold(text);
        let mut hits = forms::all(&glyphs);
        hits.extend(dates::all(&glyphs));
        hits.extend(self.names(&glyphs));
        hits.extend(self.latin(&glyphs));
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.to - hit.from), hit.from));
        let mut kept: Vec<Hit> = Vec::new();
        for hit in hits {
            if kept.iter().all(|other| hit.to <= other.from || other.to <= hit.from) {
                kept.push(hit);
            }
        }
        kept.sort_by_key(|hit| hit.from);
        kept.iter().filter_map(|hit| hit.finding(text, &glyphs)).collect()
    }

    fn learn(&mut self, spelling: Spelling) {
        if let Some(first) = spelling.first() {
            self.spellings.entry(first).or_default().push(spelling);
        }
    }

    fn learn_word(&mut self, word: Word) {
        if let Some(first) = word.first() {
            self.words.entry(first.to_owned()).or_default().push(word);
        }
    }

    fn names(&self, glyphs: &[Glyph]) -> Vec<Hit> {
        let at = |(from, glyph): (usize, &Glyph)| {
            let known = self.spellings.get(&glyph.c).into_iter().flatten();
            known.filter_map(|spelling| spelling.at(glyphs, from)).collect::<Vec<_>>()
        };
        glyphs.iter().enumerate().flat_map(at).collect()
    }

    fn latin(&self, glyphs: &[Glyph]) -> Vec<Hit> {
        let words = latin_words(glyphs);
        let at = |at: usize| {
            let first = words.get(at).map_or("", |word| word.text.as_str());
            let known = self.words.get(first).into_iter().flatten();
            known.filter_map(|word| word.at(&words, at)).collect::<Vec<_>>()
        };
        (0..words.len()).flat_map(at).collect()
    }
}

impl Hit {
    fn finding(self, text: &str, glyphs: &[Glyph]) -> Option<Finding> {
        let (first, last) = (glyphs.get(self.from)?, glyphs.get(self.to.checked_sub(1)?)?);
        Some(Finding { what: self.what, text: text.get(first.from..last.to)?.to_owned() })
    }
}

//! A text as the check reads it: one width, one case, one kana, one form of each kanji, without gaps; and for every
//! character where it stands in what was typed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph {
    /// Folded.
    pub c: char,
    /// As it was meant: capital or small, katakana or hiragana.
    pub meant: char,
    /// The bytes that were typed.
    pub from: usize,
    pub to: usize,
    /// Whether a space, a line's end or a middle dot stands before it; also at the beginning.
    pub gap: bool,
}

/// Forms of a kanji that families write and others do not.
const VARIANTS: &[(char, char)] = &[
    ('髙', '高'),
    ('﨑', '崎'),
    ('碕', '崎'),
    ('邊', '辺'),
    ('邉', '辺'),
    ('齋', '斎'),
    ('齊', '斉'),
    ('澤', '沢'),
    ('濱', '浜'),
    ('濵', '浜'),
    ('廣', '広'),
    ('櫻', '桜'),
    ('國', '国'),
    ('嶋', '島'),
    ('嶌', '島'),
    ('冨', '富'),
    ('眞', '真'),
    ('惠', '恵'),
    ('瀨', '瀬'),
    ('德', '徳'),
    ('淸', '清'),
    ('靜', '静'),
    ('龍', '竜'),
    ('應', '応'),
    ('榮', '栄'),
    ('𠮷', '吉'),
    ('曾', '曽'),
    ('會', '会'),
    ('條', '条'),
    ('與', '与'),
];

/// The text, folded.
pub(super) fn fold(text: &str) -> Vec<Glyph> {
    let (mut glyphs, mut gap) = (Vec::new(), true);
    for (from, cluster) in clusters(text) {
        let to = from + cluster.len();
        for meant in cluster.nfkc().filter(|c| !is_nothing(*c) && !is_combining_mark(*c)) {
            if is_gap(meant) {
                gap = true;
                continue;
            }
            for c in plain(meant).to_lowercase() {
                glyphs.push(Glyph { c: kanji(hiragana(c)), meant, from, to, gap });
                gap = false;
            }
        }
    }
    glyphs
}

/// The same of a name: characters alone.
pub(super) fn folded(text: &str) -> Vec<char> {
    fold(text).iter().map(|glyph| glyph.c).collect()
}

/// A character with the marks that belong to it: half-width カ and its dakuten are one ガ.
fn clusters(text: &str) -> Vec<(usize, &str)> {
    let starts = text.char_indices().filter(|(_, c)| !is_mark(*c)).map(|(at, _)| at);
    let mut starts: Vec<usize> = starts.collect();
    // a mark that stands first belongs to nothing
    if starts.first().is_none_or(|first| *first > 0) && !text.is_empty() {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).filter_map(|(from, to)| Some((from, text.get(from..to)?))).collect()
}

fn is_mark(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{ff9e}' | '\u{ff9f}')
}

/// What nobody sees: joiners, soft hyphens, fillers, what turns the direction of writing, and what chooses a variant of
/// a kanji.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
        || c.is_control() && !c.is_whitespace()
}

/// What people put between the characters of a name, and no word of a language needs.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '・' | '·' | '•' | '‧' | '∙' | '⋅' | '*' | '|' | '=' | '\u{2800}')
}

/// A Latin letter without what stands above or below it.
fn plain(c: char) -> char {
    std::iter::once(c).nfd().next().filter(char::is_ascii_alphabetic).unwrap_or(c)
}

fn hiragana(c: char) -> char {
    if is_katakana(c) && c != 'ー' { char::from_u32(u32::from(c) - 0x60).unwrap_or(c) } else { c }
}

fn kanji(c: char) -> char {
    VARIANTS.iter().find(|(variant, _)| *variant == c).map_or(c, |(_, common)| *common)
}

pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヶ' | 'ー')
}

pub(super) fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

pub(super) fn is_kana(c: char) -> bool {
    is_hiragana(c) || is_katakana(c)
}

pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '々' | '〆')
}

//! Names as people type them: family and given always, kana and Latin letters where they like.
//!
//! Kana may come in any width and in either alphabet; it is kept in hiragana, so that a list sorts by its sound.

use kit::args;
use kit::db::{DbError, Tx};
use kit::web::{Entry, Fault};
use sea_orm::Value;
use unicode_normalization::UnicodeNormalization;

use super::PersonId;
use crate::frame::{Frame, Names};

const LONGEST: usize = 60;

/// Names from a form with the fields `family`, `given`, `family-kana` … `given-latin`.
pub(super) fn names(entry: &mut Entry) -> Names {
    Names {
        family: entry.text("family", LONGEST),
        given: entry.text("given", LONGEST),
        kana: pair(entry, ["family-kana", "given-kana"], Fault::Kana, hiragana),
        latin: pair(entry, ["family-latin", "given-latin"], Fault::Latin, latin),
    }
}

/// The same fields filled with what is known.
pub(super) fn filled(entry: Entry, names: &Names) -> Entry {
    let entry = entry.with("family", &names.family).with("given", &names.given);
    let (kana, latin) = (names.kana.clone().unwrap_or_default(), names.latin.clone().unwrap_or_default());
    let entry = entry.with("family-kana", kana.0).with("given-kana", kana.1);
    entry.with("family-latin", latin.0).with("given-latin", latin.1)
}

/// What a page calls these fields.
pub(super) fn labels(f: &Frame) -> Vec<(&'static str, String)> {
    vec![
        ("family", f.t.people_family()),
        ("given", f.t.people_given()),
        ("family-kana", f.t.people_family_kana()),
        ("given-kana", f.t.people_given_kana()),
        ("family-latin", f.t.people_family_latin()),
        ("given-latin", f.t.people_given_latin()),
    ]
}

/// Keeps a person's names.
pub(super) async fn keep(tx: &Tx, person: PersonId, names: &Names) -> Result<(), DbError> {
    let (kana, latin) = (names.kana.clone().unzip(), names.latin.clone().unzip());
    let values: Vec<Value> =
        args![person, names.family.as_str(), names.given.as_str(), kana.0, kana.1, latin.0, latin.1];
    let keep = "UPDATE people SET family = $2, given = $3, family_kana = $4, given_kana = $5,
                                  family_latin = $6, given_latin = $7 WHERE id = $1";
    tx.run(keep, values).await?;
    Ok(())
}

/// Both or neither: half a name is missing its other half.
fn pair(
    entry: &mut Entry,
    fields: [&str; 2],
    fault: Fault,
    read: fn(&str) -> Option<String>,
) -> Option<(String, String)> {
    let [first, second] = fields.map(|field| {
        let typed = entry.optional(field, LONGEST);
        read(&typed).unwrap_or_else(|| {
            entry.refuse(field, fault);
            typed
        })
    });
    match (first.is_empty(), second.is_empty()) {
        (true, true) => return None,
        (true, false) => entry.refuse(fields[0], Fault::Missing),
        (false, true) => entry.refuse(fields[1], Fault::Missing),
        (false, false) => {}
    }
    Some((first, second))
}

/// ﾀﾅｶ, タナカ and たなか are たなか.
fn hiragana(typed: &str) -> Option<String> {
    typed
        .nfkc()
        .map(|letter| match letter {
            'ァ'..='ヶ' => u32::from(letter).checked_sub(0x60).and_then(char::from_u32),
            'ぁ'..='ゖ' | 'ー' | '・' | ' ' => Some(letter),
            _ => None,
        })
        .collect()
}

/// Full-width letters become plain ones; accents stay.
fn latin(typed: &str) -> Option<String> {
    let plain: String = typed.nfkc().collect();
    let fits = |letter: char| {
        let letter_of_latin = letter.is_alphabetic() && u32::from(letter) < 0x0250;
        letter_of_latin || matches!(letter, ' ' | '-' | '\'' | '’' | '.')
    };
    plain.chars().all(fits).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_of_any_width_is_kept_in_hiragana() {
        for typed in ["わたなべ", "ワタナベ", "ﾜﾀﾅﾍﾞ"] {
            assert_eq!(hiragana(typed).as_deref(), Some("わたなべ"), "{typed}");
        }
        assert_eq!(hiragana("ヴィクトリア・ルー").as_deref(), Some("ゔぃくとりあ・るー"));
        assert_eq!(hiragana("渡辺"), None);
        assert_eq!(hiragana("watanabe"), None);
    }

    #[test]
    fn latin_letters_may_carry_accents_and_come_full_width() {
        assert_eq!(latin("Ｔａｎａｋａ").as_deref(), Some("Tanaka"));
        assert_eq!(latin("García-O’Neill Jr.").as_deref(), Some("García-O’Neill Jr."));
        assert_eq!(latin("田中"), None);
        assert_eq!(latin("<b>"), None);
    }

    #[test]
    fn half_a_name_in_kana_asks_for_its_other_half() {
        let mut entry = Entry::default().with("family", "田中").with("given", "結").with("given-kana", "ユイ");
        names(&mut entry);
        assert_eq!(entry.faults(), [("family-kana".to_owned(), Fault::Missing)]);
    }

    #[test]
    fn what_is_known_fills_the_form_and_comes_back_the_same() {
        let known = Names {
            family: "田中".into(),
            given: "結".into(),
            kana: Some(("たなか".into(), "ゆい".into())),
            latin: Some(("Tanaka".into(), "Yui".into())),
        };
        assert_eq!(names(&mut filled(Entry::default(), &known)), known);
    }
}

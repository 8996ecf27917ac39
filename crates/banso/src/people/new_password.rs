//! A new password: long enough, and not what anybody would try first. No rules about kinds of characters.

use kit::args;
use kit::db::{DbError, Tx};
use kit::web::{Entry, Fault};
use unicode_normalization::UnicodeNormalization;

use super::PersonId;

/// Fewer characters are quickly tried through.
pub(super) const SHORTEST: usize = 10;
const LONGEST: usize = 400;

/// The stems of the most used passwords of ten characters and more, folded: digits and marks at the end do not help.
const OBVIOUS: &str = include_str!("obvious_passwords.txt");

/// A new password from a form; `about` is what belongs to the person and is tried first: address and names.
pub(super) fn typed(entry: &mut Entry, field: &str, about: &[&str]) -> String {
    let password = entry.secret(field, SHORTEST, LONGEST);
    if entry.fault(field).is_none() && is_guessable(&password, about) {
        entry.refuse(field, Fault::Guessable);
    }
    password
}

fn is_guessable(password: &str, about: &[&str]) -> bool {
    let folded = password.nfkc().collect::<String>().trim().to_lowercase();
    let stem = folded.trim_end_matches(|c: char| !c.is_alphabetic());
    let own = about.iter().flat_map(|text| [*text, text.split('@').next().unwrap_or_default()]);
    let own = own.map(str::to_lowercase).filter(|text| text.chars().count() > 2);
    is_monotonous(&folded)
        || OBVIOUS.lines().any(|word| word == stem || word == folded)
        || own.into_iter().any(|text| text == folded || text == stem)
}

/// One or two characters again and again, or digits in a row: 0000000000, abababababab, 1234567890.
fn is_monotonous(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let mut kinds = letters.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let steps = letters.iter().zip(letters.iter().skip(1));
    let follows = |(a, b): (&char, &char)| match (a.to_digit(10), b.to_digit(10)) {
        (Some(a), Some(b)) => (a + 1) % 10 == b || (b + 1) % 10 == a,
        _ => false,
    };
    kinds.len() < 3 || steps.into_iter().all(follows)
}

/// Keeps a password's hash.
pub(super) async fn keep(tx: &Tx, person: PersonId, hash: &str) -> Result<(), DbError> {
    tx.run(
        "INSERT INTO passwords (person, hash, changed_at) VALUES ($1, $2, $3)
         ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at",
        args![person, hash, tx.now()],
    )
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(password: &str) -> Option<Fault> {
        let mut entry = Entry::default().with("p", password);
        typed(&mut entry, "p", &["yui.tanaka@example.test", "田中"]);
        entry.fault("p")
    }

    #[test]
    fn what_anybody_would_try_first_is_refused() {
        for password in [
            "password2026",
            "ＰＡＳＳＷＯＲＤ12",
            "1234567890",
            "9876543210",
            "aaaaaaaaaaaa",
            "ababababab",
            "qwertyuiop!",
            "yui.tanaka@example.test",
            "yui.tanaka2026",
            "パスワード12345",
        ] {
            assert_eq!(fault(password), Some(Fault::Guessable), "{password}");
        }
    }

    #[test]
    fn a_sentence_is_welcome_and_a_word_too_short() {
        assert_eq!(fault("水曜の夜は河原で話す"), None);
        assert_eq!(fault("correct horse battery"), None);
        assert_eq!(fault("みじかい"), Some(Fault::TooShort(SHORTEST)));
        assert_eq!(fault(""), Some(Fault::Missing));
    }
}

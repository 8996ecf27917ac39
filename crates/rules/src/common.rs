//! What two people have in common, only from what each chose to show.
//!
//! Both see it before their first meeting, because a self-introduction that starts from common ground builds
//! trust. What one of them keeps to themselves cannot appear: it is not among the inputs.

use std::collections::BTreeMap;

/// A tag that its person chose to show: what it is about, and the words they wrote.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shown {
    pub topic: String,
    pub words: String,
}

/// A topic and words that both show. The words are as the first in code order wrote them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shared {
    pub topic: String,
    pub words: String,
}

/// What both show, by topic and then by words: whoever asks, the answer is the same.
#[must_use]
pub fn common(a: &[Shown], b: &[Shown]) -> Vec<Shared> {
    let (mine, theirs) = (by_meaning(a), by_meaning(b));
    let both = mine.into_iter().filter_map(|(meaning, words)| Some((words.min(theirs.get(&meaning)?), meaning)));
    both.map(|(words, (topic, _))| Shared { topic, words: words.trim().to_owned() }).collect()
}

/// Each tag under its folded form. Of several spellings by one person the first in code order stands for them.
fn by_meaning(shown: &[Shown]) -> BTreeMap<(String, String), &str> {
    let mut found: BTreeMap<(String, String), &str> = BTreeMap::new();
    for tag in shown {
        let meaning = (tag.topic.clone(), fold(&tag.words));
        if meaning.1.is_empty() {
            continue;
        }
        let words = found.entry(meaning).or_insert(&tag.words);
        *words = tag.words.as_str().min(*words);
    }
    found
}

/// Width, case and spaces do not tell tags apart: "ＩＴ" and " it " are the same.
///
/// Half-width katakana is taken as it is: tags come from the form already composed.
fn fold(words: &str) -> String {
    let narrow = words.chars().map(narrow).flat_map(char::to_lowercase);
    narrow.filter(|letter| !letter.is_whitespace()).collect()
}

/// The full-width forms U+FF01 to U+FF5E stand 0xFEE0 above their ASCII twins.
fn narrow(letter: char) -> char {
    match letter {
        '\u{FF01}'..='\u{FF5E}' => u32::from(letter).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(letter),
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(tags: &[(&str, &str)]) -> Vec<Shown> {
        tags.iter().map(|(topic, words)| Shown { topic: (*topic).into(), words: (*words).into() }).collect()
    }

    fn found(a: &[(&str, &str)], b: &[(&str, &str)]) -> Vec<(String, String)> {
        common(&shown(a), &shown(b)).into_iter().map(|shared| (shared.topic, shared.words)).collect()
    }

    #[test]
    fn tanaka_and_hayakawa_both_show_that_they_climb() {
        let tanaka = [("hobby", "登山"), ("industry", "製造"), ("hobby", "写真")];
        let hayakawa = [("industry", "金融"), ("hobby", "登山"), ("industry", "製造")];
        let pairs = [("hobby", "登山"), ("industry", "製造")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(found(&tanaka, &hayakawa), pairs);
        assert_eq!(found(&tanaka, &[]), []);
    }

    #[test]
    fn the_same_words_under_another_topic_are_something_else() {
        assert_eq!(found(&[("hobby", "写真")], &[("work", "写真")]), []);
    }

    #[test]
    fn width_case_and_spaces_do_not_tell_tags_apart() {
        for (one, other, words) in [
            ("ＩＴ", "it", "it"),
            ("Project  Manager", "projectmanager", "Project  Manager"),
            ("子育て　中", " 子育て中", "子育て中"),
            ("！", "!", "!"),
            ("～", "~", "~"),
            ("Ａ", "Ａ", "Ａ"),
        ] {
            assert_eq!(found(&[("t", one)], &[("t", other)]), [("t".to_owned(), words.to_owned())], "{one} {other}");
        }
        assert_eq!(found(&[("t", "登山")], &[("t", "登高")]), []);
    }

    #[test]
    fn empty_words_are_no_tag() {
        assert_eq!(found(&[("t", " "), ("t", "")], &[("t", "　"), ("t", "")]), []);
    }

    #[test]
    fn one_persons_spellings_count_once() {
        assert_eq!(
            found(&[("t", "it"), ("t", "IT"), ("t", "ＩＴ")], &[("t", "It")]),
            [("t".to_owned(), "IT".to_owned())]
        );
    }

    fn tags() -> impl Strategy<Value = Vec<Shown>> {
        let words = prop::sample::select(vec!["it", "IT", "ＩＴ", " it", "登山", "写真", "写 真", ""]);
        let tag = (prop::sample::select(vec!["a", "b"]), words);
        prop::collection::vec(tag, 0..8).prop_map(|tags| shown(&tags))
    }

    proptest! {
        #[test]
        fn both_get_the_same_answer_in_the_same_order(a in tags(), b in tags()) {
            let answer = common(&a, &b);
            prop_assert_eq!(&common(&b, &a), &answer);
            let (mut c, mut d) = (a.clone(), b.clone());
            c.reverse();
            d.reverse();
            prop_assert_eq!(&common(&c, &d), &answer);
        }

        #[test]
        fn nothing_appears_that_one_of_them_does_not_show(a in tags(), b in tags()) {
            for shared in common(&a, &b) {
                let has = |tags: &[Shown]| {
                    tags.iter().any(|tag| tag.topic == shared.topic && fold(&tag.words) == fold(&shared.words))
                };
                prop_assert!(has(&a) && has(&b));
            }
        }
    }
}

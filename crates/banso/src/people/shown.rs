//! What a person shows to others: words from a given list and words of their own, each in both languages. Nothing
//! that is not chosen here can appear as common ground.

use std::sync::LazyLock;

use askama::Template;
use kit::args;
use kit::db::{DbError, Sql, Tx};
use kit::web::{Entry, Fault};
use rules::lang::Lang;
use sea_orm::FromQueryResult;
use serde::Deserialize;

use super::PersonId;
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Sample};
use crate::problem::Answer;

/// Words of one's own, of each kind.
const OWN: usize = 3;
const LONGEST: usize = 40;
const KINDS: [&str; 2] = ["tag", "need"];

#[derive(Debug, Deserialize)]
struct Given {
    tag: Vec<Word>,
    need: Vec<Word>,
}

/// A word in both languages.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
struct Word {
    ja: String,
    en: String,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    kind: String,
    word_ja: String,
    word_en: String,
}

static GIVEN: LazyLock<Given> = LazyLock::new(|| {
    let parsed = toml::from_str(include_str!("../../../../programmes/words.toml"));
    parsed.unwrap_or(Given { tag: vec![], need: vec![] })
});

#[derive(Template)]
#[template(path = "people/shown.html")]
struct Shown {
    f: Frame,
    entry: Entry,
}

impl Shown {
    fn given(&self, kind: &str) -> &'static [Word] {
        given(kind)
    }

    fn kinds(&self) -> [(&'static str, String); 2] {
        [("tag", self.f.t.people_shown_tags()), ("need", self.f.t.people_shown_needs())]
    }

    fn word<'a>(&self, word: &'a Word) -> &'a str {
        match self.f.lang {
            Lang::Ja => &word.ja,
            Lang::En => &word.en,
        }
    }

    /// A word of one's own is told from the others by its kind and number.
    fn labels(&self) -> Vec<(String, String)> {
        let mut labels = Vec::new();
        for (kind, title) in self.kinds() {
            for (number, (ja, en)) in (1_i64..).zip(self.own(kind)) {
                let label = |language| self.f.t.people_shown_field(title.clone(), number, language);
                labels.extend([(ja, label(self.f.t.people_shown_ja())), (en, label(self.f.t.people_shown_en()))]);
            }
            labels.push((kind.to_owned(), title));
        }
        labels
    }

    /// The names of the two fields of each word of one's own.
    fn own(&self, kind: &str) -> Vec<(String, String)> {
        (1..=OWN).map(|number| fields(kind, number)).collect()
    }
}

fn given(kind: &str) -> &'static [Word] {
    if kind == "need" { &GIVEN.need } else { &GIVEN.tag }
}

fn fields(kind: &str, number: usize) -> (String, String) {
    (format!("{kind}-{number}-ja"), format!("{kind}-{number}-en"))
}

/// The form.
pub(super) async fn show(cx: Cx) -> Answer {
    let question = "SELECT kind, word_ja, word_en FROM shown_tags
                    WHERE person = $1 AND (kind = 'tag' OR kind = 'need') ORDER BY kind, position, word_ja";
    let rows: Vec<Row> = cx.app.db.all(question, args![cx.viewer()?.person]).await?;
    cx.page(&Shown { f: cx.frame(), entry: filled(&rows) })
}

/// Keeps what was chosen, in the order of the page.
pub(super) async fn update(cx: Cx, mut entry: Entry) -> Answer {
    let chosen = KINDS.map(|kind| (kind, words(&mut entry, kind)));
    if !entry.is_sound() {
        return cx.refuse(&Shown { f: cx.frame(), entry });
    }
    let person = cx.viewer()?.person;
    let tx = cx.app.db.begin().await?;
    tx.run("DELETE FROM shown_tags WHERE person = $1 AND (kind = 'tag' OR kind = 'need')", args![person]).await?;
    for (kind, words) in &chosen {
        keep(&tx, person, kind, words).await?;
    }
    tx.commit().await?;
    cx.go_saying("/me", Flash::Saved)
}

/// Given words that were ticked, then own words. Who writes one language only is shown with it in both.
fn words(entry: &mut Entry, kind: &str) -> Vec<Word> {
    let ticked: Vec<String> = entry.values(kind).map(str::to_owned).collect();
    if ticked.iter().any(|word| given(kind).iter().all(|given| given.ja != *word)) {
        entry.refuse(kind, Fault::Choice);
    }
    let mut words: Vec<Word> = given(kind).iter().filter(|word| ticked.contains(&word.ja)).cloned().collect();
    for number in 1..=OWN {
        let (ja, en) = fields(kind, number);
        let (typed_ja, typed_en) = (entry.optional(&ja, LONGEST), entry.optional(&en, LONGEST));
        let word = match (typed_ja.is_empty(), typed_en.is_empty()) {
            (true, true) => continue,
            (true, false) => Word { ja: typed_en.clone(), en: typed_en },
            (false, true) => Word { ja: typed_ja.clone(), en: typed_ja },
            (false, false) => Word { ja: typed_ja, en: typed_en },
        };
        if words.iter().all(|known| known.ja != word.ja) {
            words.push(word);
        }
    }
    words
}

/// All words of one kind in one statement.
async fn keep(tx: &Tx, person: PersonId, kind: &str, words: &[Word]) -> Result<(), DbError> {
    if words.is_empty() {
        return Ok(());
    }
    let mut values = args![person, kind];
    let mut rows = Vec::new();
    for (position, word) in (0_i64..).zip(words) {
        let at = values.len() + 1;
        rows.push(format!("($1, $2, ${}, ${}, ${})", at, at + 1, at + 2));
        values.extend(args![word.ja.as_str(), word.en.as_str(), position]);
    }
    let keep = "INSERT INTO shown_tags (person, kind, word_ja, word_en, position) VALUES";
    tx.run(&format!("{keep} {}", rows.join(", ")), values).await?;
    Ok(())
}

fn filled(rows: &[Row]) -> Entry {
    let mut entry = Entry::default();
    for kind in KINDS {
        let mut number = 0;
        for row in rows.iter().filter(|row| row.kind == kind) {
            if given(kind).iter().any(|word| word.ja == row.word_ja) {
                entry = entry.with(kind, &row.word_ja);
            } else {
                number += 1;
                let (ja, en) = fields(kind, number);
                entry = entry.with(&ja, &row.word_ja).with(&en, &row.word_en);
            }
        }
    }
    entry
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let row = |kind: &str, ja: &str, en: &str| Row { kind: kind.into(), word_ja: ja.into(), word_en: en.into() };
    let some = [
        row("tag", "読書会", "Belongs to a reading circle"),
        row("tag", "地方の大学", "A university far from the capital"),
        row("tag", "古い時計を直す", "Mends old clocks"),
        row("need", "異動", "A transfer"),
    ];
    let mut long = filled(&some).with("tag-2-ja", "とても長い言葉".repeat(8));
    long.refuse("tag-2-ja", Fault::TooLong(LONGEST));
    let page = |entry| Shown { f: f.clone(), entry };
    vec![
        Sample::new("shown", &page(filled(&some))),
        Sample::new("shown-nothing", &page(Entry::default())),
        Sample::new("shown-long", &page(long)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_given_words_are_there_and_each_once() {
        for kind in KINDS {
            let mut words: Vec<&str> = given(kind).iter().map(|word| word.ja.as_str()).collect();
            assert!(words.len() >= 10, "{kind}");
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), given(kind).len(), "{kind}");
        }
    }

    #[test]
    fn a_word_that_is_not_on_offer_is_refused_and_own_words_need_one_language() {
        let mut entry = Entry::default().with("tag", "読書会").with("tag-1-en", "Sailing").with("need", "宝くじ");
        let tags = words(&mut entry, "tag");
        assert_eq!(tags.iter().map(|word| word.ja.as_str()).collect::<Vec<_>>(), ["読書会", "Sailing"]);
        words(&mut entry, "need");
        assert_eq!(entry.fault("need"), Some(Fault::Choice));
    }
}

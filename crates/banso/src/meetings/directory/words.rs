//! Words that a person chose to show: tags, needs, industries, strengths. Kept in both languages; a word that is
//! known already brings its translation along, so "育休からの復帰" stays "return from leave" for English readers.

use kit::args;
use kit::db::{Sql, Tx};
use rules::lang::Lang;
use sea_orm::Value;

use super::shelf::ShownWord;
use crate::meetings::availability::list;
use crate::people::PersonId;
use crate::problem::Problem;

/// What a word is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Industry,
    Strength,
    Tag,
    Need,
}

/// Every kind, in the order of the form.
pub(super) const KINDS: [Kind; 4] = [Kind::Industry, Kind::Strength, Kind::Need, Kind::Tag];

impl Kind {
    /// Its name in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Industry => "industry",
            Self::Strength => "strength",
            Self::Tag => "tag",
            Self::Need => "need",
        }
    }

    /// Its field in the form.
    pub fn field(self) -> &'static str {
        match self {
            Self::Industry => "industries",
            Self::Strength => "strengths",
            Self::Tag => "tags",
            Self::Need => "needs",
        }
    }
}

/// What a person shows.
pub(super) async fn words_of(sql: &impl Sql, person: PersonId) -> Result<Vec<ShownWord>, Problem> {
    let question = "SELECT person, kind, word_ja, word_en FROM shown_tags WHERE person = $1 ORDER BY kind, position";
    Ok(sql.all(question, args![person]).await?)
}

/// Puts these words in the place of all that the person showed.
pub(super) async fn replace(
    tx: &Tx,
    person: PersonId,
    words: &[(Kind, Vec<String>)],
    lang: Lang,
) -> Result<(), Problem> {
    let typed: Vec<&String> = words.iter().flat_map(|(_, words)| words).collect();
    let known = known(tx, &typed).await?;
    tx.run("DELETE FROM shown_tags WHERE person = $1", args![person]).await?;
    let mut rows: Vec<(Kind, String, String)> = Vec::new();
    for (kind, word) in words.iter().flat_map(|(kind, words)| words.iter().map(move |word| (*kind, word))) {
        let twin = known.iter().find(|twin| twin.of(lang) == word || twin.word_ja == *word || twin.word_en == *word);
        let (ja, en) = twin.map_or((word, word), |twin| (&twin.word_ja, &twin.word_en));
        if !rows.iter().any(|(other, there, _)| *other == kind && there == ja) {
            rows.push((kind, ja.clone(), en.clone()));
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    let tuples: Vec<String> =
        (0..rows.len()).map(|row| format!("({})", list(row.saturating_mul(5).saturating_add(1), 5))).collect();
    let insert =
        format!("INSERT INTO shown_tags (person, kind, word_ja, word_en, position) VALUES {}", tuples.join(", "));
    let args = (0_i64..).zip(rows).flat_map(|(at, (kind, ja, en))| args![person, kind.word(), ja, en, at]);
    tx.run(&insert, args.collect()).await?;
    Ok(())
}

/// Words that somebody shows already, with their translation.
async fn known(sql: &impl Sql, words: &[&String]) -> Result<Vec<ShownWord>, Problem> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let ids = list(1, words.len());
    let question = format!(
        "SELECT person, kind, word_ja, word_en FROM shown_tags
         WHERE word_ja <> word_en AND (word_ja IN ({ids}) OR word_en IN ({ids})) ORDER BY person, kind, position"
    );
    Ok(sql.all(&question, words.iter().map(|word| Value::from(word.as_str())).collect()).await?)
}

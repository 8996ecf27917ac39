//! The words of a clause as somebody sees them: those of the organisation where it wrote its own, else the programme's.
//! What was seen is kept under its hash, so that a receipt shows the same words for ever.

use kit::args;
use kit::db::{Sql, Tx};
use rules::consent::Clause;
use rules::lang::{Lang, Words};
use rules::programme::ClauseText;
use sea_orm::FromQueryResult;
use sha2::{Digest, Sha256};

use crate::problem::Problem;
use crate::programmes;

/// A clause in one version, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Which clause.
    pub clause: Clause,
    /// 1 is the programme's.
    pub version: i64,
    /// Its heading.
    pub title: Words,
    /// Its paragraphs, one a line.
    pub body: Words,
    /// What one says to give it.
    pub yes: Words,
    /// What one says to refuse it.
    pub no: Words,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    clause: String,
    version: i64,
    title_ja: String,
    title_en: String,
    body_ja: String,
    body_en: String,
}

impl Wording {
    /// The clauses of a programme's meetings in their present words, in order.
    ///
    /// # Errors
    /// A programme that is gone, or a database that does not answer.
    pub async fn of(sql: &impl Sql, programme: &str) -> Result<Vec<Self>, Problem> {
        let definition = programmes::definition(programme)?;
        let question = "SELECT clause, version, title_ja, title_en, body_ja, body_en FROM clause_versions v
            WHERE programme = $1 AND version = (SELECT max(version) FROM clause_versions o
                WHERE o.programme = v.programme AND o.clause = v.clause)";
        let own: Vec<Row> = sql.all(question, args![programme]).await?;
        let asked = definition.meetings.iter().flat_map(|meeting| &meeting.consent);
        let worded = asked.filter_map(|clause| definition.clause(*clause));
        Ok(worded.map(|text| Self::new(text, own.iter().find(|row| row.clause == text.key.word()))).collect())
    }

    /// The programme's own words.
    #[must_use]
    pub fn first(text: &ClauseText) -> Self {
        Self::new(text, None)
    }

    fn new(text: &ClauseText, own: Option<&Row>) -> Self {
        let (title, body) = match own {
            None => (text.title.clone(), text.body.clone()),
            Some(row) => (
                Words { ja: row.title_ja.clone(), en: row.title_en.clone() },
                Words { ja: row.body_ja.clone(), en: row.body_en.clone() },
            ),
        };
        let version = own.map_or(1, |row| row.version);
        Self { clause: text.key, version, title, body, yes: text.yes.clone(), no: text.no.clone() }
    }

    /// The paragraphs in a language.
    pub fn paragraphs(&self, lang: Lang) -> impl Iterator<Item = &str> {
        self.body.of(lang).lines().map(str::trim).filter(|line| !line.is_empty())
    }

    /// What the words in one language are known by.
    #[must_use]
    pub fn hash(&self, lang: Lang) -> String {
        let mut digest = Sha256::new();
        for part in
            [self.clause.word(), &self.version.to_string(), lang.code(), self.title.of(lang), self.body.of(lang)]
        {
            digest.update(part.len().to_be_bytes());
            digest.update(part);
        }
        digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Keeps the words that somebody saw; answers their hash.
    pub(super) async fn keep(&self, tx: &Tx, lang: Lang) -> Result<String, Problem> {
        let hash = self.hash(lang);
        let (title, body) = (self.title.of(lang), self.body.of(lang));
        tx.run(
            "INSERT INTO clause_texts (hash, clause, version, lang, title, body, kept_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (hash) DO NOTHING",
            args![hash.as_str(), self.clause.word(), self.version, lang.code(), title, body, tx.now()],
        )
        .await?;
        Ok(hash)
    }
}

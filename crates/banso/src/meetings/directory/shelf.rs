//! The supporters that a viewer can choose from, each with published words and times: four statements for all of
//! them, three where only times are asked for. What is not published, or belongs to somebody who left, is not on the shelf.

use kit::args;
use kit::db::{DbError, Sql};
use kit::time::Instant;
use rules::common::{Shown, common};
use rules::durations::Ordinal;
use rules::lang::Lang;
use rules::slots::Window;
use sea_orm::{DbErr, FromQueryResult, QueryResult, Value};
use uuid::Uuid;

use crate::frame::Names;
use crate::meetings::availability::{
    Inquiry, RECEIVING, RECEIVING_FROM, Receiving, ReceivingRow, list, met, ordinal_after,
};
use crate::people::PersonId;
use crate::problem::Problem;
use crate::programmes::CONSULTATION;

/// What one viewer sees.
#[derive(Debug)]
pub(super) struct Shelf {
    pub people: Vec<Listed>,
    /// The ordinal that the viewer's next meeting takes.
    pub ordinal: Ordinal,
}

/// How much of a supporter is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// Their times and what they chose to show.
    Words,
    /// Their times only: one statement less.
    Times,
}

/// One supporter.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub id: PersonId,
    pub names: Names,
    pub headline: String,
    pub about: String,
    pub work: String,
    pub shown: Vec<ShownWord>,
    /// What the viewer shows as well.
    pub common: Vec<ShownWord>,
    pub receiving: Receiving,
}

/// A word that somebody chose to show, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub(in crate::meetings) struct ShownWord {
    pub person: Uuid,
    pub kind: String,
    pub word_ja: String,
    pub word_en: String,
}

#[derive(Debug, FromQueryResult)]
struct Words {
    family: String,
    given: String,
    family_kana: Option<String>,
    given_kana: Option<String>,
    family_latin: Option<String>,
    given_latin: Option<String>,
    headline: String,
    about: String,
    work: String,
    met: i64,
}

#[derive(Debug)]
struct Row {
    words: Words,
    receiving: ReceivingRow,
}

impl FromQueryResult for Row {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let words = Words::from_query_result(row, prefix)?;
        Ok(Self { words, receiving: ReceivingRow::from_query_result(row, prefix)? })
    }
}

impl Shelf {
    /// Every published supporter.
    pub async fn all(sql: &impl Sql, viewer: PersonId, window: Window, now: Instant) -> Result<Self, Problem> {
        Self::load(sql, (viewer, None), Depth::Words, window, now).await
    }

    /// One published supporter; to others there is no such page.
    pub async fn one(
        sql: &impl Sql,
        viewer: PersonId,
        supporter: PersonId,
        depth: Depth,
        window: Window,
        now: Instant,
    ) -> Result<(Listed, Ordinal), Problem> {
        let mut shelf = Self::load(sql, (viewer, Some(supporter)), depth, window, now).await?;
        let listed = shelf.people.pop().ok_or(Problem::NotFound)?;
        Ok((listed, shelf.ordinal))
    }

    async fn load(
        sql: &impl Sql,
        (viewer, one): (PersonId, Option<PersonId>),
        depth: Depth,
        window: Window,
        now: Instant,
    ) -> Result<Self, Problem> {
        let rows = rows(sql, viewer, one).await?;
        let ordinal = ordinal_after(rows.first().map_or(0, |row| row.words.met));
        let (people, words): (Vec<_>, Vec<_>) = rows.into_iter().map(|row| (row.receiving, row.words)).unzip();
        let ids: Vec<PersonId> = people.iter().map(|row| PersonId(row.supporter)).collect();
        let shown = match depth {
            Depth::Words => shown(sql, viewer, &ids).await?,
            Depth::Times => Vec::new(),
        };
        let inquiry = Inquiry { supporters: &ids, beside: Some(viewer), but: None, window, now };
        let mut receiving = inquiry.answer_about(sql, people).await?.into_iter().peekable();
        let listed = ids.iter().zip(words).filter_map(|(id, words)| {
            let receiving = receiving.next_if(|receiving| receiving.supporter == *id)?;
            Some(Listed::new(words, receiving, &shown, viewer))
        });
        Ok(Self { people: listed.collect(), ordinal })
    }
}

async fn rows(sql: &impl Sql, viewer: PersonId, one: Option<PersonId>) -> Result<Vec<Row>, DbError> {
    let question = format!(
        "SELECT p.family, p.given, p.family_kana, p.given_kana, p.family_latin, p.given_latin,
                e.headline, e.about, e.work, {met} AS met, {RECEIVING}
         FROM directory_entries e JOIN people p ON p.id = e.supporter {RECEIVING_FROM}
         WHERE e.published_at IS NOT NULL AND EXISTS (SELECT 1 FROM memberships m WHERE m.person = p.id
             AND m.programme = $2 AND m.role = 'supporter' AND m.suspended_at IS NULL AND m.left_at IS NULL)
           {only} ORDER BY COALESCE(p.family_kana, p.family), p.id",
        met = met(1, 2),
        only = if one.is_some() { "AND p.id = $3" } else { "" }
    );
    let mut args = args![viewer, CONSULTATION];
    args.extend(one.map(|one| Value::from(one.0)));
    sql.all(&question, args).await
}

/// What these people and the viewer chose to show.
async fn shown(sql: &impl Sql, viewer: PersonId, people: &[PersonId]) -> Result<Vec<ShownWord>, DbError> {
    let question = format!(
        "SELECT person, kind, word_ja, word_en FROM shown_tags WHERE person = $1 OR person IN ({}) ORDER BY person, position",
        list(1, people.len().saturating_add(1))
    );
    let mut args = args![viewer];
    args.extend(people.iter().map(|id| Value::from(id.0)));
    sql.all(&question, args).await
}

impl Listed {
    fn new(words: Words, receiving: Receiving, shown: &[ShownWord], viewer: PersonId) -> Self {
        let of = |person: PersonId| shown.iter().filter(move |word| word.person == person.0).cloned();
        let theirs: Vec<ShownWord> = of(receiving.supporter).collect();
        let common = in_common(&theirs, &of(viewer).collect::<Vec<_>>());
        Self {
            id: receiving.supporter,
            names: Names {
                family: words.family,
                given: words.given,
                kana: words.family_kana.zip(words.given_kana),
                latin: words.family_latin.zip(words.given_latin),
            },
            headline: words.headline,
            about: words.about,
            work: words.work,
            shown: theirs,
            common,
            receiving,
        }
    }

    /// Their words of one kind.
    pub fn words(&self, kind: &str, lang: Lang) -> Vec<String> {
        self.shown.iter().filter(|word| word.kind == kind).map(|word| word.of(lang).to_owned()).collect()
    }

    /// What both show.
    pub fn common_words(&self, lang: Lang) -> Vec<String> {
        self.common.iter().map(|word| word.of(lang).to_owned()).collect()
    }
}

impl ShownWord {
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.word_ja,
            Lang::En => &self.word_en,
        }
    }
}

/// Their words that the viewer shows too. A need is what somebody asks for or helps with: that is no common ground.
fn in_common(theirs: &[ShownWord], mine: &[ShownWord]) -> Vec<ShownWord> {
    let shown = |word: &ShownWord| Shown { topic: word.kind.clone(), words: word.word_ja.clone() };
    let mine: Vec<Shown> = mine.iter().map(shown).collect();
    // one word at a time, because the rule answers with the words of either and here their translation is wanted
    let shared = |word: &&ShownWord| word.kind != "need" && !common(&[shown(word)], &mine).is_empty();
    theirs.iter().filter(shared).cloned().collect()
}

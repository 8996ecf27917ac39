//! A supporter's own entry in the directory: written, looked at as others will see it, published and taken back.
//!
//! Its words are published by their author, for everyone who is signed in; nothing here is confidential.

use askama::Template;
use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use kit::web::{Entry, Fault};
use sea_orm::FromQueryResult;

use super::list::Card;
use super::words::{KINDS, Kind, replace, words_of};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Names, Place};
use crate::people::PersonId;
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "meetings/directory/entry.html")]
pub(super) struct Page {
    pub f: Frame,
    pub entry: Entry,
    pub kinds: [Kind; 4],
    pub published: bool,
    /// As others will see it.
    pub preview: Option<Card>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    headline: String,
    about: String,
    work: String,
    published_at: Option<Instant>,
}

/// What the form says.
struct Typed {
    headline: String,
    about: String,
    work: String,
    words: Vec<(Kind, Vec<String>)>,
}

/// What the button says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Save,
    Preview,
    Publish,
    Withdraw,
}

/// The form.
pub(in crate::meetings) async fn show(cx: Cx) -> Answer {
    let person = cx.viewer()?.person;
    let row = row(&cx.app.db, person).await?;
    let words = words_of(&cx.app.db, person).await?;
    let published = row.as_ref().is_some_and(|row| row.published_at.is_some());
    let mut entry = Entry::default();
    if let Some(row) = row {
        entry = entry.with("headline", row.headline).with("about", row.about).with("work", row.work);
    }
    for kind in KINDS {
        let words = words.iter().filter(|word| word.kind == kind.word()).map(|word| word.of(cx.lang));
        entry = entry.with(kind.field(), words.collect::<Vec<_>>().join("\n"));
    }
    cx.page(&Page::new(&cx, entry, published, false)?)
}

/// Saves, shows, publishes or takes back, by the button that was pressed.
pub(in crate::meetings) async fn update(cx: Cx, mut entry: Entry) -> Answer {
    let person = cx.viewer()?.person;
    let act = Act::of(entry.value("act"));
    let typed = Typed::read(&mut entry, act);
    let was = row(&cx.app.db, person).await?.and_then(|row| row.published_at);
    if !entry.is_sound() {
        return cx.refuse(&Page::new(&cx, entry, was.is_some(), false)?);
    }
    if act == Act::Preview {
        return cx.page(&Page::new(&cx, entry, was.is_some(), true)?);
    }
    let tx = cx.app.db.begin().await?;
    let published = match act {
        Act::Publish => was.or(Some(tx.now())),
        Act::Withdraw => None,
        Act::Save | Act::Preview => was,
    };
    tx.run(
        "INSERT INTO directory_entries (supporter, headline, about, work, published_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (supporter) DO UPDATE SET headline = excluded.headline,
         about = excluded.about, work = excluded.work, published_at = excluded.published_at,
         changed_at = excluded.changed_at",
        args![person, typed.headline, typed.about, typed.work, published, tx.now()],
    )
    .await?;
    replace(&tx, person, &typed.words, cx.lang).await?;
    tx.commit().await?;
    cx.go_saying("/directory-entry", Flash::Saved)
}

async fn row(sql: &impl Sql, person: PersonId) -> Result<Option<Row>, Problem> {
    let question = "SELECT headline, about, work, published_at FROM directory_entries WHERE supporter = $1";
    Ok(sql.first(question, args![person]).await?)
}

impl Act {
    fn of(name: &str) -> Self {
        match name {
            "preview" => Self::Preview,
            "publish" => Self::Publish,
            "withdraw" => Self::Withdraw,
            _ => Self::Save,
        }
    }
}

impl Typed {
    /// What is published needs a headline and some words about its author; what is only kept may be unfinished.
    fn read(entry: &mut Entry, act: Act) -> Self {
        let must = matches!(act, Act::Publish | Act::Preview);
        let mut line = |name: &str, max: usize, must: bool| {
            if must { entry.text(name, max) } else { entry.optional(name, max) }
        };
        let (headline, about, work) =
            (line("headline", 120, must), line("about", 2000, must), line("work", 120, false));
        let words = KINDS.map(|kind| (kind, lines(entry, kind.field())));
        Self { headline, about, work, words: words.into() }
    }
}

/// One word a line, each once, at most twenty of at most forty characters.
fn lines(entry: &mut Entry, name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in entry.value(name).lines().map(str::trim).filter(|word| !word.is_empty()) {
        if !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    if words.iter().any(|word| word.chars().count() > 40) {
        entry.refuse(name, Fault::TooLong(40));
    } else if words.len() > 20 {
        entry.refuse(name, Fault::TooLong(20 * 40));
    }
    words
}

impl Page {
    fn new(cx: &Cx, entry: Entry, published: bool, preview: bool) -> Result<Self, Problem> {
        let f = cx.frame().at(Place::Calendar);
        let preview =
            preview.then(|| card(&entry, &cx.viewer.as_ref().map(|viewer| viewer.names.clone()).unwrap_or_default()));
        Ok(Self { f, entry, kinds: KINDS, published, preview })
    }

    fn labels(&self) -> Vec<(&'static str, String)> {
        let t = self.f.t;
        let lines =
            [("headline", t.directory_headline()), ("about", t.directory_about()), ("work", t.directory_work_now())];
        lines.into_iter().chain(self.kinds.iter().map(|kind| (kind.field(), self.label(kind)))).collect()
    }

    fn label(&self, kind: &Kind) -> String {
        match kind {
            Kind::Industry => self.f.t.directory_industries(),
            Kind::Strength => self.f.t.directory_strengths(),
            Kind::Tag => self.f.t.directory_tags(),
            Kind::Need => self.f.t.directory_needs(),
        }
    }

    fn hint(&self, kind: &Kind) -> String {
        match kind {
            Kind::Industry | Kind::Strength => self.f.t.directory_lines_hint(),
            Kind::Tag => self.f.t.directory_tags_hint(),
            Kind::Need => self.f.t.directory_needs_hint(),
        }
    }
}

/// The entry as a row of the directory.
pub(super) fn card(entry: &Entry, names: &Names) -> Card {
    Card {
        href: "#entry".into(),
        names: names.clone(),
        headline: entry.value("headline").to_owned(),
        work: entry.value("work").to_owned(),
        common: Vec::new(),
        times: Vec::new(),
        offer: "#entry".into(),
    }
}

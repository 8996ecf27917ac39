//! Writing a letter: the paper, and beside it the note of the meeting with its quotes and strengths. It saves itself.

use askama::Template;
use axum::extract::Path;
use kit::args;
use kit::db::Tx;
use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::access::{self, Action, Purpose, State};

use super::letter::BODY;
use super::paper::paragraphs;
use super::{Letter, LetterId, Text};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Place};
use crate::gate::{Keys, keys, may, might, reads, seal};
use crate::meetings::{Jotted, Note};
use crate::problem::{Answer, Problem};
use crate::sheets::{interrupted, readers_line};

/// So many characters still fit into a form as browsers encode them.
const LONGEST: usize = 12_000;
const MOST_STRENGTHS: usize = 3;

#[derive(Template)]
#[template(path = "letters/edit.html")]
pub(super) struct Page {
    pub f: Frame,
    pub letter: Letter,
    pub entry: Entry,
    pub saved_at: Option<Instant>,
    pub readers: String,
    pub note: Jotted,
    pub note_lines: Vec<String>,
    /// Strengths on offer: those of the note and those that the letter has already.
    pub strengths: Vec<String>,
}

/// The paper with what is on it so far.
pub(super) async fn show(cx: Cx, Path(id): Path<LetterId>) -> Answer {
    let letter = Letter::find(&cx.app.db, id).await?.ok_or(Problem::NotFound)?;
    if letter.sent_at.is_some() && might::<access::Letter>(&cx, &letter.asked(), Action::Read, Purpose::Support) {
        return cx.go(&format!("/letters/{id}"));
    }
    let _writer = may::<access::Letter>(&cx, &letter.asked(), Action::Write, Purpose::Support)?;
    let draft = interrupted(&cx, &draft_key(id), letter.changed_at).await?;
    let (text, note) = beside(&cx, &letter).await?;
    let (entry, saved_at) = match draft {
        Some(draft) => (draft.entry, Some(draft.at)),
        None => (entry(&text), letter.changed_at),
    };
    cx.page(&Page::of(&cx, letter, entry, saved_at, note)?)
}

/// Saves what is written, and goes on to the check before sending if that was asked for.
pub(super) async fn update(cx: Cx, Path(id): Path<LetterId>, mut entry: Entry) -> Answer {
    let tx = cx.app.db.begin().await?;
    let letter = Letter::find_for_writing(&tx, id).await?;
    if letter.sent_at.is_some() && letter.author.id == cx.viewer()?.person {
        let _author = may::<access::Letter>(&cx, &letter.asked(), Action::Read, Purpose::Support)?;
        // it was sent from another window meanwhile; should it be taken back, these words are there
        kit::drafts::save(&tx, &cx.app.masters, letter.author.id.0, &draft_key(id), &entry).await?;
        tx.commit().await?;
        return cx.go(&format!("/letters/{id}"));
    }
    let permit = may::<access::Letter>(&cx, &letter.asked(), Action::Write, Purpose::Support)?;
    let check = entry.value("then") == "preview";
    let text = taken(&mut entry, check);
    if !entry.is_sound() {
        drop(tx);
        let (_, note) = beside(&cx, &letter).await?;
        return cx.refuse(&Page::of(&cx, letter, entry, None, note)?);
    }
    let body = seal(&cx.app, &tx, &permit, letter.addressee.id, (BODY, id.0), &text.json()?).await?;
    tx.run("UPDATE letters SET body = $1, changed_at = $2 WHERE id = $3", args![body, tx.now(), id]).await?;
    discard(&cx, &tx, id).await?;
    tx.commit().await?;
    if check {
        cx.go(&format!("/letters/{id}/preview"))
    } else {
        cx.go_saying(&format!("/letters/{id}/edit"), Flash::Saved)
    }
}

/// The key under which a letter saves itself.
pub(super) fn draft_key(id: LetterId) -> String {
    format!("letters/{id}")
}

/// Throws the draft away that became what is saved now.
pub(super) async fn discard(cx: &Cx, tx: &Tx, id: LetterId) -> Result<(), Problem> {
    Ok(kit::drafts::discard(tx, cx.viewer()?.person.0, &draft_key(id)).await?)
}

/// The letter's text, for who may read it.
pub(super) async fn text(cx: &Cx, letter: &Letter) -> Result<Text, Problem> {
    Ok(beside(cx, letter).await?.0)
}

/// The letter's text and the author's note of the meeting: their keys in one statement.
async fn beside(cx: &Cx, letter: &Letter) -> Result<(Text, Jotted), Problem> {
    let body = letter.body(&cx.app.db).await?;
    let note = Note::of(&cx.app.db, letter.booking, &letter.programme, letter.parties()).await?;
    let sealed = body.iter().map(|body| body.sealed()).chain(note.sealed(cx));
    let keys: Keys = keys(&cx.app, &cx.app.db, sealed).await?;
    let text = match (body, reads::<access::Letter>(cx, &letter.asked())) {
        (Some(body), Some(permit)) => Text::parse(&body.read(&permit, &keys)?)?,
        _ => Text::default(),
    };
    Ok((text, note.read(cx, &keys)?.unwrap_or_default()))
}

fn taken(entry: &mut Entry, complete: bool) -> Text {
    let text = if complete { entry.text("body", LONGEST) } else { entry.optional("body", LONGEST) };
    let own = entry.optional("own", 40);
    let mut strengths: Vec<String> = entry.values("strength").map(|word| word.trim().to_owned()).collect();
    strengths.push(own);
    strengths.retain(|word| !word.is_empty());
    if strengths.len() > MOST_STRENGTHS || strengths.iter().any(|word| word.chars().count() > 40) {
        entry.refuse("strength", Fault::Choice);
    }
    Text { text, strengths }
}

fn entry(text: &Text) -> Entry {
    let start = Entry::default().with("body", text.text.as_str());
    text.strengths.iter().fold(start, |entry, word| entry.with("strength", word.as_str()))
}

impl Page {
    pub(super) fn of(
        cx: &Cx,
        letter: Letter,
        entry: Entry,
        saved_at: Option<Instant>,
        note: Jotted,
    ) -> Result<Self, Problem> {
        let f = cx.frame().at(Place::Writing);
        let readers = readers(&f, cx, &letter)?;
        Ok(Self::with(f, letter, entry, saved_at, note, readers))
    }

    pub(super) fn with(
        f: Frame,
        letter: Letter,
        entry: Entry,
        saved_at: Option<Instant>,
        note: Jotted,
        readers: String,
    ) -> Self {
        let mut strengths: Vec<String> = note.strengths.clone();
        for word in entry.values("strength") {
            if !strengths.iter().any(|known| known == word) {
                strengths.push(word.to_owned());
            }
        }
        let note_lines = paragraphs(&note.text);
        Self { f, letter, entry, saved_at, readers, note, note_lines, strengths }
    }
}

/// Who can read it once it is sent.
pub(super) fn readers(f: &Frame, cx: &Cx, letter: &Letter) -> Result<String, Problem> {
    let sent = State::Sent { at: cx.now().timestamp() };
    let about = (access::Object::Letter, &letter.parties(), sent);
    Ok(f.t.letters_readers_later(readers_line(f, cx.viewer()?.person, &letter.people(), about)))
}

//! The answer to a letter: one, from its addressee to its author.

use askama::Template;
use axum::extract::Path;
use kit::args;
use kit::db::Sql;
use kit::drafts;
use kit::jobs::NewJob;
use kit::time::Instant;
use kit::web::Entry;
use rules::access::{self, Action, Object, Parties, Purpose, State};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{Letter, LetterId, REPLIED, ReplyId};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Place};
use crate::gate::{Asked, Confidential, keys, may, reads, seal};
use crate::problem::{Answer, Problem};
use crate::sheets::{interrupted, readers_line};

pub(super) const BODY: &str = "replies.body";

#[derive(Template)]
#[template(path = "letters/reply.html")]
pub(super) struct Page {
    pub f: Frame,
    pub letter: Letter,
    pub entry: Entry,
    pub saved_at: Option<Instant>,
    pub readers: String,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    body: Vec<u8>,
}

/// The form.
pub(super) async fn show(cx: Cx, Path(id): Path<LetterId>) -> Answer {
    let letter = open(&cx, Letter::find(&cx.app.db, id).await?)?;
    if letter.replied_at.is_some() {
        return cx.go(&format!("/letters/{id}"));
    }
    let _writer = may::<access::Reply>(&cx, &asked(&letter, Uuid::nil()), Action::Write, Purpose::Support)?;
    let draft = interrupted(&cx, &draft_key(id), None).await?;
    let (entry, saved_at) = draft.map_or_else(Default::default, |draft| (draft.entry, Some(draft.at)));
    cx.page(&Page::of(&cx, letter, entry, saved_at)?)
}

/// Sends it.
pub(super) async fn create(cx: Cx, Path(id): Path<LetterId>, mut entry: Entry) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let letter = open(&cx, Some(Letter::find_for_writing(&tx, id).await?))?;
    if letter.replied_at.is_some() {
        return Err(Problem::TooLate);
    }
    let reply: ReplyId = tx.id();
    let permit = may::<access::Reply>(&cx, &asked(&letter, reply.0), Action::Send, Purpose::Support)?;
    let text = entry.text("body", 6000);
    if !entry.is_sound() {
        return cx.refuse(&Page::of(&cx, letter, entry, None)?);
    }
    let body = seal(&cx.app, &tx, &permit, letter.addressee.id, (BODY, reply.0), &text).await?;
    tx.run(
        "INSERT INTO replies (id, letter, author, addressee, body, sent_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![reply, id, letter.addressee.id, letter.author.id, body, tx.now()],
    )
    .await?;
    drafts::discard(&tx, letter.addressee.id.0, &draft_key(id)).await?;
    let (person, run_at) = (Some(letter.author.id.0), tx.now());
    tx.leave(NewJob { kind: REPLIED, about: id.0, person, run_at, key: format!("{REPLIED}/{id}") }).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/letters/{id}"), Flash::ReplySent)
}

/// A letter that has reached the viewer.
fn open(cx: &Cx, letter: Option<Letter>) -> Result<Letter, Problem> {
    let letter = letter.ok_or(Problem::NotFound)?;
    let _reader = may::<access::Letter>(cx, &letter.asked(), Action::Read, Purpose::Support)?;
    letter.sent_at.is_some().then_some(letter).ok_or(Problem::NotFound)
}

fn draft_key(id: LetterId) -> String {
    format!("replies/{id}")
}

/// The people of an answer: the letter's, turned round.
pub(super) fn parties(letter: &Letter) -> Parties {
    let letter = letter.parties();
    Parties { author: letter.addressee, addressee: letter.author, ..letter }
}

/// Where it stands in its life: it is written and sent in one.
pub(super) fn state(letter: &Letter) -> State {
    letter.replied_at.map_or(State::Draft, |at| State::Sent { at: at.timestamp() })
}

pub(super) fn asked(letter: &Letter, id: Uuid) -> Asked<'_> {
    Asked::new(&letter.programme, parties(letter), id, state(letter)).leaning(letter.promise)
}

/// The answer's text, if there is one and the viewer may read it.
pub(super) async fn of(cx: &Cx, letter: &Letter) -> Result<Option<String>, Problem> {
    if letter.replied_at.is_none() {
        return Ok(None);
    }
    let question = "SELECT id, body FROM replies WHERE letter = $1";
    let Some(row) = cx.app.db.first::<Row>(question, args![letter.id]).await? else { return Ok(None) };
    let Some(permit) = reads::<access::Reply>(cx, &asked(letter, row.id)) else { return Ok(None) };
    let body: Confidential<access::Reply> = Confidential::new(BODY, row.id, row.body);
    let keys = keys(&cx.app, &cx.app.db, std::iter::once(body.sealed())).await?;
    body.read_if_kept(&permit, &keys)
}

impl Page {
    fn of(cx: &Cx, letter: Letter, entry: Entry, saved_at: Option<Instant>) -> Result<Self, Problem> {
        let f = cx.frame().at(Place::Writing);
        let sent = State::Sent { at: cx.now().timestamp() };
        let line = readers_line(&f, cx.viewer()?.person, &letter.people(), (Object::Reply, &parties(&letter), sent));
        let readers = f.t.letters_readers_later(line);
        Ok(Self { f, letter, entry, saved_at, readers })
    }
}

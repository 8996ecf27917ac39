//! Reading a letter, and its answer. Opening it marks it as read.

use askama::Template;
use axum::extract::Path;
use kit::args;
use rules::access::{self, Action, Object, Purpose};

use super::edit::text;
use super::paper::{Paper, paragraphs};
use super::{Letter, LetterId, reply};
use crate::cx::Cx;
use crate::frame::{Frame, Place};
use crate::gate::{may, might};
use crate::problem::{Answer, Problem};
use crate::sheets::readers_line;

/// The answer to a letter on its page.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub paragraphs: Vec<String>,
    pub readers: String,
}

#[derive(Template)]
#[template(path = "letters/letter.html")]
pub(super) struct Page {
    pub f: Frame,
    pub letter: Letter,
    pub paper: Paper,
    pub readers: String,
    pub reply: Option<Reply>,
    /// Whether it is the viewer who wrote it.
    pub mine: bool,
    /// Whether the viewer can take it back now.
    pub recallable: bool,
    /// Whether the viewer can answer it.
    pub answerable: bool,
}

/// The letter.
pub(super) async fn show(cx: Cx, Path(id): Path<LetterId>) -> Answer {
    let letter = Letter::find(&cx.app.db, id).await?.ok_or(Problem::NotFound)?;
    let _reader = may::<access::Letter>(&cx, &letter.asked(), Action::Read, Purpose::Support)?;
    let Some(sent) = letter.sent_at else { return cx.go(&format!("/letters/{id}/edit")) };
    let (me, f) = (cx.viewer()?.person, cx.frame().at(Place::Writing));
    let text = text(&cx, &letter).await?;
    let reply = reply::of(&cx, &letter).await?.map(|text| Reply {
        paragraphs: paragraphs(&text),
        readers: readers_line(
            &f,
            me,
            &letter.people(),
            (Object::Reply, &reply::parties(&letter), reply::state(&letter)),
        ),
    });
    mark_read(&cx, &letter).await?;
    let mine = letter.author.id == me;
    let answer = might::<access::Reply>(&cx, &reply::asked(&letter, uuid::Uuid::nil()), Action::Send, Purpose::Support);
    let page = Page {
        paper: Paper::of(&f, &letter, &text, sent),
        readers: readers_line(&f, me, &letter.people(), (Object::Letter, &letter.parties(), letter.state())),
        reply,
        mine,
        recallable: mine && letter.is_recallable(cx.now()),
        answerable: !mine && letter.replied_at.is_none() && answer,
        letter,
        f,
    };
    cx.page(&page)
}

/// The one thing that a reading writes: that its reader has seen it, so that the other one need not wonder. It is a
/// transaction of its own, and reading again changes nothing.
async fn mark_read(cx: &Cx, letter: &Letter) -> Result<(), Problem> {
    let me = cx.viewer()?.person;
    let mark = if me == letter.addressee.id && letter.read_at.is_none() {
        "UPDATE letters SET read_at = $1 WHERE id = $2 AND read_at IS NULL"
    } else if me == letter.author.id && letter.replied_at.is_some() && letter.reply_read_at.is_none() {
        "UPDATE replies SET read_at = $1 WHERE letter = $2 AND read_at IS NULL"
    } else {
        return Ok(());
    };
    let tx = cx.app.db.begin().await?;
    tx.run(mark, args![tx.now(), letter.id]).await?;
    Ok(tx.commit().await?)
}

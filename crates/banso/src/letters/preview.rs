//! The check before sending: the letter as it will look, and who will read it.

use askama::Template;
use axum::extract::Path;
use rules::access::{self, Action, Purpose};

use super::edit::{readers, text};
use super::paper::Paper;
use super::{Letter, LetterId};
use crate::cx::Cx;
use crate::frame::{Frame, Place};
use crate::gate::may;
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "letters/preview.html")]
pub(super) struct Page {
    pub f: Frame,
    pub letter: Letter,
    pub paper: Paper,
    pub readers: String,
}

/// The letter as its addressee will see it.
pub(super) async fn show(cx: Cx, Path(id): Path<LetterId>) -> Answer {
    let letter = Letter::find(&cx.app.db, id).await?.ok_or(Problem::NotFound)?;
    let _writer = may::<access::Letter>(&cx, &letter.asked(), Action::Send, Purpose::Support)?;
    let text = text(&cx, &letter).await?;
    if text.text.is_empty() {
        return cx.go(&format!("/letters/{id}/edit"));
    }
    let f = cx.frame().at(Place::Writing);
    let (paper, readers) = (Paper::of(&f, &letter, &text, cx.now()), readers(&f, &cx, &letter)?);
    cx.page(&Page { f, letter, paper, readers })
}

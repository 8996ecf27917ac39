//! Sending a letter. It can be taken back for ten minutes; only after them its addressee hears of it.

use axum::extract::Path;
use kit::args;
use kit::jobs::NewJob;
use rules::access::{self, Action, Purpose, RECALL_FOR};

use super::edit::{discard, text};
use super::{ARRIVED, Letter, LetterId};
use crate::cx::Cx;
use crate::frame::Flash;
use crate::gate::may;
use crate::problem::{Answer, Problem};

/// Sends it.
pub(super) async fn create(cx: Cx, Path(id): Path<LetterId>) -> Answer {
    let letter = Letter::find(&cx.app.db, id).await?.ok_or(Problem::NotFound)?;
    let _sender = may::<access::Letter>(&cx, &letter.asked(), Action::Send, Purpose::Support)?;
    if text(&cx, &letter).await?.text.is_empty() {
        return cx.go(&format!("/letters/{id}/edit"));
    }
    let mut tx = cx.app.db.begin().await?;
    let now = tx.now();
    let send = "UPDATE letters SET sent_at = $1 WHERE id = $2 AND sent_at IS NULL AND body IS NOT NULL";
    if tx.run(send, args![now, id]).await? == 0 {
        return Err(Problem::TooLate);
    }
    discard(&cx, &tx, id).await?;
    tx.leave(NewJob {
        kind: ARRIVED,
        about: id.0,
        person: Some(letter.addressee.id.0),
        run_at: now.plus(RECALL_FOR),
        // sent again after a recall it is announced again, and then only once
        key: format!("{ARRIVED}/{id}/{}", now.0),
    })
    .await?;
    tx.commit().await?;
    cx.go_saying(&format!("/letters/{id}"), Flash::LetterSent)
}

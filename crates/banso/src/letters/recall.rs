//! Taking a letter back in its first ten minutes: a row of its own, and the letter is a draft again.

use axum::extract::Path;
use kit::args;
use rules::access::{self, Action, Purpose};

use super::{Letter, LetterId};
use crate::cx::Cx;
use crate::frame::Flash;
use crate::gate::{may, might};
use crate::problem::{Answer, Problem};

/// Takes it back.
pub(super) async fn create(cx: Cx, Path(id): Path<LetterId>) -> Answer {
    let tx = cx.app.db.begin().await?;
    let letter = Letter::find_for_writing(&tx, id).await?;
    let own = letter.author.id == cx.viewer()?.person
        && might::<access::Letter>(&cx, &letter.asked(), Action::Read, Purpose::Support);
    if own && !letter.is_recallable(cx.now()) {
        // its author may know that it exists: late is not the same as forbidden
        return Err(Problem::TooLate);
    }
    let _author = may::<access::Letter>(&cx, &letter.asked(), Action::Recall, Purpose::Support)?;
    tx.run(
        "INSERT INTO letter_recalls (id, letter, sent_at, recalled_at)
         SELECT $1, id, sent_at, $2 FROM letters WHERE id = $3 AND sent_at IS NOT NULL",
        args![tx.id::<RecallId>(), tx.now(), id],
    )
    .await?;
    tx.run("UPDATE letters SET sent_at = NULL, read_at = NULL WHERE id = $1", args![id]).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/letters/{id}/edit"), Flash::LetterRecalled)
}

kit::id! {
    /// A letter taken back.
    RecallId
}

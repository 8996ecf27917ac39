//! A form saves itself: its fields, under its key, for its writer. The answer is one sentence for the page.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use kit::db::{Sql, Tx};
use kit::drafts::{self, Draft};
use kit::time::Instant;
use kit::vault::KeyKind;
use kit::web::Entry;

use crate::cx::Cx;
use crate::frame::Frame;
use crate::people::PersonId;
use crate::problem::{Answer, Problem};

/// Longer than any path of ours.
const LONGEST_KEY: usize = 200;
/// More forms than anybody leaves half written.
const MANY: i64 = 200;
/// How the forms of working notes are called.
pub const NOTES: &str = "notes/";

/// Saves the fields of a form.
pub(super) async fn create(cx: Cx, Path(form): Path<String>, entry: Entry) -> Answer {
    let person = cx.viewer()?.person;
    let f = cx.frame();
    if form.chars().count() > LONGEST_KEY {
        return Err(Problem::NotFound);
    }
    if entry.was_cut() {
        return Ok(sentence(StatusCode::PAYLOAD_TOO_LARGE, f.t.drafts_too_large()));
    }
    let tx = cx.app.db.begin().await?;
    let others = "SELECT count(*) AS value FROM drafts WHERE person = $1 AND form <> $2";
    let others: Option<kit::db::Count> = tx.first(others, kit::args![person, form.as_str()]).await?;
    if others.is_some_and(|others| others.value >= MANY) {
        return Ok(sentence(StatusCode::TOO_MANY_REQUESTS, f.t.drafts_too_many()));
    }
    drafts::save_as(&tx, &cx.app.masters, (person.0, kind(&form)), &form, &entry).await?;
    let saved_at = tx.now();
    tx.commit().await?;
    Ok(sentence(StatusCode::OK, says(&f, &saved_at)))
}

/// What becomes a working note is sealed as one from its first word.
fn kind(form: &str) -> KeyKind {
    if form.starts_with(NOTES) { KeyKind::Note } else { KeyKind::Record }
}

/// What the viewer had written in a form, to fill it with.
///
/// # Errors
/// When the database does not answer.
pub async fn entry_for(cx: &Cx, form: &str) -> Result<Option<Draft>, Problem> {
    Ok(drafts::load(&cx.app.db, &cx.app.masters, cx.viewer()?.person.0, form).await?)
}

/// Throws a draft away in the change that keeps its text for good.
///
/// # Errors
/// When the database does not answer.
pub async fn discard(tx: &Tx, person: PersonId, form: &str) -> Result<(), Problem> {
    Ok(drafts::discard(tx, person.0, form).await?)
}

/// 14:03 保存済み.
#[must_use]
pub fn says(f: &Frame, saved_at: &Instant) -> String {
    f.t.drafts_saved(f.calendar.time(saved_at))
}

fn sentence(status: StatusCode, text: String) -> axum::response::Response {
    (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

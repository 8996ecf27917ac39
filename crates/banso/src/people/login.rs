//! Logins: signed-in browsers. The token lives in a cookie and, hashed, in a row that can be ended from elsewhere.
//!
//! The cookie outlives the login, so that a post that comes too late still tells whose it is and can be held for them.

use axum_extra::extract::CookieJar;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use kit::args;
use kit::db::{Sql, Tx};
use kit::time::Instant;
use sea_orm::FromQueryResult;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{LoginId, PersonId, Viewer};
use crate::app::App;
use crate::cx::{LOGIN, cookie_name};
use crate::problem::Problem;

/// A browser that was quiet for so long must sign in again.
pub(super) const IDLE: SignedDuration = SignedDuration::from_hours(12);
/// Nobody stays signed in longer than this.
const LONGEST: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How exact "last seen" is: not every request writes.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(5);
/// For how long the browser keeps the cookie.
pub const COOKIE_SECONDS: i64 = 60 * 24 * 3600;

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    person: Uuid,
    seen_at: Instant,
    ends_at: Instant,
    ended_at: Option<Instant>,
}

/// Signs a browser in; answers the token for its cookie.
///
/// # Errors
/// When the database does not answer.
pub async fn begin(tx: &Tx, person: PersonId, browser: &str) -> Result<String, Problem> {
    let token = URL_SAFE_NO_PAD.encode(tx.db().dice().bytes::<32>());
    let id: LoginId = tx.id();
    let browser: String = browser.chars().take(200).collect();
    tx.run(
        "INSERT INTO logins (id, token, person, browser, since, seen_at, ends_at) VALUES ($1, $2, $3, $4, $5, $5, $6)",
        args![id, hash(&token), person, browser, tx.now(), tx.now().plus(LONGEST)],
    )
    .await?;
    Ok(token)
}

/// Ends a login now.
///
/// # Errors
/// When the database does not answer.
pub async fn end(tx: &Tx, login: LoginId) -> Result<(), Problem> {
    tx.run("UPDATE logins SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL", args![tx.now(), login]).await?;
    Ok(())
}

/// Ends all logins of a person but one: after a change of password, and "sign out everywhere".
///
/// # Errors
/// When the database does not answer.
pub async fn end_others(tx: &Tx, person: PersonId, but: Option<LoginId>) -> Result<(), Problem> {
    let but = but.map_or(Uuid::nil(), |login| login.0);
    let end = "UPDATE logins SET ended_at = $1 WHERE person = $2 AND id <> $3 AND ended_at IS NULL";
    tx.run(end, args![tx.now(), person, but]).await?;
    Ok(())
}

/// The person who is signed in with this cookie.
pub(crate) async fn viewer(app: &App, jar: &CookieJar) -> Result<Option<Viewer>, Problem> {
    let Some(row) = row(app, jar).await? else { return Ok(None) };
    let now = app.db.clock().now();
    if row.ended_at.is_some() || now >= row.ends_at || now.since(row.seen_at) >= IDLE {
        return Ok(None);
    }
    if now.since(row.seen_at) >= SEEN_EVERY {
        let tx = app.db.begin().await?;
        tx.run("UPDATE logins SET seen_at = $1 WHERE id = $2", args![now, row.id]).await?;
        tx.commit().await?;
    }
    Ok(Viewer::load(&app.db, LoginId(row.id), PersonId(row.person)).await?)
}

/// Whose cookie this is, also after the login has ended.
pub(crate) async fn writer(app: &App, jar: &CookieJar) -> Result<Option<PersonId>, Problem> {
    Ok(row(app, jar).await?.map(|row| PersonId(row.person)))
}

async fn row(app: &App, jar: &CookieJar) -> Result<Option<Row>, Problem> {
    let Some(cookie) = jar.get(&cookie_name(app, LOGIN)) else { return Ok(None) };
    let question = "SELECT id, person, seen_at, ends_at, ended_at FROM logins WHERE token = $1";
    Ok(app.db.first(question, args![hash(cookie.value())]).await?)
}

fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

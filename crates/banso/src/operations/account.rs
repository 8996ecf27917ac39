//! What an operator does about accounts from the terminal, when nobody can get in any other way: see who there is,
//! make a link for a new password, invite an administrator. Nothing here shows or sets a password.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use kit::args;
use kit::db::{Sql, Tx};
use kit::time::Instant;
use sea_orm::FromQueryResult;
use serde::Serialize;
use uuid::Uuid;

use crate::app::App;
use crate::people::MailLinkId;
use crate::problem::Problem;
use crate::programmes::CONSULTATION;

const RESET_LASTS: SignedDuration = SignedDuration::from_mins(30);
const INVITATION_LASTS: SignedDuration = SignedDuration::from_hours(14 * 24);

/// An account, as the operator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// The address.
    pub email: String,
    /// Family and given name.
    pub name: String,
    /// Since when, in UTC.
    pub joined_at: String,
    /// The roles they have now.
    pub roles: Vec<String>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    email: String,
    family: String,
    given: String,
    joined_at: Instant,
    role: Option<String>,
}

#[derive(Debug, FromQueryResult)]
struct Found {
    id: Uuid,
}

/// Every account, by address.
///
/// # Errors
/// When the database does not answer.
pub async fn list(app: &App) -> Result<Vec<Account>, Problem> {
    let question = "SELECT p.email, p.family, p.given, p.joined_at, m.role FROM people p
        LEFT JOIN memberships m ON m.person = p.id AND m.left_at IS NULL AND m.suspended_at IS NULL
        ORDER BY p.email, m.role";
    let rows: Vec<Row> = app.db.all(question, vec![]).await?;
    let mut accounts: Vec<Account> = Vec::new();
    for row in rows {
        if accounts.last().is_none_or(|last| last.email != row.email) {
            let (name, joined_at) = (format!("{} {}", row.family, row.given), row.joined_at.timestamp().to_string());
            accounts.push(Account { email: row.email, name, joined_at, roles: vec![] });
        }
        if let (Some(account), Some(role)) = (accounts.last_mut(), row.role) {
            account.roles.push(role);
        }
    }
    Ok(accounts)
}

/// A link with which the person chooses a new password: works once, for half an hour.
///
/// # Errors
/// [`Problem::NotFound`] for an unknown address.
pub async fn reset_link(app: &App, email: &str) -> Result<String, Problem> {
    let tx = app.db.begin().await?;
    let found: Option<Found> = tx.first("SELECT id FROM people WHERE email = $1", args![email.to_lowercase()]).await?;
    let person = found.ok_or(Problem::NotFound)?.id;
    let id: MailLinkId = tx.id();
    let insert = "INSERT INTO mail_links (id, kind, person, made_at, expires_at)
                  VALUES ($1, 'reset-password', $2, $3, $4)";
    tx.run(insert, args![id, person, tx.now(), tx.now().plus(RESET_LASTS)]).await?;
    finish(app, tx, "reset-password", id).await
}

/// A link with which that address becomes an administrator: works once, for a fortnight.
///
/// # Errors
/// When the database does not answer.
pub async fn invite_administrator(app: &App, email: &str) -> Result<String, Problem> {
    let tx = app.db.begin().await?;
    let id: MailLinkId = tx.id();
    let insert = "INSERT INTO mail_links (id, kind, email, programme, role, made_at, expires_at)
                  VALUES ($1, 'invitation', $2, $3, 'administrator', $4, $5)";
    let expires = tx.now().plus(INVITATION_LASTS);
    tx.run(insert, args![id, email.to_lowercase(), CONSULTATION, tx.now(), expires]).await?;
    finish(app, tx, "invitation", id).await
}

async fn finish(app: &App, tx: Tx, kind: &str, id: MailLinkId) -> Result<String, Problem> {
    tx.commit().await?;
    tracing::info!(event = "operator-link", kind, link = %id, "audit");
    let tag = URL_SAFE_NO_PAD.encode(app.masters.tag(kind, id.0.as_bytes()));
    Ok(app.link(&format!("/links/{id}/{tag}")))
}

//! What an operator does about accounts from the terminal, when nobody can get in any other way: see who there is,
//! make a link for a new password, invite an administrator. Nothing here shows or sets a password.

use kit::db::Sql;
use kit::time::Instant;
use rules::access::Role;
use sea_orm::FromQueryResult;
use serde::Serialize;

use super::account;
use super::mail_link::{Kind, NewLink};
use crate::app::App;
use crate::problem::Problem;
use crate::programmes::CONSULTATION;

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
    let account = account::Account::with(&app.db, &email.to_lowercase()).await?.ok_or(Problem::NotFound)?;
    made(app, NewLink { person: Some(account.person()), ..NewLink::default() }, Kind::ResetPassword).await
}

/// A link with which that address becomes an administrator: works once, for a fortnight.
///
/// # Errors
/// When the database does not answer.
pub async fn invite_administrator(app: &App, email: &str) -> Result<String, Problem> {
    let place = Some((CONSULTATION.to_owned(), Role::Administrator));
    made(app, NewLink { email: Some(email.to_lowercase()), place, ..NewLink::default() }, Kind::Invitation).await
}

/// Makes a link that the operator hands over: no mail goes out.
async fn made(app: &App, link: NewLink, kind: Kind) -> Result<String, Problem> {
    let tx = app.db.begin().await?;
    let id = link.make(&tx, kind).await?;
    tx.commit().await?;
    tracing::info!(event = "operator-link", kind = kind.name(), link = %id, "audit");
    Ok(app.link(&kind.path(id, &app.masters)))
}

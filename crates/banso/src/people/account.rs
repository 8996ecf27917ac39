//! An account: one person, one address, for life. How it comes to be, and how its address becomes theirs for sure.

use kit::args;
use kit::db::{Count, DbError, Sql, Tx};
use rules::access::Role;
use rules::lang::Lang;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{MembershipId, PersonId, login, new_password, throttle, typed_names};
use crate::app::App;
use crate::frame::Names;
use crate::problem::Problem;
use crate::programmes::CONSULTATION;

/// What is known at a sign-in.
#[derive(Debug, FromQueryResult)]
pub(super) struct Account {
    pub id: Uuid,
    pub confirmed: bool,
    pub hash: Option<String>,
}

impl Account {
    /// The account with that address.
    pub async fn with(sql: &impl Sql, email: &str) -> Result<Option<Self>, DbError> {
        let question = "SELECT p.id, p.email_confirmed_at IS NOT NULL AS confirmed, w.hash
                        FROM people p LEFT JOIN passwords w ON w.person = p.id WHERE p.email = $1";
        sql.first(question, args![email]).await
    }

    /// Whose it is.
    pub fn person(&self) -> PersonId {
        PersonId(self.id)
    }
}

/// A person in the making.
#[derive(Debug)]
pub(super) struct NewPerson<'a> {
    pub email: &'a str,
    /// Whether the address is known to be theirs.
    pub confirmed: bool,
    pub names: &'a Names,
    pub lang: Lang,
    pub zone: &'a str,
    pub hash: &'a str,
}

impl NewPerson<'_> {
    /// Makes the account.
    pub async fn make(self, tx: &Tx) -> Result<PersonId, DbError> {
        let id: PersonId = tx.id();
        tx.run(
            "INSERT INTO people (id, email, email_confirmed_at, family, given, lang, zone, theme, joined_at,
                                 pseudonym)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'auto', $8, $9)",
            args![
                id,
                self.email,
                self.confirmed.then(|| tx.now()),
                self.names.family.as_str(),
                self.names.given.as_str(),
                self.lang.code(),
                self.zone,
                tx.now(),
                tx.db().dice().pseudonym()
            ],
        )
        .await?;
        typed_names::keep(tx, id, self.names).await?;
        new_password::keep(tx, id, self.hash).await?;
        Ok(id)
    }
}

/// A place in a programme.
pub(super) async fn join(
    tx: &Tx,
    person: PersonId,
    (programme, role): (&str, Role),
    made_by: Option<PersonId>,
) -> Result<(), DbError> {
    let id: MembershipId = tx.id();
    let join =
        "INSERT INTO memberships (id, person, programme, role, from_at, made_by) VALUES ($1, $2, $3, $4, $5, $6)";
    tx.run(join, args![id, person, programme, role.word(), tx.now(), made_by.map(|by| by.0)]).await?;
    Ok(())
}

/// Whether somebody has that place now, resting or not.
pub(super) async fn belongs(
    sql: &impl Sql,
    person: PersonId,
    (programme, role): (&str, Role),
) -> Result<bool, DbError> {
    let question = "SELECT count(*) AS value FROM memberships
                    WHERE person = $1 AND programme = $2 AND role = $3 AND left_at IS NULL";
    let count: Option<Count> = sql.first(question, args![person, programme, role.word()]).await?;
    Ok(count.is_some_and(|count| count.value > 0))
}

/// The address answered: it is theirs. Who signed up becomes a client of the open programme by this, once.
pub(super) async fn confirm(tx: &Tx, person: PersonId) -> Result<(), DbError> {
    let confirm = "UPDATE people SET email_confirmed_at = $1 WHERE id = $2 AND email_confirmed_at IS NULL";
    let here = (CONSULTATION, Role::Client);
    if tx.run(confirm, args![tx.now(), person]).await? == 1 && !belongs(tx, person, here).await? {
        join(tx, person, here, None).await?;
    }
    Ok(())
}

/// Sets a password by proof of the address: the address is theirs, every login ends, waiting is forgotten.
pub(super) async fn start_over(tx: &Tx, app: &App, person: PersonId, hash: &str) -> Result<(), Problem> {
    confirm(tx, person).await?;
    new_password::keep(tx, person, hash).await?;
    login::end_others(tx, person, None).await?;
    throttle::forget(tx, app, &email_of(tx, person).await?).await?;
    Ok(())
}

/// A person's address.
pub(super) async fn email_of(sql: &impl Sql, person: PersonId) -> Result<String, Problem> {
    let row: Option<Email> = sql.first("SELECT email FROM people WHERE id = $1", args![person]).await?;
    Ok(row.ok_or(Problem::NotFound)?.email)
}

#[derive(Debug, FromQueryResult)]
struct Email {
    email: String,
}

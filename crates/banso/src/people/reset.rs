//! A forgotten password: the same answer for every address, a mail with a link, a page for the new one. It ends every
//! login and signs nobody in.

use askama::Template;
use kit::args;
use kit::db::{Count, Sql, Tx};
use kit::jobs::NewJob;
use kit::web::{Entry, Fault};

use super::account::{self, Account};
use super::mail_link::{Kind, MailLink, NewLink, withdraw_all};
use super::organisation::around;
use super::sent::Sent;
use super::{PersonId, new_password};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Sample};
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "people/reset.html")]
struct Request {
    f: Frame,
    entry: Entry,
}

#[derive(Template)]
#[template(path = "people/new_password.html")]
struct New {
    f: Frame,
    entry: Entry,
}

/// Asks for the address.
pub(super) async fn show(cx: Cx) -> Answer {
    let (_, f) = around(&cx).await?;
    cx.page(&Request { f, entry: Entry::default() })
}

/// Sends a link to the address, if there is somebody. For nobody it does the same work and its mail goes nowhere.
pub(super) async fn create(cx: Cx, mut entry: Entry) -> Answer {
    let email = entry.email("email");
    let (_, f) = around(&cx).await?;
    if !entry.is_sound() {
        return cx.refuse(&Request { f, entry });
    }
    let person = Account::with(&cx.app.db, &email).await?.map(|account| account.person());
    let mut tx = cx.app.db.begin().await?;
    let link = NewLink { person, lang: cx.lang, ..NewLink::default() }.make(&tx, Kind::ResetPassword).await?;
    let person = person.map(|person| person.0);
    let (kind, key) = ("people/reset", format!("people/reset/{link}"));
    tx.leave(NewJob { kind, about: link.0, person, run_at: tx.now(), key }).await?;
    tx.commit().await?;
    cx.page(&Sent { what: f.t.people_reset_sent(&email), f })
}

/// How many links may be asked for in an hour: more would be somebody who fills another one's mailbox.
pub(super) const AN_HOUR: i64 = 4;

/// How many links of that kind the person was given in the hour before this one, this one included.
pub(super) async fn lately(sql: &impl Sql, link: &MailLink, person: PersonId) -> Result<i64, kit::db::DbError> {
    let question = "SELECT count(*) AS value FROM mail_links
                    WHERE person = $1 AND kind = $2 AND made_at <= $3 AND made_at > $4";
    let hour_before = link.made_at.plus(jiff::SignedDuration::from_hours(-1));
    let count: Option<Count> = sql.first(question, args![person, link.kind.name(), link.made_at, hour_before]).await?;
    Ok(count.map_or(0, |count| count.value))
}

/// The page behind the link.
pub(super) async fn show_new(cx: &Cx) -> Answer {
    let (_, f) = around(cx).await?;
    cx.page(&New { f, entry: Entry::default() })
}

/// Sets the new password.
pub(super) async fn create_new(cx: &Cx, link: &MailLink, mut entry: Entry) -> Answer {
    let person = link.person.ok_or(Problem::NotFound)?;
    let known = account::email_of(&cx.app.db, person).await?;
    let password = new_password::typed(&mut entry, "password", &[&known]);
    if !entry.is_sound() {
        let (_, f) = around(cx).await?;
        return cx.refuse(&New { f, entry });
    }
    let hash = cx.app.passwords.hash(password, cx.app.db.dice()).await?;
    let mut tx = cx.app.db.begin().await?;
    link.spend(&tx).await?;
    account::start_over(&tx, &cx.app, person, &hash).await?;
    changed(&mut tx, person).await?;
    tx.commit().await?;
    cx.go_saying("/sign-in", Flash::PasswordChanged)
}

/// What follows every change of a password: open links to change it are void, and its owner hears of it.
pub(super) async fn changed(tx: &mut Tx, person: PersonId) -> Result<(), Problem> {
    withdraw_all(tx, person, Kind::ResetPassword).await?;
    let key = format!("people/password-changed/{person}/{}", tx.now().0);
    let (kind, run_at) = ("people/password-changed", tx.now());
    tx.leave(NewJob { kind, about: person.0, person: Some(person.0), run_at, key }).await?;
    Ok(())
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let f = f.clone().signed_out();
    let mut short = Entry::default();
    short.refuse("password", Fault::TooShort(new_password::SHORTEST));
    let mut unreadable = Entry::default().with("email", "yui.example.test");
    unreadable.refuse("email", Fault::Email);
    let what = f.t.people_reset_sent("yui@example.test");
    vec![
        Sample::new("reset", &Request { f: f.clone(), entry: Entry::default() }),
        Sample::new("reset-unreadable", &Request { f: f.clone(), entry: unreadable }),
        Sample::new("reset-sent", &Sent { f: f.clone(), what }),
        Sample::new("new-password", &New { f: f.clone(), entry: Entry::default() }),
        Sample::new("new-password-short", &New { f, entry: short }),
    ]
}

//! Accepting an invitation: a new person says their names and sets a password; who is here already just joins.

use askama::Template;
use kit::db::{DbError, Tx};
use kit::web::{Entry, Fault};
use rules::access::Role;

use super::account::{self, Account, NewPerson, join};
use super::mail_link::MailLink;
use super::organisation::around;
use super::sign_up::chosen_lang;
use super::{PersonId, new_password, typed_names};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Names, Sample, lang_name};
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "people/acceptance.html")]
struct Acceptance {
    f: Frame,
    entry: Entry,
    email: String,
    role: Role,
    /// Whether there is an account whose address is confirmed.
    known: bool,
}

impl Acceptance {
    fn labels(&self) -> Vec<(&'static str, String)> {
        let mut labels = typed_names::labels(&self.f);
        labels.extend([("password", self.f.t.people_password()), ("lang", self.f.t.people_language())]);
        labels
    }
}

/// What the invitation says.
struct Invited<'a> {
    email: &'a str,
    programme: &'a str,
    role: Role,
}

fn invited(link: &MailLink) -> Result<Invited<'_>, Problem> {
    let (programme, role) = link.place.as_ref().ok_or(Problem::NotFound)?;
    Ok(Invited { email: link.email.as_deref().ok_or(Problem::NotFound)?, programme, role: *role })
}

/// The page behind the link.
pub(super) async fn show(cx: &Cx, link: &MailLink) -> Answer {
    let (family, given) = link.names.clone().unwrap_or_default();
    let entry = Entry::default().with("family", family).with("given", given).with("lang", lang_name(link.lang));
    let (_, f) = around(cx).await?;
    let Invited { email, role, .. } = invited(link)?;
    let known = Account::with(&cx.app.db, email).await?.is_some_and(|account| account.confirmed);
    cx.page(&Acceptance { f, entry, email: email.to_owned(), role, known })
}

/// Joins.
pub(super) async fn create(cx: &Cx, link: &MailLink, mut entry: Entry) -> Answer {
    let invited = invited(link)?;
    let account = Account::with(&cx.app.db, invited.email).await?;
    if let Some(account) = account.as_ref().filter(|account| account.confirmed) {
        return join_again(cx, link, &invited, account.person()).await;
    }
    let names = typed_names::names(&mut entry);
    let lang = chosen_lang(&mut entry);
    let about = [invited.email, names.family.as_str(), names.given.as_str()];
    let password = new_password::typed(&mut entry, "password", &about);
    let (organisation, f) = around(cx).await?;
    if !entry.is_sound() {
        let (email, role) = (invited.email.to_owned(), invited.role);
        return cx.refuse(&Acceptance { f, entry, email, role, known: false });
    }
    let hash = cx.app.passwords.hash(password, cx.app.db.dice()).await?;
    let tx = cx.app.db.begin().await?;
    link.spend(&tx).await?;
    let person = match account {
        Some(unproved) => take_over(cx, &tx, unproved.person(), &names, &hash).await?,
        None => {
            let (email, zone) = (invited.email, organisation.zone.as_str());
            let person = NewPerson { email, confirmed: true, names: &names, lang, zone, hash: &hash };
            match person.make(&tx).await {
                // somebody signed up with it a moment ago: the link is not used up, its page knows them now
                Err(DbError::Exists(_)) => return cx.go(&cx.path),
                made => made?,
            }
        }
    };
    join_once(&tx, person, &invited, link.made_by).await?;
    tx.commit().await?;
    cx.go_saying("/sign-in", Flash::Joined)
}

/// Somebody signed up with the address and never proved it: the account belongs to who holds the mail.
async fn take_over(cx: &Cx, tx: &Tx, person: PersonId, names: &Names, hash: &str) -> Result<PersonId, Problem> {
    typed_names::keep(tx, person, names).await?;
    account::start_over(tx, &cx.app, person, hash).await?;
    Ok(person)
}

/// A role more for an account that stands.
async fn join_again(cx: &Cx, link: &MailLink, invited: &Invited<'_>, person: PersonId) -> Answer {
    let tx = cx.app.db.begin().await?;
    link.spend(&tx).await?;
    join_once(&tx, person, invited, link.made_by).await?;
    tx.commit().await?;
    cx.go_saying(if cx.viewer.is_some() { "/" } else { "/sign-in" }, Flash::Joined)
}

/// Who has the place already, resting or not, keeps it as it is.
async fn join_once(tx: &Tx, person: PersonId, invited: &Invited<'_>, by: Option<PersonId>) -> Result<(), Problem> {
    let here = (invited.programme, invited.role);
    if !account::belongs(tx, person, here).await? {
        join(tx, person, here, by).await?;
    }
    Ok(())
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let f = f.clone().signed_out();
    let page = |entry, known| Acceptance {
        f: f.clone(),
        entry,
        email: "ichika.sawa@example.test".into(),
        role: Role::Supporter,
        known,
    };
    let start = || Entry::default().with("family", "沢").with("given", "一花").with("lang", lang_name(f.lang));
    let mut short = start();
    short.refuse("password", Fault::TooShort(new_password::SHORTEST));
    vec![
        Sample::new("acceptance", &page(start(), false)),
        Sample::new("acceptance-short", &page(short, false)),
        Sample::new("acceptance-known", &page(Entry::default(), true)),
    ]
}

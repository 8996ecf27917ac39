//! Signing up, where the organisation is open. Every address gets the same page; what differs is in the mail: a link
//! to confirm it, or word to its owner that somebody tried.

use askama::Template;
use kit::db::DbError;
use kit::jobs::NewJob;
use kit::web::{Entry, Fault};
use rules::lang::Lang;

use super::account::{Account, NewPerson};
use super::mail_link::{Kind, NewLink};
use super::organisation::{Organisation, around};
use super::sent::Sent;
use super::{new_password, typed_names};
use crate::cx::Cx;
use crate::frame::{Frame, Names, Sample, lang_name, lang_named};
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "people/sign_up.html")]
struct SignUp {
    f: Frame,
    entry: Entry,
}

impl SignUp {
    fn labels(&self) -> Vec<(&'static str, String)> {
        let mut labels = typed_names::labels(&self.f);
        labels.extend([
            ("email", self.f.t.people_email()),
            ("password", self.f.t.people_password()),
            ("lang", self.f.t.people_language()),
        ]);
        labels
    }
}

struct Applicant {
    email: String,
    names: Names,
    lang: Lang,
    hash: String,
}

async fn open(cx: &Cx) -> Result<(Organisation, Frame), Problem> {
    let (organisation, f) = around(cx).await?;
    if organisation.open { Ok((organisation, f)) } else { Err(Problem::NotFound) }
}

/// The form.
pub(super) async fn show(cx: Cx) -> Answer {
    let (_, f) = open(&cx).await?;
    cx.page(&SignUp { entry: Entry::default().with("lang", lang_name(cx.lang)), f })
}

/// Signs up.
pub(super) async fn create(cx: Cx, mut entry: Entry) -> Answer {
    let (organisation, f) = open(&cx).await?;
    let names = typed_names::names(&mut entry);
    let email = entry.email("email");
    let lang = chosen_lang(&mut entry);
    let password = new_password::typed(&mut entry, "password", &[&email, &names.family, &names.given]);
    if !entry.is_sound() {
        return cx.refuse(&SignUp { f, entry });
    }
    let hash = cx.app.passwords.hash(password, cx.app.db.dice()).await?;
    let what = f.t.people_sign_up_sent(&email);
    apply(&cx, &organisation, &Applicant { email, names, lang, hash }).await?;
    cx.page(&Sent { f, what })
}

async fn apply(cx: &Cx, organisation: &Organisation, applicant: &Applicant) -> Result<(), Problem> {
    let Applicant { email, names, lang, hash } = applicant;
    let mut tx = cx.app.db.begin().await?;
    let known = Account::with(&tx, email).await?;
    let run_at = tx.now();
    match known {
        Some(account) => {
            let (person, kind) = (account.id, "people/tried");
            // a mail an hour is enough to know
            let key = format!("people/tried/{person}/{}", run_at.0 / 3_600_000_000);
            tx.leave(NewJob { kind, about: person, person: Some(person), run_at, key }).await?;
        }
        None => {
            let person = NewPerson { email, confirmed: false, names, lang: *lang, zone: &organisation.zone, hash };
            let person = match person.make(&tx).await {
                // the same address twice at the same moment: the other one sends the mail
                Err(DbError::Exists(_)) => return Ok(()),
                made => made?,
            };
            let link = NewLink { person: Some(person), lang: *lang, ..NewLink::default() };
            let link = link.make(&tx, Kind::ConfirmEmail).await?;
            let (kind, key) = ("people/confirm", format!("people/confirm/{link}"));
            tx.leave(NewJob { kind, about: link.0, person: Some(person.0), run_at, key }).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// A language from the field `lang`.
pub(super) fn chosen_lang(entry: &mut Entry) -> Lang {
    let lang = lang_named(entry.value("lang"));
    if lang.is_none() {
        entry.refuse("lang", Fault::Choice);
    }
    lang.unwrap_or_default()
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let f = f.clone().signed_out();
    let mut wrong = Entry::default().with("family", "田中").with("email", "yui@").with("lang", "ja");
    wrong.refuse("given", Fault::Missing);
    wrong.refuse("email", Fault::Email);
    wrong.refuse("password", Fault::Guessable);
    let what = f.t.people_sign_up_sent("yui@example.test");
    vec![
        Sample::new("sign-up", &SignUp { f: f.clone(), entry: Entry::default().with("lang", lang_name(f.lang)) }),
        Sample::new("sign-up-wrong", &SignUp { f: f.clone(), entry: wrong }),
        Sample::new("sign-up-sent", &Sent { f, what }),
    ]
}

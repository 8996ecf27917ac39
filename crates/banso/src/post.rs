//! Mail to people: who they are and how they read it, looked up when it is sent. Every mail says what, when with
//! weekday and zone, and a link; never the topic. Slices write the words, jobs send them.

use kit::args;
use kit::db::{Db, DbError, Sql};
use kit::jobs::Job;
use kit::mail::Mail;
use rules::lang::Lang;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::app::App;
use crate::frame::{Calendar, Names, lang_named, words};
use crate::l10n::L10nLanguage;
use crate::people::{Organisation, PersonId};

/// Who receives a mail, and how they read.
#[derive(Clone)]
pub struct Recipient {
    /// The person.
    pub person: PersonId,
    /// Their address.
    pub email: String,
    /// Their name.
    pub names: Names,
    /// Their language.
    pub lang: Lang,
    /// Their dates and times.
    pub calendar: Calendar,
    /// The words of their language.
    pub(crate) t: &'static L10nLanguage,
    organisation: String,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    email: String,
    family: String,
    given: String,
    family_latin: Option<String>,
    given_latin: Option<String>,
    lang: String,
    zone: String,
    name_ja: Option<String>,
    name_en: Option<String>,
}

/// What a mail says. The greeting, the reason and the organisation are added around it.
#[derive(Clone, Debug, Default)]
pub struct Letterhead {
    /// The subject, without the organisation.
    pub subject: String,
    /// The lines.
    pub lines: Vec<String>,
    /// Where the one link leads, as a path.
    pub link: Option<String>,
    /// A calendar object and its method.
    pub calendar: Option<(&'static str, String)>,
}

impl Recipient {
    /// Looks a person up. Who left has no address any more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(db: &Db, person: PersonId) -> Result<Option<Self>, DbError> {
        let question =
            "SELECT p.email, p.family, p.given, p.family_latin, p.given_latin, p.lang, p.zone, o.name_ja, o.name_en
                        FROM people p LEFT JOIN organisation o ON o.id = 1 WHERE p.id = $1";
        let row: Option<Row> = db.first(question, args![person]).await?;
        Ok(row.map(|row| row.recipient(db, person)).filter(|to| !to.names.are_gone()))
    }

    /// Somebody who is not here yet and is invited: how to call them is known or is their address.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn guest(db: &Db, email: &str, names: Option<(String, String)>, lang: Lang) -> Result<Self, DbError> {
        let place = Organisation::load(db).await?;
        let (family, given) = names.unwrap_or_else(|| (email.to_owned(), String::new()));
        let row = Row {
            email: email.to_owned(),
            family,
            given,
            family_latin: None,
            given_latin: None,
            lang: lang.code().to_owned(),
            zone: place.zone,
            name_ja: place.founded.then_some(place.name_ja),
            name_en: place.founded.then_some(place.name_en),
        };
        Ok(row.recipient(db, PersonId(Uuid::nil())))
    }

    /// Sends them a mail.
    ///
    /// # Errors
    /// Why it did not leave, without content.
    pub async fn send(&self, app: &App, job: &Job, head: Letterhead) -> Result<(), String> {
        let name = self.names.full(self.lang).trim().to_owned();
        let mut text = vec![self.t.post_greeting(&name), String::new()];
        text.extend(head.lines);
        if let Some(path) = &head.link {
            text.extend([String::new(), app.link(path)]);
        }
        text.extend([String::new(), "--".into(), self.t.post_why(&self.organisation), app.link("/help")]);
        let mail = Mail {
            job: job.id,
            person: Some(self.person.0).filter(|person| !person.is_nil()),
            address: self.email.clone(),
            name,
            kind: job.kind.clone(),
            subject: self.t.post_subject(head.subject, &self.organisation),
            text: text.join("\n"),
            calendar: head.calendar,
        };
        app.mailer.deliver(&app.db, &mail).await.map_err(|error| error.to_string())
    }
}

impl Row {
    fn recipient(self, db: &Db, person: PersonId) -> Recipient {
        let lang = lang_named(&self.lang).unwrap_or_default();
        let organisation = match lang {
            Lang::Ja => self.name_ja,
            Lang::En => self.name_en,
        };
        Recipient {
            person,
            email: self.email,
            names: Names {
                family: self.family,
                given: self.given,
                kana: None,
                latin: self.family_latin.zip(self.given_latin),
            },
            lang,
            calendar: Calendar::new(lang, Some(&self.zone), db.clock().now()),
            t: words(lang),
            organisation: organisation.unwrap_or_else(|| words(lang).frame_product()),
        }
    }
}

/// The person a job is for.
///
/// # Errors
/// When there is none.
pub fn person_of(job: &Job) -> Result<PersonId, String> {
    job.person.map(PersonId).filter(|person| person.0 != Uuid::nil()).ok_or_else(|| "a mail for nobody".to_owned())
}

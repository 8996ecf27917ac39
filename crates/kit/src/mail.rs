//! Mail leaves through jobs only. A kept outbox stands in for the world in the demo and in tests.
//!
//! Headers are built by the library, never by joining text; a mail carries no counselling content by its callers' rule.

use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use uuid::Uuid;

use crate::args;
use crate::db::{Db, DbError};

/// One mail to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The job that sends it; sent twice, it is the same mail with the same Message-ID.
    pub job: Uuid,
    /// To whom.
    pub person: Option<Uuid>,
    /// The address.
    pub address: String,
    /// The name beside the address.
    pub name: String,
    /// What the mail is, for the administrator's list.
    pub kind: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// A calendar object and its iTIP method (`REQUEST`, `CANCEL`).
    pub calendar: Option<(&'static str, String)>,
}

/// How mail leaves.
#[derive(Clone, Debug)]
pub enum Mailer {
    /// Through a server.
    Smtp {
        /// The server.
        transport: Box<AsyncSmtpTransport<Tokio1Executor>>,
        /// The sender.
        from: Mailbox,
    },
    /// It stays in the outbox, readable: demo and tests.
    Kept,
}

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The server's address or the sender's is not one.
    #[error("mail settings: {0}")]
    Settings(String),
    /// The mail could not be built.
    #[error("the mail could not be built")]
    Build,
    /// The server did not take it.
    #[error("the mail server did not take it: {0}")]
    Server(#[from] lettre::transport::smtp::Error),
    /// It left, but could not be written down.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Mailer {
    /// Mail through `smtp://…` or `smtps://…`, from `from`.
    ///
    /// # Errors
    /// [`MailError::Settings`].
    pub fn smtp(url: &str, from: &str) -> Result<Self, MailError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| MailError::Settings(error.to_string()))?
            .build();
        let from = from.parse().map_err(|_| MailError::Settings(format!("{from} is not an address")))?;
        Ok(Self::Smtp { transport: Box::new(transport), from })
    }

    /// Sends, then writes down that it was sent. The text itself is kept only in a kept outbox.
    ///
    /// # Errors
    /// [`MailError`].
    pub async fn deliver(&self, db: &Db, mail: &Mail) -> Result<(), MailError> {
        if let Self::Smtp { transport, from } = self {
            transport.send(message(mail, from)?).await?;
        }
        let kept = matches!(self, Self::Kept);
        let text = |text: &str| kept.then(|| text.to_owned());
        let calendar = mail.calendar.as_ref().and_then(|(_, object)| text(object));
        let tx = db.begin().await?;
        tx.run(
            "INSERT INTO mails (job, person, address, kind, subject, body, calendar, sent_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (job) DO NOTHING",
            args![
                mail.job,
                mail.person,
                mail.address.as_str(),
                mail.kind.as_str(),
                text(&mail.subject),
                text(&mail.text),
                calendar,
                tx.now()
            ],
        )
        .await?;
        Ok(tx.commit().await?)
    }
}

fn message(mail: &Mail, from: &Mailbox) -> Result<Message, MailError> {
    let address = mail.address.parse().map_err(|_| MailError::Build)?;
    let domain = from.email.domain();
    let head = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(Some(one_line(&mail.name)), address))
        .subject(one_line(&mail.subject))
        .message_id(Some(format!("<{}@{domain}>", mail.job)));
    let text = SinglePart::plain(mail.text.clone());
    let built = match &mail.calendar {
        None => head.singlepart(text),
        Some((method, object)) => {
            let kind = |text: &str| ContentType::parse(text).map_err(|_| MailError::Build);
            let inline = SinglePart::builder()
                .header(kind(&format!("text/calendar; charset=utf-8; method={method}"))?)
                .body(object.clone());
            let file = Attachment::new("invite.ics".into()).body(object.clone(), kind("application/ics")?);
            head.multipart(
                MultiPart::mixed()
                    .multipart(MultiPart::alternative().singlepart(text).singlepart(inline))
                    .singlepart(file),
            )
        }
    };
    built.map_err(|_| MailError::Build)
}

/// A header is one line, whatever a name contains.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_add_a_header() {
        let mail = Mail {
            job: Uuid::nil(),
            person: None,
            address: "yui@example.test".into(),
            name: "Yui\r\nBcc: all@example.test".into(),
            kind: "reminder".into(),
            subject: "明日の打合せ\r\nX-Evil: 1".into(),
            text: "本文".into(),
            calendar: Some(("REQUEST", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".into())),
        };
        let from: Mailbox = "伴走舎 <office@example.test>".parse().unwrap();
        let raw = String::from_utf8(message(&mail, &from).unwrap().formatted()).unwrap();
        let head = raw.split("\r\n\r\n").next().unwrap();
        assert!(!head.lines().any(|line| line.starts_with("Bcc:") || line.starts_with("X-Evil:")), "{head}");
        assert!(head.contains("Message-ID: <00000000-0000-0000-0000-000000000000@example.test>"), "{head}");
    }
}

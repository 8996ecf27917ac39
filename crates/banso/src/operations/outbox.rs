//! Mails that left, or that stay here because no mail server is set. For administrators: what, to whom, when. The text
//! is shown only where it was kept; the links in it open somebody's account, so outside a demo those mails stay shut.

use askama::Template;
use axum::extract::Path;
use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use rules::access::Role;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::kinds::words;
use crate::cx::Cx;
use crate::frame::{Frame, Sample};
use crate::problem::{Answer, Problem};

const NEWEST: i64 = 100;

#[derive(Template)]
#[template(path = "operations/outbox.html")]
struct Outbox {
    f: Frame,
    kept: bool,
    mails: Vec<Listed>,
}

#[derive(Template)]
#[template(path = "operations/mail.html")]
struct Shown {
    f: Frame,
    mail: Kept,
}

#[derive(Clone, Debug, FromQueryResult)]
struct Listed {
    job: Uuid,
    address: String,
    kind: String,
    subject: Option<String>,
    sent_at: Instant,
}

#[derive(Clone, Debug, FromQueryResult)]
struct Kept {
    address: String,
    kind: String,
    subject: String,
    body: String,
    calendar: Option<String>,
    sent_at: Instant,
}

/// The newest mails.
pub(super) async fn show(cx: Cx) -> Answer {
    may_look(&cx)?;
    let question = "SELECT job, address, kind, subject, sent_at FROM mails ORDER BY sent_at DESC, job DESC LIMIT $1";
    let mails: Vec<Listed> = cx.app.db.all(question, args![NEWEST]).await?;
    let demo = cx.app.demo;
    let mails = mails
        .into_iter()
        .map(|mail| Listed { subject: mail.subject.filter(|_| demo || !opens_an_account(&mail.kind)), ..mail });
    cx.page(&Outbox { f: cx.frame(), kept: matches!(cx.app.mailer, kit::mail::Mailer::Kept), mails: mails.collect() })
}

/// One mail as it was written.
pub(super) async fn mail(cx: Cx, Path(id): Path<Uuid>) -> Answer {
    may_look(&cx)?;
    let question = "SELECT address, kind, subject, body, calendar, sent_at FROM mails
                    WHERE job = $1 AND subject IS NOT NULL AND body IS NOT NULL";
    let mail: Kept = cx.app.db.first(question, args![id]).await?.ok_or(Problem::NotFound)?;
    if !cx.app.demo && opens_an_account(&mail.kind) {
        return Err(Problem::NotFound);
    }
    cx.page(&Shown { f: cx.frame(), mail })
}

fn may_look(cx: &Cx) -> Result<(), Problem> {
    let administrator = cx.viewer.as_ref().is_some_and(|viewer| viewer.has(Role::Administrator));
    if cx.app.demo || administrator { Ok(()) } else { Err(Problem::NotFound) }
}

/// The links in mails about accounts would make an administrator anybody, with all that they may read.
fn opens_an_account(kind: &str) -> bool {
    kind.starts_with("people/")
}

impl Listed {
    fn kind_words(&self, f: &Frame) -> String {
        words(f.t, &self.kind)
    }
}

impl Kept {
    fn kind_words(&self, f: &Frame) -> String {
        words(f.t, &self.kind)
    }

    /// The text with its addresses as links, in pieces.
    fn pieces(&self) -> Vec<(bool, &str)> {
        let mut pieces = Vec::new();
        for line in self.body.split_inclusive('\n') {
            let bare = line.trim();
            let link = bare.starts_with("http://") || bare.starts_with("https://");
            pieces.push((link, if link { bare } else { line }));
        }
        pieces
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let mut f = f.clone();
    f.roles = vec![Role::Administrator];
    let at = Instant(1_796_180_000_000_000);
    let mail = Kept {
        address: "yui.tanaka@example.test".into(),
        kind: "meetings/confirmed".into(),
        subject: f.t.operations_sample_subject(),
        body: f.t.operations_sample_mail(f.calendar.at(&at)),
        calendar: None,
        sent_at: at,
    };
    let listed = |subject: Option<String>| Listed {
        job: Uuid::nil(),
        address: mail.address.clone(),
        kind: mail.kind.clone(),
        subject,
        sent_at: at,
    };
    let kept = Outbox { f: f.clone(), kept: true, mails: vec![listed(Some(mail.subject.clone())), listed(None)] };
    vec![
        Sample::new("outbox", &kept),
        Sample::new("outbox-empty", &Outbox { f: f.clone(), kept: false, mails: vec![] }),
        Sample::new("outbox-mail", &Shown { f, mail }),
    ]
}

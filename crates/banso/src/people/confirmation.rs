//! Confirming a mail address: one page with one button.

use askama::Template;

use super::account;
use super::mail_link::MailLink;
use super::organisation::around;
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Sample};
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "people/confirmation.html")]
struct Confirmation {
    f: Frame,
}

/// The button.
pub(super) async fn show(cx: &Cx) -> Answer {
    let (_, f) = around(cx).await?;
    cx.page(&Confirmation { f })
}

/// The address is theirs. Nobody is signed in by this: the link may be open on another device.
pub(super) async fn create(cx: &Cx, link: &MailLink) -> Answer {
    let person = link.person.ok_or(Problem::NotFound)?;
    let tx = cx.app.db.begin().await?;
    link.spend(&tx).await?;
    account::confirm(&tx, person).await?;
    tx.commit().await?;
    cx.go_saying("/sign-in", Flash::EmailConfirmed)
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    vec![Sample::new("confirmation", &Confirmation { f: f.clone().signed_out() })]
}

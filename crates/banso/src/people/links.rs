//! The page behind a link in a mail, whatever it is for. Opening changes nothing; its button does.

use axum::extract::Path;
use kit::web::Entry;

use super::mail_link::{Kind, MailLink};
use super::{MailLinkId, acceptance, confirmation, reset};
use crate::cx::Cx;
use crate::problem::{Answer, Problem};

/// Says what the button will do.
pub(super) async fn show(cx: Cx, path: Path<(MailLinkId, String)>) -> Answer {
    let link = MailLink::opened(&cx, path).await?;
    match link.kind {
        Kind::ConfirmEmail => confirmation::show(&cx).await,
        Kind::ResetPassword => reset::show_new(&cx).await,
        Kind::Invitation => acceptance::show(&cx, &link).await,
        Kind::Founding => Err(Problem::NotFound),
    }
}

/// Does it, once.
pub(super) async fn create(cx: Cx, path: Path<(MailLinkId, String)>, entry: Entry) -> Answer {
    let link = MailLink::opened(&cx, path).await?;
    match link.kind {
        Kind::ConfirmEmail => confirmation::create(&cx, &link).await,
        Kind::ResetPassword => reset::create_new(&cx, &link, entry).await,
        Kind::Invitation => acceptance::create(&cx, &link, entry).await,
        Kind::Founding => Err(Problem::NotFound),
    }
}

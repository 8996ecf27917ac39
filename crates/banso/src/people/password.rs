//! Changing one's password: asks for the old one, ends every other login, and tells the owner by mail.

use askama::Template;
use axum::http::HeaderMap;
use kit::web::{Entry, Fault};

use super::proof::Proof;
use super::{login, new_password, reset};
use crate::cx::{Cx, set_cookie};
use crate::frame::{Flash, Frame, Sample};
use crate::problem::Answer;

#[derive(Template)]
#[template(path = "people/password.html")]
struct Password {
    f: Frame,
    entry: Entry,
    email: String,
}

/// The form.
pub(super) async fn show(cx: Cx) -> Answer {
    let email = cx.viewer()?.email.clone();
    cx.page(&Password { f: cx.frame(), entry: Entry::default(), email })
}

/// Changes it. A wrong old one counts like a failed sign-in: a login left open is no place to guess.
pub(super) async fn create(cx: Cx, headers: HeaderMap, mut entry: Entry) -> Answer {
    let viewer = cx.viewer()?;
    let (email, names) = (viewer.email.clone(), &viewer.names);
    entry.secret("current", 1, 400);
    let password = new_password::typed(&mut entry, "password", &[&email, &names.family, &names.given]);
    if !entry.is_sound() {
        return cx.refuse(&Password { f: cx.frame(), entry, email });
    }
    let Some(proof) = Proof::asked(&cx, &headers, &mut entry, "current").await? else {
        return cx.refuse(&Password { f: cx.frame(), entry, email });
    };
    let hash = cx.app.passwords.hash(password, cx.app.db.dice()).await?;
    let mut tx = cx.app.db.begin().await?;
    new_password::keep(&tx, viewer.person, &hash).await?;
    login::end_others(&tx, viewer.person, Some(viewer.login)).await?;
    reset::changed(&mut tx, viewer.person).await?;
    let device = proof.counts(&cx, &tx).await?;
    tx.commit().await?;
    let mut response = cx.go_saying("/me", Flash::PasswordChanged)?;
    if let Some(device) = device {
        set_cookie(&mut response, device);
    }
    Ok(response)
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let mut wrong = Entry::default();
    wrong.refuse("current", Fault::Wrong);
    let page = |entry| Password { f: f.clone(), entry, email: "yui@example.test".into() };
    vec![Sample::new("password", &page(Entry::default())), Sample::new("password-wrong", &page(wrong))]
}

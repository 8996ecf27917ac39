//! Asking for the password once more, before something that a login alone must not do. A wrong one counts like a sign-in
//! that failed: a browser left open is no place to guess.

use axum::http::{HeaderMap, HeaderValue};
use kit::db::Tx;
use kit::web::{Entry, Fault};
use rules::throttle::Verdict;

use super::account::Account;
use super::throttle::Try;
use crate::cx::Cx;
use crate::problem::Problem;

/// The viewer has said their password.
#[derive(Debug)]
pub(crate) struct Proof(Try);

impl Proof {
    /// Looks at what was typed in `field`; leaves a fault there when it is not the password.
    ///
    /// # Errors
    /// [`Problem::TooMany`] for who has to wait.
    pub async fn asked(cx: &Cx, headers: &HeaderMap, entry: &mut Entry, field: &str) -> Result<Option<Self>, Problem> {
        let email = cx.viewer()?.email.as_str();
        let typed = entry.secret(field, 1, 400);
        if !entry.is_sound() {
            return Ok(None);
        }
        let attempt = Try::of(cx, headers, email);
        if let Verdict::Wait { .. } = attempt.begin(&cx.app).await? {
            return Err(Problem::TooMany);
        }
        let account = Account::with(&cx.app.db, email).await?.ok_or(Problem::NotFound)?;
        if cx.app.passwords.verify(typed, account.hash.as_deref()).await? {
            return Ok(Some(Self(attempt)));
        }
        entry.refuse(field, Fault::Wrong);
        Ok(None)
    }

    /// In the change that it was asked for: the try was none that failed. Answers the device's cookie when it needs one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn counts(&self, cx: &Cx, tx: &Tx) -> Result<Option<HeaderValue>, Problem> {
        self.0.succeeded(cx, tx).await
    }
}

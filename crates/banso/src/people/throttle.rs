//! Counting sign-ins that fail, per account, device and address, for `rules::throttle`, which decides who waits.
//!
//! A try is counted before the password is looked at, so that a thousand at once are not a thousand guesses. A device
//! that has signed in to the account before has a row of its own, and strangers' failures do not reach it.

use axum::http::HeaderMap;
use axum_extra::extract::CookieJar;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kit::args;
use kit::db::{DbError, Sql, Tx};
use kit::time::Instant;
use rules::throttle::{Device, Failures, Verdict, sign_in};
use sea_orm::FromQueryResult;

use crate::app::App;
use crate::cx::{Cx, cookie_name};
use crate::problem::Problem;

/// The cookie by which a browser is known again.
const DEVICE: &str = "device";
/// For how long.
const DEVICE_SECONDS: i64 = 400 * 24 * 3600;
/// The device of everybody who is not known.
const NEW: &str = "";

/// One try to sign in.
#[derive(Debug)]
pub(super) struct Try {
    account: String,
    address: Option<String>,
    device: String,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    account: String,
    device: String,
    failures: i64,
    last_at: Instant,
}

impl Try {
    /// From this browser, for this address of mail.
    pub fn of(cx: &Cx, headers: &HeaderMap, email: &str) -> Self {
        let jar = CookieJar::from_headers(headers);
        let device = jar.get(&cookie_name(&cx.app, DEVICE)).map(|cookie| tag(&cx.app, "device", cookie.value()));
        let address = cx.address.map(|address| tag(&cx.app, "sign-in-address", &address.to_string()));
        Self { account: account(&cx.app, email), address, device: device.unwrap_or_default() }
    }

    /// Whether it is heard now. If so it counts as failed until [`Try::succeeded`] says otherwise.
    pub async fn begin(&self, app: &App) -> Result<Verdict, Problem> {
        let tx = app.db.begin().await?;
        let rows = self.rows(&tx).await?;
        let now = tx.now().timestamp();
        let find = |account: &str, device: &str| {
            let row = rows.iter().find(|row| row.account == account && row.device == device);
            row.map(|row| row.failures().at(now))
        };
        let known =
            Some(self.device.as_str()).filter(|device| *device != NEW).and_then(|device| find(&self.account, device));
        let device = known.map_or(Device::New, Device::Known);
        let of_address = self.address.as_deref().and_then(|address| find(address, NEW)).unwrap_or_default();
        let of_account = find(&self.account, NEW).unwrap_or_default();
        let verdict = sign_in(device, of_account, of_address, now);
        if verdict == Verdict::Go {
            match known {
                Some(own) => count(&tx, &self.account, &self.device, own).await?,
                None => count(&tx, &self.account, NEW, of_account).await?,
            }
            if let (Some(address), None) = (&self.address, known) {
                count(&tx, address, NEW, of_address).await?;
            }
        }
        tx.commit().await?;
        Ok(verdict)
    }

    /// It was the right person: this device is known from now on, and what it counted is forgotten. Answers the
    /// device's cookie when it needs one.
    pub async fn succeeded(&self, cx: &Cx, tx: &Tx) -> Result<Option<axum::http::HeaderValue>, Problem> {
        let known = self.rows(tx).await?.iter().any(|row| row.device == self.device && row.device != NEW);
        let token = (!known).then(|| URL_SAFE_NO_PAD.encode(tx.db().dice().bytes::<24>()));
        let device = token.as_deref().map_or_else(|| self.device.clone(), |token| tag(&cx.app, "device", token));
        keep(tx, &self.account, &device, Failures::default()).await?;
        if !known {
            self.take_back(tx).await?;
        }
        Ok(token.map(|token| cx.cookie(DEVICE, &token).max_age_seconds(DEVICE_SECONDS)))
    }

    /// The one try of a new device that turned out to be the person is no failure of the account or the address.
    async fn take_back(&self, tx: &Tx) -> Result<(), DbError> {
        let address = self.address.as_deref().unwrap_or_default();
        let less = "UPDATE sign_in_failures SET failures = failures - 1
                    WHERE device = '' AND failures > 0 AND (account = $1 OR account = $2)";
        tx.run(less, args![self.account.as_str(), address]).await?;
        Ok(())
    }

    async fn rows(&self, tx: &Tx) -> Result<Vec<Row>, DbError> {
        let question = format!(
            "SELECT account, device, failures, last_at FROM sign_in_failures
             WHERE (account = $1 AND (device = '' OR device = $2)) OR (account = $3 AND device = '')
             ORDER BY account, device {}",
            tx.db().engine().for_update()
        );
        let address = self.address.as_deref().unwrap_or_default();
        tx.all(&question, args![self.account.as_str(), self.device.as_str(), address]).await
    }
}

impl Row {
    fn failures(&self) -> Failures {
        let count = u32::try_from(self.failures).unwrap_or(u32::MAX);
        Failures { count, last: (count > 0).then(|| self.last_at.timestamp()) }
    }
}

/// What new devices failed at is forgotten: the person has proved by mail who they are.
pub(super) async fn forget(tx: &Tx, app: &App, email: &str) -> Result<(), DbError> {
    tx.run("DELETE FROM sign_in_failures WHERE account = $1 AND device = ''", args![account(app, email)]).await?;
    Ok(())
}

/// Everything that was counted for the account, on every device: it is no account any more.
pub(super) async fn forget_account(tx: &Tx, app: &App, email: &str) -> Result<(), DbError> {
    tx.run("DELETE FROM sign_in_failures WHERE account = $1", args![account(app, email)]).await?;
    Ok(())
}

async fn count(tx: &Tx, account: &str, device: &str, so_far: Failures) -> Result<(), DbError> {
    keep(tx, account, device, so_far.and_one(tx.now().timestamp())).await
}

async fn keep(tx: &Tx, account: &str, device: &str, failures: Failures) -> Result<(), DbError> {
    tx.run(
        "INSERT INTO sign_in_failures (account, device, failures, last_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account, device) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at",
        args![account, device, i64::from(failures.count), tx.now()],
    )
    .await?;
    Ok(())
}

fn account(app: &App, email: &str) -> String {
    tag(app, "sign-in-account", email)
}

fn tag(app: &App, purpose: &str, text: &str) -> String {
    URL_SAFE_NO_PAD.encode(app.masters.tag(purpose, text.as_bytes()))
}

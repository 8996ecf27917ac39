//! Signing in and out. Known and unknown addresses get the same answer in the same time; who guesses waits longer
//! with every guess, who has signed in with this browser before is counted by itself and stays welcome.

use askama::Template;
use axum::http::header::USER_AGENT;
use axum::http::{HeaderMap, StatusCode};
use kit::web::{Entry, Fault};
use rules::throttle::Verdict;

use super::account::Account;
use super::organisation::{Organisation, around};
use super::throttle::Try;
use super::{PersonId, login};
use crate::cx::{Cx, LOGIN, set_cookie};
use crate::frame::{Flash, Frame, Sample, back};
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "people/sign_in.html")]
struct SignIn {
    f: Frame,
    entry: Entry,
    /// Whether something written waits for its writer.
    held: bool,
    /// Whether anybody may sign up.
    open: bool,
    /// Seconds until the next try is heard.
    wait: i64,
}

impl SignIn {
    fn new((organisation, f): (Organisation, Frame), entry: Entry) -> Self {
        let held = entry.value("next").starts_with("/held/");
        Self { f, entry, held, open: organisation.open, wait: 0 }
    }

    /// The time left, in the unit in which one waits.
    fn left(&self) -> String {
        if self.wait > 90 {
            self.f.t.people_wait_minutes((self.wait + 59) / 60)
        } else {
            self.f.t.people_wait_seconds(self.wait)
        }
    }
}

/// The form.
pub(super) async fn show(cx: Cx) -> Answer {
    let next = cx.path.split_once('?').map(|(_, query)| Entry::parse(query.as_bytes())).unwrap_or_default();
    let entry = Entry::default().with("next", back(next.value("next")));
    cx.page(&SignIn::new(around(&cx).await?, entry))
}

/// Signs in.
pub(super) async fn create(cx: Cx, headers: HeaderMap, mut entry: Entry) -> Answer {
    let email = entry.email("email");
    let password = entry.secret("password", 1, 400);
    if !entry.is_sound() {
        return cx.refuse(&SignIn::new(around(&cx).await?, entry));
    }
    let attempt = Try::of(&cx, &headers, &email);
    if let Verdict::Wait { until } = attempt.begin(&cx.app).await? {
        let wait = until.duration_since(cx.now().timestamp()).as_millis().max(1);
        let page = SignIn::new(around(&cx).await?, entry);
        let wait = i64::try_from((wait + 999) / 1000).unwrap_or(i64::MAX);
        return cx.page_with(StatusCode::TOO_MANY_REQUESTS, &SignIn { wait, ..page });
    }
    let account = Account::with(&cx.app.db, &email).await?;
    // an address that was never confirmed may be anybody's: its password opens nothing yet
    let hash = account.as_ref().filter(|account| account.confirmed).and_then(|account| account.hash.as_deref());
    if cx.app.passwords.verify(password, hash).await?
        && let Some(account) = account
    {
        return welcome(&cx, &headers, &attempt, account.person(), back(entry.value("next"))).await;
    }
    entry.refuse("password", Fault::Wrong);
    cx.refuse(&SignIn::new(around(&cx).await?, entry))
}

/// Signs out.
pub(super) async fn destroy(cx: Cx) -> Answer {
    let tx = cx.app.db.begin().await?;
    login::end(&tx, cx.viewer()?.login).await?;
    tx.commit().await?;
    let mut response = cx.go_saying("/sign-in", Flash::SignedOut)?;
    set_cookie(&mut response, cx.cookie(LOGIN, "").max_age_seconds(0));
    Ok(response)
}

async fn welcome(cx: &Cx, headers: &HeaderMap, attempt: &Try, person: PersonId, next: &str) -> Answer {
    let tx = cx.app.db.begin().await?;
    let token = begin(cx, &tx, headers, person).await?;
    let device = attempt.succeeded(cx, &tx).await?;
    tx.commit().await?;
    let mut response = cx.go(next)?;
    set_cookie(&mut response, cx.cookie(LOGIN, &token).max_age_seconds(login::COOKIE_SECONDS));
    if let Some(device) = device {
        set_cookie(&mut response, device);
    }
    Ok(response)
}

/// Begins a login in this browser, without asking for a password, and goes on.
pub(crate) async fn signed_in(cx: &Cx, headers: &HeaderMap, person: PersonId, next: &str) -> Answer {
    let tx = cx.app.db.begin().await?;
    let token = begin(cx, &tx, headers, person).await?;
    tx.commit().await?;
    let mut response = cx.go(next)?;
    set_cookie(&mut response, cx.cookie(LOGIN, &token).max_age_seconds(login::COOKIE_SECONDS));
    Ok(response)
}

async fn begin(cx: &Cx, tx: &kit::db::Tx, headers: &HeaderMap, person: PersonId) -> Result<String, Problem> {
    let browser = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or("");
    if let Some(viewer) = &cx.viewer {
        login::end(tx, viewer.login).await?;
    }
    login::begin(tx, person, browser).await
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let f = f.clone().signed_out();
    let page = |entry: Entry, held: bool, wait: i64| SignIn { f: f.clone(), entry, held, open: true, wait };
    let typed = || Entry::default().with("email", "yui@example.test");
    let mut wrong = typed();
    wrong.refuse("password", Fault::Wrong);
    vec![
        Sample::new("sign-in", &page(Entry::default(), false, 0)),
        Sample::new("sign-in-wrong", &page(wrong, false, 0)),
        Sample::new("sign-in-wait", &page(typed(), false, 30)),
        Sample::new("sign-in-held", &page(Entry::default(), true, 0)),
    ]
}

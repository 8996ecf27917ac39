//! Routes are data: one typed table, and the router is built from it and from nothing else.
//!
//! Each row says who may try, by which policy, at which rate, with how much text, and what is written down about it.
//! `banso routes --json` prints the table; a test walks it as every kind of actor.

mod guard;

use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::http::{Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};
use rules::access::{Action, Object, Role};
use serde::Serialize;
use tower_http::csrf::CsrfLayer;

use crate::app::App;

/// Who may try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Anyone,
    /// Anybody, in a demo. Elsewhere the address does not exist.
    InDemo,
    /// Anybody who is signed in.
    SignedIn,
    /// Who has this role in any programme. To others the address does not exist.
    Role(Role),
    /// Who looks after people: a manager or an administrator of any programme. To others the address does not exist.
    Organiser,
}

/// What decides beyond that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Nothing: the page is the same for all who may try.
    Open,
    /// It is about the person who is looking and nobody else.
    Own,
    /// The gate decides about one object.
    Gate(Object, Action),
}

/// How many a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    /// Reading.
    Page,
    /// Writing.
    Write,
    /// Checks a secret, or sends mail to a typed address.
    Credentials,
    /// Not counted: assets and health.
    Free,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Route {
    /// What is said about it.
    pub spec: Spec,
    handler: MethodRouter<App>,
}

/// What is said about a route.
#[derive(Clone, Debug)]
pub struct Spec {
    /// GET or POST.
    pub method: Method,
    /// The path, ids in braces.
    pub path: &'static str,
    /// Who may try.
    pub who: Who,
    /// What decides.
    pub policy: Policy,
    /// How many a minute.
    pub rate: Rate,
    /// How many bytes of a form are kept.
    pub body: usize,
    /// What is written down.
    pub audit: Option<&'static str>,
    /// Whether a post that comes after the login has ended is kept for its writer.
    pub held: bool,
}

/// A page.
pub fn get<T: 'static>(path: &'static str, who: Who, handler: impl Handler<T, App>) -> Route {
    Route::new(Method::GET, path, who, on(MethodFilter::GET, handler))
}

/// A form's target.
pub fn post<T: 'static>(path: &'static str, who: Who, handler: impl Handler<T, App>) -> Route {
    Route::new(Method::POST, path, who, on(MethodFilter::POST, handler))
}

const FORM: usize = 128 * 1024;

impl Route {
    fn new(method: Method, path: &'static str, who: Who, handler: MethodRouter<App>) -> Self {
        let (rate, body) = if method == Method::GET { (Rate::Page, 0) } else { (Rate::Write, FORM) };
        let policy = if matches!(who, Who::Anyone | Who::InDemo) { Policy::Open } else { Policy::Own };
        Self { spec: Spec { method, path, who, policy, rate, body, audit: None, held: true }, handler }
    }

    /// The gate decides about an object.
    #[must_use]
    pub fn gate(mut self, object: Object, action: Action) -> Self {
        self.spec.policy = Policy::Gate(object, action);
        self
    }

    /// The same for all who may try.
    #[must_use]
    pub fn open(mut self) -> Self {
        self.spec.policy = Policy::Open;
        self
    }

    /// Another rate class. What checks a secret is never held: the secret would be.
    #[must_use]
    pub fn rate(mut self, rate: Rate) -> Self {
        self.spec.rate = rate;
        self.spec.held = self.spec.held && rate != Rate::Credentials;
        self
    }

    /// A post that is not worth keeping when the login has ended, because the page sends it again by itself.
    #[must_use]
    pub fn unheld(mut self) -> Self {
        self.spec.held = false;
        self
    }

    /// What is written down about it.
    #[must_use]
    pub fn audit(mut self, event: &'static str) -> Self {
        self.spec.audit = Some(event);
        self
    }
}

/// The whole table, slice by slice.
#[must_use]
pub fn table() -> Vec<Route> {
    let mut table = Vec::new();
    table.extend(crate::frame::routes());
    table.extend(crate::home::routes());
    table.extend(crate::people::routes());
    table.extend(crate::programmes::routes());
    table.extend(crate::meetings::routes());
    table.extend(crate::consent::routes());
    table.extend(crate::disclosures::routes());
    table.extend(crate::sheets::routes());
    table.extend(crate::journey::routes());
    table.extend(crate::letters::routes());
    table.extend(crate::drafts::routes());
    table.extend(crate::operations::routes());
    table.extend(crate::help::routes());
    table.extend(crate::demo::routes());
    table
}

/// The router: built from the table, closed to everything else.
pub fn router(app: &App) -> Router {
    let mut router = Router::new();
    for Route { spec, handler } in table() {
        let state = (app.clone(), Arc::new(spec.clone()));
        router = router.route(spec.path, handler.layer(from_fn_with_state(state, guard::guard)));
    }
    router
        .fallback(|| async { StatusCode::NOT_FOUND })
        .method_not_allowed_fallback(|| async { StatusCode::METHOD_NOT_ALLOWED })
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(app.clone(), guard::frame))
        .with_state(app.clone())
}

/// A row as a program reads it.
#[derive(Debug, Serialize)]
pub struct Printed {
    method: String,
    path: &'static str,
    who: String,
    policy: String,
    rate: String,
    body: usize,
    audit: Option<&'static str>,
}

impl std::fmt::Display for Printed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { method, path, who, policy, rate, body, audit } = self;
        write!(f, "{method:<4} {path:<44} {who:<13} {policy:<28} {rate:<11} {body:>6} {}", audit.unwrap_or("-"))
    }
}

impl From<&Spec> for Printed {
    fn from(spec: &Spec) -> Self {
        let who = match spec.who {
            Who::Anyone => "anyone".to_owned(),
            Who::InDemo => "in-demo".to_owned(),
            Who::SignedIn => "signed-in".to_owned(),
            Who::Role(role) => role.to_string(),
            Who::Organiser => "organiser".to_owned(),
        };
        let policy = match spec.policy {
            Policy::Open => "open".to_owned(),
            Policy::Own => "own".to_owned(),
            Policy::Gate(object, action) => format!("gate: {action} {object}"),
        };
        let rate = format!("{:?}", spec.rate).to_lowercase();
        Self { method: spec.method.to_string(), path: spec.path, who, policy, rate, body: spec.body, audit: spec.audit }
    }
}

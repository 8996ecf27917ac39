//! Running it: serving, health, backup, and what the administrator sees. No content.

pub mod backup;
pub mod decryption;
pub mod doctor;
mod health;
pub mod keys;
mod kinds;
pub mod migration;
mod outbox;
pub mod restoration;
pub mod serve;

pub(crate) use doctor::ciphertexts::COLUMNS;

use axum::extract::State;
use axum::http::StatusCode;
use kit::db::{Count, Sql};
use rules::access::Role;

use crate::app::App;
use crate::frame::{Frame, Sample};
use crate::routes::{Rate, Route, Who, get, post};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/health/live", Who::Anyone, async || "live\n").rate(Rate::Free),
        get("/health/ready", Who::Anyone, ready).rate(Rate::Free),
        get("/health", Who::Role(Role::Administrator), health::show).open(),
        post("/health/jobs/{id}/retry", Who::Role(Role::Administrator), health::retry).open().audit("job-retried"),
        // for administrators; in a demo for everybody, which the handler decides
        get("/outbox", Who::Anyone, outbox::show),
        get("/outbox/{id}", Who::Anyone, outbox::mail),
    ]
}

/// Ready when the database answers and has the schema of this program.
async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.db.first::<Count>("SELECT count(*) AS value FROM migrations", vec![]).await {
        Ok(Some(Count { value })) if usize::try_from(value) == Ok(crate::app::MIGRATIONS.0.len()) => {
            (StatusCode::OK, "ready\n")
        }
        _ => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n"),
    }
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    [health::samples(f), outbox::samples(f)].concat()
}

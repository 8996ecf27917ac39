//! How the machine is, in sentences, for the administrator: no content anywhere near it. What was given up can be
//! tried again.

use askama::Template;
use axum::extract::Path;
use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use rules::access::Role;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::doctor::{Depth, Finding, Standing, look, sentence, trouble};
use super::kinds::words;
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Sample};
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "operations/health.html")]
struct Health {
    f: Frame,
    well: bool,
    sentences: Vec<(Standing, String)>,
    dead: Vec<Dead>,
}

/// A job that was given up.
#[derive(Clone, Debug, FromQueryResult)]
struct Dead {
    id: Uuid,
    kind: String,
    dead_at: Instant,
    last_error: Option<String>,
}

/// The page.
pub(super) async fn show(cx: Cx) -> Answer {
    let found = look(&cx.app, Depth::Quick).await?;
    let question = "SELECT id, kind, dead_at, last_error FROM jobs WHERE dead_at IS NOT NULL AND done_at IS NULL
                    ORDER BY dead_at DESC LIMIT 50";
    let dead = cx.app.db.all(question, vec![]).await?;
    cx.page(&Health::new(cx.frame(), &found, dead))
}

/// Tries a job again from the beginning.
pub(super) async fn retry(cx: Cx, Path(id): Path<Uuid>) -> Answer {
    let tx = cx.app.db.begin().await?;
    let again = "UPDATE jobs SET dead_at = NULL, attempts = 0, run_at = $1, lease_until = NULL, last_error = NULL
                 WHERE id = $2 AND dead_at IS NOT NULL";
    if tx.run(again, args![tx.now(), id]).await? == 0 {
        return Err(Problem::NotFound);
    }
    tx.commit().await?;
    cx.go_saying("/health", Flash::Retried)
}

impl Dead {
    fn kind_words(&self, f: &Frame) -> String {
        words(f.t, &self.kind)
    }
}

impl Health {
    fn new(f: Frame, found: &[Finding], dead: Vec<Dead>) -> Self {
        let sentences = found.iter().map(|finding| (finding.standing, sentence(f.t, finding))).collect();
        Self { well: !trouble(found), sentences, dead, f }
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    use super::doctor::Check;
    let mut f = f.clone();
    f.roles = vec![Role::Administrator];
    let finding = |check, standing, count, detail: &str| Finding { check, standing, count, detail: detail.into() };
    let well = [
        finding(Check::Version, Standing::Well, 0, "0.1.0"),
        finding(Check::Schema, Standing::Well, 0, "0004_writing"),
        finding(Check::Keys, Standing::Well, 31, ""),
        finding(Check::Mail, Standing::Well, 0, ""),
        finding(Check::Jobs, Standing::Well, 0, ""),
        finding(Check::DeadJobs, Standing::Well, 0, ""),
        finding(Check::Backup, Standing::Well, 5, ""),
        finding(Check::Checkpoint, Standing::Well, 7, ""),
        finding(Check::Size, Standing::Well, 48 * 1024 * 1024, ""),
        finding(Check::Disk, Standing::Well, 61 * 1024 * 1024 * 1024, ""),
    ];
    let unwell = [
        finding(Check::Keys, Standing::Trouble, 0, "2025"),
        finding(Check::Mail, Standing::Note, 3, ""),
        finding(Check::DeadJobs, Standing::Trouble, 1, ""),
        finding(Check::Backup, Standing::Note, 96, ""),
    ];
    let dead = Dead {
        id: Uuid::nil(),
        kind: "meetings/confirmed".into(),
        dead_at: Instant(1_796_180_000_000_000),
        last_error: Some("the mail server did not take it: 550".into()),
    };
    vec![
        Sample::new("health", &Health::new(f.clone(), &well, vec![])),
        Sample::new("health-trouble", &Health::new(f, &unwell, vec![dead])),
    ]
}

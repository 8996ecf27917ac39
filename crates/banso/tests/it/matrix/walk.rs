//! Walks the table of routes as every actor. A post that changed something is the last one in its copy of the product.

use axum::http::{Method, header};
use banso::routes::Spec;
use tempfile::TempDir;

use super::actors::{Actor, Standing};
use super::stage::Stage;
use crate::support::{Page, TestApp};

/// What one actor is answered at one route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub actor: Actor,
    pub standing: Standing,
    pub status: u16,
    /// Where the answer leads, ids replaced.
    pub to: Option<String>,
    /// Whether something was written down meanwhile.
    pub wrote: bool,
}

/// A route and all its cells.
#[derive(Clone, Debug)]
pub struct Row {
    pub spec: Spec,
    pub cells: Vec<Cell>,
}

impl Cell {
    /// `303 /sign-in`.
    pub fn word(&self) -> String {
        let to = self.to.as_ref().map(|to| format!(" {to}")).unwrap_or_default();
        format!("{}{to}", self.status)
    }
}

/// Every cell of these routes, on copies of the stage.
pub async fn walk(stage: &Stage, specs: &[Spec]) -> Vec<Row> {
    let mut rows: Vec<Row> = specs.iter().map(|spec| Row { spec: spec.clone(), cells: Vec::new() }).collect();
    let folder = TempDir::new().unwrap();
    let base = folder.path().join("stage");
    stage.app.copied(&base).await;
    for (actor, standing) in Stage::columns() {
        let file = folder.path().join(format!("{actor:?}-{standing:?}"));
        let app = stage.app.twin(&base).await;
        if let Some(person) = actor.person(&app) {
            standing.befalls(&app, person).await;
        }
        app.copied(&file).await;
        let mut seat = Seat { app, actor };
        for row in &mut rows {
            let cell = seat.tries(stage, &row.spec, standing).await;
            let disturbed = cell.wrote;
            row.cells.push(cell);
            if disturbed {
                let fresh = stage.app.twin(&file).await;
                std::mem::replace(&mut seat.app, fresh).leave().await;
            }
        }
        seat.app.leave().await;
    }
    rows
}

/// The cells of actors in good standing, on the stage itself: for routes that change nothing.
pub async fn look(stage: &Stage, specs: &[Spec]) -> Vec<Row> {
    let mut rows = Vec::new();
    for spec in specs.iter().filter(|spec| spec.method == Method::GET) {
        let mut cells = Vec::new();
        for actor in Actor::ALL {
            cells.push(Seat::tries_at(&stage.app, actor, (stage, spec, Standing::Active)).await);
        }
        rows.push(Row { spec: spec.clone(), cells });
    }
    rows
}

/// One actor in one copy of the product.
struct Seat {
    app: TestApp,
    actor: Actor,
}

impl Seat {
    async fn tries(&self, stage: &Stage, spec: &Spec, standing: Standing) -> Cell {
        Self::tries_at(&self.app, self.actor, (stage, spec, standing)).await
    }

    async fn tries_at(app: &TestApp, actor: Actor, (stage, spec, standing): (&Stage, &Spec, Standing)) -> Cell {
        let mut browser = actor.browser(app).await;
        let (path, post) = (stage.path(spec.path), spec.method == Method::POST);
        // what is only written down about a reading or a refusal changes nothing that anybody asked for
        let (commits, audited) = (app.db().commits(), app.audited().await);
        let page = browser.send(spec.method.as_str(), &path, post.then(String::new)).await;
        let written_down = u64::from(app.audited().await > audited);
        let wrote = app.db().commits() > commits + written_down;
        Cell { actor, standing, status: page.status.as_u16(), to: leads(&page), wrote }
    }
}

/// The path that an answer leads to, without query and ids.
fn leads(page: &Page) -> Option<String> {
    let to = page.headers.get(header::LOCATION)?.to_str().unwrap();
    let path = to.split(['?', '#']).next().unwrap_or(to);
    let plain =
        |segment: &str| if uuid::Uuid::parse_str(segment).is_ok() { "…".to_owned() } else { segment.to_owned() };
    Some(path.split('/').map(plain).collect::<Vec<_>>().join("/"))
}

//! Walks the table of routes as every actor. A post that changed something is the last one in its copy of the product.

use std::path::Path;

use axum::http::{Method, header};
use banso::app::Start;
use banso::routes::Spec;
use tempfile::TempDir;

use super::actors::{Actor, Column, Promise, Standing};
use super::stage::Stage;
use crate::support::{Client, Page, TestApp};

/// What one actor is answered at one route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub column: Column,
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

/// The stage in one file, and a folder for copies of it.
pub struct Copies<'a> {
    pub stage: &'a Stage,
    folder: TempDir,
}

impl<'a> Copies<'a> {
    pub async fn of(stage: &'a Stage) -> Self {
        let folder = TempDir::new().unwrap();
        stage.app.copied(&folder.path().join("stage")).await;
        Self { stage, folder }
    }

    /// The cells of one column at those of the routes.
    pub async fn visit(&self, column: Column, specs: impl Iterator<Item = &Spec>) -> Vec<(Spec, Cell)> {
        let file = self.folder.path().join(format!("{column:?}"));
        let mut seat = Seat::take(self, column, &file).await;
        let mut cells = Vec::new();
        for spec in specs {
            let cell = tried(&seat.app, &mut seat.browser.clone(), self.stage, (spec, column)).await;
            if cell.wrote {
                seat.change(self.stage, &file).await;
            }
            cells.push((spec.clone(), cell));
        }
        seat.app.leave().await;
        std::fs::remove_file(file).unwrap();
        cells
    }
}

/// Every cell of these routes in these columns, on copies of the stage.
pub async fn walk(stage: &Stage, specs: &[Spec], columns: &[Column]) -> Vec<Row> {
    let mut rows: Vec<Row> = specs.iter().map(|spec| Row { spec: spec.clone(), cells: Vec::new() }).collect();
    let copies = Copies::of(stage).await;
    for column in columns {
        let cells = copies.visit(*column, specs.iter()).await;
        rows.iter_mut().zip(cells).for_each(|(row, (_, cell))| row.cells.push(cell));
    }
    rows
}

/// The cells of actors in good standing, on the stage itself: for routes that change nothing.
pub async fn look(stage: &Stage, specs: &[Spec]) -> Vec<Row> {
    let mut rows = Vec::new();
    for spec in specs.iter().filter(|spec| spec.method == Method::GET) {
        let mut cells = Vec::new();
        for actor in Actor::all() {
            let column = Column { actor, standing: Standing::Active, promise: Promise::Given };
            let mut browser = actor.browser(&stage.app).await;
            cells.push(tried(&stage.app, &mut browser, stage, (spec, column)).await);
        }
        rows.push(Row { spec: spec.clone(), cells });
    }
    rows
}

/// One actor in one copy of the product: signed in before anything befell them, so that their cookie is an honest one.
struct Seat {
    app: TestApp,
    browser: Client,
}

impl Seat {
    async fn take(copies: &Copies<'_>, column: Column, file: &Path) -> Self {
        let app = twin(copies.stage, &copies.folder.path().join("stage")).await;
        let browser = column.actor.browser(&app).await;
        column.promise.befalls(copies.stage, &app).await;
        if let Some(person) = column.actor.person(&app) {
            column.standing.befalls(&app, person).await;
        }
        app.copied(file).await;
        Self { app, browser }
    }

    /// Goes on in a fresh copy.
    async fn change(&mut self, stage: &Stage, file: &Path) {
        let fresh = twin(stage, file).await;
        self.browser = self.browser.before(fresh.router.clone());
        std::mem::replace(&mut self.app, fresh).leave().await;
    }
}

/// At the hour of the stage: what waited in vain there has waited in its copies.
async fn twin(stage: &Stage, file: &Path) -> TestApp {
    let clock = stage.app.db().clock().clone();
    stage.app.twin_as(file, |start| Start { clock, ..start }).await
}

async fn tried(app: &TestApp, browser: &mut Client, stage: &Stage, (spec, column): (&Spec, Column)) -> Cell {
    let (path, post) = (stage.path_on(spec.path, column.promise), spec.method == Method::POST);
    // what is only written down about a reading or a refusal changes nothing that anybody asked for
    let (commits, audited) = (app.db().commits(), app.audited().await);
    let page = browser.send(spec.method.as_str(), &path, post.then(|| stage.body(spec.path))).await;
    let written_down = u64::from(app.audited().await > audited);
    let wrote = app.db().commits() > commits + written_down;
    Cell { column, status: page.status.as_u16(), to: leads(&page), wrote }
}

/// The path that an answer leads to, without query and ids.
fn leads(page: &Page) -> Option<String> {
    let to = page.headers.get(header::LOCATION)?.to_str().unwrap();
    let path = to.split(['?', '#']).next().unwrap_or(to);
    let plain =
        |segment: &str| if uuid::Uuid::parse_str(segment).is_ok() { "…".to_owned() } else { segment.to_owned() };
    Some(path.split('/').map(plain).collect::<Vec<_>>().join("/"))
}

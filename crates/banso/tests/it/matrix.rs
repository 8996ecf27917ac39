//! Every route × every kind of actor × how their membership and the promise of confidence stand. Most of the answers are
//! a page that is checked in; what a page could be made to allow by mistake, the oracle beside it expects from the design.

pub mod actors;
mod lists;
mod oracle;
mod page;
pub mod stage;
mod walk;

use std::path::Path;

use axum::http::Method;
use banso::routes::{Policy, Rate, Spec, Who, table};
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use tempfile::TempDir;

use self::actors::{Actor, Column};
use self::oracle::{Expected, expected, fault};
use self::stage::Stage;
use self::walk::{Copies, Row, look, walk};
use crate::support::{On, full};

const PAGE: &str = "../../docs/access-matrix.md";
/// How many of the states the short lane looks at.
const SOME: usize = 16;
const SEED: u64 = 20_261_120;

fn specs() -> Vec<Spec> {
    table().into_iter().map(|route| route.spec).collect()
}

fn kept() -> String {
    std::fs::read_to_string(Path::new(PAGE)).unwrap_or_default()
}

#[tokio::test]
async fn every_route_answers_every_actor_as_the_page_and_the_design_say() {
    let stage = Stage::set(On::Sqlite).await;
    let mut specs = specs();
    let known = specs.len();
    specs.push(unheard_of());
    let rows = walk(&stage, &specs, &Column::on_the_page()).await;
    let (rows, and_one_more) = (&rows[..known], &rows[..]);
    let wrong = faults(rows);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    whatever_else_is_expected_fails(rows);
    let page = page::page(rows);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(PAGE, &page).unwrap();
    }
    let kept = kept();
    let strange: Vec<&str> = page.lines().filter(|line| !kept.lines().any(|known| known == *line)).collect();
    assert!(page == kept, "docs/access-matrix.md does not expect:\n{}\n(BLESS=1 rewrites it)", strange.join("\n"));
    assert_ne!(page::page(and_one_more), kept, "a route that the page does not know must fail");
    stage.app.end().await;
}

/// The control: of every answer, each expectation but the right one is disappointed.
fn whatever_else_is_expected_fails(rows: &[Row]) {
    for Row { spec, cells } in rows {
        for cell in cells {
            let right = expected(spec, cell.column);
            let others =
                [Expected::SignIn, Expected::Hidden, Expected::Open].into_iter().filter(|other| *other != right);
            let pleased: Vec<_> = others.filter(|other| other.is(spec, cell)).collect();
            assert!(
                pleased.is_empty() || right == Expected::Unsaid,
                "{} {}: {cell:?} is {pleased:?}",
                spec.method,
                spec.path
            );
        }
    }
}

/// A route that nobody has written down.
fn unheard_of() -> Spec {
    let (method, path, who, policy) = (Method::GET, "/unheard-of", Who::SignedIn, Policy::Own);
    Spec { method, path, who, policy, rate: Rate::Page, body: 0, audit: None, held: false }
}

/// Everything that is not as the design says.
fn faults(rows: &[Row]) -> Vec<String> {
    rows.iter().flat_map(|row| row.cells.iter().filter_map(|cell| fault(&row.spec, cell))).collect()
}

/// What a walk over many states found.
#[derive(Default)]
struct Tally {
    cells: usize,
    unsaid: usize,
    wrong: Vec<String>,
}

impl Tally {
    /// The cells of these states, at that share of the routes.
    async fn of(copies: &Copies<'_>, columns: &[Column], share: f64) -> Self {
        let (specs, mut tally) = (specs(), Self::default());
        let mut chance = StdRng::seed_from_u64(SEED);
        for column in columns {
            let visited = specs.iter().filter(|_| chance.random_bool(share)).collect::<Vec<_>>();
            for (spec, cell) in copies.visit(*column, visited.into_iter()).await {
                tally.cells += 1;
                tally.unsaid += usize::from(expected(&spec, *column) == Expected::Unsaid);
                tally.wrong.extend(fault(&spec, &cell));
            }
        }
        tally
    }

    fn with(mut self, other: Self) -> Self {
        self.wrong.extend(other.wrong);
        Self { cells: self.cells + other.cells, unsaid: self.unsaid + other.unsaid, wrong: self.wrong }
    }
}

#[test]
fn everybody_in_every_state_is_answered_as_the_design_says() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let here = runtime();
    let stage = here.block_on(Stage::set(On::Sqlite));
    let copies = here.block_on(Copies::of(&stage));
    let mut columns = Column::all();
    columns.shuffle(&mut StdRng::seed_from_u64(SEED));
    // the short lane takes some of the states, and some of the routes in each
    let (share, least) = if full() { (1.0, 20_000) } else { (0.25, 300) };
    columns.truncate(if full() { columns.len() } else { SOME });
    let halves = columns.split_at(columns.len() / 2);
    let Tally { cells, unsaid, wrong } = std::thread::scope(|scope| {
        let other = scope.spawn(|| runtime().block_on(Tally::of(&copies, halves.1, share)));
        here.block_on(Tally::of(&copies, halves.0, share)).with(other.join().unwrap())
    });
    println!("{cells} cells, of {unsaid} the design says little");
    assert!(wrong.is_empty(), "{} of {cells} answers:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cells >= least, "{cells} cells");
    assert!(unsaid * 10 <= cells, "the design says little about {unsaid} of {cells} cells: see oracle.rs");
    here.block_on(stage.app.end());
}

#[tokio::test]
#[should_panic(expected = "/moons/{moon} has the parameter moon; give it a value")]
async fn a_parameter_without_a_value_says_where_to_give_it_one() {
    Stage::set(On::Sqlite).await.path("/moons/{moon}");
}

#[tokio::test]
async fn outside_a_demo_nobody_becomes_anybody() {
    let stage = Stage::set(On::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("stage");
    stage.app.copied(&file).await;
    let house = stage.app.twin_as(&file, |start| banso::app::Start { demo: false, ..start }).await;
    let demo: Vec<Spec> = specs().into_iter().filter(|spec| spec.who == Who::InDemo).collect();
    assert!(!demo.is_empty());
    for actor in Actor::all() {
        let mut browser = actor.browser(&house).await;
        for spec in &demo {
            let body = (spec.method == Method::POST).then(String::new);
            browser.send(spec.method.as_str(), &stage.path(spec.path), body).await.is(404);
        }
    }
    house.leave().await;
    stage.app.end().await;
}

#[tokio::test]
async fn the_gate_answers_the_same_on_both_databases() {
    let gated = |spec: &Spec| matches!(spec.policy, Policy::Gate(..)) && spec.method == Method::GET;
    let specs: Vec<Spec> = specs().into_iter().filter(gated).collect();
    let mut seen = Vec::new();
    for on in [On::Sqlite, On::Postgres] {
        let stage = Stage::set(on).await;
        let rows = look(&stage, &specs).await;
        let wrong = faults(&rows);
        assert!(wrong.is_empty(), "{on:?}:\n{}", wrong.join("\n"));
        let cells = rows.into_iter().map(|row| (row.spec.path, row.cells));
        seen.push(cells.collect::<Vec<_>>());
        stage.app.end().await;
    }
    assert_eq!(seen[0], seen[1]);
    assert!(
        seen[0].iter().all(|(path, cells)| cells.iter().any(|cell| cell.status == 200) || panic!("nobody sees {path}"))
    );
}

//! Every route × every kind of actor × how their membership stands. The answers are a page that is checked in; what a
//! page could be made to allow by mistake is asserted beside it, from the table alone.

pub mod actors;
mod lists;
mod page;
pub mod stage;
mod walk;

use std::path::Path;

use axum::http::Method;
use banso::routes::{Policy, Rate, Spec, Who, table};
use rules::access::{Action, Object, Role};
use tempfile::TempDir;

use self::actors::{Actor, Standing};
use self::stage::Stage;
use self::walk::{Cell, Row, look, walk};
use crate::support::On;

const PAGE: &str = "../../docs/access-matrix.md";

fn specs() -> Vec<Spec> {
    table().into_iter().map(|route| route.spec).collect()
}

fn kept() -> String {
    std::fs::read_to_string(Path::new(PAGE)).unwrap_or_default()
}

#[tokio::test]
async fn every_route_answers_every_actor_as_the_page_says_and_never_what_the_table_forbids() {
    let stage = Stage::set(On::Sqlite).await;
    let mut specs = specs();
    let known = specs.len();
    specs.push(unheard_of());
    let rows = walk(&stage, &specs).await;
    let (rows, and_one_more) = (&rows[..known], &rows[..]);
    let wrong: Vec<String> = rows.iter().flat_map(leaks).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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

/// A route that nobody has written down.
fn unheard_of() -> Spec {
    let (method, path, who, policy) = (Method::GET, "/unheard-of", Who::SignedIn, Policy::Own);
    Spec { method, path, who, policy, rate: Rate::Page, body: 0, audit: None, held: false }
}

/// What is wrong with the answers of a route, whatever the page says.
fn leaks(row: &Row) -> Vec<String> {
    let Row { spec, cells } = row;
    let says = |cell: &Cell, why: &str| {
        format!(
            "{} {} as {} ({:?}) is {}: {why}",
            spec.method,
            spec.path,
            cell.actor.name(),
            cell.standing,
            cell.word()
        )
    };
    cells.iter().flat_map(|cell| rules(spec, cell).into_iter().map(|why| says(cell, why))).collect()
}

fn rules(spec: &Spec, cell: &Cell) -> Vec<&'static str> {
    let active = cell.standing == Standing::Active;
    let (nobody, open) = (cell.actor == Actor::Nobody, matches!(spec.who, Who::Anyone | Who::InDemo));
    let hidden = cell.status == 404;
    let organises = matches!(cell.actor, Actor::Manager | Actor::Administrator);
    // a route of the gate without an id is about the person who looks
    let gated = matches!(spec.policy, Policy::Gate(..)) && spec.path.contains('{');
    let mut broken = Vec::new();
    let mut rule = |kept: bool, why| {
        if !kept {
            broken.push(why)
        }
    };
    rule(cell.status < 500, "a mistake of ours");
    rule(open || !nobody || cell.word() == "303 /sign-in", "nobody is asked to sign in");
    if let Who::Role(role) = spec.who {
        rule(nobody || hidden || (active && cell.actor.role() == Some(role)), "only for a role");
    }
    if spec.who == Who::Organiser {
        rule(nobody || hidden || (active && organises), "only for who looks after people");
    }
    if gated {
        rule(
            nobody || hidden || cell.actor.is_of_the_two() || receives(spec, cell.actor),
            "a stranger, a manager and an administrator see no such thing",
        );
        rule(hidden || active || cell.actor != Actor::Supporter, "a supporter whose membership rests or is over");
        // what was agreed to is taken back by its client, whatever became of their membership
        let own = spec.policy == Policy::Gate(Object::ConsentLedger, Action::Recall);
        let reads = spec.method == Method::GET || own && cell.actor == Actor::Client;
        rule(hidden || active || reads || nobody, "who does not take part changes nothing");
    }
    rule(!hidden || !cell.wrote, "what does not exist is not written to");
    rule(
        spec.method == Method::POST || !cell.wrote || spec.audit == Some("letter-read"),
        "a page that changes something",
    );
    broken
}

/// Who is none of the two and was chosen by them to read this.
fn receives(spec: &Spec, actor: Actor) -> bool {
    spec.path == "/handovers/{id}/record" && actor == Actor::AnotherSupporter
}

#[tokio::test]
async fn the_rules_beside_the_page_find_a_leak() {
    let gate = specs().into_iter().find(|spec| spec.path == "/letters/{id}").unwrap();
    let cell = |actor, standing, status, wrote| Cell { actor, standing, status, to: None, wrote };
    let (active, rests) = (Standing::Active, Standing::Suspended);
    assert!(rules(&gate, &cell(Actor::Client, active, 200, true)).is_empty());
    assert!(rules(&gate, &cell(Actor::Manager, active, 404, false)).is_empty());
    for (actor, standing, status) in [
        (Actor::Nobody, active, 404),
        (Actor::Client, active, 500),
        (Actor::AnotherClient, active, 200),
        (Actor::AnotherSupporter, active, 303),
        (Actor::Manager, active, 200),
        (Actor::Administrator, active, 410),
        (Actor::Supporter, rests, 200),
    ] {
        assert!(!rules(&gate, &cell(actor, standing, status, false)).is_empty(), "{actor:?} {status}");
    }
    let manager = specs().into_iter().find(|spec| spec.who == Who::Role(Role::Manager)).unwrap();
    assert!(!rules(&manager, &cell(Actor::Supporter, active, 200, false)).is_empty());
    assert!(!rules(&manager, &cell(Actor::Manager, rests, 200, false)).is_empty());
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
    for actor in Actor::ALL {
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
        let wrong: Vec<String> = rows.iter().flat_map(leaks).collect();
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

//! The matrix as a page: one row a route, one column an actor. How a suspended or a former member is answered stands
//! only where it differs.

use std::fmt::Write;

use super::actors::{Actor, Standing};
use super::walk::{Cell, Row};

const HEAD: &str = "# Who is answered what

Every route as every kind of actor. 田中 (client) and 早川 (supporter) have the meetings and letters at these addresses
with each other; everybody else is a stranger to them. A cell is the status of the answer and where it leads; posts are
sent with an empty form, so 422 is the form coming back to somebody who may fill it in. Where the answer differs for
somebody whose membership is suspended or over, it stands behind the first.

The walk is in a demo: elsewhere `/demo` does not exist and `/outbox` is for administrators. A 404 of a post may only mean
that an empty form names nothing; what the gate refuses is held by stories and in `crates/rules/tests/access-matrix.txt`.

`BLESS=1 cargo test -p banso --test it matrix::` rewrites this page; the difference is the review. What no change of this
page can allow is asserted beside it, in `crates/banso/tests/it/matrix.rs`.

";

pub fn page(rows: &[Row]) -> String {
    let mut page = HEAD.to_owned();
    let names: Vec<&str> = Actor::ALL.iter().map(|actor| actor.name()).collect();
    writeln!(page, "| route | {} |", names.join(" | ")).unwrap();
    writeln!(page, "|---|{}", "---|".repeat(Actor::ALL.len())).unwrap();
    for row in rows {
        writeln!(page, "{}", line(row)).unwrap();
    }
    page
}

fn line(row: &Row) -> String {
    let cells: Vec<String> = Actor::ALL.iter().map(|actor| together(row, *actor)).collect();
    format!("| `{} {}` | {} |", row.spec.method, row.spec.path, cells.join(" | "))
}

fn together(row: &Row, actor: Actor) -> String {
    let word =
        |standing| row.cells.iter().find(|cell| cell.actor == actor && cell.standing == standing).map(Cell::word);
    let active = word(Standing::Active).unwrap();
    let differs = |standing| word(standing).filter(|word| *word != active);
    match (differs(Standing::Suspended), differs(Standing::Left)) {
        (None, None) => active,
        (Some(rests), Some(over)) if rests == over => format!("{active}; suspended or left {rests}"),
        (Some(rests), None) => format!("{active}; suspended {rests}"),
        (None, Some(over)) => format!("{active}; left {over}"),
        (Some(rests), Some(over)) => format!("{active}; suspended {rests}, left {over}"),
    }
}

//! The matrix as a page: one row a route, one column an actor. How a suspended or a former member is answered stands
//! only where it differs.

use std::fmt::Write;

use super::actors::{Actor, Standing};
use super::walk::{Cell, Row};

const HEAD: &str = "# Who is answered what

Every route as every kind of actor. 田中 (client) and 早川 (supporter) have the meetings and letters at these addresses
with each other; everybody else is a stranger to them. A cell is the status of the answer and where it leads; posts are
sent with an empty form, or with as much as names something that there is, so 422 is the form coming back to somebody who
may fill it in. Where the answer differs for somebody whose membership is suspended or over, it stands behind the first.

The walk is in a demo: elsewhere `/demo` does not exist and `/outbox` is for administrators.

`BLESS=1 cargo test -p banso --test it matrix::` rewrites this page; the difference is the review. What no change of this
page can allow is said a second time in `crates/banso/tests/it/matrix/oracle.rs`. There six more offices (data officer,
duty officer, supervisor, company viewer, trainer, auditor), two more standings (invited, deleted) and five states of the
promise of confidence (none, given, withdrawn, refused, and withdrawn where a danger, an order and a handover were let
out by two) are expected something as well; `bin/test --full` walks them all.

";

pub fn page(rows: &[Row]) -> String {
    let mut page = HEAD.to_owned();
    let names: Vec<&str> = Actor::ON_THE_PAGE.iter().map(|actor| actor.name()).collect();
    writeln!(page, "| route | {} |", names.join(" | ")).unwrap();
    writeln!(page, "|---|{}", "---|".repeat(Actor::ON_THE_PAGE.len())).unwrap();
    for row in rows {
        writeln!(page, "{}", line(row)).unwrap();
    }
    page
}

fn line(row: &Row) -> String {
    let cells: Vec<String> = Actor::ON_THE_PAGE.iter().map(|actor| together(row, *actor)).collect();
    format!("| `{} {}` | {} |", row.spec.method, row.spec.path, cells.join(" | "))
}

fn together(row: &Row, actor: Actor) -> String {
    let word = |standing| {
        row.cells.iter().find(|cell| cell.column.actor == actor && cell.column.standing == standing).map(Cell::word)
    };
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

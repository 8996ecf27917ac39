//! The rows of policy as a page that a reviewer reads in a diff.

use std::fmt::{Display, Write as _};

use super::table::{Agreed, In, Row, Then, rows};
use super::words::{Action, Object, Obligations, Purpose};

/// One line a row: what happens, by which rule, to whom, with what, for which purpose.
#[must_use]
pub fn render_table() -> String {
    let mut page = String::new();
    for row in rows() {
        let _infallible = writeln!(page, "{}", line(row));
    }
    page.push_str("default: deny\n");
    page
}

fn line(row: &Row) -> String {
    let who = if row.who.is_empty() { "anybody".to_owned() } else { join(row.who, " + ") };
    let actions = if row.actions == Action::ALL { "anything".to_owned() } else { join(row.actions, ", ") };
    let purposes = if row.purposes == Purpose::ALL { "any purpose".to_owned() } else { join(row.purposes, ", ") };
    let (answer, owed) = match row.then {
        Then::Deny => ("deny".to_owned(), String::new()),
        Then::Allow(owed) => ("allow".to_owned(), listed(owed)),
        Then::NeedSecond(role, owed) => (format!("second: {role}"), listed(owed)),
    };
    let objects = if row.objects == Object::ALL { "any object".to_owned() } else { join(row.objects, ", ") };
    format!(
        "{:<22} | {answer:<20} | {who} | {objects}{} | {actions} | {purposes} | {} |{owed}",
        row.rule.word(),
        state(row.state),
        leans(row)
    )
}

/// The consent and the ground that must stand beside it.
fn leans(row: &Row) -> String {
    let consent = match row.consent {
        Agreed::Irrelevant => "-",
        Agreed::Given => "agreed",
        Agreed::Silent => "never asked",
    };
    row.ground.map_or_else(|| consent.to_owned(), |ground| format!("{consent}, {ground}"))
}

fn state(wanted: In) -> &'static str {
    match wanted {
        In::Any => "",
        In::Draft => " (draft)",
        In::Submitted => " (submitted)",
        In::Finished => " (submitted or withheld)",
        In::Withheld => " (withheld)",
        In::Sent => " (sent)",
        In::SentJustNow => " (sent less than 10 minutes ago)",
        In::Arrived => " (sent 10 minutes ago or more)",
        In::Recalled => " (recalled)",
        In::ShownOnce => " (shown, open or closed)",
        In::Asked => " (asked less than 15 minutes ago)",
        In::AskedInVain => " (asked 15 minutes ago or more)",
        In::Waiting => " (asked)",
        In::AskedOnce => " (asked, open or closed)",
        In::Open => " (open)",
        In::Disclosed => " (disclosed)",
    }
}

fn listed(owed: Obligations) -> String {
    format!(" {}", join(owed.iter(), ", "))
}

fn join<T: Display>(words: impl IntoIterator<Item = T>, between: &str) -> String {
    words.into_iter().map(|word| word.to_string()).collect::<Vec<_>>().join(between)
}

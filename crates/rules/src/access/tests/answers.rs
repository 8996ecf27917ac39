//! All combinations as a file: each kind of actor × object × state × action × purpose × consent × exception. What is
//! not listed is denied; a line says under which consents and on which grounds the answer is another one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::*;

/// Everybody whom a service knows, beside one booking of Tanaka's with Hayakawa, in the words of the file.
fn actors() -> Vec<(String, Viewer)> {
    let person = |who, role, standing| member(Who(who), role, standing);
    let mut actors = Vec::new();
    for standing in Standing::ALL {
        actors.push((format!("client, {standing}"), member(TANAKA, Role::Client, *standing)));
        actors.push((format!("supporter, {standing}"), member(HAYAKAWA, Role::Supporter, *standing)));
    }
    actors.push(("another client".into(), person(40, Role::Client, Standing::Active)));
    actors.push(("another supporter".into(), person(41, Role::Supporter, Standing::Active)));
    actors.push(("successor".into(), member(SATO, Role::Supporter, Standing::Active)));
    for role in Role::ALL.iter().filter(|role| !matches!(role, Role::Client | Role::Supporter)) {
        actors.push((role.to_string(), person(42, *role, Standing::Active)));
        if matches!(role, Role::Supervisor | Role::CompanyViewer | Role::Trainer) {
            actors.push((format!("{role}, the recipient"), member(RECIPIENT, *role, Standing::Active)));
        }
    }
    actors.push(("nobody here".into(), Viewer { who: Who(43), memberships: vec![] }));
    actors
}

const RECIPIENT: Who = Who(12_000);

/// Who wrote it and to whom it goes, in the ordinary case of that kind.
fn ordinary(object: Object) -> Parties {
    let theirs = matches!(
        object,
        Object::Questionnaire | Object::JobCard | Object::ThreeLines | Object::Reply | Object::Profile | Object::Draft
    );
    let plain = Parties { successor: Some(SATO), ..by(if theirs { TANAKA } else { HAYAKAWA }) };
    match object {
        Object::CompanyItem | Object::CaseCopy | Object::EmergencyPacket | Object::Extract | Object::Snapshot => {
            Parties { addressee: Some(RECIPIENT), ..plain }
        }
        Object::Letter | Object::Reply => plain,
        _ => Parties { addressee: None, ..plain },
    }
}

/// Where something other than no is the answer: under all circumstances, or under these.
fn under(circumstances: &[Circumstance]) -> String {
    let all = Consent::ALL.len() * Exception::ALL.len();
    if circumstances.len() == all {
        return String::new();
    }
    let mut grounds: BTreeMap<Vec<Consent>, Vec<Exception>> = BTreeMap::new();
    for ground in Exception::ALL {
        let consents: Vec<Consent> =
            circumstances.iter().filter(|(_, on)| on == ground).map(|(consent, _)| *consent).collect();
        if !consents.is_empty() {
            grounds.entry(consents).or_default().push(*ground);
        }
    }
    let words = |(consents, grounds): (&Vec<Consent>, &Vec<Exception>)| {
        let consents = if consents.len() == Consent::ALL.len() { "any consent".into() } else { join(consents) };
        let grounds = if grounds.len() == Exception::ALL.len() { "any ground".into() } else { join(grounds) };
        format!("{consents} on {grounds}")
    };
    format!(" ({})", grounds.iter().map(words).collect::<Vec<_>>().join("; "))
}

fn join<T: std::fmt::Display>(words: &[T]) -> String {
    words.iter().map(ToString::to_string).collect::<Vec<_>>().join("/")
}

fn render() -> String {
    let (mut page, actors) = (String::new(), actors());
    let (mut asked, mut opened) = (0_usize, 0_usize);
    for (object, state, action, purpose) in matters() {
        let mut answers: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (name, viewer) in &actors {
            let case = Case::new(object, ask(relate(viewer, &ordinary(object)), state, action, purpose));
            asked += case.answers.len();
            let mut found: BTreeMap<(&str, Rule), Vec<Circumstance>> = BTreeMap::new();
            for (circumstance, outcome) in case.answers.iter().filter(|(_, outcome)| rank(*outcome) > 0) {
                found.entry(rule_of(*outcome)).or_default().push(*circumstance);
            }
            for ((answer, rule), circumstances) in found {
                opened += circumstances.len();
                answers.entry(format!("{answer} by {rule}{}", under(&circumstances))).or_default().push(name);
            }
        }
        for (answer, names) in answers {
            let state = format!("{state:?}").replace(['{', '}'], "").replace("2026-11-20T", "");
            writeln!(page, "{object} | {} | {action} | {purpose} | {answer} | {}", state.trim(), names.join(", "))
                .unwrap();
        }
    }
    format!("{asked} questions, {opened} of them not denied. It is 10:00:00Z.\n{page}")
}

/// `BLESS=1 cargo test -p banso-rules` rewrites the file; the diff is the review.
#[test]
fn all_combinations_are_the_ones_that_were_reviewed() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/access-answers.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, render()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), render());
}

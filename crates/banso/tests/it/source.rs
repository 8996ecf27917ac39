//! The rules of the house that a reader would otherwise have to remember.

use std::fs;
use std::path::Path;
use std::process::Command;

use banso::app::MIGRATIONS;

use crate::words::files;

fn sources() -> Vec<(String, String)> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for name in ["rules", "kit", "banso", "bench"] {
        for file in files(&crates.join(name).join("src"), &["rs"]) {
            let text = fs::read_to_string(&file).unwrap();
            found.push((file.display().to_string(), text));
        }
    }
    found
}

/// The lines before the tests.
fn product(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn files_stay_small() {
    let mut sizes: Vec<(usize, String)> =
        sources().into_iter().map(|(path, text)| (product(&text).lines().count(), path)).collect();
    sizes.sort_unstable();
    let long: Vec<_> = sizes.iter().filter(|(lines, _)| *lines > 500).collect();
    assert!(long.is_empty(), "{long:?}");
    let (median, _) = sizes[sizes.len() / 2];
    assert!(median <= 120, "median {median}");
}

#[test]
fn every_file_says_who_lives_there() {
    let silent: Vec<_> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(path, _)| path).collect();
    assert_eq!(silent, Vec::<String>::new());
}

/// A file that is not in the list would be read by nobody, and no test on a database would miss it.
#[test]
fn every_migration_is_in_the_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let mut written: Vec<String> =
        files(&folder, &["sql"]).iter().map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    written.sort_unstable();
    let listed: Vec<&str> = MIGRATIONS.0.iter().map(|migration| migration.name).collect();
    assert_eq!(listed, written);
}

/// The features of the rules in a build of the product with these kinds of dependencies.
fn features_of_the_rules(kinds: &str) -> Vec<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into());
    let asks =
        ["tree", "--package", "banso", "--edges", kinds, "--format", "{p} ({f})", "--prefix", "none", "--offline"];
    let output = Command::new(cargo).args(asks).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().filter(|line| line.starts_with("banso-rules ")).map(str::to_owned).collect()
}

/// A gate of which a row can be broken is for tests of the gate: no release has it.
#[test]
fn the_control_of_the_gate_is_in_no_release() {
    let breakable = |rules: &[String]| rules.iter().any(|line| line.contains("control"));
    let released = features_of_the_rules("normal,build");
    assert!(!released.is_empty() && !breakable(&released), "{released:?}");
    assert!(breakable(&features_of_the_rules("normal,build,dev")), "the control: the tests have it");
}

#[test]
fn a_login_is_never_called_a_session() {
    let said: Vec<_> = sources()
        .into_iter()
        .flat_map(|(path, text)| {
            let lines: Vec<_> = text.lines().map(str::to_lowercase).collect();
            lines
                .into_iter()
                .filter(|line| line.contains("session"))
                .map(|line| format!("{path}: {line}"))
                .collect::<Vec<_>>()
        })
        // the session plan is a sheet of the mission's own words
        .filter(|line| {
            !line
                .replace("session-plan", "")
                .replace("session plan", "")
                .replace("sessionplan", "")
                .replace("session_plan", "")
                .split(": ")
                .skip(1)
                .all(|rest| !rest.contains("session"))
        })
        .collect();
    assert_eq!(said, Vec::<String>::new());
}

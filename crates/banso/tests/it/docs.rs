//! What the documents name exists: files, symbols behind links, commands, settings. Short ones stay short.

use std::fs;
use std::path::{Path, PathBuf};

use crate::words::files;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn documents() -> Vec<(PathBuf, String)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    paths.extend(files(&root().join("docs"), &["md"]));
    assert!(paths.len() > 8, "the documents were read");
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// `[text](target)` with its text.
fn links(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("](") {
        let Some(target) = text[at + 2..].split(')').next() else { continue };
        let label = text[..at].rsplit('[').next().unwrap_or("");
        found.push((label.to_owned(), target.to_owned()));
    }
    found
}

#[test]
fn every_link_leads_somewhere_and_its_symbol_stands_there() {
    let mut wrong = Vec::new();
    for (path, text) in documents() {
        for (label, target) in links(&text) {
            if target.starts_with("http") || target.starts_with('#') || target.starts_with('/') {
                continue;
            }
            let file = path.parent().unwrap().join(target.split('#').next().unwrap());
            if !file.exists() {
                wrong.push(format!("{}: {target}", path.display()));
                continue;
            }
            if let Some(symbol) = label.strip_prefix('`').and_then(|label| label.strip_suffix('`'))
                && file.is_file()
                && let Ok(code) = fs::read_to_string(&file)
                && !code.contains(symbol.rsplit("::").next().unwrap())
            {
                wrong.push(format!("{}: {symbol} is not in {target}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_path_and_every_command_that_is_named_exists() {
    let help = banso::cli::command_names();
    let mut wrong = Vec::new();
    for (path, text) in documents() {
        for quoted in text.split('`').skip(1).step_by(2) {
            let word = quoted.split_whitespace().next().unwrap_or("");
            let is_path = ["crates/", "bin/", "docs/", "locales/", "migrations/", "programmes/", "demo/"];
            if is_path.iter().any(|start| word.starts_with(start))
                && !word.contains(['{', '*', '…'])
                && !root().join(word).exists()
            {
                wrong.push(format!("{}: {word}", path.display()));
            }
            if let Some(command) = quoted.strip_prefix("banso ").and_then(|rest| rest.split_whitespace().next())
                && command.chars().all(|c| c.is_ascii_lowercase())
                && !help.iter().any(|name| name == command)
            {
                wrong.push(format!("{}: banso {command}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_readme_is_short_and_stands_in_both_languages() {
    for name in ["README.md", "README.ja.md"] {
        let lines = fs::read_to_string(root().join(name)).unwrap().lines().count();
        assert!(lines <= 150, "{name} has {lines} lines");
    }
}

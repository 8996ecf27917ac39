//! What the documents name exists: files, symbols behind links, commands, settings, the words of the glossary. Short
//! ones stay short.

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
    for folder in ["docs", "demo", "crates/banso/assets"] {
        let found = files(&root().join(folder), &["md"]);
        assert!(!found.is_empty(), "the documents of {folder} were read");
        paths.extend(found);
    }
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

/// What stands between backticks, fences included.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Whether `code` declares `name`, by a keyword or inside a macro that declares types.
fn declares(code: &str, name: &str) -> bool {
    const KEYWORDS: [&str; 8] = ["struct", "enum", "fn", "trait", "type", "mod", "const", "static"];
    code.lines().any(|line| {
        let line = line.trim();
        let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        let keyword = words.windows(2).any(|pair| KEYWORDS.contains(&pair[0]) && pair[1] == name);
        !line.starts_with("//") && (keyword || line.strip_suffix(" {").unwrap_or(line) == name)
    })
}

#[test]
fn a_name_that_is_only_used_is_not_declared() {
    let code = "/// struct Letter\nuse crate::Note;\npub(super) async fn create(cx: Cx) {\nkit::id! {\n    LetterId\n}";
    assert!(declares(code, "create") && declares(code, "LetterId"));
    assert!(["Letter", "Note", "Cx", "creat"].iter().all(|name| !declares(code, name)));
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
            let symbol = label.strip_prefix('`').and_then(|label| label.strip_suffix('`'));
            if let Some(name) = symbol.and_then(|symbol| symbol.rsplit("::").next())
                && let Ok(code) = fs::read_to_string(&file)
                && !(if target.ends_with(".rs") { declares(&code, name) } else { code.contains(name) })
            {
                wrong.push(format!("{}: {name} is not in {target}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A word that names a file of ours: it begins with one of our folders or ends as our files do.
fn is_path(word: &str) -> bool {
    const FOLDERS: [&str; 7] = ["crates/", "bin/", "docs/", "locales/", "migrations/", "programmes/", "demo/"];
    const ENDINGS: [&str; 9] = [".rs", ".md", ".toml", ".sql", ".html", ".css", ".js", ".svg", ".txt"];
    let ours = FOLDERS.iter().any(|start| word.starts_with(start)) || ENDINGS.iter().any(|end| word.ends_with(end));
    ours && !word.starts_with('/') && !word.contains(['{', '*', '…', '<', '='])
}

#[test]
fn every_path_and_every_command_that_is_named_exists() {
    let help = banso::cli::command_names();
    let mut wrong = Vec::new();
    for (path, text) in documents() {
        for quoted in quoted(&text) {
            for word in quoted.split_whitespace().map(|word| word.trim_end_matches(',')).filter(|word| is_path(word)) {
                if ![root().as_path(), path.parent().unwrap()].iter().any(|from| from.join(word).exists()) {
                    wrong.push(format!("{}: {word}", path.display()));
                }
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

fn all(folders: &[&str], endings: &[&str]) -> String {
    let read = |file: PathBuf| fs::read_to_string(file).unwrap();
    folders.iter().flat_map(|folder| files(&root().join(folder), endings)).map(read).collect()
}

/// `/meetings/…/note` is `/meetings/{id}/note`.
fn is_route(address: &str, route: &str) -> bool {
    let (mut asked, mut row) = (address.split('/'), route.split('/'));
    loop {
        match (asked.next(), row.next()) {
            (None, None) => return true,
            (Some("…"), Some(rest)) if rest.starts_with("{*") => return true,
            (Some("…"), Some(parameter)) if parameter.starts_with('{') => {}
            (Some(asked), Some(row)) if asked == row => {}
            _ => return false,
        }
    }
}

#[test]
fn the_words_of_the_glossary_are_those_of_the_product() {
    let glossary = fs::read_to_string(root().join("GLOSSARY.md")).unwrap();
    let japanese = all(&["locales/ja", "docs/manual/ja", "programmes"], &["ftl", "md", "toml"]);
    let code = all(&["crates/rules/src", "crates/kit/src", "crates/banso/src"], &["rs"]);
    let schema = all(&["migrations"], &["sql"]);
    let routes = banso::routes::table();
    let rows: Vec<&str> = glossary.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() > 30, "the glossary was read");
    let mut wrong = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 8, "{row}");
        wrong.extend(cells[1].split('、').filter(|word| *word != "–" && !japanese.contains(word)));
        let name = |symbol: &&str| symbol.split('<').next().unwrap().rsplit("::").next().unwrap().to_owned();
        wrong.extend(quoted(cells[3]).filter(|symbol| !declares(&code, &name(symbol))));
        wrong.extend(quoted(cells[4]).filter(|table| !schema.contains(&format!("CREATE TABLE {table} ("))));
        wrong.extend(quoted(cells[5]).filter(|address| !routes.iter().any(|row| is_route(address, row.spec.path))));
    }
    assert_eq!(wrong, Vec::<&str>::new());
}

#[test]
fn the_readme_is_short_and_stands_in_both_languages() {
    for name in ["README.md", "README.ja.md"] {
        let lines = fs::read_to_string(root().join(name)).unwrap().lines().count();
        assert!(lines <= 150, "{name} has {lines} lines");
    }
}

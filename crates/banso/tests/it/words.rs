//! Words are out of the code, in both languages, and every one of them is said somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(files(&entry, endings));
        } else if endings.iter().any(|ending| entry.extension().is_some_and(|is| is == *ending)) {
            found.push(entry);
        }
    }
    found
}

/// Every message of a language: key → text with its placeables.
pub fn messages(lang: &str) -> BTreeMap<String, String> {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    for file in files(&root().join("locales").join(lang), &["ftl"]) {
        let mut key = String::new();
        for line in fs::read_to_string(&file).unwrap().lines() {
            match line.split_once(" =") {
                Some((name, text)) if !line.starts_with([' ', '#', '\t']) => {
                    name.clone_into(&mut key);
                    assert!(messages.insert(key.clone(), text.to_owned()).is_none(), "{name} stands twice in {lang}");
                }
                _ if line.starts_with(' ') => messages.get_mut(&key).unwrap().push_str(line),
                _ => {}
            }
        }
    }
    messages
}

fn placeables(text: &str) -> BTreeSet<String> {
    text.split('$')
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect())
        .collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let (ja, en) = (messages("ja"), messages("en"));
    assert!(ja.len() > 50, "the languages were read");
    let keys = |m: &BTreeMap<String, String>| m.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(keys(&ja).symmetric_difference(&keys(&en)).collect::<Vec<_>>(), Vec::<&String>::new(), "one-sided");
    for (key, text) in &ja {
        assert_eq!(placeables(text), placeables(&en[key]), "{key} takes other things in English");
    }
}

#[test]
fn every_message_is_said_somewhere() {
    let mut source = String::new();
    for file in files(&root().join("crates/banso/src"), &["rs", "html"]) {
        source.push_str(&fs::read_to_string(file).unwrap());
    }
    let said: BTreeSet<&str> = source.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let unused: Vec<String> = messages("ja")
        .into_keys()
        .filter(|key| key != "language-name" && !said.contains(key.replace('-', "_").as_str()))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

/// The lines of a file that belong to the product, numbered. What samples show is invented, and the tests stand last.
fn product_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut invented = false;
    (1..).zip(text.lines()).take_while(|(_, line)| line.trim() != "#[cfg(test)]").filter(move |(_, line)| {
        invented |= line.contains("fn sample") && !line.starts_with(' ');
        let product = !invented;
        invented &= *line != "}";
        product
    })
}

/// Whether a line says something in Japanese. Comments may quote what a page says, and a letter by itself says nothing.
fn speaks_japanese(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or("").split("{#").next().unwrap_or("");
    let letters: Vec<char> = code.chars().collect();
    letters.iter().enumerate().any(|(at, letter)| {
        let alone = at > 0 && letters[at - 1] == '\'' && letters.get(at + 1) == Some(&'\'');
        ('\u{3041}'..='\u{30ff}').contains(letter) && !alone
    })
}

#[test]
fn no_japanese_sentence_stands_in_the_code() {
    let mut found = Vec::new();
    for file in files(&root().join("crates/banso/src"), &["rs", "html"]) {
        let path = file.display().to_string();
        // whole files of invented content
        if ["sample", "/demo/", "design"].iter().any(|part| path.contains(part)) {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let said = product_lines(&text).filter(|(_, line)| speaks_japanese(line));
        found.extend(said.map(|(at, line)| format!("{path}:{at}: {line}")));
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_japanese_sentence_in_the_code_is_found() {
    let code = "// 「予約する」と出る
let seal = \"談\";
let said = \"予約する\";
let letters = 'ぁ'..='ゖ';
fn samples() {
    let invented = \"ひとこと\";
}
let joint = \"・\";
#[cfg(test)]
let tried = \"ためす\";";
    let found: Vec<usize> = product_lines(code).filter(|(_, line)| speaks_japanese(line)).map(|(at, _)| at).collect();
    assert_eq!(found, [3, 8]);
}

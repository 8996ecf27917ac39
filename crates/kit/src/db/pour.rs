//! A dump of PostgreSQL poured into an embedded database: what is in it can be read where there is no server. Only the
//! values arrive, no types, keys or rules.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use sea_orm::Value;
use tokio::process::Command;
use uuid::Uuid;

use super::copy::run;
use super::{CopyError, Db, Tx};

/// Pours these tables of `dump` into `db`, which is empty. `script` is a place for a file in between.
///
/// # Errors
/// [`CopyError`].
pub async fn pour(dump: &Path, tables: &[&str], script: &Path, db: &Db) -> Result<(), CopyError> {
    let mut tool = Command::new("pg_restore");
    tool.args(["--data-only", "--no-owner"]).args(tables.iter().map(|table| format!("--table={table}")));
    tool.arg(format!("--file={}", script.display())).arg(dump);
    run("pg_restore", tool, None).await?;
    let tx = db.begin().await?;
    let mut insert: Option<String> = None;
    for line in BufReader::new(File::open(script)?).lines() {
        let line = line?;
        match &insert {
            Some(_) if line == "\\." => insert = None,
            Some(sql) => {
                tx.run(sql, line.split('\t').map(value).collect()).await?;
            }
            None => insert = begin(&tx, &line).await?,
        }
    }
    Ok(tx.commit().await?)
}

/// `COPY public.letters (id, body) FROM stdin;` opens a table: makes it, and answers how a row is put into it.
async fn begin(tx: &Tx, line: &str) -> Result<Option<String>, CopyError> {
    let Some((table, columns)) = header(line) else { return Ok(None) };
    tx.run(&format!("CREATE TABLE {table} ({columns})"), vec![]).await?;
    let places: Vec<String> = (1..=columns.split(',').count()).map(|at| format!("${at}")).collect();
    Ok(Some(format!("INSERT INTO {table} ({columns}) VALUES ({})", places.join(", "))))
}

fn header(line: &str) -> Option<(&str, &str)> {
    let (table, rest) = line.strip_prefix("COPY ")?.split_once(" (")?;
    let columns = rest.strip_suffix(") FROM stdin;")?;
    Some((table.rsplit('.').next()?, columns))
}

/// A value as the embedded database has it: ids and bytes are bytes, everything else is text.
fn value(field: &str) -> Value {
    if field == "\\N" {
        return Value::String(None);
    }
    let text = unescaped(field);
    if let Some(bytes) = text.strip_prefix("\\x").and_then(bytes) {
        return bytes.into();
    }
    match Uuid::try_parse(&text) {
        Ok(id) if text.len() == 36 => id.into(),
        _ => text.into(),
    }
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

fn unescaped(field: &str) -> String {
    let (mut text, mut letters) = (String::with_capacity(field.len()), field.chars());
    while let Some(letter) = letters.next() {
        match (letter, if letter == '\\' { letters.next() } else { None }) {
            (_, Some('n')) => text.push('\n'),
            (_, Some('t')) => text.push('\t'),
            (_, Some('r')) => text.push('\r'),
            (_, Some('b')) => text.push('\u{8}'),
            (_, Some('f')) => text.push('\u{c}'),
            (_, Some('v')) => text.push('\u{b}'),
            (_, Some(other)) => text.push(other),
            (letter, None) => text.push(letter),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_dump_are_read_as_they_were_meant() {
        assert_eq!(header("COPY public.letters (id, body) FROM stdin;"), Some(("letters", "id, body")));
        assert_eq!(header("SET statement_timeout = 0;"), None);
        assert_eq!(value("\\N"), Value::String(None));
        assert_eq!(value("\\\\x00ff"), vec![0_u8, 255].into());
        assert_eq!(value("00000000-0000-0000-0000-000000000007"), Uuid::from_u128(7).into());
        assert_eq!(value("二行\\n目\\\\\\t"), "二行\n目\\\t".into());
        assert_eq!(value(""), "".into());
    }
}

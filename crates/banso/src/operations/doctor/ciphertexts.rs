//! Whether what people wrote still opens: the newest rows of each column, or all of them. The text is never looked at.

use kit::args;
use kit::db::{Db, DbError, Sql};
use kit::vault::{Column, Place, VaultError, every_key};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{Check, Depth, Finding, Standing};
use crate::app::App;
use crate::problem::Problem;

/// Every column that holds ciphertext, with the column of its row's key and the one that it is bound to.
pub(crate) const COLUMNS: [Column; 16] = [
    ("sheets.body", "id", "id"),
    ("sheet_versions.body", "id", "id"),
    ("notes.body", "id", "id"),
    ("letters.body", "id", "id"),
    ("replies.body", "id", "id"),
    ("cancellations.words", "booking", "booking"),
    ("offers.words", "id", "id"),
    ("drafts.body", "id", "id"),
    ("held_posts.body", "id", "id"),
    ("clause_questions.body", "id", "id"),
    ("disclosures.body", "id", "id"),
    ("disclosures.outside", "id", "id"),
    ("disclosures.reason", "id", "id"),
    ("disclosures.verdict", "id", "id"),
    ("packet_requests.reason", "id", "disclosure"),
    ("legal_holds.reason", "id", "id"),
];
const CHUNK: i64 = 500;

#[derive(Debug, FromQueryResult)]
pub(in crate::operations) struct Row {
    pub id: Uuid,
    pub bound: Uuid,
    pub sealed: Vec<u8>,
}

/// The count is how many opened, or how many did not.
pub(super) async fn look(app: &App, depth: Depth) -> Result<Finding, Problem> {
    let ring = every_key(&app.db, &app.masters).await?.ring;
    let (mut opened, mut broken, mut names) = (0_i64, 0_i64, Vec::new());
    for (column, id, bound) in COLUMNS {
        let mut before = Uuid::max();
        loop {
            let rows = chunk(&app.db, column, (id, bound), before).await?;
            for row in &rows {
                match ring.opens(Place { column, row: row.bound }, &row.sealed) {
                    // destroyed on purpose
                    Ok(()) | Err(VaultError::Destroyed) => opened += 1,
                    Err(_) => {
                        broken += 1;
                        names.push(column);
                    }
                }
            }
            match rows.last() {
                Some(last) if depth == Depth::All => before = last.id,
                _ => break,
            }
        }
    }
    names.dedup();
    if broken == 0 {
        return Ok(Finding::well(Check::Ciphertexts, opened));
    }
    Ok(Finding::well(Check::Ciphertexts, broken).as_(Standing::Trouble).saying(names.join(", ")))
}

/// Some rows of a column, newest first.
pub(in crate::operations) async fn chunk(
    db: &Db,
    column: &str,
    (id, bound): (&str, &str),
    before: Uuid,
) -> Result<Vec<Row>, DbError> {
    let Some((table, field)) = column.split_once('.') else { return Ok(vec![]) };
    let question = format!(
        "SELECT {id} AS id, {bound} AS bound, {field} AS sealed FROM {table} WHERE {field} IS NOT NULL AND {id} < $1
         ORDER BY {id} DESC LIMIT {CHUNK}"
    );
    db.all(&question, args![before]).await
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::app::MIGRATIONS;

    /// Bytes that are no text of a person: a key under its master key, the hash of a login's token, and the codes of the
    /// audit log.
    const NO_TEXT: [&str; 4] = ["data_keys.wrapped", "logins.token", "audit_log.code", "audit_head.code"];

    #[test]
    fn every_column_of_bytes_is_looked_at_or_is_no_text() {
        let (mut bytes, mut table) = (BTreeSet::new(), "");
        for line in MIGRATIONS.0.iter().flat_map(|migration| migration.source.lines()) {
            if let Some(name) = line.strip_prefix("CREATE TABLE ") {
                table = name.trim_end_matches(" (");
            }
            if let Some((column, _)) = line.trim().split_once(" BYTEA") {
                bytes.insert(format!("{table}.{column}"));
            }
        }
        let known: BTreeSet<String> =
            COLUMNS.iter().map(|(column, ..)| *column).chain(NO_TEXT).map(str::to_owned).collect();
        assert_eq!(bytes, known);
    }
}

//! Every row of every table, as text: two products that did the same hold the same. Embedded databases only.

use std::collections::{BTreeMap, BTreeSet};

use kit::db::Sql;
use sea_orm::FromQueryResult;

use super::TestApp;

#[derive(FromQueryResult)]
struct Text {
    value: String,
}

/// A column, and of which type.
#[derive(Clone, Debug, FromQueryResult, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    pub place: String,
    pub name: String,
    pub kind: String,
}

/// The rows of every table.
#[derive(Debug, PartialEq, Eq)]
pub struct Rows(BTreeMap<String, BTreeSet<String>>);

impl TestApp {
    /// Every column of every table.
    pub async fn columns(&self) -> Vec<Column> {
        let question = "SELECT m.name AS place, c.name AS name, c.type AS kind
            FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid";
        self.db().all(question, vec![]).await.unwrap()
    }

    /// Everything that is written down.
    pub async fn rows(&self) -> Rows {
        let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for Column { place, name, .. } in self.columns().await {
            tables.entry(place).or_default().push(format!("'{name}=' || quote({name})"));
        }
        let mut rows = BTreeMap::new();
        for (table, columns) in tables {
            let question = format!("SELECT {} AS value FROM {table}", columns.join(" || ' | ' || "));
            let found: Vec<Text> = self.db().all(&question, vec![]).await.unwrap();
            rows.insert(table, found.into_iter().map(|row| row.value).collect());
        }
        Rows(rows)
    }
}

impl Rows {
    /// What stands in one of the two and not in the other, each with its table.
    pub fn beside(&self, other: &Self) -> Vec<String> {
        let mut found = Vec::new();
        for (table, rows) in &self.0 {
            found.extend(rows.symmetric_difference(&other.0[table]).map(|row| format!("{table}: {row}")));
        }
        found
    }
}

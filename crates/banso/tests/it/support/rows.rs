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

/// The rows of every table, each with its table before it, as one text a table.
#[derive(Debug, PartialEq, Eq)]
pub struct Rows(Vec<String>);

/// The question that reads them all.
pub struct Reading(String);

impl TestApp {
    /// Every column of every table.
    pub async fn columns(&self) -> Vec<Column> {
        let question = "SELECT m.name AS place, c.name AS name, c.type AS kind
            FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid";
        self.db().all(question, vec![]).await.unwrap()
    }

    /// Everything that is written down.
    pub async fn rows(&self, reading: &Reading) -> Rows {
        let found: Vec<Text> = self.db().all(&reading.0, vec![]).await.unwrap();
        Rows(found.into_iter().map(|row| row.value).collect())
    }
}

impl Reading {
    /// Of all these columns.
    pub fn of(columns: &[Column]) -> Self {
        let mut tables: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for Column { place, name, .. } in columns {
            tables.entry(place).or_default().push(format!("'{name}=' || quote({name})"));
        }
        let row = |(table, columns): (&str, Vec<String>)| {
            // a table is one answer: many small ones take longer to read than to compare
            let row = columns.join(" || ' | ' || ");
            format!("SELECT coalesce(group_concat('{table}: ' || {row}, char(10)), '') AS value FROM {table}")
        };
        Self(tables.into_iter().map(row).collect::<Vec<_>>().join(" UNION ALL "))
    }
}

impl Rows {
    /// What stands in one of the two and not in the other.
    pub fn beside(&self, other: &Self) -> Vec<String> {
        let (one, two) = (self.lines(), other.lines());
        one.symmetric_difference(&two).map(|row| (*row).to_owned()).collect()
    }

    fn lines(&self) -> BTreeSet<&str> {
        self.0.iter().flat_map(|table| table.lines()).collect()
    }
}

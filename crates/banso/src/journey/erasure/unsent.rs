//! What is typed and not sent: forms that saved themselves, and posts that are held. They know what they are about by
//! the ids in their address alone, so they are found by those and not by a step of the list.

use std::collections::BTreeSet;

use kit::args;
use kit::db::{DbError, Sql, Tx};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::Scope;
use crate::people::PersonId;

/// What goes. What they write as a supporter, about somebody else, stays theirs.
#[derive(Clone, Debug, Default)]
pub(super) struct Unsent {
    drafts: Vec<Uuid>,
    held: Vec<Uuid>,
    /// How many of them the person wrote.
    pub mine: i64,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    person: Uuid,
    at: String,
}

#[derive(Debug, FromQueryResult)]
struct Id {
    id: Uuid,
}

impl Unsent {
    /// What there is: three statements.
    pub async fn find(sql: &impl Sql, person: PersonId, scope: Scope) -> Result<Self, DbError> {
        let about = "SELECT id FROM bookings WHERE client = $1 UNION SELECT id FROM offers WHERE client = $1
                     UNION SELECT id FROM letters WHERE addressee = $1
                     UNION SELECT id FROM disclosures WHERE client = $1";
        let about: Vec<Id> = sql.all(about, args![person]).await?;
        let about: BTreeSet<Uuid> = about.into_iter().map(|row| row.id).collect();
        let drafts: Vec<Row> = sql.all("SELECT id, person, form AS at FROM drafts", vec![]).await?;
        let held: Vec<Row> = sql.all("SELECT id, person, path AS at FROM held_posts", vec![]).await?;
        let mut found = Self::default();
        let mine = |row: &Row| row.person == person.0;
        let goes = |row: &Row| match ids(&row.at).collect::<Vec<_>>().as_slice() {
            ids if ids.iter().any(|id| about.contains(id)) => true,
            [] => mine(row),
            _ => mine(row) && scope == Scope::Account,
        };
        for row in drafts.iter().filter(|row| goes(row)) {
            found.take(row, person, |found, id| found.drafts.push(id));
        }
        for row in held.iter().filter(|row| goes(row)) {
            found.take(row, person, |found, id| found.held.push(id));
        }
        Ok(found)
    }

    fn take(&mut self, row: &Row, person: PersonId, put: impl FnOnce(&mut Self, Uuid)) {
        self.mine += i64::from(row.person == person.0);
        put(self, row.id);
    }

    /// Destroys it.
    pub async fn destroy(&self, tx: &Tx) -> Result<(), DbError> {
        for (table, ids) in [("drafts", &self.drafts), ("held_posts", &self.held)] {
            if !ids.is_empty() {
                let list = (1..=ids.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
                let ids = ids.iter().map(|id| Value::from(*id)).collect();
                tx.run(&format!("DELETE FROM {table} WHERE id IN ({list})"), ids).await?;
            }
        }
        Ok(())
    }
}

/// The ids in the address of a form or a post.
fn ids(path: &str) -> impl Iterator<Item = Uuid> {
    path.split(['/', '?', '=', '&']).filter_map(|part| Uuid::try_parse(part).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_about_the_ids_in_its_address() {
        let id = Uuid::from_u128(7);
        for path in [format!("letters/{}", id.as_simple()), format!("/meetings/{id}/note?from={}", id.as_simple())] {
            assert!(ids(&path).all(|found| found == id) && ids(&path).count() > 0, "{path}");
        }
        assert_eq!(ids("profile").count() + ids("/me").count(), 0);
    }
}

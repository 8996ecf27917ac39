//! Who could receive something: the people of a programme in a role, by name.

use kit::args;
use kit::db::{DbError, Sql};
use rules::access::Role;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::frame::Names;
use crate::meetings::Party;
use crate::people::PersonId;

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    family: String,
    given: String,
    family_latin: Option<String>,
    given_latin: Option<String>,
}

impl Row {
    fn party(self) -> Party {
        let latin = self.family_latin.zip(self.given_latin);
        Party { id: PersonId(self.id), names: Names { family: self.family, given: self.given, kana: None, latin } }
    }
}

/// Those who are active in it, in the order of their names.
pub(super) async fn in_role(sql: &impl Sql, programme: &str, role: Role) -> Result<Vec<Party>, DbError> {
    let question = "SELECT DISTINCT p.id, p.family, p.given, p.family_latin, p.given_latin
        FROM memberships m JOIN people p ON p.id = m.person
        WHERE m.programme = $1 AND m.role = $2 AND m.suspended_at IS NULL AND m.left_at IS NULL
        ORDER BY p.family, p.given, p.id";
    let rows: Vec<Row> = sql.all(question, args![programme, role.word()]).await?;
    Ok(rows.into_iter().map(Row::party).collect())
}

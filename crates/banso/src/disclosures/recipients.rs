//! Who can receive something, by name: the people who are active in a role of a programme.

use kit::args;
use kit::db::Sql;
use rules::access::Role;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::frame::Names;
use crate::meetings::Party;
use crate::people::PersonId;
use crate::problem::Problem;

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    family: String,
    given: String,
    family_latin: Option<String>,
    given_latin: Option<String>,
}

/// Everybody in that role, in the order in which a list of names stands.
pub(super) async fn people(sql: &impl Sql, programme: &str, role: Role) -> Result<Vec<Party>, Problem> {
    let question = "SELECT p.id, p.family, p.given, p.family_latin, p.given_latin FROM people p
        WHERE EXISTS (SELECT 1 FROM memberships m WHERE m.person = p.id AND m.programme = $1 AND m.role = $2
          AND m.suspended_at IS NULL AND m.left_at IS NULL)
        ORDER BY COALESCE(p.family_kana, p.family), p.family, p.id";
    let rows: Vec<Row> = sql.all(question, args![programme, role.word()]).await?;
    let party = |row: Row| {
        let latin = row.family_latin.zip(row.given_latin);
        Party { id: PersonId(row.id), names: Names { family: row.family, given: row.given, kana: None, latin } }
    };
    Ok(rows.into_iter().map(party).collect())
}

//! Who can receive something, by name: the people who are active in a role of a programme.

use kit::db::Sql;
use rules::access::Role;
use sea_orm::{FromQueryResult, Value};
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

/// Who holds that role in a programme now, in the order in which a list of names stands.
pub(super) async fn people(sql: &impl Sql, programme: &str, role: Role) -> Result<Vec<Party>, Problem> {
    among(sql, role, "m.programme = $2", programme).await
}

/// The same in every programme in which somebody is on duty.
pub(super) async fn near(sql: &impl Sql, officer: PersonId, role: Role) -> Result<Vec<Party>, Problem> {
    let theirs = "EXISTS (SELECT 1 FROM memberships o WHERE o.person = $2 AND o.programme = m.programme
        AND o.role = 'duty-officer' AND o.suspended_at IS NULL AND o.left_at IS NULL)";
    among(sql, role, theirs, officer).await
}

/// Those whose membership `m` in that role is in the programmes that a condition on `$2` names.
async fn among(sql: &impl Sql, role: Role, programmes: &str, of: impl Into<Value>) -> Result<Vec<Party>, Problem> {
    let question = format!(
        "SELECT p.id, p.family, p.given, p.family_latin, p.given_latin FROM people p
         WHERE EXISTS (SELECT 1 FROM memberships m WHERE m.person = p.id AND m.role = $1
           AND m.suspended_at IS NULL AND m.left_at IS NULL AND {programmes})
         ORDER BY COALESCE(p.family_kana, p.family), p.family, p.id"
    );
    let rows: Vec<Row> = sql.all(&question, vec![role.word().into(), of.into()]).await?;
    Ok(rows.into_iter().map(Row::party).collect())
}

impl Row {
    fn party(self) -> Party {
        let latin = self.family_latin.zip(self.given_latin);
        Party { id: PersonId(self.id), names: Names { family: self.family, given: self.given, kana: None, latin } }
    }
}

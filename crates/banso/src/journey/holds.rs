//! Legal holds: a data officer stops the destruction of one person's record, because the law or a dispute asks for it.
//! Whether one stands is asked by whatever destroys; who placed it, and why, by the page of the data officers.

use kit::args;
use kit::db::{Count, DbError, Sql};

use crate::people::PersonId;

/// The holds that stand for the person of the row called `$who`, as a condition of a question.
macro_rules! standing {
    ($who:literal) => {
        concat!("EXISTS (SELECT 1 FROM legal_holds h WHERE h.lifted_at IS NULL AND h.person IN (", $who, "))")
    };
}
pub(super) use standing;

/// Whether one stands for this person.
pub(super) async fn stand(sql: &impl Sql, person: PersonId) -> Result<bool, DbError> {
    let question = "SELECT count(*) AS value FROM legal_holds WHERE person = $1 AND lifted_at IS NULL";
    let standing: Option<Count> = sql.first(question, args![person]).await?;
    Ok(standing.is_some_and(|standing| standing.value > 0))
}

//! What a duty officer has to do with: the pairs of their programmes, and what they let out and nobody judged yet.

use kit::args;
use kit::db::{Sql, Tx};

use super::{KINDS, waits_for_review};
use crate::disclosures::store::Disclosure;
use crate::meetings::Booking;
use crate::people::PersonId;
use crate::problem::Problem;

const DUTY_OF: &str = "SELECT o.programme FROM memberships o WHERE o.person = $1 AND o.role = 'duty-officer'
    AND o.suspended_at IS NULL AND o.left_at IS NULL";

/// The latest meeting of each two people in the programmes in which somebody is on duty: names, and nothing else.
pub(super) async fn pairs_near(sql: &impl Sql, officer: PersonId) -> Result<Vec<Booking>, Problem> {
    let condition = format!(
        "b.programme IN ({DUTY_OF}) AND b.client <> $1 AND b.status IN ('confirmed', 'cancelled')
           AND NOT EXISTS (SELECT 1 FROM bookings n WHERE n.client = b.client AND n.supporter = b.supporter
             AND n.programme = b.programme AND n.status IN ('confirmed', 'cancelled')
             AND (n.starts_at > b.starts_at OR (n.starts_at = b.starts_at AND n.id > b.id)))
         ORDER BY c.family, c.given, s.family, s.given, b.id"
    );
    Booking::where_(sql, &condition, args![officer]).await
}

/// Which of those that somebody let out nobody has judged yet. Who has one takes on no other.
pub(super) async fn unjudged(sql: &impl Sql, officer: PersonId) -> Result<Option<Disclosure>, Problem> {
    let condition = "WHERE d.kind = 'emergency' AND EXISTS (SELECT 1 FROM disclosure_steps s
        WHERE s.disclosure = d.id AND s.event = 'taken' AND s.taken_by = $1)";
    let taken = Disclosure::all(sql, condition, args![officer]).await?;
    Ok(taken.into_iter().find(|one| KINDS.contains(&one.kind) && waits_for_review(one)))
}

/// Holds somebody's office until the transaction ends, so that they let one out and take another on in some order.
pub(super) async fn hold_office(tx: &Tx, officer: PersonId, programme: &str) -> Result<(), Problem> {
    let question = format!(
        "SELECT id FROM memberships WHERE person = $1 AND programme = $2 AND role = 'duty-officer' ORDER BY id {}",
        tx.db().engine().for_update()
    );
    tx.run(&question, args![officer, programme]).await?;
    Ok(())
}

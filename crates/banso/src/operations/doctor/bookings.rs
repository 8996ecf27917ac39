//! What must hold between bookings and the times they take. The database refuses an overlap by itself; the doctor
//! looks all the same, because a restored or repaired database may have lost the guard.

use super::machine::many;
use super::{Check, Finding};
use crate::app::App;
use crate::problem::Problem;

/// A time that is taken for a booking that is over, for somebody else, or not for the whole of it.
const TAKEN_FOR_NOTHING: &str = "SELECT count(*) AS value FROM occupancy o LEFT JOIN bookings b ON b.id = o.booking
    WHERE b.id IS NULL OR b.status NOT IN ('held', 'offered', 'confirmed')
       OR o.starts_at > b.starts_at OR o.ends_at < b.ends_at
       OR (o.resource <> b.client AND o.resource <> b.supporter AND o.resource <> COALESCE(b.room, b.client))";

/// A booking whose client, supporter or room is not taken.
const NOT_TAKEN: &str = "SELECT count(*) AS value FROM bookings b WHERE b.status IN ('held', 'offered', 'confirmed')
    AND (NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.booking = b.id AND o.resource = b.client)
      OR NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.booking = b.id AND o.resource = b.supporter)
      OR (b.room IS NOT NULL AND NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.booking = b.id AND o.resource = b.room)))";

/// No meeting is longer than twelve hours, which keeps the pairs few.
const AT_ONCE: &str = "SELECT count(*) AS value FROM occupancy a JOIN occupancy b ON b.resource = a.resource
    AND b.booking <> a.booking AND b.starts_at >= a.starts_at AND b.starts_at < a.ends_at
    AND (b.starts_at > a.starts_at OR b.booking > a.booking)";

pub(super) async fn look(app: &App) -> Result<[Finding; 3], Problem> {
    Ok([
        Finding::none_wrong(Check::Occupancy, many(app, TAKEN_FOR_NOTHING).await?),
        Finding::none_wrong(Check::Bookings, many(app, NOT_TAKEN).await?),
        Finding::none_wrong(Check::Overlap, many(app, AT_ONCE).await?),
    ])
}

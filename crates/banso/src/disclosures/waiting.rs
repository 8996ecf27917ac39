//! Whether somebody waits for the viewer's yes or no, for home: one statement, and no word of what it is about.

use kit::args;
use kit::db::Sql;
use rules::access::Role;
use rules::next_steps::Decision;
use sea_orm::FromQueryResult;

use crate::cx::Cx;
use crate::problem::Problem;

#[derive(Debug, FromQueryResult)]
struct Row {
    mine: i64,
    office: i64,
    danger: i64,
}

/// What waits for a client, for a data officer as the second of two, and for whoever is on duty. The last step says it.
/// An office hears nothing here of what is about its holder, and a packet whose words were erased waits for nobody.
const WAITING: &str = "SELECT
    count(CASE WHEN x.client = $1 AND x.last = 'shown' THEN 1 END) AS mine,
    count(CASE WHEN x.kind IN ('order', 'hazard', 'handover') AND x.last = 'asked' AND x.client <> $1
      THEN 1 END) AS office,
    count(CASE WHEN x.kind = 'emergency' AND x.last IN ('asked', 'taken') AND x.client <> $1 THEN 1 END) AS danger
    FROM (SELECT d.client, d.kind, (SELECT s.event FROM disclosure_steps s WHERE s.disclosure = d.id
            ORDER BY s.seq DESC LIMIT 1) AS last FROM disclosures d
          WHERE d.programme = $2 AND (d.kind <> 'emergency' OR d.body IS NOT NULL)) x";

/// What waits for the viewer in a programme.
pub(crate) async fn decision(cx: &Cx, programme: &str) -> Result<Decision, Problem> {
    let viewer = cx.viewer()?;
    let row: Option<Row> = cx.app.db.first(WAITING, args![viewer.person, programme]).await?;
    Ok(match row {
        Some(row) if row.danger > 0 && viewer.is(Role::DutyOfficer, programme) => Decision::Danger,
        Some(row) if row.mine > 0 || row.office > 0 && viewer.is(Role::DataOfficer, programme) => Decision::Waits,
        _ => Decision::Nothing,
    })
}

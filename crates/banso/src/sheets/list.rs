//! The sheets that a person wrote, latest first.

use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use rules::access::{Action, BookingFacts, Parties, Purpose, State};
use rules::programme::Sheet as Blank;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::Stage;
use super::sheet::stage;
use crate::cx::Cx;
use crate::frame::Names;
use crate::gate::{Asked, might};
use crate::meetings::BookingId;
use crate::people::PersonId;
use crate::problem::Problem;
use crate::programmes::definition;

/// A sheet in a list: where it stands and about which meeting, never what it says.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// The meeting.
    pub booking: BookingId,
    /// The form.
    pub blank: &'static Blank,
    /// The other one of the two.
    pub other: Names,
    /// When they meet or met.
    pub met_at: Instant,
    /// How far it has gone.
    pub stage: Stage,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    kind: String,
    programme: String,
    booking: Uuid,
    client: Uuid,
    supporter: Uuid,
    starts_at: Instant,
    submitted_at: Option<Instant>,
    withheld_at: Option<Instant>,
    family: String,
    given: String,
    family_latin: Option<String>,
    given_latin: Option<String>,
}

impl Written {
    /// What the viewer wrote: one statement.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn by(cx: &Cx) -> Result<Vec<Self>, Problem> {
        let question =
            "SELECT s.kind, b.programme, s.booking, b.client, b.supporter, b.starts_at, s.submitted_at, s.withheld_at,
                p.family, p.given, p.family_latin, p.given_latin
            FROM sheets s JOIN bookings b ON b.id = s.booking
            JOIN people p ON p.id = CASE WHEN b.client = s.author THEN b.supporter ELSE b.client END
            WHERE s.author = $1 ORDER BY s.changed_at DESC, s.id LIMIT 200";
        let rows: Vec<Row> = cx.app.db.all(question, args![cx.viewer()?.person]).await?;
        Ok(rows.into_iter().filter(|row| row.is_seen_by(cx)).filter_map(Row::written).collect())
    }
}

impl Row {
    /// A sheet stands on its meeting's pages: to whom those are shut, it does not exist.
    fn is_seen_by(&self, cx: &Cx) -> bool {
        let (client, supporter) = (PersonId(self.client).for_gate(), PersonId(self.supporter).for_gate());
        let parties = Parties { client: Some(client), supporter: Some(supporter), ..Parties::default() };
        let asked = Asked::new(&self.programme, parties, self.booking, State::Kept);
        might::<BookingFacts>(cx, &asked, Action::Read, Purpose::Support)
    }

    /// Nothing for a sheet that its programme no longer has.
    fn written(self) -> Option<Written> {
        Some(Written {
            booking: BookingId(self.booking),
            blank: definition(&self.programme).ok()?.sheet(&self.kind)?,
            other: Names {
                family: self.family,
                given: self.given,
                kana: None,
                latin: self.family_latin.zip(self.given_latin),
            },
            met_at: self.starts_at,
            stage: stage(self.submitted_at, self.withheld_at),
        })
    }
}

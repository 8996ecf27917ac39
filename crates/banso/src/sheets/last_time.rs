//! Last time: what the newest sheets of a person say to the next one. A form may start from the answers before it, and
//! a question may recall what another sheet said. Each is opened through the gate for who looks now.

use kit::args;
use kit::db::Sql;
use rules::access::Parties;
use rules::programme::{Field, Recalls, Sheet as Blank};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{Answers, Sheet, SheetId, Stage, ordinal};
use crate::cx::Cx;
use crate::gate::{Keys, keys};
use crate::meetings::Booking;
use crate::people::PersonId;
use crate::problem::Problem;

/// The newest sheets that a form asks for.
pub(crate) struct LastTime {
    sheets: Vec<Sheet>,
    keys: Keys,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    kind: String,
    author: Uuid,
    body: Vec<u8>,
    version: i64,
    client: Uuid,
    supporter: Uuid,
}

/// Of each kind the newest that was handed over at an earlier meeting.
const NEWEST: &str = "SELECT s.id, s.kind, s.author, s.body, s.version, b.client, b.supporter
    FROM sheets s JOIN bookings b ON b.id = s.booking
    WHERE s.person = $1 AND b.programme = $2 AND b.starts_at < $3 AND s.submitted_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM sheets x JOIN bookings y ON y.id = x.booking
                      WHERE x.person = $1 AND x.kind = s.kind AND x.submitted_at IS NOT NULL
                        AND y.programme = $2 AND y.starts_at < $3 AND y.starts_at > b.starts_at)";

impl LastTime {
    /// What was written before this meeting and matters to this form.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn before(cx: &Cx, booking: &Booking, blank: &Blank) -> Result<Self, Problem> {
        let recalled: Vec<&Recalls> =
            blank.asked(ordinal(booking)).filter_map(|field| field.recalls.as_ref()).collect();
        let mut sheets: Vec<Sheet> = Vec::new();
        if blank.carries_over || !recalled.is_empty() {
            let values = args![booking.client.id, booking.programme.as_str(), booking.starts_at];
            let rows: Vec<Row> = cx.app.db.all(NEWEST, values).await?;
            let matters = |row: &Row| {
                let starts = blank.carries_over && row.kind == blank.key.as_str();
                starts || recalled.iter().any(|recalls| recalls.sheet.as_str() == row.kind)
            };
            sheets.extend(rows.into_iter().filter(matters).filter_map(|row| row.sheet(booking)));
        }
        let keys = keys(&cx.app, &cx.app.db, sheets.iter().filter_map(|sheet| sheet.sealed(cx))).await?;
        Ok(Self { sheets, keys })
    }

    /// The answers from which a form starts.
    ///
    /// # Errors
    /// [`Problem::Ours`] when they do not open.
    pub(crate) fn carried(&self, cx: &Cx, blank: &Blank) -> Result<Option<Answers>, Problem> {
        if !blank.carries_over {
            return Ok(None);
        }
        Ok(self.answers(cx, blank.key.as_str())?.map(|answers| answers.carried_over(blank)))
    }

    /// What stands beside a question.
    ///
    /// # Errors
    /// As [`LastTime::carried`].
    pub(crate) fn recalled(&self, cx: &Cx, field: &Field) -> Result<Option<String>, Problem> {
        let Some(recalls) = &field.recalls else { return Ok(None) };
        let answers = self.answers(cx, recalls.sheet.as_str())?;
        let said = answers.map(|answers| answers.get(recalls.field.as_str()).to_owned());
        Ok(said.filter(|said| !said.is_empty()))
    }

    fn answers(&self, cx: &Cx, key: &str) -> Result<Option<Answers>, Problem> {
        match self.sheets.iter().find(|sheet| sheet.blank.key.as_str() == key) {
            Some(sheet) => sheet.answers(cx, &self.keys),
            None => Ok(None),
        }
    }
}

impl Row {
    /// A kind that the definition no longer has is nobody's to read here.
    fn sheet(self, booking: &Booking) -> Option<Sheet> {
        let blank = booking.definition().ok()?.sheet(&self.kind)?;
        let author = PersonId(self.author);
        let parties = Parties {
            client: Some(PersonId(self.client).for_gate()),
            supporter: Some(PersonId(self.supporter).for_gate()),
            author: Some(author.for_gate()),
            ..Parties::default()
        };
        Some(Sheet {
            id: SheetId(self.id),
            stage: Some(Stage::Submitted),
            version: self.version,
            body: self.body,
            promise: booking.promise,
            ..Sheet::new(blank, &booking.programme, booking.client.id, author, parties)
        })
    }
}

//! A sheet as it is kept: whose it is, how far it has gone, and its answers, which open through the gate only.

use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use rules::access::{Consent, Parties, State};
use rules::programme::{Sheet as Blank, SheetKind};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{Duty, SheetId};
use crate::gate::Asked;
use crate::meetings::{Booking, BookingId};
use crate::people::PersonId;
use crate::problem::Problem;

/// How far a sheet has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Its author's own.
    Draft,
    /// Handed over.
    Submitted,
    /// Finished, and kept to oneself.
    Withheld,
}

/// A sheet of one person, filled in or still empty.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its row, or nil while it is empty.
    pub id: SheetId,
    /// Its form.
    pub blank: &'static Blank,
    /// The programme that it belongs to.
    pub programme: String,
    /// Whose record it is.
    pub person: PersonId,
    /// Who writes it.
    pub author: PersonId,
    /// How far it has gone; nothing while it is empty.
    pub stage: Option<Stage>,
    /// When it was written last.
    pub changed_at: Option<Instant>,
    pub(super) booking: Option<Uuid>,
    pub(super) parties: Parties,
    /// How the promise of confidence stands between its two people.
    pub(super) promise: Consent,
    pub(super) version: i64,
    pub(super) body: Vec<u8>,
}

#[derive(Debug, FromQueryResult)]
pub(super) struct Row {
    pub id: Uuid,
    pub kind: String,
    pub body: Vec<u8>,
    pub version: i64,
    pub changed_at: Instant,
    pub submitted_at: Option<Instant>,
    pub withheld_at: Option<Instant>,
}

#[derive(Debug, FromQueryResult)]
struct Whole {
    #[sea_orm(nested)]
    row: Row,
    booking: Option<Uuid>,
}

/// `kind` holds the sheet's key in the definition.
const QUESTION: &str = "SELECT id, kind, body, version, changed_at, submitted_at, withheld_at FROM sheets";

impl Sheet {
    /// All sheets of a meeting, also those that nobody has begun: one statement.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn all_of(sql: &impl Sql, booking: &Booking) -> Result<Vec<Self>, Problem> {
        let rows: Vec<Row> = sql.all(&format!("{QUESTION} WHERE booking = $1"), args![booking.id]).await?;
        let duties = Duty::all(booking)?.into_iter();
        Ok(duties.map(|duty| Self::empty(booking, &duty).filled(&rows)).collect())
    }

    /// Every sheet of these meetings that somebody has begun, and the profile of their client: one statement.
    ///
    /// # Errors
    /// As [`Sheet::all_of`].
    pub async fn all_about(
        sql: &impl Sql,
        person: PersonId,
        bookings: &[Booking],
    ) -> Result<Vec<(Option<BookingId>, Self)>, Problem> {
        let rows: Vec<Whole> = sql
            .all(
                "SELECT id, kind, body, version, changed_at, submitted_at, withheld_at, booking FROM sheets
                 WHERE person = $1 ORDER BY changed_at, id",
                args![person],
            )
            .await?;
        let mut found = Vec::new();
        for Whole { row, booking } in rows {
            let row = [row];
            match bookings.iter().find(|one| Some(one.id.0) == booking) {
                Some(booking) => {
                    let duties = Duty::all(booking)?.into_iter();
                    let sheets = duties.map(|duty| Self::empty(booking, &duty).filled(&row));
                    found.extend(sheets.filter(|sheet| sheet.stage.is_some()).map(|sheet| (Some(booking.id), sheet)));
                }
                None if booking.is_none() => {
                    for definition in crate::programmes::definitions() {
                        let Some(blank) = definition.profile() else { continue };
                        let me = Some(person.for_gate());
                        let parties = Parties { client: me, author: me, ..Parties::default() };
                        let profile = Self::new(blank, definition.key.as_str(), person, person, parties).filled(&row);
                        found.extend(profile.stage.is_some().then_some((None, profile)));
                    }
                }
                None => {}
            }
        }
        Ok(found)
    }

    /// One sheet of a meeting.
    ///
    /// # Errors
    /// As [`Sheet::all_of`].
    pub async fn of_meeting(sql: &impl Sql, booking: &Booking, duty: &Duty) -> Result<Self, Problem> {
        let question = format!("{QUESTION} WHERE booking = $1 AND kind = $2");
        let rows: Vec<Row> = sql.all(&question, args![booking.id, duty.blank.key.as_str()]).await?;
        Ok(Self::empty(booking, duty).filled(&rows))
    }

    /// A person's profile, as they see it themselves. A supporter reads it by [`Sheet::profile_beside`].
    ///
    /// # Errors
    /// [`Problem::NotFound`] in a programme that has none.
    pub async fn profile(sql: &impl Sql, programme: &str, person: PersonId) -> Result<Self, Problem> {
        let blank = crate::programmes::definition(programme)?.profile().ok_or(Problem::NotFound)?;
        let question = format!("{QUESTION} WHERE person = $1 AND kind = $2 AND booking IS NULL");
        let rows: Vec<Row> = sql.all(&question, args![person, blank.key.as_str()]).await?;
        let parties =
            Parties { client: Some(person.for_gate()), author: Some(person.for_gate()), ..Parties::default() };
        Ok(Self::new(blank, programme, person, person, parties).filled(&rows))
    }

    pub(super) fn empty(booking: &Booking, duty: &Duty) -> Self {
        let author = duty.author(booking);
        let parties = Parties { author: Some(author.for_gate()), ..booking.parties() };
        let empty = Self::new(duty.blank, &booking.programme, booking.client.id, author, parties);
        Self { booking: Some(booking.id.0), promise: booking.promise, ..empty }
    }

    pub(super) fn new(
        blank: &'static Blank,
        programme: &str,
        person: PersonId,
        author: PersonId,
        parties: Parties,
    ) -> Self {
        Self {
            id: SheetId(Uuid::nil()),
            blank,
            programme: programme.to_owned(),
            person,
            author,
            stage: None,
            changed_at: None,
            booking: None,
            parties,
            promise: Consent::NotAsked,
            version: 0,
            body: vec![],
        }
    }

    pub(super) fn filled(self, rows: &[Row]) -> Self {
        let Some(row) = rows.iter().find(|row| row.kind == self.blank.key.as_str()) else { return self };
        Self {
            id: SheetId(row.id),
            stage: Some(stage(row.submitted_at, row.withheld_at)),
            changed_at: Some(row.changed_at),
            version: row.version,
            body: row.body.clone(),
            ..self
        }
    }

    /// What the gate is asked about it.
    #[must_use]
    pub fn asked(&self) -> Asked<'_> {
        Asked::new(&self.programme, self.parties, self.id.0, self.state()).leaning(self.promise)
    }

    /// As the gate knows it: plans and profiles have no life of their own.
    #[must_use]
    pub fn state(&self) -> State {
        match (self.blank.kind, self.stage) {
            (SheetKind::SessionPlan | SheetKind::Profile, _) => State::Kept,
            (_, None | Some(Stage::Draft)) => State::Draft,
            (_, Some(Stage::Submitted)) => State::Submitted,
            (_, Some(Stage::Withheld)) => State::Withheld,
        }
    }

    /// Its people, as the gate knows them.
    #[must_use]
    pub fn parties(&self) -> &Parties {
        &self.parties
    }

    /// Whether its author has finished it.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self.stage, Some(Stage::Submitted | Stage::Withheld))
    }

    /// Whose key seals it: a plan is its author's working text, everything else is the record of the person.
    pub(super) fn owner(&self) -> PersonId {
        if self.blank.kind == SheetKind::SessionPlan { self.author } else { self.person }
    }
}

/// How far a row has gone.
pub(crate) fn stage(submitted_at: Option<Instant>, withheld_at: Option<Instant>) -> Stage {
    match (submitted_at, withheld_at) {
        (_, Some(_)) => Stage::Withheld,
        (Some(_), None) => Stage::Submitted,
        (None, None) => Stage::Draft,
    }
}

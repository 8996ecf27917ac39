//! Writing and opening sheets. The kind that a definition declares decides which permit is needed; everything else
//! is the same for every kind.

use kit::args;
use kit::db::{Sql, Tx};
use rules::access::{
    Action, Content, Parties, Permit, Profile, Purpose, Questionnaire, SessionPlan, SharedRecord, ThreeLines,
};
use rules::programme::SheetKind;

use super::{Answers, Duty, Sheet, SheetId, Stage};
use crate::app::App;
use crate::cx::Cx;
use crate::gate::{Asked, Confidential, Keys, may, might, reads_beside, reads_for, seal_each};
use crate::meetings::Booking;
use crate::people::{PersonId, Viewer};
use crate::problem::Problem;

const BODY: &str = "sheets.body";
/// A version is bound to its own row, so that no version passes for another one; the permit is that for the sheet.
const VERSION: &str = "sheet_versions.body";

/// Does `$with::<Kind>($args)` for the kind of content that a sheet is.
macro_rules! by_kind {
    ($kind:expr, $with:ident($($arg:expr),*)) => {
        match $kind {
            SheetKind::Questionnaire => $with::<Questionnaire>($($arg),*),
            SheetKind::SessionPlan => $with::<SessionPlan>($($arg),*),
            SheetKind::SharedRecord => $with::<SharedRecord>($($arg),*),
            SheetKind::ThreeLines => $with::<ThreeLines>($($arg),*),
            SheetKind::Profile => $with::<Profile>($($arg),*),
        }
    };
}

/// Writes a sheet for which the permit was given. What is handed over stays as a version.
///
/// # Errors
/// [`Problem::NotFound`] for another sheet's permit; a database that does not answer.
pub async fn store<O: Content>(
    app: &App,
    tx: &Tx,
    permit: &Permit<O>,
    sheet: &Sheet,
    answers: &Answers,
    stage: Stage,
) -> Result<(), Problem> {
    let (id, now, version) = (sheet.id.0, tx.now(), sheet.version + 1);
    let text = answers.json()?;
    let kept_as: SheetId = tx.id();
    let places = [(BODY, id), (VERSION, kept_as.0)];
    let [body, kept] = seal_each(app, tx, permit, sheet.owner(), id, places, &text).await?;
    let submitted = (stage == Stage::Submitted).then_some(now);
    let withheld = (stage == Stage::Withheld).then_some(now);
    tx.run(
        "INSERT INTO sheets (id, kind, person, author, booking, body, version, changed_at, submitted_at, withheld_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body, version = excluded.version,
           changed_at = excluded.changed_at, submitted_at = excluded.submitted_at, withheld_at = excluded.withheld_at",
        args![
            id,
            sheet.blank.key.as_str(),
            sheet.person,
            sheet.author,
            sheet.booking,
            body,
            version,
            now,
            submitted,
            withheld
        ],
    )
    .await?;
    if submitted.is_some() {
        tx.run(
            "INSERT INTO sheet_versions (id, sheet, version, body, changed_at) VALUES ($1, $2, $3, $4, $5)",
            args![kept_as, id, version, kept, now],
        )
        .await?;
    }
    Ok(())
}

/// The sheet of a meeting, locked for its writer: two first savings at once become one row.
///
/// # Errors
/// When the database does not answer.
pub async fn for_writing(tx: &Tx, booking: &Booking, duty: &Duty) -> Result<Sheet, Problem> {
    let lock = format!("SELECT id FROM bookings WHERE id = $1 {}", tx.db().engine().for_update());
    tx.rows(&lock, args![booking.id]).await?;
    Ok(identified(tx, Sheet::of_meeting(tx, booking, duty).await?))
}

/// The sheet of a meeting that is being agreed in this very transaction, so that nobody can have begun it.
#[must_use]
pub fn fresh(tx: &Tx, booking: &Booking, duty: &Duty) -> Sheet {
    identified(tx, Sheet::empty(booking, duty))
}

/// A person's profile, locked for its writer.
///
/// # Errors
/// As [`for_writing`].
pub async fn profile_for_writing(tx: &Tx, programme: &str, person: PersonId) -> Result<Sheet, Problem> {
    let lock = format!("SELECT id FROM people WHERE id = $1 {}", tx.db().engine().for_update());
    tx.rows(&lock, args![person]).await?;
    Ok(identified(tx, Sheet::profile(tx, programme, person).await?))
}

fn identified(tx: &Tx, sheet: Sheet) -> Sheet {
    let id = if sheet.stage.is_none() { tx.id() } else { sheet.id };
    Sheet { id, ..sheet }
}

/// Asks the gate and writes: the one way by which forms become sheets.
///
/// # Errors
/// [`Problem::NotFound`] when the viewer may not.
pub async fn hand_in(cx: &Cx, tx: &Tx, sheet: &Sheet, answers: &Answers, stage: Stage) -> Result<(), Problem> {
    by_kind!(sheet.blank.kind, put(cx, tx, sheet, answers, stage)).await
}

/// Boxed, so that the five kinds are one type of future.
fn put<'a, O: Content + 'static>(
    cx: &'a Cx,
    tx: &'a Tx,
    sheet: &'a Sheet,
    answers: &'a Answers,
    stage: Stage,
) -> std::pin::Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 'a>> {
    Box::pin(async move {
        let permit = may::<O>(cx, &sheet.asked(), action(sheet.blank.kind, stage), Purpose::Support)?;
        store(&cx.app, tx, &permit, sheet, answers, stage).await
    })
}

/// Handing over is more than writing; plans and profiles are nobody's to receive.
fn action(kind: SheetKind, stage: Stage) -> Action {
    match (kind, stage) {
        (SheetKind::SessionPlan | SheetKind::Profile, _) | (_, Stage::Draft | Stage::Withheld) => Action::Write,
        (_, Stage::Submitted) => Action::Send,
    }
}

impl Sheet {
    /// Whether the viewer may write it.
    #[must_use]
    pub fn is_writable(&self, cx: &Cx) -> bool {
        fn ask<O: Content>(sheet: &Sheet, cx: &Cx) -> bool {
            might::<O>(cx, &sheet.asked(), Action::Write, Purpose::Support)
        }
        by_kind!(self.blank.kind, ask(self, cx))
    }

    /// Why there is nothing to read: the question to the gate stands in the log, also where a page is not there.
    #[must_use]
    pub fn refusal(&self, cx: &Cx) -> Problem {
        fn ask<O: Content>(sheet: &Sheet, cx: &Cx) -> Problem {
            may::<O>(cx, &sheet.asked(), Action::Read, Purpose::Support).err().unwrap_or(Problem::NotFound)
        }
        by_kind!(self.blank.kind, ask(self, cx))
    }

    /// Its ciphertext for loading keys, if the viewer may read it.
    #[must_use]
    pub fn sealed(&self, cx: &Cx) -> Option<&[u8]> {
        fn ask<O: Content>(sheet: &Sheet, cx: &Cx) -> bool {
            might::<O>(cx, &sheet.asked(), Action::Read, Purpose::Support)
        }
        (self.stage.is_some() && by_kind!(self.blank.kind, ask(self, cx))).then_some(self.body.as_slice())
    }

    /// Its answers, if there are any and the viewer may read them.
    ///
    /// # Errors
    /// [`Problem::Ours`] when it does not open.
    pub fn answers(&self, cx: &Cx, keys: &Keys) -> Result<Option<Answers>, Problem> {
        self.answers_for(cx, keys, Purpose::Support)
    }

    /// The same for another purpose than support.
    ///
    /// # Errors
    /// As [`Sheet::answers`].
    pub fn answers_for(&self, cx: &Cx, keys: &Keys, purpose: Purpose) -> Result<Option<Answers>, Problem> {
        fn open<O: Content>(sheet: &Sheet, cx: &Cx, keys: &Keys, why: Purpose) -> Result<Option<Answers>, Problem> {
            let Some(permit) = reads_for::<O>(cx, &sheet.asked(), why) else { return Ok(None) };
            let body: Confidential<O> = Confidential::new(BODY, sheet.id.0, sheet.body.clone());
            body.read_if_kept(&permit, keys)?.map(|text| Answers::parse(&text)).transpose()
        }
        if self.stage.is_none() { Ok(None) } else { by_kind!(self.blank.kind, open(self, cx, keys, purpose)) }
    }

    /// Its answers for who goes on with the record, on the terms of that handover: agreed to by its client, or by a
    /// second person where the client was never reached.
    ///
    /// # Errors
    /// As [`Sheet::answers`].
    pub fn answers_handed_over(
        &self,
        cx: &Cx,
        keys: &Keys,
        over: &Asked<'_>,
        second: Option<&Viewer>,
    ) -> Result<Option<Answers>, Problem> {
        fn open<O: Content>(
            sheet: &Sheet,
            cx: &Cx,
            keys: &Keys,
            asked: &Asked<'_>,
            second: Option<&Viewer>,
        ) -> Result<Option<Answers>, Problem> {
            let permit = match second {
                Some(second) => reads_beside::<O>(cx, second, asked, Purpose::Handover),
                None => reads_for::<O>(cx, asked, Purpose::Handover),
            };
            let Some(permit) = permit else { return Ok(None) };
            let body: Confidential<O> = Confidential::new(BODY, sheet.id.0, sheet.body.clone());
            body.read_if_kept(&permit, keys)?.map(|text| Answers::parse(&text)).transpose()
        }
        let parties = Parties { successor: over.parties.successor, ..self.parties };
        let asked = Asked::new(&self.programme, parties, self.id.0, self.state()).leaning(over.consent).on(over.ground);
        if self.stage.is_none() { Ok(None) } else { by_kind!(self.blank.kind, open(self, cx, keys, &asked, second)) }
    }

    /// Its ciphertext, for loading the keys of texts about which the gate is asked one by one.
    #[must_use]
    pub fn ciphertext(&self) -> &[u8] {
        &self.body
    }
}

//! Profiles and the sheets around a meeting, each with the version that was handed over; what is only begun waits
//! as its author's draft.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use kit::args;
use kit::drafts;
use kit::time::Instant;
use kit::web::Entry;
use rules::access::{Parties, Profile, Questionnaire, SessionPlan, SharedRecord, ThreeLines};
use rules::programme::{Definition, Sheet, SheetKind};
use uuid::Uuid;

use super::meetings::Placed;
use super::pens::{Pens, Text};
use super::{Bed, People, PlantError, row, unknown, uuid};
use crate::demo::story;
use crate::people::PersonId;

const BODY: &str = "sheets.body";
const VERSION: &str = "sheet_versions.body";
/// A supporter plans the evening or the morning before.
const PLANNED_BEFORE: SignedDuration = SignedDuration::from_hours(14);

/// Nine, in minutes of the day.
const EVENING: u16 = 21 * 60;

/// A sheet that somebody filled in.
struct Filled<'a> {
    blank: &'static Sheet,
    person: PersonId,
    author: PersonId,
    parties: Parties,
    booking: Option<Uuid>,
    at: Instant,
    answers: Vec<(&'a str, &'a str)>,
    handed_over: bool,
}

impl Bed<'_> {
    pub(super) async fn profiles(
        &self,
        pens: &Pens<'_>,
        definition: &'static Definition,
        people: &People<'_>,
    ) -> Result<(), PlantError> {
        let blank = definition.profile().ok_or_else(|| unknown("profile"))?;
        for person in &self.story.cast.people {
            let Some(told) = self.story.told.profiles.get(&person.key) else { continue };
            let told = [("now", &told.now), ("path", &told.path), ("outside", &told.outside)];
            let answers: Vec<_> =
                told.iter().filter_map(|(key, text)| text.as_deref().map(|text| (*key, text))).collect();
            if answers.is_empty() {
                continue;
            }
            let me = people.id(&person.key)?;
            let parties = Parties { client: Some(me.for_gate()), ..Parties::default() };
            let at = self.days.by_now(self.joined(person).plus(SignedDuration::from_mins(20)));
            let (person, author) = (me, me);
            let filled = Filled { blank, person, author, parties, booking: None, at, answers, handed_over: true };
            self.filled(pens, filled).await?;
        }
        Ok(())
    }

    pub(super) async fn sheets(
        &self,
        pens: &Pens<'_>,
        definition: &'static Definition,
        (placed, told): (&Placed<'_>, &story::Text),
    ) -> Result<(), PlantError> {
        for (key, texts) in &told.sheets {
            let blank = definition.sheet(key).ok_or_else(|| unknown(key))?;
            let answers = answers(blank, texts)?;
            let begun = placed.meeting.drafts.contains(key);
            let at = if begun { self.days.at_minute(-1, EVENING) } else { self.written_at(blank.kind, placed) };
            let author = match blank.kind {
                SheetKind::SessionPlan | SheetKind::SharedRecord => placed.supporter,
                SheetKind::Questionnaire | SheetKind::ThreeLines | SheetKind::Profile => placed.client,
            };
            if begun {
                self.left_open(author, &format!("sheets/{}/{key}", placed.id), at, &answers).await?;
            }
            let (person, parties, booking) = (placed.client, placed.parties(), Some(placed.id.0));
            self.filled(pens, Filled { blank, person, author, parties, booking, at, answers, handed_over: !begun })
                .await?;
        }
        Ok(())
    }

    fn written_at(&self, kind: SheetKind, placed: &Placed<'_>) -> Instant {
        let at = match kind {
            SheetKind::Questionnaire | SheetKind::Profile => placed.booked.plus(SignedDuration::from_mins(12)),
            SheetKind::SessionPlan => placed.starts.plus(-PLANNED_BEFORE).min(self.days.at_minute(-1, EVENING)),
            SheetKind::ThreeLines => placed.ends.plus(SignedDuration::from_mins(40)),
            SheetKind::SharedRecord => match placed.meeting.record_day {
                Some(day) => self.days.at_minute(day, EVENING),
                None => placed.ends.plus(SignedDuration::from_mins(25)),
            },
        };
        self.days.by_now(at)
    }

    async fn filled(&self, pens: &Pens<'_>, sheet: Filled<'_>) -> Result<(), PlantError> {
        let Filled { blank, person, author, parties, booking, at, answers, handed_over } = sheet;
        let key = blank.key.as_str();
        let new = uuid(&format!("{key}/{}", booking.unwrap_or(person.0)), at);
        let says = serde_json::to_string(&answers)?;
        // a plan is its author's working text, everything else the record of the person
        let owner = if blank.kind == SheetKind::SessionPlan { author } else { person };
        let text = Text { author, owner, parties, place: (BODY, new), says: &says };
        let body = sealed(pens, blank.kind, text).await?;
        let submitted = handed_over.then_some(at);
        let columns = "sheets (id, kind, person, author, booking, body, version, changed_at, submitted_at)";
        row(self.tx, columns, args![new, key, person, author, booking, body, 1_i64, at, submitted]).await?;
        if !handed_over {
            return Ok(());
        }
        let version = uuid(&format!("{key}/{}/1", booking.unwrap_or(person.0)), at);
        let body = sealed(pens, blank.kind, Text { place: (VERSION, version), ..text }).await?;
        let columns = "sheet_versions (id, sheet, version, body, changed_at)";
        Ok(row(self.tx, columns, args![version, new, 1_i64, body, at]).await?)
    }

    /// What somebody typed last and did not save: it saved itself.
    async fn left_open(
        &self,
        author: PersonId,
        form: &str,
        at: Instant,
        answers: &[(&str, &str)],
    ) -> Result<(), PlantError> {
        let field = |entry: Entry, (key, text): &(&str, &str)| entry.with(&format!("q-{key}"), *text);
        let entry = answers.iter().fold(Entry::default(), field);
        drafts::save(self.tx, &self.app.masters, author.0, form, &entry).await?;
        let then = "UPDATE drafts SET saved_at = $1 WHERE person = $2 AND form = $3";
        self.tx.run(then, args![at, author, form]).await?;
        Ok(())
    }
}

async fn sealed(pens: &Pens<'_>, kind: SheetKind, text: Text<'_>) -> Result<Vec<u8>, PlantError> {
    match kind {
        SheetKind::Questionnaire => pens.seal::<Questionnaire>(text).await,
        SheetKind::SessionPlan => pens.seal::<SessionPlan>(text).await,
        SheetKind::SharedRecord => pens.seal::<SharedRecord>(text).await,
        SheetKind::ThreeLines => pens.seal::<ThreeLines>(text).await,
        SheetKind::Profile => pens.seal::<Profile>(text).await,
    }
}

/// In the order of the form; an answer to a question that the form does not ask is a mistake in the story.
fn answers<'a>(
    blank: &'static Sheet,
    texts: &'a BTreeMap<String, String>,
) -> Result<Vec<(&'a str, &'a str)>, PlantError> {
    let asked = |key: &String| blank.fields.iter().any(|field| field.key.as_str() == key);
    if let Some(stray) = texts.keys().find(|key| !asked(key)) {
        return Err(unknown(stray));
    }
    let answer = |key: &str| texts.get_key_value(key).map(|(key, text)| (key.as_str(), text.as_str()));
    Ok(blank.fields.iter().filter_map(|field| answer(field.key.as_str())).collect())
}

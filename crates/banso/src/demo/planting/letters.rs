//! Notes, letters, replies, and the words with a cancellation.

use jiff::SignedDuration;
use kit::args;
use kit::time::Instant;
use rules::access::{BookingFacts, Letter, Note, Parties, Reply};
use serde_json::json;
use uuid::Uuid;

use super::meetings::Placed;
use super::pens::{Pens, Text};
use super::{Bed, PlantError, row, unknown, uuid};
use crate::demo::story;

/// The supporter writes the note while the talk still sounds.
const NOTED_AFTER: SignedDuration = SignedDuration::from_mins(25);

/// When letters are sent, read and answered, in minutes of the day.
const MORNING: u16 = 7 * 60 + 50;
const NOON: u16 = 12 * 60 + 25;
const NIGHT: u16 = 22 * 60 + 10;

impl Bed<'_> {
    pub(super) async fn note(
        &self,
        pens: &Pens<'_>,
        placed: &Placed<'_>,
        told: &story::Text,
    ) -> Result<(), PlantError> {
        let Some(note) = &told.note else { return Ok(()) };
        let at = self.days.by_now(placed.ends.plus(NOTED_AFTER));
        let new = uuid(&format!("{}/note", placed.meeting.key), at);
        // the letter starts from the strengths that the note names
        let strengths = told.letter.as_ref().map_or(&[][..], |letter| &letter.strengths);
        let says = json!({ "text": note.trim(), "quotes": told.quotes, "strengths": strengths }).to_string();
        let author = placed.supporter;
        let text = Text { author, owner: author, parties: placed.parties(), place: ("notes.body", new), says: &says };
        let body = pens.seal::<Note>(text).await?;
        let columns = "notes (id, booking, author, body, changed_at)";
        Ok(row(self.tx, columns, args![new, placed.id, author, body, at]).await?)
    }

    pub(super) async fn letter(
        &self,
        pens: &Pens<'_>,
        placed: &Placed<'_>,
        told: &story::Text,
    ) -> Result<(), PlantError> {
        let Some(letter) = &placed.meeting.letter else { return Ok(()) };
        let kind = placed.plan.letter.as_ref().ok_or_else(|| unknown(&placed.meeting.key))?;
        let new = uuid(&format!("{}/letter", placed.meeting.key), placed.ends);
        let due: Instant = kind.due.after(placed.ends.timestamp(), self.days.zone()).into();
        let (author, addressee) = (placed.supporter, placed.client);
        let parties = Parties { addressee: Some(addressee.for_gate()), ..placed.parties() };
        let (changed, sent, read) = match letter {
            story::Letter::Owed => (None, None, None),
            story::Letter::Draft { saved } => (Some(self.days.when(*saved)), None, None),
            story::Letter::Sent { sent_day, read_day } => {
                let sent = Some(self.days.at_minute(*sent_day, MORNING));
                (sent, sent, read_day.map(|day| self.days.at_minute(day, NOON)))
            }
        };
        let mut body = None;
        if changed.is_some() {
            let written = told.letter.as_ref().ok_or_else(|| unknown(&placed.meeting.key))?;
            let says = json!({ "text": written.body.trim(), "strengths": written.strengths }).to_string();
            let text = Text { author, owner: addressee, parties, place: ("letters.body", new), says: &says };
            body = Some(pens.seal::<Letter>(text).await?);
        }
        row(
            self.tx,
            "letters (id, booking, kind, author, addressee, owed_at, due_at, body, changed_at, sent_at, read_at)",
            args![new, placed.id, kind.kind.as_str(), author, addressee, placed.ends, due, body, changed, sent, read],
        )
        .await?;
        self.reply(pens, placed, told, new).await
    }

    async fn reply(
        &self,
        pens: &Pens<'_>,
        placed: &Placed<'_>,
        told: &story::Text,
        letter: Uuid,
    ) -> Result<(), PlantError> {
        let Some((says, day)) = told.reply.as_deref().zip(placed.meeting.reply_day) else { return Ok(()) };
        let at = self.days.at_minute(day, NIGHT);
        let new = uuid(&format!("{}/reply", placed.meeting.key), at);
        let (author, addressee) = (placed.client, placed.supporter);
        let parties = Parties { addressee: Some(addressee.for_gate()), ..placed.parties() };
        let text = Text { author, owner: author, parties, place: ("replies.body", new), says: says.trim() };
        let body = pens.seal::<Reply>(text).await?;
        let read = self.days.by_now(self.days.at_minute(day.saturating_add(1), MORNING));
        let columns = "replies (id, letter, author, addressee, body, sent_at, read_at)";
        Ok(row(self.tx, columns, args![new, letter, author, addressee, body, at, read]).await?)
    }

    pub(super) async fn cancellation(
        &self,
        pens: &Pens<'_>,
        placed: &Placed<'_>,
        told: &story::Text,
    ) -> Result<(), PlantError> {
        let (story::State::Cancelled, Some(said)) = (placed.meeting.state, &placed.meeting.ended) else {
            return Ok(());
        };
        let author = placed.party(said.by);
        let mut words = None;
        if let Some(says) = &told.message {
            let place = ("cancellations.words", placed.id.0);
            let text = Text { author, owner: placed.client, parties: placed.parties(), place, says: says.trim() };
            words = Some(pens.seal::<BookingFacts>(text).await?);
        }
        let at = self.days.at(said.day, said.time);
        let columns = "cancellations (booking, cancelled_by, cancelled_at, words)";
        Ok(row(self.tx, columns, args![placed.id, author, at, words]).await?)
    }
}

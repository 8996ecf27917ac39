//! Everything that the page of a meeting needs, in a constant number of statements; texts stay sealed until a tab
//! that shows them asks the gate.

use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use rules::common::{Shown, common};
use rules::lang::Lang;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::Choice;
use super::note::Note;
use crate::cx::Cx;
use crate::frame::Frame;
use crate::gate::{Keys, keys};
use crate::letters::{Letter, LetterId};
use crate::meetings::{Booking, BookingId};
use crate::people::PersonId;
use crate::problem::Problem;
use crate::sheets::{Answers, Duty, Sheet, Side, Stage};

/// A meeting as one of its two people sees it.
#[derive(Debug)]
pub(super) struct Facts {
    pub booking: Booking,
    pub me: PersonId,
    /// Whether it is the supporter who looks.
    pub supporting: bool,
    pub sheets: Vec<(Duty, Sheet)>,
    /// The client's profile: one's own, or as the supporter may read it now.
    pub profile: Option<Sheet>,
    pub note: Note,
    pub letter: Option<Letter>,
    pub choice: Option<Choice>,
    pub earlier: Vec<Earlier>,
    pub common: Vec<String>,
    keys: Keys,
}

/// A meeting of the same two before this one.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Earlier {
    pub id: BookingId,
    pub starts_at: Instant,
    pub ordinal: i64,
    pub letter: Option<LetterId>,
}

#[derive(Debug, FromQueryResult)]
struct Tag {
    person: Uuid,
    kind: String,
    word_ja: String,
    word_en: String,
}

#[derive(Debug, FromQueryResult)]
struct Chosen {
    choice: String,
}

impl Facts {
    /// Loads them for the viewer, who may know of the booking.
    pub(super) async fn of(cx: &Cx, booking: Booking) -> Result<Self, Problem> {
        let (db, me) = (&cx.app.db, cx.viewer()?.person);
        let supporting = booking.supporter.id == me;
        let duties = Duty::all(&booking)?;
        let sheets: Vec<(Duty, Sheet)> = duties.into_iter().zip(Sheet::all_of(db, &booking).await?).collect();
        let profile = if supporting {
            Sheet::profile_beside(db, &booking).await?
        } else {
            Some(Sheet::profile(db, &booking.programme, me).await?)
        };
        let note = Note::of(db, booking.id, &booking.programme, booking.parties()).await?;
        let letter = Letter::after(db, booking.id).await?;
        let chosen: Option<Chosen> =
            db.first("SELECT choice FROM continuations WHERE booking = $1", args![booking.id]).await?;
        let earlier = earlier(cx, &booking).await?;
        let common = common_ground(cx, &booking).await?;
        let sealed = sheets.iter().map(|(_, sheet)| sheet).chain(&profile).filter_map(|sheet| sheet.sealed(cx));
        let keys = keys(&cx.app, db, sealed.chain(note.sealed(cx))).await?;
        let choice = chosen.and_then(|row| row.choice.parse().ok());
        Ok(Self { booking, me, supporting, sheets, profile, note, letter, choice, earlier, common, keys })
    }

    /// Whether the client is asked what the two agree on.
    pub(super) fn agrees(&self) -> bool {
        !self.supporting && self.booking.meeting().is_ok_and(|meeting| !meeting.consent.is_empty())
    }

    /// What the viewer writes on one side of the meeting.
    pub(super) fn mine(&self, side: Side) -> impl Iterator<Item = &(Duty, Sheet)> {
        self.sheets.iter().filter(move |(duty, sheet)| duty.side == side && sheet.author == self.me)
    }

    /// What the other one writes there.
    pub(super) fn theirs(&self, side: Side) -> impl Iterator<Item = &(Duty, Sheet)> {
        self.sheets.iter().filter(move |(duty, sheet)| duty.side == side && sheet.author != self.me)
    }

    /// A sheet's answers, if there are any and the viewer may read them.
    pub(super) fn answers(&self, cx: &Cx, sheet: &Sheet) -> Result<Option<Answers>, Problem> {
        sheet.answers(cx, &self.keys)
    }

    /// The note's words, if there are any and the viewer may read them.
    pub(super) fn jotted(&self, cx: &Cx) -> Result<Option<super::note::Jotted>, Problem> {
        self.note.read(cx, &self.keys)
    }

    /// Whether the viewer has written all that is theirs on one side.
    pub(super) fn is_done(&self, side: Side) -> bool {
        self.mine(side).all(|(_, sheet)| sheet.is_done())
    }

    /// How far the viewer is on one side, in a word.
    pub(super) fn stage_word(&self, f: &Frame, side: Side) -> String {
        if self.is_done(side) {
            return f.t.meeting_done();
        }
        match self.mine(side).any(|(_, sheet)| sheet.stage == Some(Stage::Draft)) {
            true => f.t.meeting_begun(),
            false => f.t.meeting_not_begun(),
        }
    }
}

/// The last three meetings of the same two, with the letters that have arrived.
async fn earlier(cx: &Cx, booking: &Booking) -> Result<Vec<Earlier>, Problem> {
    let question = "SELECT b.id, b.starts_at, b.ordinal, l.id AS letter FROM bookings b
        LEFT JOIN letters l ON l.booking = b.id AND l.sent_at <= $4
        WHERE b.client = $1 AND b.supporter = $2 AND b.status = 'confirmed' AND b.starts_at < $3
        ORDER BY b.starts_at DESC LIMIT 3";
    let arrived = cx.now().plus(-rules::access::RECALL_FOR);
    let args = args![booking.client.id, booking.supporter.id, booking.starts_at, arrived];
    Ok(cx.app.db.all(question, args).await?)
}

/// What both chose to show, in the reader's language.
async fn common_ground(cx: &Cx, booking: &Booking) -> Result<Vec<String>, Problem> {
    let question = "SELECT person, kind, word_ja, word_en FROM shown_tags
        WHERE person IN ($1, $2) AND kind IN ('tag', 'industry') ORDER BY kind, position";
    let tags: Vec<Tag> = cx.app.db.all(question, args![booking.client.id, booking.supporter.id]).await?;
    let of = |person: PersonId| -> Vec<Shown> {
        let theirs = tags.iter().filter(|tag| tag.person == person.0);
        theirs.map(|tag| Shown { topic: tag.kind.clone(), words: tag.word_ja.clone() }).collect()
    };
    let word = |words: &str| match (cx.lang, tags.iter().find(|tag| tag.word_ja.trim() == words)) {
        (Lang::En, Some(tag)) => tag.word_en.clone(),
        _ => words.to_owned(),
    };
    let both = common(&of(booking.client.id), &of(booking.supporter.id));
    Ok(both.iter().map(|shared| word(&shared.words)).collect())
}

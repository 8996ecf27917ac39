//! The meeting itself: where, when, how to arrive; for the supporter the note, and afterwards how it went.

use super::Facts;
use super::note::NoteForm;
use crate::cx::Cx;
use crate::frame::Frame;
use crate::meetings::Booking;
use crate::problem::Problem;

/// What the tab shows.
pub(super) struct Meet {
    /// オンライン, the room, the address.
    pub place: String,
    /// Where exactly, as words.
    pub text: Option<String>,
    /// Where exactly, as a link.
    pub link: Option<String>,
    /// How to arrive.
    pub arrival: String,
    /// Whether the viewer can say how it went.
    pub sayable: bool,
    /// How it went.
    pub outcome: Option<String>,
    /// The viewer's note.
    pub note: Option<NoteForm>,
}

impl Meet {
    pub(super) async fn of(cx: &Cx, f: &Frame, facts: &Facts) -> Result<Self, Problem> {
        let booking = &facts.booking;
        let text = booking.place_text.clone();
        // a supporter types it: only an address of the web may become a link
        let (link, text) = match text {
            Some(text) if text.starts_with("https://") || text.starts_with("http://") => (Some(text), None),
            text => (None, text),
        };
        let note = if facts.note.is_writable(cx) {
            Some(NoteForm::begun(cx, booking.id, &facts.note, facts.jotted(cx)?).await?)
        } else {
            None
        };
        Ok(Self {
            place: place_word(f, booking),
            text,
            link,
            arrival: if booking.place == "online" { f.t.meeting_arrive_online() } else { f.t.meeting_arrive() },
            sayable: facts.supporting && booking.outcome.is_none() && cx.now() >= booking.starts_at,
            outcome: booking.outcome.as_deref().map(|outcome| outcome_word(f, booking, outcome)),
            note,
        })
    }
}

/// オンライン · 部屋 · 住所.
pub(super) fn place_word(f: &Frame, booking: &Booking) -> String {
    match booking.place.as_str() {
        "online" => f.t.meeting_online(),
        "room" => f.t.meeting_room(),
        _ => f.t.meeting_address(),
    }
}

fn outcome_word(f: &Frame, booking: &Booking, outcome: &str) -> String {
    match outcome {
        "held" => f.t.meeting_was_held(),
        "client-absent" => f.t.meeting_was_missed(f.called(&booking.client.names)),
        _ => f.t.meeting_was_missed(f.called(&booking.supporter.names)),
    }
}

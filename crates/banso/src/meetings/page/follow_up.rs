//! After a meeting: the letter, its answer, and whether to go on.

use kit::time::Instant;

use super::{Choice, Facts};
use crate::frame::Frame;
use crate::letters::Letter;

/// What the tab shows.
#[derive(Clone, Debug, Default)]
pub(super) struct FollowUp {
    /// How the letter stands; nothing when the plan owes none.
    pub letter: Option<String>,
    /// Where it is, and what one does there.
    pub link: Option<(String, String)>,
    /// Whether the viewer chooses how to go on.
    pub choosing: bool,
    /// What was chosen.
    pub chosen: Option<(Choice, String)>,
    /// Where the next time is found.
    pub next: Option<String>,
}

impl FollowUp {
    pub(super) fn of(f: &Frame, facts: &Facts, now: Instant) -> Self {
        let booking = &facts.booking;
        let going_on = !facts.supporting && facts.choice == Some(Choice::Continue);
        Self {
            letter: sentence(f, facts, now),
            link: facts.letter.as_ref().and_then(|letter| link(f, facts, letter, now)),
            choosing: !facts.supporting,
            chosen: facts.choice.map(|choice| (choice, chosen(f, facts, choice))),
            next: going_on.then(|| format!("/supporters/{}/slots?plan={}", booking.supporter.id, booking.plan)),
        }
    }

    /// Whether that is what was chosen.
    pub(super) fn chose(&self, name: &str) -> bool {
        self.chosen.as_ref().is_some_and(|(choice, _)| choice.name() == name)
    }
}

/// Under the tab: 手紙は12月12日（土）.
pub(super) fn letter_word(f: &Frame, facts: &Facts, now: Instant) -> String {
    match &facts.letter {
        Some(letter) if there(facts, letter, now) => f.t.meeting_letter_there(),
        Some(letter) if facts.supporting && letter.changed_at.is_some() => f.t.meeting_begun(),
        Some(letter) => f.t.meeting_letter_on(f.calendar.day(&letter.due_at)),
        None => match due(f, facts) {
            Some(due) => f.t.meeting_letter_on(f.calendar.day(&due)),
            None => f.t.meeting_what_next(),
        },
    }
}

fn sentence(f: &Frame, facts: &Facts, now: Instant) -> Option<String> {
    let author = f.called(&facts.booking.supporter.names);
    match &facts.letter {
        Some(letter) if there(facts, letter, now) => Some(match (facts.supporting, letter.replied_at) {
            (true, None) => f.t.meeting_letter_sent(),
            (true, Some(_)) => f.t.meeting_letter_answered(f.called(&facts.booking.client.names)),
            (false, _) => f.t.meeting_letter_arrived(author),
        }),
        Some(letter) if facts.supporting => Some(f.t.meeting_letter_promised(f.calendar.day(&letter.due_at))),
        Some(letter) => Some(f.t.meeting_letter_coming(author, f.calendar.day(&letter.due_at))),
        None if facts.supporting => None,
        None => due(f, facts).map(|due| f.t.meeting_letter_coming(author, f.calendar.day(&due))),
    }
}

fn link(f: &Frame, facts: &Facts, letter: &Letter, now: Instant) -> Option<(String, String)> {
    if there(facts, letter, now) {
        return Some((format!("/letters/{}", letter.id), f.t.meeting_act_read()));
    }
    let edit = || (format!("/letters/{}/edit", letter.id), f.t.meeting_act_write());
    (facts.supporting && letter.sent_at.is_none()).then(edit)
}

/// Its author sees it as sent at once, its addressee when it cannot be taken back any more.
fn there(facts: &Facts, letter: &Letter, now: Instant) -> bool {
    if facts.supporting { letter.sent_at.is_some() } else { letter.has_arrived(now) }
}

/// When a letter will be due that is not owed yet.
fn due(f: &Frame, facts: &Facts) -> Option<Instant> {
    let booking = &facts.booking;
    let expected = booking.outcome.is_none();
    let letter = booking.plan().ok().and_then(|plan| plan.letter.as_ref()).filter(|_| expected)?;
    Some(letter.due.after(booking.ends_at.timestamp(), f.calendar.zone()).into())
}

fn chosen(f: &Frame, facts: &Facts, choice: Choice) -> String {
    let client = f.called(&facts.booking.client.names);
    match (facts.supporting, choice) {
        (false, Choice::Continue) => f.t.meeting_chose_continue(),
        (false, Choice::Pause) => f.t.meeting_chose_pause(),
        (false, Choice::Enough) => f.t.meeting_chose_enough(),
        (true, Choice::Continue) => f.t.meeting_client_continues(client),
        (true, Choice::Pause) => f.t.meeting_client_pauses(client),
        (true, Choice::Enough) => f.t.meeting_client_has_enough(client),
    }
}

//! What I wrote and what was written to me: letters that are owed first, then letters, then sheets, with their states.

use askama::Template;
use kit::args;
use rules::access::{self, Action, Purpose, RECALL_FOR};
use rules::programme::SheetKind;

use super::Letter;
use crate::cx::Cx;
use crate::frame::{Frame, Place};
use crate::gate::might;
use crate::problem::Answer;
use crate::sheets::Written;

/// A letter in the list.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub href: String,
    pub what: String,
    pub about: String,
    pub status: String,
    /// The reader's turn: it is owed, or not read yet.
    pub now: bool,
}

#[derive(Template)]
#[template(path = "letters/writing.html")]
pub(super) struct Page {
    pub f: Frame,
    pub owed: Vec<Line>,
    pub letters: Vec<Line>,
    pub sheets: Vec<Line>,
}

/// The list.
pub(super) async fn show(cx: Cx) -> Answer {
    let (me, f) = (cx.viewer()?.person, cx.frame().at(Place::Writing));
    let arrived = cx.now().plus(-RECALL_FOR);
    let condition = "l.author = $1 OR (l.addressee = $1 AND l.sent_at <= $2) ORDER BY l.due_at DESC, l.id LIMIT 200";
    let mut letters = Letter::where_(&cx.app.db, condition, args![me, arrived]).await?;
    letters.retain(|letter| might::<access::Letter>(&cx, &letter.asked(), Action::Read, Purpose::Support));
    let (mut owed, letters): (Vec<_>, Vec<_>) = letters.into_iter().partition(|letter| letter.sent_at.is_none());
    owed.reverse();
    let sheets = Written::by(&cx).await?;
    let page = Page {
        owed: owed.iter().map(|letter| owed_line(&f, letter)).collect(),
        letters: letters.iter().map(|letter| line(&f, letter, letter.author.id == me)).collect(),
        sheets: sheets.iter().map(|written| sheet_line(&f, written)).collect(),
        f,
    };
    cx.page(&page)
}

pub(super) fn owed_line(f: &Frame, letter: &Letter) -> Line {
    Line {
        href: format!("/letters/{}/edit", letter.id),
        what: f.t.letters_for(f.called(&letter.addressee.names)),
        about: f.t.letters_until(f.calendar.day(&letter.due_at), f.calendar.left(&letter.due_at)),
        status: if letter.changed_at.is_some() { f.t.letters_begun() } else { f.t.letters_not_begun() },
        now: true,
    }
}

pub(super) fn line(f: &Frame, letter: &Letter, mine: bool) -> Line {
    let (names, sent) =
        if mine { (&letter.addressee.names, letter.sent_at) } else { (&letter.author.names, letter.arrived_at()) };
    let at = f.calendar.day(&sent.unwrap_or(letter.due_at));
    let sent = if mine { f.t.letters_sent_on(at) } else { f.t.letters_arrived_on(at) };
    let status = match (mine, letter.read_at, letter.replied_at) {
        (_, _, Some(_)) => f.t.letters_answered(),
        (_, Some(_), None) => f.t.letters_was_read(),
        (true, None, None) => f.t.letters_is_sent(),
        (false, None, None) => f.t.letters_is_new(),
    };
    Line {
        href: format!("/letters/{}", letter.id),
        what: if mine { f.t.letters_for(f.called(names)) } else { f.t.letters_from(f.called(names)) },
        about: format!("{} {sent}", f.t.letters_about(f.calendar.day(&letter.met_at))),
        status,
        now: if mine {
            letter.replied_at.is_some() && letter.reply_read_at.is_none()
        } else {
            letter.read_at.is_none()
        },
    }
}

pub(super) fn sheet_line(f: &Frame, written: &Written) -> Line {
    use crate::sheets::Stage;
    Line {
        href: format!("/meetings/{}/sheets/{}", written.booking, written.blank.key),
        what: written.blank.name.of(f.lang).to_owned(),
        about: f.t.letters_meeting_with(f.called(&written.other), f.calendar.day(&written.met_at)),
        status: match written.stage {
            Stage::Draft => f.t.letters_begun(),
            // a plan is its author's: nobody was handed anything
            Stage::Submitted if written.blank.kind == SheetKind::SessionPlan => f.t.letters_written(),
            Stage::Submitted => f.t.letters_handed_over(),
            Stage::Withheld => f.t.letters_kept(),
        },
        now: written.stage == Stage::Draft,
    }
}

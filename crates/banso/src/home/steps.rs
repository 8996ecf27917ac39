//! What a step of `rules::next_steps` says and where it leads: the card of the one next step, and the rows of the week.

use jiff::Timestamp;
use kit::time::Instant;
use rules::lang::Lang;
use rules::next_steps::{About, Progress, Rank, Row, Step};
use rules::programme::{Definition, Key};

use super::facts::Known;
use super::paths;
use crate::frame::{Day, Frame};
use crate::meetings::Booking;

/// A button or a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Act {
    pub label: String,
    pub href: String,
}

/// The next step.
#[derive(Clone, Debug, Default)]
pub(super) struct Card {
    pub title: String,
    pub when: Option<When>,
    pub say: String,
    pub act: Option<Act>,
    pub second: Option<Act>,
}

/// When, or until when.
#[derive(Clone, Debug)]
pub(super) struct When {
    pub iso: String,
    pub text: String,
    /// The zone and its name, beside a time of day.
    pub zone: Option<(String, String)>,
    pub left: String,
}

/// A row of the week.
#[derive(Clone, Debug)]
pub(super) struct WeekRow {
    pub day: Option<Day>,
    pub what: String,
    pub href: String,
    pub sub: String,
    pub progress: Option<Progress>,
}

/// Words steps for one reader.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub f: &'a Frame,
    pub definition: &'a Definition,
    pub known: &'a Known,
}

impl Teller<'_> {
    /// The card of a step.
    pub fn card(&self, step: &Step) -> Card {
        let (title, label, href) = self.names(step);
        let started = matches!(progress(step), Some(Progress::Started));
        let say = match step {
            Step::Join { about, .. } => self.place(about),
            Step::Nothing => self.f.t.home_nothing_what(),
            _ if started => self.f.t.home_started(),
            _ => self.effort(step),
        };
        let second = about(step).filter(|_| !matches!(step, Step::Join { .. } | Step::AnswerOffer { .. }));
        let second = second.map(|about| Act { label: self.f.t.home_to_meeting(), href: paths::meeting(about.id) });
        Card { title, when: self.when(step), say, act: Some(Act { label, href }), second }
    }

    /// A row of the week.
    pub fn row(&self, row: &Row) -> WeekRow {
        match row {
            Row::Meet { about, start, end } => {
                let (start, end) = (Instant::from(*start), Instant::from(*end));
                let span = format!("{} {}", self.f.calendar.span(&start, &end), self.f.calendar.zone_name(&start));
                WeekRow {
                    day: Some(self.f.calendar.listed_at(&start)),
                    what: self.f.t.home_meeting(self.called(about)),
                    href: paths::meeting(about.id),
                    sub: self.f.t.home_span_place(span, self.place(about)),
                    progress: None,
                }
            }
            Row::Do { step, rank } => {
                let (what, _, href) = self.names(step);
                let late = *rank == Rank::DueToday && due(step).is_some_and(|due| due < self.known.facts.now);
                let sub = match due(step) {
                    Some(due) if late => self.f.t.home_promised(self.f.calendar.day(&due.into())),
                    _ => self.effort(step),
                };
                let day = due(step).map(|due| self.f.calendar.listed_at(&due.into()));
                WeekRow { day, what, href, sub, progress: progress(step) }
            }
        }
    }

    /// Title, verb and way of a step.
    fn names(&self, step: &Step) -> (String, String, String) {
        let t = self.f.t;
        match step {
            Step::ConfirmMail => (t.home_confirm_mail(), t.home_confirm_mail_act(), "/me".into()),
            Step::Join { about, .. } => {
                (t.home_meeting(self.called(about)), t.home_meeting_act(), paths::meeting(about.id))
            }
            Step::Agree { about } => (t.home_agree(self.called(about)), t.home_agree_act(), paths::agreement(about.id)),
            Step::Prepare { about, sheet, .. } => {
                (t.home_prepare(self.called(about)), t.home_prepare_act(), paths::sheet(about.id, sheet))
            }
            Step::ReadPreparation { about, sheet } => (
                t.home_read_preparation(self.called(about)),
                t.home_read_preparation_act(),
                paths::sheet(about.id, sheet),
            ),
            Step::WritePlan { about, sheet, .. } => {
                (t.home_plan(self.called(about)), t.home_plan_act(), paths::sheet(about.id, sheet))
            }
            Step::AnswerOffer { about, .. } => {
                (t.home_offer(self.called(about)), t.home_offer_act(), paths::offer(about.id))
            }
            Step::RecordMeeting { about, sheet, .. } => {
                (t.home_record(self.called(about)), t.home_record_act(), paths::sheet(about.id, sheet))
            }
            Step::WriteThreeLines { about, sheet, .. } => {
                (t.home_lines(self.called(about)), t.home_lines_act(), paths::sheet(about.id, sheet))
            }
            Step::Reflect { about, sheet, .. } => {
                (self.sheet(sheet), t.home_reflect_act(), paths::sheet(about.id, sheet))
            }
            Step::WriteLetter { about, progress, .. } => self.letter(about, *progress),
            _ => self.names_of_the_rest(step),
        }
    }

    fn letter(&self, about: &About, progress: Progress) -> (String, String, String) {
        let t = self.f.t;
        let title = match progress {
            Progress::Started => t.home_letter_on(self.called(about)),
            Progress::NotYet | Progress::Done => t.home_letter(self.called(about)),
        };
        (title, t.home_letter_act(), self.known.letter_href(about.id, paths::writing))
    }

    fn names_of_the_rest(&self, step: &Step) -> (String, String, String) {
        let t = self.f.t;
        match step {
            Step::ReadLetter { about, .. } => {
                (t.home_letter_from(self.called(about)), t.home_letter_from_act(), self.read(about))
            }
            Step::Reply { about } => {
                (t.home_reply(self.called(about)), t.home_reply_act(), self.known.letter_href(about.id, paths::reply))
            }
            Step::ReadReply { about, .. } => {
                (t.home_reply_from(self.called(about)), t.home_reply_from_act(), self.read(about))
            }
            Step::DecideToContinue { about } => {
                (t.home_continue(self.called(about)), t.home_continue_act(), paths::meeting(about.id))
            }
            Step::BookNext { other } => (
                t.home_book_next(self.f.called(&self.known.name(*other))),
                t.home_book_next_act(),
                paths::times_of(*other),
            ),
            Step::Decide => (t.home_decide(), t.home_decide_act(), "/disclosures".into()),
            Step::FindSupporter => (t.home_find(), t.home_find_act(), "/supporters".into()),
            Step::FillProfile { .. } => (t.home_profile(), t.home_profile_act(), "/profile".into()),
            Step::OpenSlots { missing, .. } => {
                (t.home_open_slots(i64::from(*missing)), t.home_open_slots_act(), "/openings".into())
            }
            _ => (t.home_nothing(), t.home_nothing_act(), "/writing".into()),
        }
    }

    fn when(&self, step: &Step) -> Option<When> {
        let calendar = &self.f.calendar;
        if let Step::Join { start, end, .. } = step {
            let (start, end) = (Instant::from(*start), Instant::from(*end));
            let zone = Some((calendar.zone_name(&start), calendar.zone_title()));
            let (iso, left) = (calendar.iso(&start), calendar.left(&start));
            return Some(When { iso, text: calendar.when(&start, &end), zone, left });
        }
        let due = Instant::from(due(step)?);
        let today = calendar.days_until(&due) == 0;
        let text = self.f.t.home_until(if today { calendar.at(&due) } else { calendar.day(&due) });
        Some(When { iso: calendar.iso(&due), text, zone: None, left: calendar.left(&due) })
    }

    /// How long it takes, and that it need not be perfect.
    fn effort(&self, step: &Step) -> String {
        let t = self.f.t;
        let sheet = match step {
            Step::Prepare { sheet, .. }
            | Step::WritePlan { sheet, .. }
            | Step::RecordMeeting { sheet, .. }
            | Step::WriteThreeLines { sheet, .. }
            | Step::Reflect { sheet, .. }
            | Step::FillProfile { sheet } => sheet,
            Step::ConfirmMail => return t.home_confirm_mail_what(),
            Step::WriteLetter { .. } => return t.home_letter_what(),
            Step::Agree { .. } => return t.home_agree_what(),
            Step::Decide => return t.home_decide_what(),
            Step::FindSupporter => return t.home_find_what(),
            Step::AnswerOffer { .. } => return t.home_offer_what(),
            Step::OpenSlots { .. } => return t.home_open_slots_what(),
            _ => return String::new(),
        };
        let minutes = self.definition.sheet(sheet.as_str()).map_or(0, |form| i64::from(form.minutes.get()));
        t.home_sheet_effort(self.sheet(sheet), minutes)
    }

    fn sheet(&self, key: &Key) -> String {
        let form = self.definition.sheet(key.as_str());
        form.map_or_else(String::new, |form| form.name.of(self.f.lang).to_owned())
    }

    fn read(&self, about: &About) -> String {
        self.known.letter_href(about.id, paths::letter)
    }

    fn called(&self, about: &About) -> String {
        self.f.called(&self.known.name(about.other))
    }

    fn place(&self, about: &About) -> String {
        self.known.booking(about.id).map_or_else(String::new, |booking| place(self.f, booking))
    }
}

/// Where a meeting takes place, in a word or by name.
pub(super) fn place(f: &Frame, booking: &Booking) -> String {
    match (booking.place.as_str(), &booking.place_text) {
        ("online", _) | (_, None) => f.t.home_online(),
        (_, Some(text)) => text.clone(),
    }
}

/// The name of the plan and the turn: スタンダード・3回目.
pub(super) fn plan(f: &Frame, lang: Lang, booking: &Booking) -> String {
    let name = booking.plan().map_or_else(|_| String::new(), |plan| plan.name.of(lang).to_owned());
    match booking.ordinal {
        1 => f.t.home_plan_first(name),
        ordinal => f.t.home_plan_later(name, i64::from(ordinal)),
    }
}

fn about(step: &Step) -> Option<&About> {
    match step {
        Step::Join { about, .. }
        | Step::Agree { about }
        | Step::Prepare { about, .. }
        | Step::ReadPreparation { about, .. }
        | Step::WritePlan { about, .. }
        | Step::AnswerOffer { about, .. }
        | Step::RecordMeeting { about, .. }
        | Step::WriteThreeLines { about, .. }
        | Step::Reflect { about, .. }
        | Step::WriteLetter { about, .. }
        | Step::ReadLetter { about, .. }
        | Step::Reply { about }
        | Step::ReadReply { about, .. }
        | Step::DecideToContinue { about } => Some(about),
        _ => None,
    }
}

fn progress(step: &Step) -> Option<Progress> {
    match step {
        Step::Prepare { progress, .. }
        | Step::WritePlan { progress, .. }
        | Step::RecordMeeting { progress, .. }
        | Step::WriteThreeLines { progress, .. }
        | Step::Reflect { progress, .. }
        | Step::WriteLetter { progress, .. } => Some(*progress),
        Step::Join { .. } | Step::Nothing => None,
        _ => Some(Progress::NotYet),
    }
}

fn due(step: &Step) -> Option<Timestamp> {
    match step {
        Step::Join { start, .. } => Some(*start),
        Step::Prepare { due, .. }
        | Step::WritePlan { due, .. }
        | Step::RecordMeeting { due, .. }
        | Step::WriteThreeLines { due, .. }
        | Step::Reflect { due, .. } => *due,
        Step::AnswerOffer { due, .. } | Step::WriteLetter { due, .. } | Step::OpenSlots { due, .. } => Some(*due),
        _ => None,
    }
}

//! Home: one next step with one button, this week, who holds the ball, and a recent word. A supporter sees the letters
//! owed and the month's promise, a manager what needs a hand, an administrator how the machine is. At most twelve
//! statements for one part, constant for any number of rows.

use askama::Template;
use kit::time::Instant;
use rules::access::{Role, Who};
use rules::next_steps::{self, Awaited, Ball, Letter, Progress, Row, Step};
use rules::programme::{Definition, Part};

use super::facts::{Known, parts};
use super::promise::{self, Promised};
use super::steps::{Card, Teller, WeekRow, place, plan};
use super::today::{Group, Verb};
use super::word::{self, Word};
use super::{paths, today};
use crate::cx::Cx;
use crate::frame::{Frame, Place};
use crate::operations::doctor::{self, Depth, Standing};
use crate::problem::{Answer, Problem};
use crate::programmes::{self, CONSULTATION};

#[derive(Template)]
#[template(path = "home/page.html")]
pub(super) struct Home {
    pub f: Frame,
    pub card: Option<Card>,
    pub as_supporter: bool,
    pub letters: Vec<PersonRow>,
    pub meetings: Vec<PersonRow>,
    pub week: Vec<WeekRow>,
    pub more: i64,
    pub waiting: Vec<PersonRow>,
    pub promised: Option<Promised>,
    pub word: Option<Word>,
    pub groups: Vec<Group>,
    pub health: Vec<(Standing, String)>,
}

/// A row about somebody.
#[derive(Clone, Debug)]
pub(super) struct PersonRow {
    pub initial: String,
    pub what: String,
    pub href: String,
    pub sub: String,
    pub status: String,
    pub now: bool,
}

/// The page.
pub(super) async fn show(cx: Cx) -> Answer {
    let viewer = cx.viewer()?;
    let f = cx.frame().at(Place::Home);
    let definition = programmes::definition(CONSULTATION)?;
    let mut home = Home::empty(f);
    let parts = parts(viewer, CONSULTATION);
    if viewer.has(Role::Manager) {
        home.groups = today::groups(&cx, &home.f).await?.0;
    }
    if viewer.has(Role::Administrator) {
        home.health = health(&cx, &home.f).await?;
    }
    if !parts.is_empty() || (home.groups.is_empty() && home.health.is_empty()) {
        home.fill(&cx, definition, &parts).await?;
    }
    cx.page(&home)
}

async fn health(cx: &Cx, f: &Frame) -> Result<Vec<(Standing, String)>, Problem> {
    let found = doctor::look(&cx.app, Depth::Quick).await?;
    let mut said: Vec<_> = found.iter().map(|finding| (finding.standing, doctor::sentence(f.t, finding))).collect();
    said.sort_by_key(|(standing, _)| std::cmp::Reverse(*standing));
    said.truncate(5);
    Ok(said)
}

impl Home {
    pub fn empty(f: Frame) -> Self {
        let (card, promised, word) = (None, None, None);
        let (letters, meetings, waiting) = (vec![], vec![], vec![]);
        let (week, groups, health) = (vec![], vec![], vec![]);
        Self { f, card, as_supporter: false, letters, meetings, week, more: 0, waiting, promised, word, groups, health }
    }

    async fn fill(&mut self, cx: &Cx, definition: &Definition, parts: &[Part]) -> Result<(), Problem> {
        if parts.contains(&Part::Supporter) {
            self.promised = promise::of(cx, definition, &self.f.calendar).await?;
        }
        if parts.contains(&Part::Client) {
            self.word = word::latest(cx).await?;
        }
        let shortfall = self.promised.as_ref().and_then(|promised| promised.shortfall);
        let known = Known::load(cx, definition, shortfall).await?;
        self.tell(definition, &known);
        Ok(())
    }

    /// Puts the answer of the rules into words.
    pub fn tell(&mut self, definition: &Definition, known: &Known) {
        let next_steps::Home { next, week, waiting, more } = next_steps::home(definition, &known.facts);
        let f = self.f.clone();
        let teller = Teller { f: &f, definition, known };
        self.as_supporter = known.facts.parts == [Part::Supporter];
        self.letters = letters(&f, known);
        self.meetings = meetings(&f, known);
        self.week = week.iter().filter(|row| !self.stands_above(row)).map(|row| teller.row(row)).collect();
        self.more = i64::try_from(more).unwrap_or(i64::MAX);
        self.waiting = waiting.iter().map(|ball| waits(&f, known, ball)).collect();
        self.card = Some(teller.card(&next));
    }

    /// A supporter's letters and the meetings of today have sections of their own.
    fn stands_above(&self, row: &Row) -> bool {
        match row {
            Row::Do { step: Step::WriteLetter { .. }, .. } => !self.letters.is_empty(),
            Row::Meet { about, start, .. } | Row::Do { step: Step::Join { about, start, .. }, .. } => {
                about.part == Part::Supporter && self.f.calendar.days_until(&Instant::from(*start)) == 0
            }
            Row::Do { .. } => false,
        }
    }
}

fn initial(f: &Frame, known: &Known, who: Who) -> String {
    f.initial(&known.name(who))
}

fn letters(f: &Frame, known: &Known) -> Vec<PersonRow> {
    let mine = known.facts.bookings.iter().filter(|booking| {
        booking.part == Part::Supporter && booking.end <= known.facts.now && booking.stage != next_steps::Stage::NoShow
    });
    let mut owed: Vec<_> = mine
        .filter_map(|booking| match booking.letter {
            Letter::Owed { due } => Some((due, Progress::NotYet, booking)),
            Letter::Draft { due } => Some((due, Progress::Started, booking)),
            _ => None,
        })
        .collect();
    owed.sort_by_key(|(due, ..)| *due);
    let row = |(due, progress, booking): &(jiff::Timestamp, Progress, &next_steps::Booking)| PersonRow {
        initial: initial(f, known, booking.other),
        what: f.full_called(&known.name(booking.other)),
        href: known.letter_href(booking.id, paths::writing),
        sub: f.t.home_letter_row(f.calendar.day(&(*due).into()), f.calendar.day(&booking.start.into())),
        status: f.progress(progress),
        now: *progress == Progress::Started,
    };
    owed.iter().map(row).collect()
}

fn meetings(f: &Frame, known: &Known) -> Vec<PersonRow> {
    let today = known.facts.bookings.iter().filter(|booking| {
        let confirmed = matches!(booking.stage, next_steps::Stage::Confirmed { .. });
        let ahead = booking.end > known.facts.now;
        booking.part == Part::Supporter && confirmed && ahead && f.calendar.days_until(&booking.start.into()) == 0
    });
    let row = |fact: &next_steps::Booking| {
        let booking = known.booking(fact.id)?;
        let span = f.calendar.span(&booking.starts_at, &booking.ends_at);
        let zone = f.calendar.zone_name(&booking.starts_at);
        Some(PersonRow {
            initial: initial(f, known, fact.other),
            what: f.full_called(&known.name(fact.other)),
            href: paths::meeting(fact.id),
            sub: f.t.home_meeting_row(format!("{span} {zone}"), plan(f, f.lang, booking), place(f, booking)),
            status: String::new(),
            now: false,
        })
    };
    today.filter_map(row).collect()
}

fn waits(f: &Frame, known: &Known, ball: &Ball) -> PersonRow {
    let sub = match &ball.what {
        Awaited::Answer => f.t.home_awaits_answer(),
        Awaited::Sheet(_) if ball.about.part == Part::Supporter => f.t.home_awaits_preparation(),
        Awaited::Sheet(_) => f.t.home_awaits_record(),
        Awaited::Letter => f.t.home_awaits_letter(),
        Awaited::Reading => f.t.home_awaits_reading(),
        Awaited::Choice => f.t.home_awaits_choice(),
    };
    let sub = match ball.due {
        Some(due) => f.t.home_awaits_until(sub, f.calendar.day(&due.into())),
        None => sub,
    };
    PersonRow {
        initial: initial(f, known, ball.holder),
        what: f.t.home_holds(f.called(&known.name(ball.holder))),
        href: String::new(),
        sub,
        status: f.t.home_since(f.calendar.day(&ball.since.into())),
        now: false,
    }
}

impl Frame {
    /// まだ · 書きかけ · 済.
    pub(super) fn progress(&self, progress: &Progress) -> String {
        match progress {
            Progress::NotYet => self.t.home_not_yet(),
            Progress::Started => self.t.home_under_way(),
            Progress::Done => self.t.home_done(),
        }
    }
}

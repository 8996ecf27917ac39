//! A programme as one readable page: what can be booked, what happens in which order, and the clocks. The definition
//! itself, in the reader's language; what stands here is what the product does.

use askama::Template;
use axum::extract::Path;
use rules::access::Role;
use rules::offset::Offset;
use rules::programme::{Definition, Entry, Meeting, Part, Place, Plan, Task, What};

use super::{CONSULTATION, definition, seal};
use crate::cx::Cx;
use crate::frame::{Frame, Sample, Seal};
use crate::problem::Answer;

#[derive(Template)]
#[template(path = "programmes/page.html")]
struct Page {
    f: Frame,
    key: String,
    seal: Option<Seal>,
    name: String,
    entry: String,
    plans: Vec<Row>,
    /// The four steps: prepare, meet, reflect, follow up.
    steps: Vec<(String, Vec<Row>)>,
    clocks: Vec<Row>,
    promise: Option<String>,
}

/// A line: what, and what is to be known about it.
#[derive(Clone, Debug)]
struct Row {
    what: String,
    about: String,
}

/// The page.
pub(super) async fn show(cx: Cx, Path(key): Path<String>) -> Answer {
    cx.page(&Page::of(cx.frame(), definition(&key)?))
}

impl Page {
    fn of(f: Frame, definition: &Definition) -> Self {
        let teller = Teller { f: &f, definition };
        let meeting = definition.meetings.first();
        Self {
            key: definition.key.as_str().to_owned(),
            seal: seal(definition.key.as_str(), f.lang),
            name: definition.name.of(f.lang).to_owned(),
            entry: match definition.entry {
                Entry::Open => f.t.programmes_open(),
                Entry::Invited => f.t.programmes_invited(),
            },
            plans: definition.plans.iter().map(|plan| teller.plan(plan)).collect(),
            steps: meeting.map(|meeting| teller.steps(meeting)).unwrap_or_default(),
            clocks: meeting.map(|meeting| teller.clocks(meeting)).unwrap_or_default(),
            promise: definition.promise.map(|promise| f.t.programmes_promise(i64::from(promise.open_slots_a_month))),
            f: f.clone(),
        }
    }
}

struct Teller<'a> {
    f: &'a Frame,
    definition: &'a Definition,
}

impl Teller<'_> {
    fn plan(&self, plan: &Plan) -> Row {
        let t = self.f.t;
        let (first, later) = (i64::from(plan.minutes.first.get()), i64::from(plan.minutes.later.get()));
        let length =
            if first == later { t.programmes_minutes(first) } else { t.programmes_minutes_first(first, later) };
        let price = plan.price.of(self.f.lang);
        let about = match &plan.letter {
            Some(letter) => t.programmes_plan_letter(length, price, self.span(letter.due)),
            None => t.programmes_plan(length, price),
        };
        Row { what: plan.name.of(self.f.lang).to_owned(), about }
    }

    fn steps(&self, meeting: &Meeting) -> Vec<(String, Vec<Row>)> {
        let t = self.f.t;
        let places: Vec<String> = meeting.places.iter().map(|place| self.place(*place)).collect();
        let meets = Row { what: t.programmes_meet_two(), about: places.join(&t.programmes_or()) };
        let follows = |task: &&Task| !matches!(task.what, What::Sheet(_));
        let before = meeting.before.iter().map(|task| self.task(task, true)).collect();
        let reflect = meeting.after.iter().filter(|task| !follows(task)).map(|task| self.task(task, false)).collect();
        let follow = meeting.after.iter().filter(follows).map(|task| self.task(task, false)).collect();
        vec![
            (t.programmes_prepare(), before),
            (t.programmes_meet(), vec![meets]),
            (t.programmes_reflect(), reflect),
            (t.programmes_follow_up(), follow),
        ]
    }

    fn task(&self, task: &Task, before: bool) -> Row {
        let t = self.f.t;
        let by = match task.by {
            Part::Client => t.programmes_client(),
            Part::Supporter => t.programmes_supporter(),
        };
        let (what, minutes) = match &task.what {
            What::Sheet(key) => {
                let form = self.definition.sheet(key.as_str());
                let name = form.map_or_else(String::new, |form| form.name.of(self.f.lang).to_owned());
                (name, form.map(|form| i64::from(form.minutes.get())))
            }
            What::Letter => (t.programmes_letter(), None),
            What::Continue => (t.programmes_continue(), None),
        };
        let due = match task.due {
            Some(due) if before => t.programmes_before(self.span(due)),
            Some(due) => t.programmes_after(self.span(due)),
            None => String::new(),
        };
        let effort = minutes.map(|minutes| t.programmes_minutes(minutes)).unwrap_or_default();
        let about = [by, due, effort].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        Row { what, about: about.join(&t.frame_joint()) }
    }

    fn clocks(&self, meeting: &Meeting) -> Vec<Row> {
        let (t, cutoffs) = (self.f.t, &meeting.cutoffs);
        let row = |what, about| Row { what, about };
        vec![
            row(t.programmes_book(), t.programmes_until(self.span(cutoffs.book))),
            row(t.programmes_horizon(), t.programmes_ahead(self.span(meeting.horizon))),
            row(t.programmes_move(), t.programmes_until(self.span(cutoffs.r#move))),
            row(t.programmes_cancel(), t.programmes_until(self.span(cutoffs.cancel))),
            row(t.programmes_hold(), t.programmes_for(self.span(cutoffs.hold))),
            row(t.programmes_offer(), t.programmes_for(self.span(cutoffs.offer))),
        ]
    }

    fn place(&self, place: Place) -> String {
        match place {
            Place::Online => self.f.t.programmes_online(),
            Place::Room => self.f.t.programmes_room(),
            Place::Address => self.f.t.programmes_address(),
        }
    }

    /// 24時間 · 24 hours.
    fn span(&self, offset: Offset) -> String {
        let written = offset.to_string();
        let count = written.trim_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0_i64);
        match written.chars().last() {
            Some('m') => self.f.t.programmes_span_minutes(count),
            Some('d') => self.f.t.programmes_span_days(count),
            _ => self.f.t.programmes_span_hours(count),
        }
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let mut run = f.clone();
    run.roles = vec![Role::Manager];
    let Ok(definition) = definition(CONSULTATION) else { return vec![] };
    vec![
        Sample::new("programme", &Page::of(f.clone(), definition)),
        Sample::new("programme-manager", &Page::of(run, definition)),
    ]
}

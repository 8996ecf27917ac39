//! One supporter's page: their words, what we have in common, and the next free times of each plan.

use askama::Template;
use axum::extract::Path;

use super::shelf::{Depth, Listed, Shelf};
use super::times::{Time, bookable, next, search};
use crate::cx::Cx;
use crate::frame::{Frame, Names, Place};
use crate::people::PersonId;
use crate::problem::Answer;
use crate::programmes::{self, CONSULTATION};

#[derive(Template)]
#[template(path = "meetings/directory/profile.html")]
pub(super) struct Page {
    pub f: Frame,
    pub who: Profile,
    pub plans: Vec<PlanTimes>,
    pub zone: String,
    /// Where all times are.
    pub slots: String,
    pub offer: String,
}

/// What a supporter says.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    pub names: Names,
    pub headline: String,
    pub about: String,
    pub work: String,
    pub industries: String,
    pub strengths: Vec<String>,
    pub common: Vec<String>,
}

/// The next free times for one plan.
#[derive(Clone, Debug)]
pub(super) struct PlanTimes {
    pub name: String,
    pub minutes: i64,
    pub times: Vec<Time>,
}

/// The page.
pub(in crate::meetings) async fn show(cx: Cx, Path(id): Path<PersonId>) -> Answer {
    let f = cx.frame().at(Place::Find);
    let (definition, meeting) = (programmes::definition(CONSULTATION)?, programmes::meeting(CONSULTATION)?);
    let window = bookable(meeting, cx.now(), &f);
    let (listed, ordinal) = Shelf::one(&cx.app.db, cx.viewer()?.person, id, Depth::Words, window, cx.now()).await?;
    let plans = definition.plans.iter().map(|plan| {
        let length = plan.length(ordinal);
        let slots = next(&f, &search(&listed, meeting, length, cx.now()), |_| true);
        let times = slots.iter().map(|slot| Time::new(&f, &listed, plan, slot)).collect();
        PlanTimes { name: plan.name.of(f.lang).to_owned(), minutes: i64::from(length.get()), times }
    });
    cx.page(&Page {
        plans: plans.collect(),
        who: Profile::new(&f, &listed),
        zone: super::list::zone(&f, cx.now()),
        slots: format!("/supporters/{id}/slots"),
        offer: format!("/offers/new?supporter={id}"),
        f,
    })
}

impl Profile {
    pub fn new(f: &Frame, listed: &Listed) -> Self {
        Self {
            names: listed.names.clone(),
            headline: listed.headline.clone(),
            about: listed.about.clone(),
            work: listed.work.clone(),
            industries: listed.words("industry", f.lang).join(&f.t.frame_joint()),
            strengths: listed.words("strength", f.lang),
            common: listed.common_words(f.lang),
        }
    }
}

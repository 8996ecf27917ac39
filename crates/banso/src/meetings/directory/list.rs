//! The list of supporters, filtered by need, free time and plan. All of them on one page: an organisation has dozens.

use askama::Template;
use kit::time::Instant;
use kit::web::Entry;
use rules::lang::Lang;
use rules::programme::Definition;

use super::filter::Filter;
use super::shelf::{Listed, Shelf};
use super::times::{Time, bookable, next, search};
use crate::cx::Cx;
use crate::frame::{Frame, Names, Place};
use crate::problem::Answer;
use crate::programmes::{self, CONSULTATION};

#[derive(Template)]
#[template(path = "meetings/directory/list.html")]
pub(super) struct Page {
    pub f: Frame,
    pub entry: Entry,
    pub definition: &'static Definition,
    pub plan: &'static str,
    pub needs: Vec<(String, String)>,
    /// How many receive at all.
    pub many: i64,
    pub cards: Vec<Card>,
    /// The zone of all times.
    pub zone: String,
}

/// One supporter in the list.
#[derive(Clone, Debug)]
pub(super) struct Card {
    pub href: String,
    pub names: Names,
    pub headline: String,
    pub work: String,
    pub common: Vec<String>,
    pub times: Vec<Time>,
    pub offer: String,
}

/// The list.
pub(in crate::meetings) async fn show(cx: Cx) -> Answer {
    let mut entry = query(&cx);
    let f = cx.frame().at(Place::Find);
    let (definition, meeting) = (programmes::definition(CONSULTATION)?, programmes::meeting(CONSULTATION)?);
    let filter = Filter::read(&mut entry, definition)?;
    let shelf = Shelf::all(&cx.app.db, cx.viewer()?.person, bookable(meeting, cx.now(), &f), cx.now()).await?;
    let length = filter.plan.length(shelf.ordinal);
    let suiting = shelf.people.iter().filter(|listed| filter.suits(listed));
    let cards = suiting.filter_map(|listed| {
        let search = search(listed, meeting, length, cx.now());
        let slots = next(&f, &search, |slot| filter.admits(slot, &f.calendar));
        let times: Vec<Time> = slots.iter().map(|slot| Time::new(&f, listed, filter.plan, slot)).collect();
        (!times.is_empty() || !filter.asks_for_times()).then(|| Card::new(&f, listed, times))
    });
    let cards: Vec<Card> = if entry.is_sound() { cards.collect() } else { Vec::new() };
    let page = Page {
        needs: needs(&shelf, f.lang),
        many: i64::try_from(shelf.people.len()).unwrap_or(i64::MAX),
        plan: filter.plan.key.as_str(),
        zone: zone(&f, cx.now()),
        f,
        definition,
        cards,
        entry,
    };
    if page.entry.is_sound() { cx.page(&page) } else { cx.refuse(&page) }
}

/// The query of a request, as fields.
pub(super) fn query(cx: &Cx) -> Entry {
    cx.path.split_once('?').map(|(_, query)| Entry::parse(query.as_bytes())).unwrap_or_default()
}

/// Every need that somebody is there for, as the form asks for it and as it reads.
fn needs(shelf: &Shelf, lang: Lang) -> Vec<(String, String)> {
    let words = shelf.people.iter().flat_map(|listed| &listed.shown).filter(|word| word.kind == "need");
    let mut needs: Vec<(String, String)> = words.map(|word| (word.word_ja.clone(), word.of(lang).to_owned())).collect();
    needs.sort_unstable();
    needs.dedup();
    needs
}

impl Card {
    pub fn new(f: &Frame, listed: &Listed, times: Vec<Time>) -> Self {
        Self {
            href: format!("/supporters/{}", listed.id),
            names: listed.names.clone(),
            headline: listed.headline.clone(),
            work: listed.work.clone(),
            common: listed.common_words(f.lang),
            times,
            offer: format!("/offers/new?supporter={}", listed.id),
        }
    }
}

impl Page {
    fn is_plan(&self, key: &rules::programme::Key) -> bool {
        self.plan == key.as_str()
    }
}

/// 日本標準時（JST）: the zone in which a page's times are meant.
pub(super) fn zone(f: &Frame, now: Instant) -> String {
    f.t.directory_zone(f.calendar.zone_title(), f.calendar.zone_name(&now))
}

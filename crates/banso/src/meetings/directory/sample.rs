//! Samples of the directory's pages: full, empty, with something to mend.

use jiff::civil::date;
use kit::web::{Entry, Fault};

use super::entry::{self, card};
use super::list::{self, Card};
use super::profile::{self, PlanTimes, Profile};
use super::slots::{self, Choice, Chosen, OpenDay, Ticket};
use super::times::Time;
use super::words::KINDS;
use crate::frame::{Frame, Names, Place, Sample};
use crate::people::PersonId;
use crate::programmes::{self, CONSULTATION};

/// Every sample of the directory.
pub(in crate::meetings) fn samples(f: &Frame) -> Vec<Sample> {
    let f = f.clone().at(Place::Find);
    let mut samples = lists(&f);
    samples.push(Sample::new("supporter", &profile(&f)));
    samples.extend(months(&f));
    samples.extend(entries(&f));
    samples
}

fn hayakawa() -> Names {
    Names {
        family: "早川".into(),
        given: "直子".into(),
        kana: Some(("はやかわ".into(), "なおこ".into())),
        latin: Some(("Hayakawa".into(), "Naoko".into())),
    }
}

/// Words of an invented person; the demo's people have theirs in both languages.
const HEADLINE: &str = "迷っている理由を、決める前にいっしょに並べてみます。";
const ABOUT: &str = "製造の現場から人事へ移り、面接をする側にも受ける側にもなりました。\n急がずに聞きます。";
const WORK: &str = "人事・製造業12年";

fn times(f: &Frame) -> Vec<Time> {
    let time = |day: i8| {
        let says = f.t.date_when(f.calendar.date(date(2026, 12, day)), "20:00");
        let iso = format!("2026-12-{day:02}T20:00+09:00");
        Time {
            href: "/supporters/1/slots".into(),
            spoken: format!("{} {says} JST", f.full_called(&hayakawa())),
            says,
            iso,
        }
    };
    [7, 12, 16].map(time).into()
}

fn one(f: &Frame, times: Vec<Time>) -> Card {
    Card {
        href: "/supporters/1".into(),
        names: hayakawa(),
        headline: HEADLINE.into(),
        work: WORK.into(),
        common: vec!["登山".into(), "夜間の学校".into()],
        times,
        offer: format!("/offers/new?supporter=1&lang={}", f.lang_name()),
    }
}

fn lists(f: &Frame) -> Vec<Sample> {
    let Ok(definition) = programmes::definition(CONSULTATION) else { return Vec::new() };
    let page = |entry: Entry, cards: Vec<Card>| list::Page {
        f: f.clone(),
        entry,
        definition,
        plan: "standard",
        needs: vec![("異動".into(), "異動".into())],
        many: 2,
        cards,
        zone: f.t.directory_zone(f.calendar.zone_title(), "JST"),
    };
    let mut wrong = Entry::default().with("from", "夜");
    wrong.refuse("from", Fault::Time);
    vec![
        Sample::new("directory", &page(Entry::default(), vec![one(f, times(f)), one(f, vec![])])),
        Sample::new("directory-nobody", &page(Entry::default().with("when", "weekends"), vec![])),
        Sample::new("directory-wrong", &page(wrong, vec![])),
    ]
}

/// A plan as the programme's definition names it in the reader's language.
fn plan(f: &Frame, ja: &str, en: &str) -> String {
    if f.ja() { ja.into() } else { en.into() }
}

fn profile(f: &Frame) -> profile::Page {
    let who = Profile {
        names: hayakawa(),
        headline: HEADLINE.into(),
        about: ABOUT.into(),
        work: WORK.into(),
        industries: "製造".into(),
        strengths: vec!["棚卸し".into(), "復帰のあとの働き方".into()],
        common: vec!["登山".into()],
    };
    let plans = vec![
        PlanTimes { name: plan(f, "ライト", "Light"), minutes: 45, times: times(f) },
        PlanTimes { name: plan(f, "スタンダード", "Standard"), minutes: 60, times: vec![] },
    ];
    let zone = f.t.directory_zone(f.calendar.zone_title(), "JST");
    profile::Page { f: f.clone(), who, plans, zone, slots: "/supporters/1/slots".into(), offer: "/offers/new".into() }
}

fn months(f: &Frame) -> Vec<Sample> {
    let ticket = |hour: i8, taken: bool| Ticket {
        start: format!("2026-12-07T{:02}:00:00Z", hour.saturating_sub(9)),
        span: if taken { format!("{hour}:00") } else { format!("{hour}:00–{}:00", hour.saturating_add(1)) },
        taken,
        chosen: hour == 20,
        first: hour == 20,
    };
    let day = |day: i8, times: Vec<Ticket>| {
        let day = f.calendar.listed(date(2026, 12, day));
        OpenDay { before: f.t.date_when(day.spoken.as_str(), ""), day, zone: "JST".into(), times }
    };
    let page = |days: Vec<OpenDay>, gone: bool| slots::Page {
        f: f.clone(),
        supporter: PersonId(uuid::Uuid::nil()),
        names: hayakawa(),
        plans: vec![Choice {
            name: plan(f, "ライト", "Light"), minutes: 45, href: "?plan=light".into(), here: false
        }],
        plan: "standard".into(),
        chosen: Chosen { name: plan(f, "スタンダード", "Standard"), ordinal: 2, minutes: 60, letter: true },
        zone: f.t.directory_zone(f.calendar.zone_title(), "JST"),
        cutoff: f.t.directory_cutoff_hours(24),
        month: f.calendar.month(date(2026, 12, 1)),
        year: f.t.directory_year("2026"),
        chosen_time: days.first().map_or_else(String::new, |day| format!("{}20:00–21:00 JST", day.before)),
        days,
        later: Some(("?month=2027-01".into(), f.calendar.month(date(2027, 1, 1)))),
        earlier: None,
        gone,
    };
    let full =
        vec![day(7, vec![ticket(20, false), ticket(21, false)]), day(12, vec![ticket(10, true), ticket(14, false)])];
    vec![
        Sample::new("slots", &page(full.clone(), false)),
        Sample::new("slots-gone", &page(full, true)),
        Sample::new("slots-empty", &page(vec![], false)),
    ]
}

fn entries(f: &Frame) -> Vec<Sample> {
    let page = |entry: Entry, published: bool, preview: bool| {
        let preview = preview.then(|| card(&entry, &hayakawa()));
        entry::Page { f: f.clone(), entry, kinds: KINDS, published, preview }
    };
    let full = || {
        let entry = Entry::default().with("headline", HEADLINE).with("about", ABOUT).with("work", WORK);
        entry.with("tags", "登山\n夜間の学校")
    };
    let mut wrong = Entry::default();
    wrong.refuse("headline", Fault::Missing);
    vec![
        Sample::new("directory-entry", &page(full(), true, false)),
        Sample::new("directory-entry-preview", &page(full(), false, true)),
        Sample::new("directory-entry-wrong", &page(wrong, false, false)),
    ]
}

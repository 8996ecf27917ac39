//! Invented meetings for the gallery: 田中さん and 早川さん, two days before and an hour after.

use jiff::SignedDuration;
use kit::web::{Entry, Fault};
use uuid::Uuid;

use super::follow_up::FollowUp;
use super::meet::Meet;
use super::note::NoteForm;
use super::side::{Piece, Task};
use super::tab::Station;
use super::{Choice, Earlier, Page, Panel};
use crate::frame::{Frame, Names, Place, Sample};
use crate::letters::LetterId;
use crate::meetings::{Booking, BookingId, Party, Status};
use crate::people::PersonId;
use crate::sheets::{Answered, sample};

fn party(number: u128, family: &str, given: &str, latin: (&str, &str)) -> Party {
    let latin = Some((latin.0.to_owned(), latin.1.to_owned()));
    let names = Names { family: family.into(), given: given.into(), kana: None, latin };
    Party { id: PersonId(Uuid::from_u128(number)), names }
}

fn booking(f: &Frame) -> Booking {
    let starts_at = f.calendar.now().plus(SignedDuration::from_mins(51 * 60 + 48));
    Booking {
        promise: rules::access::Consent::Given,
        id: BookingId(Uuid::nil()),
        programme: crate::programmes::CONSULTATION.into(),
        plan: "standard".into(),
        client: party(1, "田中", "結", ("Tanaka", "Yui")),
        supporter: party(2, "早川", "直子", ("Hayakawa", "Naoko")),
        status: Status::Confirmed,
        ordinal: 2,
        starts_at,
        ends_at: starts_at.plus(SignedDuration::from_hours(1)),
        place: "online".into(),
        place_text: Some("https://meet.example.jp/hayakawa".into()),
        held_until: None,
        version: 0,
        outcome: None,
        confirmed_at: None,
    }
}

fn page(f: &Frame, at: usize, supporting: bool, panel: Panel) -> Page {
    let booking = booking(f);
    let other = if supporting { &booking.client } else { &booking.supporter };
    let words = [
        (f.t.meeting_prepare(), f.t.meeting_begun()),
        (f.t.meeting_meet(), f.t.meeting_online()),
        (f.t.meeting_reflect(), f.t.meeting_afterwards()),
        (f.t.meeting_follow_up(), f.t.meeting_letter_on(f.calendar.day(&booking.ends_at))),
    ];
    let station = |(number, (label, status)): (usize, (String, String))| Station {
        href: "/meetings/0".into(),
        label,
        status,
        current: number == at,
        done: number < at,
        locked: at < 2 && number > 1,
    };
    let earlier = Earlier {
        id: BookingId(Uuid::nil()),
        starts_at: f.calendar.now().plus(SignedDuration::from_hours(-24 * 54)),
        ordinal: 1,
        letter: Some(LetterId(Uuid::nil())),
    };
    let common = if f.ja() {
        ["地方の大学", "事務から企画へ"]
    } else {
        ["a regional university", "from office work to planning"]
    };
    Page {
        other: f.called(&other.names),
        seal: crate::programmes::seal(&booking.programme, f.lang),
        about: f.t.meeting_about(2, if f.ja() { "スタンダード" } else { "Standard" }, super::role(f, supporting)),
        stations: words.into_iter().enumerate().map(station).collect(),
        notice: String::new(),
        movable: at < 1,
        supporting,
        panel,
        earlier: vec![earlier],
        common: common.map(str::to_owned).to_vec(),
        entry: Entry::default(),
        f: f.clone().at(Place::Calendar),
        booking,
    }
}

fn read(f: &Frame) -> Answered {
    let form = sample::questionnaire(f);
    let pairs = form.questions.iter().map(|one| (one.label.clone(), form.entry.value(&one.name).to_owned()));
    let answers = pairs.filter(|(_, text)| !text.is_empty()).collect();
    Answered { title: form.title.clone(), answers, readers: form.readers.clone() }
}

fn task(f: &Frame, title: &str, done: bool) -> Task {
    Task { href: "/profile".into(), label: title.to_owned(), minutes: 5, done, status: f.t.meeting_begun() }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let form = |form| Piece::Form(Box::new(form));
    let title = sample::blank("profile").map_or("", |blank| blank.name.of(f.lang));
    let tasks = vec![task(f, title, true), task(f, &sample::questionnaire(f).title, false)];
    let prepare = Panel::Prepare(tasks, vec![form(sample::questionnaire(f))], vec![]);
    let plan = || form(sample::form(f, "session-plan", Entry::default()));
    let name = f.called(&booking(f).client.names);
    let waiting = Piece::Waiting(sample::questionnaire(f).title, f.t.meeting_waiting(name));
    let reflect =
        Panel::Reflect(vec![form(sample::form(f, "three-lines", Entry::default()))], vec![Piece::Read(read(f), None)]);
    let mut wrong = page(f, 3, false, Panel::FollowUp(FollowUp { choosing: true, ..FollowUp::default() }));
    wrong.entry.refuse("choice", Fault::Choice);
    let kindly = "その日は出張が入りました。また近いうちに時間を選ばせてください。".to_owned();
    let mut cancelled = page(f, 0, false, Panel::Nothing(Some(kindly)));
    cancelled.notice = f.t.meeting_is_cancelled();
    cancelled.movable = false;
    vec![
        Sample::new("meeting-prepare", &page(f, 0, false, prepare)),
        Sample::new(
            "meeting-prepare-supporter",
            &page(f, 0, true, Panel::Prepare(vec![], vec![plan()], vec![Piece::Read(read(f), None)])),
        ),
        Sample::new("meeting-prepare-early", &page(f, 0, true, Panel::Prepare(vec![], vec![plan()], vec![waiting]))),
        Sample::new("meeting-meet", &page(f, 1, true, Panel::Meet(Box::new(meet(f))))),
        Sample::new("meeting-reflect", &page(f, 2, false, reflect)),
        Sample::new("meeting-follow-up", &page(f, 3, false, Panel::FollowUp(after(f)))),
        Sample::new("meeting-follow-up-wrong", &wrong),
        Sample::new("meeting-cancelled", &cancelled),
    ]
}

fn meet(f: &Frame) -> Meet {
    Meet {
        place: f.t.meeting_online(),
        text: None,
        link: booking(f).place_text,
        arrival: f.t.meeting_arrive_online(),
        sayable: true,
        outcome: None,
        note: Some(NoteForm { booking: BookingId(Uuid::nil()), entry: Entry::default(), saved_at: None }),
    }
}

fn after(f: &Frame) -> FollowUp {
    FollowUp {
        letter: Some(f.t.meeting_letter_arrived(f.called(&booking(f).supporter.names))),
        link: Some(("/letters/0".into(), f.t.meeting_act_read())),
        choosing: true,
        chosen: Some((Choice::Continue, f.t.meeting_chose_continue())),
        next: Some("/supporters/0/slots?plan=standard".into()),
    }
}

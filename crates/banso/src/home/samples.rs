//! Home as a client, a supporter, a manager and an administrator see it, and with nothing to do.

use jiff::{SignedDuration, Timestamp};
use kit::time::Instant;
use rules::access::Role;
use rules::next_steps::{
    self, BookingId, Choice, Decision, Facts, Letter, Mail, Profile, Progress, Reply, SheetFact, Stage,
};
use rules::programme::Part;
use uuid::Uuid;

use super::facts::Known;
use super::promise::{Promised, Ticket};
use super::show::Home;
use super::today::sample_groups;
use super::word::Word;
use crate::frame::{Frame, Names, Place, Sample};
use crate::meetings::{Booking, BookingId as Id, Party, Status};
use crate::operations::doctor::Standing;
use crate::people::PersonId;
use crate::programmes::{self, CONSULTATION};

const NOW: Instant = Instant(1_796_260_320_000_000);
const ME: u128 = 1;
const OTHER: u128 = 2;

/// On the hour, so many hours from 10:00.
fn hours(hours: i64) -> Instant {
    NOW.plus(SignedDuration::from_mins(hours * 60 - 12))
}

fn name(family: &str, given: &str, latin: (&str, &str)) -> Names {
    let latin = Some((latin.0.to_owned(), latin.1.to_owned()));
    Names { family: family.into(), given: given.into(), kana: None, latin }
}

fn party(id: u128, names: Names) -> Party {
    Party { id: PersonId(Uuid::from_u128(id)), names }
}

/// A client for each booking.
fn client_of(booking: u128) -> Party {
    let names = match booking {
        12 => name("水野", "亜紀", ("Mizuno", "Aki")),
        13 => name("大庭", "拓", ("Oba", "Taku")),
        _ => name("森下", "千夏", ("Morishita", "Chinatsu")),
    };
    party(booking, names)
}

fn booking(id: u128, mine: Part, starts: Instant) -> Booking {
    let yui = || name("田中", "結", ("Tanaka", "Yui"));
    let naoko = || name("早川", "直子", ("Hayakawa", "Naoko"));
    let (client, supporter) = match mine {
        Part::Client => (party(ME, yui()), party(OTHER, naoko())),
        Part::Supporter => (client_of(id), party(ME, naoko())),
    };
    Booking {
        promise: rules::access::Consent::Given,
        id: Id(Uuid::from_u128(id)),
        programme: CONSULTATION.into(),
        plan: "standard".into(),
        client,
        supporter,
        status: Status::Confirmed,
        ordinal: 2,
        starts_at: starts,
        ends_at: starts.plus(SignedDuration::from_hours(1)),
        place: "online".into(),
        place_text: None,
        held_until: None,
        version: 0,
        outcome: None,
        confirmed_at: Some(hours(-48)),
    }
}

fn fact(booking: &Booking, part: Part, sheets: Vec<SheetFact>, letter: Letter) -> Option<next_steps::Booking> {
    Some(next_steps::Booking {
        promised: true,
        id: BookingId(booking.id.0.as_u128()),
        meeting: booking.meeting().ok()?.kind.clone(),
        part,
        other: booking.other(PersonId(Uuid::from_u128(ME))).id.for_gate(),
        start: booking.starts_at.timestamp(),
        end: booking.ends_at.timestamp(),
        stage: Stage::Confirmed { since: hours(-48).timestamp() },
        sheets,
        letter,
        reply: Reply::None,
        choice: Choice::Open,
    })
}

fn facts(f: &Frame, part: Part, bookings: Vec<next_steps::Booking>) -> Facts {
    Facts {
        decision: Decision::Nothing,
        now: NOW.timestamp(),
        zone: f.calendar.zone().clone(),
        mail: Mail::Confirmed,
        profile: Profile::Written,
        parts: vec![part],
        promise: None,
        bookings,
        offers: vec![],
    }
}

fn told(f: &Frame, part: Part, bookings: Vec<(Booking, Letter)>) -> Home {
    let mut home = Home::empty(f.clone().at(Place::Home));
    let Ok(definition) = programmes::definition(CONSULTATION) else { return home };
    let topic = definition.sheets.first().map(|form| SheetFact {
        sheet: form.key.clone(),
        by: Part::Client,
        progress: if part == Part::Client { Progress::Started } else { Progress::Done },
        read: part == Part::Supporter,
    });
    let known =
        bookings.iter().filter_map(|(booking, letter)| fact(booking, part, topic.iter().cloned().collect(), *letter));
    let facts = facts(f, part, known.collect());
    let known = Known::sample(facts, bookings.into_iter().map(|(booking, _)| booking).collect());
    home.tell(definition, &known);
    home
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let due = |hours_left: i64| -> Timestamp { hours(hours_left).timestamp() };
    let mut client = told(f, Part::Client, vec![(booking(11, Part::Client, hours(52)), Letter::NotOwed)]);
    client.word = Some(Word {
        text: f.t.home_sample_word(),
        from: name("早川", "直子", ("Hayakawa", "Naoko")),
        sent_at: hours(-46 * 24),
        href: "/letters/0".into(),
    });
    let mut supporter = told(
        f,
        Part::Supporter,
        vec![
            (booking(12, Part::Supporter, hours(-120)), Letter::Draft { due: due(48) }),
            (booking(13, Part::Supporter, hours(-24)), Letter::Owed { due: due(144) }),
            (booking(14, Part::Supporter, hours(9)), Letter::NotOwed),
        ],
    );
    supporter.f.roles = vec![Role::Supporter];
    supporter.promised = Some(Promised {
        opened: 3,
        promised: 5,
        tickets: [96, 216, 312].map(|ahead| Ticket::at(hours(ahead + 10), &f.calendar)).into(),
        missing: vec![4, 5],
        shortfall: None,
    });
    let mut manager = Home::empty(f.clone().at(Place::Home));
    manager.f.roles = vec![Role::Manager];
    manager.groups = sample_groups(f);
    let mut administrator = Home::empty(f.clone().at(Place::Home));
    administrator.f.roles = vec![Role::Administrator];
    administrator.health =
        vec![(Standing::Trouble, f.t.operations_dead(2)), (Standing::Well, f.t.operations_backup_hours(5))];
    vec![
        Sample::new("home-client", &client),
        Sample::new("home-supporter", &supporter),
        Sample::new("home-manager", &manager),
        Sample::new("home-administrator", &administrator),
        Sample::new("home-new-client", &told(f, Part::Client, vec![])),
        Sample::new("home-nothing", &told(f, Part::Supporter, vec![])),
    ]
}

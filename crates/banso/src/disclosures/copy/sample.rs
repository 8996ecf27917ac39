//! What the pages of a case copy look like: written, refused, lent, over.

use jiff::SignedDuration;
use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::anonymity::{Finding, What};
use rules::disclosure::Event;
use uuid::Uuid;

use super::advice::Advice;
use super::form::{CHECKS, Page as Form};
use super::page::{Page, Part};
use crate::disclosures::words::{Line, event_in};
use crate::disclosures::{DisclosureId, dictionary};
use crate::frame::{Frame, Place, Sample};
use crate::meetings::{BookingId, Party};

const JA: [&str; 4] = [
    "三十代の方。小さな部署で三年ほど調整役をしてきた。異動を考えはじめて三か月目に、急に話が止まった。",
    "三回会った。得意なことを書き出し、いまの仕事に残る理由と離れる理由を並べてもらった。",
    "沈黙が長くなったとき、待つ以外にできたことはあったでしょうか。",
    "待てたことが支えになっていると思います。つぎは、止まったことそのものを話題にしてみてください。",
];
const EN: [&str; 4] = [
    "A person in their thirties has held a small team together for about three years. In the third month of thinking about a move, the talk came to a halt.",
    "We met three times, listed what comes easily, and set the reasons to stay beside the reasons to go.",
    "When the silences grew long: what could I have done but wait?",
    "That you could wait was a support. Next time, let the halt itself be what you talk about.",
];

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let [about, done, ask, _] = if f.ja() { JA } else { EN };
    let start = Entry::default().with("days", "90");
    let written = start.clone().with("about", about).with("done", done).with("ask", ask);
    let full = CHECKS
        .iter()
        .fold(written.with("supervisor", Uuid::from_u128(3).to_string()), |entry, check| entry.with("check", *check));
    let name = if f.ja() { "田中" } else { "Tanaka" };
    let mut wrong = start.clone().with("about", format!("{name}: {about}")).with("ask", ask).with("check", "names");
    wrong.refuse("supervisor", Fault::Missing);
    wrong.refuse("about", Fault::Wrong);
    wrong.refuse("check", Fault::Missing);
    let found = [Finding { what: What::Person, text: name.to_owned() }];
    let found = vec![("about", dictionary::told(f, &found))];
    vec![
        Sample::new("copy-new", &form(f, true, start)),
        Sample::new("copy-full", &form(f, true, full)),
        Sample::new("copy-wrong", &Form { found, ..form(f, true, wrong) }),
        Sample::new("copy-not-agreed", &form(f, false, Entry::default())),
        Sample::new("copy-nobody", &Form { supervisors: vec![], ..form(f, true, Entry::default()) }),
        Sample::new("copy-author", &page(f, Part::Author, true)),
        Sample::new("copy-supervisor", &page(f, Part::Supervisor, true)),
        Sample::new("copy-client", &page(f, Part::Client, true)),
        Sample::new("copy-over", &page(f, Part::Author, false)),
        Sample::new("copy-over-supervisor", &page(f, Part::Supervisor, false)),
    ]
}

fn uno() -> Party {
    Party::sample(3, "宇野", "千景", ("Uno", "Chikage"))
}

fn form(f: &Frame, agreed: bool, entry: Entry) -> Form {
    let tanaka = Party::sample(1, "田中", "結", ("Tanaka", "Yui"));
    Form {
        f: f.clone().at(Place::Calendar),
        booking: BookingId(Uuid::from_u128(7)),
        client: f.called(&tanaka.names),
        supervisors: vec![uno()],
        agreed,
        entry,
        saved_at: None,
        found: vec![],
    }
}

fn page(f: &Frame, part: Part, open: bool) -> Page {
    let [about, done, ask, answer] = if f.ja() { JA } else { EN };
    let (tanaka, hayakawa) =
        (Party::sample(1, "田中", "結", ("Tanaka", "Yui")), Party::sample(2, "早川", "直子", ("Hayakawa", "Naoko")));
    let (lent_at, now): (Instant, Instant) = (Instant(1_796_000_000_000_000), f.calendar.now());
    let labels = [f.t.copies_about(), f.t.copies_done(), f.t.copies_ask()];
    let case = labels.into_iter().zip([about, done, ask].map(str::to_owned)).collect();
    let line = |event: Event, by: &Party, at: &Instant| Line {
        says: event_in(f, event),
        by: f.called(&by.names),
        at: f.calendar.at(at),
    };
    let mut history = vec![line(Event::Opened, &hayakawa, &lent_at)];
    if !open {
        history.push(line(Event::Closed, &hayakawa, &now));
    }
    let reader = match part {
        Part::Author => hayakawa.names.clone(),
        Part::Supervisor => uno().names,
        Part::Client => tanaka.names.clone(),
    };
    Page {
        f: Frame { me: Some(reader), ..f.clone() },
        id: DisclosureId(Uuid::from_u128(9)),
        part,
        author: f.called(&hayakawa.names),
        supervisor: f.called(&uno().names),
        client: (part != Part::Supervisor).then(|| f.called(&tanaka.names)),
        until: open.then(|| now.plus(SignedDuration::from_hours(24 * 86))),
        case: if open { case } else { vec![] },
        advice: (part == Part::Author).then(|| Advice::new(answer.to_owned(), now)),
        agreement: (part == Part::Client && open).then(|| "/meetings/7/agreement".to_owned()),
        history,
        entry: Entry::default(),
        saved_at: None,
    }
}

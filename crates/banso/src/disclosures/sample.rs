//! Invented exits, for the gallery.

use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::access::State;
use uuid::Uuid;

use super::words::Line;
use super::{DisclosureId, case, going_on, handover, item};
use crate::frame::{Frame, Sample};
use crate::meetings::{BookingId, Party};

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let case = case::Page { f: f.clone(), booking: BookingId(Uuid::from_u128(7)), client: tanaka(), rows: vec![] };
    [vec![Sample::new("case-exits", &case)], items(f), handovers(f), gone_on(f)].concat()
}

fn tanaka() -> Party {
    Party::sample(1, "田中", "結", ("Tanaka", "Yui"))
}

fn saeki() -> Party {
    Party::sample(2, "佐伯", "恵", ("Saeki", "Megumi"))
}

fn satomi() -> Party {
    Party::sample(3, "里見", "徹", ("Satomi", "Toru"))
}

fn lines(f: &Frame) -> Vec<Line> {
    let line =
        |says, by: &Party| Line { says, by: f.called(&by.names), at: f.calendar.at(&Instant(1_796_641_200_000_000)) };
    vec![line(f.t.disclosures_event_shown(), &saeki()), line(f.t.disclosures_event_given(), &tanaka())]
}

fn until() -> Instant {
    Instant(1_799_319_600_000_000)
}

fn items(f: &Frame) -> Vec<Sample> {
    let booking = BookingId(Uuid::from_u128(7));
    let form = |entry| item::Form {
        f: f.clone(),
        booking,
        client: tanaka(),
        readers: vec![satomi(), saeki()],
        entry,
        saved_at: None,
    };
    let mut refused = Entry::default().with("text", "");
    refused.refuse("text", Fault::Missing);
    refused.refuse("reader", Fault::Missing);
    let page = |side, state, text: Option<&str>| item::Page {
        f: f.clone(),
        id: DisclosureId(Uuid::from_u128(9)),
        side,
        client: f.called(&tanaka().names),
        supporter: f.called(&saeki().names),
        reader: f.called(&satomi().names),
        text: text.map(str::to_owned),
        state,
        until: Some(until()),
        digest: "0".repeat(64),
        lines: if side == item::Side::Reader { vec![] } else { lines(f) },
        watermark: f.t.disclosures_watermark(f.full(&satomi().names), f.calendar.at(&until())),
    };
    let open = State::Open { until: until().timestamp() };
    let text = Some("来年度から、週に二日の在宅勤務を続けられるようにしてほしいと考えています。");
    vec![
        Sample::new("item-form", &form(Entry::default())),
        Sample::new("item-form-faults", &form(refused)),
        Sample::new("item-client", &page(item::Side::Client, State::Shown, text)),
        Sample::new("item-client-open", &page(item::Side::Client, open, text)),
        Sample::new("item-author", &page(item::Side::Author, State::Shown, text)),
        Sample::new("item-reader", &page(item::Side::Reader, open, text)),
        Sample::new("item-destroyed", &page(item::Side::Author, State::Closed, None)),
    ]
}

fn handovers(f: &Frame) -> Vec<Sample> {
    let booking = BookingId(Uuid::from_u128(7));
    let form = |successors, entry| handover::Form { f: f.clone(), booking, client: tanaka(), successors, entry };
    let mut refused = Entry::default();
    refused.refuse("successor", Fault::Missing);
    let page = |side, state, silent| handover::Page {
        f: f.clone(),
        id: DisclosureId(Uuid::from_u128(9)),
        side,
        client: f.called(&tanaka().names),
        supporter: f.called(&saeki().names),
        successor: f.called(&satomi().names),
        state,
        digest: "0".repeat(64),
        silent,
        lines: lines(f),
    };
    let (open, asked) = (State::Open { until: until().timestamp() }, State::Asked { at: until().timestamp() });
    vec![
        Sample::new("handover-form", &form(vec![saeki(), satomi()], refused)),
        Sample::new("handover-nobody", &form(vec![], Entry::default())),
        Sample::new("handover-client", &page(handover::Side::Client, State::Shown, false)),
        Sample::new("handover-author", &page(handover::Side::Author, State::Shown, true)),
        Sample::new("handover-officer", &page(handover::Side::Officer, asked, true)),
        Sample::new("handover-successor", &page(handover::Side::Successor, open, false)),
        Sample::new("handover-closed", &page(handover::Side::Client, State::Closed, false)),
    ]
}

fn gone_on(f: &Frame) -> Vec<Sample> {
    let form = crate::sheets::sample::questionnaire(f);
    let pairs =
        form.questions.iter().map(|question| (question.label.clone(), form.entry.value(&question.name).to_owned()));
    let read = going_on::Read { name: form.title.clone(), when: None, pairs: pairs.collect() };
    let page = going_on::Page {
        f: f.clone(),
        id: DisclosureId(Uuid::from_u128(9)),
        client: f.called(&tanaka().names),
        sheets: vec![read],
        readers: f.called(&tanaka().names),
    };
    vec![Sample::new("handover-record", &page)]
}

//! What the pages of an extract look like, from its beginning to its end, for everybody who has a part in it.

use jiff::SignedDuration;
use kit::web::{Entry, Fault};
use rules::disclosure::{Event, Kind};
use uuid::Uuid;

use super::Request;
use super::form::{Case, Form};
use super::page::{Page, People};
use super::part::{Part, Stage};
use crate::disclosures::DisclosureId;
use crate::disclosures::words::{Line, event_in};
use crate::frame::{Frame, Sample};
use crate::meetings::Party;
use crate::programmes::CONSULTATION;

const JA: [&str; 4] = [
    "地方裁判所",
    "令和8年（文）第41号",
    "九月から十一月の面談で話された、勤務時間についての部分",
    "十月のはじめから、帰りが二十三時をすぎる日が週に三日あったと話されました。",
];
const EN: [&str; 4] = [
    "The district court",
    "No. 41 of 2026",
    "What was said about working hours in the meetings from September to November",
    "From the beginning of October, the way home began after eleven on three evenings a week.",
];

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    use Part::{Client, Lead, Officer, Recipient, Supporter};
    use Stage::{Asked, Begun, Given, Open, Over, Shown, Written};
    let begun = Entry::default().with("kind", Kind::Order.word());
    let [by, reference, scope, _] = if f.ja() { JA } else { EN };
    let mut wrong = begun.clone().with("by", by).with("reference", reference).with("scope", scope).with("dated", "41");
    wrong.refuse("case", Fault::Missing);
    wrong.refuse("dated", Fault::Date);
    let mut empty = page(f, Kind::Order, Supporter, Begun);
    empty.entry.refuse("passage", Fault::Missing);
    let pages = [
        ("extract-supporter", Kind::Order, Supporter, Begun),
        ("extract-lead-waits", Kind::Order, Lead, Begun),
        ("extract-lead", Kind::Order, Lead, Written),
        ("extract-second", Kind::Order, Officer, Asked),
        ("extract-open", Kind::Order, Lead, Open),
        ("extract-told", Kind::Order, Client, Open),
        ("extract-over", Kind::Order, Client, Over),
        ("extract-handed-over", Kind::Order, Supporter, Asked),
        ("extract-hazard-lead", Kind::Hazard, Lead, Written),
        ("extract-hazard-client", Kind::Hazard, Client, Shown),
        ("extract-hazard-given", Kind::Hazard, Lead, Given),
        ("extract-hazard-back", Kind::Hazard, Client, Asked),
        ("extract-hazard-company", Kind::Hazard, Recipient, Open),
        ("extract-hazard-company-over", Kind::Hazard, Recipient, Over),
    ];
    let mut samples = vec![
        Sample::new("extract-new", &form(f, begun)),
        Sample::new("extract-new-wrong", &form(f, wrong)),
        Sample::new("extract-supporter-wrong", &empty),
    ];
    samples.extend(pages.map(|(name, kind, part, stage)| Sample::new(name, &page(f, kind, part, stage))));
    samples
}

fn cast() -> [Party; 4] {
    [
        Party::sample(1, "田中", "結", ("Tanaka", "Yui")),
        Party::sample(2, "早川", "直子", ("Hayakawa", "Naoko")),
        Party::sample(3, "名取", "慶", ("Natori", "Kei")),
        Party::sample(4, "里見", "徹", ("Satomi", "Toru")),
    ]
}

fn form(f: &Frame, entry: Entry) -> Form {
    let [client, supporter, _, satomi] = cast();
    let cases = vec![Case { programme: CONSULTATION.to_owned(), client, supporter }];
    Form { f: f.clone(), cases, recipients: vec![satomi], entry }
}

fn page(f: &Frame, kind: Kind, part: Part, stage: Stage) -> Page {
    let [tanaka, hayakawa, natori, satomi] = cast();
    let [by, reference, scope, words] = if f.ja() { JA } else { EN };
    let dated = jiff::civil::date(2026, 11, 24);
    let request = Request { by: by.into(), reference: reference.into(), dated, scope: scope.into() };
    let now = f.calendar.now();
    let reads = match part {
        Part::Supporter => stage.is_draft(),
        Part::Recipient => stage == Stage::Open,
        _ => true,
    };
    let writes = part == Part::Supporter && stage.is_draft();
    let line = Line { says: event_in(f, Event::Asked), by: f.called(&natori.names), at: f.calendar.at(&now) };
    Page {
        f: f.clone(),
        id: DisclosureId(Uuid::from_u128(11)),
        kind,
        part,
        stage,
        people: People {
            client: f.called(&tanaka.names),
            supporter: f.called(&hayakawa.names),
            lead: f.called(&natori.names),
            recipient: (kind == Kind::Hazard).then(|| f.called(&satomi.names)),
        },
        request: if reads && part != Part::Recipient { request.lines(f).to_vec() } else { vec![] },
        passage: (reads && !matches!(stage, Stage::Begun | Stage::Over)).then(|| words.to_owned()),
        until: (stage == Stage::Open).then(|| now.plus(SignedDuration::from_hours(24 * 30))),
        digest: "0".repeat(64),
        history: if stage.is_draft() || part == Part::Recipient { vec![] } else { vec![line] },
        writes,
        entry: Entry::default(),
        saved_at: None,
    }
}

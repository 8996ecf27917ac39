//! The pages of a packet as the gallery shows them: from the first call to the review, with invented people.

use jiff::SignedDuration;
use kit::web::Entry;
use rules::access::Role;
use uuid::Uuid;

use super::list::{List, Row};
use super::next::Next;
use super::page::{Page, View};
use super::said::{Endangered, Finding, Reason, Said, Verdict};
use super::told::{Told, Words};
use super::writing::Form;
use crate::disclosures::DisclosureId;
use crate::disclosures::words::Line;
use crate::frame::{Frame, Sample};
use crate::meetings::{BookingId, Party};

pub(in crate::disclosures) fn samples(f: &Frame) -> Vec<Sample> {
    let mut f = f.clone();
    f.roles = vec![Role::DutyOfficer];
    [writing(&f), pages(&f), lists(&f), told(&f)].concat()
}

/// One of two sentences, by the language.
fn one_of(f: &Frame, ja: &str, en: &str) -> String {
    if f.ja() { ja.to_owned() } else { en.to_owned() }
}

fn officer(f: &Frame) -> String {
    f.called(&Party::sample(3, "沢村", "誠", ("Sawamura", "Makoto")).names)
}

fn second(f: &Frame) -> String {
    f.called(&Party::sample(4, "戸塚", "理恵", ("Totsuka", "Rie")).names)
}

fn judge(f: &Frame) -> String {
    f.called(&Party::sample(6, "名取", "慶", ("Natori", "Kei")).names)
}

fn client(f: &Frame) -> String {
    f.called(&Party::sample(1, "田中", "結", ("Tanaka", "Yui")).names)
}

fn supporter(f: &Frame) -> String {
    f.called(&Party::sample(2, "早川", "直子", ("Hayakawa", "Naoko")).names)
}

fn danger(f: &Frame) -> String {
    one_of(
        f,
        "今夜、ひとりで家にいて、薬をまとめて飲むと言っています。",
        "Says they will take all the pills tonight, alone at home.",
    )
}

fn asks(f: &Frame) -> String {
    one_of(f, "お姉さんに、すぐ家へ行ってもらう。", "That the sister goes there at once.")
}

fn outside(f: &Frame) -> String {
    one_of(f, "お姉さん（090-0000-0000）", "The sister (090-0000-0000)")
}

fn writing(f: &Frame) -> Vec<Sample> {
    let officers = [officer(f), second(f)].join(&f.t.frame_joint());
    let form = |client: Option<String>, entry: Entry| Form {
        f: f.clone(),
        at: "meetings/0/emergency".into(),
        back: ("/emergencies".into(), f.t.emergency_list()),
        pairs: match client {
            Some(_) => vec![],
            None => vec![(BookingId(Uuid::nil()), f.t.emergency_pair("田中 結", "早川 直子"))],
        },
        client,
        receivers: vec![Party::sample(5, "里見", "徹", ("Satomi", "Toru"))],
        readers: f.t.emergency_writing_readers(officers.as_str()),
        entry,
        saved_at: None,
    };
    let full = Entry::default()
        .with("who", "client")
        .with("danger", danger(f))
        .with("asks", asks(f))
        .with("to", "outside")
        .with("outside", outside(f));
    let mut wrong = Entry::default().with("danger", danger(f));
    for field in ["who", "asks", "outside"] {
        wrong.refuse(field, kit::web::Fault::Missing);
    }
    vec![
        Sample::new("emergency-new", &form(Some(client(f)), full)),
        Sample::new("emergency-new-empty", &form(None, Entry::default())),
        Sample::new("emergency-new-error", &form(Some(client(f)), wrong)),
    ]
}

fn line(f: &Frame, minutes: i64, says: String, by: String) -> Line {
    let at = f.calendar.now().plus(SignedDuration::from_mins(minutes));
    Line { says, by, at: f.calendar.at(&at) }
}

fn page(f: &Frame, view: View, next: Next, stands: String) -> Page {
    let reason = matches!(next, Next::Charge | Next::Blocked(..)) || view != View::Officer;
    let why = one_of(
        f,
        "今夜のうちに命があぶないと、面談のなかで本人が話した。家族のほかに、間に合う人がいない。",
        "Their life is at risk tonight, as they said in the meeting. Nobody but the family can be there in time.",
    );
    let untold = one_of(f, "三回電話したが、出なかった。", "I telephoned three times, and nobody answered.");
    Page {
        f: f.clone(),
        id: DisclosureId(Uuid::from_u128(9)),
        view,
        urgent: next != Next::Judge,
        next,
        stands,
        client: client(f),
        said: Said { who: Endangered::Client, danger: danger(f), asks: asks(f) },
        to: outside(f),
        outside: true,
        asked_by: supporter(f),
        reason: (!reason).then_some(Reason { reason: why, untold: Some(untold) }),
        minutes: 60,
        verdict: None,
        due: None,
        wanted: None,
        refused: None,
        lines: vec![line(f, -12, f.t.disclosures_event_asked(), supporter(f))],
        readers: f.t.emergency_readers([officer(f), second(f), supporter(f)].join(&f.t.frame_joint())),
        entry: Entry::default(),
    }
}

fn pages(f: &Frame) -> Vec<Sample> {
    let later = f.calendar.now().plus(SignedDuration::from_mins(3));
    let taken = f.t.emergency_stands_taken(officer(f), f.calendar.at(&later));
    let open = || f.t.emergency_stands_open(f.calendar.at(&later));
    let officers = |next, stands| page(f, View::Officer, next, stands);
    let mut short = officers(Next::Charge, f.t.emergency_stands_asked());
    short.entry = Entry::default().with("reason", asks(f)).with("told", "no");
    short.entry.refuse("reason", kit::web::Fault::Lacking(23));
    short.entry.refuse("untold", kit::web::Fault::Missing);
    let mut judged = officers(Next::Nothing, f.t.emergency_stands_closed());
    let words = one_of(
        f,
        "電話は三回かけられており、ほかに間に合う人はいなかった。",
        "They had telephoned three times, and nobody else could have come.",
    );
    judged.verdict = Some(Verdict { finding: Finding::Justified, words });
    let mut judge = officers(Next::Judge, f.t.emergency_stands_closed());
    judge.due = Some((later, false));
    let mut late = officers(Next::Judge, f.t.emergency_stands_closed());
    late.due = Some((later, true));
    late.entry.refuse("finding", kit::web::Fault::Missing);
    late.entry.refuse("words", kit::web::Fault::Lacking(20));
    let mut wanted = officers(Next::Nothing, f.t.emergency_stands_closed());
    wanted.wanted = Some(later);
    wanted.entry = Entry::default().with("answer", "no");
    wanted.entry.refuse("why", kit::web::Fault::Missing);
    let mut refused = officers(Next::Nothing, f.t.emergency_stands_closed());
    refused.refused = Some(one_of(
        f,
        "読むと、知らせた家族に危険が及ぶおそれがある。",
        "Reading it could put the family at risk that called.",
    ));
    let other = Next::Blocked(DisclosureId(Uuid::from_u128(8)), f.calendar.now());
    vec![
        Sample::new("emergency-charge", &officers(Next::Charge, f.t.emergency_stands_asked())),
        Sample::new("emergency-charge-error", &short),
        Sample::new("emergency-blocked", &officers(other, f.t.emergency_stands_asked())),
        Sample::new("emergency-wait", &officers(Next::Wait(later), taken.clone())),
        Sample::new("emergency-second", &officers(Next::Second, taken)),
        Sample::new("emergency-alone", &officers(Next::Alone, f.t.emergency_stands_in_vain(officer(f)))),
        Sample::new("emergency-open", &officers(Next::PassOn, open())),
        Sample::new("emergency-author", &page(f, View::Author, Next::Nothing, f.t.emergency_stands_asked())),
        Sample::new("emergency-recipient", &page(f, View::Recipient, Next::Nothing, open())),
        Sample::new("emergency-review", &judge),
        Sample::new("emergency-review-late", &late),
        Sample::new("emergency-reviewed", &judged),
        Sample::new("emergency-wanted", &wanted),
        Sample::new("emergency-refused", &refused),
    ]
}

fn lists(f: &Frame) -> Vec<Sample> {
    let later = f.calendar.now().plus(SignedDuration::from_mins(3));
    let row = |stands: String, due: String, late: bool| Row {
        id: DisclosureId(Uuid::from_u128(9)),
        asked: f.t.emergency_list_asked(f.calendar.at(&f.calendar.now()), supporter(f)),
        stands,
        due,
        late,
    };
    let list = |rows: [Vec<Row>; 4]| {
        let [waiting, open, unjudged, past] = rows;
        List { f: f.clone(), on_duty: true, waiting, open, unjudged, past }
    };
    let at = || f.calendar.at(&later);
    let full = list([
        vec![row(f.t.emergency_stands_taken(officer(f), at()), String::new(), false)],
        vec![row(f.t.emergency_stands_open(at()), f.t.emergency_review_due(at()), false)],
        vec![row(f.t.emergency_stands_closed(), f.t.emergency_review_late(at()), true)],
        vec![row(f.t.emergency_stands_declined(second(f)), String::new(), false)],
    ]);
    let empty = list([vec![], vec![], vec![], vec![]]);
    vec![Sample::new("emergencies", &full), Sample::new("emergencies-empty", &empty)]
}

fn told(f: &Frame) -> Vec<Sample> {
    let now = f.calendar.now();
    let read = Words::Read(Said { who: Endangered::Client, danger: danger(f), asks: asks(f) }, Some(outside(f)));
    let told = |second: Option<String>, to: Option<String>, reviewed: bool, words: Words| Told {
        f: f.clone(),
        id: DisclosureId(Uuid::from_u128(9)),
        words,
        opened_at: now,
        until: now.plus(SignedDuration::from_mins(60)),
        asked_by: supporter(f),
        let_out_by: officer(f),
        agreed_by: second,
        to,
        open: !reviewed,
        reviewed: reviewed.then(|| (now, judge(f))),
        due: (!reviewed).then_some(now.plus(SignedDuration::from_hours(24))),
        lines: vec![
            line(f, -12, f.t.disclosures_event_asked(), supporter(f)),
            line(f, -5, f.t.disclosures_event_taken(), officer(f)),
        ],
    };
    vec![
        Sample::new("emergency-told", &told(Some(second(f)), None, false, Words::Unasked)),
        Sample::new("emergency-told-asked", &told(Some(second(f)), None, false, Words::Waits(now))),
        Sample::new("emergency-told-refused", &told(Some(second(f)), None, true, Words::Refused(judge(f)))),
        Sample::new("emergency-told-read", &told(None, Some(one_of(f, "里見さん", "Toru Satomi")), true, read)),
    ]
}

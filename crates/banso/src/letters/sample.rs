//! Invented letters for the gallery: 早川さん writes to 田中さん after their first meeting.

use jiff::SignedDuration;
use kit::web::{Entry, Fault};
use uuid::Uuid;

use super::paper::Paper;
use super::writing::{line, owed_line};
use super::{Letter, LetterId, Text, edit, preview, reading, reply, writing};
use crate::frame::{Frame, Names, Place, Sample};
use crate::meetings::{BookingId, Jotted, Party};
use crate::people::PersonId;

fn party(number: u128, family: &str, given: &str, latin: (&str, &str)) -> Party {
    let latin = Some((latin.0.to_owned(), latin.1.to_owned()));
    let names = Names { family: family.into(), given: given.into(), kana: None, latin };
    Party { id: PersonId(Uuid::from_u128(number)), names }
}

/// A letter that was sent two days ago and read.
pub(crate) fn letter(f: &Frame) -> Letter {
    let now = f.calendar.now();
    let ago = |days: i64| now.plus(SignedDuration::from_hours(-24 * days));
    Letter {
        promise: rules::access::Consent::Given,
        id: LetterId(Uuid::nil()),
        booking: BookingId(Uuid::nil()),
        programme: crate::programmes::CONSULTATION.into(),
        author: party(2, "早川", "直子", ("Hayakawa", "Naoko")),
        addressee: party(1, "田中", "結", ("Tanaka", "Yui")),
        met_at: ago(5),
        due_at: ago(-2),
        changed_at: Some(ago(3)),
        sent_at: Some(ago(2)),
        read_at: Some(ago(1)),
        recalled_at: None,
        replied_at: None,
        reply_read_at: None,
    }
}

fn text(f: &Frame) -> Text {
    let (text, strengths) = if f.ja() {
        (
            "先日は、長い一週間の終わりに時間をとってくださり、ありがとうございました。\n\n\
             表をつくる前に、四つの課へ一人ずつ聞きに行っていらしたこと。そこを、わたしはいちばん書きとめたかったのです。",
            ["先に聞いてまわる力", "引き受けたことを小さく分ける力"],
        )
    } else {
        (
            "Thank you for giving me the end of a long week.\n\n\
             Before you drew up the table you went to four sections, one person after the other. That is what I most wanted to write down.",
            ["Going round to ask first", "Dividing what she takes on"],
        )
    };
    Text { text: text.into(), strengths: strengths.map(str::to_owned).to_vec() }
}

fn note(f: &Frame) -> Jotted {
    let (text, quote) = if f.ja() {
        ("異動の話になると声が小さくなる。急がない。", "段取りが好きなだけなんです")
    } else {
        ("Her voice drops when the move comes up. No hurry.", "I just like things in order")
    };
    Jotted { text: text.into(), quotes: vec![quote.into()], strengths: text_of_strengths(f) }
}

fn text_of_strengths(f: &Frame) -> Vec<String> {
    text(f).strengths
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    [editing(f), reading(f), lists(f)].concat()
}

fn editing(f: &Frame) -> Vec<Sample> {
    let names = if f.ja() { "田中さん・あなた" } else { "you, Yui Tanaka" };
    let readers = f.t.letters_readers_later(names);
    let unsent = Letter { sent_at: None, read_at: None, ..letter(f) };
    let page = |entry, note| {
        let saved_at = unsent.changed_at;
        edit::Page::with(f.clone().at(Place::Writing), unsent.clone(), entry, saved_at, note, readers.clone())
    };
    let text = text(f);
    let full = Entry::default().with("body", text.text.as_str());
    let full = text.strengths.iter().fold(full, |entry, word| entry.with("strength", word.as_str()));
    let mut wrong = Entry::default();
    wrong.refuse("body", Fault::Missing);
    wrong.refuse("strength", Fault::Choice);
    let paper = Paper::of(f, &unsent, &text, f.calendar.now());
    let preview =
        preview::Page { f: f.clone().at(Place::Writing), letter: unsent.clone(), paper, readers: readers.clone() };
    vec![
        Sample::new("letter-edit", &page(full, note(f))),
        Sample::new("letter-edit-empty", &page(Entry::default(), Jotted::default())),
        Sample::new("letter-edit-wrong", &page(wrong, note(f))),
        Sample::new("letter-preview", &preview),
    ]
}

fn reading(f: &Frame) -> Vec<Sample> {
    let readers = if f.ja() { "あなた・早川さん" } else { "you, Naoko Hayakawa" };
    let page = |mine: bool, answer: Option<&str>| {
        let letter = Letter { replied_at: answer.map(|_| f.calendar.now()), ..letter(f) };
        let reply = answer.map(|text| reading::Reply { paragraphs: vec![text.to_owned()], readers: readers.into() });
        let paper = Paper::of(f, &letter, &text(f), letter.met_at);
        let f = f.clone().at(Place::Writing);
        let (recallable, answerable) = (mine, !mine && reply.is_none());
        reading::Page { f, letter, paper, readers: readers.into(), reply, mine, recallable, answerable }
    };
    let answer = if f.ja() {
        "昼休みに読んで、帰りの電車でもう一度読みました。"
    } else {
        "I read it at lunch and again on the train home."
    };
    let mut wrong = Entry::default();
    wrong.refuse("body", Fault::Missing);
    let reply = |entry| reply::Page {
        f: f.clone().at(Place::Writing),
        letter: letter(f),
        entry,
        saved_at: None,
        readers: readers.into(),
    };
    vec![
        Sample::new("letter", &page(false, None)),
        Sample::new("letter-sent", &page(true, None)),
        Sample::new("letter-answered", &page(false, Some(answer))),
        Sample::new("reply", &reply(Entry::default().with("body", answer))),
        Sample::new("reply-wrong", &reply(wrong)),
    ]
}

fn lists(f: &Frame) -> Vec<Sample> {
    let unsent = Letter { sent_at: None, read_at: None, ..letter(f) };
    let empty = || writing::Page { f: f.clone().at(Place::Writing), owed: vec![], letters: vec![], sheets: vec![] };
    let full =
        writing::Page { owed: vec![owed_line(f, &unsent)], letters: vec![line(f, &letter(f), false)], ..empty() };
    vec![Sample::new("writing", &full), Sample::new("writing-empty", &empty())]
}

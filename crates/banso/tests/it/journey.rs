//! The first whole consultation: somebody finds a supporter, books and prepares; the supporter reads, plans, meets and
//! writes the letter; it is read, and the next meeting is booked.
//!
//! One story for everybody. It names buttons and fields by the keys of `locales/` and of the programme, so it is told
//! in both languages, and a word may become a better one.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::SignedDuration;
use rstest::rstest;
use rules::lang::Lang;

use crate::support::{Hands, Look, On, TestApp, Window};
use crate::words::messages;

/// What the two write. Whoever reads it elsewhere was shown it.
struct Told {
    client: &'static str,
    supporter: &'static str,
    /// How the client calls the supporter.
    called: &'static str,
    topic: &'static str,
    plan: &'static str,
    note: &'static str,
    strength: &'static str,
    letter: &'static str,
}

const JA: Told = Told {
    client: "和久井 翔",
    supporter: "早川 直子",
    called: "早川さん",
    topic: "企画の仕事に移る時期",
    plan: "やってみたことを三つ聞く",
    note: "声が少し明るくなった",
    strength: "人の話を最後まで聞く",
    letter: "会議のあとに一人ずつ話を聞いて回ったと、さらりと話してくださいました。",
};
const EN: Told = Told {
    client: "Sho Wakui",
    supporter: "Naoko Hayakawa",
    called: "Naoko Hayakawa",
    topic: "When to move to planning",
    plan: "Ask for three things already tried",
    note: "The voice grew a little brighter",
    strength: "Hears people out",
    letter: "You said in passing that you went from one to the next after the meeting, and listened.",
};

/// The words of one language.
struct Words {
    lang: Lang,
    told: Told,
    messages: BTreeMap<String, String>,
    programme: toml::Table,
}

impl Words {
    fn of(lang: Lang) -> Self {
        let told = if lang == Lang::Ja { JA } else { EN };
        let programme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programmes/consultation.toml");
        let programme = std::fs::read_to_string(programme).unwrap().parse().unwrap();
        Self { lang, told, messages: messages(lang.code()), programme }
    }

    /// A message without anything to fill in.
    fn say(&self, key: &str) -> &str {
        let text = self.messages.get(key).unwrap_or_else(|| panic!("{key} is in no locale"));
        assert!(!text.contains('{'), "{key} takes something: {text}");
        text
    }

    /// A message about somebody.
    fn say_of(&self, key: &str, who: &str) -> String {
        self.messages[key].replace("{ $who }", who)
    }

    /// The answer to a clause of what two people agree on.
    fn answer(&self, clause: &str, answer: &str) -> &str {
        named(&self.programme["clause"], clause)[answer][self.lang.code()].as_str().unwrap()
    }

    /// The label of a question.
    fn ask(&self, sheet: &str, question: &str) -> &str {
        let field = named(&named(&self.programme["sheet"], sheet)["field"], question);
        field["label"][self.lang.code()].as_str().unwrap()
    }
}

/// The entry of a list in the programme.
fn named<'a>(list: &'a toml::Value, key: &str) -> &'a toml::Value {
    let entry = list.as_array().unwrap().iter().find(|entry| entry["key"].as_str() == Some(key));
    entry.unwrap_or_else(|| panic!("{key} is not in the programme"))
}

/// Signs in by the demo's button, and reads on in the story's language: the people of the cast have their own.
async fn becomes(window: &Window, words: &Words, name: &str) {
    window.visit("/demo").await.press_near(name, words.say("demo-become")).await;
    if window.ask("return document.documentElement.lang", vec![]).await != words.lang.code() {
        let other = if words.lang == Lang::Ja { Lang::En } else { Lang::Ja };
        window.press(Words::of(other).say("frame-other-language")).await;
    }
    window.says(words.say("frame-home")).await.says(name).await;
}

async fn books(client: &Window, words: &Words) {
    client.choose_first().await.press(words.say("directory-book")).await;
}

async fn finds_and_books(client: &Window, words: &Words) -> String {
    client.visit("/supporters").await.press(words.told.supporter).await;
    client.press(words.say("directory-choose")).await;
    books(client, words).await;
    client.fill(words.ask("what-to-talk-about", "most"), words.told.topic).await;
    client.press(words.say("booking-check-act")).await.says(words.told.topic).await;
    client.press(words.say("booking-confirm-act")).await.says(words.say("meeting-prepare")).await;
    client.path().await.split('?').next().unwrap().to_owned()
}

/// Five clauses, a tap each. One is refused, which changes nothing about the meeting.
async fn agrees(client: &Window, words: &Words) {
    client.press(words.say("consent-row")).await.says(words.say("consent-title")).await;
    for (clause, answer) in [
        ("confidentiality", "yes"),
        ("purpose", "yes"),
        ("introduction", "yes"),
        ("case-use", "no"),
        ("continuation", "yes"),
    ] {
        client.choose(words.answer(clause, answer)).await;
    }
    client.press(words.say("consent-act-agree")).await.says(words.say("flash-agreed")).await;
    client.says(words.answer("case-use", "no")).await;
}

/// Before the promise was read, what the client wrote is shut.
async fn waits_for_the_promise(supporter: &Window, words: &Words, meeting: &str) {
    supporter.visit(meeting).await.says(words.say("consent-row")).await.is_silent_about(words.told.topic).await;
}

async fn signs(supporter: &Window, words: &Words, meeting: &str) {
    supporter.visit(&format!("{meeting}/agreement")).await.says(words.answer("case-use", "no")).await;
    supporter.press(words.say("consent-act-sign")).await.says(words.say("flash-signed")).await;
}

async fn reads_and_plans(supporter: &Window, words: &Words, meeting: &str) {
    supporter.visit(meeting).await.says(words.told.topic).await;
    supporter.visit(&format!("{meeting}/sheets/session-plan")).await;
    supporter.fill(words.ask("session-plan", "aim"), words.told.plan).await;
    supporter.press(words.say("sheets-act-plan")).await.says(words.say("flash-saved")).await;
    supporter.holds(words.ask("session-plan", "aim"), words.told.plan).await;
}

async fn meets_and_notes(supporter: &Window, words: &Words, meeting: &str) {
    supporter.visit(meeting).await.press(words.say("meeting-act-held")).await;
    supporter.says(words.say("meeting-was-held")).await;
    supporter.visit(&format!("{meeting}/note")).await;
    supporter.fill(words.say("meeting-note-text"), words.told.note).await;
    supporter.fill(words.say("meeting-note-strengths"), words.told.strength).await;
    supporter.press(words.say("meeting-note-act")).await;
}

async fn writes_the_letter(supporter: &Window, words: &Words, meeting: &str) {
    supporter.visit(meeting).await.press(words.say("meeting-follow-up")).await;
    supporter.press(words.say("meeting-act-write")).await;
    supporter.says(words.told.note).await.choose(words.told.strength).await;
    supporter.fill(words.say("letters-letter"), words.told.letter).await;
    supporter.press(words.say("letters-act-check")).await.says(words.told.letter).await;
    supporter.press(words.say("letters-act-send")).await.says(words.say("letters-unread")).await;
}

async fn reads_and_goes_on(client: &Window, words: &Words, meeting: &str) {
    for tab in ["prepare", "meet", "reflect", "follow-up"] {
        client.visit(&format!("{meeting}?tab={tab}")).await;
        client.is_silent_about(words.told.plan).await.is_silent_about(words.told.note).await;
    }
    client.press(words.say("meeting-act-read")).await;
    client.says(words.told.letter).await.says(words.told.strength).await;
    client.press(words.say("letters-to-meeting")).await.press(words.say("meeting-act-continue")).await;
    client.says(words.say("meeting-chose-continue")).await.says(words.say("meeting-act-next")).await;
}

/// From home, where every login begins.
async fn comes_back_and_books(client: &Window, words: &Words, meeting: &str) {
    let before = client.acts();
    client.press(&words.say_of("home-book-next", words.told.called)).await;
    books(client, words).await;
    client.says(words.say("booking-carried")).await;
    client.holds(words.ask("what-to-talk-about", "most"), words.told.topic).await;
    client.press(words.say("booking-confirm-act")).await.says(words.say("meeting-prepare")).await;
    assert!(client.acts() - before <= 4, "{} acts", client.acts() - before);
    assert!(!client.path().await.starts_with(meeting), "the next one is another meeting");
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn the_first_consultation(
    #[values(Lang::Ja, Lang::En)] lang: Lang,
    #[values(true, false)] scripts: bool,
    #[values((390, Hands::Mouse), (1280, Hands::Mouse), (1280, Hands::Keyboard))] (width, hands): (u32, Hands),
) {
    let words = Words::of(lang);
    let site = TestApp::with_cast_in(On::Sqlite, lang).await.serve().await;
    let look = Look { width, lang, scripts, hands, ..Look::default() };
    let window = site.window(look).await;
    becomes(&window, &words, words.told.client).await;
    let meeting = finds_and_books(&window, &words).await;
    agrees(&window, &words).await;
    becomes(&window, &words, words.told.supporter).await;
    signs(&window, &words, &meeting).await;
    reads_and_plans(&window, &words, &meeting).await;
    // the first free time is that of the coming Monday
    site.app.later(SignedDuration::from_hours(24 * 5));
    becomes(&window, &words, words.told.supporter).await;
    meets_and_notes(&window, &words, &meeting).await;
    writes_the_letter(&window, &words, &meeting).await;
    site.app.later(SignedDuration::from_mins(11));
    becomes(&window, &words, words.told.client).await;
    reads_and_goes_on(&window, &words, &meeting).await;
    becomes(&window, &words, words.told.client).await;
    comes_back_and_books(&window, &words, &meeting).await;
    window.close().await;
    site.end().await;
}

/// Written down in the room, on the supporter's device; taken back at home, and shut from the next request on.
#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn what_was_agreed_is_taken_back(#[values(Lang::Ja, Lang::En)] lang: Lang, #[values(true, false)] scripts: bool) {
    let words = Words::of(lang);
    let site = TestApp::with_cast_in(On::Sqlite, lang).await.serve().await;
    let window = site.window(Look { width: 390, lang, scripts, ..Look::default() }).await;
    becomes(&window, &words, words.told.client).await;
    let meeting = finds_and_books(&window, &words).await;
    becomes(&window, &words, words.told.supporter).await;
    waits_for_the_promise(&window, &words, &meeting).await;
    // the first free time is that of the coming Monday
    site.app.later(SignedDuration::from_hours(24 * 5));
    becomes(&window, &words, words.told.supporter).await;
    window.visit(&format!("{meeting}/agreement")).await.choose(words.answer("confidentiality", "yes")).await;
    window.press(words.say("consent-act-enter")).await.says(words.say("frame-faults")).await;
    window.choose(words.say("consent-method-spoken")).await;
    window.press(words.say("consent-act-enter")).await.says(words.say("flash-agreed")).await;
    let prepared = format!("{meeting}?tab=prepare");
    window.visit(&prepared).await.says(words.told.topic).await;
    becomes(&window, &words, words.told.client).await;
    window.visit(&format!("{meeting}/agreement")).await;
    window.press(words.say("consent-receipt-see")).await.says(words.say("consent-was-given")).await;
    window.visit(&format!("{meeting}/agreement")).await;
    window.press_near(words.answer("confidentiality", "yes"), words.say("consent-act-withdraw")).await;
    window.says(words.say("consent-withdrawn")).await;
    becomes(&window, &words, words.told.supporter).await;
    window.visit(&prepared).await.is_silent_about(words.told.topic).await;
    window.close().await;
    site.end().await;
}

/// One exact text for one reader in the company: shown, agreed to, read, and shut again from the next request on.
#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn one_text_reaches_the_company(#[values(Lang::Ja, Lang::En)] lang: Lang, #[values(true, false)] scripts: bool) {
    let (words, ja) = (Words::of(lang), lang == Lang::Ja);
    let site = TestApp::with_cast_in(On::Sqlite, lang).await.serve().await;
    let window = site.window(Look { width: 390, lang, scripts, ..Look::default() }).await;
    let (client, reader) = if ja { ("田中 結", "里見 徹") } else { ("Yui Tanaka", "Toru Satomi") };
    let text = if ja {
        "週に二日の在宅勤務を続けたいと考えています。"
    } else {
        "I would like to go on working from home."
    };
    let meeting = format!("/meetings/{}", site.app.meeting("tanaka-hayakawa-2"));
    becomes(&window, &words, words.told.supporter).await;
    window.visit(&meeting).await.press(words.say("disclosures-title")).await;
    window.press(words.say("disclosures-kind-item")).await;
    window.fill(words.say("disclosures-item-text"), text).await;
    let show = words.messages["disclosures-act-show"].replace("{ $name }", if ja { "田中さん" } else { client });
    window.press(&show).await.says(words.say("flash-shown")).await;
    let item = window.path().await.split('?').next().unwrap().to_owned();
    becomes(&window, &words, reader).await;
    window.visit(&item).await.is_silent_about(text).await;
    becomes(&window, &words, client).await;
    window.visit("/disclosures").await.press(words.say("disclosures-kind-item")).await.says(text).await;
    window.press(words.say("disclosures-act-yes")).await.says(words.say("flash-decided")).await;
    becomes(&window, &words, reader).await;
    window.visit("/disclosures").await.press(words.say("disclosures-kind-item")).await.says(text).await;
    becomes(&window, &words, client).await;
    window.visit("/record").await.press(words.say("disclosures-kind-item")).await;
    window.press(words.say("disclosures-act-back")).await.says(words.say("disclosures-event-withdrawn")).await;
    becomes(&window, &words, reader).await;
    window.visit(&item).await.is_silent_about(text).await;
    window.close().await;
    site.end().await;
}

/// Another supporter goes on with the record, by the client's yes, and no longer once it is taken back.
#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_handed_over(#[values(Lang::Ja, Lang::En)] lang: Lang, #[values(true, false)] scripts: bool) {
    let (words, ja) = (Words::of(lang), lang == Lang::Ja);
    let site = TestApp::with_cast_in(On::Sqlite, lang).await.serve().await;
    let window = site.window(Look { width: 390, lang, scripts, ..Look::default() }).await;
    let (client, called) = if ja { ("田中 結", "田中さん") } else { ("Yui Tanaka", "Yui Tanaka") };
    let (successor, to) = if ja { ("佐伯 恵", "佐伯さん") } else { ("Megumi Saeki", "Megumi Saeki") };
    let with = |key: &str, variable: &str, name: &str| words.messages[key].replace(variable, name);
    let meeting = format!("/meetings/{}", site.app.meeting("tanaka-hayakawa-2"));
    becomes(&window, &words, words.told.supporter).await;
    window.visit(&format!("{meeting}/handover")).await;
    window.select(words.say("disclosures-handover-successor"), successor).await;
    window.press(&with("disclosures-act-show", "{ $name }", called)).await.says(words.say("flash-shown")).await;
    let handover = window.path().await.split('?').next().unwrap().to_owned();
    becomes(&window, &words, client).await;
    window.visit(&handover).await.press(&with("disclosures-handover-yes", "{ $successor }", to)).await;
    becomes(&window, &words, successor).await;
    window.visit("/disclosures").await.press(words.say("disclosures-kind-handover")).await;
    window.press(words.say("disclosures-handover-act-read")).await;
    window.says(words.ask("what-to-talk-about", "most")).await;
    becomes(&window, &words, client).await;
    window.visit(&handover).await.press(words.say("disclosures-act-back")).await;
    becomes(&window, &words, successor).await;
    window.visit(&format!("{handover}/record")).await.is_silent_about(words.ask("what-to-talk-about", "most")).await;
    window.close().await;
    site.end().await;
}

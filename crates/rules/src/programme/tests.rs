//! The definition that ships, and one broken definition for each flaw.

use super::*;
use crate::{access::Object, durations::Ordinal, lang::Lang, minutes::Minutes, offset::Offset};

const CONSULTATION: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../programmes/consultation.toml"));

fn consultation() -> Definition {
    toml::from_str(CONSULTATION).unwrap()
}

/// The shipped text with one passage replaced, read.
fn altered(from: &str, to: &str) -> Result<Definition, toml::de::Error> {
    assert!(CONSULTATION.contains(from), "{from}");
    toml::from_str(&CONSULTATION.replacen(from, to, 1))
}

#[test]
fn the_consultation_is_as_the_mission_says() {
    let programme = consultation();
    assert_eq!(programme.check(), []);
    assert_eq!(programme.name.of(Lang::Ja), "キャリア相談");
    assert_eq!(programme.promise.map(|promise| promise.open_slots_a_month), Some(5));
    let second = Ordinal::FIRST.next();
    let light = programme.plan("light").unwrap();
    let standard = programme.plan("standard").unwrap();
    let lengths = |plan: &Plan| (plan.length(Ordinal::FIRST), plan.length(second));
    assert_eq!(lengths(light), (Minutes::new(45), Minutes::new(45)));
    assert_eq!(lengths(standard), (Minutes::new(90), Minutes::new(60)));
    assert_eq!(light.letter, None);
    assert_eq!(standard.letter.as_ref().map(|letter| letter.due), Some(Offset::days(7)));
    let meeting = programme.meeting("consultation").unwrap();
    assert_eq!(
        meeting.after.iter().map(|task| (&task.what, task.by)).collect::<Vec<_>>(),
        [
            (&What::Sheet("three-lines".into()), Part::Client),
            (&What::Sheet("shared-record".into()), Part::Supporter),
            (&What::Letter, Part::Supporter),
            (&What::Continue, Part::Client),
        ]
    );
    assert_eq!(meeting.cutoffs.of_actions().book, Offset::hours(24));
    assert!(programme.plan("none").is_none() && programme.meeting("none").is_none());
}

#[test]
fn each_sheet_is_guarded_as_its_kind() {
    let programme = consultation();
    for (key, object) in [
        ("what-to-talk-about", Object::Questionnaire),
        ("session-plan", Object::SessionPlan),
        ("shared-record", Object::SharedRecord),
        ("three-lines", Object::ThreeLines),
        ("profile", Object::Profile),
    ] {
        assert_eq!(programme.sheet(key).map(|sheet| sheet.kind.object()), Some(object), "{key}");
    }
    assert_eq!(programme.profile().map(|sheet| sheet.key.to_string()), Some("profile".to_owned()));
}

#[test]
fn last_times_promise_is_asked_from_the_second_meeting_on() {
    let programme = consultation();
    let sheet = programme.sheet("what-to-talk-about").unwrap();
    let asked = |ordinal| sheet.asked(ordinal).map(|field| field.key.as_str()).collect::<Vec<_>>();
    assert_eq!(asked(Ordinal::FIRST), ["most", "ask"]);
    assert_eq!(asked(Ordinal::FIRST.next()), ["most", "ask", "last-promise"]);
}

#[test]
fn what_the_format_does_not_know_does_not_parse() {
    for (from, to) in [
        (r#"entry = "open""#, "entry = \"open\"\ncolour = \"red\""),
        (r#"hue = "matsu""#, r#"hue = "pink""#),
        (r#"due = "7d""#, r#"due = "7""#),
        (r#"due = "7d""#, "due = 7"),
        (r#"{ letter = true, by"#, r#"{ letter = true, sheet = "three-lines", by"#),
        (r#"{ letter = true, by"#, "{ letter = false, by"),
        (r#"{ letter = true, by"#, r#"{ letter = true, choice = "continue", by"#),
        (r#"choice = "continue""#, r#"choice = "stop""#),
        ("first = 90", "first = -90"),
        (r#"by = "client""#, r#"by = "friend""#),
    ] {
        assert!(altered(from, to).is_err(), "{to}");
    }
}

#[test]
fn each_flaw_is_found_where_it_is() {
    let cases: &[(&str, &str, &str, Flaw)] = &[
        (r#"key = "consultation""#, r#"key = "Consultation""#, "key", Flaw::KeyForm("Consultation".into())),
        (r#"key = "light""#, r#"key = "li--ght""#, "plan[0].key", Flaw::KeyForm("li--ght".into())),
        (r#"key = "light""#, r#"key = "standard""#, "plan[1].key", Flaw::KeyTwice("standard".into())),
        (r#"key = "ask""#, r#"key = "most""#, "sheet[0].field[1].key", Flaw::KeyTwice("most".into())),
        (r#"kanji = "談""#, r#"kanji = "談談""#, "seal.kanji", Flaw::NotOneCharacter),
        (r#"en = "Career consultation""#, r#"en = """#, "name", Flaw::OneSided),
        (r#"en = "Light""#, r#"en = """#, "plan[0].name", Flaw::OneSided),
        (r#"en = "4,400 yen a meeting""#, r#"en = """#, "plan[0].price", Flaw::OneSided),
        (r#"en = "Session plan""#, r#"en = """#, "sheet[1].name", Flaw::OneSided),
        (r#"ja = "いま、いちばん話したいこと""#, r#"ja = "　""#, "sheet[0].field[0].label", Flaw::OneSided),
        (r#"en = "It need not be tidy. One line is enough.""#, r#"en = """#, "sheet[0].field[0].about", Flaw::OneSided),
        ("open_slots_a_month = 5", "open_slots_a_month = 0", "promise.open_slots_a_month", Flaw::Nothing),
        ("first = 45", "first = 0", "plan[0].minutes.first", Flaw::Nothing),
        ("later = 45", "later = 0", "plan[0].minutes.later", Flaw::Nothing),
        ("minutes = 5", "minutes = 0", "sheet[0].minutes", Flaw::Nothing),
        ("lines = 1", "lines = 0", "sheet[3].field[0].lines", Flaw::Nothing),
        ("client = 1", "client = 0", "meeting[0].people", Flaw::Nothing),
        (r#"["online", "room", "address"]"#, "[]", "meeting[0].places", Flaw::Nothing),
        (r#"kind = "strengths""#, r#"kind = "Strengths""#, "plan[1].letter.kind", Flaw::KeyForm("Strengths".into())),
        (r#"due = "7d""#, r#"due = "-7d""#, "plan[1].letter.due", Flaw::WrongWay(Offset::days(-7))),
        (r#"due = "-24h""#, r#"due = "0h""#, "meeting[0].before[0].due", Flaw::WrongWay(Offset::hours(0))),
        (r#"book = "24h""#, r#"book = "-1h""#, "meeting[0].cutoffs.book", Flaw::WrongWay(Offset::hours(-1))),
        (r#"move = "24h""#, r#"move = "-1h""#, "meeting[0].cutoffs.move", Flaw::WrongWay(Offset::hours(-1))),
        (r#"cancel = "24h""#, r#"cancel = "-1h""#, "meeting[0].cutoffs.cancel", Flaw::WrongWay(Offset::hours(-1))),
        (r#"hold = "20m""#, r#"hold = "0m""#, "meeting[0].cutoffs.hold", Flaw::WrongWay(Offset::ZERO)),
        (r#"offer = "72h""#, r#"offer = "0m""#, "meeting[0].cutoffs.offer", Flaw::WrongWay(Offset::ZERO)),
        (r#"horizon = "60d""#, r#"horizon = "0m""#, "meeting[0].horizon", Flaw::WrongWay(Offset::ZERO)),
        (
            r#"{ sheet = "three-lines", by"#,
            r#"{ sheet = "three-lines", due = "0m", by"#,
            "meeting[0].after[0].due",
            Flaw::WrongWay(Offset::ZERO),
        ),
        (
            r#"{ sheet = "session-plan""#,
            r#"{ sheet = "plan""#,
            "meeting[0].before[1].sheet",
            Flaw::SheetUnknown("plan".into()),
        ),
        (
            r#"recalls = { sheet = "shared-record""#,
            r#"recalls = { sheet = "record""#,
            "sheet[0].field[2].recalls.sheet",
            Flaw::SheetUnknown("record".into()),
        ),
        (
            r#"field = "promise""#,
            r#"field = "vow""#,
            "sheet[0].field[2].recalls.field",
            Flaw::FieldUnknown("vow".into()),
        ),
        (r#"letter = { kind = "strengths", due = "7d" }"#, "", "meeting[0].after[2].letter", Flaw::LetterUnowed),
        (r#"  { letter = true, by = "supporter" },"#, "", "plan[1].letter", Flaw::LetterUnwritten),
    ];
    for (from, to, at, flaw) in cases {
        let faults = altered(from, to).unwrap().check();
        assert_eq!(faults, [Fault { at: (*at).to_owned(), flaw: flaw.clone() }], "{to}");
    }
}

#[test]
fn a_choice_before_the_meeting_comes_too_early() {
    let early = altered("before = [", r#"before = [ { choice = "continue", by = "client" },"#).unwrap();
    assert_eq!(early.check(), [Fault { at: "meeting[0].before[0]".into(), flaw: Flaw::OnlyAfter }]);
}

#[test]
fn a_zero_cutoff_is_allowed() {
    assert_eq!(altered(r#"book = "24h""#, r#"book = "0m""#).unwrap().check(), []);
}

#[test]
fn a_definition_without_its_parts_says_what_is_missing() {
    let bare = Definition { meetings: vec![], plans: vec![], sheets: vec![], promise: None, ..consultation() };
    assert_eq!(bare.check(), [Fault { at: "meeting".into(), flaw: Flaw::Nothing }]);
    let mut alone = consultation();
    alone.meetings[0].people.remove(&Part::Client);
    let places: Vec<String> = alone.check().into_iter().map(|fault| fault.at).collect();
    assert_eq!(places, ["meeting[0].before[0].by", "meeting[0].after[0].by", "meeting[0].after[3].by"]);
    assert!(alone.check().iter().all(|fault| fault.flaw == Flaw::ByNobody));
    alone.meetings[0].people.clear();
    assert_eq!(alone.check()[0], Fault { at: "meeting[0].people".into(), flaw: Flaw::Nothing });
    let mut blank = consultation();
    blank.sheets[4].fields.clear();
    assert_eq!(blank.check(), [Fault { at: "sheet[4].field".into(), flaw: Flaw::Nothing }]);
    assert!(Definition { sheets: vec![], ..consultation() }.profile().is_none());
}

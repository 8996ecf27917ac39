//! Whether the parts of a definition fit together. Who edits the file reads the faults in a failing test, so each one
//! names its place.

use std::collections::HashSet;

use jiff::{Timestamp, tz::TimeZone};

use super::{Definition, Key, Meeting, Plan, Recalls, Sheet, Task, What};
use crate::{consent::Clause, lang::Words, offset::Offset};

/// Something that does not fit, and where: `meeting[0].before[1].sheet`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub at: String,
    pub flaw: Flaw,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    KeyForm(Key),
    KeyTwice(Key),
    SheetUnknown(Key),
    FieldUnknown(Key),
    /// A length, number or list that must not be empty.
    Nothing,
    OneSided,
    NotOneCharacter,
    /// A due date before a meeting that does not lie before it, or one after that does not lie after it.
    WrongWay(Offset),
    /// The task is for a part that nobody takes in the meeting.
    ByNobody,
    /// Letters and the choice to go on come after a meeting.
    OnlyAfter,
    /// A plan owes a letter that no meeting asks anybody to write.
    LetterUnwritten,
    /// A meeting asks for a letter that no plan owes.
    LetterUnowed,
    /// A meeting asks for a consent that has no words.
    ClauseUnworded(Clause),
    /// A clause has its words twice.
    ClauseTwice(Clause),
}

impl Definition {
    /// Every fault, in the order of the file; none means that the programme can run.
    #[must_use]
    pub fn check(&self) -> Vec<Fault> {
        let mut faults = Faults::default();
        faults.key("key", &self.key);
        faults.words("name", &self.name);
        faults.when(self.seal.kanji.chars().count() != 1, "seal.kanji", Flaw::NotOneCharacter);
        let promised_nothing = self.promise.is_some_and(|promise| promise.open_slots_a_month == 0);
        faults.when(promised_nothing, "promise.open_slots_a_month", Flaw::Nothing);
        faults.when(self.meetings.is_empty(), "meeting", Flaw::Nothing);
        faults.keys("plan", "key", self.plans.iter().map(|plan| &plan.key));
        for (index, plan) in self.plans.iter().enumerate() {
            self.check_plan(&mut faults, &format!("plan[{index}]"), plan);
        }
        faults.keys("meeting", "kind", self.meetings.iter().map(|meeting| &meeting.kind));
        for (index, meeting) in self.meetings.iter().enumerate() {
            self.check_meeting(&mut faults, &format!("meeting[{index}]"), meeting);
        }
        faults.keys("sheet", "key", self.sheets.iter().map(|sheet| &sheet.key));
        for (index, sheet) in self.sheets.iter().enumerate() {
            self.check_sheet(&mut faults, &format!("sheet[{index}]"), sheet);
        }
        for (index, clause) in self.clauses.iter().enumerate() {
            let (at, twice) =
                (format!("clause[{index}]"), self.clauses.iter().take(index).any(|other| other.key == clause.key));
            faults.when(twice, at.clone(), Flaw::ClauseTwice(clause.key));
            for (part, words) in
                [("title", &clause.title), ("body", &clause.body), ("yes", &clause.yes), ("no", &clause.no)]
            {
                faults.words(&format!("{at}.{part}"), words);
            }
        }
        faults.0
    }

    fn check_plan(&self, faults: &mut Faults, at: &str, plan: &Plan) {
        faults.words(&format!("{at}.name"), &plan.name);
        faults.words(&format!("{at}.price"), &plan.price);
        faults.when(plan.minutes.first.is_zero(), format!("{at}.minutes.first"), Flaw::Nothing);
        faults.when(plan.minutes.later.is_zero(), format!("{at}.minutes.later"), Flaw::Nothing);
        let Some(letter) = &plan.letter else { return };
        faults.key(&format!("{at}.letter.kind"), &letter.kind);
        faults.later(format!("{at}.letter.due"), letter.due);
        let written = self.meetings.iter().flat_map(|meeting| &meeting.after).any(|task| task.what == What::Letter);
        faults.when(!written, format!("{at}.letter"), Flaw::LetterUnwritten);
    }

    fn check_meeting(&self, faults: &mut Faults, at: &str, meeting: &Meeting) {
        faults.when(meeting.people.is_empty(), format!("{at}.people"), Flaw::Nothing);
        for clause in meeting.consent.iter().filter(|clause| self.clause(**clause).is_none()) {
            faults.when(true, format!("{at}.consent"), Flaw::ClauseUnworded(*clause));
        }
        faults.when(meeting.people.values().any(|many| *many == 0), format!("{at}.people"), Flaw::Nothing);
        faults.when(meeting.places.is_empty(), format!("{at}.places"), Flaw::Nothing);
        let closing =
            [("book", meeting.cutoffs.book), ("move", meeting.cutoffs.r#move), ("cancel", meeting.cutoffs.cancel)];
        for (name, offset) in closing {
            faults.when(offset.is_negative(), format!("{at}.cutoffs.{name}"), Flaw::WrongWay(offset));
        }
        faults.later(format!("{at}.cutoffs.hold"), meeting.cutoffs.hold);
        faults.later(format!("{at}.cutoffs.offer"), meeting.cutoffs.offer);
        faults.later(format!("{at}.horizon"), meeting.horizon);
        for (index, task) in meeting.before.iter().enumerate() {
            let at = format!("{at}.before[{index}]");
            self.check_task(faults, &at, meeting, task);
            faults.when(!matches!(task.what, What::Sheet(_)), at.as_str(), Flaw::OnlyAfter);
            let late = task.due.filter(|due| !due.is_negative());
            faults.extend(late.map(|due| Fault { at: format!("{at}.due"), flaw: Flaw::WrongWay(due) }));
        }
        for (index, task) in meeting.after.iter().enumerate() {
            let at = format!("{at}.after[{index}]");
            self.check_task(faults, &at, meeting, task);
            if let Some(due) = task.due {
                faults.later(format!("{at}.due"), due);
            }
        }
    }

    fn check_task(&self, faults: &mut Faults, at: &str, meeting: &Meeting, task: &Task) {
        faults.when(!meeting.people.contains_key(&task.by), format!("{at}.by"), Flaw::ByNobody);
        match &task.what {
            What::Sheet(key) => {
                let dangling = self.sheet(key.as_str()).is_none();
                faults.when(dangling, format!("{at}.sheet"), Flaw::SheetUnknown(key.clone()));
            }
            What::Letter => {
                let owed = self.plans.iter().any(|plan| plan.letter.is_some());
                faults.when(!owed, format!("{at}.letter"), Flaw::LetterUnowed);
            }
            What::Continue => {}
        }
    }

    fn check_sheet(&self, faults: &mut Faults, at: &str, sheet: &Sheet) {
        faults.words(&format!("{at}.name"), &sheet.name);
        faults.when(sheet.minutes.is_zero(), format!("{at}.minutes"), Flaw::Nothing);
        faults.when(sheet.fields.is_empty(), format!("{at}.field"), Flaw::Nothing);
        faults.keys(&format!("{at}.field"), "key", sheet.fields.iter().map(|field| &field.key));
        for (index, field) in sheet.fields.iter().enumerate() {
            let at = format!("{at}.field[{index}]");
            faults.words(&format!("{at}.label"), &field.label);
            if let Some(about) = &field.about {
                faults.words(&format!("{at}.about"), about);
            }
            faults.when(field.lines == Some(0), format!("{at}.lines"), Flaw::Nothing);
            if let Some(recalls) = &field.recalls {
                self.check_recalls(faults, &format!("{at}.recalls"), recalls);
            }
        }
    }

    fn check_recalls(&self, faults: &mut Faults, at: &str, recalls: &Recalls) {
        let Some(sheet) = self.sheet(recalls.sheet.as_str()) else {
            return faults.when(true, format!("{at}.sheet"), Flaw::SheetUnknown(recalls.sheet.clone()));
        };
        let dangling = sheet.fields.iter().all(|field| field.key != recalls.field);
        faults.when(dangling, format!("{at}.field"), Flaw::FieldUnknown(recalls.field.clone()));
    }
}

/// The faults found so far.
#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn extend(&mut self, found: impl IntoIterator<Item = Fault>) {
        self.0.extend(found);
    }

    fn when(&mut self, wrong: bool, at: impl Into<String>, flaw: Flaw) {
        self.extend(wrong.then(|| Fault { at: at.into(), flaw }));
    }

    fn words(&mut self, at: &str, words: &Words) {
        self.when(words.one_sided(), at, Flaw::OneSided);
    }

    fn key(&mut self, at: &str, key: &Key) {
        self.when(!key.well_formed(), at, Flaw::KeyForm(key.clone()));
    }

    /// Each key of a list is well formed and stands there once.
    fn keys<'a>(&mut self, list: &str, name: &str, keys: impl Iterator<Item = &'a Key>) {
        let mut seen = HashSet::new();
        for (index, key) in keys.enumerate() {
            let at = format!("{list}[{index}].{name}");
            self.key(&at, key);
            self.when(!seen.insert(key), at, Flaw::KeyTwice(key.clone()));
        }
    }

    /// The offset leads forward; standing still is the wrong way too.
    fn later(&mut self, at: String, offset: Offset) {
        let onward = offset.after(Timestamp::UNIX_EPOCH, &TimeZone::UTC) > Timestamp::UNIX_EPOCH;
        self.when(!onward, at, Flaw::WrongWay(offset));
    }
}

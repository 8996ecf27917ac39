//! A sheet as a form: its questions come from the definition, its start from what was written before.

use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::durations::Ordinal;
use rules::lang::Lang;
use rules::programme::{Sheet as Blank, SheetKind};

use super::{Answers, Duty, LastTime, Sheet, Stage, draft, field_name, readers_line};
use crate::cx::Cx;
use crate::frame::Frame;
use crate::meetings::Booking;
use crate::problem::Problem;

/// A question on a page.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    /// Its field.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// What the question is for.
    pub about: String,
    /// Whether handing over needs an answer.
    pub required: bool,
    /// One line, or this many.
    pub lines: Option<u8>,
    /// What was said last time, and in which sheet.
    pub recalled: Option<(String, String)>,
}

/// A form on a page: see `sheets/parts.html`.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    /// Where it is posted.
    pub action: String,
    /// Where it saves itself.
    pub draft: String,
    /// The sheet's name.
    pub title: String,
    /// What is asked.
    pub questions: Vec<Question>,
    /// What is written so far.
    pub entry: Entry,
    /// Until when.
    pub due: Option<Instant>,
    /// Who can read it.
    pub readers: String,
    /// What handing over is called.
    pub verb: String,
    /// Whether it can be put away unfinished: not once it was handed over.
    pub unfinished: bool,
    /// Whether it can be kept to oneself.
    pub withhold: bool,
    /// When it was saved last.
    pub saved_at: Option<Instant>,
    /// Whether it starts from the answers of the meeting before.
    pub carried: bool,
}

/// How the writer leaves a form.
pub(crate) fn stage_in(entry: &mut Entry, kind: SheetKind) -> Option<Stage> {
    let stage = match entry.value("hand") {
        "submit" => Some(Stage::Submitted),
        "draft" => Some(Stage::Draft),
        "withhold" if kind == SheetKind::ThreeLines => Some(Stage::Withheld),
        _ => None,
    };
    if stage.is_none() {
        entry.refuse("hand", Fault::Choice);
    }
    stage
}

/// The questions of a form at a meeting with this ordinal.
pub(crate) fn questions(blank: &Blank, ordinal: Ordinal, lang: Lang) -> Vec<Question> {
    let question = |field: &rules::programme::Field| Question {
        name: field_name(field.key.as_str()),
        label: field.label.of(lang).to_owned(),
        about: field.about.as_ref().map_or_else(String::new, |about| about.of(lang).to_owned()),
        required: field.required,
        lines: field.lines,
        recalled: None,
    };
    blank.asked(ordinal).map(question).collect()
}

impl Question {
    /// The ids of what stands between the label and the answer.
    pub(crate) fn described_by(&self, entry: &Entry) -> String {
        let parts = [
            ("hint", !self.about.is_empty()),
            ("recalled", self.recalled.is_some()),
            ("fault", entry.fault(&self.name).is_some()),
        ];
        let ids = parts.iter().filter(|(_, stands)| *stands).map(|(part, _)| format!("{}-{part}", self.name));
        ids.collect::<Vec<_>>().join(" ")
    }

    /// The questions of a meeting's sheet, with what they recall.
    ///
    /// # Errors
    /// [`Problem::Ours`] when that does not open.
    pub(crate) fn all(cx: &Cx, booking: &Booking, blank: &Blank, last: &LastTime) -> Result<Vec<Self>, Problem> {
        let (ordinal, definition) = (ordinal(booking), booking.definition()?);
        let mut questions = questions(blank, ordinal, cx.lang);
        for (question, field) in questions.iter_mut().zip(blank.asked(ordinal)) {
            let sheet = field.recalls.as_ref().and_then(|recalls| definition.sheet(recalls.sheet.as_str()));
            let name = sheet.map(|sheet| sheet.name.of(cx.lang).to_owned());
            question.recalled = name.zip(last.recalled(cx, field)?);
        }
        Ok(questions)
    }
}

/// The first, the second … meeting: a booking counts from one.
pub(crate) fn ordinal(booking: &Booking) -> Ordinal {
    Ordinal::new(booking.ordinal).unwrap_or(Ordinal::FIRST)
}

/// The key under which a meeting's sheet saves itself.
pub(crate) fn draft_key(booking: &Booking, blank: &Blank) -> String {
    format!("sheets/{}/{}", booking.id, blank.key)
}

impl Form {
    /// What the page calls its fields.
    pub(crate) fn labels(&self) -> Vec<(&str, String)> {
        self.questions.iter().map(|question| (question.name.as_str(), question.label.clone())).collect()
    }

    /// The form of a meeting's sheet, with what its writer left there last.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn begun(
        cx: &Cx,
        f: &Frame,
        booking: &Booking,
        (duty, sheet): (&Duty, &Sheet),
        answers: Option<Answers>,
    ) -> Result<Self, Problem> {
        let draft = draft::interrupted(cx, &draft_key(booking, duty.blank), sheet.changed_at).await?;
        let last = LastTime::before(cx, booking, duty.blank).await?;
        let mut form = Self::of(cx, f, booking, (duty, sheet), &last)?;
        match (draft, answers) {
            (Some(draft), _) => (form.entry, form.saved_at) = (draft.entry, Some(draft.at)),
            (None, Some(answers)) => form.entry = answers.entry(),
            (None, None) => {
                let carried = last.carried(cx, duty.blank)?;
                form.carried = carried.is_some();
                form.entry = carried.unwrap_or_default().entry();
            }
        }
        Ok(form)
    }

    /// The form as it came back, with what is to be mended.
    ///
    /// # Errors
    /// As [`Form::begun`].
    pub(crate) async fn refused(
        cx: &Cx,
        f: &Frame,
        booking: &Booking,
        (duty, sheet): (&Duty, &Sheet),
        entry: Entry,
    ) -> Result<Self, Problem> {
        let last = LastTime::before(cx, booking, duty.blank).await?;
        Ok(Self { entry, ..Self::of(cx, f, booking, (duty, sheet), &last)? })
    }

    fn of(
        cx: &Cx,
        f: &Frame,
        booking: &Booking,
        (duty, sheet): (&Duty, &Sheet),
        last: &LastTime,
    ) -> Result<Self, Problem> {
        let (blank, me) = (duty.blank, cx.viewer()?.person);
        let people = [(booking.client.id, &booking.client.names), (booking.supporter.id, &booking.supporter.names)];
        let handed = Sheet { stage: Some(Stage::Submitted), ..sheet.clone() };
        let line = readers_line(f, me, &people, (blank.kind.object(), sheet.parties(), handed.state()));
        let alone = blank.kind == SheetKind::SessionPlan || sheet.stage == Some(Stage::Submitted);
        Ok(Self {
            action: format!("/meetings/{}/sheets/{}", booking.id, blank.key),
            draft: format!("/drafts/{}", draft_key(booking, blank)),
            title: blank.name.of(f.lang).to_owned(),
            questions: Question::all(cx, booking, blank, last)?,
            entry: Entry::default(),
            due: duty.due(booking, f.calendar.zone()),
            readers: if alone { line } else { f.t.sheets_readers_later(line) },
            verb: verb(f, blank.kind, booking),
            unfinished: !sheet.is_done(),
            withhold: blank.kind == SheetKind::ThreeLines,
            saved_at: sheet.changed_at,
            carried: false,
        })
    }
}

fn verb(f: &Frame, kind: SheetKind, booking: &Booking) -> String {
    match kind {
        SheetKind::Questionnaire => f.t.sheets_act_questionnaire(),
        SheetKind::SessionPlan => f.t.sheets_act_plan(),
        SheetKind::SharedRecord => f.t.sheets_act_record(f.called(&booking.client.names)),
        SheetKind::ThreeLines => f.t.sheets_act_lines(f.called(&booking.supporter.names)),
        SheetKind::Profile => f.t.sheets_act_profile(),
    }
}

//! What is wrong with what was typed, in words: at its field, and once more in the summary above the form, where every
//! line names its field as the page calls it and leads there.

use kit::web::{Entry, Fault};

use super::Frame;

/// The labels of a page that has buttons only.
pub(crate) const NO_FIELDS: [(&str, String); 0] = [];

/// A line of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultLine {
    /// Where it leads on the page.
    pub to: String,
    /// What it says.
    pub says: String,
}

impl Frame {
    /// The summary of an entry; `labels` is what the page calls its fields.
    #[must_use]
    pub fn faults(&self, entry: &Entry, labels: &[(impl AsRef<str>, String)]) -> Vec<FaultLine> {
        self.faults_as(entry, labels, |fault| self.fault(fault))
    }

    /// The same on a page that has words of its own for some faults. One line a field, its first fault. What is no
    /// field of the page, as the value of a button, has no name that a person would know; its line leads to the page.
    pub(crate) fn faults_as(
        &self,
        entry: &Entry,
        labels: &[(impl AsRef<str>, String)],
        words: impl Fn(&Fault) -> String,
    ) -> Vec<FaultLine> {
        let mut lines: Vec<FaultLine> = Vec::new();
        for (name, fault) in entry.faults() {
            let label = labels.iter().find(|(field, _)| field.as_ref() == name);
            let line = match label {
                Some((_, label)) => {
                    FaultLine { to: name.clone(), says: self.t.frame_fault_at(label.clone(), words(fault)) }
                }
                None => FaultLine { to: "main".into(), says: words(fault) },
            };
            let said = |other: &FaultLine| *other == line || (label.is_some() && other.to == line.to);
            if !lines.iter().any(said) {
                lines.push(line);
            }
        }
        lines
    }

    /// The words for what is wrong with a field.
    #[must_use]
    pub fn fault(&self, fault: &Fault) -> String {
        let count = |many: &usize| i64::try_from(*many).unwrap_or(i64::MAX);
        match fault {
            Fault::Missing => self.t.fault_missing(),
            Fault::TooLong(max) => self.t.fault_too_long(count(max)),
            Fault::TooShort(min) => self.t.fault_too_short(count(min)),
            Fault::Email => self.t.fault_email(),
            Fault::Date => self.t.fault_date(),
            Fault::Time => self.t.fault_time(),
            Fault::Number(min, max) => self.t.fault_number(*min, *max),
            Fault::Choice => self.t.fault_choice(),
            Fault::Order => self.t.fault_order(),
            Fault::Taken => self.t.fault_taken(),
            Fault::Wrong => self.t.fault_wrong(),
            Fault::Kana => self.t.fault_kana(),
            Fault::Latin => self.t.fault_latin(),
            Fault::Guessable => self.t.fault_guessable(),
            Fault::Lacking(many) => self.t.fault_lacking(count(many)),
        }
    }
}

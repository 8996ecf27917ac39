//! What the fields of a post are called where it was written. Only who wrote it sees it here, so a field that has no
//! name in this list is shown without one; what it says is what matters.

use rules::programme::Sheet;

use crate::frame::Frame;
use crate::programmes;

/// The label of a field that people write in.
pub(super) fn label(f: &Frame, path: &str, field: &str) -> Option<String> {
    if let Some(key) = field.strip_prefix("q-") {
        return question(f, path, key);
    }
    let t = f.t;
    match field {
        "body" if path.ends_with("/reply") => Some(t.letters_reply()),
        "body" => Some(t.letters_letter()),
        "about" if path.ends_with("/copy") => Some(t.copies_about()),
        "done" => Some(t.copies_done()),
        "ask" => Some(t.copies_ask()),
        "advice" => Some(t.copies_advice()),
        "passage" => Some(t.extracts_passage()),
        "scope" => Some(t.extracts_scope()),
        "own" => Some(t.letters_own_strength()),
        "strength" => Some(t.letters_strengths()),
        "note" => Some(t.meeting_note_text()),
        "quotes" => Some(t.meeting_note_quotes()),
        "strengths" if path.ends_with("/note") => Some(t.meeting_note_strengths()),
        "words" if path.ends_with("/review") => Some(t.emergency_judgement()),
        "words" => Some(t.booking_cancel_words()),
        "danger" => Some(t.emergency_danger()),
        "asks" => Some(t.emergency_asks()),
        "outside" => Some(t.emergency_outside()),
        "reason" => Some(t.emergency_reason()),
        "untold" => Some(t.emergency_untold()),
        "why" => Some(t.emergency_answer_why()),
        "headline" => Some(t.directory_headline()),
        "about" => Some(t.directory_about()),
        "work" => Some(t.directory_work_now()),
        "name" => Some(t.rooms_name()),
        "address" => Some(t.rooms_address()),
        _ => None,
    }
}

/// A question of the sheet that the path names; the form of a booking names none.
fn question(f: &Frame, path: &str, key: &str) -> Option<String> {
    let named = |sheet: &&Sheet| path.ends_with(sheet.key.as_str());
    let sheets = || programmes::definitions().flat_map(|definition| &definition.sheets);
    let mut fields = sheets().filter(named).chain(sheets()).flat_map(|sheet| &sheet.fields);
    fields.find(|field| field.key.as_str() == key).map(|field| field.label.of(f.lang).to_owned())
}

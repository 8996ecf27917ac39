//! Under every text: who can read it, by name, from the decision that guards the reading.

use rules::access::{Object, Parties, State, readers};

use crate::frame::{Frame, Names};
use crate::people::PersonId;

/// あなた・早川さん. With `later`, the names hold once the text is handed over.
pub(crate) fn readers_line(
    f: &Frame,
    me: PersonId,
    people: &[(PersonId, &Names)],
    (object, parties, state): (Object, &Parties, State),
) -> String {
    let name = |who| match people.iter().find(|(person, _)| person.for_gate() == who) {
        Some((person, _)) if *person == me => Some(f.t.sheets_you()),
        Some((_, names)) => Some(f.called(names)),
        None => None,
    };
    let mut found: Vec<String> = readers(object, parties, state).iter().filter_map(|reader| name(reader.who)).collect();
    let mine = f.t.sheets_you();
    if found == [mine.clone()] {
        return f.t.sheets_only_you();
    }
    // oneself first, as one counts people in a room
    found.sort_by_key(|name| *name != mine);
    found.join(&f.t.frame_joint())
}

//! A post that came after the login had ended: shown to its writer, who sends it or throws it away.

use askama::Template;
use axum::extract::Path;
use kit::drafts::{held_post, let_go};
use kit::web::Entry;
use uuid::Uuid;

use super::labels::label;
use crate::cx::Cx;
use crate::frame::{Frame, Sample};
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "drafts/held.html")]
struct Held {
    f: Frame,
    id: String,
    path: String,
    entry: Entry,
}

impl Held {
    /// What a person wrote, in order, each with its label where that is known. Empty fields say nothing, and a
    /// machine's word beside them, as an id or the value of a button, is not shown: it is only sent again.
    fn written(&self) -> Vec<(Option<String>, &str)> {
        let filled = self.entry.fields().iter().map(|(name, value)| (name, value.trim()));
        let labelled = filled.filter(|(_, value)| !value.is_empty()).map(|(name, value)| {
            let label = label(&self.f, &self.path, name);
            (label, value)
        });
        labelled.filter(|(label, value)| label.is_some() || !is_machines(value)).collect()
    }
}

/// One word in plain letters: an id, a choice, a time.
fn is_machines(value: &str) -> bool {
    value.is_ascii() && !value.contains(char::is_whitespace)
}

/// What was kept.
pub(super) async fn show(cx: Cx, Path(id): Path<Uuid>) -> Answer {
    let person = cx.viewer()?.person;
    let held = held_post(&cx.app.db, &cx.app.masters, person.0, id).await?.ok_or(Problem::NotFound)?;
    let id = id.as_simple().to_string();
    cx.page(&Held { f: cx.frame(), id, path: held.path, entry: held.entry })
}

/// Throws it away.
pub(super) async fn discard(cx: Cx, Path(id): Path<Uuid>) -> Answer {
    let person = cx.viewer()?.person;
    held_post(&cx.app.db, &cx.app.masters, person.0, id).await?.ok_or(Problem::NotFound)?;
    let tx = cx.app.db.begin().await?;
    let_go(&tx, person.0, id).await?;
    tx.commit().await?;
    cx.go("/")
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let page = |entry| Held {
        f: f.clone(),
        id: Uuid::nil().as_simple().to_string(),
        path: "/meetings/0/sheets/what-to-talk-about".into(),
        entry,
    };
    let written = Entry::default()
        .with("q-most", "異動の希望を出すかどうか、まだ迷っています。\n先に上司と話すべきでしょうか。")
        .with("q-ask", "専門を手放さずに、人を育てる役に回ることはできますか。")
        .with("memo", "つづきは、次に会うとき。")
        .with("hand", "submit");
    vec![Sample::new("held", &page(written)), Sample::new("held-empty", &page(Entry::default().with("wish", "")))]
}

#[cfg(test)]
mod tests {
    use rules::lang::Lang;

    use super::*;

    fn written(path: &str, fields: &[(&str, &str)]) -> Vec<(Option<String>, String)> {
        let entry = fields.iter().fold(Entry::default(), |entry, (name, value)| entry.with(name, *value));
        let held = Held { f: Frame::sample(Lang::En), id: String::new(), path: path.into(), entry };
        held.written().into_iter().map(|(label, text)| (label, text.to_owned())).collect()
    }

    #[test]
    fn a_text_stands_under_the_question_that_it_answers() {
        let sheet =
            written("/meetings/0/sheets/three-lines", &[("q-one", "A design"), ("hand", "submit"), ("q-two", " ")]);
        assert_eq!(sheet, [(Some("What stayed with me".into()), "A design".into())]);
        let booking = written("/bookings/0/form", &[("q-most", "Yes")]);
        assert_eq!(booking, [(Some("What I most want to talk about".into()), "Yes".into())]);
    }

    #[test]
    fn words_of_the_machine_are_not_shown_and_words_of_a_person_always() {
        let id = Uuid::nil().as_simple().to_string();
        let mixed = [("supporter", id.as_str()), ("place", "online"), ("else", "two words"), ("more", "ひとこと")];
        let shown = written("/holds", &mixed);
        assert_eq!(shown, [(None, "two words".to_owned()), (None, "ひとこと".to_owned())]);
    }
}

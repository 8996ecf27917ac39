//! What a supervisor answers. It belongs to the work of who asked: sealed under the supporter's own key, without a word
//! of the client's, and still there when the copy is destroyed.

use axum::extract::Path;
use kit::args;
use kit::drafts;
use kit::time::Instant;
use kit::web::Entry;
use rules::access::{self, Action, Purpose};
use serde::{Deserialize, Serialize};

use super::KINDS;
use super::page::{Page, Part};
use crate::audit;
use crate::cx::Cx;
use crate::disclosures::DisclosureId;
use crate::disclosures::mails::Notice;
use crate::disclosures::store::{Disclosure, VERDICT};
use crate::frame::Flash;
use crate::gate::{may, seal};
use crate::problem::{Answer, Problem};
use crate::sheets::interrupted;

const LONGEST: usize = 4000;

/// An answer as it stands inside the ciphertext.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Advice {
    pub text: String,
    /// Microseconds since 1970.
    at: i64,
}

impl Advice {
    pub(super) fn new(text: String, at: Instant) -> Self {
        Self { text, at: at.0 }
    }

    pub(super) fn at(&self) -> Instant {
        Instant(self.at)
    }

    pub(super) fn parse(json: &str) -> Result<Self, Problem> {
        serde_json::from_str(json).map_err(|_| Problem::Ours)
    }
}

/// Sends it, or sends it anew while the copy is open.
pub(super) async fn create(cx: Cx, Path(id): Path<DisclosureId>, mut entry: Entry) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let copy = Disclosure::find_for_writing(&tx, KINDS, id).await?;
    if Part::of(&cx, &copy)? == Part::Supervisor && !copy.is_open(tx.now()) {
        return Err(Problem::TooLate);
    }
    let permit = may::<access::CaseCopy>(&cx, &copy.asked(tx.now()), Action::Write, Purpose::Supervision)?;
    let text = entry.text("advice", LONGEST);
    if !entry.is_sound() {
        drop(tx);
        let page = Page::of(&cx, &copy, Some(entry)).await?;
        return cx.refuse(&page);
    }
    let json = serde_json::to_string(&Advice::new(text, tx.now())).map_err(|_| Problem::Ours)?;
    let sealed = seal(&cx.app, &tx, &permit, copy.supporter, (VERDICT, id.0), &json).await?;
    tx.run("UPDATE disclosures SET verdict = $1 WHERE id = $2", args![sealed, id]).await?;
    let viewer = cx.viewer()?;
    let told = audit::Entry {
        actor: Some(viewer.pseudonym),
        subject: Some(copy.client),
        action: Action::Write.word(),
        purpose: Purpose::Supervision.word(),
        object: "disclosure",
        id: id.0,
        answer: audit::Answer::Allowed,
        rule: permit.rule().word(),
        consent: copy.consent(tx.now()).word(),
        // nothing of the client's was opened or left by it
        shown: false,
    };
    audit::append(&cx.app, &tx, &[told]).await?;
    Notice::Moved.leave(&mut tx, &copy, &[copy.author]).await?;
    drafts::discard(&tx, viewer.person.0, &draft_key(id)).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/copies/{id}"), Flash::Saved)
}

/// The form as it was left, or with what was answered last.
pub(super) async fn begun(
    cx: &Cx,
    id: DisclosureId,
    answered: Option<&Advice>,
) -> Result<(Entry, Option<Instant>), Problem> {
    let sent = answered.map(Advice::at);
    Ok(match interrupted(cx, &draft_key(id), sent).await? {
        Some(draft) => (draft.entry, Some(draft.at)),
        None => (Entry::default().with("advice", answered.map_or("", |advice| advice.text.as_str())), sent),
    })
}

fn draft_key(id: DisclosureId) -> String {
    format!("copies/{id}/advice")
}

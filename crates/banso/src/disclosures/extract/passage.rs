//! Writing out what is asked for: the supporter of the case, or in the place of one who is gone the officer who began.

use axum::extract::Path;
use kit::args;
use kit::db::Tx;
use kit::drafts;
use kit::time::Instant;
use kit::web::Entry;
use rules::access::{self, Action};

use super::page::Page;
use super::part::{Part, Stage, supporter_is_here};
use crate::cx::Cx;
use crate::disclosures::DisclosureId;
use crate::disclosures::mails::Notice;
use crate::disclosures::store::{BODY, Disclosure, digest, path, purpose};
use crate::frame::Flash;
use crate::gate::{may, seal};
use crate::problem::{Answer, Problem};
use crate::sheets::interrupted;

const LONGEST: usize = 10_000;

/// Keeps it. What stands can be written anew until the next step is taken.
pub(super) async fn update(cx: Cx, Path(id): Path<DisclosureId>, mut entry: Entry) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let about = Disclosure::find_for_writing(&tx, super::KINDS, id).await?;
    let part = Part::of(&cx, &about)?;
    if !writes(&tx, &about, part).await? {
        return Err(Problem::NotFound);
    }
    if !Stage::of(&about, tx.now()).is_draft() {
        return Err(Problem::TooLate);
    }
    let permit = may::<access::Extract>(&cx, &about.asked(tx.now()), Action::Write, purpose(about.kind))?;
    let text = entry.text("passage", LONGEST);
    if !entry.is_sound() {
        drop(tx);
        let page = Page::of(&cx, &about, Some(entry)).await?;
        return cx.refuse(&page);
    }
    let body = seal(&cx.app, &tx, &permit, about.client, (BODY, id.0), &text).await?;
    keep(&tx, &about, body).await?;
    if part == Part::Supporter {
        Notice::Moved.leave(&mut tx, &about, &[about.author]).await?;
    }
    drafts::discard(&tx, cx.viewer()?.person.0, &draft_key(id)).await?;
    tx.commit().await?;
    cx.go_saying(&path(about.kind, id), Flash::Saved)
}

/// Other words, and with them another digest: whatever was agreed to before was about something else.
async fn keep(tx: &Tx, about: &Disclosure, body: Vec<u8>) -> Result<(), Problem> {
    let digest = digest(Some(&body), None, about.recipient);
    tx.run("UPDATE disclosures SET body = $1, digest = $2 WHERE id = $3", args![body, digest, about.id]).await?;
    Ok(())
}

/// Whether it is theirs to write.
pub(super) async fn writes(sql: &impl kit::db::Sql, about: &Disclosure, part: Part) -> Result<bool, Problem> {
    match part {
        Part::Supporter => Ok(true),
        Part::Lead => Ok(!supporter_is_here(sql, about).await?),
        Part::Client | Part::Officer | Part::Recipient => Ok(false),
    }
}

/// The form as it was left, or with what stands.
pub(super) async fn begun(
    cx: &Cx,
    id: DisclosureId,
    stands: Option<&str>,
) -> Result<(Entry, Option<Instant>), Problem> {
    Ok(match interrupted(cx, &draft_key(id), None).await? {
        Some(draft) => (draft.entry, Some(draft.at)),
        None => (Entry::default().with("passage", stands.unwrap_or_default()), None),
    })
}

fn draft_key(id: DisclosureId) -> String {
    format!("extracts/{id}/passage")
}

//! What a company would get, its client reads first, word by word; and says yes, no, or back again.

use axum::extract::Path;
use kit::web::Entry;
use rules::disclosure::{Event, Kind};

use super::part::{Part, Stage, for_step};
use crate::cx::Cx;
use crate::disclosures::DisclosureId;
use crate::disclosures::deciding::decide;
use crate::disclosures::mails::Notice;
use crate::disclosures::store::{Disclosure, path};
use crate::frame::Flash;
use crate::problem::{Answer, Problem};

/// The officer who began it shows it to its client.
pub(super) async fn show(cx: Cx, Path(id): Path<DisclosureId>, _: Entry) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let mut about = for_step(&cx, &tx, id, (Part::Lead, &[Stage::Written])).await?;
    about.step(&cx, &tx, Event::Shown, None).await?;
    Notice::Shown.leave(&mut tx, &about, &[about.client]).await?;
    tx.commit().await?;
    cx.go_saying(&path(about.kind, id), Flash::Shown)
}

/// Its client's answer to exactly what stood before them. After a no, and after a yes that was taken back, the words
/// are destroyed.
pub(super) async fn create(cx: Cx, Path(id): Path<DisclosureId>, entry: Entry) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let mut about = Disclosure::find_for_writing(&tx, &[Kind::Hazard], id).await?;
    if Part::of(&cx, &about)? != Part::Client {
        return Err(Problem::NotFound);
    }
    if decide(&cx, &tx, &mut about, &entry).await? != Event::Given {
        about.destroy(&tx).await?;
    }
    Notice::Moved.leave(&mut tx, &about, &[about.author]).await?;
    tx.commit().await?;
    cx.go_saying(&path(about.kind, id), Flash::Decided)
}

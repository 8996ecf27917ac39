//! Two officers let an extract out: one asks, another one reads it and agrees, or declines. Nobody is both.

use axum::extract::Path;
use kit::db::Tx;
use kit::web::{Entry, Fault};
use rules::access::{self, Action, Role};
use rules::disclosure::{Event, Kind};

use super::page::Page;
use super::part::{Part, Stage, for_step};
use crate::cx::Cx;
use crate::disclosures::mails::{Notice, active};
use crate::disclosures::store::{Disclosure, path, purpose};
use crate::disclosures::{DisclosureId, expiry};
use crate::frame::Flash;
use crate::gate::agrees;
use crate::people::{PersonId, Viewer};
use crate::problem::{Answer, Problem};

/// The officer who began it asks the others: for an order when it is written out, for a company when its client agreed.
pub(super) async fn ask(cx: Cx, Path(id): Path<DisclosureId>, _: Entry) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let mut about = for_step(&cx, &tx, id, (Part::Lead, &[Stage::Written, Stage::Given])).await?;
    about.step(&cx, &tx, Event::Asked, None).await?;
    let mut others = active(&tx, &about.programme, Role::DataOfficer).await?;
    others.retain(|person| ![about.client, about.supporter, about.author].contains(person));
    Notice::Asked.leave(&mut tx, &about, &others).await?;
    tx.commit().await?;
    cx.go_saying(&path(about.kind, id), Flash::Asked)
}

/// Another officer's yes or no to exactly what they read.
pub(super) async fn create(cx: Cx, Path(id): Path<DisclosureId>, mut entry: Entry) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let mut about = for_step(&cx, &tx, id, (Part::Officer, &[Stage::Asked])).await?;
    let yes = match entry.value("answer") {
        "yes" => true,
        "no" => false,
        _ => {
            drop(tx);
            entry.refuse("answer", Fault::Choice);
            let page = Page::of(&cx, &about, Some(entry)).await?;
            return cx.refuse(&page);
        }
    };
    if entry.value("digest") != about.digest {
        return Err(Problem::TooLate);
    }
    if yes {
        opens(&cx, &mut tx, &mut about).await?;
    } else {
        about.step(&cx, &tx, Event::Declined, None).await?;
        about.destroy(&tx).await?;
    }
    Notice::Moved.leave(&mut tx, &about, &[about.author]).await?;
    tx.commit().await?;
    cx.go_saying(&path(about.kind, id), Flash::Decided)
}

/// Lets it out, if the gate takes these two for two; its client is told, whatever the ground.
async fn opens(cx: &Cx, tx: &mut Tx, about: &mut Disclosure) -> Result<(), Problem> {
    let asked_by = about.when(Event::Asked).map(|asked| asked.by).ok_or(Problem::TooLate)?;
    let first = Viewer::of(tx, asked_by).await?.ok_or(Problem::TooLate)?;
    let now = tx.now();
    let _by_two = agrees::<access::Extract>(cx, &first, &about.asked(now), Action::Send, purpose(about.kind))?;
    let until = now.plus(about.kind.open_for());
    about.step(cx, tx, Event::Agreed, None).await?;
    about.step(cx, tx, Event::Opened, Some(until)).await?;
    expiry::leave(tx, about, until).await?;
    let company: Vec<PersonId> = about.recipient.into_iter().collect();
    Notice::Opened.leave(tx, about, &company).await?;
    Notice::Told.leave(tx, about, &[about.client]).await
}

/// The officer who began it ends it: the order was taken back, or what was handed over is no longer needed here.
pub(super) async fn end(cx: Cx, Path(id): Path<DisclosureId>, _: Entry) -> Answer {
    let tx = cx.app.db.begin().await?;
    let any = [Stage::Begun, Stage::Written, Stage::Shown, Stage::Given, Stage::Asked, Stage::Open];
    let mut about = for_step(&cx, &tx, id, (Part::Lead, &any)).await?;
    about.step(&cx, &tx, Event::Closed, None).await?;
    about.destroy(&tx).await?;
    tx.commit().await?;
    cx.go_saying(&path(about.kind, id), Flash::Ended)
}

/// Whether an end is one of the steps that are left.
pub(super) fn ends(kind: Kind, stage: Stage) -> bool {
    match stage {
        Stage::Begun | Stage::Written | Stage::Open => true,
        Stage::Shown | Stage::Given => kind == Kind::Hazard,
        Stage::Asked | Stage::Over => false,
    }
}

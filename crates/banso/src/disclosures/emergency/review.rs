//! The review: somebody who had no part in it judges within a day whether letting it out was right. Until then who let
//! it out takes on no other. When the day is over and nobody has judged, the data officers hear of it once more.

use axum::extract::Path;
use kit::args;
use kit::db::{Sql, Tx};
use kit::jobs::{Job, NewJob};
use kit::web::Entry;
use rules::access::{Action, Role};
use rules::disclosure::{self, Event};

use super::next::is_third;
use super::page::Page;
use super::said::{Verdict, json};
use super::{KINDS, leave, waits_for_review};
use crate::app::App;
use crate::cx::Cx;
use crate::disclosures::DisclosureId;
use crate::disclosures::mails::{Notice, active};
use crate::disclosures::store::{Disclosure, VERDICT};
use crate::drafts;
use crate::frame::Flash;
use crate::gate::seal;
use crate::people::PersonId;
use crate::problem::{Answer, Problem};

/// The kind of its job.
pub(in crate::disclosures) const DUE: &str = "disclosures/review-due";

/// Judges it.
pub(super) async fn create(cx: Cx, Path(id): Path<DisclosureId>, mut entry: Entry) -> Answer {
    let tx = cx.app.db.begin().await?;
    let mut about = Disclosure::find_for_writing(&tx, KINDS, id).await?;
    let permit = leave(&cx, &about, Action::Write)?;
    if !is_third(cx.viewer()?, &about) {
        return Err(Problem::NotFound);
    }
    if !waits_for_review(&about) {
        return Err(Problem::TooLate);
    }
    let Some(verdict) = Verdict::taken(&mut entry).filter(|_| entry.is_sound()) else {
        drop(tx);
        let page = Page::of(&cx, &about, entry).await?;
        return cx.refuse(&page);
    };
    let sealed = seal(&cx.app, &tx, &permit, about.client, (VERDICT, id.0), &json(&verdict)?).await?;
    tx.run("UPDATE disclosures SET verdict = $1 WHERE id = $2", args![sealed, id]).await?;
    about.step(&cx, &tx, Event::Reviewed, None).await?;
    drafts::discard(&tx, cx.viewer()?.person, &format!("emergencies/{id}/review")).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/emergencies/{id}"), Flash::Reviewed)
}

/// Who may judge it: the data officers without a part in it.
pub(super) async fn judges(sql: &impl Sql, about: &Disclosure) -> Result<Vec<PersonId>, Problem> {
    let mut officers = active(sql, &about.programme, Role::DataOfficer).await?;
    let of_the_case = [Some(about.client), Some(about.supporter), about.recipient];
    officers
        .retain(|officer| !of_the_case.contains(&Some(*officer)) && about.steps.iter().all(|step| step.by != *officer));
    Ok(officers)
}

/// Leaves a second call for the hour at which it should have been judged.
pub(super) async fn leave_reminder(tx: &mut Tx, about: &Disclosure) -> Result<(), Problem> {
    let Some(due) = disclosure::review_due(&about.history()) else { return Ok(()) };
    let key = format!("{DUE}/{}", about.id);
    Ok(tx.leave(NewJob { kind: DUE, about: about.id.0, person: None, run_at: due.into(), key }).await?)
}

/// Calls the data officers of that hour, if it still waits.
pub(in crate::disclosures) async fn remind(app: &App, job: &Job) -> Result<(), String> {
    call_again(app, DisclosureId(job.about)).await.map_err(|problem| format!("{problem:?}"))
}

async fn call_again(app: &App, id: DisclosureId) -> Result<(), Problem> {
    let mut tx = app.db.begin().await?;
    let about = match Disclosure::find_for_writing(&tx, KINDS, id).await {
        Ok(about) if waits_for_review(&about) => about,
        Ok(_) | Err(Problem::NotFound) => return Ok(()),
        Err(problem) => return Err(problem),
    };
    let judges = judges(&tx, &about).await?;
    Notice::Overdue.leave(&mut tx, &about, &judges).await?;
    Ok(tx.commit().await?)
}

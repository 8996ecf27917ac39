//! What was lent closes by itself: when its time is over, a case copy and an extract are destroyed, and everything else
//! is shut.

use kit::args;
use kit::db::Tx;
use kit::jobs::{Job, NewJob};
use kit::time::Instant;
use rules::access::State;
use rules::disclosure::{Event, Kind};

use super::DisclosureId;
use super::store::{Disclosure, Taken};
use crate::app::App;
use crate::consent::Between;
use crate::problem::Problem;

/// The kind of its jobs.
pub(super) const OVER: &str = "disclosures/over";

/// Leaves the end of an opening that was just written down.
pub(super) async fn leave(tx: &mut Tx, about: &Disclosure, until: Instant) -> Result<(), Problem> {
    let key = format!("{OVER}/{}", about.id);
    Ok(tx.leave(NewJob { kind: OVER, about: about.id.0, person: None, run_at: until, key }).await?)
}

/// Shuts it: a step of the house in its author's name.
pub(super) async fn perform(app: &App, job: &Job) -> Result<(), String> {
    close(app, DisclosureId(job.about)).await.map_err(|problem| format!("{problem:?}"))
}

async fn close(app: &App, id: DisclosureId) -> Result<(), Problem> {
    let tx = app.db.begin().await?;
    let mut about = match Disclosure::find_for_writing(&tx, Kind::ALL, id).await {
        Ok(about) => about,
        Err(Problem::NotFound) => return Ok(()),
        Err(problem) => return Err(problem),
    };
    let State::Open { until } = about.state() else { return Ok(()) };
    if tx.now().timestamp() < until {
        return Ok(());
    }
    let by = about.author;
    about.put(&tx, Taken { event: Event::Closed, by, at: tx.now(), until: None, digest: None }).await?;
    if matches!(about.kind, Kind::CaseCopy | Kind::Order | Kind::Hazard) {
        about.destroy(&tx).await?;
    }
    Ok(tx.commit().await?)
}

/// Destroys the copies of a case whose client took the consent to copies back, in the transaction in which they did.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn withdraw_copies(tx: &Tx, pair: Between<'_>) -> Result<(), Problem> {
    let Between { client, supporter, programme } = pair;
    let condition = "WHERE d.client = $1 AND d.supporter = $2 AND d.programme = $3 AND d.kind = 'case-copy'";
    let copies = Disclosure::all(tx, condition, args![client, supporter, programme]).await?;
    for mut copy in copies.into_iter().filter(|copy| matches!(copy.state(), State::Open { .. })) {
        let digest = Some(copy.digest.clone());
        copy.put(tx, Taken { event: Event::Withdrawn, by: client, at: tx.now(), until: None, digest }).await?;
        copy.destroy(tx).await?;
    }
    Ok(())
}

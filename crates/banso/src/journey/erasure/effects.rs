//! One erasure: everything that happens in its one transaction, and the job that it leaves for what no transaction can.

use axum::http::HeaderValue;
use kit::args;
use kit::db::{DbError, Tx};
use kit::jobs::NewJob;
use kit::vault::{KeyKind, MasterKeys, VaultError, close_keys, destroy_keys, replace_keys};
use rules::access::{Consent, Purpose};
use uuid::Uuid;

use super::unsent::Unsent;
use super::{FORGETTING, Scope, TOLD, shredding};
use crate::audit;
use crate::cx::Cx;
use crate::journey::holds;
use crate::meetings::leaving::{Parts, Told, call_off};
use crate::operations::COLUMNS;
use crate::people::{PersonId, Proof, leaving};
use crate::problem::Problem;

/// What came of it.
pub(super) enum Outcome {
    /// It is done; the browser may need a cookie.
    Done(Option<HeaderValue>),
    /// A legal hold stands; nothing happened.
    Held(Option<HeaderValue>),
}

/// Erases the viewer's record, or all of them.
pub(super) async fn erase(cx: &Cx, scope: Scope, proof: &Proof) -> Result<Outcome, Problem> {
    let (viewer, app) = (cx.viewer()?, &cx.app);
    let me = viewer.person;
    let mut tx = app.db.begin().await?;
    call_off(&mut tx, me, scope.parts(), Told::Others).await?;
    if holds::stand(&tx, me).await? {
        drop(tx);
        let tx = app.db.begin().await?;
        let device = proof.counts(cx, &tx).await?;
        tx.commit().await?;
        return Ok(Outcome::Held(device));
    }
    let unsent = Unsent::find(&tx, me, scope).await?;
    destroy(&tx, me, scope, &unsent, Some(&app.masters)).await?;
    let device = match scope {
        Scope::Record => proof.counts(cx, &tx).await?,
        Scope::Account => {
            leaving::forget_tries(&tx, app, viewer).await?;
            None
        }
    };
    let id = tx.db().dice().uuid(tx.now());
    write_down(&tx, id, me, scope).await?;
    // under the old pseudonym, which in a moment is nobody's: the chain tells that somebody was forgotten, not who
    audit::append(app, &tx, &[entry(viewer.pseudonym, me, scope)]).await?;
    leaving::renamed_in_the_log(&tx, me).await?;
    leave_jobs(&mut tx, id, me, scope).await?;
    tx.commit().await?;
    Ok(Outcome::Done(device))
}

/// What is the same for an erasure and for the one that is done again in a backup that was brought back. Without the
/// master keys, what the person wrote for others under their own key is not carried over to the next one.
pub(super) async fn destroy(
    tx: &Tx,
    person: PersonId,
    scope: Scope,
    unsent: &Unsent,
    masters: Option<&MasterKeys>,
) -> Result<(), VaultError> {
    unsent.destroy(tx).await?;
    shredding::shred(tx, person, scope).await?;
    match (scope, masters) {
        (Scope::Account, _) => {
            close_keys(tx, person.0, KeyKind::Record).await?;
            close_keys(tx, person.0, KeyKind::Note).await?;
            leaving::leave(tx, person).await?;
        }
        (Scope::Record, Some(masters)) => replace_keys(tx, masters, person.0, KeyKind::Record, &COLUMNS).await?,
        (Scope::Record, None) => destroy_keys(tx, person.0, KeyKind::Record).await.map(drop)?,
    }
    Ok(())
}

async fn write_down(tx: &Tx, id: Uuid, person: PersonId, scope: Scope) -> Result<(), DbError> {
    let write = "INSERT INTO erasures (id, person, scope, erased_at) VALUES ($1, $2, $3, $4)";
    tx.run(write, args![id, person, scope.word(), tx.now()]).await?;
    Ok(())
}

async fn leave_jobs(tx: &mut Tx, id: Uuid, me: PersonId, scope: Scope) -> Result<(), DbError> {
    let job = |kind: &'static str, person| NewJob {
        kind,
        about: id,
        person,
        run_at: tx.now(),
        key: format!("{kind}/{}", id.as_simple()),
    };
    let mut jobs = vec![job(FORGETTING, None)];
    // who left has no address to which anything could be told; the page has told them
    jobs.extend((scope == Scope::Record).then(|| job(TOLD, Some(me.0))));
    tx.leave_all(jobs).await
}

fn entry(pseudonym: Uuid, me: PersonId, scope: Scope) -> audit::Entry {
    audit::Entry {
        actor: Some(pseudonym),
        subject: Some(me),
        action: "erased",
        purpose: Purpose::SubjectAccess.word(),
        object: scope.word(),
        id: pseudonym,
        answer: audit::Answer::Allowed,
        rule: "record.own",
        consent: Consent::NotAsked.word(),
        shown: true,
    }
}

impl Scope {
    /// In which parts their meetings ahead are called off.
    pub(super) fn parts(self) -> Parts {
        match self {
            Self::Record => Parts::Client,
            Self::Account => Parts::Both,
        }
    }
}

//! What the page of an agreement sends: answers, a withdrawal, a signature, a question that was talked over. Each is
//! one transaction, and nothing that was decided before is changed by it.

use axum::extract::Path;
use kit::args;
use kit::db::{Sql, Tx};
use kit::jobs::NewJob;
use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::access::{self, Action, Purpose};
use rules::consent::{self, Clause, Decision, Method, may_decide};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::ledger::opened;
use super::page::{Page, QUESTION, answer_field, asked, question_field, seen, witnesses};
use super::{Agreement, Between, ENTERED, Entered, Wording, enter, sign as put_signature};
use crate::audit;
use crate::cx::Cx;
use crate::disclosures;
use crate::frame::{Flash, lang_named};
use crate::gate::{may, seal};
use crate::meetings::{Booking, BookingId};
use crate::problem::{Answer, Problem};

/// The client for whom somebody writes down an answer.
#[derive(Debug, FromQueryResult)]
struct Answering {
    lang: String,
    /// How many memberships they take part by now: who left or was suspended is answered for by nobody.
    active: i64,
}

impl Answering {
    async fn of(cx: &Cx, booking: &Booking) -> Result<Self, Problem> {
        let question = "SELECT lang, (SELECT count(*) FROM memberships m WHERE m.person = p.id AND m.programme = $2
                AND m.role = 'client' AND m.suspended_at IS NULL AND m.left_at IS NULL) AS active
            FROM people p WHERE p.id = $1";
        let found = cx.app.db.first(question, args![booking.client.id, booking.programme.as_str()]).await?;
        found.ok_or(Problem::NotFound)
    }
}

/// What was answered and asked on the page.
struct Said<'a> {
    method: Method,
    decisions: Vec<(&'a Wording, Decision)>,
    questions: Vec<(Clause, String)>,
}

/// The client's answers: by themselves, or on their supporter's device, on paper, by word of mouth.
pub(super) async fn create(cx: Cx, Path(id): Path<BookingId>, mut entry: Entry) -> Answer {
    let booking = seen(&cx, id, Action::Write).await?;
    let me = cx.viewer()?.person;
    let supporting = booking.supporter.id == me;
    let client = Answering::of(&cx, &booking).await?;
    if supporting && (!witnesses(&booking, cx.now()) || client.active == 0) {
        return Err(Problem::TooLate);
    }
    let lang = if supporting { lang_named(&client.lang).unwrap_or(cx.lang) } else { cx.lang };
    let words = Wording::of(&cx.app.db, &booking.programme).await?;
    let mut tx = cx.app.db.begin().await?;
    let agreement = opened(&tx, &booking).await?;
    let ledger = Agreement::between(&tx, &booking).await?.entries();
    let Some(said) = Said::read(&mut entry, &words, &ledger, (supporting, tx.now())) else {
        drop(tx);
        let page = Page::of(&cx, booking, entry).await?;
        return cx.refuse(&page);
    };
    let (method, witness, at) = (said.method, supporting.then_some(me), tx.now());
    let mut entered = Vec::with_capacity(said.decisions.len());
    for (wording, decision) in &said.decisions {
        entered.push(Entered { wording, lang, decision: *decision, method, witness, at });
    }
    enter(&cx.app, &tx, Between::from(&booking), cx.viewer.as_ref(), &entered).await?;
    for (clause, text) in &said.questions {
        ask(&cx, &tx, &booking, agreement, (*clause, text)).await?;
    }
    if !entered.is_empty() && method != Method::Spoken {
        // what was only said bears no signature
        put_signature(&tx, Between::from(&booking), booking.client.id, (method, at)).await?;
    }
    if supporting && !entered.is_empty() {
        // who did not press the button themselves hears of it
        let (key, person) = (format!("{ENTERED}/{id}/{}", at.0), Some(booking.client.id.0));
        tx.leave(NewJob { kind: ENTERED, about: id.0, person, run_at: at, key }).await?;
    }
    tx.commit().await?;
    cx.go_saying(&format!("/meetings/{id}/agreement"), Flash::Agreed)
}

/// Keeps a question about a clause, sealed, for the two of them.
async fn ask(
    cx: &Cx,
    tx: &Tx,
    booking: &Booking,
    agreement: Uuid,
    (clause, text): (Clause, &str),
) -> Result<(), Problem> {
    let id = tx.db().dice().uuid(tx.now());
    let permit = may::<access::ConsentLedger>(cx, &asked(booking, id), Action::Write, Purpose::Support)?;
    let body = seal(&cx.app, tx, &permit, booking.client.id, (QUESTION, id), text).await?;
    tx.run(
        "INSERT INTO clause_questions (id, agreement, clause, body, asked_by, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, agreement, clause.word(), body, cx.viewer()?.person, tx.now()],
    )
    .await?;
    audit::append(&cx.app, tx, &[told(cx, booking, "asked", clause.word(), id)?]).await
}

/// What is done with a question stands in the client's access log.
fn told(
    cx: &Cx,
    booking: &Booking,
    action: &'static str,
    rule: &'static str,
    id: Uuid,
) -> Result<audit::Entry, Problem> {
    Ok(audit::Entry {
        actor: Some(cx.viewer()?.pseudonym),
        subject: Some(booking.client.id),
        action,
        purpose: Purpose::Support.word(),
        object: "consent",
        id,
        answer: audit::Answer::Allowed,
        rule,
        consent: access::Consent::NotAsked.word(),
        shown: true,
    })
}

impl<'a> Said<'a> {
    /// What the form says, with faults at its fields; nothing when it cannot be kept like that.
    fn read(
        entry: &mut Entry,
        words: &'a [Wording],
        ledger: &[consent::Entry],
        (supporting, now): (bool, Instant),
    ) -> Option<Self> {
        let method = if supporting { entry.parsed("method", Fault::Choice) } else { Some(Method::Screen) };
        if supporting && method == Some(Method::Screen) {
            entry.refuse("method", Fault::Choice);
        }
        let mut decisions = Vec::new();
        for wording in words {
            let field = answer_field(wording.clause);
            let decision = match entry.value(&field) {
                "yes" => Decision::Given,
                "no" => Decision::Refused,
                "" => continue,
                _ => {
                    entry.refuse(&field, Fault::Choice);
                    continue;
                }
            };
            // pressed twice, it says nothing new
            if may_decide(ledger, wording.clause, (decision, method.unwrap_or(Method::Spoken)), now.timestamp()).is_ok()
            {
                decisions.push((wording, decision));
            }
        }
        let texts = words.iter().map(|one| (one.clause, entry.optional(&question_field(one.clause), 2000)));
        let questions: Vec<_> = texts.filter(|(_, text)| !text.is_empty()).collect();
        if entry.is_sound() && decisions.is_empty() && questions.is_empty() {
            let first = words.first().map_or(Clause::Confidentiality, |wording| wording.clause);
            entry.refuse(&answer_field(first), Fault::Choice);
        }
        method.filter(|_| entry.is_sound()).map(|method| Self { method, decisions, questions })
    }
}

/// The client takes a consent back, also when they take part no more. It counts from the next request on.
pub(super) async fn withdraw(cx: Cx, Path(id): Path<BookingId>, mut entry: Entry) -> Answer {
    let booking = seen(&cx, id, Action::Recall).await?;
    if booking.client.id != cx.viewer()?.person {
        return Err(Problem::NotFound);
    }
    let clause = entry.parsed::<Clause>("clause", Fault::Choice);
    let words = Wording::of(&cx.app.db, &booking.programme).await?;
    let Some(wording) = words.iter().find(|wording| Some(wording.clause) == clause) else {
        entry.refuse("clause", Fault::Choice);
        let page = Page::of(&cx, booking, entry).await?;
        return cx.refuse(&page);
    };
    let tx = cx.app.db.begin().await?;
    opened(&tx, &booking).await?;
    let entries = Agreement::between(&tx, &booking).await?.entries();
    let decision = Decision::Withdrawn;
    if may_decide(&entries, wording.clause, (decision, Method::Screen), tx.now().timestamp()).is_err() {
        return Err(Problem::TooLate);
    }
    let entered = Entered { wording, lang: cx.lang, decision, method: Method::Screen, witness: None, at: tx.now() };
    enter(&cx.app, &tx, Between::from(&booking), cx.viewer.as_ref(), &[entered]).await?;
    put_signature(&tx, Between::from(&booking), booking.client.id, (Method::Screen, tx.now())).await?;
    if wording.clause == Clause::CaseUse {
        disclosures::withdraw_copies(&tx, Between::from(&booking)).await?;
    }
    tx.commit().await?;
    cx.go_saying(&format!("/meetings/{id}/agreement"), Flash::Withdrawn)
}

/// The supporter puts their name under what stands.
pub(super) async fn sign(cx: Cx, Path(id): Path<BookingId>, _: Entry) -> Answer {
    let booking = seen(&cx, id, Action::Write).await?;
    let me = cx.viewer()?.person;
    if booking.supporter.id != me {
        return Err(Problem::NotFound);
    }
    let tx = cx.app.db.begin().await?;
    opened(&tx, &booking).await?;
    if Agreement::between(&tx, &booking).await?.signed(me).is_none() {
        put_signature(&tx, Between::from(&booking), me, (Method::Screen, tx.now())).await?;
    }
    tx.commit().await?;
    cx.go_saying(&format!("/meetings/{id}/agreement"), Flash::Signed)
}

/// A question was talked over: either of the two may say so.
pub(super) async fn settle(cx: Cx, Path(id): Path<BookingId>, entry: Entry) -> Answer {
    let booking = seen(&cx, id, Action::Write).await?;
    let question: Uuid = entry.value("question").parse().map_err(|_| Problem::NotFound)?;
    let tx = cx.app.db.begin().await?;
    let agreement = opened(&tx, &booking).await?;
    let settled = tx
        .run(
            "UPDATE clause_questions SET settled_at = $1, settled_by = $2
             WHERE id = $3 AND agreement = $4 AND settled_at IS NULL",
            args![tx.now(), cx.viewer()?.person, question, agreement],
        )
        .await?;
    if settled == 0 {
        return Err(Problem::NotFound);
    }
    audit::append(&cx.app, &tx, &[told(&cx, &booking, "settled", "question", question)?]).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/meetings/{id}/agreement"), Flash::Saved)
}

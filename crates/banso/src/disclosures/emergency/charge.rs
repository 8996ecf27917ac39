//! A duty officer answers for a packet: with a reason that stands, with what its client was told, and for how long it
//! is to be open. Who let another one out that nobody has judged yet answers for no other.

use axum::extract::Path;
use jiff::SignedDuration;
use kit::args;
use kit::web::Entry;
use rules::access::Role;
use rules::disclosure::Event;

use super::house::{hold_office, unjudged};
use super::page::Page;
use super::said::{self, json};
use super::{KINDS, decides};
use crate::cx::Cx;
use crate::disclosures::DisclosureId;
use crate::disclosures::mails::{Notice, active};
use crate::disclosures::store::{Disclosure, REASON};
use crate::drafts;
use crate::frame::Flash;
use crate::gate::seal;
use crate::people::PersonId;
use crate::problem::{Answer, Problem};

/// Takes it on.
pub(super) async fn create(cx: Cx, Path(id): Path<DisclosureId>, mut entry: Entry) -> Answer {
    let me = cx.viewer()?.person;
    let mut tx = cx.app.db.begin().await?;
    let mut about = Disclosure::find_for_writing(&tx, KINDS, id).await?;
    let permit = decides(&cx, &about)?;
    if about.when(Event::Taken).is_some() {
        return Err(Problem::TooLate);
    }
    hold_office(&tx, me, &about.programme).await?;
    let blocked = unjudged(&tx, me).await?.is_some();
    let taken = said::Reason::taken(&mut entry).filter(|_| entry.is_sound() && !blocked);
    let Some((reason, minutes)) = taken else {
        if blocked {
            // what was written is there when the way is free
            kit::drafts::save(&tx, &cx.app.masters, me.0, &draft_key(id), &entry).await?;
            tx.commit().await?;
        } else {
            drop(tx);
        }
        let page = Page::of(&cx, &about, entry).await?;
        return cx.refuse(&page);
    };
    let sealed = seal(&cx.app, &tx, &permit, about.client, (REASON, id.0), &json(&reason)?).await?;
    tx.run("UPDATE disclosures SET reason = $1 WHERE id = $2", args![sealed, id]).await?;
    let until = tx.now().plus(SignedDuration::from_mins(minutes));
    about.step(&cx, &tx, Event::Taken, Some(until)).await?;
    let mut others: Vec<PersonId> = active(&tx, &about.programme, Role::DutyOfficer).await?;
    others.retain(|officer| ![me, about.author, about.client].contains(officer));
    Notice::Asked.leave(&mut tx, &about, &others).await?;
    drafts::discard(&tx, me, &draft_key(id)).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/emergencies/{id}"), Flash::TakenOn)
}

/// The key under which the form saves itself.
pub(super) fn draft_key(id: DisclosureId) -> String {
    format!("emergencies/{id}/charge")
}

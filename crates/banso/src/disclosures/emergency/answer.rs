//! What becomes of a packet that somebody answers for: a second person agrees and it opens, nobody answers in time and
//! it opens by one alone, or it stays inside. Its client is told, and a third person is called, in the same change.

use axum::extract::Path;
use jiff::SignedDuration;
use kit::db::Tx;
use rules::access::{Action, EmergencyPacket, Permit, Purpose};
use rules::disclosure::{self, Event};
use uuid::Uuid;

use super::house::hold_office;
use super::next::is_second;
use super::{KINDS, decides, leave, page, review};
use crate::cx::Cx;
use crate::disclosures::mails::Notice;
use crate::disclosures::store::{Disclosure, Taken};
use crate::disclosures::{DisclosureId, expiry};
use crate::frame::Flash;
use crate::gate::{agrees, may};
use crate::people::{LoginId, PersonId, Viewer};
use crate::problem::{Answer, Problem};

/// The second person agrees, and it opens.
pub(super) async fn agree(cx: Cx, Path(id): Path<DisclosureId>) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let mut about = Disclosure::find_for_writing(&tx, KINDS, id).await?;
    let _duty = decides(&cx, &about)?;
    let first = first(&about)?;
    let permit = by_two(&cx, &tx, &about, first.by).await?;
    hold_office(&tx, first.by, &about.programme).await?;
    about.step(&cx, &tx, Event::Agreed, None).await?;
    opens(&cx, &mut tx, &mut about, &permit).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/emergencies/{id}"), Flash::LetOut)
}

/// Nobody answered in time: who answers for it lets it out alone.
pub(super) async fn open_alone(cx: Cx, Path(id): Path<DisclosureId>) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let mut about = Disclosure::find_for_writing(&tx, KINDS, id).await?;
    let _duty = decides(&cx, &about)?;
    if first(&about)?.by != cx.viewer()?.person {
        return Err(Problem::NotFound);
    }
    let permit = leave(&cx, &about, Action::Send)?;
    hold_office(&tx, cx.viewer()?.person, &about.programme).await?;
    opens(&cx, &mut tx, &mut about, &permit).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/emergencies/{id}"), Flash::LetOut)
}

/// It stays inside, and who wrote it hears of that at once.
pub(super) async fn refuse(cx: Cx, Path(id): Path<DisclosureId>) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let mut about = Disclosure::find_for_writing(&tx, KINDS, id).await?;
    let _duty = decides(&cx, &about)?;
    about.step(&cx, &tx, Event::Declined, None).await?;
    settled(&cx, &mut tx, &about).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/emergencies/{id}"), Flash::NotLetOut)
}

fn first(about: &Disclosure) -> Result<&Taken, Problem> {
    about.when(Event::Taken).ok_or(Problem::TooLate)
}

/// Leave to let it out, because the viewer agrees with who answers for it. When the time to answer is over the first
/// needs nobody any more; a second person who comes late is still better than none, and is held to the same.
async fn by_two(cx: &Cx, tx: &Tx, about: &Disclosure, first: PersonId) -> Result<Permit<EmergencyPacket>, Problem> {
    let asked = about.asked(tx.now());
    if !disclosure::in_vain(&about.history(), tx.now().timestamp()) {
        let first = Viewer::load(tx, LoginId(Uuid::nil()), first).await?.ok_or(Problem::NotFound)?;
        return agrees(cx, &first, &asked, Action::Send, Purpose::Safety);
    }
    if !is_second(cx.viewer()?, about) {
        return Err(Problem::NotFound);
    }
    may(cx, &asked, Action::Send, Purpose::Safety)
}

/// Opens it for as long as who answers for it said. Its client and its recipient are told, it closes by itself, and
/// somebody without a part in it is called to judge: all of that or nothing.
async fn opens(cx: &Cx, tx: &mut Tx, about: &mut Disclosure, _leave: &Permit<EmergencyPacket>) -> Result<(), Problem> {
    let until = tx.now().plus(SignedDuration::from_mins(page::minutes(about)));
    about.step(cx, tx, Event::Opened, Some(until)).await?;
    expiry::leave(tx, about, until).await?;
    Notice::Told.leave(tx, about, &[about.client]).await?;
    Notice::Opened.leave(tx, about, about.recipient.as_slice()).await?;
    let judges = review::judges(tx, about).await?;
    Notice::Review.leave(tx, about, &judges).await?;
    review::leave_reminder(tx, about).await?;
    settled(cx, tx, about).await
}

/// Who wrote it hears that it was decided.
async fn settled(cx: &Cx, tx: &mut Tx, about: &Disclosure) -> Result<(), Problem> {
    let author = Some(about.author).filter(|author| cx.viewer().is_ok_and(|viewer| viewer.person != *author));
    Notice::Settled.leave(tx, about, author.as_slice()).await
}

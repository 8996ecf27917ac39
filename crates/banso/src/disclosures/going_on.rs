//! What a successor goes on with: the sheets that were handed over, and the profile. Each text passes the gate on the
//! terms of the handover; notes, plans and letters stay between those who wrote and received them.

use askama::Template;
use axum::extract::Path;
use kit::args;
use rules::disclosure::Event;

use super::DisclosureId;
use super::handover::KIND;
use super::store::Disclosure;
use crate::cx::Cx;
use crate::frame::{Frame, Place};
use crate::gate::keys;
use crate::meetings::{Booking, BookingId};
use crate::people::Viewer;
use crate::problem::{Answer, Problem};
use crate::sheets::Sheet;

#[derive(Template)]
#[template(path = "disclosures/going_on.html")]
pub(super) struct Page {
    pub f: Frame,
    pub id: DisclosureId,
    pub client: String,
    pub sheets: Vec<Read>,
    pub readers: String,
}

/// A sheet as it was handed over.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub name: String,
    /// Of which meeting.
    pub when: Option<String>,
    pub pairs: Vec<(String, String)>,
}

/// Everything that was handed over. To everybody but the successor, and before and after its time, it is not there.
pub(super) async fn show(cx: Cx, Path(id): Path<DisclosureId>) -> Answer {
    let about = Disclosure::find(&cx.app.db, KIND, id).await?;
    let me = cx.viewer()?.person;
    if about.recipient != Some(me) || !about.is_open(cx.now()) {
        return Err(Problem::NotFound);
    }
    let second = match about.when(Event::Agreed) {
        Some(agreed) => Viewer::of(&cx.app.db, agreed.by).await?,
        None => None,
    };
    let page = Page::of(&cx, &about, second.as_ref()).await?;
    // whoever may not read any of it learns nothing else here either
    if page.sheets.is_empty() { Err(Problem::NotFound) } else { cx.page(&page) }
}

impl Page {
    async fn of(cx: &Cx, about: &Disclosure, second: Option<&Viewer>) -> Result<Self, Problem> {
        let (f, db) = (cx.frame().at(Place::Exits), &cx.app.db);
        let theirs =
            "b.client = $1 AND b.supporter = $2 AND b.programme = $3 AND b.status IN ('confirmed', 'cancelled')
            ORDER BY b.starts_at";
        let bookings =
            Booking::where_(db, theirs, args![about.client, about.supporter, about.programme.as_str()]).await?;
        let found = Sheet::all_about(db, about.client, &bookings).await?;
        let found: Vec<_> = found.into_iter().filter(|(_, sheet)| sheet.programme == about.programme).collect();
        let keys = keys(&cx.app, db, found.iter().map(|(_, sheet)| sheet.ciphertext())).await?;
        let (asked, mut sheets) = (about.asked(cx.now()), Vec::new());
        for (booking, sheet) in found {
            let Some(answers) = sheet.answers_handed_over(cx, &keys, &asked, second)? else { continue };
            let when = booking.and_then(|id| bookings.iter().find(|one: &&Booking| BookingId(one.id.0) == id));
            let said = |field: &rules::programme::Field| {
                let text = answers.get(field.key.as_str()).to_owned();
                (field.label.of(f.lang).to_owned(), text)
            };
            sheets.push(Read {
                name: sheet.blank.name.of(f.lang).to_owned(),
                when: when.map(|booking| f.calendar.when(&booking.starts_at, &booking.ends_at)),
                pairs: sheet.blank.fields.iter().map(said).collect(),
            });
        }
        let called = |person| about.party(person).map_or_else(String::new, |party| f.called(&party.names));
        let (client, supporter) = (called(about.client), called(about.supporter));
        let readers = [client.as_str(), &supporter, &f.t.sheets_you()].join(&f.t.frame_joint());
        Ok(Self { id: about.id, client, sheets, readers, f })
    }
}

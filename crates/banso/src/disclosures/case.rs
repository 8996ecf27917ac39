//! What may leave one case: the ways out for its supporter, and what became of each so far.

use askama::Template;
use axum::extract::Path;
use rules::access::{Action, ConsentLedger, Purpose};

use super::list::{Row, of_case};
use crate::cx::Cx;
use crate::frame::{Frame, Place};
use crate::gate::may;
use crate::meetings::{Booking, BookingId, Party};
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "disclosures/case.html")]
pub(super) struct Page {
    pub f: Frame,
    pub booking: BookingId,
    pub client: Party,
    pub rows: Vec<Row>,
}

/// The page, for the supporter of that meeting.
pub(super) async fn show(cx: Cx, Path(id): Path<BookingId>) -> Answer {
    let booking = Booking::seen_by(&cx, id).await?;
    let _supporter = may::<ConsentLedger>(&cx, &booking.asked(), Action::Write, Purpose::Support)?;
    if booking.supporter.id != cx.viewer()?.person {
        return Err(Problem::NotFound);
    }
    let f = cx.frame().at(Place::Exits);
    let rows = of_case(&cx, &f, &booking).await?;
    cx.page(&Page { f, booking: booking.id, client: booking.client, rows })
}

impl Page {
    fn meeting(&self) -> String {
        format!("/meetings/{}", self.booking)
    }
}

//! The mail to a client for whom somebody else wrote down what was agreed: when, and where it stands. Never what.

use kit::jobs::Job;

use crate::app::App;
use crate::meetings::{Booking, BookingId};
use crate::post::{Letterhead, Recipient, person_of};

pub(crate) async fn perform(app: &App, job: &Job) -> Result<(), String> {
    let booking = Booking::find(&app.db, BookingId(job.about)).await.map_err(|problem| format!("{problem:?}"))?;
    let Some(booking) = booking else { return Ok(()) };
    let to = Recipient::of(&app.db, person_of(job)?).await.map_err(|error| error.to_string())?;
    let Some(to) = to else { return Ok(()) };
    let lines = vec![to.t.consent_mail_entered(booking.supporter.names.called(to.lang))];
    let link = Some(format!("/meetings/{}/agreement", booking.id));
    let head = Letterhead { subject: to.t.consent_mail_entered_subject(), lines, link, calendar: None };
    to.send(app, job, head).await
}

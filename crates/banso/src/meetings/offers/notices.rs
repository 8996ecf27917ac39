//! What is told about an offer. Who sends it reads the offer again: what was answered meanwhile is not asked for.

use kit::jobs::{Job, NewJob};
use kit::time::Instant;

use super::super::OfferId;
use super::Offer;
use crate::app::App;
use crate::people::PersonId;
use crate::post::{Letterhead, Recipient, person_of};

/// Something to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    /// Three times wait for an answer.
    Offered,
    /// None of them suits.
    Declined,
    /// The client took them back.
    Withdrawn,
    /// Nobody answered in time.
    Expired,
}

impl Notice {
    pub(super) const ALL: [Self; 4] = [Self::Offered, Self::Declined, Self::Withdrawn, Self::Expired];

    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Offered => "meetings/offered",
            Self::Declined => "meetings/offer-declined",
            Self::Withdrawn => "meetings/offer-withdrawn",
            Self::Expired => "meetings/offer-expired",
        }
    }

    /// The answer that an offer has when this is still to be told.
    fn answer(self) -> Option<&'static str> {
        match self {
            Self::Offered => None,
            Self::Declined => Some("declined"),
            Self::Withdrawn => Some("withdrawn"),
            Self::Expired => Some("expired"),
        }
    }

    pub(super) fn of(job: &Job) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.kind() == job.kind)
    }

    pub(super) fn job(self, offer: OfferId, person: PersonId, run_at: Instant) -> NewJob {
        let key = format!("{}/{offer}/{person}", self.kind());
        NewJob { kind: self.kind(), about: offer.0, person: Some(person.0), run_at, key }
    }
}

/// What an offer that ran out leaves behind.
pub(super) fn expired(offer: &Offer, now: Instant) -> Vec<NewJob> {
    [offer.client.id, offer.supporter.id].map(|person| Notice::Expired.job(offer.id, person, now)).into()
}

/// Tells one person, if it is still so.
pub(super) async fn send(app: &App, job: &Job, notice: Notice) -> Result<(), String> {
    let person = person_of(job)?;
    let found = Offer::find(&app.db, OfferId(job.about)).await.map_err(|error| error.to_string())?;
    let Some(offer) = found.filter(|offer| offer.answer.as_deref() == notice.answer()) else { return Ok(()) };
    let times = offer.times(&app.db).await.map_err(|error| error.to_string())?;
    let Some(to) = Recipient::of(&app.db, person).await.map_err(|error| error.to_string())? else { return Ok(()) };
    let (t, name) = (to.t, offer.other(person).names.called(to.lang));
    let (subject, first) = match notice {
        Notice::Offered => (t.offer_mail_new(), t.offer_mail_new_what(name, to.calendar.at(&offer.expires_at))),
        Notice::Declined => (t.offer_mail_declined(), t.offer_mail_declined_what(name)),
        Notice::Withdrawn => (t.offer_mail_withdrawn(), t.offer_mail_withdrawn_what(name)),
        Notice::Expired => (t.offer_mail_expired(), t.offer_mail_expired_what(name)),
    };
    let mut lines = vec![first, String::new()];
    lines.extend(times.iter().map(|time| to.calendar.when_zone(&time.starts_at, &time.ends_at)));
    let link = Some(format!("/offers/{}", offer.id));
    to.send(app, job, Letterhead { subject, lines, link, calendar: None }).await
}

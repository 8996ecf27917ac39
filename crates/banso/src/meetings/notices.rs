//! What is told about a booking, to each of its two people: agreed, moved, cancelled, tomorrow, in an hour.
//!
//! A notice is a job whose key names the booking's version. Who sends it reads the booking again and derives the
//! key that would be left now: a cancelled or moved meeting has another one, and the old notice says nothing.

use jiff::SignedDuration;
use kit::jobs::{Job, NewJob};
use kit::time::Instant;

use super::invitation::{Event, Method, calendar};
use super::{Booking, BookingId, Status};
use crate::app::App;
use crate::people::PersonId;
use crate::post::{Letterhead, Recipient, person_of};

/// Something to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A meeting is agreed.
    Confirmed,
    /// It is at another time.
    Moved,
    /// It does not take place.
    Cancelled,
    /// It is tomorrow.
    DayBefore,
    /// It is in an hour.
    HourBefore,
}

impl Notice {
    pub(super) const ALL: [Self; 5] =
        [Self::Confirmed, Self::Moved, Self::Cancelled, Self::DayBefore, Self::HourBefore];

    /// The kind of its jobs.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Confirmed => "meetings/confirmed",
            Self::Moved => "meetings/moved",
            Self::Cancelled => "meetings/cancelled",
            Self::DayBefore => "meetings/day-before",
            Self::HourBefore => "meetings/hour-before",
        }
    }

    /// The notice that a job is.
    #[must_use]
    pub fn of(job: &Job) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.kind() == job.kind)
    }

    fn key(self, booking: BookingId, version: i64, person: PersonId) -> String {
        format!("{}/{booking}/{version}/{person}", self.kind())
    }

    fn job(self, booking: &Booking, person: PersonId, run_at: Instant) -> NewJob {
        let key = self.key(booking.id, booking.version, person);
        NewJob { kind: self.kind(), about: booking.id.0, person: Some(person.0), run_at, key }
    }

    /// How long before the start a reminder goes out.
    fn ahead(self) -> Option<SignedDuration> {
        match self {
            Self::DayBefore => Some(SignedDuration::from_hours(24)),
            Self::HourBefore => Some(SignedDuration::from_hours(1)),
            Self::Confirmed | Self::Moved | Self::Cancelled => None,
        }
    }

    /// Whether there is still something to say.
    fn holds(self, booking: &Booking, now: Instant) -> bool {
        match self {
            Self::Confirmed | Self::Moved => booking.status == Status::Confirmed,
            Self::Cancelled => booking.status == Status::Cancelled,
            Self::DayBefore | Self::HourBefore => booking.status == Status::Confirmed && now < booking.starts_at,
        }
    }
}

/// What an agreed or moved booking leaves behind: the news now, and both reminders where their time is still ahead.
#[must_use]
pub fn of_agreed(booking: &Booking, news: Notice, now: Instant) -> Vec<NewJob> {
    let mut jobs = Vec::new();
    for person in [booking.client.id, booking.supporter.id] {
        jobs.push(news.job(booking, person, now));
        for reminder in [Notice::DayBefore, Notice::HourBefore] {
            let run_at = reminder.ahead().map(|ahead| booking.starts_at.plus(-ahead));
            jobs.extend(run_at.filter(|at| *at > now).map(|at| reminder.job(booking, person, at)));
        }
    }
    jobs
}

/// What a cancelled booking leaves behind.
#[must_use]
pub fn of_cancelled(booking: &Booking, now: Instant) -> Vec<NewJob> {
    [booking.client.id, booking.supporter.id].map(|person| Notice::Cancelled.job(booking, person, now)).into()
}

/// Tells one person, if it is still so.
///
/// # Errors
/// Why the mail did not leave, without content.
pub async fn send(app: &App, job: &Job, notice: Notice) -> Result<(), String> {
    let person = person_of(job)?;
    let found = Booking::find(&app.db, BookingId(job.about)).await.map_err(|problem| format!("{problem:?}"))?;
    let Some(booking) = found else { return Ok(()) };
    let live = notice.key(booking.id, booking.version, person) == job.unique_key;
    if !live || !notice.holds(&booking, app.db.clock().now()) {
        return Ok(());
    }
    let to = Recipient::of(&app.db, person).await.map_err(|error| error.to_string())?;
    let Some(to) = to else { return Ok(()) };
    to.send(app, job, letterhead(app, &to, &booking, notice)).await
}

fn letterhead(app: &App, to: &Recipient, booking: &Booking, notice: Notice) -> Letterhead {
    let (t, name) = (to.t, booking.other(to.person).names.called(to.lang));
    let (subject, first) = match notice {
        Notice::Confirmed => (t.booking_mail_confirmed(), t.booking_mail_confirmed_what(name)),
        Notice::Moved => (t.booking_mail_moved(), t.booking_mail_moved_what(name)),
        Notice::Cancelled => (t.booking_mail_cancelled(), t.booking_mail_cancelled_what(name)),
        Notice::DayBefore => (t.booking_mail_tomorrow(), t.booking_mail_tomorrow_what(name)),
        Notice::HourBefore => (t.booking_mail_soon(), t.booking_mail_soon_what(name)),
    };
    let when = to.calendar.when_zone(&booking.starts_at, &booking.ends_at);
    let mut lines = vec![first, String::new(), t.booking_mail_when(when)];
    if notice != Notice::Cancelled {
        lines.push(t.booking_mail_where(whereabouts(to, booking)));
    }
    let method = match notice {
        Notice::Confirmed | Notice::Moved => Some(Method::Request),
        Notice::Cancelled => Some(Method::Cancel),
        Notice::DayBefore | Notice::HourBefore => None,
    };
    let object = |method| calendar(method, to.calendar.zone(), &[event(app, to, booking)]);
    Letterhead {
        subject,
        lines,
        link: Some(format!("/meetings/{}", booking.id)),
        calendar: method.map(|method| (method.word(), object(method))),
    }
}

fn whereabouts(to: &Recipient, booking: &Booking) -> String {
    match (booking.place.as_str(), &booking.place_text) {
        ("online", Some(link)) => to.t.booking_online_at(link.as_str()),
        ("online", None) => to.t.booking_online(),
        (_, Some(text)) => text.clone(),
        (_, None) => to.t.booking_place_later(),
    }
}

/// A meeting in a person's calendar. Its title says nothing about anybody.
#[must_use]
pub fn event(app: &App, to: &Recipient, booking: &Booking) -> Event {
    Event {
        uid: uid(app, booking.id),
        sequence: booking.version,
        stamp: app.db.clock().now(),
        starts_at: booking.starts_at,
        ends_at: booking.ends_at,
        summary: to.t.booking_calendar_title(),
        location: booking.place_text.clone(),
        url: app.link(&format!("/meetings/{}", booking.id)),
        organizer: organizer(app),
        attendee: Some((to.names.full(to.lang), to.email.clone())),
    }
}

fn uid(app: &App, booking: BookingId) -> String {
    let host = app.settings.url.split("//").nth(1).unwrap_or_default().split(['/', ':']).next().unwrap_or_default();
    format!("{booking}@{host}")
}

/// Always the same, so that a calendar accepts the later changes of an invitation.
fn organizer(app: &App) -> (String, String) {
    let from = app.settings.mail_from.as_str();
    match from.split_once('<') {
        Some((name, address)) => (name.trim().to_owned(), address.trim_end_matches('>').trim().to_owned()),
        None => (String::new(), from.to_owned()),
    }
}

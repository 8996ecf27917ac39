//! `/calendar`: the meetings of the person who looks, ahead and behind, in both parts they may take; the offers and
//! the held time that wait; and the address of a private feed for their own calendar.

mod feed;

use askama::Template;
use kit::args;
use kit::time::Instant;
use rules::programme::Part;

use super::offers::Offer;
use super::{Booking, Status};
use crate::cx::Cx;
use crate::frame::{Day, Frame, Place, Sample};
use crate::people::PersonId;
use crate::problem::{Answer, Problem};

pub(super) use feed::{create as make_feed, destroy as end_feed, show as feed};

/// As many past meetings as the list shows; older ones are in the journey.
const BEHIND: i64 = 40;

#[derive(Template)]
#[template(path = "meetings/calendar/page.html")]
struct Page {
    f: Frame,
    me: PersonId,
    held: Option<Booking>,
    ahead: Vec<Booking>,
    behind: Vec<Booking>,
    offers: Vec<Offer>,
    feed: Option<String>,
}

/// My meetings.
pub(super) async fn show(cx: Cx) -> Answer {
    let (me, now, db) = (cx.viewer()?.person, cx.now(), &cx.app.db);
    let ahead = "(b.client = $1 OR b.supporter = $1) AND b.ends_at > $2 AND (b.status = 'confirmed'
                 OR b.status = 'held' AND b.client = $1 AND b.held_until > $2) ORDER BY b.starts_at, b.id";
    let (held, ahead) = Booking::where_(db, ahead, args![me, now])
        .await?
        .into_iter()
        .filter(|booking| booking.is_seen_by(&cx))
        .partition::<Vec<_>, _>(|booking| booking.status == Status::Held);
    let behind = "(b.client = $1 OR b.supporter = $1) AND b.status = 'confirmed' AND b.ends_at <= $2
                  ORDER BY b.starts_at DESC, b.id LIMIT $3";
    let mut behind = Booking::where_(db, behind, args![me, now, BEHIND]).await?;
    behind.retain(|booking| booking.is_seen_by(&cx));
    let mut offers = Offer::waiting(db, me).await?;
    offers.retain(|offer| offer.is_seen_by(&cx));
    let feed = feed::address(&cx, me).await?;
    let f = cx.frame().at(Place::Calendar);
    cx.page(&Page { f, me, held: held.into_iter().next(), ahead, behind, offers, feed })
}

/// The agreed meetings of the viewer, for their own calendar: a year back and everything ahead.
async fn agreed(cx: &Cx) -> Result<Vec<Booking>, Problem> {
    let person = cx.viewer()?.person;
    let since = cx.now().plus(jiff::SignedDuration::from_hours(-24 * 365));
    let question = "(b.client = $1 OR b.supporter = $1) AND b.status = 'confirmed' AND b.starts_at > $2
                    ORDER BY b.starts_at, b.id";
    let mut bookings = Booking::where_(&cx.app.db, question, args![person, since]).await?;
    bookings.retain(|booking| booking.is_seen_by(cx));
    Ok(bookings)
}

impl Page {
    fn day(&self, at: &Instant) -> Day {
        self.f.calendar.listed_at(at)
    }

    fn month(&self, at: &Instant) -> String {
        self.f.calendar.month(self.f.calendar.local(at.timestamp()).date())
    }

    /// With whom, in which part.
    fn what(&self, booking: &Booking) -> String {
        let name = self.f.called(&booking.other(self.me).names);
        match booking.part(self.me) {
            Some(Part::Supporter) => self.f.t.calendar_as_supporter(name),
            _ => self.f.t.calendar_as_client(name),
        }
    }

    fn is_empty(&self) -> bool {
        self.held.is_none() && self.ahead.is_empty() && self.behind.is_empty() && self.offers.is_empty()
    }

    fn offer(&self, offer: &Offer) -> String {
        let name = self.f.called(&offer.other(self.me).names);
        if offer.client.id == self.me { self.f.t.calendar_offer_sent(name) } else { self.f.t.calendar_offer_here(name) }
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let booking = Booking::sample(Status::Confirmed);
    let at = |days: i64| {
        let starts_at = booking.starts_at.plus(jiff::SignedDuration::from_hours(24 * days));
        let ends_at = starts_at.plus(jiff::SignedDuration::from_mins(60));
        Booking { starts_at, ends_at, ..booking.clone() }
    };
    let turned = Booking { client: booking.supporter.clone(), supporter: booking.client.clone(), ..at(9) };
    let empty = Page {
        f: f.clone().at(Place::Calendar),
        me: booking.client.id,
        held: None,
        ahead: vec![],
        behind: vec![],
        offers: vec![],
        feed: None,
    };
    let full = Page {
        f: f.clone().at(Place::Calendar),
        me: booking.client.id,
        held: Some(Booking::sample(Status::Held)),
        ahead: vec![at(0), turned],
        behind: vec![at(-14), at(-45)],
        offers: vec![super::offers::sample(None).0],
        feed: Some("https://banso.example/calendar/feed/AAAA-BBBB.ics".into()),
    };
    vec![Sample::new("calendar", &full), Sample::new("calendar-empty", &empty)]
}

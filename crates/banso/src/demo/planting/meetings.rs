//! Bookings with all that befell them. Like in the product, one that is called off or let go occupies nobody, and
//! the place in a client's order decides the length.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use kit::args;
use kit::time::Instant;
use rules::durations::Ordinal;
use rules::programme::{Definition, Plan};
use uuid::Uuid;

use super::{Bed, People, PlantError, id, openings, row, unknown};
use crate::demo::story::{By, Meeting, Party, Place, PlaceKind, State, When};
use crate::meetings::{BookingId, OfferId};
use crate::people::PersonId;
use crate::programmes::{self, CONSULTATION};

/// How long a supporter took to choose among the times that were offered.
const ANSWERED_AFTER: SignedDuration = SignedDuration::from_hours(11);
/// A supporter writes down that a meeting was held, a few minutes after it.
const SAID_AFTER: SignedDuration = SignedDuration::from_mins(5);
/// A client says how to go on.
const CHOSEN_AFTER: SignedDuration = SignedDuration::from_mins(45);

/// A meeting in its place.
pub(super) struct Placed<'a> {
    pub id: BookingId,
    pub meeting: &'a Meeting,
    pub plan: &'static Plan,
    pub client: PersonId,
    pub supporter: PersonId,
    pub booked: Instant,
    pub starts: Instant,
    pub ends: Instant,
    ordinal: Ordinal,
    offer: Option<OfferId>,
}

/// One row of bookings.
struct Booking {
    id: BookingId,
    status: &'static str,
    starts: Instant,
    ends: Instant,
    held_until: Option<Instant>,
    confirmed: Option<Instant>,
}

impl Bed<'_> {
    pub(super) async fn meetings(&self, people: &People<'_>) -> Result<BTreeMap<&str, Placed<'_>>, PlantError> {
        let definition = programmes::definition(CONSULTATION)?;
        let mut all = BTreeMap::new();
        for meeting in &self.story.meetings {
            let placed = self.placed(definition, meeting, people)?;
            self.offer(&placed).await?;
            self.bookings(&placed).await?;
            self.fate(&placed).await?;
            all.insert(meeting.key.as_str(), placed);
        }
        Ok(all)
    }

    fn placed<'a>(
        &self,
        definition: &'static Definition,
        meeting: &'a Meeting,
        people: &People<'_>,
    ) -> Result<Placed<'a>, PlantError> {
        let plan = definition.plan(&meeting.plan).ok_or_else(|| unknown(&meeting.plan))?;
        let first = *meeting.times().first().ok_or_else(|| unknown(&meeting.key))?;
        let (booked, starts) = (self.days.when(meeting.booked), self.days.when(first));
        let ordinal = self.ordinal(&meeting.client, starts);
        let offered = meeting.by == Some(By::Offer) || meeting.state == State::Requested;
        Ok(Placed {
            id: id(&meeting.key, booked),
            meeting,
            plan,
            client: people.id(&meeting.client)?,
            supporter: people.id(&meeting.supporter)?,
            booked,
            starts,
            ends: starts.plus(plan.length(ordinal).elapsed()),
            ordinal,
            offer: offered.then(|| id(&format!("{}/offer", meeting.key), booked)),
        })
    }

    /// The place at `starts` among the client's meetings that were not called off.
    fn ordinal(&self, client: &str, starts: Instant) -> Ordinal {
        let lives = |meeting: &&Meeting| {
            let stands = !matches!(meeting.state, State::Cancelled | State::Requested);
            meeting.client == client && stands && meeting.times().iter().any(|when| self.days.when(*when) < starts)
        };
        self.story.meetings.iter().filter(lives).fold(Ordinal::FIRST, |ordinal, _| ordinal.next())
    }

    async fn offer(&self, placed: &Placed<'_>) -> Result<(), PlantError> {
        let Some(offer) = placed.offer else { return Ok(()) };
        let taken = (placed.meeting.state != State::Requested).then_some("taken");
        let answered = taken.map(|_| placed.confirmed());
        let expires = self.expires(placed)?;
        let values = args![
            offer,
            CONSULTATION,
            placed.meeting.plan.as_str(),
            placed.client,
            placed.supporter,
            placed.booked,
            expires,
            answered,
            taken
        ];
        let columns = "offers (id, programme, plan, client, supporter, made_at, expires_at, answered_at, answer)";
        Ok(row(self.tx, columns, values).await?)
    }

    fn expires(&self, placed: &Placed<'_>) -> Result<Instant, PlantError> {
        let cutoffs = programmes::meeting(CONSULTATION)?.cutoffs;
        Ok(cutoffs.offer.after(placed.booked.timestamp(), self.days.zone()).into())
    }

    /// The agreed time and the two that were let go, or the three that wait.
    async fn bookings(&self, placed: &Placed<'_>) -> Result<(), PlantError> {
        let length = placed.ends.since(placed.starts);
        let (status, waits) = match placed.meeting.state {
            State::Requested => ("offered", true),
            State::Cancelled => ("cancelled", false),
            State::Held | State::Confirmed | State::NoShow => ("confirmed", false),
        };
        let expires = self.expires(placed)?;
        let (held_until, confirmed) = if waits { (Some(expires), None) } else { (None, Some(placed.confirmed())) };
        let Placed { starts, ends, .. } = *placed;
        self.booking(placed, Booking { id: placed.id, status, starts, ends, held_until, confirmed }).await?;
        let others = self.others(placed.meeting);
        let status = if waits { "offered" } else { "released" };
        for (at, starts) in (2..).zip(others) {
            let id = id(&format!("{}/{at}", placed.meeting.key), placed.booked);
            let held_until = Some(expires);
            let ends = starts.plus(length);
            self.booking(placed, Booking { id, status, starts, ends, held_until, confirmed: None }).await?;
        }
        Ok(())
    }

    /// The times beside the first. Of an offer that was taken the story keeps one: the others were the next two days.
    fn others(&self, meeting: &Meeting) -> Vec<Instant> {
        let times = meeting.times();
        match (meeting.by, times.first()) {
            (Some(By::Offer), Some(&When { day, time })) => {
                [day.saturating_add(1), day.saturating_add(2)].map(|day| self.days.at(day, time)).to_vec()
            }
            _ => times.iter().skip(1).map(|when| self.days.when(*when)).collect(),
        }
    }

    async fn booking(&self, placed: &Placed<'_>, booking: Booking) -> Result<(), PlantError> {
        let Booking { id, status, starts, ends, held_until, confirmed } = booking;
        let meeting = placed.meeting;
        let (room, place_text) = self.place(meeting)?;
        let changes = i64::from(meeting.moved.is_some()) + i64::from(meeting.state == State::Cancelled);
        let ordinal = i64::from(placed.ordinal.get());
        row(
            self.tx,
            "bookings (id, programme, plan, client, supporter, offer, status, ordinal, starts_at, ends_at, place, room,
                       place_text, held_until, version, made_at, confirmed_at)",
            args![
                id,
                CONSULTATION,
                meeting.plan.as_str(),
                placed.client,
                placed.supporter,
                placed.offer,
                status,
                ordinal,
                starts,
                ends,
                meeting.place.kind.name(),
                room,
                place_text,
                held_until,
                changes,
                placed.booked,
                confirmed
            ],
        )
        .await?;
        if matches!(status, "cancelled" | "released") {
            return Ok(());
        }
        for resource in [Some(placed.client.0), Some(placed.supporter.0), room].into_iter().flatten() {
            let columns = "occupancy (booking, resource, starts_at, ends_at)";
            row(self.tx, columns, args![id, resource, starts, ends]).await?;
        }
        Ok(())
    }

    fn place(&self, meeting: &Meeting) -> Result<(Option<Uuid>, Option<String>), PlantError> {
        let Place { kind, room } = &meeting.place;
        Ok(match kind {
            PlaceKind::Online => (None, Some(openings::online_link(&meeting.supporter))),
            PlaceKind::Room => (room.as_deref().map(|key| self.room(key)).transpose()?.map(|room| room.0), None),
            PlaceKind::Address => {
                let told = self.story.told.meetings.get(&meeting.key);
                (None, Some(told.and_then(|text| text.address.clone()).ok_or_else(|| unknown(&meeting.key))?))
            }
        })
    }

    /// Moved, held or missed, and how the client goes on. Words with a cancellation are sealed with the other texts.
    async fn fate(&self, placed: &Placed<'_>) -> Result<(), PlantError> {
        let Placed { meeting, .. } = *placed;
        if let Some(moved) = &meeting.moved {
            let (at, from) =
                (self.days.at(moved.day, moved.time), self.days.at(meeting.day.unwrap_or_default(), moved.from));
            let new: Uuid = id::<BookingId>(&format!("{}/moved", meeting.key), at).0;
            let values = args![new, placed.id, placed.party(moved.by), at, from, placed.starts];
            row(self.tx, "moves (id, booking, moved_by, moved_at, from_start, to_start)", values).await?;
        }
        let outcome = match (meeting.state, &meeting.ended) {
            (State::Held, _) => Some(("held", placed.supporter, placed.ends.plus(SAID_AFTER))),
            (State::NoShow, Some(said)) => {
                let outcome = if said.by == Party::Supporter { "client-absent" } else { "supporter-absent" };
                Some((outcome, placed.party(said.by), self.days.at(said.day, said.time)))
            }
            _ => None,
        };
        if let Some((outcome, by, at)) = outcome {
            let values = args![placed.id, outcome, by, self.days.by_now(at)];
            row(self.tx, "attendances (booking, outcome, said_by, said_at)", values).await?;
        }
        if let Some(choice) = meeting.choice {
            let at = self.days.by_now(placed.ends.plus(CHOSEN_AFTER));
            row(self.tx, "continuations (booking, choice, chosen_at)", args![placed.id, choice.name(), at]).await?;
        }
        Ok(())
    }
}

impl Placed<'_> {
    /// A booked time is agreed at once, an offered one when the supporter has chosen.
    pub fn confirmed(&self) -> Instant {
        if self.offer.is_some() { self.booked.plus(ANSWERED_AFTER) } else { self.booked }
    }

    pub fn party(&self, party: Party) -> PersonId {
        match party {
            Party::Client => self.client,
            Party::Supporter => self.supporter,
        }
    }
}

//! `/offers/new?supporter=`: three times in the client's own zone.

use askama::Template;
use jiff::SignedDuration;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use kit::args;
use kit::db::{DbError, Sql, Tx};
use kit::jobs::NewJob;
use kit::time::Instant;
use kit::web::entry::narrow;
use kit::web::{Entry, Fault};
use rules::access::Role;
use rules::programme::Plan;
use rules::slots::{Bounds, Busy, Window};
use sea_orm::FromQueryResult;

use super::super::availability::{Inquiry, Receiving, bounds};
use super::super::occupancy::{Taking, lock};
use super::super::ordinals::Course;
use super::super::{BookingId, OfferId, Party};
use super::notices;
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Names, Place, Sample};
use crate::people::PersonId;
use crate::problem::{Answer, Problem};
use crate::programmes::{CONSULTATION, definition, meeting};

/// How many times are offered.
const TIMES: usize = 3;

#[derive(Template)]
#[template(path = "meetings/offers/new.html")]
struct New {
    f: Frame,
    supporter: Party,
    plans: Vec<(String, String, String)>,
    entry: Entry,
}

/// The form.
pub(in crate::meetings) async fn show(cx: Cx) -> Answer {
    let query = cx.path.split_once('?').map(|(_, query)| Entry::parse(query.as_bytes())).unwrap_or_default();
    let supporter = supporter(&cx.app.db, &query).await?;
    cx.page(&New::of(cx.frame().at(Place::Find), supporter, Entry::default())?)
}

/// Sends the three times.
pub(in crate::meetings) async fn create(cx: Cx, mut entry: Entry) -> Answer {
    let supporter = supporter(&cx.app.db, &entry).await?;
    let viewer = cx.viewer()?;
    if !viewer.is(Role::Client, CONSULTATION) || viewer.person == supporter.id {
        return Err(Problem::NotFound);
    }
    let plan = definition(CONSULTATION)?.plan(entry.value("plan"));
    if plan.is_none() {
        entry.refuse("plan", Fault::Choice);
    }
    let frame = cx.frame();
    let starts = (1..=TIMES).map(|n| typed(&mut entry, n, frame.calendar.zone())).collect::<Vec<_>>();
    let (Some(plan), Some(starts)) = (plan, starts.into_iter().collect::<Option<Vec<Instant>>>()) else {
        return cx.refuse(&New::of(cx.frame().at(Place::Find), supporter, entry)?);
    };
    match offer(&cx, (&supporter, plan), &starts, &mut entry).await? {
        Some(id) => cx.go_saying(&format!("/offers/{id}"), Flash::Offered),
        None => cx.refuse(&New::of(cx.frame().at(Place::Find), supporter, entry)?),
    }
}

/// Puts the offer down with its three times; nothing when one of them cannot be.
async fn offer(
    cx: &Cx,
    (supporter, plan): (&Party, &Plan),
    starts: &[Instant],
    entry: &mut Entry,
) -> Result<Option<OfferId>, Problem> {
    let client = cx.viewer()?.person;
    let mut tx = cx.app.db.begin().await?;
    if !lock(&tx, [client, supporter.id], CONSULTATION).await? {
        return Err(Problem::NotFound);
    }
    let rules = meeting(CONSULTATION)?;
    let (receiving, bounds) = around(&tx, client, supporter.id).await?;
    let length = plan.length(Course::of(&tx, client, CONSULTATION).await?.next(None)).elapsed();
    let times: Vec<(Instant, Instant)> = starts.iter().map(|start| (*start, start.plus(length))).collect();
    if !free(&times, bounds, &receiving.busy, entry) {
        return Ok(None);
    }
    let id: OfferId = tx.id();
    let expires: Instant = rules.cutoffs.offer.after(tx.now().timestamp(), &TimeZone::UTC).into();
    // an offer does not outlive the last of its times
    let expires = times.iter().map(|(start, _)| *start).max().map_or(expires, |last| expires.min(last));
    let insert = "INSERT INTO offers (id, programme, plan, client, supporter, made_at, expires_at)
                  VALUES ($1, $2, $3, $4, $5, $6, $7)";
    tx.run(insert, args![id, CONSULTATION, plan.key.as_str(), client, supporter.id, tx.now(), expires]).await?;
    for (n, time) in times.iter().enumerate() {
        match write(&tx, id, (client, plan), &receiving, (*time, expires)).await {
            Err(DbError::Overlap) => {
                entry.refuse(&format!("time-{}", n + 1), Fault::Taken);
                return Ok(None);
            }
            result => result?,
        }
    }
    tx.leave(NewJob {
        kind: super::EXPIRY,
        about: id.0,
        person: None,
        run_at: expires,
        key: format!("{}/{id}", super::EXPIRY),
    })
    .await?;
    tx.leave_all(vec![notices::Notice::Offered.job(id, supporter.id, tx.now())]).await?;
    tx.commit().await?;
    Ok(Some(id))
}

async fn around(tx: &Tx, client: PersonId, supporter: PersonId) -> Result<(Receiving, Bounds), Problem> {
    let (rules, now) = (meeting(CONSULTATION)?, tx.now());
    let latest: Instant = rules.horizon.after(now.timestamp(), &TimeZone::UTC).into();
    let window = Window { from: now.timestamp(), until: latest.plus(SignedDuration::from_hours(24)).timestamp() };
    let supporters = [supporter];
    let inquiry = Inquiry { supporters: &supporters, beside: Some(client), but: None, window, now };
    let receiving = inquiry.answer(tx).await?.pop().ok_or(Problem::NotFound)?;
    let bounds = bounds(rules, now, &receiving.availability.zone);
    Ok((receiving, bounds))
}

/// Whether all three can be offered; what cannot says so at its field.
fn free(times: &[(Instant, Instant)], bounds: Bounds, busy: &[Busy], entry: &mut Entry) -> bool {
    for (n, (start, end)) in times.iter().enumerate() {
        let (from, until) = (start.timestamp(), end.timestamp());
        if from < bounds.earliest || bounds.latest < from {
            entry.refuse(&format!("day-{}", n + 1), Fault::Choice);
        }
        let earlier = times.iter().take(n).map(|(start, end)| (start.timestamp(), end.timestamp()));
        let taken = busy.iter().map(|busy| (busy.start, busy.end)).chain(earlier);
        if taken.into_iter().any(|(start, end)| start < until && from < end) {
            entry.refuse(&format!("time-{}", n + 1), Fault::Taken);
        }
    }
    entry.is_sound()
}

async fn write(
    tx: &Tx,
    offer: OfferId,
    (client, plan): (PersonId, &Plan),
    receiving: &Receiving,
    ((starts_at, ends_at), expires): ((Instant, Instant), Instant),
) -> Result<(), DbError> {
    let booking: BookingId = tx.id();
    let place = &receiving.place;
    tx.run(
        "INSERT INTO bookings (id, programme, plan, client, supporter, offer, status, ordinal, starts_at, ends_at, place,
                               room, place_text, held_until, version, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'offered', 1, $7, $8, $9, $10, $11, $12, 0, $13)",
        args![
            booking,
            CONSULTATION,
            plan.key.as_str(),
            client,
            receiving.supporter,
            offer,
            starts_at,
            ends_at,
            place.word(),
            place.room(),
            place.text(),
            expires,
            tx.now()
        ],
    )
    .await?;
    let people = [client, receiving.supporter];
    Taking { booking, people, room: place.room(), starts_at, ends_at }.occupy(tx).await
}

/// A day and a time of day in the client's zone.
fn typed(entry: &mut Entry, n: usize, zone: &TimeZone) -> Option<Instant> {
    let (day, time) = (format!("day-{n}"), format!("time-{n}"));
    let date = entry.parsed::<Date>(&day, Fault::Date);
    let clock = narrow(entry.value(&time));
    let clock = if clock.find(':') == Some(1) { format!("0{clock}") } else { clock };
    let at = clock.parse::<Time>().ok();
    if at.is_none() {
        entry.refuse(&time, if clock.is_empty() { Fault::Missing } else { Fault::Time });
    }
    let zoned = date?.to_datetime(at?).to_zoned(zone.clone());
    Some(zoned.ok()?.timestamp().into())
}

async fn supporter(sql: &impl Sql, entry: &Entry) -> Result<Party, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        family: String,
        given: String,
        family_latin: Option<String>,
        given_latin: Option<String>,
    }
    let id: PersonId = entry.value("supporter").parse().map_err(|_| Problem::NotFound)?;
    let question = "SELECT p.family, p.given, p.family_latin, p.given_latin FROM people p
                    JOIN memberships m ON m.person = p.id
                    WHERE p.id = $1 AND m.programme = $2 AND m.role = 'supporter' AND m.suspended_at IS NULL
                      AND m.left_at IS NULL";
    let row: Row = sql.first(question, args![id, CONSULTATION]).await?.ok_or(Problem::NotFound)?;
    let latin = row.family_latin.zip(row.given_latin);
    Ok(Party { id, names: Names { family: row.family, given: row.given, kana: None, latin } })
}

impl New {
    fn of(f: Frame, supporter: Party, entry: Entry) -> Result<Self, Problem> {
        let words =
            |plan: &Plan| (plan.key.to_string(), plan.name.of(f.lang).to_owned(), plan.price.of(f.lang).to_owned());
        let plans = definition(CONSULTATION)?.plans.iter().map(words).collect();
        Ok(Self { f, supporter, plans, entry })
    }

    fn labels(&self) -> Vec<(String, String)> {
        let t = self.f.t;
        let mut labels = vec![("plan".to_owned(), t.booking_plan())];
        for n in self.numbers() {
            let label = |part| t.offer_field(t.offer_time(n.to_string()), part);
            labels.extend([(format!("day-{n}"), label(t.offer_day())), (format!("time-{n}"), label(t.offer_from()))]);
        }
        labels
    }

    fn numbers(&self) -> std::ops::RangeInclusive<usize> {
        1..=TIMES
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let (offer, _) = super::sample(None);
    let mut faults = Entry::default().with("plan", "standard").with("day-1", "2026-12-14").with("time-1", "20:00");
    for n in 2..=TIMES {
        let _ = typed(&mut faults, n, &TimeZone::UTC);
    }
    let page = |entry| New::of(f.clone().at(Place::Find), offer.supporter.clone(), entry);
    let named = [("offer-new", Entry::default()), ("offer-new-faults", faults)];
    named.into_iter().filter_map(|(name, entry)| page(entry).ok().map(|page| Sample::new(name, &page))).collect()
}

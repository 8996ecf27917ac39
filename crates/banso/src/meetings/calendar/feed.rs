//! The private feed: whoever has its address reads when the person is busy, never with whom or about what.
//!
//! The address is computed from the person, a number and the master key, and stored nowhere. Counting the number up
//! makes every older address nobody's, which looks the same as an address that never was.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kit::args;
use kit::db::Sql;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::super::invitation::{Event, Method, calendar};
use super::super::notices;
use super::agreed;
use crate::cx::Cx;
use crate::frame::Flash;
use crate::people::{PersonId, Viewer};
use crate::post::Recipient;
use crate::problem::{Answer, Problem};

const PURPOSE: &str = "calendar-feed";

#[derive(Debug, FromQueryResult)]
struct Row {
    number: i64,
}

/// The feed's content, for a calendar program.
pub(in crate::meetings) async fn show(cx: Cx, Path(file): Path<String>) -> Answer {
    let person = owner(&cx, &file).await?;
    let to = Recipient::of(&cx.app.db, person).await?.ok_or(Problem::NotFound)?;
    // a calendar program has no login: it sees what the owner of the address would see today
    let viewer = Viewer::of(&cx.app.db, person).await?;
    let bookings = agreed(&Cx { viewer, ..cx.clone() }).await?;
    let event = |booking| Event { location: None, attendee: None, ..notices::event(&cx.app, &to, booking) };
    let events: Vec<Event> = bookings.iter().map(event).collect();
    let body = calendar(Method::Publish, to.calendar.zone(), &events);
    let headers = [(CONTENT_TYPE, "text/calendar; charset=utf-8"), (CACHE_CONTROL, "private, no-store")];
    Ok((headers, body).into_response())
}

/// Makes the feed, or gives it a new address.
pub(in crate::meetings) async fn create(cx: Cx) -> Answer {
    let tx = cx.app.db.begin().await?;
    let renew = "INSERT INTO calendar_feeds (person, number, changed_at) VALUES ($1, 1, $2)
                 ON CONFLICT (person) DO UPDATE SET number = calendar_feeds.number + 1,
                   changed_at = excluded.changed_at, withdrawn_at = NULL";
    tx.run(renew, args![cx.viewer()?.person, tx.now()]).await?;
    tx.commit().await?;
    cx.go_saying("/calendar#feed", Flash::Saved)
}

/// Ends the feed.
pub(in crate::meetings) async fn destroy(cx: Cx) -> Answer {
    let tx = cx.app.db.begin().await?;
    let end = "UPDATE calendar_feeds SET number = number + 1, withdrawn_at = $1 WHERE person = $2";
    tx.run(end, args![tx.now(), cx.viewer()?.person]).await?;
    tx.commit().await?;
    cx.go_saying("/calendar#feed", Flash::Saved)
}

/// The address of a person's feed, if there is one.
pub(super) async fn address(cx: &Cx, person: PersonId) -> Result<Option<String>, Problem> {
    Ok(number(cx, person).await?.map(|number| {
        let tag = cx.app.masters.tag(PURPOSE, &bound(person, number));
        let file = URL_SAFE_NO_PAD.encode([person.0.as_bytes().as_slice(), &tag].concat());
        cx.app.link(&format!("/calendar/feed/{file}.ics"))
    }))
}

async fn number(cx: &Cx, person: PersonId) -> Result<Option<i64>, Problem> {
    let question = "SELECT number FROM calendar_feeds WHERE person = $1 AND withdrawn_at IS NULL";
    Ok(cx.app.db.first::<Row>(question, args![person]).await?.map(|row| row.number))
}

async fn owner(cx: &Cx, file: &str) -> Result<PersonId, Problem> {
    let name = file.strip_suffix(".ics").ok_or(Problem::NotFound)?;
    let bytes = URL_SAFE_NO_PAD.decode(name).map_err(|_| Problem::NotFound)?;
    let (person, tag) = bytes.split_at_checked(16).ok_or(Problem::NotFound)?;
    let person = PersonId(Uuid::from_slice(person).map_err(|_| Problem::NotFound)?);
    let number = number(cx, person).await?.ok_or(Problem::NotFound)?;
    if cx.app.masters.knows(PURPOSE, &bound(person, number), tag) { Ok(person) } else { Err(Problem::NotFound) }
}

fn bound(person: PersonId, number: i64) -> Vec<u8> {
    [person.0.as_bytes().as_slice(), &number.to_be_bytes()].concat()
}

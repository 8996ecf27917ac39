//! How a supporter receives: place, pauses, holidays, and the zone in which their hours are meant.

use kit::args;
use kit::db::Sql;
use kit::web::{Entry, Fault};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::page::Page;
use crate::cx::Cx;
use crate::frame::Flash;
use crate::meetings::RoomId;
use crate::meetings::availability::{MeetingPlace, Receiving};
use crate::people::chosen_zone;
use crate::problem::{Answer, Problem};

/// The longest pause: beyond it the loader of times would not see the neighbour.
const LONGEST_PAUSE: i64 = 240;

/// A room that can be chosen.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Room {
    id: Uuid,
    pub name: String,
    pub address: String,
}

/// What the form says.
struct Typed {
    zone: String,
    holidays: bool,
    before: i64,
    after: i64,
    place: MeetingPlace,
}

/// Changes it.
pub(in crate::meetings) async fn update(cx: Cx, mut entry: Entry) -> Answer {
    let supporter = cx.viewer()?.person;
    let rooms = Room::open(&cx.app.db).await?;
    let Some(typed) = Typed::read(&mut entry, &rooms).filter(|_| entry.is_sound()) else {
        return cx.refuse(&Page::load(&cx).await?.refusing_settings(entry));
    };
    let (link, address) = match &typed.place {
        MeetingPlace::Online(link) => (link.clone(), None),
        MeetingPlace::Address(address) => (None, Some(address.clone())),
        MeetingPlace::Room { .. } => (None, None),
    };
    let room = typed.place.room().map(|room| room.0);
    let tx = cx.app.db.begin().await?;
    tx.run(
        "INSERT INTO receiving (supporter, zone, works_on_holidays, buffer_before, buffer_after, online_link, address,
                                room, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (supporter) DO UPDATE SET zone = excluded.zone,
         works_on_holidays = excluded.works_on_holidays, buffer_before = excluded.buffer_before,
         buffer_after = excluded.buffer_after, online_link = excluded.online_link, address = excluded.address,
         room = excluded.room, changed_at = excluded.changed_at",
        args![supporter, typed.zone, typed.holidays, typed.before, typed.after, link, address, room, tx.now()],
    )
    .await?;
    tx.commit().await?;
    cx.go_saying("/openings", Flash::Saved)
}

/// The form as it stands.
pub(super) fn form(receiving: &Receiving) -> Entry {
    let availability = &receiving.availability;
    let mut entry = Entry::default()
        .with("zone", availability.zone.iana_name().unwrap_or("UTC"))
        .with("holidays", if availability.works_on_holidays { "yes" } else { "" })
        .with("before", availability.buffer.before.to_string())
        .with("after", availability.buffer.after.to_string())
        .with("place", receiving.place.word());
    match &receiving.place {
        MeetingPlace::Online(link) => entry = entry.with("link", link.clone().unwrap_or_default()),
        MeetingPlace::Room { id, .. } => entry = entry.with("room", id.to_string()),
        MeetingPlace::Address(address) => entry = entry.with("address", address.as_str()),
    }
    entry
}

impl Room {
    /// Every room that is open.
    pub async fn open(sql: &impl Sql) -> Result<Vec<Self>, Problem> {
        Ok(sql.all("SELECT id, name, address FROM rooms WHERE closed_at IS NULL ORDER BY name, id", vec![]).await?)
    }

    pub fn value(&self) -> String {
        RoomId(self.id).to_string()
    }

    fn place(&self) -> MeetingPlace {
        MeetingPlace::Room { id: RoomId(self.id), name: self.name.clone(), address: self.address.clone() }
    }

    /// For samples.
    pub fn sample(name: &str, address: &str) -> Self {
        Self { id: Uuid::nil(), name: name.into(), address: address.into() }
    }
}

impl Typed {
    fn read(entry: &mut Entry, rooms: &[Room]) -> Option<Self> {
        let zone = chosen_zone(entry, "zone");
        let before = entry.number("before", 0, LONGEST_PAUSE);
        let after = entry.number("after", 0, LONGEST_PAUSE);
        let place = place(entry, rooms);
        Some(Self { zone, holidays: entry.chose("holidays", "yes"), before: before?, after: after?, place: place? })
    }
}

fn place(entry: &mut Entry, rooms: &[Room]) -> Option<MeetingPlace> {
    match entry.value("place") {
        "online" => {
            let link = entry.optional("link", 500);
            if !link.is_empty() && !link.starts_with("https://") {
                entry.refuse("link", Fault::Choice);
            }
            Some(MeetingPlace::Online((!link.is_empty()).then_some(link)))
        }
        "room" => {
            let room = rooms.iter().find(|room| room.value() == entry.value("room")).map(Room::place);
            if room.is_none() {
                entry.refuse("room", Fault::Choice);
            }
            room
        }
        "address" => Some(MeetingPlace::Address(entry.text("address", 200))),
        _ => {
            entry.refuse("place", Fault::Choice);
            None
        }
    }
}

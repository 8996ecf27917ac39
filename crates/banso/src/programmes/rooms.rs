//! The organisation's rooms: added and closed by a manager. A closed room keeps its bookings and takes no new ones.

use askama::Template;
use axum::extract::Path;
use kit::args;
use kit::db::Sql;
use kit::web::Entry;
use rules::access::Role;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::cx::Cx;
use crate::frame::{Flash, Frame, Sample};
use crate::meetings::RoomId;
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "programmes/rooms.html")]
struct Rooms {
    f: Frame,
    entry: Entry,
    rooms: Vec<Row>,
}

#[derive(Clone, Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    address: String,
    open: bool,
}

/// The list, with the form for one more.
pub(super) async fn show(cx: Cx) -> Answer {
    let rooms = rooms(&cx).await?;
    cx.page(&Rooms { f: cx.frame(), entry: Entry::default(), rooms })
}

/// Adds a room.
pub(super) async fn create(cx: Cx, mut entry: Entry) -> Answer {
    let name = entry.text("name", 100);
    let address = entry.text("address", 300);
    if !entry.is_sound() {
        let rooms = rooms(&cx).await?;
        return cx.refuse(&Rooms { f: cx.frame(), entry, rooms });
    }
    let tx = cx.app.db.begin().await?;
    let id: RoomId = tx.id();
    tx.run("INSERT INTO rooms (id, name, address) VALUES ($1, $2, $3)", args![id, name, address]).await?;
    tx.commit().await?;
    cx.go_saying("/rooms", Flash::Saved)
}

/// Closes a room.
pub(super) async fn close(cx: Cx, Path(id): Path<RoomId>) -> Answer {
    let tx = cx.app.db.begin().await?;
    let close = "UPDATE rooms SET closed_at = COALESCE(closed_at, $1) WHERE id = $2";
    if tx.run(close, args![tx.now(), id]).await? == 0 {
        return Err(Problem::NotFound);
    }
    tx.commit().await?;
    cx.go_saying("/rooms", Flash::Saved)
}

async fn rooms(cx: &Cx) -> Result<Vec<Row>, Problem> {
    let question =
        "SELECT id, name, address, (closed_at IS NULL) AS open FROM rooms ORDER BY closed_at IS NOT NULL, name";
    Ok(cx.app.db.all(question, vec![]).await?)
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let mut f = f.clone();
    f.roles = vec![Role::Manager];
    let room = |id: u128, name: String, address: String, open| Row { id: Uuid::from_u128(id), name, address, open };
    let rooms = vec![
        room(1, f.t.rooms_sample_one(), f.t.rooms_sample_address(), true),
        room(2, f.t.rooms_sample_two(), f.t.rooms_sample_address(), false),
    ];
    let mut wrong = Entry::default().with("name", f.t.rooms_sample_one());
    wrong.refuse("address", kit::web::Fault::Missing);
    vec![
        Sample::new("rooms", &Rooms { f: f.clone(), entry: Entry::default(), rooms: rooms.clone() }),
        Sample::new("rooms-empty", &Rooms { f: f.clone(), entry: Entry::default(), rooms: vec![] }),
        Sample::new("rooms-wrong", &Rooms { f, entry: wrong, rooms }),
    ]
}

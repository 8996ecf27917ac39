//! Invented people by the dozen, for races and crashes: each is only what a booking needs.

use banso::meetings::RoomId;
use banso::people::PersonId;
use kit::args;
use kit::db::Tx;
use uuid::Uuid;

/// Somebody who looks for a time.
pub async fn client(tx: &Tx, n: usize) -> PersonId {
    let person = somebody(tx, "客", &format!("client{n}@example.test")).await;
    joins(tx, person, "client").await;
    person
}

/// Somebody who receives every day from nine to eleven in the evening, holidays too: by video, or in a room.
pub async fn supporter(tx: &Tx, n: usize, room: Option<RoomId>) -> PersonId {
    let person = somebody(tx, "相談", &format!("supporter{n}@example.test")).await;
    joins(tx, person, "supporter").await;
    let receiving = "INSERT INTO receiving (supporter, zone, works_on_holidays, buffer_before, buffer_after,
                     online_link, room, changed_at) VALUES ($1, 'Asia/Tokyo', TRUE, 0, 0, $2, $3, 0)";
    let link = room.is_none().then_some("https://video.test/room");
    tx.run(receiving, args![person, link, room]).await.unwrap();
    for weekday in 1..=7_i64 {
        let opening = "INSERT INTO openings (id, supporter, weekday, first_day, from_minute, to_minute, made_at)
                       VALUES ($1, $2, $3, '2026-01-01', 540, 1380, 0)";
        tx.run(opening, args![fresh(tx), person, weekday]).await.unwrap();
    }
    person
}

/// A room of the organisation.
pub async fn room(tx: &Tx) -> RoomId {
    let room: RoomId = tx.id();
    tx.run("INSERT INTO rooms (id, name, address) VALUES ($1, '欅の間', '二階')", args![room]).await.unwrap();
    room
}

async fn somebody(tx: &Tx, family: &str, email: &str) -> PersonId {
    let person: PersonId = tx.id();
    let account =
        "INSERT INTO people (id, email, email_confirmed_at, family, given, lang, zone, theme, joined_at, pseudonym)
                   VALUES ($1, $2, $3, $4, '一', 'ja', 'Asia/Tokyo', 'auto', $3, $5)";
    tx.run(account, args![person, email, tx.now(), family, tx.db().dice().pseudonym()]).await.unwrap();
    person
}

async fn joins(tx: &Tx, person: PersonId, role: &str) {
    let sql = "INSERT INTO memberships (id, person, programme, role, from_at) VALUES ($1, $2, 'consultation', $3, 0)";
    tx.run(sql, args![fresh(tx), person, role]).await.unwrap();
}

fn fresh(tx: &Tx) -> Uuid {
    tx.db().dice().uuid(tx.now())
}

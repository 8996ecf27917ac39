//! A dataset becomes rows: a transaction for the people and one for the bookings, many rows to a statement.

use kit::args;
use kit::db::{Db, DbError, Tx};
use kit::id::Dice;
use sea_orm::Value;

use super::calendar::{DAY, ZONE};
use super::{Booked, Dataset, SEED, names};
use crate::error::BenchError;

/// Values in one statement. Each is looked for by its number, so a statement's cost grows with their square.
const VALUES: usize = 1_000;
const PROGRAMME: &str = "consultation";

type Rows = Vec<Vec<Value>>;

/// Writes all of it.
///
/// # Errors
/// When the database does not answer.
pub async fn write(db: &Db, data: &Dataset) -> Result<(), BenchError> {
    let tx = db.begin().await?;
    insert(&tx, "organisation (id, name_ja, name_en, zone, sign_up, founded_at)", organisation(&tx)).await?;
    people(&tx, data).await?;
    supporters(&tx, data).await?;
    tx.commit().await?;
    let tx = db.begin().await?;
    bookings(&tx, data).await?;
    tx.commit().await?;
    Ok(())
}

fn organisation(tx: &Tx) -> Rows {
    vec![args![1_i64, "伴走舎", "Bansosha", ZONE, "open", tx.now()]]
}

async fn people(tx: &Tx, data: &Dataset) -> Result<(), BenchError> {
    let supporters = data.supporters.iter().map(|supporter| (supporter.id, "supporter"));
    let everybody = supporters.chain(data.clients.iter().map(|client| (*client, "client")));
    let (mut people, mut memberships, mut shown) = (Rows::new(), Rows::new(), Rows::new());
    let dice = Dice::seeded(SEED.wrapping_add(1));
    for (at, (id, role)) in everybody.enumerate() {
        let (family, given) = names::name(at);
        let email = format!("p{at}@example.test");
        people.push(args![id, email, tx.now(), family, given, "ja", ZONE, "auto", tx.now(), dice.pseudonym()]);
        memberships.push(args![dice.uuid(tx.now()), id, PROGRAMME, role, tx.now()]);
        let needs = names::needs(at).filter(|_| role == "supporter").map(|word| ("need", word));
        for (position, (kind, (ja, en))) in (0_i64..).zip(names::tags(at).map(|word| ("tag", word)).chain(needs)) {
            shown.push(args![id, kind, ja, en, position]);
        }
    }
    let columns = "people (id, email, email_confirmed_at, family, given, lang, zone, theme, joined_at, pseudonym)";
    insert(tx, columns, people).await?;
    insert(tx, "memberships (id, person, programme, role, from_at)", memberships).await?;
    insert(tx, "shown_tags (person, kind, word_ja, word_en, position)", shown).await
}

async fn supporters(tx: &Tx, data: &Dataset) -> Result<(), BenchError> {
    let (mut entries, mut receiving, mut openings, mut closings) = (Rows::new(), Rows::new(), Rows::new(), Rows::new());
    let date = |day: usize| data.calendar.days().get(day).map(|day| day.date.to_string());
    let dice = Dice::seeded(SEED.wrapping_add(2));
    let id = || dice.uuid(tx.now());
    for supporter in &data.supporters {
        let (who, now) = (supporter.id, tx.now());
        entries.push(args![who, "話しながら、次の一歩を", "人事の現場に二十年いました。", "キャリア相談", now, now]);
        receiving.push(args![who, ZONE, false, 0_i64, 0_i64, "https://meet.example.test/room", now]);
        for (weekday, from, to) in &supporter.weekly {
            openings.push(args![id(), who, *weekday, Option::<String>::None, *from, *to, now]);
        }
        if let Some((day, (from, to))) = supporter.sunday_hours() {
            openings.push(args![id(), who, Option::<i64>::None, date(day), from, to, now]);
        }
        for day in &supporter.off {
            closings.push(args![id(), who, date(*day), Option::<i64>::None, Option::<i64>::None, now]);
        }
        for (day, ends) in &supporter.shortened {
            closings.push(args![id(), who, date(*day), *ends, DAY, now]);
        }
    }
    insert(tx, "directory_entries (supporter, headline, about, work, published_at, changed_at)", entries).await?;
    let columns =
        "receiving (supporter, zone, works_on_holidays, buffer_before, buffer_after, online_link, changed_at)";
    insert(tx, columns, receiving).await?;
    insert(tx, "openings (id, supporter, weekday, day, from_minute, to_minute, made_at)", openings).await?;
    insert(tx, "closings (id, supporter, day, from_minute, to_minute, made_at)", closings).await
}

async fn bookings(tx: &Tx, data: &Dataset) -> Result<(), BenchError> {
    let (mut bookings, mut occupancy) = (Rows::new(), Rows::new());
    let mut met = vec![0_i64; data.clients.len()];
    let dice = Dice::seeded(SEED.wrapping_add(3));
    for Booked { from, to, supporter, client } in &data.bookings {
        let (Some(who), Some(whom)) = (data.supporters.get(*supporter), data.clients.get(*client)) else { continue };
        let ordinal = met.get_mut(*client).map_or(1, |met| {
            *met += 1;
            *met
        });
        let (id, starts, ends) = (dice.uuid(tx.now()), data.calendar.at(*from), data.calendar.at(*to));
        let plan = if to - from == 45 { "light" } else { "standard" };
        let now = tx.now();
        bookings.push(args![
            id,
            PROGRAMME,
            plan,
            *whom,
            who.id,
            "confirmed",
            ordinal,
            starts,
            ends,
            "online",
            0_i64,
            now,
            now
        ]);
        for resource in [whom.0, who.id.0] {
            occupancy.push(args![id, resource, starts, ends]);
        }
    }
    let columns =
        "bookings (id, programme, plan, client, supporter, status, ordinal, starts_at, ends_at, place, version,
                             made_at, confirmed_at)";
    insert(tx, columns, bookings).await?;
    insert(tx, "occupancy (booking, resource, starts_at, ends_at)", occupancy).await
}

/// Many rows; `into` is the table with its columns.
async fn insert(tx: &Tx, into: &str, rows: Rows) -> Result<(), BenchError> {
    let width = rows.first().map_or(1, Vec::len).max(1);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let chunk: Rows = rows.by_ref().take(VALUES / width).collect();
        some(tx, into, width, chunk).await?;
    }
    Ok(())
}

async fn some(tx: &Tx, into: &str, width: usize, rows: Rows) -> Result<(), DbError> {
    let row = |at: usize| {
        let places: Vec<String> = (1..=width).map(|column| format!("${}", at * width + column)).collect();
        format!("({})", places.join(", "))
    };
    let places: Vec<String> = (0..rows.len()).map(row).collect();
    tx.run(&format!("INSERT INTO {into} VALUES {}", places.join(", ")), rows.into_iter().flatten().collect()).await?;
    Ok(())
}

//! Lists show what the gate allows: on random standings, letters and bookings, every row of the writing list, the
//! calendar and home is one that the gate would open, and of the first two none is missing.

use std::collections::{BTreeMap, BTreeSet};

use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rules::access::{Action, Ask, Consent, Exception, Membership, Object, ObjectId, Outcome, Parties, Purpose, Role};
use rules::access::{RECALL_FOR, Standing, State, Viewer, Who, judge, relate};
use sea_orm::FromQueryResult;
use tempfile::TempDir;
use uuid::Uuid;

use super::stage::Stage;
use crate::support::{On, TestApp};

const LOOKING: [&str; 6] = ["tanaka", "hayakawa", "umehara", "mizuno", "saeki", "katagiri"];
const CASES: u32 = 16;

/// What chance does to memberships, letters and bookings, one number for each in turn.
#[derive(Clone, Debug)]
struct Chance {
    standings: Vec<u8>,
    letters: Vec<u8>,
    bookings: Vec<u8>,
}

fn chance() -> impl Strategy<Value = Chance> {
    let some = |many, kinds: u8| prop::collection::vec(0..kinds, many);
    // active more often than not: a house in which everybody has left shows nothing
    (some(40, 5), some(60, 5), some(90, 6)).prop_map(|(standings, letters, bookings)| Chance {
        standings,
        letters,
        bookings,
    })
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

#[derive(FromQueryResult)]
struct Member {
    person: Uuid,
    role: String,
    suspended_at: Option<Instant>,
    left_at: Option<Instant>,
}

#[derive(FromQueryResult)]
struct LetterRow {
    id: Uuid,
    author: Uuid,
    addressee: Uuid,
    sent_at: Option<Instant>,
    recalls: i64,
}

#[derive(FromQueryResult)]
struct BookingRow {
    id: Uuid,
    client: Uuid,
    supporter: Uuid,
    status: String,
}

#[derive(FromQueryResult)]
struct SheetRow {
    booking: Uuid,
    author: Uuid,
    kind: String,
}

impl Chance {
    async fn befalls(&self, app: &TestApp) {
        let ids = async |table: &str| {
            let question = format!("SELECT id FROM {table} ORDER BY id");
            let rows: Vec<Id> = app.db().all(&question, vec![]).await.unwrap();
            rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
        };
        let tables = [("memberships", &self.standings), ("letters", &self.letters), ("bookings", &self.bookings)];
        let mut changes = Vec::new();
        for (table, fates) in tables {
            let rows = ids(table).await.into_iter().zip(fates.iter().cycle());
            changes.extend(rows.filter_map(|(id, fate)| Some((change(table, *fate)?, id))));
        }
        let tx = app.db().begin().await.unwrap();
        for (change, id) in changes {
            tx.run(change, args![tx.now(), id]).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

/// What a number means for a row; most of them leave it as it is.
fn change(table: &str, fate: u8) -> Option<&'static str> {
    match (table, fate) {
        ("memberships", 0) => Some("UPDATE memberships SET suspended_at = $1 WHERE id = $2"),
        ("memberships", 1) => Some("UPDATE memberships SET left_at = $1 WHERE id = $2"),
        ("letters", 0) => Some("UPDATE letters SET sent_at = $1 WHERE id = $2"),
        ("letters", 1) => Some("UPDATE letters SET sent_at = NULL, read_at = NULL WHERE id = $2 AND $1 > 0"),
        ("letters", 2) => Some("INSERT INTO letter_recalls (id, letter, sent_at, recalled_at) VALUES ($2, $2, $1, $1)"),
        ("bookings", 0) => Some("UPDATE bookings SET status = 'cancelled' WHERE id = $2 AND $1 > 0"),
        _ => None,
    }
}

/// The rows as a test reads them, and the gate's answers about them.
struct World {
    now: Instant,
    members: Vec<Member>,
    letters: Vec<LetterRow>,
    bookings: BTreeMap<Uuid, BookingRow>,
    sheets: Vec<SheetRow>,
}

impl World {
    async fn of(app: &TestApp) -> Self {
        let db = app.db();
        let letters = "SELECT l.id, l.author, l.addressee, l.sent_at,
            (SELECT count(*) FROM letter_recalls c WHERE c.letter = l.id) AS recalls FROM letters l";
        let bookings = "SELECT id, client, supporter, status FROM bookings WHERE offer IS NULL OR status <> 'offered'";
        let bookings: Vec<BookingRow> = db.all(bookings, vec![]).await.unwrap();
        let sheets = "SELECT booking, author, kind FROM sheets WHERE booking IS NOT NULL";
        let members = "SELECT person, role, suspended_at, left_at FROM memberships";
        Self {
            now: db.clock().now(),
            members: db.all(members, vec![]).await.unwrap(),
            letters: db.all(letters, vec![]).await.unwrap(),
            bookings: bookings.into_iter().map(|row| (row.id, row)).collect(),
            sheets: db.all(sheets, vec![]).await.unwrap(),
        }
    }

    fn reads(&self, me: Uuid, object: Object, parties: &Parties, state: State) -> bool {
        let mine = self.members.iter().filter(|row| row.person == me);
        let memberships = mine.map(Member::for_gate).collect();
        let ask = Ask {
            relation: relate(&Viewer { who: Who(me.as_u128()), memberships }, parties),
            id: ObjectId(0),
            state,
            action: Action::Read,
            purpose: Purpose::Support,
            consent: Consent::NotAsked,
            exception: Exception::None,
            second: None,
            now: self.now.timestamp(),
        };
        matches!(judge(object, &ask), Outcome::Allow(..))
    }

    fn letter(&self, me: Uuid, row: &LetterRow) -> bool {
        let (author, addressee) = (Some(Who(row.author.as_u128())), Some(Who(row.addressee.as_u128())));
        let state = match (row.sent_at, row.recalls) {
            (Some(at), _) => State::Sent { at: at.timestamp() },
            (None, 0) => State::Draft,
            (None, _) => State::Recalled,
        };
        let parties = Parties { client: addressee, supporter: author, author, addressee, successor: None };
        self.reads(me, Object::Letter, &parties, state)
    }

    fn booking(&self, me: Uuid, id: Uuid) -> bool {
        self.bookings.get(&id).is_some_and(|row| {
            let (client, supporter) = (Some(Who(row.client.as_u128())), Some(Who(row.supporter.as_u128())));
            let parties = Parties { client, supporter, ..Parties::default() };
            self.reads(me, Object::BookingFacts, &parties, State::Kept)
        })
    }

    /// The letters that a person is told of: their own, and those that cannot be taken back any more.
    fn letters_of(&self, me: Uuid) -> BTreeSet<Uuid> {
        let told = |row: &&LetterRow| {
            row.author == me || row.sent_at.is_some_and(|at| row.addressee == me && at.plus(RECALL_FOR) <= self.now)
        };
        self.letters.iter().filter(told).filter(|row| self.letter(me, row)).map(|row| row.id).collect()
    }

    fn meetings_of(&self, me: Uuid) -> BTreeSet<Uuid> {
        let agreed = self.bookings.values().filter(|row| row.status == "confirmed");
        let mine = agreed.filter(|row| row.client == me || row.supporter == me);
        mine.map(|row| row.id).filter(|id| self.booking(me, *id)).collect()
    }

    fn sheets_of(&self, me: Uuid) -> BTreeSet<(Uuid, String)> {
        let mine = self.sheets.iter().filter(|row| row.author == me && self.booking(me, row.booking));
        mine.map(|row| (row.booking, row.kind.clone())).collect()
    }
}

impl Member {
    fn for_gate(&self) -> Membership {
        let standing = match (self.left_at, self.suspended_at) {
            (Some(_), _) => Standing::Left,
            (None, Some(_)) => Standing::Suspended,
            (None, None) => Standing::Active,
        };
        let role = Role::ALL.iter().copied().find(|role| role.word() == self.role).unwrap();
        Membership { role, standing }
    }
}

/// The ids of the links that begin so, with what follows the id.
fn linked(html: &str, begin: &str) -> BTreeSet<(Uuid, String)> {
    let marker = format!("href=\"{begin}");
    let hrefs = html.split(&*marker).skip(1).filter_map(|rest| rest.split(['"', '?']).next());
    let ids = hrefs.filter_map(|href| {
        let (id, rest) = href.split_once('/').unwrap_or((href, ""));
        Some((Uuid::parse_str(id).ok()?, rest.to_owned()))
    });
    ids.collect()
}

fn ids(links: BTreeSet<(Uuid, String)>) -> BTreeSet<Uuid> {
    links.into_iter().map(|(id, _)| id).collect()
}

/// Looks at the lists as one person; answers how many rows there were.
async fn compared(app: &TestApp, world: &World, key: &str) -> usize {
    let me = app.cast(key).0;
    let mut browser = app.as_person(app.cast(key)).await;
    let writing = browser.get("/writing").await.html;
    assert_eq!(ids(linked(&writing, "/letters/")), world.letters_of(me), "the letters of {key}");
    let sheets = linked(&writing, "/meetings/").into_iter();
    let sheets = sheets.filter_map(|(id, rest)| Some((id, rest.strip_prefix("sheets/")?.to_owned())));
    assert_eq!(sheets.collect::<BTreeSet<_>>(), world.sheets_of(me), "the sheets of {key}");
    let calendar = browser.get("/calendar").await.html;
    let meetings = world.meetings_of(me);
    assert_eq!(ids(linked(&calendar, "/meetings/")), meetings, "the meetings of {key}");
    let home = browser.get("/").await.html;
    let leads = ids(linked(&home, "/meetings/"));
    assert!(leads.iter().all(|id| world.booking(me, *id)), "home leads {key} to a meeting that is shut");
    let letters = ids(linked(&home, "/letters/"));
    let open: BTreeSet<_> = world.letters.iter().filter(|row| world.letter(me, row)).map(|row| row.id).collect();
    assert!(letters.is_subset(&open), "home leads {key} to a letter that is shut");
    meetings.len() + leads.len() + letters.len()
}

#[test]
fn every_row_of_a_list_is_one_that_the_gate_opens_and_none_is_missing() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = TempDir::new().unwrap();
    let (stage, file) = (runtime.block_on(Stage::set(On::Sqlite)), folder.path().join("stage"));
    runtime.block_on(stage.app.copied(&file));
    let mut runner = TestRunner::new(Config { cases: CASES, failure_persistence: None, ..Config::default() });
    let (rows, shut) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    runner
        .run(&chance(), |chance| {
            runtime.block_on(async {
                let app = stage.app.twin(&file).await;
                chance.befalls(&app).await;
                let world = World::of(&app).await;
                for key in LOOKING {
                    rows.set(rows.get() + compared(&app, &world, key).await);
                    let me = app.cast(key).0;
                    let mine = world.bookings.values().filter(|row| row.supporter == me);
                    shut.set(shut.get() + mine.filter(|row| !world.booking(me, row.id)).count());
                }
                app.leave().await;
            });
            Ok(())
        })
        .unwrap();
    assert!(rows.get() > 0 && shut.get() > 0, "chance showed rows and shut some: {rows:?}, {shut:?}");
    runtime.block_on(stage.app.end());
}

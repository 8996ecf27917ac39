//! 64 people press the same button at the same moment, round after round, over HTTP: one of them has the time, all
//! others are shown three other times, and nothing breaks. Then somebody who knows nothing of the code reads the
//! tables. Without the guards the same crowd is booked twice, which is what shows that the guards are what holds.

use std::sync::Arc;

use banso::meetings::{Guard, Wish, hold_guarded};
use banso::people::PersonId;
use jiff::{SignedDuration, Timestamp};
use kit::args;
use kit::db::{Engine, Tx};
use kit::time::Instant;
use rstest::rstest;
use tokio::sync::Barrier;

use crate::support::ledger::Ledger;
use crate::support::{Client, On, Page, TestApp, crowd, full};

const CROWD: usize = 64;
/// Two that reach for one time are enough to be booked twice; a few more make it sure.
const UNGUARDED: usize = 8;
/// Ten o'clock in Tokyo, four days after the clock of the tests.
const FIRST: &str = "2026-12-07T10:00:00+09:00";

/// Somebody in the crowd, and how long their meeting is: 45 minutes, 90 the first time, 60 later.
struct Racer {
    person: PersonId,
    browser: Client,
    plan: &'static str,
    minutes: i64,
}

struct Arena {
    app: TestApp,
    racers: Vec<Racer>,
    alone: PersonId,
    sharing_a_room: [PersonId; 2],
}

/// One time that everybody wants.
struct Round {
    at: Timestamp,
    overlapping: bool,
    in_a_room: bool,
}

impl Round {
    /// Four a day, three hours apart, so that no round touches another; in turn equal and overlapping, people and rooms.
    fn number(n: usize) -> Self {
        let hours = i64::try_from(n / 4 * 24 + n % 4 * 3).unwrap();
        let at = FIRST.parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours);
        let kind = (n + n / 4) % 4;
        Self { at, overlapping: kind % 2 == 1, in_a_room: kind >= 2 }
    }

    /// Starts lie on half hours; whichever is chosen, the meeting goes on at `at`, so any two of them overlap.
    fn start(&self, n: usize, minutes: i64) -> Timestamp {
        let earliest = if self.overlapping { (minutes - 1) / 30 } else { 0 };
        let back = i64::try_from(n / 3).unwrap() % (earliest + 1);
        self.at - SignedDuration::from_mins(30 * back)
    }
}

impl Arena {
    async fn new(on: On, many: usize) -> Self {
        let app = TestApp::new(on).await;
        let tx = app.db().begin().await.unwrap();
        let room = crowd::room(&tx).await;
        let alone = crowd::supporter(&tx, 0, None).await;
        let sharing_a_room = [crowd::supporter(&tx, 1, Some(room)).await, crowd::supporter(&tx, 2, Some(room)).await];
        let before = crowd::supporter(&tx, 3, None).await;
        let mut people = Vec::new();
        for n in 0..many {
            let person = crowd::client(&tx, n).await;
            if n % 3 == 2 {
                met(&tx, person, before, n).await;
            }
            people.push(person);
        }
        tx.commit().await.unwrap();
        let mut racers = Vec::new();
        for (n, person) in people.into_iter().enumerate() {
            let (plan, minutes) = [("light", 45), ("standard", 90), ("standard", 60)][n % 3];
            racers.push(Racer { person, browser: app.as_person(person).await, plan, minutes });
        }
        Self { app, racers, alone, sharing_a_room }
    }

    fn wish(&self, round: &Round, n: usize) -> Wish {
        let Racer { person, plan, minutes, .. } = self.racers[n];
        Wish {
            client: person,
            supporter: if round.in_a_room { self.sharing_a_room[n % 2] } else { self.alone },
            programme: "consultation".into(),
            plan: plan.into(),
            start: round.start(n, minutes).into(),
            from: None,
        }
    }

    /// All at once.
    async fn rush(&self, round: &Round) -> Vec<Page> {
        let start = Arc::new(Barrier::new(self.racers.len()));
        let running: Vec<_> = (0..self.racers.len())
            .map(|n| {
                let (mut browser, wish, start) = (self.racers[n].browser.clone(), self.wish(round, n), start.clone());
                tokio::spawn(async move {
                    let (supporter, at) = (wish.supporter.to_string(), wish.start.timestamp().to_string());
                    let typed = [("supporter", supporter.as_str()), ("plan", wish.plan.as_str()), ("start", &at)];
                    start.wait().await;
                    browser.post_only("/holds", &typed).await
                })
            })
            .collect();
        let mut pages = Vec::new();
        for racer in running {
            pages.push(racer.await.unwrap());
        }
        pages
    }

    /// All at once, believed blindly; answers how many have the time.
    async fn rush_unguarded(&self, round: &Round) -> usize {
        let start = Arc::new(Barrier::new(self.racers.len()));
        let running: Vec<_> = (0..self.racers.len())
            .map(|n| {
                let (db, wish, start) = (self.app.db().clone(), self.wish(round, n), start.clone());
                tokio::spawn(async move {
                    start.wait().await;
                    hold_guarded(&db, &wish, Guard::Off).await.is_ok()
                })
            })
            .collect();
        let mut won = 0;
        for racer in running {
            won += usize::from(racer.await.unwrap());
        }
        won
    }

    async fn unguard(&self) {
        let tx = self.app.db().begin().await.unwrap();
        let guard = match self.app.db().engine() {
            Engine::Postgres => "ALTER TABLE occupancy DROP CONSTRAINT nothing_double_booked",
            Engine::Sqlite => "DROP TRIGGER occupancy_insert",
        };
        tx.run(guard, vec![]).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// An agreed meeting long ago, so that the next one is a later one.
async fn met(tx: &Tx, client: PersonId, supporter: PersonId, n: usize) {
    let start: Instant = "2026-06-01T00:00:00Z".parse::<Timestamp>().unwrap().into();
    let start = start.plus(SignedDuration::from_hours(i64::try_from(n).unwrap()));
    let (id, end) = (tx.db().dice().uuid(start), start.plus(SignedDuration::from_mins(45)));
    let booking = "INSERT INTO bookings (id, programme, plan, client, supporter, status, ordinal, starts_at, ends_at,
                   place, version, made_at, confirmed_at)
                   VALUES ($1, 'consultation', 'light', $2, $3, 'confirmed', 1, $4, $5, 'online', 0, 0, 0)";
    tx.run(booking, args![id, client, supporter, start, end]).await.unwrap();
    let occupancy =
        "INSERT INTO occupancy (booking, resource, starts_at, ends_at) VALUES ($1, $2, $4, $5), ($1, $3, $4, $5)";
    tx.run(occupancy, args![id, client, supporter, start, end]).await.unwrap();
}

/// One redirect to the form; everybody else a friendly page with three buttons.
fn one_has_it(n: usize, pages: &[Page]) {
    let mut won = 0;
    for page in pages {
        assert!(!page.html.contains("locked"), "round {n}: {}", page.text());
        match page.status.as_u16() {
            303 => won += 1,
            409 => assert_eq!(page.html.matches("action=\"/holds\"").count(), 3, "round {n}: {}", page.text()),
            status => panic!("round {n}: {status}: {}", page.text()),
        }
    }
    assert_eq!(won, 1, "round {n} has {won} winners");
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_64_on_one_time_one_has_it_and_the_others_see_three_other_times(#[case] on: On) {
    let arena = Arena::new(on, CROWD).await;
    let rounds = if full() { 200 } else { 10 };
    for n in 0..rounds {
        let pages = arena.rush(&Round::number(n)).await;
        one_has_it(n, &pages);
    }
    let ledger = Ledger::read(arena.app.db()).await;
    assert_eq!(ledger.faults(), Vec::<String>::new());
    let held = ledger.bookings.values().filter(|booking| booking.status != "confirmed").count();
    assert_eq!(held, rounds, "one booking a round was written, and no loser's");
    arena.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_the_guards_the_same_crowd_is_booked_twice_in_nine_rounds_of_ten(#[case] on: On) {
    let arena = Arena::new(on, UNGUARDED).await;
    arena.unguard().await;
    let rounds = if full() { 100 } else { 20 };
    let mut twice = 0;
    for n in 0..rounds {
        twice += usize::from(arena.rush_unguarded(&Round::number(n)).await > 1);
    }
    assert!(twice * 10 >= rounds * 9, "the control must fail, or the race shows nothing: {twice} of {rounds}");
    let faults = Ledger::read(arena.app.db()).await.faults();
    assert!(faults.iter().any(|fault| fault.contains("two places")), "and who reads the tables sees it: {faults:?}");
    arena.app.end().await;
}

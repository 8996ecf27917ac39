//! Many clients want one time: one of them has it, everybody else is shown other times, and nothing breaks. Without
//! its guards the same product books people twice, which is what shows that the guards are what holds.

use banso::meetings::{Guard, Refusal, Wish, hold_guarded};
use banso::people::PersonId;
use jiff::Timestamp;
use kit::args;
use kit::db::Engine;
use rstest::rstest;

use super::House;
use crate::support::{On, person};

const SLOT: &str = "2026-12-07T20:00:00+09:00";

fn wish(client: PersonId, supporter: PersonId, start: &str) -> Wish {
    Wish {
        client,
        supporter,
        programme: "consultation".into(),
        plan: "light".into(),
        start: start.parse::<Timestamp>().unwrap().into(),
        from: None,
    }
}

async fn crowd(house: &House, many: usize) -> Vec<PersonId> {
    let mut crowd = Vec::new();
    for n in 0..many {
        let who = person(&house.app, "客", "一", &format!("crowd{n}@example.test"), "x").await;
        house.joins(who, "client").await;
        crowd.push(who);
    }
    crowd
}

async fn rush(house: &House, crowd: &[PersonId], starts: &[&str], guard: Guard) -> (usize, Vec<Refusal>) {
    let tasks: Vec<_> = crowd
        .iter()
        .enumerate()
        .map(|(n, client)| {
            let (db, wish) = (house.app.db().clone(), wish(*client, house.hayakawa, starts[n % starts.len()]));
            tokio::spawn(async move { hold_guarded(&db, &wish, guard).await })
        })
        .collect();
    let (mut won, mut refused) = (0, Vec::new());
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => won += 1,
            Err(refusal) => refused.push(refusal),
        }
    }
    (won, refused)
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn of_many_on_equal_and_overlapping_times_one_wins_and_the_others_see_three_others(#[case] on: On) {
    let house = House::new(on).await;
    let crowd = crowd(&house, 16).await;
    let overlapping = [SLOT, "2026-12-07T19:30:00+09:00", "2026-12-07T20:15:00+09:00", SLOT];
    let (won, refused) = rush(&house, &crowd, &overlapping, Guard::On).await;
    assert_eq!(won, 1);
    for refusal in refused {
        match refusal {
            Refusal::Taken { alternatives } | Refusal::Missing { alternatives, .. } => {
                assert_eq!(alternatives.len(), 3);
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(house.app.count("SELECT count(*) AS value FROM occupancy").await, 2);
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_database_alone_refuses_a_second_booking_when_the_code_believes_everything(#[case] on: On) {
    let house = House::new(on).await;
    let crowd = crowd(&house, 8).await;
    let (won, _) = rush(&house, &crowd, &[SLOT, "2026-12-07T20:30:00+09:00"], Guard::Off).await;
    assert_eq!(won, 1);
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn without_the_guards_people_are_booked_twice(#[case] on: On) {
    let house = House::new(on).await;
    match house.app.db().engine() {
        Engine::Postgres => {
            house.tells("ALTER TABLE occupancy DROP CONSTRAINT nothing_double_booked", args![]).await;
        }
        Engine::Sqlite => {
            house.tells("DROP TRIGGER occupancy_insert", args![]).await;
        }
    }
    let crowd = crowd(&house, 8).await;
    let (won, _) = rush(&house, &crowd, &[SLOT], Guard::Off).await;
    assert!(won > 1, "the control must fail, or the race shows nothing");
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_hold_costs_at_most_twelve_statements_and_one_commit(#[case] on: On) {
    let house = House::new(on).await;
    let wish = wish(house.tanaka, house.hayakawa, SLOT);
    let db = house.app.db();
    let (statements, commits) = (db.statements(), db.commits());
    let booking = hold_guarded(db, &wish, Guard::On).await.unwrap();
    assert_eq!(db.commits() - commits, 1);
    assert_eq!(db.statements() - statements, 10);
    assert_eq!(hold_guarded(db, &wish, Guard::On).await.unwrap(), booking, "the same wish is the same hold");
    house.ends().await;
}

//! Whatever is done to the rows is seen by the walk over them: a thousand ways by chance, and a tail that is cut off.

use banso::audit::{Broken, Checkpoint, Row, verify};
use jiff::SignedDuration;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use uuid::Uuid;

use super::{key, rows, with_a_log};
use crate::support::On;

/// One thing that somebody does to the rows.
fn tamper(rows: &mut Vec<Row>, chance: &mut StdRng) -> String {
    let at = chance.random_range(0..rows.len());
    let other = chance.random_range(0..rows.len());
    match chance.random_range(0..5) {
        0 | 1 => {
            let column = chance.random_range(0..13);
            let from = rows[other].clone();
            edit(&mut rows[at], column, &from, chance);
            format!("edit of column {column} in row {}", at + 1)
        }
        2 => {
            rows.remove(at);
            if chance.random() {
                renumber(rows);
            }
            format!("deletion of row {}", at + 1)
        }
        3 => {
            let mut added = rows[other].clone();
            added.seq = i64::try_from(at).unwrap() + 1;
            rows.insert(at, added);
            if chance.random() {
                renumber(rows);
            }
            format!("row {} inserted at {}", other + 1, at + 1)
        }
        _ => {
            rows.swap(at, other);
            if chance.random() {
                renumber(rows);
            }
            format!("rows {} and {} swapped", at + 1, other + 1)
        }
    }
}

/// As somebody would who knows that numbers are looked at.
fn renumber(rows: &mut [Row]) {
    for (seq, row) in (1..).zip(rows) {
        row.seq = seq;
    }
}

fn edit(row: &mut Row, column: usize, from: &Row, chance: &mut StdRng) {
    let word = |ours: &str, theirs: &str| if ours == theirs { format!("{ours}x") } else { theirs.to_owned() };
    let somebody = Uuid::from_u128(chance.random());
    match column {
        0 => row.seq += chance.random_range(1..9),
        1 => row.at = row.at.plus(SignedDuration::from_micros(chance.random_range(1..9_000_000))),
        2 => row.actor = if chance.random() { None } else { Some(somebody) },
        3 => row.subject = if chance.random() { None } else { Some(somebody) },
        4 => row.action = word(&row.action, &from.action),
        5 => row.purpose = word(&row.purpose, &from.purpose),
        6 => row.object = word(&row.object, &from.object),
        7 => row.object_id = somebody,
        8 => row.answer = word(&row.answer, &from.answer),
        9 => row.rule = word(&row.rule, &from.rule),
        10 => row.consent = word(&row.consent, &from.consent),
        11 => row.shown = !row.shown,
        _ => {
            let byte = chance.random_range(0..32);
            row.code[byte] ^= 1 << chance.random_range(0..8);
        }
    }
}

#[tokio::test]
async fn a_thousand_edits_deletions_insertions_and_reorderings_are_all_seen() {
    let app = with_a_log(On::Sqlite).await;
    let (rows, key) = (rows(&app).await, key(&app).await);
    let last = rows.last().unwrap();
    let at = app.db().clock().now().timestamp();
    let checkpoints = [Checkpoint { seq: last.seq, code: last.code.clone(), at }];
    assert!(rows.len() >= 40);
    assert!(verify(&rows, &key, &checkpoints).is_ok(), "the control: untouched, it holds");
    let mut chance = StdRng::seed_from_u64(20_261_203);
    let mut seen = 0;
    while seen < 1_000 {
        let mut tampered = rows.clone();
        let what = tamper(&mut tampered, &mut chance);
        if tampered == rows {
            continue;
        }
        assert!(verify(&tampered, &key, &checkpoints).is_err(), "{what} was not seen");
        seen += 1;
    }
    app.end().await;
}

#[tokio::test]
async fn a_tail_that_was_cut_off_is_seen_by_the_checkpoint_and_not_without_it() {
    let app = with_a_log(On::Sqlite).await;
    let (rows, key) = (rows(&app).await, key(&app).await);
    let at = app.db().clock().now().timestamp();
    let last = rows.last().unwrap();
    let checkpoints = [Checkpoint { seq: last.seq, code: last.code.clone(), at }];
    for kept in 0..rows.len() {
        assert!(verify(&rows[..kept], &key, &[]).is_ok(), "the control: the chain alone cannot know");
        assert_eq!(verify(&rows[..kept], &key, &checkpoints), Err(Broken::CutBefore(last.seq)), "{kept} kept");
    }
    app.end().await;
}

//! An answer "it is yours" is a promise that outlives a power cut: no acknowledgement leaves for the client before the
//! write-ahead log is synced. The system calls of the product are the witness; with `Durability::Normal` the same
//! witness must object.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use jiff::{SignedDuration, Timestamp};
use kit::db::Durability;
use tempfile::TempDir;

use crate::support::site::Doors;
use crate::support::wire::Wire;
use crate::support::{On, TestApp, crowd};

const HOLDS: usize = 50;
const STORY: &str = "durability::fifty_times_are_held_one_after_the_other";
/// With which promise the story is told; without the variable, with the product's own.
const PROMISE: &str = "BANSO_TEST_DURABILITY";

/// What the trace of one run says.
#[derive(Debug, Default)]
struct Witness {
    acknowledged: usize,
    too_early: usize,
    syncs: usize,
}

/// Which calls of the kernel matter, per thread while they last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    Log,
    Sync,
    Acknowledgement,
}

impl Call {
    fn of(line: &str) -> Option<Self> {
        let (name, rest) = line.split_once('(')?;
        match name {
            "fsync" | "fdatasync" if rest.contains("-wal>") => Some(Self::Sync),
            "pwrite64" | "write" if rest.contains("-wal>") => Some(Self::Log),
            "write" | "writev" | "sendto" | "sendmsg" if rest.contains("\"HTTP/1.1 303") => Some(Self::Acknowledgement),
            _ => None,
        }
    }
}

impl Witness {
    /// A write counts from when it begins, a sync from when it has ended.
    fn of(trace: &str) -> Self {
        let (mut found, mut unsynced) = (Self::default(), false);
        let mut under_way: BTreeMap<&str, Call> = BTreeMap::new();
        for line in trace.lines() {
            let Some((thread, said)) = line.split_once(' ') else { continue };
            let said = said.trim_start();
            let (call, begins, ends) = match said.strip_prefix("<... ") {
                Some(_) => (under_way.remove(thread), false, true),
                None => (Call::of(said), true, !said.ends_with("<unfinished ...>")),
            };
            match call {
                Some(Call::Log) if begins => unsynced = true,
                Some(Call::Sync) if ends => {
                    unsynced = false;
                    found.syncs += 1;
                }
                Some(Call::Acknowledgement) if begins => {
                    found.acknowledged += 1;
                    found.too_early += usize::from(unsynced);
                }
                _ => {}
            }
            if let Some(call) = call.filter(|_| begins && !ends) {
                under_way.insert(thread, call);
            }
        }
        found
    }

    /// Tells the story in a process of its own, under the eyes of strace.
    fn of_a_run(promise: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let trace = folder.path().join("trace");
        let run = Command::new("strace")
            .args(["-f", "-y", "-s", "16", "-e", "trace=fsync,fdatasync,write,writev,pwrite64,sendto,sendmsg", "-o"])
            .args([&trace, &std::env::current_exe().unwrap()])
            .args(["--exact", STORY])
            .env(PROMISE, promise)
            .output()
            .expect("strace starts; bin/test brings it");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
        Self::of(&read(&trace))
    }
}

fn read(trace: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(trace).unwrap()).into_owned()
}

/// One client holds one time after the other, each hold a commit; told alone, and under strace by the others.
#[tokio::test(flavor = "multi_thread")]
async fn fifty_times_are_held_one_after_the_other() {
    let normal = std::env::var(PROMISE).is_ok_and(|promise| promise == "normal");
    let app = TestApp::started(On::Sqlite, |start| match normal {
        true => banso::app::Start { durability: Durability::Normal, ..start },
        false => start,
    })
    .await;
    let tx = app.db().begin().await.unwrap();
    let (client, supporter) = (crowd::client(&tx, 0).await, crowd::supporter(&tx, 0, None).await);
    let token = banso::people::login::begin(&tx, client, "test").await.unwrap();
    tx.commit().await.unwrap();
    let doors = Doors::open(app.router.clone()).await;
    let wire = Wire::new(doors.url.trim_start_matches("http://").parse().unwrap(), &token);
    let commits = app.db().commits();
    let first: Timestamp = "2026-12-07T01:00:00Z".parse().unwrap();
    tokio::task::spawn_blocking(move || {
        for n in 0..HOLDS {
            let start = (first + SignedDuration::from_hours(24 * i64::try_from(n).unwrap())).to_string();
            let typed = [("supporter", supporter.to_string()), ("plan", "light".into()), ("start", start)];
            let answer = wire.post("/holds", &typed.each_ref().map(|(name, value)| (*name, value.as_str()))).unwrap();
            assert_eq!(answer.status, 303, "hold {n}: {}", answer.body);
        }
    })
    .await
    .unwrap();
    assert!(app.db().commits() - commits >= u64::try_from(HOLDS).unwrap());
    doors.close().await;
    app.end().await;
}

#[test]
fn no_hold_is_acknowledged_before_the_disk_has_it() {
    let seen = Witness::of_a_run("full");
    assert_eq!((seen.acknowledged, seen.too_early), (HOLDS, 0), "{seen:?}");
    assert!(seen.syncs >= HOLDS, "{seen:?}");
}

#[test]
fn a_promise_without_sync_is_found_out() {
    let seen = Witness::of_a_run("normal");
    assert_eq!(seen.acknowledged, HOLDS, "{seen:?}");
    assert!(
        seen.too_early > HOLDS / 2 && seen.syncs < HOLDS,
        "the control must fail, or the proof shows nothing: {seen:?}"
    );
}

//! The same in the database, by somebody who owns it: the command names the first row that is not as it was.

use banso::audit::{Broken, Checkpoint, Entry, Verified, append, checkpoint, export, newest, whole};
use banso::operations::doctor::{Check, Depth, Standing, look};
use rstest::rstest;

use super::{banso, entry, house, rows, said, take_the_triggers_away, tell, with_a_log};
use crate::support::On;

/// Each is done to rows in the database by somebody who owns it, and named by the command.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn what_is_done_to_the_table_is_named_by_the_command(#[case] on: On) {
    let app = with_a_log(on).await;
    let last = rows(&app).await.len();
    let line = Checkpoint::now(app.db()).await.unwrap().unwrap();
    checkpoint::append(&app.app.settings.checkpoints_path(), &line).unwrap();
    let sound = banso(&app, &["audit", "verify"]);
    assert!(sound.status.success(), "{sound:?}");
    assert_eq!(said(&sound).trim(), format!("{last} entries, the chain holds, one checkpoint agrees."));

    take_the_triggers_away(&app).await;
    tell(&app, &["CREATE TABLE kept AS SELECT * FROM audit_log", "CREATE TABLE kept_head AS SELECT * FROM audit_head"])
        .await;
    let cut = format!("ends before row {last}");
    let done: [(&[&str], &str); 9] = [
        (&["UPDATE audit_log SET answer = 'denied' WHERE seq = 7"], "at row 7:"),
        (&["UPDATE audit_log SET shown = NOT shown WHERE seq = 3"], "at row 3:"),
        (&["UPDATE audit_log SET actor = NULL WHERE seq = 4"], "at row 4:"),
        (&["UPDATE audit_log SET object_id = subject WHERE seq = 12"], "at row 12:"),
        (&["DELETE FROM audit_log WHERE seq = 9"], "at row 9:"),
        (&["DELETE FROM audit_log WHERE seq = 1"], "at row 1:"),
        (
            &[
                "UPDATE audit_log SET seq = 1000 WHERE seq = 5",
                "UPDATE audit_log SET seq = 5 WHERE seq = 6",
                "UPDATE audit_log SET seq = 6 WHERE seq = 1000",
            ],
            "at row 5:",
        ),
        (
            &["INSERT INTO audit_log SELECT seq + 1000, at, actor, subject, action, purpose, object, object_id, answer,
               rule, consent, shown, code FROM audit_log WHERE seq = 2"],
            "breaks at row",
        ),
        (
            &[
                "DELETE FROM audit_log WHERE seq > 30",
                "UPDATE audit_head SET seq = 30, code = (SELECT code FROM audit_log WHERE seq = 30)",
            ],
            &cut,
        ),
    ];
    for (statements, words) in done {
        tell(&app, statements).await;
        let output = banso(&app, &["audit", "verify"]);
        assert!(!output.status.success(), "{statements:?}: {output:?}");
        assert!(said(&output).contains(words), "{statements:?}: {}", said(&output));
        tell(&app, &["DELETE FROM audit_log", "INSERT INTO audit_log SELECT * FROM kept", "DELETE FROM audit_head"])
            .await;
        tell(&app, &["INSERT INTO audit_head SELECT * FROM kept_head"]).await;
        assert!(banso(&app, &["audit", "verify"]).status.success());
    }
    // the control: with the file of checkpoints gone, a cut end is not seen
    tell(&app, done[8].0).await;
    std::fs::remove_file(app.app.settings.checkpoints_path()).unwrap();
    assert!(banso(&app, &["audit", "verify"]).status.success());
    tell(&app, &["DELETE FROM audit_log", "DELETE FROM audit_head", "DROP TABLE kept", "DROP TABLE kept_head"]).await;
    app.end().await;
}

#[tokio::test]
async fn a_row_that_cannot_even_be_read_is_named() {
    let app = with_a_log(On::Sqlite).await;
    take_the_triggers_away(&app).await;
    tell(&app, &["UPDATE audit_log SET at = 'yesterday' WHERE seq = 17"]).await;
    assert_eq!(whole(&app.app, &[]).await.unwrap(), Err(Broken::Row(17)));
    assert_eq!(newest(&app.app, 30, &[]).await.unwrap(), Err(Broken::Row(17)));
    tell(&app, &["UPDATE data_keys SET wrapped = x'00' WHERE kind = 'audit'"]).await;
    assert_eq!(whole(&app.app, &[]).await.unwrap(), Err(Broken::Row(1)), "the key is not the one");
    tell(&app, &["DELETE FROM data_keys WHERE kind = 'audit'"]).await;
    assert_eq!(whole(&app.app, &[]).await.unwrap(), Err(Broken::Row(1)), "the key is gone");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_newest_rows_are_walked_without_the_others(#[case] on: On) {
    let app = with_a_log(on).await;
    take_the_triggers_away(&app).await;
    tell(&app, &["UPDATE audit_log SET rule = 'none' WHERE seq = 5"]).await;
    assert_eq!(whole(&app.app, &[]).await.unwrap(), Err(Broken::Row(5)));
    assert_eq!(newest(&app.app, 10, &[]).await.unwrap(), Ok(Verified { entries: 10, checkpoints: 0 }));
    let found = look(&app.app, Depth::All).await.unwrap();
    let log = found.iter().find(|finding| finding.check == Check::AuditLog).unwrap();
    assert_eq!((log.standing, log.count), (Standing::Trouble, 5));
    tell(&app, &["DELETE FROM audit_log WHERE seq = (SELECT max(seq) FROM audit_log)"]).await;
    assert!(matches!(newest(&app.app, 10, &[]).await.unwrap(), Err(Broken::CutBefore(_))), "the head knows more rows");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_long_log_is_walked_and_taken_away_page_by_page(#[case] on: On) {
    let app = house(on).await;
    for _ in 0..45 {
        let tx = app.db().begin().await.unwrap();
        let entries: Vec<Entry> = (0..100).map(|_| entry(app.db().dice().pseudonym())).collect();
        append(&app.app, &tx, &entries).await.unwrap();
        tx.commit().await.unwrap();
    }
    let statements = app.db().statements();
    assert_eq!(whole(&app.app, &[]).await.unwrap(), Ok(Verified { entries: 4_500, checkpoints: 0 }));
    assert!(app.db().statements() - statements < 10, "some pages, not a question for each row");
    let mut out = Vec::new();
    assert_eq!(export(&app.app, &mut out).await.unwrap(), 4_501);
    let seqs: Vec<i64> = String::from_utf8(out)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["seq"].as_i64().unwrap())
        .collect();
    assert_eq!(seqs, (1..=4_501).collect::<Vec<_>>());
    take_the_triggers_away(&app).await;
    for row in [4_321, 2_001, 2_000] {
        tell(&app, &[&format!("UPDATE audit_log SET purpose = 'curiosity' WHERE seq = {row}")]).await;
        assert_eq!(whole(&app.app, &[]).await.unwrap(), Err(Broken::Row(row)));
    }
    app.end().await;
}

//! A key ends: what it sealed is gone wherever it lies, what its owner goes on with is not. And the engine's own files
//! forget what was deleted.

use kit::args;
use kit::db::{Sql, Tx};
use kit::drafts;
use kit::vault::{Column, KeyKind, MasterKeys, Place, VaultError, close_keys, destroy_keys, replace_keys, ring};
use kit::web::Entry;
use rstest::rstest;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::databases::{Fresh, On};

const OWNER: Uuid = Uuid::from_u128(7);
const DRAFTS: [Column; 1] = [("drafts.body", "id", "id")];

#[derive(FromQueryResult)]
struct Sealed {
    id: Uuid,
    body: Vec<u8>,
}

async fn write(tx: &Tx, masters: &MasterKeys, form: &str) -> Sealed {
    drafts::save(tx, masters, OWNER, form, &Entry::default().with("body", form)).await.unwrap();
    tx.first("SELECT id, body FROM drafts WHERE form = $1", args![form]).await.unwrap().unwrap()
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn what_is_left_standing_goes_on_under_another_key_and_every_copy_is_shut(#[case] on: On) {
    let fresh = Fresh::migrated(on).await;
    let masters = MasterKeys::parse(&MasterKeys::fresh("test", fresh.db.dice())).unwrap();
    let tx = fresh.db.begin().await.unwrap();
    let (kept, gone) = (write(&tx, &masters, "kept").await, write(&tx, &masters, "gone").await);
    tx.run("DELETE FROM drafts WHERE form = 'gone'", vec![]).await.unwrap();
    replace_keys(&tx, &masters, OWNER, KeyKind::Record, &DRAFTS).await.unwrap();
    tx.commit().await.unwrap();
    let draft = drafts::load(&fresh.db, &masters, OWNER, "kept").await.unwrap().unwrap();
    assert_eq!(draft.entry.value("body"), "kept");
    for copy in [&kept, &gone] {
        let keys = ring(&fresh.db, &masters, std::iter::once(copy.body.as_slice())).await.unwrap();
        let place = Place { column: "drafts.body", row: copy.id };
        assert!(matches!(keys.open(place, &copy.body), Err(VaultError::Destroyed)));
    }
    let tx = fresh.db.begin().await.unwrap();
    assert_eq!(destroy_keys(&tx, OWNER, KeyKind::Note).await.unwrap(), 0, "another kind has another key");
    assert_eq!(destroy_keys(&tx, OWNER, KeyKind::Record).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert!(
        drafts::load(&fresh.db, &masters, OWNER, "kept").await.unwrap().is_none(),
        "a draft without its key is none"
    );
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn who_left_is_given_no_key_again(#[case] on: On) {
    let fresh = Fresh::migrated(on).await;
    let masters = MasterKeys::parse(&MasterKeys::fresh("test", fresh.db.dice())).unwrap();
    let tx = fresh.db.begin().await.unwrap();
    write(&tx, &masters, "before").await;
    close_keys(&tx, OWNER, KeyKind::Record).await.unwrap();
    let after = drafts::save(&tx, &masters, OWNER, "after", &Entry::default()).await;
    assert!(matches!(after, Err(VaultError::Destroyed)));
    assert!(drafts::load(&tx, &masters, OWNER, "before").await.unwrap().is_none());
    let other = drafts::save(&tx, &masters, Uuid::from_u128(8), "after", &Entry::default()).await;
    assert!(other.is_ok(), "others go on");
    tx.commit().await.unwrap();
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn what_was_deleted_stands_in_no_file_after_the_engine_was_told_to_forget(#[case] on: On) {
    let fresh = Fresh::migrated(on).await;
    let word = "canary-of-somebody";
    let tx = fresh.db.begin().await.unwrap();
    for n in 0..300_i64 {
        let address = format!("{word}-{n}@example.test {}", "x".repeat(300));
        let insert = "INSERT INTO mails (job, address, kind, sent_at) VALUES ($1, $2, 'test', 0)";
        tx.run(insert, args![tx.db().dice().uuid(tx.now()), address]).await.unwrap();
    }
    tx.commit().await.unwrap();
    let tx = fresh.db.begin().await.unwrap();
    tx.run("DELETE FROM mails", vec![]).await.unwrap();
    tx.commit().await.unwrap();
    let holds = || fresh.files().iter().any(|bytes| bytes.windows(word.len()).any(|part| part == word.as_bytes()));
    assert_eq!(holds(), matches!(on, On::Sqlite), "the search sees what an engine leaves lying");
    fresh.db.forget_deleted(&["mails"]).await.unwrap();
    assert!(!holds());
}

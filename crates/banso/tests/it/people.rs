//! How people come in, how they get back in, and who may change where they belong: the stories, by page.

mod founding;
mod invitation;
mod links;
mod me;
mod reset;
mod roster;
mod sign_in;
mod sign_up;

use banso::people::PersonId;
use kit::args;

use crate::support::{Client, Page, TestApp, person};

pub const EVENING: &str = "水曜の夜は河原で話す";
pub const MORNING: &str = "木曜の朝は駅まで走る";

pub async fn found(app: &TestApp, sign_up: &str) {
    let tx = app.db().begin().await.unwrap();
    let found = "INSERT INTO organisation (id, name_ja, name_en, zone, sign_up, founded_at)
                 VALUES (1, '伴走舎', 'Bansosha', 'Asia/Tokyo', $1, $2)";
    tx.run(found, args![sign_up, tx.now()]).await.unwrap();
    tx.commit().await.unwrap();
}

/// Somebody with a role in the consultation programme.
pub async fn member(app: &TestApp, family: &str, email: &str, role: &str) -> PersonId {
    let id = person(app, family, "文", email, EVENING).await;
    let tx = app.db().begin().await.unwrap();
    let belongs =
        "INSERT INTO memberships (id, person, programme, role, from_at) VALUES ($1, $2, 'consultation', $3, $4)";
    tx.run(belongs, args![tx.db().dice().uuid(tx.now()), id, role, tx.now()]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// The path of the newest link that was mailed to an address.
async fn link(app: &TestApp, address: &str) -> String {
    let mails = app.outbox().await;
    let mail = mails.iter().rev().find(|mail| mail.address == address).expect("a mail to that address");
    let body = mail.body.as_deref().unwrap();
    body.lines()
        .find_map(|line| line.strip_prefix("http://banso.test/links/"))
        .map(|rest| format!("/links/{rest}"))
        .unwrap()
}

async fn signs_in(client: &mut Client, email: &str, password: &str) -> Page {
    client.post_only("/sign-in", &[("email", email), ("password", password)]).await
}

fn applicant<'a>(email: &'a str, password: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("family", "田中"),
        ("given", "結"),
        ("family-kana", "ﾀﾅｶ"),
        ("given-kana", "ユイ"),
        ("email", email),
        ("password", password),
        ("lang", "ja"),
    ]
}

//! A product that breaks says so and nothing else: with one table gone at a time, no error page and no log line holds
//! a text, neither one that stood there nor one that was just typed.

use kit::web::Entry;
use tempfile::TempDir;

use super::{Garden, HEARD, is_silent, listen};
use crate::matrix::actors::Actor;
use crate::support::On;

const GONE: [&str; 9] =
    ["sheets", "notes", "letters", "replies", "consents", "clause_questions", "disclosures", "data_keys", "audit_log"];
const TYPED: &str = "sparrow-in-a-form";
const FIELDS: [&str; 9] = ["q-most", "q-now", "q-one", "note", "body", "words", "text", "passage", "danger"];

#[tokio::test]
async fn a_page_about_our_own_mistake_holds_no_text_of_anybody() {
    listen();
    let garden = Garden::of(On::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("garden");
    let actors = [Actor::Client, Actor::Supporter];
    let mut browsers = Vec::new();
    for actor in actors {
        browsers.push(actor.browser(&garden.stage.app).await);
    }
    garden.stage.app.copied(&file).await;
    let typed = FIELDS.iter().fold(Entry::default().with("hand", "submit"), |form, field| form.with(field, TYPED));
    let mut mistakes = 0;
    for table in GONE {
        let app = garden.stage.app.twin(&file).await;
        let tx = app.db().begin().await.unwrap();
        tx.run(&format!("ALTER TABLE {table} RENAME TO gone"), vec![]).await.unwrap();
        tx.commit().await.unwrap();
        for browser in &browsers {
            let mut browser = browser.before(app.router.clone());
            for path in &garden.places {
                let form = Some(typed.encoded());
                for page in [browser.send("GET", path, None).await, browser.send("POST", path, form).await] {
                    if page.status.is_server_error() {
                        mistakes += 1;
                        let place = format!("{} {path} without {table}", page.status);
                        is_silent(&garden.canaries, &place, &page.html);
                        for cause in [TYPED, "no such table", "SELECT", "sqlx"] {
                            assert!(!page.html.contains(cause), "{place} says {cause}");
                        }
                    }
                }
            }
        }
        app.leave().await;
    }
    assert!(mistakes > 50, "{mistakes} pages broke");
    let written = String::from_utf8(HEARD.take().unwrap()).unwrap();
    assert!(written.contains("no such table"), "the cause is in the log");
    assert!(!written.contains(TYPED), "what was typed is not");
    is_silent(&garden.canaries, "the log", &written);
    garden.stage.app.end().await;
}

//! The exits: what may leave the two people between whom it was said, to whom, and what remains of it.

mod attacks;
mod browser;
mod copy;
mod dictionary;
mod emergency;
mod emergency_journey;
mod extract;
mod handover;
mod item;

use banso::people::PersonId;
use kit::db::Sql;

use crate::sheets::{Pair, belongs};
use crate::support::{On, Page, TestApp, person};

/// 田中さん and 早川さん, with somebody in every office.
struct House {
    app: TestApp,
    pair: Pair,
    /// Receives for the company.
    satomi: PersonId,
    /// A data officer, and another one.
    natori: PersonId,
    oba: PersonId,
    /// A supervisor, and another one.
    uno: PersonId,
    kuroki: PersonId,
}

impl House {
    async fn of(on: On) -> Self {
        let app = TestApp::new(on).await;
        let pair = Pair::of(&app).await;
        let satomi = person(&app, "里見", "徹", "toru@example.test", "水曜の夜に話す").await;
        belongs(&app, satomi, "company-viewer").await;
        let natori = person(&app, "名取", "慶", "kei@example.test", "水曜の夜に話す").await;
        belongs(&app, natori, "data-officer").await;
        let someone = async |family: &str, given: &str, email: &str, role: &str| {
            let id = person(&app, family, given, email, "水曜の夜に話す").await;
            belongs(&app, id, role).await;
            id
        };
        let oba = someone("大庭", "澄子", "sumiko@example.test", "data-officer").await;
        let uno = someone("宇野", "千景", "chikage@example.test", "supervisor").await;
        let kuroki = someone("黒木", "遥", "haruka@example.test", "supervisor").await;
        Self { app, pair, satomi, natori, oba, uno, kuroki }
    }

    /// To everybody else it is not there.
    async fn is_hidden(&self, path: &str, from: &[PersonId]) {
        for other in from {
            self.app.as_person(*other).await.get(path).await.is(404);
        }
        self.app.nobody().get(path).await.says("ログイン");
    }

    async fn count(&self, question: &str) -> i64 {
        self.app.db().first::<kit::db::Count>(question, vec![]).await.unwrap().unwrap().value
    }
}

/// Where an answer leads.
fn leads(page: &Page) -> String {
    page.is(303).headers["location"].to_str().unwrap().to_owned()
}

/// What a decision is about, as it stands in the page's form.
fn digest(page: &Page) -> String {
    page.after("name=\"digest\" value=\"").unwrap()[..64].to_owned()
}

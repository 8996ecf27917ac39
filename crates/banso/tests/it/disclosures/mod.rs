//! What leaves the two between whom it was said: every exit with its own trail, told by 田中さん and 早川さん and those
//! who receive something of theirs.

mod copy;
mod dictionary;

use banso::people::PersonId;
use kit::args;
use kit::db::Sql;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::sheets::{Pair, belongs};
use crate::support::{Client, On, TestApp, person};

/// The pair, and the offices beside them.
pub struct House {
    pub app: TestApp,
    pub pair: Pair,
    /// 宇野さん, a supervisor.
    pub uno: PersonId,
    /// 黒木さん, another one.
    pub kuroki: PersonId,
    /// 名取さん and 大庭さん, who answer for the data.
    pub natori: PersonId,
    pub oba: PersonId,
    /// 里見さん, who receives for a company.
    pub satomi: PersonId,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    body: Option<Vec<u8>>,
}

impl House {
    pub async fn of(on: On) -> Self {
        let app = TestApp::new(on).await;
        let pair = Pair::of(&app).await;
        let someone = async |family: &str, given: &str, email: &str, role: &str| {
            let id = person(&app, family, given, email, "x").await;
            belongs(&app, id, role).await;
            id
        };
        let uno = someone("宇野", "千景", "chikage@example.test", "supervisor").await;
        let kuroki = someone("黒木", "遥", "haruka@example.test", "supervisor").await;
        let natori = someone("名取", "慶", "kei@example.test", "data-officer").await;
        let oba = someone("大庭", "澄子", "sumiko@example.test", "data-officer").await;
        let satomi = someone("里見", "徹", "toru@example.test", "company-viewer").await;
        Self { app, pair, uno, kuroki, natori, oba, satomi }
    }

    pub async fn as_person(&self, person: PersonId) -> Client {
        self.app.as_person(person).await
    }

    /// Everybody who has no part in a copy or an extract of 田中さん's.
    pub fn strangers(&self) -> Vec<PersonId> {
        let others = [self.pair.sato, self.pair.manager, self.pair.administrator, self.pair.stranger];
        others.into_iter().collect()
    }

    /// 田中さん answers the clause about cases.
    pub async fn decides(&self, answer: &str) {
        let mut tanaka = self.as_person(self.pair.tanaka).await;
        let agreement = self.pair.meeting("/agreement");
        tanaka.post_only(&agreement, &[("answer-case-use", answer)]).await.is(303);
    }

    pub async fn takes_back(&self) {
        let mut tanaka = self.as_person(self.pair.tanaka).await;
        let withdrawal = self.pair.meeting("/agreement/withdrawal");
        tanaka.post_only(&withdrawal, &[("clause", "case-use")]).await.is(303);
    }

    /// The ids of all disclosures, oldest first, and whether their words still stand.
    pub async fn disclosed(&self) -> Vec<(Uuid, bool)> {
        let rows: Vec<Row> =
            self.app.db().all("SELECT id, body FROM disclosures ORDER BY made_at, id", args![]).await.unwrap();
        rows.into_iter().map(|row| (row.id, row.body.is_some())).collect()
    }

    pub async fn ends(self) {
        self.app.end().await;
    }
}

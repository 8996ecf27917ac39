//! From a free time to a meeting and what follows it, told by 田中, 佐藤 and 早川.

mod calendar;
mod changes;
mod offers;
mod ordinals;
mod race;
mod story;

use banso::people::PersonId;
use kit::args;
use uuid::Uuid;

use crate::support::{On, TestApp, person};

/// 早川 receives every day from nine to eleven; 田中 and 佐藤 look for a time.
pub struct House {
    pub app: TestApp,
    pub tanaka: PersonId,
    pub sato: PersonId,
    pub hayakawa: PersonId,
}

impl House {
    pub async fn new(on: On) -> Self {
        let app = TestApp::new(on).await;
        let tanaka = person(&app, "田中", "結", "yui@example.test", "x").await;
        let sato = person(&app, "佐藤", "蓮", "ren@example.test", "x").await;
        let hayakawa = person(&app, "早川", "直子", "naoko@example.test", "x").await;
        let house = Self { app, tanaka, sato, hayakawa };
        for (who, role) in [(tanaka, "client"), (sato, "client"), (hayakawa, "supporter")] {
            house.joins(who, role).await;
        }
        house.opens(hayakawa).await;
        house
    }

    pub async fn joins(&self, who: PersonId, role: &str) {
        let sql =
            "INSERT INTO memberships (id, person, programme, role, from_at) VALUES ($1, $2, 'consultation', $3, 0)";
        self.tells(sql, args![self.fresh(), who, role]).await;
    }

    /// Open every day from 9:00 to 23:00, holidays too.
    pub async fn opens(&self, supporter: PersonId) {
        let receiving = "INSERT INTO receiving (supporter, zone, works_on_holidays, buffer_before, buffer_after,
                         online_link, changed_at) VALUES ($1, 'Asia/Tokyo', TRUE, 0, 0, 'https://video.test/naoko', 0)";
        self.tells(receiving, args![supporter]).await;
        for weekday in 1..=7_i64 {
            let opening = "INSERT INTO openings (id, supporter, weekday, first_day, from_minute, to_minute, made_at)
                           VALUES ($1, $2, $3, '2026-01-01', 540, 1380, 0)";
            self.tells(opening, args![self.fresh(), supporter, weekday]).await;
        }
    }

    pub async fn tells(&self, sql: &str, values: Vec<sea_orm::Value>) {
        let tx = self.app.db().begin().await.unwrap();
        tx.run(sql, values).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn ends(self) {
        self.app.end().await;
    }

    fn fresh(&self) -> Uuid {
        self.app.db().dice().uuid(self.app.db().clock().now())
    }
}

//! The browsers in which one is signed in, and how to end them from here.

use askama::Template;
use axum::extract::Path;
use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{LoginId, browser, login};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Sample};
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "people/logins.html")]
struct Logins {
    f: Frame,
    logins: Vec<Login>,
}

struct Login {
    id: LoginId,
    browser: String,
    since: Instant,
    seen_at: Instant,
    this: bool,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    browser: String,
    since: Instant,
    seen_at: Instant,
}

/// The list, this browser first.
pub(super) async fn show(cx: Cx) -> Answer {
    let viewer = cx.viewer()?;
    let question = "SELECT id, browser, since, seen_at FROM logins
                    WHERE person = $1 AND ended_at IS NULL AND ends_at > $2 AND seen_at > $3 ORDER BY seen_at DESC, id";
    let quiet = cx.now().plus(-login::IDLE);
    let rows: Vec<Row> = cx.app.db.all(question, args![viewer.person, cx.now(), quiet]).await?;
    let f = cx.frame();
    let mut logins: Vec<Login> = rows
        .into_iter()
        .map(|row| Login {
            id: LoginId(row.id),
            browser: browser::words(&f, &row.browser),
            since: row.since,
            seen_at: row.seen_at,
            this: LoginId(row.id) == viewer.login,
        })
        .collect();
    logins.sort_by_key(|login| !login.this);
    cx.page(&Logins { f, logins })
}

/// Ends one of them. Another person's is no page.
pub(super) async fn end(cx: Cx, Path(id): Path<LoginId>) -> Answer {
    let tx = cx.app.db.begin().await?;
    let end = "UPDATE logins SET ended_at = $1 WHERE id = $2 AND person = $3 AND ended_at IS NULL";
    if tx.run(end, args![tx.now(), id, cx.viewer()?.person]).await? == 0 {
        return Err(Problem::NotFound);
    }
    tx.commit().await?;
    cx.go_saying("/me/logins", Flash::Saved)
}

/// Ends all but this one.
pub(super) async fn end_others(cx: Cx) -> Answer {
    let viewer = cx.viewer()?;
    let tx = cx.app.db.begin().await?;
    login::end_others(&tx, viewer.person, Some(viewer.login)).await?;
    tx.commit().await?;
    cx.go_saying("/me/logins", Flash::SignedOutElsewhere)
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let at = |text: &str| text.parse::<jiff::Timestamp>().map_or(Instant(0), Instant::from);
    let login = |number: u128, agent: &str, since: &str, seen: &str| Login {
        id: LoginId(Uuid::from_u128(number)),
        browser: browser::words(f, agent),
        since: at(since),
        seen_at: at(seen),
        this: number == 1,
    };
    let logins = vec![
        login(1, "Windows Edg", "2026-12-03T08:55:00+09:00", "2026-12-03T10:10:00+09:00"),
        login(2, "iPhone Safari", "2026-11-29T21:10:00+09:00", "2026-12-03T07:42:00+09:00"),
    ];
    let alone = vec![login(1, "Linux Firefox", "2026-12-03T08:55:00+09:00", "2026-12-03T10:10:00+09:00")];
    vec![
        Sample::new("logins", &Logins { f: f.clone(), logins }),
        Sample::new("logins-alone", &Logins { f: f.clone(), logins: alone }),
    ]
}

//! A post that came after the login had ended: shown to its writer, who sends it or throws it away.

use askama::Template;
use axum::extract::Path;
use kit::drafts::{held_post, let_go};
use kit::web::Entry;
use uuid::Uuid;

use crate::cx::Cx;
use crate::frame::{Frame, Sample};
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "drafts/held.html")]
struct Held {
    f: Frame,
    id: String,
    path: String,
    entry: Entry,
}

impl Held {
    /// What a person wrote, in order; empty fields say nothing.
    fn written(&self) -> Vec<&str> {
        let values = self.entry.fields().iter().map(|(_, value)| value.trim());
        values.filter(|value| !value.is_empty()).collect()
    }
}

/// What was kept.
pub(super) async fn show(cx: Cx, Path(id): Path<Uuid>) -> Answer {
    let person = cx.viewer()?.person;
    let held = held_post(&cx.app.db, &cx.app.masters, person.0, id).await?.ok_or(Problem::NotFound)?;
    let id = id.as_simple().to_string();
    cx.page(&Held { f: cx.frame(), id, path: held.path, entry: held.entry })
}

/// Throws it away.
pub(super) async fn discard(cx: Cx, Path(id): Path<Uuid>) -> Answer {
    let person = cx.viewer()?.person;
    held_post(&cx.app.db, &cx.app.masters, person.0, id).await?.ok_or(Problem::NotFound)?;
    let tx = cx.app.db.begin().await?;
    let_go(&tx, person.0, id).await?;
    tx.commit().await?;
    cx.go("/")
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let page = |entry| Held { f: f.clone(), id: Uuid::nil().as_simple().to_string(), path: "/me".into(), entry };
    let written = Entry::default()
        .with("wish", "異動の希望を出すかどうか、まだ迷っています。\n先に上司と話すべきでしょうか。")
        .with("place", "オンライン")
        .with("more", "");
    vec![Sample::new("held", &page(written)), Sample::new("held-empty", &page(Entry::default().with("wish", "")))]
}

//! Every form of the product × everything that is no answer to it: never a mistake of ours, always a page that says at
//! the field what is wrong and still holds what was typed.

pub mod bodies;
mod columns;
pub mod forms;

use axum::http::Method;
use banso::routes::table;
use scraper::Html;
use tempfile::TempDir;

use self::bodies::{Garbage, thrown_at};
use self::forms::{Target, targets};
use crate::matrix::actors::Actor;
use crate::matrix::stage::Stage;
use crate::support::summary::wrong_in_summary;
use crate::support::{Client, On, Page, TestApp};

/// Keeps any form as it is, faults and all; only too much of it is refused.
const AUTOSAVE: &str = "/drafts/{*form}";

#[tokio::test]
async fn every_form_answers_garbage_at_the_field_and_keeps_what_was_typed() {
    let stage = Stage::set(On::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("stage");
    let targets = targets(&stage).await;
    stage.app.copied(&file).await;
    let (mut wrong, mut with_form) = (Vec::new(), 0);
    let mut yard = Yard::of(&stage, &file).await;
    for target in &targets {
        with_form += usize::from(!target.fields.is_empty());
        for garbage in thrown_at(target) {
            let page = yard.takes(target, &garbage).await;
            if let Some(why) = fault(target, &garbage, &page) {
                wrong.push(format!(
                    "{} as {}: {} → {}: {why}",
                    target.spec.path,
                    target.actor.name(),
                    garbage.what,
                    page.status
                ));
            }
        }
    }
    yard.app.leave().await;
    assert!(with_form >= 30, "the forms were found on their pages: {with_form} of {}", targets.len());
    assert!(wrong.is_empty(), "{} answers:\n{}", wrong.len(), wrong.join("\n"));
    stage.app.end().await;
}

/// A copy of the product into which garbage is thrown; whatever was taken is thrown away with it.
struct Yard<'a> {
    stage: &'a Stage,
    file: &'a std::path::Path,
    app: TestApp,
    browser: Option<(Actor, Client)>,
}

impl<'a> Yard<'a> {
    async fn of(stage: &'a Stage, file: &'a std::path::Path) -> Self {
        Self { stage, file, app: stage.app.twin(file).await, browser: None }
    }

    async fn takes(&mut self, target: &Target, garbage: &Garbage) -> Page {
        let known = self.browser.take().filter(|(actor, _)| *actor == target.actor);
        let (actor, mut browser) = match known {
            Some(known) => known,
            None => (target.actor, target.actor.browser(&self.app).await),
        };
        let commits = self.app.db().commits();
        let page = browser.deliver("POST", &target.path, Some((garbage.kind, garbage.body.clone()))).await;
        if self.app.db().commits() > commits {
            let fresh = self.stage.app.twin(self.file).await;
            std::mem::replace(&mut self.app, fresh).leave().await;
        } else {
            self.browser = Some((actor, browser));
        }
        page
    }
}

/// What is wrong with an answer.
fn fault(target: &Target, garbage: &Garbage, page: &Page) -> Option<String> {
    let status = page.status.as_u16();
    let taken = (200..400).contains(&status);
    if status >= 500 {
        return Some("a mistake of ours".into());
    }
    if taken && !garbage.may_pass && (target.spec.path != AUTOSAVE || status == 413) {
        return Some("taken".into());
    }
    // a form of buttons alone has nothing to give back
    let nothing_typed = status == 413 && garbage.kept.is_none();
    if !matches!(status, 413 | 422) || target.fields.is_empty() || nothing_typed {
        return None;
    }
    let at_field = page.html.contains("class=\"error\"");
    // where nothing can be typed, as at a button, the message stands in the list above, which leads there
    let above = page.html.contains("role=\"alert\"") && page.html.contains("<li><a href=\"#");
    if !at_field && (!above || garbage.kept.is_some()) {
        return Some("no message at a field".into());
    }
    let summary = wrong_in_summary(&Html::parse_document(&page.html));
    if !summary.is_empty() {
        return Some(summary.join("; "));
    }
    let kept = garbage.kept.as_ref().filter(|kept| !page.html.contains(kept.as_str()));
    kept.map(|_| "what was typed is gone".into())
}

#[tokio::test]
async fn an_id_in_an_address_that_is_none_is_an_address_that_is_not() {
    let stage = Stage::set(On::Sqlite).await;
    let ids = ["{id}", "{booking}", "{person}"];
    let routes = table().into_iter().map(|route| route.spec).filter(|spec| ids.iter().any(|id| spec.path.contains(id)));
    let mut tried = 0;
    for spec in routes {
        for id in ["0", "'--", "%00", "%FF", "%EF%BC%90", "00000000-0000-4000-8000-000000000001"] {
            let path = ids.iter().fold(spec.path.to_owned(), |path, name| path.replace(name, id));
            let path = stage.path(&path);
            for actor in [Actor::Client, Actor::Supporter, Actor::Manager, Actor::Administrator] {
                let body = (spec.method == Method::POST).then(|| "a=b".to_owned());
                let page = actor.browser(&stage.app).await.send(spec.method.as_str(), &path, body).await;
                assert_eq!(page.status, 404, "{} {path} as {}", spec.method, actor.name());
                tried += 1;
            }
        }
    }
    assert!(tried > 500, "{tried}");
    stage.app.end().await;
}

//! A withdrawal takes effect on the next request: at every address of the gate, in the browser that has just read there.

use std::collections::BTreeSet;

use axum::http::Method;
use banso::routes::{Policy, table};

use super::Garden;
use crate::matrix::actors::{Actor, Promise};
use crate::support::On;

#[tokio::test]
async fn what_was_open_a_moment_ago_is_shut_on_the_next_request() {
    let garden = Garden::of(On::Sqlite).await;
    let (stage, actor) = (&garden.stage, Actor::Supporter);
    let (open, still) =
        (garden.readable(actor, Promise::Given).await, garden.readable(actor, Promise::Withdrawn).await);
    let lost: BTreeSet<&str> = open.difference(&still).copied().collect();
    let agreement = stage.path("/meetings/{booking}/agreement");
    let (mut tanaka, mut hayakawa) = (Actor::Client.browser(&stage.app).await, actor.browser(&stage.app).await);
    let gated = table().into_iter().map(|route| route.spec).filter(|spec| matches!(spec.policy, Policy::Gate(..)));
    let gated = gated.filter(|spec| spec.method == Method::GET).map(|spec| stage.path(spec.path));
    let ahead = agreement.trim_end_matches("/agreement").to_owned();
    let paths: BTreeSet<String> = gated.chain(garden.places.iter().cloned()).chain([ahead]).collect();
    let (mut seen, mut shut) = (BTreeSet::new(), 0);
    for path in &paths {
        let before = hayakawa.send("GET", path, None).await;
        seen.extend(lost.iter().filter(|word| before.html.contains(**word)));
        let withdrawal = format!("{agreement}/withdrawal");
        tanaka.post_only(&withdrawal, &[("clause", "confidentiality")]).await.is(303);
        let after = hayakawa.send("GET", path, None).await;
        let told = lost.iter().find(|word| after.html.contains(**word));
        assert_eq!(told, None, "{path} is open after the withdrawal");
        shut += usize::from(before.status == 200 && after.status == 404);
        tanaka.post_only(&agreement, &[("answer-confidentiality", "yes")]).await.is(303);
    }
    assert!(paths.len() >= 24, "{} addresses", paths.len());
    assert_eq!(seen, lost, "each was read a moment before");
    assert!(lost.len() >= 8 && shut >= 1, "{lost:?}, {shut}");
    garden.stage.app.end().await;
}

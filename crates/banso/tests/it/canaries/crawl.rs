//! Reads the product as somebody would who follows every link, and knocks at the addresses of everybody else.

use std::collections::{BTreeSet, VecDeque};

use axum::http::Method;
use banso::routes::table;

use crate::matrix::stage::Stage;
use crate::support::Client;

/// A crawl ends, even where a calendar does not.
const PAGES: usize = 160;
/// As many pages of one shape: next weeks, other people, other mails.
const OF_ONE_SHAPE: usize = 6;

const BEGIN: [&str; 10] =
    ["/", "/calendar", "/writing", "/supporters", "/people", "/today", "/health", "/outbox", "/help", "/me"];

/// Everything that an actor was answered: address and text, with the headers.
pub async fn crawl(stage: &Stage, browser: &mut Client, knocked: &[String]) -> Vec<(String, String)> {
    let pages = table().into_iter().map(|route| route.spec).filter(|spec| spec.method == Method::GET);
    let everything = pages.map(|spec| stage.path(spec.path));
    let mut waiting: VecDeque<String> = BEGIN.into_iter().map(str::to_owned).chain(knocked.iter().cloned()).collect();
    waiting.extend(everything);
    let (mut seen, mut shapes) = (BTreeSet::new(), Vec::new());
    let (mut found, fixed) = (Vec::new(), waiting.len());
    while let Some(path) = waiting.pop_front() {
        if found.len() >= PAGES + fixed || !seen.insert(path.clone()) {
            continue;
        }
        let page = browser.send("GET", &path, None).await;
        if let Some(to) = page.headers.get("location") {
            waiting.push_front(to.to_str().unwrap().to_owned());
        }
        for link in links(&page.html) {
            let shape = shape(&link);
            if shapes.iter().filter(|known| **known == shape).count() < OF_ONE_SHAPE {
                shapes.push(shape);
                waiting.push_back(link);
            }
        }
        found.push((path, format!("{:?}\n{}", page.headers, page.html)));
    }
    found
}

/// The links of a page that stay in the house; assets say nothing about people.
fn links(html: &str) -> BTreeSet<String> {
    let hrefs = html.split("href=\"/").skip(1).filter_map(|rest| rest.split(['"', '#']).next());
    let plain = |href: &str| format!("/{}", href.replace("&#38;", "&").replace("&amp;", "&"));
    hrefs.map(plain).filter(|path| !path.starts_with("/a/") && !path.starts_with("/favicon")).collect()
}

/// The address without ids and without what its query asks for.
fn shape(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let plain =
        |segment: &str| if uuid::Uuid::parse_str(segment).is_ok() { "…".to_owned() } else { segment.to_owned() };
    let asked: Vec<&str> = query.split('&').map(|pair| pair.split('=').next().unwrap_or("")).collect();
    format!("{}?{}", path.split('/').map(plain).collect::<Vec<_>>().join("/"), asked.join("&"))
}

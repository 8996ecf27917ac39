//! Reads the product as somebody would who follows every link, knocks at the addresses of everybody else, takes
//! everything away that can be taken away, and sends what is refused.

use std::collections::{BTreeSet, VecDeque};
use std::io::{Cursor, Read as _};

use axum::http::Method;
use banso::routes::table;

use crate::matrix::stage::Stage;
use crate::support::{Client, Page};

/// A crawl ends, even where a calendar does not.
const PAGES: usize = 160;
/// As many pages of one shape: next weeks, other people, other mails.
const OF_ONE_SHAPE: usize = 6;

const BEGIN: [&str; 13] = [
    "/",
    "/calendar",
    "/writing",
    "/supporters",
    "/people",
    "/today",
    "/health",
    "/outbox",
    "/help",
    "/me",
    "/record",
    "/disclosures",
    "/emergencies",
];

/// What stood somewhere: its address, and its text with the headers.
pub type Found = (String, String);

/// Everything that an actor was answered.
pub async fn crawl(stage: &Stage, browser: &mut Client, knocked: &[String]) -> Vec<Found> {
    let mut found = pages(stage, browser, knocked).await;
    found.extend(taken_away(browser).await);
    found.extend(refused(stage, browser, knocked).await);
    found
}

async fn pages(stage: &Stage, browser: &mut Client, knocked: &[String]) -> Vec<Found> {
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
        found.push((path, whole(&page)));
    }
    found
}

fn whole(page: &Page) -> String {
    format!("{:?}\n{}", page.headers, page.html)
}

/// The record in one file, and the calendar that a program fetches.
async fn taken_away(browser: &mut Client) -> Vec<Found> {
    let export = browser.post_only("/record/export", &[]).await;
    let mut found = if export.status == 200 { unpacked(&export.bytes) } else { Vec::new() };
    let feed = browser.post("/calendar/feed", &[]).await;
    if let Some((file, _)) = feed.html.split("/calendar/feed/").find_map(|rest| rest.split_once(".ics")) {
        let path = format!("/calendar/feed/{file}.ics");
        let calendar = browser.get(&path).await;
        assert!(calendar.html.starts_with("BEGIN:VCALENDAR"), "{}", calendar.text());
        found.push((path, whole(&calendar)));
    }
    found.push(("/calendar/feed".to_owned(), whole(&feed)));
    found
}

/// Every file of an archive.
pub fn unpacked(archive: &[u8]) -> Vec<Found> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let (mut file, mut bytes) = (archive.by_index(at).unwrap(), Vec::new());
        file.read_to_end(&mut bytes).unwrap();
        found.push((format!("/record/export: {}", file.name().unwrap()), String::from_utf8_lossy(&bytes).into_owned()));
    }
    assert!(found.len() >= 2, "the archive was opened");
    found
}

/// What is answered to posts that are no forms, to forms that are empty, and to addresses that are none.
async fn refused(stage: &Stage, browser: &mut Client, knocked: &[String]) -> Vec<Found> {
    let mut found = Vec::new();
    for path in knocked {
        let nowhere = browser.send("GET", &format!("{path}/nowhere?next={path}"), None).await;
        found.push((format!("{path}/nowhere"), whole(&nowhere)));
        let json = browser.deliver("POST", path, Some(("application/json", b"{\"a\":1}".to_vec()))).await;
        found.push((format!("{path} (JSON)"), whole(&json)));
    }
    // what an empty form cannot change: nothing is typed, so nothing is sound
    let posts = table().into_iter().map(|route| route.spec).filter(|spec| spec.method == Method::POST);
    for spec in posts.filter(|spec| ["/me", "/me/password", "/profile", "/people/invitation"].contains(&spec.path)) {
        let page = browser.post_only(&stage.path(spec.path), &[]).await;
        found.push((format!("{} (empty)", spec.path), whole(&page)));
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

//! Read = write: whatever a post gives back (the page, the form with its faults, where it leads) its sender may read at
//! that moment. Random people send random forms to random objects; nobody sends a canary, so each that comes back stood
//! there already.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use kit::db::Sql;
use kit::web::Entry;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rules::access::Rule;
use rules::access::control::Broken;
use sea_orm::FromQueryResult;
use tempfile::TempDir;
use uuid::Uuid;

use super::{Garden, Leak};
use crate::garbage::bodies::{FORM, small};
use crate::garbage::forms::{Target, targets};
use crate::matrix::actors::{Actor, Promise};
use crate::support::{Client, On, Page, TestApp, full};

const SEED: u64 = 20_261_121;
const SHEETS: [&str; 4] = ["what-to-talk-about", "session-plan", "shared-record", "three-lines"];

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// Somebody at a form that is addressed to some object.
struct Post {
    actor: Actor,
    path: String,
    body: Body,
}

/// What a form is sent as, and its bytes.
type Body = (&'static str, Vec<u8>);

/// Chance, and what it chooses from.
struct Senders<'a> {
    garden: &'a Garden,
    chance: StdRng,
    targets: Vec<(Target, Vec<Body>)>,
    /// What can stand in an address after its first word.
    objects: BTreeMap<&'static str, Vec<Uuid>>,
    readable: BTreeMap<Actor, BTreeSet<&'static str>>,
    browsers: BTreeMap<Actor, Client>,
    _folder: TempDir,
    file: PathBuf,
}

impl<'a> Senders<'a> {
    async fn of(garden: &'a Garden) -> Self {
        let app = &garden.stage.app;
        let (mut readable, mut browsers, mut objects) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for actor in Actor::all() {
            readable.insert(actor, garden.readable(actor, Promise::Given).await);
            browsers.insert(actor, actor.browser(app).await);
        }
        let tables = [("meetings", "bookings"), ("bookings", "bookings"), ("letters", "letters"), ("offers", "offers")];
        for (word, table) in tables {
            let rows: Vec<Id> = app.db().all(&format!("SELECT id FROM {table} ORDER BY id"), vec![]).await.unwrap();
            objects.insert(word, rows.into_iter().map(|row| row.id).collect());
        }
        let targets = targets(&garden.stage).await.into_iter();
        let targets = targets.map(|target| bodies(garden, target)).collect();
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("garden");
        app.copied(&file).await;
        Self {
            garden,
            chance: StdRng::seed_from_u64(SEED),
            targets,
            objects,
            readable,
            browsers,
            _folder: folder,
            file,
        }
    }

    fn next(&mut self) -> Post {
        let all: Vec<Actor> = Actor::all().collect();
        let (target, bodies) = self.targets.choose(&mut self.chance).unwrap();
        // half of them by who has a reason to be there: others are mostly told that there is no such thing
        let actor = if self.chance.random() { target.actor } else { *all.choose(&mut self.chance).unwrap() };
        let mut path = target.path.clone();
        if self.chance.random() {
            path = elsewhere(&path, &self.objects, &mut self.chance);
        }
        Post { actor, path, body: bodies.choose(&mut self.chance).unwrap().clone() }
    }

    /// Sends so many forms; answers what came back to somebody who may not read it, and how much came back.
    async fn send(&mut self, posts: usize) -> (Vec<Leak>, usize) {
        let mut app = self.garden.stage.app.twin(&self.file).await;
        let (mut leaks, mut told) = (Vec::new(), 0);
        for _ in 0..posts {
            let Post { actor, path, body: (kind, bytes) } = self.next();
            let mut browser = self.browsers[&actor].before(app.router.clone());
            let answer = browser.deliver("POST", &path, Some((kind, bytes))).await;
            let taken = answer.status.is_success() || answer.status.is_redirection();
            let said = together(&mut browser, answer).await;
            for canary in self.garden.canaries.iter().filter(|canary| said.contains(canary.word)) {
                told += 1;
                if !self.readable[&actor].contains(canary.word) {
                    leaks.push(Leak { who: actor.name(), word: canary.word, at: path.clone() });
                }
            }
            if taken {
                app = self.fresh(app).await;
            }
        }
        app.leave().await;
        (leaks, told)
    }

    async fn fresh(&self, used: TestApp) -> TestApp {
        used.leave().await;
        self.garden.stage.app.twin(&self.file).await
    }
}

/// The answer, with the page to which it leads.
async fn together(browser: &mut Client, answer: Page) -> String {
    let mut said = format!("{:?}\n{}", answer.headers, answer.html);
    if let Some(to) = answer.headers.get("location") {
        let next = browser.send("GET", to.to_str().unwrap(), None).await;
        said.push_str(&next.html);
    }
    said
}

/// What can be sent to a form: as much as names something, a sound form as often as not, and every kind of garbage.
fn bodies(garden: &Garden, target: Target) -> (Target, Vec<Body>) {
    let garbage = small(&target).into_iter().map(|one| (one.kind, one.body));
    let garbage: Vec<Body> = garbage.collect();
    let sound = [garden.stage.body(target.spec.path).into_bytes(), sound(&target)].map(|body| (FORM, body));
    let sound = sound.into_iter().cycle().take(garbage.len());
    let bodies = sound.chain(garbage.iter().cloned()).map(|(kind, body)| (kind, without_canaries(&body))).collect();
    (target, bodies)
}

/// The form as its page offers it, with something in every field that asks for text.
fn sound(target: &Target) -> Vec<u8> {
    let filled = |field: &crate::garbage::forms::Field| {
        if field.value.is_empty() && field.is_free() { "ことば".to_owned() } else { field.value.clone() }
    };
    let form = target.fields.iter().fold(Entry::default(), |entry, field| entry.with(&field.name, filled(field)));
    form.encoded().into_bytes()
}

fn without_canaries(body: &[u8]) -> Vec<u8> {
    const CANARY: &[u8] = b"canary";
    let mut body = body.to_vec();
    while let Some(at) = body.windows(CANARY.len()).position(|window| window == CANARY) {
        body.splice(at..at + CANARY.len(), *b"sparrow");
    }
    body
}

/// The same address about another object, or another sheet.
fn elsewhere(path: &str, objects: &BTreeMap<&str, Vec<Uuid>>, chance: &mut StdRng) -> String {
    let mut segments: Vec<String> = path.split('/').map(str::to_owned).collect();
    let some = segments.get(1).and_then(|word| objects.get(word.as_str())).and_then(|ids| ids.choose(chance));
    if let (Some(id), Some(segment)) = (some, segments.get_mut(2)) {
        *segment = id.as_simple().to_string();
    }
    if segments.get(3).is_some_and(|word| word == "sheets") {
        segments[4] = (*SHEETS.choose(chance).unwrap()).to_owned();
    }
    segments.join("/")
}

#[tokio::test]
async fn what_a_post_gives_back_its_sender_may_read() {
    let garden = Garden::of(On::Sqlite).await;
    let mut senders = Senders::of(&garden).await;
    let posts = if full() { 5_000 } else { 200 };
    let (leaks, told) = senders.send(posts).await;
    assert!(leaks.is_empty(), "{leaks:#?}");
    assert!(told * 40 > posts, "{told} texts came back to who may read them");
    // the control: with a rule broken on purpose something comes back that should not
    let broken = Broken::rule(Rule::PlanAuthor);
    senders.targets.retain(|(target, _)| target.spec.path == "/meetings/{booking}/sheets/{key}");
    let (leaks, _) = senders.send(100).await;
    drop(broken);
    let plan = |leak: &Leak| leak.who == "client" && ["canary-03-aim", "canary-04-flow"].contains(&leak.word);
    assert!(leaks.iter().any(plan), "{leaks:#?}");
    garden.stage.app.end().await;
}

//! The cast with something at every address: what 田中さん and 早川さん have with each other stands for every object,
//! so each of the others is a stranger to it. A parameter of a route finds its value here by name.

mod ways_out;

use banso::meetings::BookingId;
use banso::people::{MembershipId, PersonId};
use jiff::SignedDuration;
use kit::args;
use kit::db::Sql;
use kit::web::Entry;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::actors::{Actor, Promise};
use crate::letters::held;
use crate::sheets::{belongs, booked};
use crate::support::{On, TestApp, person};

/// The value of a parameter in all routes that begin so; the longest beginning counts.
struct Fixture {
    route: &'static str,
    name: &'static str,
    value: String,
}

/// The name under which a page that is asked for something finds what.
const QUERY: &str = "?";
/// The name under which a form finds what it is sent with, where an empty one would name nothing that there is.
const BODY: &str = "=";

/// The product with its fixtures.
pub struct Stage {
    pub app: TestApp,
    fixtures: Vec<Fixture>,
    /// What a route is about where a ground stands beside consent.
    grounds: Vec<(&'static str, String)>,
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

const LETTER: [(&str, &str); 3] =
    [("body", "三つの課の段取りを、ひとりで見ていました。"), ("strength", "先に聞く力"), ("then", "preview")];
const TOPIC: [(&str, &str); 2] = [("q-most", "異動の希望を出すか"), ("hand", "submit")];

impl Stage {
    pub async fn set(on: On) -> Self {
        let mut stage = Self { app: TestApp::with_cast(on).await, fixtures: Vec::new(), grounds: Vec::new() };
        stage.offices().await;
        stage.call_in_vain().await;
        stage.meetings().await;
        stage.questions().await;
        stage.letters().await;
        stage.offer().await;
        stage.exits().await;
        stage.people().await;
        stage.machine().await;
        stage.danger().await;
        stage
    }

    /// The path of a route with every parameter filled in.
    pub fn path(&self, route: &str) -> String {
        let segment = |segment: &str| match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) => self.value(route, name.trim_start_matches('*')),
            None => segment.to_owned(),
        };
        let path = route.split('/').map(segment).collect::<Vec<_>>().join("/");
        let asks = self.fixtures.iter().find(|fixture| fixture.name == QUERY && fixture.route == route);
        asks.map_or(path.clone(), |query| format!("{path}?{}", query.value))
    }

    /// The same, where the promise stands like this.
    pub fn path_on(&self, route: &str, promise: Promise) -> String {
        let ground = self.grounds.iter().find(|(on, _)| *on == route && promise == Promise::Exception);
        ground.map_or_else(|| self.path(route), |(_, id)| route.replace("{id}", id))
    }

    /// What the form of a route is sent with: nothing, where that says who may send it.
    pub fn body(&self, route: &str) -> String {
        let body = self.fixtures.iter().find(|fixture| fixture.name == BODY && fixture.route == route);
        body.map(|body| body.value.clone()).unwrap_or_default()
    }

    fn value(&self, route: &str, name: &str) -> String {
        let fits = |fixture: &&Fixture| fixture.name == name && route.starts_with(fixture.route);
        let found = self.fixtures.iter().filter(fits).max_by_key(|fixture| fixture.route.len());
        found.map_or_else(
            || panic!("{route} has the parameter {name}; give it a value in tests/it/matrix/stage.rs"),
            |fixture| fixture.value.clone(),
        )
    }

    fn put(&mut self, route: &'static str, name: &'static str, value: impl ToString) {
        self.fixtures.push(Fixture { route, name, value: value.to_string() });
    }

    pub async fn tells(&self, sql: &str, values: Vec<Value>) {
        let tx = self.app.db().begin().await.unwrap();
        tx.run(sql, values).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn id(&self, sql: &str, values: Vec<Value>) -> Uuid {
        self.app.db().first::<Id>(sql, values).await.unwrap().expect("the cast has one").id
    }

    pub fn pair(&self) -> (PersonId, PersonId) {
        (self.app.cast("tanaka"), self.app.cast("hayakawa"))
    }

    /// One person for every office that the cast does not know.
    async fn offices(&mut self) {
        for office in Actor::OF_OFFICES {
            let word = office.key().unwrap();
            let person = person(&self.app, "宮", word, &format!("{word}@example.test"), "水曜の夜に話す").await;
            belongs(&self.app, person, word).await;
            self.app.joined(word, person);
        }
    }

    async fn meetings(&mut self) {
        let (tanaka, hayakawa) = self.pair();
        let (met, ahead) = (self.app.meeting("tanaka-hayakawa-1"), self.app.meeting("tanaka-hayakawa-2"));
        let unsaid = booked(&self.app, tanaka, hayakawa, SignedDuration::from_hours(-26), 1).await;
        let mut browser = self.app.as_person(tanaka).await;
        browser.post_only(&format!("/meetings/{ahead}/sheets/what-to-talk-about"), &TOPIC).await.is(303);
        let slots = browser.get(&format!("/supporters/{hayakawa}/slots")).await;
        let start = slots.after("name=\"start\" value=\"").expect("早川さん has a free time").to_owned();
        let wish = [("supporter", &*hayakawa.to_string()), ("plan", "standard"), ("start", &*start)];
        let hold = browser.post_only("/holds", &wish).await;
        let hold = hold.is(303).headers["location"].to_str().unwrap().split('/').nth(2).unwrap().to_owned();
        browser.post_only(&format!("/bookings/{hold}/form"), &TOPIC).await.is(303);
        let wish = Entry::default().with("supporter", hayakawa.to_string()).with("plan", "standard");
        self.put("/holds", BODY, wish.clone().with("start", start).encoded());
        self.put("/offers", BODY, wish.encoded());
        self.put("/bookings/{id}/attendance", BODY, "outcome=held");
        self.put("/meetings/", "id", met);
        self.put("/meetings/", "booking", ahead);
        self.put("/meetings/", "key", "what-to-talk-about");
        self.put("/bookings/", "id", hold);
        self.put("/bookings/{id}/move", "id", ahead);
        self.put("/bookings/{id}/cancellation", "id", ahead);
        self.put("/bookings/{id}/attendance", "id", unsaid);
        self.put("/supporters/", "id", hayakawa);
    }

    /// A question about a clause, for the two to talk over.
    async fn questions(&mut self) {
        let agreement = self.path("/meetings/{booking}/agreement");
        let mut browser = self.app.as_person(self.pair().0).await;
        browser.post_only(&agreement, &[("question-case-use", "誰が読みますか")]).await.is(303);
        let question = self.id("SELECT id FROM clause_questions ORDER BY asked_at DESC LIMIT 1", vec![]).await;
        self.put("/meetings/{booking}/agreement/answered", BODY, format!("question={}", question.as_simple()));
    }

    /// One that was read, one that is being written, one that can still be taken back.
    async fn letters(&mut self) {
        let (tanaka, hayakawa) = self.pair();
        let sent = "SELECT l.id FROM letters l WHERE l.booking = $1";
        let sent = self.id(sent, args![self.app.meeting("tanaka-hayakawa-1")]).await;
        self.tells("DELETE FROM replies WHERE letter = $1", args![sent]).await;
        self.put("/letters/", "id", sent.as_simple());
        let mut browser = self.app.as_person(hayakawa).await;
        for (days, route) in [(-3, "draft"), (-4, "recall")] {
            let met: BookingId = booked(&self.app, tanaka, hayakawa, SignedDuration::from_hours(24 * days), 1).await;
            let letter = held(&self.app, met).await;
            browser.post_only(&format!("/letters/{letter}/edit"), &LETTER).await.is(303);
            if route == "recall" {
                browser.post_only(&format!("/letters/{letter}/sending"), &[]).await.is(303);
                self.put("/letters/{id}/recall", "id", letter);
                continue;
            }
            for route in ["/letters/{id}/edit", "/letters/{id}/preview", "/letters/{id}/sending"] {
                self.put(route, "id", letter);
            }
        }
    }

    async fn offer(&mut self) {
        let (tanaka, hayakawa) = self.pair();
        let tx = self.app.db().begin().await.unwrap();
        let offer: banso::meetings::OfferId = tx.id();
        let (now, until) = (tx.now(), tx.now().plus(SignedDuration::from_hours(72)));
        let columns = "offers (id, programme, plan, client, supporter, made_at, expires_at)";
        let values = args![offer, tanaka, hayakawa, now, until];
        let insert = format!("INSERT INTO {columns} VALUES ($1, 'consultation', 'standard', $2, $3, $4, $5)");
        tx.run(&insert, values).await.unwrap();
        let start = now.plus(SignedDuration::from_hours(24 * 20));
        let booking = "INSERT INTO bookings (id, programme, plan, client, supporter, offer, status, ordinal, starts_at,
            ends_at, place, place_text, held_until, version, made_at)
          VALUES ($1, 'consultation', 'standard', $2, $3, $4, 'offered', 2, $5, $6, 'online', 'https://meet.test/x', $7, 0, $8)";
        let end = start.plus(SignedDuration::from_hours(1));
        let values = args![tx.id::<BookingId>(), tanaka, hayakawa, offer, start, end, until, now];
        tx.run(booking, values).await.unwrap();
        tx.commit().await.unwrap();
        self.put("/offers/", "id", offer);
        self.put("/offers/new", QUERY, format!("supporter={hayakawa}"));
    }

    /// What the office looks after, and what is 田中さん's own: a login, a calendar feed, a held post.
    async fn people(&mut self) {
        let tanaka = self.app.cast("tanaka");
        let mut office = self.app.as_person(self.app.cast("katagiri")).await;
        let guest =
            [("email", "guest@example.test"), ("programme", "consultation"), ("role", "client"), ("lang", "ja")];
        office.post_only("/people/invitation", &guest).await.is(303);
        let mails = self.app.outbox().await;
        let body = mails.iter().find_map(|mail| mail.body.as_deref().filter(|_| mail.address == "guest@example.test"));
        let link = body.unwrap().split("/links/").nth(1).unwrap().split_whitespace().next().unwrap();
        let (link, tag) = link.split_once('/').unwrap();
        let mail = self.id("SELECT job AS id FROM mails WHERE address = 'guest@example.test'", vec![]).await;
        let member = "SELECT id FROM memberships WHERE person = $1";
        let member = MembershipId(self.id(member, args![self.app.cast("morishita")]).await);
        let room = self.id("SELECT id FROM rooms ORDER BY id LIMIT 1", vec![]).await;
        let mut browser = self.app.as_person(tanaka).await;
        let login = self.id("SELECT id FROM logins WHERE person = $1 ORDER BY id LIMIT 1", args![tanaka]).await;
        let calendar = browser.post("/calendar/feed", &[]).await;
        let feed = calendar.html.split("/calendar/feed/").find_map(|rest| rest.split_once(".ics")).unwrap().0;
        let tx = self.app.db().begin().await.unwrap();
        let entry = Entry::default().with("family", "田中");
        let post = kit::drafts::hold(&tx, &self.app.app.masters, tanaka.0, "/me", &entry).await.unwrap();
        tx.commit().await.unwrap();
        self.put("/links/", "id", link);
        self.put("/links/", "tag", tag);
        self.put("/people/invitation/", "id", link);
        self.put("/people/memberships/", "id", member);
        self.put("/people/", "person", tanaka);
        self.put("/me/logins/", "id", login.as_simple());
        self.put("/held/", "id", post.as_simple());
        self.put("/calendar/feed/", "file", format!("{feed}.ics"));
        self.put("/rooms/", "id", room.as_simple());
        self.put("/outbox/", "id", mail.as_simple());
    }

    async fn machine(&mut self) {
        let now = self.app.db().clock().now();
        let job = self.app.db().dice().uuid(now);
        let dead = "INSERT INTO jobs (id, kind, about, run_at, unique_key, attempts, left_at, dead_at)
                    VALUES ($1, 'meetings/reminder', $1, $2, 'dead', 9, $2, $2)";
        self.tells(dead, args![job, now]).await;
        let page = self.app.nobody().get("/help").await;
        let (digest, _) = page.after("href=\"/a/").unwrap().split_once('/').unwrap();
        self.put("/theme", BODY, "theme=dark");
        self.put("/language", BODY, "lang=ja");
        self.put("/a/", "digest", digest);
        self.put("/a/", "name", "banso.css");
        self.put("/drafts/", "form", "letters");
        self.put("/health/jobs/", "id", job.as_simple());
        self.put("/help/", "page", "confidence");
        self.put("/programmes/", "key", "consultation");
        self.put("/clauses/", "programme", "consultation");
        self.put("/clauses/", "clause", "case-use");
        let hold = self.app.db().dice().uuid(now);
        let place = "INSERT INTO legal_holds (id, person, placed_by, placed_at) VALUES ($1, $2, $3, $4)";
        let (mizuno, officer) = (self.app.cast("mizuno"), self.app.cast("kinami"));
        self.tells(place, args![hold, mizuno, officer, now]).await;
        self.put("/legal-holds/", "hold", hold.as_simple());
    }
}

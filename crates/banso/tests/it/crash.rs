//! The product is killed while sixteen people book, again and again at random moments. After every start it is ready at
//! once, whatever was acknowledged is there with all that belongs to it, nothing is half done, and the doctor agrees.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::{Duration, Instant};

use banso::app::{App, Limits, MIGRATIONS, Start};
use banso::settings::Settings;
use jiff::{SignedDuration, Timestamp};
use kit::args;
use kit::db::{Db, Durability, Sql};
use kit::id::Dice;
use kit::time::Clock;
use kit::vault::MasterKeys;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use rules::lang::Lang;
use sea_orm::FromQueryResult;
use tempfile::TempDir;
use uuid::Uuid;

use crate::support::ledger::Ledger;
use crate::support::wire::{Heard, Wire};
use crate::support::{crowd, full};

const CLIENTS: usize = 16;
const READY: Duration = Duration::from_secs(2);
/// How long the sixteen write at most before the product is killed.
const LONGEST: u64 = 800;
/// News and two reminders for each of two people.
const JOBS: i64 = 6;

/// The folder of an organisation: the cast, and sixteen clients who each have a supporter of their own.
struct House {
    folder: TempDir,
    clients: Vec<Client>,
}

struct Client {
    token: String,
    supporter: String,
    /// What they were told in all their lives.
    told: Told,
}

/// What a client has an answer for.
#[derive(Debug, Default)]
struct Told {
    tried: usize,
    agreed: BTreeSet<Uuid>,
    /// The time that is held now, and whether the words for it were taken.
    held: Option<(Uuid, bool)>,
    /// How often the product went away before it answered.
    cut_off: usize,
    strange: Vec<String>,
}

impl House {
    async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let settings = Settings { data: folder.path().to_owned(), ..Settings::default() };
        let dice = Dice::system();
        let keys = MasterKeys::fresh("first", &dice);
        std::fs::write(settings.key_path(), keys.as_bytes()).unwrap();
        let (clock, durability, limits) = (Clock::system(), Durability::Full, Limits::for_people());
        let masters = MasterKeys::parse(&keys).unwrap();
        let start = Start { settings, clock, dice, durability, masters, limits, demo: true, lang: Lang::Ja };
        let app = App::start(start).await.unwrap();
        MIGRATIONS.apply(&app.db).await.unwrap();
        banso::demo::plant(&app, Lang::Ja).await.unwrap();
        let tx = app.db.begin().await.unwrap();
        let mut clients = Vec::new();
        for n in 0..CLIENTS {
            let person = crowd::client(&tx, n).await;
            let token = banso::people::login::begin(&tx, person, "test").await.unwrap();
            let supporter = crowd::supporter(&tx, n, None).await.to_string();
            clients.push(Client { token, supporter, told: Told::default() });
        }
        tx.commit().await.unwrap();
        app.db.close().await.unwrap();
        Self { folder, clients }
    }

    fn command(&self, what: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_banso"));
        command.args(what).env("BANSO_DATA", self.folder.path()).env("BANSO_LISTEN", "127.0.0.1:0");
        command.env("BANSO_LOG", "error").env_remove("BANSO_DATABASE").stdin(Stdio::null());
        command
    }

    fn doctor(&self) -> Output {
        self.command(&["doctor", "--json"]).output().unwrap()
    }

    /// Everybody books until the product is gone.
    fn everybody_books_until_killed(&mut self, mut served: Served, after: Duration) {
        let address = served.address;
        let times = times();
        std::thread::scope(|scope| {
            for client in &mut self.clients {
                scope.spawn(|| client.books(address, &times));
            }
            std::thread::sleep(after);
            served.kill();
        });
    }

    async fn open(&self) -> Db {
        let url = Settings { data: self.folder.path().to_owned(), ..Settings::default() }.database_url();
        Db::open(&url, Durability::Full, Clock::system(), Dice::system()).await.unwrap()
    }

    /// What is lost, half done or strange, one sentence each.
    async fn faults(&self) -> Vec<String> {
        let db = self.open().await;
        let ledger = Ledger::read(&db).await;
        let belongings = Belongings::of_clients(&db).await;
        db.close().await.unwrap();
        let mut faults = ledger.faults();
        for client in &self.clients {
            faults.extend(client.told.strange.iter().cloned());
            faults.extend(client.lost(&belongings));
        }
        faults.extend(belongings.values().filter_map(Belongings::half_done));
        faults
    }

    fn told<T>(&self, what: impl Fn(&Told) -> T) -> Vec<T> {
        self.clients.iter().map(|client| what(&client.told)).collect()
    }
}

impl Client {
    /// One time after the other: hold, write, agree. Ends when the product no longer answers.
    fn books(&mut self, address: SocketAddr, times: &[Timestamp]) {
        let wire = Wire::new(address, &self.token);
        while self.book_next(&wire, times).is_some() {}
        self.told.cut_off += 1;
    }

    fn book_next(&mut self, wire: &Wire, times: &[Timestamp]) -> Option<()> {
        let start = times.get(self.told.tried).expect("there are times enough").to_string();
        self.told.tried += 1;
        // somebody holds one time: the next one may let go of this one, also when its answer does not arrive
        self.told.held = None;
        let typed = [("supporter", self.supporter.as_str()), ("plan", "light"), ("start", &start)];
        let held = wire.post("/holds", &typed)?;
        let Some(id) = self.accepted(&held) else { return Some(()) };
        self.told.held = Some((id, false));
        let form = wire.post(&format!("/bookings/{id}/form"), &[("q-most", "異動の希望を出すかどうか")])?;
        if self.accepted(&form).is_some() {
            self.told.held = Some((id, true));
        }
        let agreed = wire.post(&format!("/bookings/{id}/confirmation"), &[])?;
        if self.accepted(&agreed).is_some() {
            self.told.agreed.insert(id);
            self.told.held = None;
        }
        Some(())
    }

    /// Every time is asked for once and by one client alone, so nothing but yes is expected.
    fn accepted(&mut self, answer: &Heard) -> Option<Uuid> {
        let booking = answer.booking().filter(|_| answer.status == 303);
        if booking.is_none() {
            self.told.strange.push(format!("{} {} {}", answer.status, answer.location, answer.body));
        }
        booking
    }

    fn lost<'a>(&'a self, kept: &'a BTreeMap<Uuid, Belongings>) -> impl Iterator<Item = String> + 'a {
        let status = |id: &Uuid| kept.get(id).map_or("nowhere", |row| row.status.as_str());
        let agreed = self.told.agreed.iter().filter(move |id| status(id) != "confirmed");
        let agreed = agreed.map(move |id| format!("{id} was agreed and is {}", status(id)));
        let held = self.told.held.iter().filter_map(move |(id, written)| {
            let row = kept.get(id).filter(|row| matches!(row.status.as_str(), "held" | "confirmed"));
            match row {
                None => Some(format!("{id} was held and is {}", status(id))),
                Some(row) if *written && row.drafts + row.sheets == 0 => Some(format!("the words for {id} are gone")),
                Some(_) => None,
            }
        });
        agreed.chain(held)
    }
}

/// A client's booking with what must be there with it, or must not.
#[derive(Debug, FromQueryResult)]
struct Belongings {
    id: Uuid,
    status: String,
    confirmed_at: Option<i64>,
    held_until: Option<i64>,
    jobs: i64,
    sheets: i64,
    drafts: i64,
}

impl Belongings {
    async fn of_clients(db: &Db) -> BTreeMap<Uuid, Self> {
        let question = "SELECT b.id, b.status, b.confirmed_at, b.held_until, COALESCE(j.many, 0) AS jobs,
                COALESCE(s.many, 0) AS sheets, COALESCE(d.many, 0) AS drafts
            FROM bookings b JOIN people p ON p.id = b.client
            LEFT JOIN (SELECT about, count(*) AS many FROM jobs GROUP BY about) j ON j.about = b.id
            LEFT JOIN (SELECT booking, count(*) AS many FROM sheets WHERE submitted_at IS NOT NULL GROUP BY booking) s
                ON s.booking = b.id
            LEFT JOIN (SELECT form, count(*) AS many FROM drafts GROUP BY form) d
                ON d.form = 'bookings/' || lower(hex(b.id)) || '/form'
            WHERE p.email LIKE 'client%@example.test'";
        let rows: Vec<Self> = db.all(question, vec![]).await.unwrap();
        rows.into_iter().map(|row| (row.id, row)).collect()
    }

    /// An agreement is one change: the time, the questionnaire, and what is to be told to whom.
    fn half_done(&self) -> Option<String> {
        let agreed = self.status == "confirmed";
        let whole = (self.jobs, self.sheets, self.confirmed_at.is_some())
            == if agreed { (JOBS, 1, true) } else { (0, 0, false) };
        let sound = whole && agreed == self.held_until.is_none() && !(agreed && self.drafts > 0);
        (!sound).then(|| format!("half done: {self:?}"))
    }
}

/// The real binary, serving.
struct Served {
    child: Child,
    address: SocketAddr,
    ready_after: Duration,
    _says: BufReader<ChildStdout>,
}

impl Served {
    fn start(house: &House) -> Self {
        let begun = Instant::now();
        let mut child = house.command(&["serve"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut says = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        says.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("ready http://").expect("says when it serves").parse().unwrap();
        let answer = Wire::new(address, "").get("/health/ready").expect("answers");
        assert_eq!(answer.status, 200, "{}", answer.body);
        Self { child, address, ready_after: begun.elapsed(), _says: says }
    }

    /// SIGKILL: nothing can be finished, flushed or closed.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Every full hour of an open day in Tokyo, from the day after tomorrow to shortly before the horizon.
fn times() -> Vec<Timestamp> {
    let midnight = Timestamp::now().as_second() / 86400 * 86400;
    let hour =
        |day: i64, hour: i64| Timestamp::from_second(midnight).unwrap() + SignedDuration::from_hours(24 * day + hour);
    (3..58).flat_map(|day| (0..14).map(move |open| hour(day, open))).collect()
}

fn seed() -> u64 {
    std::env::var("BANSO_TEST_SEED").map_or_else(|_| rand::random(), |seed| seed.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_random_moments_it_loses_nothing_that_was_acknowledged() {
    let seed = seed();
    println!("BANSO_TEST_SEED={seed}");
    let mut chance = StdRng::seed_from_u64(seed);
    let mut house = House::new().await;
    let mut slowest = Duration::ZERO;
    let kills = if full() { 100 } else { 5 };
    for kill in 0..=kills {
        let served = Served::start(&house);
        slowest = slowest.max(served.ready_after);
        assert!(served.ready_after < READY, "start {kill} took {:?}", served.ready_after);
        assert_eq!(house.faults().await, Vec::<String>::new(), "after kill {kill}");
        let doctor = house.doctor();
        assert!(doctor.status.success(), "after kill {kill}: {}", String::from_utf8_lossy(&doctor.stdout));
        if kill % 20 == 0 {
            println!("{kill} kills, slowest start {slowest:?}");
        }
        if kill < kills {
            house.everybody_books_until_killed(served, Duration::from_millis(chance.random_range(20..LONGEST)));
        }
    }
    let agreed: usize = house.told(|told| told.agreed.len()).iter().sum();
    let cut_off: usize = house.told(|told| told.cut_off).iter().sum();
    println!("{kills} kills, {agreed} agreed, {cut_off} cut off, slowest start {slowest:?}");
    assert!(agreed > CLIENTS, "nothing was written while it was killed");
    assert_eq!(cut_off, kills * CLIENTS);
    whoever_looks_sees_what_is_missing(&house).await;
}

/// The control: each kind of loss, done by hand, is found.
async fn whoever_looks_sees_what_is_missing(house: &House) {
    let agreed: Vec<Uuid> = house.told(|told| told.agreed.iter().copied().collect::<Vec<_>>()).concat();
    let losses = [
        ("UPDATE bookings SET status = 'released' WHERE id = $1", "was agreed and is released"),
        ("DELETE FROM occupancy WHERE booking = $1", "is confirmed and takes {}"),
        ("DELETE FROM jobs WHERE about = $1 AND kind = 'meetings/day-before'", "half done"),
        ("UPDATE sheets SET submitted_at = NULL WHERE booking = $1", "half done"),
    ];
    let db = house.open().await;
    let tx = db.begin().await.unwrap();
    for ((loss, _), booking) in losses.iter().zip(&agreed) {
        assert!(tx.run(loss, args![*booking]).await.unwrap() > 0, "{loss}");
    }
    tx.commit().await.unwrap();
    db.close().await.unwrap();
    let faults = house.faults().await;
    for ((loss, fault), booking) in losses.iter().zip(&agreed) {
        let booking = booking.to_string();
        let found = faults.iter().any(|found| found.contains(fault) && found.contains(&booking));
        assert!(found, "nobody saw {loss}: {faults:#?}");
    }
    assert!(!house.doctor().status.success(), "the doctor sees it too");
}

//! The product in a fresh folder, on SQLite with every commit synced, with a dataset in it and people signed in.

use std::path::Path;
use std::time::Duration;

use axum::Router;
use banso::app::{App, Limits, MIGRATIONS, Start};
use banso::meetings::availability::{Inquiry, Receiving, bounds};
use banso::people::{PersonId, login};
use banso::programmes::{self, CONSULTATION};
use banso::settings::Settings;
use jiff::{SignedDuration, Timestamp};
use kit::db::{Db, Durability};
use kit::id::Dice;
use kit::time::{Clock, Instant};
use kit::vault::MasterKeys;
use rules::lang::Lang;
use rules::minutes::Minutes;
use rules::slots::{Search, Window};
use tempfile::TempDir;

use crate::data::{self, Dataset, Fill, NOW, Size};
use crate::error::BenchError;
use crate::measure::now;
use crate::visitor::Visitor;

/// For how far ahead the product is asked: what a client may book at all.
const AHEAD: SignedDuration = SignedDuration::from_hours(62 * 24);

/// The product with a dataset.
#[derive(Debug)]
pub struct House {
    /// The product.
    pub app: App,
    /// Its router.
    pub router: Router,
    /// Who receives.
    pub supporters: Vec<PersonId>,
    /// Who comes.
    pub clients: Vec<PersonId>,
    /// How many meetings are agreed.
    pub bookings: usize,
    /// How long writing the dataset took.
    pub loaded_in: Duration,
    folder: TempDir,
}

/// The product on a folder, at the moment in which the dataset is meant.
///
/// # Errors
/// When it does not start.
pub async fn product(folder: &Path) -> Result<App, BenchError> {
    let data = folder.to_owned();
    let (url, listen) = ("http://banso.test".into(), "127.0.0.1:0".into());
    let settings = Settings { data, url, listen, ..Settings::default() };
    let dice = Dice::seeded(1);
    let masters = MasterKeys::parse(&MasterKeys::fresh("bench", &dice))?;
    let clock = Clock::fixed(NOW.parse::<Timestamp>()?);
    let (durability, limits) = (Durability::Full, Limits::for_tests());
    let start = Start { settings, clock, dice, durability, masters, limits, demo: true, lang: Lang::Ja };
    Ok(App::start(start).await?)
}

impl House {
    /// Draws the dataset and writes it.
    ///
    /// # Errors
    /// [`BenchError`].
    pub async fn build(size: Size, fill: Fill) -> Result<Self, BenchError> {
        let folder = TempDir::new()?;
        let app = product(folder.path()).await?;
        MIGRATIONS.apply(&app.db).await?;
        let began = now();
        let data = Dataset::draw(size, fill)?;
        data::write(&app.db, &data).await?;
        let (router, loaded_in, bookings) = (banso::routes::router(&app), began.elapsed(), data.bookings.len());
        let supporters = data.supporters.iter().map(|supporter| supporter.id).collect();
        Ok(Self { router, app, supporters, clients: data.clients, bookings, loaded_in, folder })
    }

    /// The database.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.app.db
    }

    /// Where it lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Browsers that are signed in, all in one transaction.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sign_in(&self, people: &[PersonId]) -> Result<Vec<Visitor>, BenchError> {
        let tx = self.db().begin().await?;
        let mut visitors = Vec::with_capacity(people.len());
        for person in people {
            visitors.push(Visitor::new(self.router.clone(), &login::begin(&tx, *person, "bench").await?));
        }
        tx.commit().await?;
        Ok(visitors)
    }

    /// The browser of the first client.
    ///
    /// # Errors
    /// As [`House::sign_in`].
    pub async fn visitor(&self) -> Result<Visitor, BenchError> {
        let somebody = self.clients.first().ok_or(BenchError::Lacks("client"))?;
        self.sign_in(&[*somebody]).await?.pop().ok_or(BenchError::Lacks("client"))
    }

    /// How supporters receive, beside one client: the question behind every page of times.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn receiving(
        &self,
        supporters: &[PersonId],
        beside: Option<PersonId>,
    ) -> Result<Vec<Receiving>, BenchError> {
        let now = self.now();
        let window = Window { from: now.timestamp(), until: now.plus(AHEAD).timestamp() };
        Ok(Inquiry { supporters, beside, but: None, window, now }.answer(self.db()).await?)
    }

    /// The search for meetings of a length that a client may book now.
    ///
    /// # Errors
    /// When the programme is gone.
    pub fn search<'a>(&self, receiving: &'a Receiving, minutes: u16) -> Result<Search<'a>, BenchError> {
        let meeting = programmes::meeting(CONSULTATION)?;
        let bounds = bounds(meeting, self.now(), &receiving.availability.zone);
        Ok(receiving.search(Minutes::new(minutes), bounds))
    }

    /// What knowing who looks costs a page, in statements: the manual asks nothing else.
    ///
    /// # Errors
    /// When the page does not come.
    pub async fn frame_statements(&self) -> Result<u64, BenchError> {
        let visitor = self.visitor().await?;
        visitor.get("/help").await?;
        let before = self.db().statements();
        visitor.get("/help").await?;
        Ok(self.db().statements().saturating_sub(before))
    }

    /// The fixed present.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.db().clock().now()
    }

    /// Closes the database; the folder goes with it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn close(self) -> Result<(), BenchError> {
        Ok(self.app.db.close().await?)
    }
}

//! Planting: the story becomes rows exactly as the product would have written them, in one transaction. Every text
//! passes the gate as its author and is sealed, so a demo holds no sentence in the open that a real house would not.

mod agreements;
mod letters;
mod meetings;
mod notices;
mod openings;
mod pens;
mod people;
mod sheets;

use std::collections::BTreeMap;

use kit::db::{DbError, Tx};
use kit::password::HashError;
use kit::time::Instant;
use kit::vault::VaultError;
use rules::access::Object;
use rules::lang::Lang;
use rules::slots::TimeOfDay;
use sea_orm::Value;

use self::meetings::Placed;
use self::pens::Pens;
use super::days::{Days, id, uuid};
use super::story::{Person, Story, Text};
use crate::app::App;
use crate::meetings::{BookingId, RoomId};
use crate::people::PersonId;
use crate::problem::Problem;
use crate::programmes::{self, CONSULTATION};

/// The password of everybody in the demo, so that signing in can be tried as well.
pub const PASSWORD: &str = "bansosha-demo";

/// Why a demo could not be planted.
#[derive(Debug, thiserror::Error)]
pub enum PlantError {
    /// A file of the story does not parse.
    #[error("the demo's story: {0}")]
    Story(#[from] toml::de::Error),
    /// The story names somebody, a room, a plan or a sheet that there is not.
    #[error("the demo's story names {0}, which there is not")]
    Unknown(String),
    /// The gate keeps an author from writing what the story says they wrote.
    #[error("the gate keeps {0} from writing a {1}")]
    Gate(PersonId, Object),
    /// A sheet's answers.
    #[error(transparent)]
    Answers(#[from] serde_json::Error),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A password.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// Anything that a page would have answered with.
    #[error("the demo could not be planted: {0:?}")]
    Problem(Problem),
}

impl From<VaultError> for PlantError {
    fn from(error: VaultError) -> Self {
        Self::Problem(error.into())
    }
}

impl From<Problem> for PlantError {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// Who and what was planted, by the keys of the story.
#[derive(Clone, Debug, Default)]
pub struct Planted {
    /// The people.
    pub people: BTreeMap<String, PersonId>,
    /// The meetings; of times that are only offered, the first.
    pub meetings: BTreeMap<String, BookingId>,
}

/// What every part of the planting works with.
struct Bed<'a> {
    app: &'a App,
    tx: &'a Tx,
    story: &'a Story,
    lang: Lang,
    days: &'a Days,
}

impl Bed<'_> {
    /// The morning on which the first person joined.
    fn founded(&self) -> Instant {
        let days = self.story.cast.people.iter().map(|person| person.joined).max().unwrap_or_default();
        self.days.at(-days, TimeOfDay::MIDNIGHT)
    }

    /// The room with that key.
    fn room(&self, key: &str) -> Result<RoomId, PlantError> {
        let known = self.story.cast.rooms.iter().any(|room| room.key == key);
        known.then(|| id(key, self.founded())).ok_or_else(|| unknown(key))
    }

    /// When somebody joined: nobody in the same minute as somebody else.
    fn joined(&self, person: &Person) -> Instant {
        let at = self.story.cast.people.iter().position(|other| other.key == person.key).unwrap_or_default();
        let minute = u16::try_from(at).unwrap_or_default().saturating_mul(13).saturating_add(9 * 60);
        self.days.by_now(self.days.at_minute(-person.joined, minute))
    }

    async fn writing(&self, people: &People<'_>, placed: &BTreeMap<&str, Placed<'_>>) -> Result<(), PlantError> {
        let definition = programmes::definition(CONSULTATION)?;
        let pens = Pens::of(self.app, self.tx, people).await?;
        self.profiles(&pens, definition, people).await?;
        let silent = Text::default();
        for (key, placed) in placed {
            let told = self.story.told.meetings.get(*key).unwrap_or(&silent);
            self.sheets(&pens, definition, (placed, told)).await?;
            self.note(&pens, placed, told).await?;
            self.letter(&pens, placed, told).await?;
            self.cancellation(&pens, placed, told).await?;
        }
        Ok(())
    }
}

/// Plants the whole demo, all of it or nothing.
///
/// # Errors
/// [`PlantError`].
pub async fn plant(app: &App, lang: Lang) -> Result<Planted, PlantError> {
    let story = Story::read(lang)?;
    let mut tx = app.db.begin().await?;
    let days = Days::new(&story.cast.organisation.zone, tx.now());
    let bed = Bed { app, tx: &tx, story: &story, lang, days: &days };
    let people = bed.people().await?;
    bed.openings(&people).await?;
    let placed = bed.meetings(&people).await?;
    bed.agreements(&placed).await?;
    bed.writing(&people, &placed).await?;
    let jobs = bed.notices(&placed.values().collect::<Vec<_>>()).await?;
    let meetings = placed.into_iter().map(|(key, placed)| (key.to_owned(), placed.id)).collect();
    let people = people.0.into_iter().map(|(key, person)| (key.to_owned(), person)).collect();
    tx.leave_all(jobs).await?;
    tx.commit().await?;
    Ok(Planted { people, meetings })
}

/// The people by their keys while planting goes on.
struct People<'a>(BTreeMap<&'a str, PersonId>);

impl People<'_> {
    fn id(&self, key: &str) -> Result<PersonId, PlantError> {
        self.0.get(key).copied().ok_or_else(|| unknown(key))
    }

    fn ids(&self) -> impl Iterator<Item = PersonId> {
        self.0.values().copied()
    }
}

fn unknown(key: &str) -> PlantError {
    PlantError::Unknown(key.to_owned())
}

/// One row; `into` is the table with its columns.
async fn row(tx: &Tx, into: &str, values: Vec<Value>) -> Result<(), DbError> {
    let places: Vec<String> = (1..=values.len()).map(|at| format!("${at}")).collect();
    tx.run(&format!("INSERT INTO {into} VALUES ({})", places.join(", ")), values).await?;
    Ok(())
}

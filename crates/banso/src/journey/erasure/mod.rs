//! Erasure: a person has their record destroyed, or their account with it. The page says first what goes and what stays;
//! who reads a record from outside, or brings an old backup back, finds nothing either.

mod effects;
mod farewell;
mod outside;
mod page;
mod shredding;
mod unsent;

use std::str::FromStr;

use kit::jobs::Job;

use crate::app::App;
use crate::frame::{Frame, Sample};
use crate::post::{Letterhead, Recipient, person_of};

pub(super) use farewell::show as farewell;
pub(crate) use outside::{AgainError, are_there, erase_again};
pub(super) use page::{create, show};

/// What no transaction can forget.
pub(super) const FORGETTING: &str = "journey/forgetting";
/// That it is done, to who stays.
pub(super) const TOLD: &str = "journey/erased";

/// How much goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Everything about the person as a client; the account stays.
    Record,
    /// The name, the address and the sign-in go as well.
    Account,
}

impl Scope {
    /// Its name in the form, the database and the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Account => "account",
        }
    }
}

impl FromStr for Scope {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        [Self::Record, Self::Account].into_iter().find(|scope| scope.word() == word).ok_or(())
    }
}

/// What the person is told about, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Sheets about them that they can read.
    Sheets,
    /// Letters that reached them.
    Letters,
    /// What they answered.
    Replies,
    /// Words beside a cancellation or an offer.
    Messages,
    /// What they asked about a clause.
    Questions,
    /// What they chose about going on.
    Choices,
    /// The words of what left, or was to leave.
    Exits,
    /// What they typed and did not send.
    Drafts,
    /// Meetings, held times and offers ahead.
    Ahead,
    /// The feed of their calendar.
    Feed,
    /// Mail to them in the outbox.
    Mails,
    /// Notes, plans and begun letters that they wrote as a supporter.
    OwnNotes,
    /// What they show to others.
    Shown,
}

impl Kind {
    /// Every one, in order.
    pub const ALL: [Self; 13] = [
        Self::Sheets,
        Self::Letters,
        Self::Replies,
        Self::Messages,
        Self::Questions,
        Self::Choices,
        Self::Exits,
        Self::Drafts,
        Self::Ahead,
        Self::Feed,
        Self::Mails,
        Self::OwnNotes,
        Self::Shown,
    ];

    /// Whether it goes only with the account.
    pub fn is_the_accounts(self) -> bool {
        matches!(self, Self::OwnNotes | Self::Shown)
    }

    /// What it is called.
    pub fn words(self, f: &Frame) -> String {
        let t = f.t;
        match self {
            Self::Sheets => t.journey_kind_sheets(),
            Self::Letters => t.journey_kind_letters(),
            Self::Replies => t.journey_kind_replies(),
            Self::Messages => t.journey_kind_messages(),
            Self::Questions => t.journey_kind_questions(),
            Self::Choices => t.journey_kind_choices(),
            Self::Exits => t.journey_kind_exits(),
            Self::Drafts => t.journey_kind_drafts(),
            Self::Ahead => t.journey_kind_ahead(),
            Self::Feed => t.journey_kind_feed(),
            Self::Mails => t.journey_kind_mails(),
            Self::OwnNotes => t.journey_kind_own_notes(),
            Self::Shown => t.journey_kind_shown(),
        }
    }
}

/// Does what an erasure left behind.
pub(super) async fn perform(app: &App, job: &Job) -> Result<(), String> {
    match job.kind.as_str() {
        FORGETTING => outside::perform(app, job).await,
        _ => tell(app, job).await,
    }
}

/// To who stays, so that a login in wrong hands does not stay unseen. That it is done, and nothing else.
async fn tell(app: &App, job: &Job) -> Result<(), String> {
    let to = Recipient::of(&app.db, person_of(job)?).await.map_err(|error| error.to_string())?;
    let Some(to) = to else { return Ok(()) };
    let lines = vec![to.t.journey_mail_erased_what()];
    let head = Letterhead { subject: to.t.journey_mail_erased(), lines, link: Some("/record".into()), calendar: None };
    to.send(app, job, head).await
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    [page::samples(f), farewell::samples(f)].concat()
}

//! What is told about a disclosure: that there is something to decide, that something left. Never what it says. A mail
//! re-reads the disclosure when it is sent, and stays silent when there is nothing to tell any more.

use kit::args;
use kit::db::{DbError, Sql, Tx};
use kit::jobs::{Job, NewJob};
use kit::time::Instant;
use rules::access::{Role, State};
use rules::disclosure::{self, Event, Kind};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::DisclosureId;
use super::store::{Disclosure, path};
use crate::app::App;
use crate::people::PersonId;
use crate::post::{Letterhead, Recipient, person_of};
use crate::problem::Problem;

/// Something to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    /// To its client: here is something for you to read and decide.
    Shown,
    /// To its author: it was decided.
    Decided,
    /// To who may be the second person: somebody is waiting.
    Asked,
    /// To its recipient: you may read it.
    Opened,
    /// To its client: something left.
    Told,
    /// To who judges afterwards: within a day.
    Review,
    /// To who called in an emergency: it was decided.
    Settled,
    /// To who judges: the day is over.
    Overdue,
    /// To data officers: a client wants to read what was written about them.
    Wanted,
    /// To that client: it was answered.
    Answered,
    /// To whoever waited for somebody else: it is your turn again.
    Moved,
    /// To a supporter: an order names a part of a record that they have to write out.
    Passage,
}

impl Notice {
    pub const ALL: [Self; 12] = [
        Self::Shown,
        Self::Decided,
        Self::Asked,
        Self::Opened,
        Self::Told,
        Self::Review,
        Self::Settled,
        Self::Overdue,
        Self::Wanted,
        Self::Answered,
        Self::Moved,
        Self::Passage,
    ];

    pub const fn kind(self) -> &'static str {
        match self {
            Self::Shown => "disclosures/shown",
            Self::Decided => "disclosures/decided",
            Self::Asked => "disclosures/asked",
            Self::Opened => "disclosures/opened",
            Self::Told => "disclosures/told",
            Self::Review => "disclosures/review",
            Self::Settled => "disclosures/settled",
            Self::Overdue => "disclosures/overdue",
            Self::Wanted => "disclosures/wanted",
            Self::Answered => "disclosures/answered",
            Self::Moved => "disclosures/moved",
            Self::Passage => "disclosures/passage",
        }
    }

    /// Leaves it for some people, in the transaction in which it happens.
    pub async fn leave(self, tx: &mut Tx, about: &Disclosure, people: &[PersonId]) -> Result<(), Problem> {
        let (kind, run_at, step) = (self.kind(), tx.now(), about.steps.len());
        let job = |person: &PersonId| NewJob {
            kind,
            about: about.id.0,
            person: Some(person.0),
            run_at,
            key: format!("{kind}/{}/{step}-{}/{person}", about.id, run_at.0),
        };
        Ok(tx.leave_all(people.iter().map(job).collect()).await?)
    }

    /// Whether there is still something to say.
    fn holds(self, about: &Disclosure, now: Instant) -> bool {
        match self {
            Self::Shown => about.state() == State::Shown,
            Self::Passage => about.state() == State::Draft,
            Self::Asked => matches!(about.state(), State::Asked { .. }) && about.when(Event::Agreed).is_none(),
            Self::Opened => about.is_open(now),
            Self::Review | Self::Overdue => disclosure::waits_for_review(&about.history()),
            Self::Decided | Self::Told | Self::Settled | Self::Wanted | Self::Answered | Self::Moved => true,
        }
    }

    fn words(self, to: &Recipient) -> (String, String) {
        match self {
            Self::Shown => (to.t.disclosures_mail_shown_subject(), to.t.disclosures_mail_shown()),
            Self::Decided => (to.t.disclosures_mail_decided_subject(), to.t.disclosures_mail_decided()),
            Self::Asked => (to.t.disclosures_mail_asked_subject(), to.t.disclosures_mail_asked()),
            Self::Opened => (to.t.disclosures_mail_opened_subject(), to.t.disclosures_mail_opened()),
            Self::Told => (to.t.disclosures_mail_told_subject(), to.t.disclosures_mail_told()),
            Self::Review => (to.t.disclosures_mail_review_subject(), to.t.disclosures_mail_review()),
            Self::Settled => (to.t.disclosures_mail_settled_subject(), to.t.disclosures_mail_settled()),
            Self::Wanted => (to.t.disclosures_mail_wanted_subject(), to.t.disclosures_mail_wanted()),
            Self::Answered => (to.t.disclosures_mail_answered_subject(), to.t.disclosures_mail_answered()),
            Self::Overdue => (to.t.disclosures_mail_overdue_subject(), to.t.disclosures_mail_overdue()),
            Self::Moved => (to.t.disclosures_mail_moved_subject(), to.t.disclosures_mail_moved()),
            Self::Passage => (to.t.disclosures_mail_passage_subject(), to.t.disclosures_mail_passage()),
        }
    }
}

/// The people who are active in a role of a programme.
pub(super) async fn active(sql: &impl Sql, programme: &str, role: Role) -> Result<Vec<PersonId>, DbError> {
    #[derive(Debug, FromQueryResult)]
    struct Row {
        person: Uuid,
    }
    let question = "SELECT DISTINCT person FROM memberships WHERE programme = $1 AND role = $2
        AND suspended_at IS NULL AND left_at IS NULL";
    let rows: Vec<Row> = sql.all(question, args![programme, role.word()]).await?;
    Ok(rows.into_iter().map(|row| PersonId(row.person)).collect())
}

pub(super) async fn send(app: &App, job: &Job, notice: Notice) -> Result<(), String> {
    let about = match Disclosure::find(&app.db, Kind::ALL, DisclosureId(job.about)).await {
        Ok(about) if notice.holds(&about, app.db.clock().now()) => about,
        Ok(_) | Err(Problem::NotFound) => return Ok(()),
        Err(problem) => return Err(format!("{problem:?}")),
    };
    let to = Recipient::of(&app.db, person_of(job)?).await.map_err(|error| error.to_string())?;
    let Some(to) = to else { return Ok(()) };
    let (subject, line) = notice.words(&to);
    let link = Some(path(about.kind, about.id));
    to.send(app, job, Letterhead { subject, lines: vec![line], link, calendar: None }).await
}

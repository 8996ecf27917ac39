//! A disclosure as the database holds it: one row, the steps that were taken, and the names of everybody in it. How it
//! stands is derived from the steps by [`rules::disclosure`]; every page of the slice loads and steps through here.

use kit::args;
use kit::db::{Sql, Tx};
use kit::time::Instant;
use rules::access::{Consent, Content, Exception, Parties, Purpose, State};
use rules::disclosure::{self, Event, Kind, Step};
use sea_orm::{FromQueryResult, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::DisclosureId;
use crate::audit;
use crate::consent::{self, CASE_USE};
use crate::cx::Cx;
use crate::frame::Names;
use crate::gate::{Asked, Confidential};
use crate::meetings::Party;
use crate::people::PersonId;
use crate::problem::Problem;

/// The exact words, and of a case copy the case.
pub(super) const BODY: &str = "disclosures.body";
/// Who receives it outside the house.
pub(super) const OUTSIDE: &str = "disclosures.outside";
/// Why.
pub(super) const REASON: &str = "disclosures.reason";
/// What a third person thought of it.
pub(super) const VERDICT: &str = "disclosures.verdict";

/// An exit, with everything that happened to it.
#[derive(Clone, Debug)]
pub(crate) struct Disclosure {
    pub id: DisclosureId,
    pub kind: Kind,
    pub programme: String,
    /// Whose record it is.
    pub client: PersonId,
    /// Who is beside them.
    pub supporter: PersonId,
    pub author: PersonId,
    /// The one reader in the house, if it is somebody in the house.
    pub recipient: Option<PersonId>,
    pub made_at: Instant,
    /// Over the sealed words and the recipient.
    pub digest: String,
    pub steps: Vec<Taken>,
    sealed: Sealed,
    case_use: Consent,
    people: Vec<Party>,
}

/// A step, by whom and when.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    pub event: Event,
    pub by: PersonId,
    pub at: Instant,
    pub until: Option<Instant>,
    /// Of a decision: what it was about.
    pub digest: Option<String>,
}

/// The texts; none where there never was one, and where it was destroyed.
#[derive(Clone, Debug, Default, FromQueryResult)]
struct Sealed {
    body: Option<Vec<u8>>,
    outside: Option<Vec<u8>>,
    reason: Option<Vec<u8>>,
    verdict: Option<Vec<u8>>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    kind: String,
    programme: String,
    client: Uuid,
    supporter: Uuid,
    author: Uuid,
    recipient: Option<Uuid>,
    made_at: Instant,
    digest: String,
    case_use: Option<String>,
    #[sea_orm(nested)]
    sealed: Sealed,
}

#[derive(Debug, FromQueryResult)]
struct StepRow {
    disclosure: Uuid,
    event: String,
    taken_by: Uuid,
    taken_at: Instant,
    until_at: Option<Instant>,
    digest: Option<String>,
}

#[derive(Debug, FromQueryResult)]
struct NameRow {
    id: Uuid,
    family: String,
    given: String,
    family_latin: Option<String>,
    given_latin: Option<String>,
}

const COLUMNS: &str = "d.id, d.kind, d.programme, d.client, d.supporter, d.author, d.recipient, d.made_at, d.digest,
    d.body, d.outside, d.reason, d.verdict";

/// A new one. Its texts were sealed for this id.
#[derive(Debug)]
pub(super) struct New<'a> {
    pub id: DisclosureId,
    pub kind: Kind,
    pub programme: &'a str,
    pub client: PersonId,
    pub supporter: PersonId,
    pub author: PersonId,
    pub recipient: Option<PersonId>,
    pub body: Option<Vec<u8>>,
    pub outside: Option<Vec<u8>>,
    pub reason: Option<Vec<u8>>,
}

impl New<'_> {
    /// Writes it down, without a step: a draft.
    pub async fn insert(self, tx: &Tx) -> Result<(), Problem> {
        let digest = digest(self.body.as_deref(), self.outside.as_deref(), self.recipient);
        tx.run(
            "INSERT INTO disclosures (id, kind, programme, client, supporter, author, recipient, made_at, digest, body,
               outside, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            args![
                self.id,
                self.kind.word(),
                self.programme,
                self.client,
                self.supporter,
                self.author,
                self.recipient,
                tx.now(),
                digest,
                self.body,
                self.outside,
                self.reason
            ],
        )
        .await?;
        Ok(())
    }
}

/// What a consent to it is bound to. Ciphertext never repeats, so the digest tells nothing about the words.
pub(super) fn digest(body: Option<&[u8]>, outside: Option<&[u8]>, recipient: Option<PersonId>) -> String {
    let mut digest = Sha256::new();
    for part in [body, outside, recipient.as_ref().map(|recipient| recipient.0.as_bytes().as_slice())] {
        let part = part.unwrap_or_default();
        digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Disclosure {
    /// The one with that id, of this kind: three statements.
    pub async fn find(sql: &impl Sql, kinds: &[Kind], id: DisclosureId) -> Result<Self, Problem> {
        let found = Self::all(sql, "WHERE d.id = $1", args![id]).await?.pop();
        found.filter(|found| kinds.contains(&found.kind)).ok_or(Problem::NotFound)
    }

    /// The same, and nobody else takes a step until the transaction ends.
    pub async fn find_for_writing(tx: &Tx, kinds: &[Kind], id: DisclosureId) -> Result<Self, Problem> {
        #[derive(Debug, FromQueryResult)]
        struct Locked {
            id: Uuid,
        }
        let question = format!("SELECT id FROM disclosures WHERE id = $1 {}", tx.db().engine().for_update());
        let locked: Option<Locked> = tx.first(&question, args![id]).await?;
        Self::find(tx, kinds, DisclosureId(locked.ok_or(Problem::NotFound)?.id)).await
    }

    /// Those that a condition on `d` finds, newest first: three statements, however many there are.
    pub async fn all(sql: &impl Sql, condition: &str, values: Vec<Value>) -> Result<Vec<Self>, Problem> {
        let question =
            format!("SELECT {COLUMNS}, {CASE_USE} FROM disclosures d {condition} ORDER BY d.made_at DESC, d.id DESC");
        let rows: Vec<Row> = sql.all(&question, values).await?;
        let steps = steps(sql, &rows).await?;
        let people = names(sql, &rows, &steps).await?;
        Ok(rows.into_iter().filter_map(|row| row.disclosure(&steps, &people)).collect())
    }

    /// Somebody in it, by name.
    pub fn party(&self, person: PersonId) -> Option<&Party> {
        self.people.iter().find(|party| party.id == person)
    }

    /// The steps as the rules read them.
    pub fn history(&self) -> Vec<Step> {
        self.steps.iter().map(Taken::step).collect()
    }

    /// Where it stands in its life.
    pub fn state(&self) -> State {
        disclosure::state(&self.history())
    }

    /// Whether it is open to its recipient now.
    pub fn is_open(&self, now: Instant) -> bool {
        matches!(self.state(), State::Open { until } if now.timestamp() < until)
    }

    /// How the consent stands that it leans on. A decision that was about other words counts for nothing.
    pub fn consent(&self, now: Instant) -> Consent {
        if self.kind == Kind::CaseCopy {
            return self.case_use;
        }
        let about_this = |taken: &&Taken| taken.digest.as_deref().is_none_or(|digest| digest == self.digest);
        let steps: Vec<Step> = self.steps.iter().filter(about_this).map(Taken::step).collect();
        disclosure::consent(&steps, now.timestamp())
    }

    /// Its people, as the gate asks for them. The recipient of a handover goes on with the record.
    pub fn parties(&self) -> Parties {
        let recipient = self.recipient.map(PersonId::for_gate);
        let goes_on = self.kind == Kind::Handover;
        Parties {
            client: Some(self.client.for_gate()),
            supporter: Some(self.supporter.for_gate()),
            author: Some(self.author.for_gate()),
            addressee: recipient.filter(|_| !goes_on),
            successor: recipient.filter(|_| goes_on),
        }
    }

    /// The question to the gate.
    pub fn asked(&self, now: Instant) -> Asked<'_> {
        let consent = self.consent(now);
        Asked::new(&self.programme, self.parties(), self.id.0, self.state()).leaning(consent).on(self.ground())
    }

    /// The ground on which it is asked, beside consent. A client who answered was reached.
    fn ground(&self) -> Exception {
        match self.kind {
            Kind::CompanyItem | Kind::CaseCopy => Exception::None,
            Kind::Emergency => Exception::Danger,
            Kind::Order => Exception::Order,
            Kind::Hazard => Exception::Hazard,
            Kind::Handover if self.when(Event::Agreed).is_some() => Exception::Unreachable,
            Kind::Handover => Exception::None,
        }
    }

    /// One of its texts; none where it was destroyed.
    pub fn text<O: Content>(&self, column: &'static str) -> Option<Confidential<O>> {
        let Sealed { body, outside, reason, verdict } = &self.sealed;
        let sealed = match column {
            BODY => body,
            OUTSIDE => outside,
            REASON => reason,
            VERDICT => verdict,
            _ => &None,
        };
        sealed.clone().map(|sealed| Confidential::new(column, self.id.0, sealed))
    }

    /// The ciphertext of its words, for loading keys.
    pub fn ciphertext(&self) -> Option<&[u8]> {
        self.sealed.body.as_deref()
    }

    /// When something happened to it last.
    pub fn when(&self, event: Event) -> Option<&Taken> {
        self.steps.iter().rfind(|taken| taken.event == event)
    }

    /// Takes a step, and writes it into the audit log: whoever it is about sees it there.
    ///
    /// # Errors
    /// [`Problem::TooLate`] where the rules say no.
    pub async fn step(&mut self, cx: &Cx, tx: &Tx, event: Event, until: Option<Instant>) -> Result<(), Problem> {
        let viewer = cx.viewer()?;
        let digest = matches!(event, Event::Given | Event::Refused | Event::Withdrawn).then(|| self.digest.clone());
        let taken = Taken { event, by: viewer.person, at: tx.now(), until, digest };
        disclosure::may(self.kind, &self.history(), &taken.step()).map_err(|_| Problem::TooLate)?;
        self.put(tx, taken).await?;
        let entry = audit::Entry {
            actor: Some(viewer.pseudonym),
            subject: Some(self.client),
            action: event.word(),
            purpose: purpose(self.kind).word(),
            object: "disclosure",
            id: self.id.0,
            answer: audit::Answer::Allowed,
            rule: self.kind.word(),
            consent: self.consent(tx.now()).word(),
            shown: true,
        };
        audit::append(&cx.app, tx, &[entry]).await
    }

    /// Writes a step down.
    pub(super) async fn put(&mut self, tx: &Tx, taken: Taken) -> Result<(), Problem> {
        let seq = i64::try_from(self.steps.len()).unwrap_or(i64::MAX);
        tx.run(
            "INSERT INTO disclosure_steps (disclosure, seq, event, taken_by, taken_at, until_at, digest)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            args![self.id, seq, taken.event.word(), taken.by, taken.at, taken.until, taken.digest.clone()],
        )
        .await?;
        self.steps.push(taken);
        Ok(())
    }

    /// Destroys its words; that there were some remains.
    pub async fn destroy(&self, tx: &Tx) -> Result<(), Problem> {
        tx.run("UPDATE disclosures SET body = NULL, outside = NULL WHERE id = $1", args![self.id]).await?;
        Ok(())
    }
}

/// What it is for.
pub(super) fn purpose(kind: Kind) -> Purpose {
    match kind {
        Kind::CompanyItem => Purpose::CompanyFeedback,
        Kind::CaseCopy => Purpose::Supervision,
        Kind::Emergency => Purpose::Safety,
        Kind::Order => Purpose::LegalOrder,
        Kind::Hazard => Purpose::LegalHazard,
        Kind::Handover => Purpose::Handover,
    }
}

impl Taken {
    fn step(&self) -> Step {
        let (by, at) = (self.by.for_gate(), self.at.timestamp());
        Step { event: self.event, by, at, until: self.until.map(|until| until.timestamp()) }
    }
}

impl Row {
    fn disclosure(self, steps: &[StepRow], people: &[NameRow]) -> Option<Disclosure> {
        let steps: Vec<Taken> =
            steps.iter().filter(|step| step.disclosure == self.id).filter_map(StepRow::taken).collect();
        let within = |person: Uuid| {
            [Some(self.client), Some(self.supporter), Some(self.author), self.recipient].contains(&Some(person))
                || steps.iter().any(|step| step.by.0 == person)
        };
        Some(Disclosure {
            id: DisclosureId(self.id),
            kind: self.kind.parse().ok()?,
            client: PersonId(self.client),
            supporter: PersonId(self.supporter),
            author: PersonId(self.author),
            recipient: self.recipient.map(PersonId),
            people: people.iter().filter(|row| within(row.id)).map(NameRow::party).collect(),
            case_use: consent::promise(self.case_use.as_deref()),
            programme: self.programme,
            made_at: self.made_at,
            digest: self.digest,
            sealed: self.sealed,
            steps,
        })
    }
}

impl StepRow {
    fn taken(&self) -> Option<Taken> {
        Some(Taken {
            event: self.event.parse().ok()?,
            by: PersonId(self.taken_by),
            at: self.taken_at,
            until: self.until_at,
            digest: self.digest.clone(),
        })
    }
}

impl NameRow {
    fn party(&self) -> Party {
        let latin = self.family_latin.clone().zip(self.given_latin.clone());
        let names = Names { family: self.family.clone(), given: self.given.clone(), kana: None, latin };
        Party { id: PersonId(self.id), names }
    }
}

async fn steps(sql: &impl Sql, rows: &[Row]) -> Result<Vec<StepRow>, Problem> {
    let question = "SELECT disclosure, event, taken_by, taken_at, until_at, digest FROM disclosure_steps
        WHERE disclosure IN (?) ORDER BY disclosure, seq";
    of_each(sql, question, rows.iter().map(|row| row.id).collect()).await
}

async fn names(sql: &impl Sql, rows: &[Row], steps: &[StepRow]) -> Result<Vec<NameRow>, Problem> {
    let parties = rows.iter().flat_map(|row| [Some(row.client), Some(row.supporter), Some(row.author), row.recipient]);
    let all = parties.flatten().chain(steps.iter().map(|step| step.taken_by)).collect();
    let question = "SELECT id, family, given, family_latin, given_latin FROM people WHERE id IN (?)";
    of_each(sql, question, all).await
}

/// The rows of a question whose list of ids is given in the place of `?`.
async fn of_each<T>(sql: &impl Sql, question: &str, mut ids: Vec<Uuid>) -> Result<Vec<T>, Problem>
where
    T: FromQueryResult + Send + Sync,
{
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = (1..=ids.len()).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ");
    Ok(sql.all(&question.replace('?', &list), ids.into_iter().map(Value::from).collect()).await?)
}

/// Where it opens.
pub(super) fn path(kind: Kind, id: DisclosureId) -> String {
    match kind {
        Kind::CompanyItem => format!("/items/{id}"),
        Kind::CaseCopy => format!("/copies/{id}"),
        Kind::Emergency => format!("/emergencies/{id}"),
        Kind::Order | Kind::Hazard => format!("/extracts/{id}"),
        Kind::Handover => format!("/handovers/{id}"),
    }
}

//! The ledger between two people in a programme: rows are added, never changed. Every row is in the audit log as well,
//! in the same transaction.

use kit::args;
use kit::db::{Sql, Tx};
use kit::time::Instant;
use rules::access::Consent;
use rules::consent::{Clause, Decision, Entry, Method, state};
use rules::lang::Lang;
use sea_orm::FromQueryResult;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Wording;
use crate::app::App;
use crate::audit::{self, Answer};
use crate::meetings::Booking;
use crate::people::{PersonId, Viewer};
use crate::problem::Problem;

/// Two people in a programme.
#[derive(Clone, Copy, Debug)]
pub struct Between<'a> {
    /// Who comes.
    pub client: PersonId,
    /// Who is beside them.
    pub supporter: PersonId,
    /// In which programme.
    pub programme: &'a str,
}

impl<'a> From<&'a Booking> for Between<'a> {
    fn from(booking: &'a Booking) -> Self {
        Self { client: booking.client.id, supporter: booking.supporter.id, programme: &booking.programme }
    }
}

/// What stands between two people.
#[derive(Clone, Debug, Default)]
pub struct Agreement {
    /// Its row; none before the first decision.
    pub id: Option<Uuid>,
    /// Everything that was decided, in order.
    pub decided: Vec<Decided>,
    /// What was asked about a clause; the texts stay sealed.
    pub questions: Vec<Question>,
    /// Who signed what.
    pub signatures: Vec<Signature>,
}

/// A row of the ledger with the words that it was about.
#[derive(Clone, Debug)]
pub struct Decided {
    /// The clause, what was decided, and when.
    pub entry: Entry,
    /// The hash of the words.
    pub words: String,
    /// Their version.
    pub version: i64,
    /// Their language.
    pub lang: String,
    /// Their heading.
    pub title: String,
    /// Their paragraphs.
    pub body: String,
    /// How it reached the ledger.
    pub method: Method,
    /// Who wrote it down for the client, if not the client.
    pub witness: Option<PersonId>,
}

/// A question about a clause that may stay open into the meeting.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Question {
    /// Its row.
    pub id: Uuid,
    /// The clause.
    pub clause: String,
    /// Its text, sealed.
    pub body: Vec<u8>,
    /// By whom.
    pub asked_by: PersonId,
    /// When it was answered, between the two.
    pub settled_at: Option<Instant>,
}

/// A signature under what stood at that moment.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Signature {
    /// Who signed.
    pub signer: PersonId,
    /// Over what.
    pub digest: String,
    /// `screen`, `room` or `paper`: by their own hand, on the other one's device, on paper.
    pub method: String,
    /// When.
    pub signed_at: Instant,
}

/// A decision on its way into the ledger.
#[derive(Clone, Copy, Debug)]
pub struct Entered<'a> {
    /// About these words.
    pub wording: &'a Wording,
    /// In this language.
    pub lang: Lang,
    /// What was decided.
    pub decision: Decision,
    /// How.
    pub method: Method,
    /// Who wrote it down for the client, if not the client.
    pub witness: Option<PersonId>,
    /// When.
    pub at: Instant,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    clause: String,
    decision: String,
    words: String,
    version: i64,
    lang: String,
    title: String,
    body: String,
    method: String,
    witness: Option<Uuid>,
    decided_at: Instant,
    expires_at: Option<Instant>,
}

#[derive(Debug, FromQueryResult)]
struct Known {
    id: Uuid,
}

impl Agreement {
    /// What stands between two people: four statements.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn between<'a>(sql: &impl Sql, pair: impl Into<Between<'a>>) -> Result<Self, Problem> {
        let pair = pair.into();
        let known = "SELECT id FROM agreements WHERE client = $1 AND supporter = $2 AND programme = $3";
        let people = args![pair.client, pair.supporter, pair.programme];
        let Some(Known { id }) = sql.first(known, people).await? else { return Ok(Self::default()) };
        let rows = "SELECT k.clause, k.decision, k.words, t.version, t.lang, t.title, t.body, k.method, k.witness,
                k.decided_at, k.expires_at
            FROM consents k JOIN clause_texts t ON t.hash = k.words WHERE k.agreement = $1 ORDER BY k.seq";
        let rows: Vec<Row> = sql.all(rows, args![id]).await?;
        let questions = "SELECT id, clause, body, asked_by, settled_at FROM clause_questions
            WHERE agreement = $1 ORDER BY asked_at, id";
        let signatures =
            "SELECT signer, digest, method, signed_at FROM signatures WHERE agreement = $1 ORDER BY signed_at, id";
        Ok(Self {
            id: Some(id),
            decided: rows.into_iter().filter_map(Row::decided).collect(),
            questions: sql.all(questions, args![id]).await?,
            signatures: sql.all(signatures, args![id]).await?,
        })
    }

    /// The rows as the rules read them.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        self.decided.iter().map(|decided| decided.entry).collect()
    }

    /// How a clause stands.
    #[must_use]
    pub fn state(&self, clause: Clause, now: Instant) -> Consent {
        state(&self.entries(), clause, now.timestamp())
    }

    /// The row that says how a clause stands.
    #[must_use]
    pub fn last(&self, clause: Clause) -> Option<&Decided> {
        let about = |decided: &&Decided| decided.entry.clause == clause && decided.entry.decision != Decision::Shown;
        self.decided.iter().rfind(about)
    }

    /// What a signature is put under: every clause as it stands, with the words that it is about.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut digest = Sha256::new();
        for decided in Clause::ALL.iter().filter_map(|clause| self.last(*clause)) {
            let Entry { clause, decision, at, .. } = decided.entry;
            digest.update(format!("{clause}|{decision}|{}|{}\n", decided.words, at.as_microsecond()));
        }
        digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// When somebody signed what stands now.
    #[must_use]
    pub fn signed(&self, signer: PersonId) -> Option<Instant> {
        let digest = self.digest();
        let now = self.signatures.iter().rfind(|signature| signature.signer == signer && signature.digest == digest);
        now.map(|signature| signature.signed_at)
    }
}

impl Row {
    fn decided(self) -> Option<Decided> {
        let (at, expires) = (self.decided_at.timestamp(), self.expires_at.map(|expires| expires.timestamp()));
        let entry = Entry { clause: self.clause.parse().ok()?, decision: self.decision.parse().ok()?, at, expires };
        let (method, witness) = (self.method.parse().ok()?, self.witness.map(PersonId));
        let Self { words, version, lang, title, body, .. } = self;
        Some(Decided { entry, words, version, lang, title, body, method, witness })
    }
}

/// Opens the agreement of two people, or finds it, and keeps others from deciding until the transaction ends.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn opened<'a>(tx: &Tx, pair: impl Into<Between<'a>>) -> Result<Uuid, Problem> {
    let fresh = tx.db().dice().uuid(tx.now());
    let Between { client, supporter, programme } = pair.into();
    tx.run(
        "INSERT INTO agreements (id, client, supporter, programme, opened_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (client, supporter, programme) DO NOTHING",
        args![fresh, client, supporter, programme, tx.now()],
    )
    .await?;
    let question = format!(
        "SELECT id FROM agreements WHERE client = $1 AND supporter = $2 AND programme = $3 {}",
        tx.db().engine().for_update()
    );
    let known: Option<Known> = tx.first(&question, args![client, supporter, programme]).await?;
    Ok(known.ok_or(Problem::Ours)?.id)
}

/// Enters decisions of the client at the end of the ledger.
///
/// # Errors
/// When the database does not answer.
pub async fn enter(
    app: &App,
    tx: &Tx,
    pair: Between<'_>,
    by: Option<&Viewer>,
    decisions: &[Entered<'_>],
) -> Result<Uuid, Problem> {
    let agreement = opened(tx, pair).await?;
    let next = "SELECT count(*) AS value FROM consents WHERE agreement = $1";
    let many: Option<kit::db::Count> = tx.first(next, args![agreement]).await?;
    let first = many.map_or(0, |many| many.value) + 1;
    for (seq, entered) in (first..).zip(decisions) {
        let words = entered.wording.keep(tx, entered.lang).await?;
        tx.run(
            "INSERT INTO consents (agreement, seq, clause, decision, words, method, decided_by, witness, decided_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            args![
                agreement,
                seq,
                entered.wording.clause.word(),
                entered.decision.word(),
                words,
                entered.method.word(),
                pair.client,
                entered.witness,
                entered.at
            ],
        )
        .await?;
    }
    let told = |entered: &Entered<'_>| audit::Entry {
        actor: by.map(|viewer| viewer.pseudonym),
        subject: Some(pair.client),
        action: entered.decision.word(),
        purpose: entered.method.word(),
        object: "consent",
        id: agreement,
        answer: Answer::Allowed,
        rule: entered.wording.clause.word(),
        consent: entered.decision.word(),
        shown: true,
    };
    audit::append(app, tx, &decisions.iter().map(told).collect::<Vec<_>>()).await?;
    Ok(agreement)
}

/// Signs what stands now.
///
/// # Errors
/// When the database does not answer.
pub async fn sign(
    tx: &Tx,
    pair: Between<'_>,
    signer: PersonId,
    (method, at): (Method, Instant),
) -> Result<(), Problem> {
    let agreement = Agreement::between(tx, pair).await?;
    let Some(id) = agreement.id else { return Ok(()) };
    tx.run(
        "INSERT INTO signatures (id, agreement, signer, digest, method, signed_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![tx.db().dice().uuid(tx.now()), id, signer, agreement.digest(), method.word(), at],
    )
    .await?;
    Ok(())
}

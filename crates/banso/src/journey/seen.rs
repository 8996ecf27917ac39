//! Who opened what of one person's record: from the audit log, with the names that the pseudonyms stand for.

use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use rules::access::{Object, Purpose};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::disclosures::event_in;
use crate::frame::{Frame, Names};
use crate::problem::Problem;

/// How many are shown; the export has all of them.
pub(super) const MANY: i64 = 100;

/// One entry, for the person whose record it is about.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub at: Instant,
    /// Who; nobody for the house itself and for who is forgotten.
    pub who: Option<Names>,
    pub what: String,
    pub why: String,
    /// The rule's name, as the manual prints it.
    pub rule: String,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    at: Instant,
    action: String,
    purpose: String,
    object: String,
    rule: String,
    family: Option<String>,
    given: Option<String>,
    family_latin: Option<String>,
    given_latin: Option<String>,
}

impl Seen {
    /// So many of the latest entries about this pseudonym: one statement. A danger that is still weighed is told when it
    /// was decided: to tell it before could add to it.
    pub async fn latest(sql: &impl Sql, f: &Frame, subject: Uuid, many: i64) -> Result<Vec<Self>, Problem> {
        let question =
            "SELECT a.at, a.action, a.purpose, a.object, a.rule, p.family, p.given, p.family_latin, p.given_latin
            FROM audit_log a LEFT JOIN people p ON p.pseudonym = a.actor
            WHERE a.subject = $1 AND a.shown AND NOT EXISTS (SELECT 1 FROM disclosures d WHERE d.id = a.object_id
                AND d.kind = 'emergency' AND NOT EXISTS (SELECT 1 FROM disclosure_steps s
                  WHERE s.disclosure = d.id AND s.event IN ('opened', 'declined', 'closed')))
            ORDER BY a.seq DESC LIMIT $2";
        let rows: Vec<Row> = sql.all(question, args![subject, many]).await?;
        Ok(rows.into_iter().map(|row| row.seen(f)).collect())
    }
}

impl Row {
    fn seen(self, f: &Frame) -> Seen {
        let latin = self.family_latin.zip(self.given_latin);
        let who = self.family.zip(self.given).map(|(family, given)| Names { family, given, kana: None, latin });
        let what = match self.object.parse::<Object>() {
            Ok(object) => f.t.record_read(object_in(f, object)),
            Err(_) if self.object == "disclosure" => {
                self.action.parse().map_or_else(|_| String::new(), |event| event_in(f, event))
            }
            Err(_) => beside(f, &self.action, &self.object),
        };
        // a clause, a hold and a clock are no rules of the table
        let rule = if self.object.parse::<Object>().is_ok() { self.rule } else { String::new() };
        let why = self.purpose.parse::<Purpose>().map_or_else(|_| String::new(), |purpose| purpose_in(f, purpose));
        Seen { at: self.at, who, what, why, rule }
    }
}

/// What was opened, in a word.
pub(super) fn object_in(f: &Frame, object: Object) -> String {
    match object {
        Object::Note => f.t.record_object_note(),
        Object::Questionnaire => f.t.record_object_questionnaire(),
        Object::SessionPlan => f.t.record_object_session_plan(),
        Object::SharedRecord => f.t.record_object_shared_record(),
        Object::ThreeLines => f.t.record_object_three_lines(),
        Object::Letter => f.t.record_object_letter(),
        Object::Reply => f.t.record_object_reply(),
        Object::Profile => f.t.record_object_profile(),
        Object::BookingFacts => f.t.record_object_booking_facts(),
        Object::Draft => f.t.record_object_draft(),
        Object::Message => f.t.record_object_message(),
        Object::JobCard => f.t.record_object_job_card(),
        Object::ConsentLedger => f.t.record_object_consent_ledger(),
        Object::AccessLog => f.t.record_object_access_log(),
        Object::CompanyItem => f.t.record_object_company_item(),
        Object::CaseCopy => f.t.record_object_case_copy(),
        Object::PeerQuestion => f.t.record_object_peer_question(),
        Object::EmergencyPacket => f.t.record_object_emergency_packet(),
        Object::Extract => f.t.record_object_extract(),
        Object::Snapshot => f.t.record_object_snapshot(),
        Object::AuditLog => f.t.record_object_audit_log(),
    }
}

fn purpose_in(f: &Frame, purpose: Purpose) -> String {
    match purpose {
        Purpose::Support => f.t.record_purpose_support(),
        Purpose::SubjectAccess => f.t.record_purpose_subject_access(),
        Purpose::Operation => f.t.record_purpose_operation(),
        Purpose::Billing => f.t.record_purpose_billing(),
        Purpose::PeerAdvice => f.t.record_purpose_peer_advice(),
        Purpose::Handover => f.t.record_purpose_handover(),
        Purpose::Supervision => f.t.record_purpose_supervision(),
        Purpose::CompanyFeedback => f.t.record_purpose_company_feedback(),
        Purpose::CompanyAggregate => f.t.record_purpose_company_aggregate(),
        Purpose::Safety => f.t.record_purpose_safety(),
        Purpose::LegalOrder => f.t.record_purpose_legal_order(),
        Purpose::LegalHazard => f.t.record_purpose_legal_hazard(),
        Purpose::TrainingPublication => f.t.record_purpose_training(),
    }
}

/// What happened to a record beside its being read: it was taken along, kept longer, or destroyed by a clock.
fn beside(f: &Frame, action: &str, object: &str) -> String {
    match (action, object) {
        ("export", _) => f.t.record_exported(),
        ("placed", _) => f.t.journey_seen_placed(),
        ("lifted", _) => f.t.journey_seen_lifted(),
        ("expired", "notes") => f.t.journey_seen_expired(f.t.record_object_note()),
        ("expired", "draft") => f.t.journey_seen_expired(f.t.record_object_draft()),
        ("expired", "ledger") => f.t.journey_seen_expired(f.t.record_object_consent_ledger()),
        ("expired", _) => f.t.journey_seen_expired(f.t.journey_texts()),
        _ => consent_in(f, action),
    }
}

/// A decision about a clause stands in the log as well.
fn consent_in(f: &Frame, action: &str) -> String {
    match action {
        "given" => f.t.record_consent_given(),
        "refused" => f.t.record_consent_refused(),
        "withdrawn" => f.t.record_consent_withdrawn(),
        "asked" | "settled" => f.t.record_consent_question(),
        _ => f.t.record_consent_changed(),
    }
}

//! One gate for confidential content: who may do what with which object, for which purpose, and by which rule.
//!
//! Every page, job and export of the product asks [`decide`] before it opens a text. First match wins; what no
//! row allows is denied. The rows are data in `table.rs`, printed to `tests/access-matrix.txt`, so a change of
//! policy is a change that a reviewer can read. Published text (a directory entry) is not governed here.

#[cfg(feature = "control")]
pub mod control;
mod decide;
mod matrix;
mod permit;
mod readers;
mod relation;
mod rule;
mod second;
mod table;
mod words;

pub use decide::{ANSWER_WITHIN, Ask, Decision, Outcome, RECALL_FOR, decide, judge, recallable};
pub use matrix::render_table;
pub use permit::{
    AccessLog, AuditLog, BookingFacts, CaseCopy, CompanyItem, ConsentLedger, Content, Draft, EmergencyPacket, Extract,
    JobCard, Letter, Message, Note, PeerQuestion, Permit, Profile, Questionnaire, Reply, SessionPlan, SharedRecord,
    Snapshot, ThreeLines,
};
pub use readers::{Reader, readers};
pub use relation::{Membership, Parties, Relation, Tie, Viewer, Who, relate};
pub use rule::Rule;
pub use second::{Approval, NoSecond, agree};
pub use words::{
    Action, Clause, Consent, Exception, Object, ObjectId, Obligation, Obligations, Purpose, Role, Standing, State,
};

#[cfg(test)]
mod tests;

//! The jobs of the product: each kind belongs to a slice, which does it. A kind that nobody knows fails and is seen.

use kit::jobs::{Job, Work};

use crate::app::App;
use crate::{audit, consent, disclosures, home, journey, letters, meetings, people};

/// Every kind of job. What is not among them is not done, so nobody forgets to give a kind its words.
pub(crate) fn kinds() -> impl Iterator<Item = &'static str> {
    home::job_kinds()
        .chain(people::JOB_KINDS)
        .chain(meetings::job_kinds())
        .chain(letters::JOB_KINDS)
        .chain(consent::JOB_KINDS)
        .chain(disclosures::job_kinds())
        .chain(audit::JOB_KINDS)
        .chain(journey::JOB_KINDS)
}

impl Work for App {
    async fn perform(&self, job: &Job) -> Result<(), String> {
        let known = kinds().find(|kind| *kind == job.kind);
        let slice = known.and_then(|kind| kind.split('/').next());
        match slice {
            Some("home") => home::perform(self, job).await,
            Some("people") => people::perform(self, job).await,
            Some("meetings") => meetings::perform(self, job).await,
            Some("consent") => consent::perform(self, job).await,
            Some("disclosures") => disclosures::perform(self, job).await,
            Some("audit") => audit::perform(self, job).await,
            Some("journey") => journey::perform(self, job).await,
            Some("letters") => letters::perform(self, job).await,
            _ => Err(format!("nobody does {}", job.kind)),
        }
    }
}

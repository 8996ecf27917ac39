//! The jobs of the product: each kind belongs to a slice, which does it. A kind that nobody knows fails and is seen.

use kit::jobs::{Job, Work};

use crate::app::App;

impl Work for App {
    async fn perform(&self, job: &Job) -> Result<(), String> {
        let slice = job.kind.split('/').next().unwrap_or_default();
        match slice {
            "home" => crate::home::perform(self, job).await,
            "people" => crate::people::perform(self, job).await,
            "meetings" => crate::meetings::perform(self, job).await,
            "letters" => crate::letters::perform(self, job).await,
            _ => Err(format!("nobody does {}", job.kind)),
        }
    }
}

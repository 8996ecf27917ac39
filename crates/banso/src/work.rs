//! The jobs of the product.

use kit::jobs::{Job, Work};

use crate::app::App;

impl Work for App {
    async fn perform(&self, job: &Job) -> Result<(), String> {
        match job.kind.as_str() {
            kind => Err(format!("unknown kind {kind}")),
        }
    }
}

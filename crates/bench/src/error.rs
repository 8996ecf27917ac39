//! Why there are no figures.

use axum::http::StatusCode;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// The database.
    #[error(transparent)]
    Db(#[from] kit::db::DbError),
    /// The product did not start.
    #[error(transparent)]
    Start(#[from] banso::app::StartError),
    /// The key file.
    #[error(transparent)]
    Keys(#[from] kit::vault::KeyFileError),
    /// A folder or a file.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A date of the dataset.
    #[error(transparent)]
    Date(#[from] jiff::Error),
    /// A request.
    #[error(transparent)]
    Http(#[from] axum::http::Error),
    /// An answer's body.
    #[error(transparent)]
    Body(#[from] axum::Error),
    /// One of many at once.
    #[error(transparent)]
    Join(#[from] tokio::task::JoinError),
    /// The figures as a text.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The product answered with a problem.
    #[error("the product answered with {0:?}")]
    Problem(banso::problem::Problem),
    /// A wish was refused that stands alone.
    #[error("a booking that nobody contests was refused: {0:?}")]
    Refused(banso::meetings::Refusal),
    /// Another status than the one that is measured.
    #[error("{path} answered {status}")]
    Status {
        /// Which page.
        path: String,
        /// What it answered.
        status: StatusCode,
    },
    /// A race that had not exactly one winner.
    #[error("round {round} of the race had {winners} winners")]
    Winners {
        /// Which round.
        round: usize,
        /// How many.
        winners: usize,
    },
    /// The dataset is not what the query needs.
    #[error("the dataset has no {0}")]
    Lacks(&'static str),
}

impl From<banso::problem::Problem> for BenchError {
    fn from(problem: banso::problem::Problem) -> Self {
        Self::Problem(problem)
    }
}

//! What a handler answers when it cannot: by what happened, never with its cause on the page.
//!
//! The guard turns a problem into a page in the reader's language, with a way back and a reference number that joins
//! the page to the log.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::db::DbError;
use kit::password::HashError;
use kit::vault::VaultError;

/// The answer of a handler.
pub type Answer = Result<Response, Problem>;

/// Why there is no page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It does not exist, or not for this person.
    NotFound,
    /// The address exists, the method does not.
    Method,
    /// The form came from another site.
    Foreign,
    /// Not a form.
    NotAForm,
    /// More than is read.
    TooLarge,
    /// Too many requests.
    TooMany,
    /// What was asked cannot be done any more: a used link, a passed deadline.
    TooLate,
    /// It was destroyed at its owner's wish.
    Destroyed,
    /// The database or a disk does not answer.
    Unavailable,
    /// A mistake of ours; the cause is in the log.
    Ours,
}

impl Problem {
    /// Its status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLate | Self::Destroyed => StatusCode::GONE,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Ours => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The problem behind a bare status, as the router and the extractors answer it.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Option<Self> {
        Some(match status {
            StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::FORBIDDEN => Self::Foreign,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::NotAForm,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::TOO_MANY_REQUESTS => Self::TooMany,
            StatusCode::GONE => Self::TooLate,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => Self::Unavailable,
            status if status.is_server_error() => Self::Ours,
            _ => return None,
        })
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<DbError> for Problem {
    fn from(error: DbError) -> Self {
        tracing::error!(%error, "database");
        match error {
            DbError::Unavailable(_) => Self::Unavailable,
            _ => Self::Ours,
        }
    }
}

impl From<VaultError> for Problem {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Db(error) => error.into(),
            VaultError::Destroyed => Self::Destroyed,
            error => {
                tracing::error!(%error, "vault");
                Self::Ours
            }
        }
    }
}

impl From<HashError> for Problem {
    fn from(_: HashError) -> Self {
        Self::Unavailable
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Self {
        tracing::error!(%error, "page");
        Self::Ours
    }
}

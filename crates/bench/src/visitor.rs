//! A signed-in browser in front of the router: asks as a browser does and reads the whole answer.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use bytes::Bytes;
use http_body_util::BodyExt;
use kit::web::Entry;
use tower::ServiceExt;

use crate::error::BenchError;

/// Somebody's browser.
#[derive(Clone, Debug)]
pub struct Visitor {
    router: Router,
    cookie: String,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The status.
    pub status: StatusCode,
    /// Where it leads.
    pub location: Option<String>,
    /// What it says.
    pub body: Bytes,
}

impl Visitor {
    /// A browser that carries this login.
    #[must_use]
    pub fn new(router: Router, token: &str) -> Self {
        Self { router, cookie: format!("banso={token}") }
    }

    /// What it sends with each request.
    #[must_use]
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Opens a page.
    ///
    /// # Errors
    /// When there is another answer than a page.
    pub async fn get(&self, path: &str) -> Result<Answered, BenchError> {
        let answered = self.send("GET", path, String::new()).await?;
        answered.is(StatusCode::OK, path)
    }

    /// Posts a form and stays with its answer.
    ///
    /// # Errors
    /// When no answer can be read.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Result<Answered, BenchError> {
        let entry = fields.iter().fold(Entry::default(), |entry, (name, value)| entry.with(name, *value));
        self.send("POST", path, entry.encoded()).await
    }

    /// Sends a request as it is.
    ///
    /// # Errors
    /// As [`Visitor::post`].
    pub async fn send(&self, method: &str, path: &str, body: String) -> Result<Answered, BenchError> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "banso.test")
            .header(header::ACCEPT_LANGUAGE, "ja")
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))?;
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let status = response.status();
        let location = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
        Ok(Answered { status, location, body: response.into_body().collect().await?.to_bytes() })
    }
}

impl Answered {
    /// The answer, if it has that status.
    ///
    /// # Errors
    /// When it has another.
    pub fn is(self, status: StatusCode, path: &str) -> Result<Self, BenchError> {
        if self.status == status {
            Ok(self)
        } else {
            Err(BenchError::Status { path: path.into(), status: self.status })
        }
    }
}

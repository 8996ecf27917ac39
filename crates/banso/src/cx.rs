//! What a request knows: the product, who is looking, in which language, and how to answer.
//!
//! Handlers take a [`Cx`] and load everything through its viewer.

use std::net::IpAddr;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use kit::time::Instant;
use rules::lang::Lang;

use crate::app::App;
use crate::audit;
use crate::frame::{Flash, Frame, Theme};
use crate::people::Viewer;
use crate::problem::{Answer, Problem};

/// The cookie that carries a login's token.
pub const LOGIN: &str = "banso";
const FLASH: &str = "flash";

/// A request's context.
#[derive(Clone, Debug)]
pub struct Cx {
    /// The product.
    pub app: App,
    /// Who is looking, if anybody is signed in.
    pub viewer: Option<Viewer>,
    /// In which language.
    pub lang: Lang,
    /// In which light.
    pub theme: Theme,
    /// Path and query of the request.
    pub path: String,
    /// What just happened, told once.
    pub flash: Option<Flash>,
    /// From which address, where that is known.
    pub address: Option<IpAddr>,
    /// The reference number of this request.
    pub reference: String,
    /// What this request asked the gate for; written down before the answer leaves.
    pub(crate) asked: audit::Pending,
}

impl Cx {
    /// Now, by the injected clock.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.app.db.clock().now()
    }

    /// The person who is looking. Routes that need one are closed to others before the handler runs.
    ///
    /// # Errors
    /// [`Problem::NotFound`] on a route that forgot to say so.
    pub fn viewer(&self) -> Result<&Viewer, Problem> {
        self.viewer.as_ref().ok_or(Problem::NotFound)
    }

    /// The frame around a page.
    #[must_use]
    pub fn frame(&self) -> Frame {
        Frame::of(self)
    }

    /// A page.
    ///
    /// # Errors
    /// [`Problem::Ours`] when it does not render.
    pub fn page(&self, page: &impl Template) -> Answer {
        self.page_with(StatusCode::OK, page)
    }

    /// A page that says what is wrong with what was typed.
    ///
    /// # Errors
    /// As [`Cx::page`].
    pub fn refuse(&self, page: &impl Template) -> Answer {
        self.page_with(StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    /// A page with a status.
    ///
    /// # Errors
    /// As [`Cx::page`].
    pub fn page_with(&self, status: StatusCode, page: &impl Template) -> Answer {
        let mut response = (status, Html(page.render()?)).into_response();
        if self.flash.is_some() {
            set_cookie(&mut response, self.cookie(FLASH, "").max_age_seconds(0));
        }
        Ok(response)
    }

    /// On to another page, after something was done.
    ///
    /// # Errors
    /// Never; the type is that of a handler's answer.
    pub fn go(&self, path: &str) -> Answer {
        let mut response = StatusCode::SEE_OTHER.into_response();
        let to = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
        response.headers_mut().insert(LOCATION, to);
        Ok(response)
    }

    /// On to another page, which tells what was done.
    ///
    /// # Errors
    /// As [`Cx::go`].
    pub fn go_saying(&self, path: &str, flash: Flash) -> Answer {
        let mut response = self.go(path)?;
        set_cookie(&mut response, self.cookie(FLASH, flash.name()).max_age_seconds(60));
        Ok(response)
    }

    /// A cookie of this site: not readable by scripts, sent to this site only.
    #[must_use]
    pub fn cookie(&self, name: &str, value: &str) -> Crumb {
        let mut cookie = Cookie::new(self.cookie_name(name), value.to_owned());
        cookie.set_path("/");
        cookie.set_http_only(true);
        cookie.set_same_site(SameSite::Lax);
        cookie.set_secure(self.app.settings.https());
        Crumb(cookie)
    }

    fn cookie_name(&self, name: &str) -> String {
        cookie_name(&self.app, name)
    }
}

/// Over TLS the browser itself holds the cookie to this host.
pub(crate) fn cookie_name(app: &App, name: &str) -> String {
    if app.settings.https() { format!("__Host-{name}") } else { name.to_owned() }
}

/// A cookie in the making.
#[derive(Debug)]
pub struct Crumb(Cookie<'static>);

impl Crumb {
    /// For how long the browser keeps it; 0 takes it away.
    #[must_use]
    pub fn max_age_seconds(self, seconds: i64) -> HeaderValue {
        let text = format!("{}; Max-Age={seconds}", self.0);
        HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
    }
}

/// Adds a cookie to an answer.
pub fn set_cookie(response: &mut Response, cookie: HeaderValue) {
    response.headers_mut().append(SET_COOKIE, cookie);
}

/// What was said by the page before, from its cookie.
pub(crate) fn flash(app: &App, jar: &CookieJar) -> Option<Flash> {
    jar.get(&cookie_name(app, FLASH)).and_then(|cookie| Flash::named(cookie.value()))
}

impl<S: Sync> FromRequestParts<S> for Cx {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or(Problem::Ours)
    }
}

//! What stands before and after every handler: who is looking, whether they may try, how often, and the page
//! for what went wrong. A post that arrives after the login has ended is held for its writer.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequest, MatchedPath, Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use kit::drafts::hold_as;
use kit::id::Id;
use kit::vault::KeyKind;
use kit::web::entry::BodyLimit;
use kit::web::{Entry, headers};
use rules::access::Object;
use rules::lang::Lang;

use super::{Policy, Rate, Spec, Who};
use crate::app::App;
use crate::audit::Pending;
use crate::cx::{Cx, cookie_name, flash};
use crate::frame::{Theme, problem_page};
use crate::people::{Viewer, founding, login};
use crate::problem::Problem;

/// Around everything: security headers, and a page for every bare status.
pub(super) async fn frame(State(app): State<App>, request: Request, next: Next) -> Response {
    let cx = anonymous(&app, &request);
    let asked = Asked::of(&request);
    let response = next.run(request).await;
    let mut response = dress(&cx, response);
    headers::secure(response.headers_mut(), app.settings.https());
    if !response.status().is_success() {
        tracing::info!(reference = cx.reference, method = %asked.0, path = asked.1, status = response.status().as_u16());
    }
    response
}

/// What a log line may say about a request: the method and the row of the table. Never the address as it was asked:
/// the links of mails and of calendar feeds carry a secret in theirs.
struct Asked(Method, String);

impl Asked {
    fn of(request: &Request) -> Self {
        let row = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str);
        Self(request.method().clone(), row.to_owned())
    }
}

/// Around one handler: its row of the table, enforced.
pub(super) async fn guard(State((app, spec)): State<(App, Arc<Spec>)>, mut request: Request, next: Next) -> Response {
    let mut cx = anonymous(&app, &request);
    match login::viewer(&app, &CookieJar::from_headers(request.headers())).await {
        Ok(Some(viewer)) => cx.adopt(viewer),
        Ok(None) => {}
        Err(problem) => return dress(&cx, problem.into_response()),
    }
    if !admits(&cx, &spec, &request) {
        return dress(&cx, Problem::TooMany.into_response());
    }
    let prefetched = request.headers().contains_key("sec-purpose");
    if prefetched && cx.viewer.is_some() {
        // a page read ahead of its reader would write a reading that did not happen
        return dress(&cx, Problem::Unavailable.into_response());
    }
    if founding::goes_first(&cx, &spec).await {
        return cx.go(founding::PATH).unwrap_or_else(IntoResponse::into_response);
    }
    request.extensions_mut().insert(BodyLimit(spec.body));
    let response = match may_try(&cx, spec.who) {
        Try::Yes if !is_form(&request) => Problem::NotAForm.into_response(),
        Try::Yes => {
            request.extensions_mut().insert(cx.clone());
            let asked = cx.clone();
            // who closes the connection meanwhile stops neither the change nor its entry
            let answered = tokio::spawn(async move { written_down(&asked, next.run(request).await).await }).await;
            answered.unwrap_or_else(|_| Problem::Ours.into_response())
        }
        Try::SignIn => ask_to_sign_in(&cx, &spec, request).await.unwrap_or_else(IntoResponse::into_response),
        Try::Hidden => Problem::NotFound.into_response(),
    };
    if let Some(event) = spec.audit.filter(|_| !response.status().is_client_error()) {
        let who = cx.viewer.as_ref().map(|viewer| viewer.person.to_string());
        tracing::info!(event, who, status = response.status().as_u16(), reference = cx.reference, "audit");
    }
    dress(&cx, response)
}

/// Nothing leaves before it is in the audit log: if that cannot be written, there is no answer.
async fn written_down(cx: &Cx, response: Response) -> Response {
    match cx.asked.write(&cx.app).await {
        Ok(()) => response,
        Err(problem) => problem.into_response(),
    }
}

/// A post is a form, also to an address that reads no field of it.
fn is_form(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    request.method() != Method::POST || kind.is_empty() || kind.starts_with("application/x-www-form-urlencoded")
}

enum Try {
    Yes,
    SignIn,
    Hidden,
}

fn may_try(cx: &Cx, who: Who) -> Try {
    match (who, &cx.viewer) {
        (Who::Anyone, _) | (Who::SignedIn, Some(_)) => Try::Yes,
        (Who::InDemo, _) if cx.app.demo => Try::Yes,
        (Who::InDemo, _) => Try::Hidden,
        (Who::SignedIn | Who::Role(_) | Who::Organiser, None) => Try::SignIn,
        (Who::Role(role), Some(viewer)) if viewer.has(role) => Try::Yes,
        (Who::Organiser, Some(viewer)) if viewer.organises() => Try::Yes,
        (Who::Role(_) | Who::Organiser, Some(_)) => Try::Hidden,
    }
}

/// A page asks first; a post is held for its writer, if the ended login tells who that is.
async fn ask_to_sign_in(cx: &Cx, spec: &Spec, request: Request) -> Result<Response, Problem> {
    if request.method() != Method::POST {
        return cx.go(&format!("/sign-in?next={}", crate::frame::encode(&cx.path)));
    }
    if !spec.held {
        return cx.go("/sign-in");
    }
    let jar = CookieJar::from_headers(request.headers());
    let Some(writer) = login::writer(&cx.app, &jar).await? else { return cx.go("/sign-in") };
    let entry = Entry::from_request(request, &()).await.map_err(|_| Problem::NotAForm)?;
    let tx = cx.app.db.begin().await?;
    let held = hold_as(&tx, &cx.app.masters, (writer.uuid(), kind_of(spec)), &cx.path, &entry).await?;
    tx.commit().await?;
    cx.go(&format!("/sign-in?next=/held/{}", held.as_simple()))
}

/// What a post becomes decides under which key of its writer it waits.
fn kind_of(spec: &Spec) -> KeyKind {
    if matches!(spec.policy, Policy::Gate(Object::Note, _)) { KeyKind::Note } else { KeyKind::Record }
}

fn admits(cx: &Cx, spec: &Spec, request: &Request) -> bool {
    let limits = &cx.app.limits;
    let limit = match spec.rate {
        Rate::Free => return true,
        Rate::Page => &limits.page,
        Rate::Write => &limits.write,
        Rate::Credentials => &limits.credentials,
    };
    // people who are signed in are counted by themselves, so an office behind one address is not one person
    let key = match &cx.viewer {
        Some(viewer) => viewer.person.to_string(),
        None => address(&cx.app, request).map_or_else(String::new, |address| address.to_string()),
    };
    limit.admits(&key)
}

/// The address of the person: the peer's, or what a trusted proxy says.
fn address(app: &App, request: &Request) -> Option<IpAddr> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip())?;
    if !app.settings.trusted_proxies.contains(&peer.to_string()) {
        return Some(peer);
    }
    // what the proxy itself added stands last, in the last line
    let mut lines = request.headers().get_all("x-forwarded-for").iter();
    let forwarded = lines.next_back().and_then(|value| value.to_str().ok());
    forwarded.and_then(|list| list.rsplit(',').next()).and_then(|last| last.trim().parse().ok()).or(Some(peer))
}

fn anonymous(app: &App, request: &Request) -> Cx {
    let jar = CookieJar::from_headers(request.headers());
    let cookie = |name: &str| jar.get(&cookie_name(app, name)).map(|cookie| cookie.value().to_owned());
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    Cx {
        viewer: None,
        lang: cookie("lang")
            .and_then(|name| crate::frame::lang_named(&name))
            .unwrap_or_else(|| preferred(app, request.headers())),
        theme: cookie("theme").and_then(|name| name.parse().ok()).unwrap_or(Theme::Auto),
        path,
        flash: flash(app, &jar),
        address: address(app, request),
        asked: Pending::default(),
        reference: app.db.dice().bytes::<4>().iter().map(|byte| format!("{byte:02x}")).collect(),
        app: app.clone(),
    }
}

/// Japanese first; English for who asks for it and not for Japanese.
fn preferred(app: &App, headers: &HeaderMap) -> Lang {
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let at = |name: &str| asked.split(',').position(|lang| lang.trim().starts_with(name));
    match (at("ja"), at("en")) {
        (Some(ja), Some(en)) if en < ja => Lang::En,
        (None, Some(_)) => Lang::En,
        (Some(_), _) => Lang::Ja,
        (None, None) => app.lang,
    }
}

impl Cx {
    fn adopt(&mut self, viewer: Viewer) {
        self.lang = viewer.lang;
        self.theme = viewer.theme;
        self.viewer = Some(viewer);
    }
}

/// A problem becomes a page; everything else stays as it is.
fn dress(cx: &Cx, response: Response) -> Response {
    // an id in the path that does not parse: what the extractor says about it is not for people
    let unread = response.status() == StatusCode::BAD_REQUEST;
    if !unread && response.headers().contains_key(CONTENT_TYPE) && response.extensions().get::<Problem>().is_none() {
        return response;
    }
    let problem = response.extensions().get::<Problem>().cloned().or_else(|| Problem::of_status(response.status()));
    match problem {
        Some(problem) => problem_page(cx, &problem),
        None => response,
    }
}

//! A browser without a window: keeps cookies, follows redirects, reads pages as text.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

#[derive(Clone)]
pub struct Client {
    router: axum::Router,
    cookies: BTreeMap<String, String>,
    pub lang: &'static str,
    /// Whether pages are asked for ahead of their reader.
    ahead: bool,
    /// From which address of the network, where that matters.
    address: Option<IpAddr>,
}

#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    pub path: String,
    pub headers: HeaderMap,
    pub html: String,
    /// The body as it came, for what is no page.
    pub bytes: Vec<u8>,
}

impl Client {
    pub fn new(router: axum::Router) -> Self {
        Self { router, cookies: BTreeMap::new(), lang: "ja", ahead: false, address: None }
    }

    pub fn with_login(router: axum::Router, token: &str) -> Self {
        let mut client = Self::new(router);
        client.cookies.insert("banso".into(), token.into());
        client
    }

    /// The same browser, with its cookies, before a twin of the product.
    pub fn before(&self, router: axum::Router) -> Self {
        Self { router, ..self.clone() }
    }

    /// The same browser behind an address of the network.
    pub fn at(self, address: &str) -> Self {
        Self { address: Some(address.parse().unwrap()), ..self }
    }

    /// Opens a page and follows where it leads.
    pub async fn get(&mut self, path: &str) -> Page {
        let page = self.send("GET", path, None).await;
        self.follow(page).await
    }

    /// Posts a form and follows where it leads.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post_only(path, fields).await;
        self.follow(page).await
    }

    /// Posts a form and stays with its answer.
    pub async fn post_only(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let entry = fields.iter().fold(kit::web::Entry::default(), |entry, (name, value)| entry.with(name, *value));
        self.send("POST", path, Some(entry.encoded())).await
    }

    async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..5 {
            let Some(to) = page.headers.get(header::LOCATION) else { return page };
            let to = to.to_str().unwrap().to_owned();
            page = self.send("GET", &to, None).await;
        }
        panic!("redirects in a circle at {}", page.path);
    }

    /// Asks for a page as a browser does that expects it to be wanted.
    pub async fn ahead(&mut self, path: &str) -> Page {
        self.ahead = true;
        let page = self.send("GET", path, None).await;
        self.ahead = false;
        page
    }

    /// Asks for a page, or posts the text of a form.
    pub async fn send(&mut self, method: &str, path: &str, body: Option<String>) -> Page {
        let form = body.map(|body| ("application/x-www-form-urlencoded", body.into_bytes()));
        self.deliver(method, path, form).await
    }

    /// The same with any bytes, said to be of any kind.
    pub async fn deliver(&mut self, method: &str, path: &str, body: Option<(&str, Vec<u8>)>) -> Page {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "banso.test")
            .header(header::ACCEPT_LANGUAGE, self.lang)
            .header(header::COOKIE, cookies.join("; "))
            .header("sec-fetch-site", "same-origin");
        let request = if self.ahead { request.header("sec-purpose", "prefetch") } else { request };
        let request = match &body {
            Some((kind, _)) => request.header(header::CONTENT_TYPE, *kind),
            None => request,
        };
        let mut request = request.body(Body::from(body.map(|(_, bytes)| bytes).unwrap_or_default())).unwrap();
        if let Some(address) = self.address {
            request.extensions_mut().insert(ConnectInfo(SocketAddr::new(address, 40_000)));
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        for cookie in headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.into(), value.into());
            }
        }
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Page {
            status,
            path: path.to_owned(),
            headers,
            html: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.to_vec(),
        }
    }
}

impl Page {
    /// Asserts that the page says something.
    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(self.html.contains(text), "{} ({}) does not say {text:?}:\n{}", self.path, self.status, self.text());
        self
    }

    /// Asserts that the page does not say something.
    #[track_caller]
    pub fn is_silent_about(&self, text: &str) -> &Self {
        assert!(!self.html.contains(text), "{} says {text:?}", self.path);
        self
    }

    /// Asserts a status.
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}:\n{}", self.path, self.text());
        self
    }

    /// What a person reads, without markup.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in self.html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => text.push(c),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The value of the first attribute after a marker: `page.after("name=\"slot\" value=\"")`.
    pub fn after(&self, marker: &str) -> Option<&str> {
        let at = self.html.find(marker)? + marker.len();
        self.html[at..].split('"').next()
    }
}

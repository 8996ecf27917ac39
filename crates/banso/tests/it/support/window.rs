//! A browser window and the person in front of it. What they do is told by what they read: names of buttons and labels
//! of fields, the same with and without JavaScript, with the mouse or with the keyboard alone (`hands.rs`).

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rules::lang::Lang;
use serde_json::{Value, json};
use thirtyfour::common::print::PrintParameters;
use thirtyfour::{WebDriver, WebElement};

use super::chromium::Chromium;

/// With what a person works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hands {
    Mouse,
    Keyboard,
}

/// How somebody looks at the product: `Look { width: 390, ..Look::default() }`.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub width: u32,
    pub lang: Lang,
    pub scripts: bool,
    pub dark: bool,
    pub hands: Hands,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: 1280, lang: Lang::Ja, scripts: true, dark: false, hands: Hands::Mouse }
    }
}

pub struct Window {
    pub(super) driver: WebDriver,
    pub(super) hands: Hands,
    pub(super) acts: AtomicUsize,
    base: String,
}

impl Window {
    /// A new browser without cookies at this address.
    pub async fn open(base: &str, look: Look) -> Self {
        let driver = Chromium::start().open(look.lang).await;
        let window = Self { driver, hands: look.hands, acts: AtomicUsize::new(0), base: base.to_owned() };
        window.tell("Emulation.setTimezoneOverride", json!({ "timezoneId": "Asia/Tokyo" })).await;
        window.tell("Emulation.setScriptExecutionDisabled", json!({ "value": !look.scripts })).await;
        window.see(look.width, look.dark).await;
        window
    }

    /// The same window, wider or narrower, in light or dark. A window of the system would be clamped at 500 px.
    pub async fn see(&self, width: u32, dark: bool) {
        let height = if width < 600 { 844 } else { 900 };
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.tell("Emulation.setDeviceMetricsOverride", size).await;
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({ "features": [
{ "name": "prefers-color-scheme", "value": scheme },
{ "name": "prefers-reduced-motion", "value": "reduce" },
] });
        self.tell("Emulation.setEmulatedMedia", features).await;
    }

    /// A command to the browser itself, beside the page.
    pub async fn tell(&self, command: &str, what: Value) -> Value {
        self.driver.cdp().send_raw(command, what).await.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Types an address of the product.
    pub async fn visit(&self, path: &str) -> &Self {
        self.driver.goto(format!("{}{path}", self.base)).await.unwrap();
        self
    }

    /// Path and query of the page that is shown.
    pub async fn path(&self) -> String {
        let url = self.driver.current_url().await.unwrap();
        url.as_str().strip_prefix(&self.base).unwrap_or(url.as_str()).to_owned()
    }

    /// How often something was pressed or chosen so far.
    pub fn acts(&self) -> usize {
        self.acts.load(Ordering::Relaxed)
    }

    /// What a person reads.
    pub async fn text(&self) -> String {
        self.ask("return document.body.innerText", vec![]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Asserts that the page says something, now or in a moment. Spaces and line breaks do not count.
    pub async fn says(&self, text: &str) -> &Self {
        let found = until(async || bare(&self.text().await).contains(&bare(text)).then_some(())).await;
        if found.is_none() {
            panic!("{} does not say {text:?}:\n{}", self.path().await, self.text().await);
        }
        self
    }

    /// Asserts that the page does not say something.
    pub async fn is_silent_about(&self, text: &str) -> &Self {
        let page = self.text().await;
        assert!(!bare(&page).contains(&bare(text)), "{} says {text:?}:\n{page}", self.path().await);
        self
    }

    /// Asks the page by a script of the driver: not bound by the page's policy, and there without JavaScript too.
    pub async fn ask(&self, script: &str, about: Vec<Value>) -> Value {
        let answer = self.driver.execute(script, about).await;
        answer.unwrap_or_else(|error| panic!("{script}\n{error}")).json().clone()
    }

    /// The element that a person means, and where they would click: see `find.js` for what counts as a name.
    pub(super) async fn find(&self, kind: &str, name: &str, near: &str) -> (WebElement, WebElement) {
        const FINDER: &str = include_str!("find.js");
        let mut said = Value::Null;
        let found = until(async || {
            let about = vec![json!(kind), json!(name), json!(near)];
            let answer = self.driver.execute(FINDER, about).await.unwrap();
            said = answer.json().clone();
            answer.elements().ok().filter(|elements| elements.len() == 2)
        })
        .await;
        match found.map(|mut elements| (elements.remove(0), elements.remove(0))) {
            Some(pair) => pair,
            None => panic!("{}: {}\n{}", self.path().await, said.as_str().unwrap_or_default(), self.text().await),
        }
    }

    /// The whole page as a picture.
    pub async fn picture(&self, file: &Path) {
        let answer = self.tell("Page.captureScreenshot", json!({ "captureBeyondViewport": true })).await;
        let bytes = BASE64_STANDARD.decode(answer["data"].as_str().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }

    /// The page as it comes out of a printer, A4.
    pub async fn print(&self, file: &Path) {
        let mut how = PrintParameters::default();
        (how.page.width, how.page.height, how.background) = (21.0, 29.7, true);
        std::fs::write(file, self.driver.print_page(how).await.unwrap()).unwrap();
    }

    /// What the browser complained about: broken scripts, blocked content. That a form was refused is no complaint.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self.driver.browser_log().await.unwrap();
        let refused = |text: &str| text.contains("the server responded with a status of 4");
        log.into_iter()
            .filter(|entry| entry.level == "SEVERE" && !refused(&entry.message))
            .map(|entry| entry.message)
            .collect()
    }

    /// Closes the window; the browser had nothing to complain about.
    pub async fn close(self) {
        let complaints = self.complaints().await;
        self.driver.quit().await.unwrap();
        assert!(complaints.is_empty(), "the browser complained:\n{}", complaints.join("\n"));
    }
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Looks again until it is there, for as long as a person would wait on a busy machine.
pub async fn until<T>(mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    for _ in 0..200 {
        if let Some(found) = look().await {
            return Some(found);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    None
}

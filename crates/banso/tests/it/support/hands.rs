//! What a person does in a window. With the keyboard alone each act is: Tab until it is there and can be seen, then the
//! key that everybody would press.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};
use thirtyfour::{By, Key, WebElement};

use super::window::{Hands, Window, until};

/// A page with more stops than this is not usable by keyboard.
const STOPS: usize = 200;

/// Whether pressing it leads to another page; this one is marked then.
const LEAVES: &str = "const e = arguments[0];
    const link = e.matches('a') && !e.getAttribute('href').startsWith('#');
    return document.left = link || (e.type === 'submit' && e.form !== null)";
const ARRIVED: &str = "return !document.left && document.readyState !== 'loading'";

impl Window {
    /// Presses a button, follows a link, opens what is folded.
    pub async fn press(&self, name: &str) -> &Self {
        self.press_near("", name).await
    }

    /// The one that stands nearest to a text: `press_near("早川 直子", "時間を見る")`.
    pub async fn press_near(&self, near: &str, name: &str) -> &Self {
        let (element, click) = self.find("control", name, near).await;
        self.acts.fetch_add(1, Ordering::Relaxed);
        let leaves = self.about(&element, LEAVES).await == Value::Bool(true);
        match self.hands {
            Hands::Mouse => self.click(&click).await,
            Hands::Keyboard => {
                self.tab_until(&element, name).await;
                self.press_key(Key::Enter).await;
            }
        }
        if leaves {
            self.arrives(name).await;
        }
        self
    }

    /// Scrolls until it is well in sight, as a person does, and clicks.
    async fn click(&self, element: &WebElement) {
        self.about(element, "arguments[0].scrollIntoView({ block: 'center' })").await;
        element.click().await.unwrap();
    }

    /// Waits for another page, so that nothing is done on the one that is about to go.
    async fn arrives(&self, name: &str) {
        let arrived = until(async || {
            let answer = self.driver.execute(ARRIVED, vec![]).await.ok()?;
            (*answer.json() == Value::Bool(true)).then_some(())
        });
        assert!(arrived.await.is_some(), "{}: {name} leads nowhere", self.path().await);
    }

    /// Writes into the field with this label, in place of what stood there.
    pub async fn fill(&self, label: &str, text: &str) -> &Self {
        self.fill_near("", label, text).await
    }

    /// The field that stands nearest to a text.
    pub async fn fill_near(&self, near: &str, label: &str, text: &str) -> &Self {
        let (field, click) = self.find("field", label, near).await;
        match self.hands {
            Hands::Mouse => self.click(&click).await,
            Hands::Keyboard => self.tab_until(&field, label).await,
        }
        let kind = field.prop("type").await.unwrap().unwrap_or_default();
        if ["date", "time", "month", "datetime-local"].contains(&kind.as_str()) {
            self.set(&field, text).await;
        } else {
            field.send_keys(Key::Control + "a").await.unwrap();
            field.send_keys(Key::Delete + "").await.unwrap();
            field.send_keys(text).await.unwrap();
        }
        self
    }

    /// Takes the option with these words from the list with this label.
    pub async fn select(&self, label: &str, option: &str) -> &Self {
        let (list, _) = self.find("field", label, "").await;
        let words = format!(".//option[contains(normalize-space(.), '{option}')]");
        list.find(By::XPath(&words)).await.unwrap().click().await.unwrap();
        self.acts.fetch_add(1, Ordering::Relaxed);
        self
    }

    /// Asserts what stands in a field.
    pub async fn holds(&self, label: &str, text: &str) -> &Self {
        let (field, _) = self.find("field", label, "").await;
        assert_eq!(field.prop("value").await.unwrap().unwrap_or_default(), text, "{label}");
        self
    }

    /// Chooses a radio button, ticks a box or takes an entry of a list, by its own name.
    pub async fn choose(&self, name: &str) -> &Self {
        self.choose_near("", name).await
    }

    /// Takes the first that is offered.
    pub async fn choose_first(&self) -> &Self {
        self.choose_near("", "").await
    }

    /// The one that stands nearest to a text, such as the question above it.
    pub async fn choose_near(&self, near: &str, name: &str) -> &Self {
        let (element, click) = self.find("choice", name, near).await;
        self.acts.fetch_add(1, Ordering::Relaxed);
        let ticked = self.is_chosen(&element).await;
        match self.hands {
            _ if ticked => {}
            Hands::Mouse => self.click(&click).await,
            Hands::Keyboard => self.choose_by_key(&element, name).await,
        }
        assert!(self.is_chosen(&element).await, "{name} is chosen");
        self
    }

    async fn choose_by_key(&self, element: &WebElement, name: &str) {
        if element.prop("type").await.unwrap().as_deref() == Some("checkbox") {
            self.tab_until(element, name).await;
            self.press_key(' ').await;
            return;
        }
        // a group of radio buttons and a list are one stop; the arrows walk inside, and Space takes what is reached first
        self.tab_until(element, name).await;
        if self.about(element, "return document.activeElement === arguments[0]").await == Value::Bool(true) {
            self.press_key(' ').await;
        }
        for _ in 0..STOPS {
            if self.is_chosen(element).await {
                return;
            }
            self.press_key(Key::Down).await;
        }
    }

    /// Whether the box is ticked, the radio button or the entry chosen.
    async fn is_chosen(&self, element: &WebElement) -> bool {
        let answer = self.about(element, "const e = arguments[0]; return e.selected ?? e.checked").await;
        answer == Value::Bool(true)
    }

    /// Tab until the control, field or choice with this name has the focus.
    pub async fn tab_to(&self, kind: &str, name: &str) -> &Self {
        let (element, _) = self.find(kind, name, "").await;
        self.tab_until(&element, name).await;
        self
    }

    /// A key, where the focus is.
    pub async fn press_key(&self, key: impl Into<char>) -> &Self {
        let key: char = key.into();
        self.driver.action_chain().send_keys(key).perform().await.unwrap();
        self
    }

    /// Tab until the element has the focus, or what is one stop with it.
    async fn tab_until(&self, element: &WebElement, name: &str) {
        const THERE: &str = "const [e, now] = [arguments[0], document.activeElement];
            return now === e || now === e.closest('select')
                || e.type === 'radio' && now.type === 'radio' && now.name === e.name && now.form === e.form
                || now.outerHTML.slice(0, 60)";
        let mut stops = Vec::new();
        for _ in 0..STOPS {
            match self.about(element, THERE).await {
                Value::Bool(true) => return self.is_in_sight(name).await,
                stop => stops.push(stop),
            }
            self.press_key(Key::Tab).await;
        }
        stops.truncate(20);
        panic!("{}: Tab never comes to {name}: {}", self.path().await, json!(stops));
    }

    /// What has the focus must not lie under a bar or outside the window.
    async fn is_in_sight(&self, name: &str) {
        const SIGHT: &str = "const e = document.activeElement;
            return [e, ...(e.labels ?? [])].some((part) => [...part.getClientRects()].some((box) => {
                const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return hit && (part.contains(hit) || hit.contains(part) && hit.matches('label'));
            }))";
        let seen = self.ask(SIGHT, vec![]).await == Value::Bool(true);
        assert!(seen, "{}: {name} has the focus and cannot be seen", self.path().await);
    }

    async fn about(&self, element: &WebElement, script: &str) -> Value {
        self.ask(script, vec![element.to_json().unwrap()]).await
    }

    async fn set(&self, field: &WebElement, text: &str) {
        // the segments of such a field are the browser's, in the order of its language
        const SET: &str = "const [e, text] = arguments; e.value = text;
            for (const kind of ['input', 'change']) e.dispatchEvent(new Event(kind, { bubbles: true }))";
        self.ask(SET, vec![field.to_json().unwrap(), json!(text)]).await;
    }
}

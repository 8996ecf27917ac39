//! What axe-core finds on a page, and what it cannot see: text that runs out of the window.

use serde_json::{Value, json};

use super::window::Window;

/// WCAG 2.0 to 2.2, A and AA, and what the makers of axe advise.
const CHECK: &str = "return axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
}).then((found) => found.violations.flatMap((rule) =>
  rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} (${(node.any[0] ?? node.all[0] ?? node.none[0])?.message})`)))";

/// Who sticks out of the window, if the page can be scrolled sideways.
const SIDEWAYS: &str = "if (document.documentElement.scrollWidth <= innerWidth) return [];
  const out = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5);
  const deepest = out.filter((e) => !out.some((other) => other !== e && e.contains(other)));
  return [`scrolls sideways at ${innerWidth}: ${deepest.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(' and ')}`]";

/// WCAG 1.4.12: people may space text like this, and nothing may be lost.
const SPACED: &str = "const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }'
    + 'p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet]";
const UNSPACED: &str = "document.adoptedStyleSheets = []";

impl Window {
    /// From now on every page of this window carries axe: put there by the browser, so no policy has to be loosened.
    pub async fn bring_axe(&self) {
        let file = std::env::var("BANSO_AXE").expect("BANSO_AXE names axe.min.js; bin/test fetches it");
        let source = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
        self.tell("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
    }

    /// What keeps somebody from using this page, one sentence each.
    pub async fn barriers(&self) -> Vec<String> {
        let mut found = sentences(&self.ask(CHECK, vec![]).await);
        found.extend(sentences(&self.ask(SIDEWAYS, vec![]).await));
        found
    }

    /// What is lost when text is spaced as wide as people may want it.
    pub async fn barriers_when_spaced(&self) -> Vec<String> {
        self.ask(SPACED, vec![]).await;
        let found = sentences(&self.ask(SIDEWAYS, vec![]).await);
        self.ask(UNSPACED, vec![]).await;
        found.into_iter().map(|sentence| format!("with wide spacing it {sentence}")).collect()
    }
}

fn sentences(answer: &Value) -> Vec<String> {
    answer.as_array().unwrap().iter().map(|sentence| sentence.as_str().unwrap().to_owned()).collect()
}

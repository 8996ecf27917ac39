//! The exits in a real browser, in both languages, with and without scripts: a case copy from the form to the withdrawal,
//! and what a company may read from the request to the yes. Buttons and fields by the keys of `locales/`.

use std::collections::BTreeMap;

use banso::meetings::BookingId;
use rstest::rstest;
use rules::lang::Lang;

use crate::support::site::Site;
use crate::support::{Look, On, TestApp, Window};
use crate::words::messages;

/// What people write, and how they are called.
struct Told {
    client: &'static str,
    supporter: &'static str,
    supervisor: &'static str,
    officers: [&'static str; 2],
    company: &'static str,
    /// How the client is spoken of.
    called: &'static str,
    /// A sentence that names the client, and the same without.
    named: &'static str,
    about: &'static str,
    ask: &'static str,
    advice: &'static str,
    passage: &'static str,
    yes: &'static str,
}

const JA: Told = Told {
    client: "田中 結",
    supporter: "早川 直子",
    supervisor: "宇野 千景さん",
    officers: ["名取 慶", "北見 澄子"],
    company: "里見 徹さん",
    called: "田中さん",
    named: "田中さんは三か月目に黙りこんだ。",
    about: "三か月目に黙りこんだ。",
    ask: "待つほかに、何ができたか。",
    advice: "黙ったことを話題にしてみてください。",
    passage: "帰りが遅い日が続いたと話された。",
    yes: "使ってもよい",
};
const EN: Told = Told {
    client: "Yui Tanaka",
    supporter: "Naoko Hayakawa",
    supervisor: "Chikage Uno",
    officers: ["Kei Natori", "Sumiko Kitami"],
    company: "Toru Satomi",
    called: "Yui Tanaka",
    named: "In the third month Yui fell silent.",
    about: "In the third month they fell silent.",
    ask: "What could I have done but wait?",
    advice: "Let the silence be what you talk about.",
    passage: "They said that they came home late for weeks.",
    yes: "You may use it",
};

/// A window in front of the demo, and the words of its language.
struct Scene {
    site: Site,
    window: Window,
    lang: Lang,
    told: Told,
    words: BTreeMap<String, String>,
    meeting: BookingId,
}

impl Scene {
    async fn of(lang: Lang, scripts: bool) -> Self {
        let site = TestApp::with_cast_in(On::Sqlite, lang).await.serve().await;
        let meeting = site.app.meeting("tanaka-hayakawa-2");
        // whatever they had said in the demo, this time they agree to be a case to learn from
        let mut tanaka = site.app.as_person(site.app.cast("tanaka")).await;
        tanaka.post_only(&format!("/meetings/{meeting}/agreement"), &[("answer-case-use", "yes")]).await;
        let window = site.window(Look { width: 390, lang, scripts, ..Look::default() }).await;
        let told = if lang == Lang::Ja { JA } else { EN };
        Self { site, window, lang, told, words: messages(lang.code()), meeting }
    }

    fn say(&self, key: &str) -> &str {
        &self.words[key]
    }

    async fn becomes(&self, name: &str) {
        self.window.visit("/demo").await.press_near(name, self.say("demo-become")).await;
        if self.window.ask("return document.documentElement.lang", vec![]).await != self.lang.code() {
            let other = messages(if self.lang == Lang::Ja { "en" } else { "ja" });
            self.window.press(&other["frame-other-language"]).await;
        }
        self.window.says(name).await;
    }

    async fn path(&self) -> String {
        self.window.path().await.split('?').next().unwrap().to_owned()
    }

    async fn ends(self) {
        self.window.close().await;
        self.site.end().await;
    }
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_lent_answered_and_taken_back(
    #[values(Lang::Ja, Lang::En)] lang: Lang,
    #[values(true, false)] scripts: bool,
) {
    let scene = Scene::of(lang, scripts).await;
    let (window, told) = (&scene.window, &scene.told);
    scene.becomes(told.supporter).await;
    window.visit(&format!("/meetings/{}/disclosures", scene.meeting)).await;
    window.press(scene.say("disclosures-kind-copy")).await.choose(told.supervisor).await;
    window.fill(scene.say("copies-about"), told.named).await.fill(scene.say("copies-ask"), told.ask).await;
    for check in ["names", "dates", "age", "rare", "unrecognised"] {
        let label = scene.say(&format!("copies-check-{check}")).replace("{ $client }", told.called);
        window.choose(&label).await;
    }
    window.press(scene.say("copies-act-lend")).await.says(scene.say("frame-faults")).await;
    window.says(scene.say("copies-what-person")).await.holds(scene.say("copies-ask"), told.ask).await;
    window.fill(scene.say("copies-about"), told.about).await;
    window.press(scene.say("copies-act-lend")).await.says(scene.say("flash-copy-lent")).await;
    let copy = scene.path().await;

    scene.becomes(told.supervisor.trim_end_matches("さん")).await;
    window.visit(&copy).await.says(told.about).await.is_silent_about(told.client).await;
    window.fill(scene.say("copies-advice"), told.advice).await;
    window.press(scene.say("copies-act-advise")).await.says(scene.say("copies-act-advise-again")).await;
    scene.becomes(told.supporter).await;
    window.visit(&copy).await.says(told.advice).await;

    scene.becomes(told.client).await;
    window.visit(&copy).await.says(told.about).await.is_silent_about(told.advice).await;
    window.press(scene.say("copies-act-withdraw")).await;
    window.press_near(told.yes, scene.say("consent-act-withdraw")).await.says(scene.say("consent-withdrawn")).await;
    for name in [told.supervisor.trim_end_matches("さん"), told.supporter, told.client] {
        scene.becomes(name).await;
        window.visit(&copy).await.says(scene.say("copies-over")).await.is_silent_about(told.about).await;
    }
    scene.ends().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn a_company_is_given_what_its_client_agreed_to(
    #[values(Lang::Ja, Lang::En)] lang: Lang,
    #[values(true, false)] scripts: bool,
) {
    let scene = Scene::of(lang, scripts).await;
    let (window, told) = (&scene.window, &scene.told);
    let [lead, second] = told.officers;
    scene.becomes(lead).await;
    window.visit("/disclosures").await.press(scene.say("extracts-new")).await;
    let case = scene.say("extracts-case-of");
    let san = if lang == Lang::Ja { "さん" } else { "" };
    let case = case.replace("{ $client }", &format!("{}{san}", told.client));
    window.choose(&case.replace("{ $supporter }", &format!("{}{san}", told.supporter))).await;
    window.choose(scene.say("disclosures-kind-hazard")).await.choose(told.company).await;
    for (field, text) in [("by", "1"), ("reference", "41"), ("scope", "2")] {
        window.fill(scene.say(&format!("extracts-{field}")), text).await;
    }
    window.fill(scene.say("extracts-dated"), "2026-11-24").await;
    window.press(scene.say("extracts-act-begin")).await.says(scene.say("flash-extract-begun")).await;
    let extract = scene.path().await;
    scene.becomes(told.supporter).await;
    window.visit(&extract).await.fill(scene.say("extracts-passage"), told.passage).await;
    window.press(scene.say("extracts-act-write")).await.says(scene.say("flash-saved")).await;
    scene.becomes(lead).await;
    let show = scene.say("extracts-act-show").replace("{ $client }", told.called);
    window.visit(&extract).await.says(told.passage).await.press(&show).await;
    scene.becomes(told.client).await;
    window.visit(&extract).await.says(told.passage).await.press(scene.say("disclosures-act-yes")).await;
    scene.becomes(lead).await;
    window.visit(&extract).await.press(scene.say("extracts-act-ask")).await;
    scene.becomes(second).await;
    window.visit(&extract).await.says(told.passage).await.press(scene.say("extracts-act-agree")).await;
    scene.becomes(told.company.trim_end_matches("さん")).await;
    window.visit(&extract).await.says(told.passage).await;
    scene.becomes(told.client).await;
    window.visit(&extract).await.press(scene.say("disclosures-act-back")).await;
    window.says(scene.say("disclosures-destroyed")).await.is_silent_about(told.passage).await;
    scene.ends().await;
}

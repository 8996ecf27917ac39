//! A danger in a real browser, from the call to the review, in both languages, with and without scripts.

use rstest::rstest;
use rules::lang::Lang;

use crate::journey::{Words, becomes};
use crate::support::{Hands, Look, On, TestApp, Window};

struct Told {
    supporter: &'static str,
    client: (&'static str, &'static str),
    first: &'static str,
    second: &'static str,
    judge: &'static str,
    danger: &'static str,
    asks: &'static str,
    outside: &'static str,
    short: &'static str,
    reason: &'static str,
    untold: &'static str,
    verdict: &'static str,
}

const JA: Told = Told {
    supporter: "早川 直子",
    client: ("田中 結", "田中さん"),
    first: "沢村 誠",
    second: "戸塚 理恵",
    judge: "名取 慶",
    danger: "今夜、橋へ行くと話していた",
    asks: "お姉さんに会いに行ってもらう",
    outside: "お姉さん（090-0000-0000）",
    short: "あぶないから",
    reason: "今夜のうちに命があぶないと、面談のなかで本人が話した。家族のほかに間に合う人がいない",
    untold: "電話に三回出なかった",
    verdict: "三回電話しても出ず、ほかに間に合う手だてはなかったと考える。",
};
const EN: Told = Told {
    supporter: "Naoko Hayakawa",
    client: ("Yui Tanaka", "Yui Tanaka"),
    first: "Makoto Sawamura",
    second: "Rie Totsuka",
    judge: "Kei Natori",
    danger: "Spoke of going to the bridge tonight",
    asks: "That the sister goes there",
    outside: "The sister (090-0000-0000)",
    short: "It is dangerous",
    reason: "Their life is at risk tonight, as they said themselves; nobody but the family can come in time",
    untold: "Did not pick up, three times",
    verdict: "They had telephoned three times, and nothing else would have come in time.",
};

async fn calls(window: &Window, words: &Words, told: &Told, meeting: &str) -> String {
    window.visit(&format!("{meeting}/emergency")).await.says(words.say("emergency-call-119")).await;
    window.press(words.say("emergency-act-ask")).await.says(words.say("frame-faults")).await;
    window.choose(&words.say_with("emergency-who-client", ("client", told.client.1))).await;
    window.fill(words.say("emergency-danger"), told.danger).await.fill(words.say("emergency-asks"), told.asks).await;
    window.fill(words.say("emergency-outside"), told.outside).await;
    window.press(words.say("emergency-act-ask")).await.says(words.say("flash-alarmed")).await;
    window.says(words.say("emergency-stands-asked")).await;
    window.path().await
}

async fn takes_it_on(window: &Window, words: &Words, told: &Told, at: &str) {
    window.visit(at).await.says(told.danger).await.fill(words.say("emergency-reason"), told.short).await;
    window.choose(words.say("emergency-told-no")).await.fill(words.say("emergency-untold"), told.untold).await;
    window.choose(&words.say_with("emergency-minutes-are", ("minutes", "120"))).await;
    let charge = words.say("emergency-act-charge");
    window
        .press(charge)
        .await
        .says(words.say("frame-faults"))
        .await
        .holds(words.say("emergency-untold"), told.untold)
        .await;
    window
        .holds(words.say("emergency-reason"), told.short)
        .await
        .fill(words.say("emergency-reason"), told.reason)
        .await;
    window.press(charge).await.says(words.say("flash-taken-on")).await.says(words.say("emergency-look-again")).await;
}

async fn judges(window: &Window, words: &Words, told: &Told, at: &str) {
    window.visit("/emergencies").await.says(words.say("emergency-list-open")).await.is_silent_about(told.danger).await;
    window.visit(at).await.says(told.reason).await.choose(words.say("emergency-justified")).await;
    window.fill(words.say("emergency-judgement"), told.verdict).await;
    window.press(words.say("emergency-act-review")).await.says(words.say("flash-reviewed")).await;
    window.says(told.verdict).await.says(words.say("emergency-verdict")).await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn a_danger_is_broken_open_by_two_and_judged_by_a_third(
    #[values(Lang::Ja, Lang::En)] lang: Lang,
    #[values(true, false)] scripts: bool,
    #[values((390, Hands::Mouse), (1280, Hands::Keyboard))] (width, hands): (u32, Hands),
) {
    let (words, told) = (Words::of(lang), if lang == Lang::Ja { JA } else { EN });
    let site = TestApp::with_cast_in(On::Sqlite, lang).await.serve().await;
    let meeting = format!("/meetings/{}", site.app.meeting("tanaka-hayakawa-2"));
    let window = site.window(Look { width, lang, scripts, hands, ..Look::default() }).await;
    becomes(&window, &words, told.supporter).await;
    let at = calls(&window, &words, &told, &meeting).await;
    becomes(&window, &words, told.first).await;
    takes_it_on(&window, &words, &told, &at).await;
    becomes(&window, &words, told.second).await;
    window.visit(&at).await.says(told.reason).await.says(told.untold).await;
    window
        .press(&words.say_with("emergency-act-agree", ("minutes", "120")))
        .await
        .says(words.say("flash-let-out"))
        .await;
    window.says(&words.say_with("emergency-pass-on", ("to", told.outside))).await;
    becomes(&window, &words, told.client.0).await;
    window
        .visit(&at)
        .await
        .says(words.say("emergency-told-title"))
        .await
        .says(words.say("emergency-told-outside"))
        .await;
    window.is_silent_about(told.danger).await.is_silent_about(told.reason).await.is_silent_about(told.outside).await;
    becomes(&window, &words, told.judge).await;
    judges(&window, &words, &told, &at).await;
    window.close().await;
    site.end().await;
}

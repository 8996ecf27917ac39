//! A person at a real browser: every kind of control, with the mouse and by keyboard alone, with and without
//! JavaScript; and signing in, which every story begins with.

use axum::response::Html;
use axum::routing::get;
use axum::{Router, extract};
use banso::demo::PASSWORD;
use jiff::SignedDuration;
use rstest::rstest;
use rules::lang::Lang;
use tempfile::TempDir;

use crate::support::site::Doors;
use crate::support::{Hands, Look, On, TestApp, Window};

const FORM: &str = "<!doctype html><html lang=ja><title>練習</title><main><h1>練習</h1><form action=/said>
  <fieldset><legend>どちらで</legend>
    <label><input type=radio name=place value=room>部屋で</label><label><input type=radio name=place value=line>画面で</label>
  </fieldset>
  <fieldset><legend>つぎは</legend><label><input type=radio name=next value=room checked>部屋で</label>
    <label><input type=radio name=next value=line>画面で</label></fieldset>
  <label for=when>いつ<span class=need>必須</span></label><input id=when name=when type=date>
  <label for=plan>プラン</label><select id=plan name=plan><option value=light>軽く<option value=standard>じっくり</select>
  <label for=topic>話したいこと</label><textarea id=topic name=topic>まえの文</textarea>
  <label><input type=checkbox name=agree value=yes>約束を読みました</label>
  <details><summary>くわしく</summary><p>たたまれていた文</p></details>
  <ul><li>早川 <a href=/no>えらぶ</a><li>佐藤 <button name=who value=sato>えらぶ</button></ul>
  <a href=/hidden tabindex=-1>届かない</a></form></main>";

fn playground() -> Router {
    let said = async |extract::RawQuery(query): extract::RawQuery| Html(query.unwrap_or_default());
    Router::new().route("/", get(async || Html(FORM))).route("/said", get(said))
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn every_control_can_be_used(
    #[values(Hands::Mouse, Hands::Keyboard)] hands: Hands,
    #[values(true, false)] scripts: bool,
) {
    let doors = Doors::open(playground()).await;
    let window = Window::open(&doors.url, Look { hands, scripts, ..Look::default() }).await;
    window.visit("/").await.is_silent_about("たたまれていた文").await;
    window.choose_first().await.choose_near("どちらで", "画面で").await.choose_near("つぎは", "画面で").await;
    window.fill("いつ", "2026-12-05").await.choose("じっくり").await;
    window.fill("話したいこと", "転職の\n時期").await.choose("約束を読みました").await;
    window.press("くわしく").await.says("たたまれていた文").await;
    window.press_near("佐藤", "えらぶ").await.says("who=sato").await;
    let topic = kit::web::Entry::default().with("topic", "転職の\r\n時期").encoded();
    let said = format!("/said?place=line&next=line&when=2026-12-05&plan=standard&{topic}&agree=yes&who=sato");
    assert_eq!(window.path().await, said);
    window.close().await;
    doors.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_printed() {
    let doors = Doors::open(playground()).await;
    let window = Window::open(&doors.url, Look::default()).await;
    let folder = TempDir::new().unwrap();
    window.visit("/").await.print(&folder.path().join("page.pdf")).await;
    window.picture(&folder.path().join("page.png")).await;
    assert!(std::fs::read(folder.path().join("page.pdf")).unwrap().starts_with(b"%PDF"));
    assert!(std::fs::read(folder.path().join("page.png")).unwrap().starts_with(b"\x89PNG"));
    window.close().await;
    doors.close().await;
}

/// The control: a link that only a mouse can reach.
#[tokio::test(flavor = "multi_thread")]
#[should_panic(expected = "Tab never comes to 届かない")]
async fn what_the_keyboard_cannot_reach_is_found() {
    let doors = Doors::open(playground()).await;
    let window = Window::open(&doors.url, Look::default()).await;
    window.visit("/").await.tab_to("control", "届かない").await;
}

struct Said {
    email: &'static str,
    password: &'static str,
    sign_in: &'static str,
    wrong: &'static str,
    dark: &'static str,
}

const JA: Said = Said {
    email: "メールアドレス",
    password: "パスワード",
    sign_in: "ログインする",
    wrong: "直すと先へ進めます",
    dark: "暗い",
};
const EN: Said = Said {
    email: "Mail address",
    password: "Password",
    sign_in: "Sign in",
    wrong: "Mend these to go on",
    dark: "dark",
};

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn somebody_signs_in(
    #[values(Lang::Ja, Lang::En)] lang: Lang,
    #[values(true, false)] scripts: bool,
    #[values((390, Hands::Mouse), (1280, Hands::Mouse), (1280, Hands::Keyboard))] (width, hands): (u32, Hands),
) {
    let say = if lang == Lang::Ja { JA } else { EN };
    let tanaka = "yui.tanaka@example.test";
    let site = TestApp::with_cast_in(On::Sqlite, lang).await.serve().await;
    let window = site.window(Look { width, lang, scripts, hands, ..Look::default() }).await;
    window.visit("/sign-in?next=/health/live").await.press(say.dark).await;
    window.fill(say.email, tanaka).await.fill(say.password, "ちがう").await;
    window.press(say.sign_in).await.says(say.wrong).await.holds(say.email, tanaka).await;
    site.app.later(SignedDuration::from_secs(1));
    window.fill(say.email, tanaka).await.fill(say.password, PASSWORD).await;
    window.press(say.sign_in).await.says("live").await;
    assert_eq!(window.path().await, "/health/live");
    window.close().await;
    site.end().await;
}

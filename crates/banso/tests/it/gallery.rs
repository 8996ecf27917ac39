//! Every sample of every page in a real browser, in both languages, light and dark, on a telephone, a tablet and a desk:
//! nobody is kept from using it. The short lane looks at each page three times, `bin/test --full` at all twelve.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::http::HeaderMap;
use axum::response::{Html, Response};
use axum::routing::get;
use axum::{Router, extract};
use rules::lang::Lang;
use tokio::task::JoinSet;

use crate::support::site::Doors;
use crate::support::{Look, Window};

/// Two browsers keep two cores busy; more would only make each slower.
const WINDOWS: usize = 2;

struct Visit {
    lang: Lang,
    name: String,
}

/// In which light and how wide a page is looked at.
#[derive(Clone, Copy)]
struct View {
    dark: bool,
    width: u32,
}

const FULL: [View; 6] = [
    View { dark: false, width: 320 },
    View { dark: false, width: 768 },
    View { dark: false, width: 1280 },
    View { dark: true, width: 320 },
    View { dark: true, width: 768 },
    View { dark: true, width: 1280 },
];
const SHORT_JA: [View; 2] = [View { dark: false, width: 320 }, View { dark: false, width: 1280 }];
const SHORT_EN: [View; 1] = [View { dark: true, width: 768 }];

fn is_set(variable: &str, value: &str) -> bool {
    std::env::var(variable).is_ok_and(|set| set == value)
}

fn views(lang: Lang) -> &'static [View] {
    match lang {
        _ if is_set("BANSO_FULL", "yes") => &FULL,
        Lang::Ja => &SHORT_JA,
        Lang::En => &SHORT_EN,
    }
}

/// Where pictures go, if somebody wants to look: `BANSO_SHOTS=1`.
fn shots() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shots");
    is_set("BANSO_SHOTS", "1").then(|| {
        std::fs::create_dir_all(&folder).unwrap();
        folder
    })
}

/// The pages under `/LANG/NAME` with the product's own assets and headers.
fn gallery(pages: BTreeMap<(String, String), String>) -> Router {
    let (pages, assets) = (Arc::new(pages), banso::frame::assets::embedded());
    let page = async move |extract::Path(which): extract::Path<(String, String)>| dressed(Html(pages[&which].clone()));
    let asset = async move |extract::Path((_, name)): extract::Path<(String, String)>, asked: HeaderMap| {
        dressed(assets.answer(&name, &asked))
    };
    Router::new().route("/{lang}/{name}", get(page)).route("/a/{digest}/{*name}", get(asset))
}

fn dressed(answer: impl axum::response::IntoResponse) -> Response {
    let mut response = answer.into_response();
    kit::web::headers::secure(response.headers_mut(), false);
    response
}

/// One window's share of the pages: what is wrong with them.
async fn look_at(base: String, visits: Vec<Visit>) -> Vec<String> {
    let window = Window::open(&base, Look::default()).await;
    window.bring_axe().await;
    let shots = shots();
    let mut wrong = Vec::new();
    for Visit { lang, name } in visits {
        let lang_code = lang.code();
        window.visit(&format!("/{lang_code}/{name}")).await;
        for View { dark, width } in views(lang) {
            let view = format!("{name}.{lang_code}.{}.{width}", if *dark { "dark" } else { "light" });
            window.see(*width, *dark).await;
            let mut barriers = window.barriers().await;
            if *width == 320 {
                barriers.extend(window.barriers_when_spaced().await);
            }
            wrong.extend(barriers.into_iter().map(|barrier| format!("{view}: {barrier}")));
            if let Some(folder) = &shots {
                window.picture(&folder.join(format!("{view}.png"))).await;
            }
        }
    }
    wrong.extend(window.complaints().await);
    window.close().await;
    wrong
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_kept_from_using_a_page() {
    let mut pages = BTreeMap::new();
    let mut shares: [Vec<Visit>; WINDOWS] = Default::default();
    for lang in Lang::ALL {
        for (at, sample) in banso::frame::all_samples(lang).into_iter().enumerate() {
            pages.insert((lang.code().to_owned(), sample.name.to_owned()), sample.html.unwrap());
            shares[at % WINDOWS].push(Visit { lang, name: sample.name.to_owned() });
        }
    }
    let doors = Doors::open(gallery(pages)).await;
    let mut looking = JoinSet::new();
    for share in shares {
        assert!(!share.is_empty(), "the pages supply samples");
        looking.spawn(look_at(doors.url.clone(), share));
    }
    let mut wrong: Vec<String> = looking.join_all().await.concat();
    doors.close().await;
    wrong.sort();
    assert!(wrong.is_empty(), "{} barriers:\n{}", wrong.len(), wrong.join("\n"));
}

/// The control: each kind of barrier that is looked for is found on a page that has it.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_keeps_somebody_out_is_found() {
    let bad = format!(
        "<!doctype html><html lang=ja><title>悪い例</title>
         <main><h1 style='color: red'>悪い例</h1><input name=nameless><p><a href=#>一</a><button></button></p>
         <pre>{}</pre></main>",
        "途切れない長い行".repeat(40),
    );
    let spaced = "<!doctype html><html lang=ja><title>広げる</title>
        <main><h1>広げる</h1><table><tr><td>This_line_fits_just_so_until_spaced</table></main>";
    let pages = [("bad", bad.as_str()), ("spaced", spaced)];
    let pages = pages.map(|(name, html)| (("ja".to_owned(), name.to_owned()), html.to_owned()));
    let doors = Doors::open(gallery(pages.into())).await;
    let window = Window::open(&doors.url, Look { width: 320, ..Look::default() }).await;
    window.bring_axe().await;
    window.visit("/ja/bad").await;
    let found = window.barriers().await.join("\n");
    for rule in ["label: input", "button-name: button", "scrolls sideways at 320"] {
        assert!(found.contains(rule), "{rule} is not among:\n{found}");
    }
    window.visit("/ja/spaced").await;
    assert!(!window.barriers().await.join("\n").contains("sideways"), "it fits as long as nobody spaces it");
    assert_eq!(window.barriers_when_spaced().await.len(), 1);
    assert!(window.complaints().await.join("\n").contains("inline style"), "the browser says what it blocked");
    window.close().await;
    doors.close().await;
}

//! The stylesheet (its parts in order of name, as one), the modules and the pictures, embedded in the binary.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use kit::web::assets::Assets;
use rust_embed::RustEmbed;

use crate::app::App;

#[derive(RustEmbed)]
#[folder = "assets/"]
#[include = "css/*.css"]
#[include = "js/*.js"]
#[include = "img/*.svg"]
struct Embedded;

/// What the binary carries.
#[must_use]
pub fn embedded() -> Assets {
    let mut stylesheet = Vec::new();
    let mut files = Vec::new();
    let mut names: Vec<_> = Embedded::iter().collect();
    names.sort_unstable();
    for name in names {
        let Some(file) = Embedded::get(&name) else { continue };
        match name.split_once('/') {
            Some(("css", _)) => stylesheet.extend_from_slice(&file.data),
            Some((_, name)) => files.push((name.to_owned(), file.data.into_owned())),
            None => {}
        }
    }
    files.push(("banso.css".to_owned(), stylesheet));
    Assets::new(files)
}

/// One asset.
pub(super) async fn show(
    State(app): State<App>,
    Path((_, name)): Path<(String, String)>,
    asked: HeaderMap,
) -> Response {
    app.assets.answer(&name, &asked)
}

/// Browsers that ask for an icon before they have read a page.
pub(super) async fn favicon(State(app): State<App>, asked: HeaderMap) -> Response {
    app.assets.answer("favicon.svg", &asked)
}

//! The stylesheet (its parts in order of name, as one), the modules and the pictures, embedded in the binary.

use std::sync::LazyLock;

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

/// What the binary carries, compressed once: tests start hundreds of products.
#[must_use]
pub fn embedded() -> &'static Assets {
    static ASSETS: LazyLock<Assets> = LazyLock::new(unpacked);
    &ASSETS
}

fn unpacked() -> Assets {
    let mut stylesheet = String::new();
    let mut files = Vec::new();
    let mut names: Vec<_> = Embedded::iter().collect();
    names.sort_unstable();
    for name in names {
        let Some(file) = Embedded::get(&name) else { continue };
        match name.split_once('/') {
            Some(("css", _)) => stylesheet.push_str(&lean(&String::from_utf8_lossy(&file.data))),
            Some((_, name)) => files.push((name.to_owned(), file.data.into_owned())),
            None => {}
        }
    }
    files.push(("banso.css".to_owned(), stylesheet.into_bytes()));
    Assets::new(files)
}

/// What a browser needs of a part: no comments, no indentation. No string in our parts holds a `/*`.
fn lean(part: &str) -> String {
    let mut pieces = part.split("/*");
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    kept.extend(pieces.filter_map(|piece| piece.split_once("*/")).map(|(_, rest)| rest));
    kept.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lean_part_says_the_same() {
        let part = "/* why */\n.a {\n  grid: \"x\" \"y\"; /* and */\n\n  gap: 0;\n}\n";
        assert_eq!(lean(part), ".a {\ngrid: \"x\" \"y\";\ngap: 0;\n}\n");
    }
}

//! Language and light: kept with the person, or in the browser of who is not signed in. No script, no flash of the other.

use kit::args;
use kit::web::Entry;

use super::{Theme, lang_name, lang_named};
use crate::cx::{Cx, set_cookie};
use crate::problem::{Answer, Problem};

const A_YEAR: i64 = 365 * 24 * 3600;

/// Chooses a language and comes back.
pub(super) async fn language(cx: Cx, entry: Entry) -> Answer {
    let lang = lang_named(entry.value("lang")).ok_or(Problem::NotFound)?;
    remember(&cx, &entry, "lang", lang_name(lang)).await
}

/// Chooses a light and comes back.
pub(super) async fn theme(cx: Cx, entry: Entry) -> Answer {
    let theme: Theme = entry.value("theme").parse().map_err(|()| Problem::NotFound)?;
    remember(&cx, &entry, "theme", theme.name()).await
}

async fn remember(cx: &Cx, entry: &Entry, what: &'static str, value: &'static str) -> Answer {
    if entry.was_cut() {
        return Err(Problem::TooLarge);
    }
    if let Some(viewer) = &cx.viewer {
        let tx = cx.app.db.begin().await?;
        tx.run(&format!("UPDATE people SET {what} = $1 WHERE id = $2"), args![value, viewer.person]).await?;
        tx.commit().await?;
    }
    let mut response = cx.go(back(entry.value("back")))?;
    set_cookie(&mut response, cx.cookie(what, value).max_age_seconds(A_YEAR));
    Ok(response)
}

/// A way back within this site; anything else leads home.
pub(crate) fn back(path: &str) -> &str {
    let plain = !path.contains('\\') && !path.contains(char::is_control);
    let inside = path.starts_with('/') && !path.starts_with("//") && plain;
    if inside { path } else { "/" }
}

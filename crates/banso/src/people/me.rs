//! What a person says about themselves: names, language, zone, light. What they show to others is its own page.

use askama::Template;
use kit::args;
use kit::web::{Entry, Fault};

use super::sign_up::chosen_lang;
use super::typed_names;
use super::zones::{self, Zones};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Names, Sample, Theme, lang_name};
use crate::problem::Answer;

#[derive(Template)]
#[template(path = "people/me.html")]
struct Me {
    f: Frame,
    entry: Entry,
    email: String,
    zones: Zones,
}

impl Me {
    fn labels(&self) -> Vec<(&'static str, String)> {
        let mut labels = typed_names::labels(&self.f);
        labels.extend([
            ("lang", self.f.t.people_language()),
            ("zone", self.f.t.people_zone()),
            ("theme", self.f.t.frame_theme()),
        ]);
        labels
    }

    fn new(f: Frame, entry: Entry, email: String) -> Self {
        Self { zones: Zones::of(&f), f, entry, email }
    }
}

/// The form.
pub(super) async fn show(cx: Cx) -> Answer {
    let viewer = cx.viewer()?;
    let entry = typed_names::filled(Entry::default(), &viewer.names)
        .with("lang", lang_name(viewer.lang))
        .with("zone", &viewer.zone)
        .with("theme", viewer.theme.name());
    cx.page(&Me::new(cx.frame(), entry, viewer.email.clone()))
}

/// Keeps it.
pub(super) async fn update(cx: Cx, mut entry: Entry) -> Answer {
    let viewer = cx.viewer()?;
    let names = typed_names::names(&mut entry);
    let (lang, zone) = (chosen_lang(&mut entry), zones::chosen(&mut entry, "zone"));
    let theme: Option<Theme> = entry.value("theme").parse().ok();
    let Some(theme) = theme.filter(|_| entry.is_sound()) else {
        if theme.is_none() {
            entry.refuse("theme", Fault::Choice);
        }
        return cx.refuse(&Me::new(cx.frame(), entry, viewer.email.clone()));
    };
    let tx = cx.app.db.begin().await?;
    typed_names::keep(&tx, viewer.person, &names).await?;
    let keep = "UPDATE people SET lang = $1, zone = $2, theme = $3 WHERE id = $4";
    tx.run(keep, args![lang.code(), zone, theme.name(), viewer.person]).await?;
    tx.commit().await?;
    cx.go_saying("/me", Flash::Saved)
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let known = f.me.clone().unwrap_or_default();
    let bare = Names { family: known.family.clone(), given: known.given.clone(), ..Names::default() };
    let with = |names: &Names| {
        let entry = typed_names::filled(Entry::default(), names);
        entry.with("lang", lang_name(f.lang)).with("zone", zones::DEFAULT).with("theme", "auto")
    };
    let mut wrong = with(&bare);
    wrong.refuse("family-kana", Fault::Kana);
    let page = |entry| Me::new(f.clone(), entry, "yui.tanaka@example.test".into());
    vec![
        Sample::new("me", &page(with(&known))),
        Sample::new("me-bare", &page(with(&bare))),
        Sample::new("me-wrong", &page(wrong)),
    ]
}

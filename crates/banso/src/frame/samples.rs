//! Every page supplies samples of itself; one test renders them all in both languages and holds them to the budgets.

use std::any::type_name;

use askama::Template;
use kit::time::Instant;
use rules::access::Role;
use rules::lang::Lang;

use super::{Calendar, Frame, Names, Place, Theme, assets, problem, words};

/// A page, rendered with sample data.
#[derive(Clone, Debug)]
pub struct Sample {
    /// What it shows: page and state, `slots-taken`.
    pub name: &'static str,
    /// The page's type, so that a page without a sample is found.
    pub page: &'static str,
    /// Its HTML, or why there is none.
    pub html: Result<String, String>,
}

impl Sample {
    /// Renders a page.
    #[must_use]
    pub fn new<T: Template>(name: &'static str, page: &T) -> Self {
        Self { name, page: type_name::<T>(), html: page.render().map_err(|error| error.to_string()) }
    }
}

impl Frame {
    /// Around the samples: 田中 結 on 3 December 2026, in the demo's organisation.
    #[must_use]
    pub fn sample(lang: Lang) -> Self {
        let latin = Some(("Tanaka".into(), "Yui".into()));
        let kana = Some(("たなか".into(), "ゆい".into()));
        let now = Instant(1_796_260_320_000_000);
        Self {
            t: words(lang),
            lang,
            theme: Theme::Auto,
            calendar: Calendar::new(lang, None, now),
            folder: assets::embedded().folder().to_owned(),
            organisation: if lang == Lang::Ja { "伴走舎".into() } else { "Bansosha".into() },
            place: Place::Elsewhere,
            me: Some(Names { family: "田中".into(), given: "結".into(), kana, latin }),
            seals: crate::programmes::seal(crate::programmes::CONSULTATION, lang).into_iter().collect(),
            roles: vec![Role::Client],
            path: "/".into(),
            flash: None,
            demo: false,
        }
    }
}

/// Every sample of every page in one language.
#[must_use]
pub fn all_samples(lang: Lang) -> Vec<Sample> {
    let f = Frame::sample(lang);
    let mut samples = problem::samples(&f);
    samples.extend(crate::people::samples(&f));
    samples.extend(crate::home::samples(&f));
    samples.extend(crate::meetings::samples(&f));
    samples.extend(crate::sheets::samples(&f));
    samples.extend(crate::consent::samples(&f));
    samples.extend(crate::disclosures::samples(&f));
    samples.extend(crate::journey::samples(&f));
    samples.extend(crate::letters::samples(&f));
    samples.extend(crate::drafts::samples(&f));
    samples.extend(crate::programmes::samples(&f));
    samples.extend(crate::operations::samples(&f));
    samples.extend(crate::help::samples(&f));
    samples.extend(crate::demo::samples(&f));
    samples
}

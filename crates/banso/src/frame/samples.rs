//! Every page supplies samples of itself; one test renders them all in both languages and holds them to the budgets.

use askama::Template;
use rules::lang::Lang;

use super::{Frame, problem};

/// A page, rendered with sample data.
#[derive(Clone, Debug)]
pub struct Sample {
    /// What it shows: page and state, `slots-taken`.
    pub name: &'static str,
    /// Its HTML, or why there is none.
    pub html: Result<String, String>,
}

impl Sample {
    /// Renders a page.
    #[must_use]
    pub fn new(name: &'static str, page: &impl Template) -> Self {
        Self { name, html: page.render().map_err(|error| error.to_string()) }
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
    samples.extend(crate::letters::samples(&f));
    samples.extend(crate::drafts::samples(&f));
    samples.extend(crate::programmes::samples(&f));
    samples.extend(crate::operations::samples(&f));
    samples.extend(crate::help::samples(&f));
    samples.extend(crate::demo::samples(&f));
    samples
}

//! The parts of which every page is made, in all their states, on one live page: what is shown here is what the
//! stylesheet does. Before a part is added, it is looked for here.

use askama::Template;

use crate::cx::Cx;
use crate::frame::{Frame, Sample};
use crate::problem::Answer;

#[derive(Template)]
#[template(path = "help/design.html")]
struct Design {
    f: Frame,
}

/// The page.
pub(super) async fn show(cx: Cx) -> Answer {
    cx.page(&Design { f: cx.frame() })
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    vec![Sample::new("design", &Design { f: f.clone() })]
}

//! `/farewell`: it is done. The same for whoever opens it, because nobody is left who could be looking.

use askama::Template;

use crate::cx::Cx;
use crate::frame::{Frame, Sample};
use crate::problem::Answer;

#[derive(Template)]
#[template(path = "journey/erasure/farewell.html")]
struct Farewell {
    f: Frame,
}

/// The page.
pub(in crate::journey) async fn show(cx: Cx) -> Answer {
    cx.page(&Farewell { f: cx.frame().signed_out() })
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    vec![Sample::new("farewell", &Farewell { f: f.clone().signed_out() })]
}

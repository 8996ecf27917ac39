//! `/farewell`: it is done. Nobody is left who could be looking, so it is the same for everybody who is not signed in.

use askama::Template;

use crate::cx::Cx;
use crate::frame::{Frame, Sample};
use crate::problem::Answer;

#[derive(Template)]
#[template(path = "journey/erasure/farewell.html")]
struct Farewell {
    f: Frame,
}

/// The page. Who is signed in has not left.
pub(in crate::journey) async fn show(cx: Cx) -> Answer {
    if cx.viewer.is_some() {
        return cx.go("/");
    }
    cx.page(&Farewell { f: cx.frame() })
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    vec![Sample::new("farewell", &Farewell { f: f.clone().signed_out() })]
}

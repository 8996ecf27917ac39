//! The page for what went wrong: what happened, what to do, a way back, and a number that joins it to the log.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use super::{Frame, Sample};
use crate::cx::Cx;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "frame/problem.html")]
struct ProblemPage {
    f: Frame,
    title: String,
    what: String,
    reference: String,
}

impl ProblemPage {
    fn new(f: Frame, problem: &Problem, reference: String) -> Self {
        let (title, what) = match problem {
            Problem::NotFound => (f.t.problem_not_found(), f.t.problem_not_found_what()),
            Problem::Method => (f.t.problem_method(), f.t.problem_method_what()),
            Problem::Foreign => (f.t.problem_foreign(), f.t.problem_foreign_what()),
            Problem::NotAForm => (f.t.problem_not_a_form(), f.t.problem_not_a_form_what()),
            Problem::TooLarge => (f.t.problem_too_large(), f.t.problem_too_large_what()),
            Problem::TooMany => (f.t.problem_too_many(), f.t.problem_too_many_what()),
            Problem::TooLate => (f.t.problem_too_late(), f.t.problem_too_late_what()),
            Problem::Destroyed => (f.t.problem_destroyed(), f.t.problem_destroyed_what()),
            Problem::Unavailable => (f.t.problem_unavailable(), f.t.problem_unavailable_what()),
            Problem::Ours => (f.t.problem_ours(), f.t.problem_ours_what()),
        };
        Self { f, title, what, reference }
    }
}

/// The page of a problem, in the reader's language.
pub(crate) fn problem_page(cx: &Cx, problem: &Problem) -> Response {
    let page = ProblemPage::new(cx.frame(), problem, cx.reference.clone());
    match page.render() {
        Ok(html) => (problem.status(), Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, reference = cx.reference, "the problem page itself");
            problem.status().into_response()
        }
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let page = |name, problem| Sample::new(name, &ProblemPage::new(f.clone(), problem, "5f0c2a91".into()));
    vec![
        page("problem-not-found", &Problem::NotFound),
        page("problem-too-late", &Problem::TooLate),
        page("problem-destroyed", &Problem::Destroyed),
        page("problem-too-many", &Problem::TooMany),
        page("problem-ours", &Problem::Ours),
    ]
}

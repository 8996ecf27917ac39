//! The manual's pages: the list of chapters, and a chapter.

use askama::Template;
use axum::extract::Path;
use rules::access::render_table;

use super::chapters::{ALL, Chapter, Text};
use crate::cx::Cx;
use crate::frame::{Frame, Sample};
use crate::problem::{Answer, Problem};

/// The chapter that prints the rules of access.
const CONFIDENCE: &str = "confidence";

#[derive(Template)]
#[template(path = "help/index.html")]
struct Index {
    f: Frame,
    chapters: Vec<(&'static str, Text)>,
}

#[derive(Template)]
#[template(path = "help/page.html")]
struct Page {
    f: Frame,
    text: Text,
    rules: Vec<Vec<String>>,
    heads: Vec<String>,
}

/// The list.
pub(super) async fn index(cx: Cx) -> Answer {
    cx.page(&Index::of(cx.frame()))
}

/// A chapter.
pub(super) async fn show(cx: Cx, Path(name): Path<String>) -> Answer {
    let chapter = Chapter::named(&name).ok_or(Problem::NotFound)?;
    cx.page(&Page::of(cx.frame(), chapter))
}

impl Index {
    fn of(f: Frame) -> Self {
        Self { chapters: ALL.iter().map(|chapter| (chapter.name, chapter.text(f.lang))).collect(), f }
    }
}

impl Page {
    fn of(f: Frame, chapter: Chapter) -> Self {
        let rules = if chapter.name == CONFIDENCE { rules() } else { vec![] };
        let t = f.t;
        let heads = vec![
            t.help_rule(),
            t.help_answer(),
            t.help_who(),
            t.help_object(),
            t.help_action(),
            t.help_purpose(),
            t.help_leans(),
            t.help_owed(),
        ];
        Self { text: chapter.text(f.lang), rules, heads, f }
    }
}

/// The rules as the gate prints them, cell by cell; the last line says what holds otherwise.
fn rules() -> Vec<Vec<String>> {
    let printed = render_table();
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    printed.lines().map(cells).filter(|cells| cells.len() > 1).collect()
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let page = |name, chapter| {
        Chapter::named(chapter).map(|chapter| Sample::new(name, &Page::of(f.clone().signed_out(), chapter)))
    };
    let mut samples = vec![Sample::new("help", &Index::of(f.clone()))];
    samples.extend(page("help-chapter", "operation"));
    samples.extend(page("help-confidence", CONFIDENCE));
    samples
}

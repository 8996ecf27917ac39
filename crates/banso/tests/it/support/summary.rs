//! The summary above a form that came back: each line names its field and leads to it.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

/// Everything that is wrong with the summary of a page, where it has one.
pub fn wrong_in_summary(page: &Html) -> Vec<String> {
    let (mut wrong, mut said) = (Vec::new(), BTreeSet::new());
    for line in page.select(&css(".notice.errors a[href^='#']")) {
        let says: String = line.text().collect();
        let id = line.attr("href").unwrap().trim_start_matches('#');
        let Some(target) = page.select(&css(&format!("[id='{id}']"))).next() else {
            wrong.push(format!("the summary leads to nothing: {id}"));
            continue;
        };
        let label = label(page, target);
        if label.as_ref().is_some_and(|label| !says.contains(label)) {
            wrong.push(format!("the summary does not name {label:?}: {says}"));
        }
        if !said.insert(says.clone()) {
            wrong.push(format!("the summary says twice: {says}"));
        }
    }
    for field in page.select(&css("[aria-invalid=true][id]")) {
        let id = field.attr("id").unwrap();
        if page.select(&css(&format!(".notice a[href='#{id}']"))).next().is_none() {
            wrong.push(format!("the summary leaves out: {id}"));
        }
    }
    wrong
}

/// What the page calls a field, without the word for needed or not; nothing for what is no field.
fn label(page: &Html, field: ElementRef<'_>) -> Option<String> {
    let words = |element: ElementRef<'_>| {
        let own = element.children().find_map(|child| child.value().as_text().map(|text| text.trim().to_owned()));
        own.unwrap_or_else(|| element.text().collect())
    };
    match field.value().name() {
        "input" | "select" | "textarea" => {
            let id = field.attr("id").unwrap();
            Some(page.select(&css(&format!("label[for='{id}']"))).next().map(words).expect("a label"))
        }
        "fieldset" => field.select(&css("legend")).next().map(words),
        _ => None,
    }
}

fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

#[test]
fn a_summary_that_repeats_itself_or_leads_nowhere_is_found() {
    let page = "<div class='notice errors'><a href='#a'>empty</a><a href='#b'>empty</a><a href='#c'>C: empty</a></div>
                <input id=d aria-invalid=true><label for=a>A<span>required</span></label><input id=a><fieldset id=b><legend>B</legend></fieldset>";
    let found = wrong_in_summary(&Html::parse_document(page)).join("\n");
    for fault in [
        "does not name Some(\"A\")",
        "does not name Some(\"B\")",
        "says twice: empty",
        "leads to nothing: c",
        "leaves out: d",
    ] {
        assert!(found.contains(fault), "{fault} in {found}");
    }
}

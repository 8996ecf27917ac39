//! Every page, every sample, both languages: well-formed, one heading, every field labelled, nothing inline, within
//! the budgets. The pages are written to the gallery for the browser's checks.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use rules::lang::Lang;
use scraper::{Html, Selector};

use crate::support::summary::wrong_in_summary;
use crate::words::files;

fn select<'a>(page: &'a Html, what: &str) -> Vec<scraper::ElementRef<'a>> {
    page.select(&Selector::parse(what).unwrap()).collect()
}

fn zipped(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

/// Everything that is wrong with a page's markup.
fn faults(page: &Html, lang: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |text: String| faults.push(text);
    if select(page, &format!("html[lang={lang}]")).len() != 1 {
        fault("no language".into());
    }
    for (what, count) in [("h1", 1), ("main", 1), ("title", 1), ("a.skip", 1)] {
        let found = select(page, what).len();
        if found != count {
            fault(format!("{found} × {what}"));
        }
    }
    let mut ids = BTreeSet::new();
    for element in select(page, "[id]") {
        let id = element.attr("id").unwrap();
        if !ids.insert(id.to_owned()) {
            fault(format!("id {id} twice"));
        }
    }
    for (attribute, many) in [("for", false), ("aria-describedby", true), ("aria-labelledby", true)] {
        for element in select(page, &format!("[{attribute}]")) {
            let value = element.attr(attribute).unwrap();
            let names: Vec<&str> = if many { value.split_whitespace().collect() } else { vec![value] };
            for name in names.into_iter().filter(|name| !ids.contains(*name)) {
                fault(format!("{attribute} points at nothing: {name}"));
            }
        }
    }
    for field in select(page, "input:not([type=hidden]), select, textarea") {
        let id = field.attr("id").unwrap_or("");
        let labelled = field.attr("aria-label").is_some()
            || field.attr("aria-labelledby").is_some()
            || (!id.is_empty() && !select(page, &format!("label[for='{id}']")).is_empty())
            || field.ancestors().filter_map(scraper::ElementRef::wrap).any(|above| above.value().name() == "label");
        if !labelled {
            fault(format!("no label: {}", field.html()));
        }
    }
    for what in ["[style]", "style", "script:not([src])", "[onclick]", "[onload]", "[tabindex='1']", "img:not([alt])"] {
        for element in select(page, what) {
            fault(format!("{what}: {}", element.html()));
        }
    }
    if select(page, ".primary").len() > 1 && select(page, "main.parts").is_empty() {
        fault(format!("{} filled buttons", select(page, ".primary").len()));
    }
    let mut level = 0;
    for heading in select(page, "h1, h2, h3, h4") {
        let now: u32 = heading.value().name()[1..].parse().unwrap();
        if now > level + 1 {
            fault(format!("heading {} after level {level}", heading.html()));
        }
        level = now;
    }
    faults
}

#[test]
fn every_page_is_well_made_in_both_languages() {
    let gallery = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gallery");
    let _ = fs::remove_dir_all(&gallery);
    fs::create_dir_all(&gallery).unwrap();
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        let mut names = BTreeSet::new();
        for sample in banso::frame::all_samples(lang) {
            assert!(names.insert(sample.name), "two samples are called {}", sample.name);
            let html = sample.html.unwrap_or_else(|error| panic!("{}: {error}", sample.name));
            let page = Html::parse_document(&html);
            for fault in faults(&page, lang.code()).into_iter().chain(wrong_in_summary(&page)) {
                wrong.push(format!("{} ({}): {fault}", sample.name, lang.code()));
            }
            if zipped(html.as_bytes()) > 25 * 1024 {
                wrong.push(format!("{} ({}) is {} bytes zipped", sample.name, lang.code(), zipped(html.as_bytes())));
            }
            fs::write(gallery.join(format!("{}.{}.html", sample.name, lang.code())), html).unwrap();
        }
        assert!(names.len() > 4, "the pages supply samples");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The type of every page: a struct whose template fills the frame. The path of its file is the path of its module.
fn pages() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut pages = BTreeSet::new();
    for file in files(&source, &["rs"]) {
        let text = fs::read_to_string(&file).unwrap();
        let module = file.strip_prefix(&source).unwrap().with_extension("");
        let module = module.to_str().unwrap().trim_end_matches("/mod").replace('/', "::");
        for part in text.split("#[template(path = \"").skip(1) {
            let template = fs::read_to_string(source.join(part.split('"').next().unwrap())).unwrap();
            let name = part.split_once("struct ").unwrap().1.split(|c: char| !c.is_alphanumeric()).next().unwrap();
            if template.starts_with("{% extends") {
                pages.insert(format!("banso::{module}::{name}"));
            }
        }
    }
    pages
}

#[test]
fn every_page_has_a_sample() {
    let pages = pages();
    assert!(pages.len() > 40, "the pages were found: {pages:?}");
    let shown: BTreeSet<String> = banso::frame::all_samples(Lang::Ja)
        .iter()
        .map(|sample| sample.page.split('<').next().unwrap().to_owned())
        .collect();
    assert_eq!(pages.difference(&shown).collect::<Vec<_>>(), Vec::<&String>::new(), "no sample");
}

#[test]
fn a_badly_made_page_is_found() {
    let bad =
        "<html><body><main><h1>a</h1><h1>b</h1><h4>c</h4><input name=x><p id=i style='color:red'></p><p id=i></p>";
    let found = faults(&Html::parse_document(bad), "ja").join("\n");
    for what in ["no language", "2 × h1", "0 × title", "id i twice", "no label", "[style]", "after level 1"] {
        assert!(found.contains(what), "{what} is not in:\n{found}");
    }
}

#[test]
fn what_a_page_loads_keeps_its_budget() {
    let assets = banso::frame::assets::embedded();
    let scripts: usize =
        assets.names().filter(|name| name.ends_with(".js")).filter_map(|name| assets.weight(name)).sum();
    assert!(assets.weight("banso.css").unwrap() <= 18 * 1024);
    assert!(scripts > 0 && scripts <= 12 * 1024);
}

//! The forms of the product as a person finds them on its pages: their fields, with what stands in them.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use banso::routes::{Spec, Who, table};
use scraper::{ElementRef, Html, Selector};

use crate::matrix::actors::Actor;
use crate::matrix::stage::Stage;

/// What can be typed or chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub kind: String,
    pub value: String,
    pub required: bool,
}

impl Field {
    /// Takes any text.
    pub fn is_free(&self) -> bool {
        ["text", "textarea", "search", "password"].contains(&self.kind.as_str())
    }

    /// What was typed there stands there again.
    pub fn is_kept(&self) -> bool {
        self.kind != "password" && self.kind != "hidden" && self.is_free()
    }
}

/// A route that takes a form, who may send it, and the form where there is a page for it.
pub struct Target {
    pub spec: Spec,
    pub actor: Actor,
    pub path: String,
    pub fields: Vec<Field>,
}

/// Every post of the table, with the form that leads to it.
pub async fn targets(stage: &Stage) -> Vec<Target> {
    let mut forms = BTreeMap::new();
    let posts: Vec<Spec> =
        table().into_iter().map(|route| route.spec).filter(|spec| spec.method == Method::POST).collect();
    for actor in posts.iter().map(rightful).collect::<BTreeSet<_>>() {
        forms.insert(actor, forms_of(stage, actor).await);
    }
    let target = |spec: Spec| {
        let (actor, path) = (rightful(&spec), stage.path(spec.path));
        let fields = forms[&actor].get(&path).cloned().unwrap_or_default();
        Target { spec, actor, path, fields }
    };
    posts.into_iter().map(target).collect()
}

/// Whose turn it is, where the route alone does not say so. The others are the client's.
const SENT_BY: &[(Actor, &[&str])] = &[
    (
        Actor::Supporter,
        &[
            "/letters/{id}/edit",
            "/letters/{id}/sending",
            "/letters/{id}/recall",
            "/meetings/{id}/note",
            "/bookings/{id}/attendance",
            "/offers/{id}/acceptance",
            "/offers/{id}/refusal",
            "/meetings/{booking}/agreement/signature",
            "/meetings/{booking}/item",
            "/items/{id}/end",
            "/meetings/{booking}/handover",
            "/handovers/{id}/asking",
            "/handovers/{id}/end",
            "/meetings/{booking}/copy",
            "/copies/{id}/end",
            "/meetings/{booking}/emergency",
            "/extracts/{id}/passage",
        ],
    ),
    (Actor::Supervisor, &["/copies/{id}/advice"]),
    (
        Actor::DutyOfficer,
        &[
            "/emergencies/{id}/charge",
            "/emergencies/{id}/agreement",
            "/emergencies/{id}/opening",
            "/emergencies/{id}/refusal",
        ],
    ),
    (
        Actor::DataOfficer,
        &[
            "/emergencies/{id}/request/answer",
            "/emergencies/{id}/review",
            "/handovers/{id}/second",
            "/extracts/{id}/showing",
            "/extracts/{id}/asking",
            "/extracts/{id}/second",
            "/extracts/{id}/end",
        ],
    ),
];

/// Who may send a form of this route on the stage.
fn rightful(spec: &Spec) -> Actor {
    match spec.who {
        Who::Role(role) => Actor::all().find(|actor| actor.role() == Some(role)).unwrap(),
        Who::Organiser => Actor::Manager,
        Who::Anyone | Who::InDemo => Actor::Nobody,
        Who::SignedIn => {
            SENT_BY.iter().find(|(_, paths)| paths.contains(&spec.path)).map_or(Actor::Client, |(actor, _)| *actor)
        }
    }
}

/// The forms on all pages of the table, by the address that they go to.
async fn forms_of(stage: &Stage, actor: Actor) -> BTreeMap<String, Vec<Field>> {
    let mut browser = actor.browser(&stage.app).await;
    // a page, or the page above a post: each step has an object of its own on the stage
    let page = |spec: Spec| match (stage.path(spec.path), spec.method) {
        (path, Method::GET) => path,
        (path, _) => {
            path.rsplit_once('/').map_or_else(String::new, |(above, _)| above.trim_end_matches("/request").into())
        }
    };
    let pages = table().into_iter().map(|route| page(route.spec)).filter(|path| !path.is_empty());
    let mut paths: BTreeSet<String> = pages.collect();
    paths.insert(format!("{}?tab=follow-up", stage.path("/meetings/{id}")));
    let mut forms = BTreeMap::new();
    for path in paths {
        let page = browser.send("GET", &path, None).await;
        if page.status != 200 {
            continue;
        }
        for form in Html::parse_document(&page.html).select(&select("form[method=post]")) {
            // a form without an action goes back to its own page
            let action = form.value().attr("action").filter(|action| !action.is_empty()).unwrap_or(&path);
            let fields = fields(form);
            let known = forms.entry(action.to_owned()).or_insert_with(Vec::new);
            if known.len() < fields.len() {
                *known = fields;
            }
        }
    }
    forms
}

/// One field a name: of several buttons or radios, one is sent.
fn fields(form: ElementRef<'_>) -> Vec<Field> {
    // what nobody can change is nobody's typing, and a button that takes a row away is not pressed
    let all = "input[name]:not([readonly]), textarea[name], select[name], button[name]:not([name=withdraw])";
    let all = select(all);
    let mut fields: Vec<Field> = Vec::new();
    for field in form.select(&all).map(field) {
        if fields.iter().all(|known| known.name != field.name) {
            fields.push(field);
        }
    }
    fields
}

fn field(element: ElementRef<'_>) -> Field {
    let of = |name| element.value().attr(name);
    let tag = element.value().name();
    let kind = if tag == "input" { of("type").unwrap_or("text") } else { tag };
    let value = match tag {
        "textarea" => element.text().collect(),
        "select" => {
            let option = element.select(&select("option[selected]")).next();
            let option = option.or_else(|| element.select(&select("option[value]")).last());
            option.and_then(|option| option.value().attr("value")).unwrap_or_default().to_owned()
        }
        _ => of("value").unwrap_or_default().to_owned(),
    };
    let name = of("name").unwrap_or_default().to_owned();
    Field { name, kind: kind.to_owned(), value, required: of("required").is_some() }
}

fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

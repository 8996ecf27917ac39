//! Who one can be: the cast with role and sentence, and one button each. Becoming somebody ends the present login and
//! begins theirs.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::HeaderMap;
use kit::db::Sql;
use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::access::Role;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::days::id;
use super::story::{Person, Profile, Story};
use crate::cx::Cx;
use crate::frame::{Frame, Names, Sample};
use crate::people::{PersonId, signed_in};
use crate::problem::{Answer, Problem};
use crate::programmes::{self, CONSULTATION};

#[derive(Template)]
#[template(path = "demo/cast.html")]
struct CastPage {
    f: Frame,
    entry: Entry,
    groups: Vec<Group>,
}

/// People under one heading.
struct Group {
    key: &'static str,
    title: String,
    people: Vec<Somebody>,
}

/// One of the cast, as a visitor may become them.
struct Somebody {
    id: PersonId,
    runs: bool,
    names: Names,
    role: String,
    sentence: String,
}

#[derive(Debug, FromQueryResult)]
struct Account {
    id: Uuid,
    email: String,
}

/// The whole cast.
pub(super) async fn show(cx: Cx) -> Answer {
    let accounts = accounts(&cx).await?;
    cx.page(&CastPage::of(cx.frame(), Entry::default(), &accounts)?)
}

/// Becomes one of them.
pub(super) async fn create(cx: Cx, headers: HeaderMap, mut entry: Entry) -> Answer {
    let accounts = accounts(&cx).await?;
    let chosen = entry.parsed::<PersonId>("person", Fault::Choice);
    if let Some(person) = chosen.filter(|chosen| accounts.values().any(|known| known == chosen)) {
        return signed_in(&cx, &headers, person, "/").await;
    }
    if entry.is_sound() {
        entry.refuse("person", Fault::Choice);
    }
    cx.refuse(&CastPage::of(cx.frame(), entry, &accounts)?)
}

async fn accounts(cx: &Cx) -> Result<BTreeMap<String, PersonId>, Problem> {
    let rows: Vec<Account> = cx.app.db.all("SELECT id, email FROM people", vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.email, PersonId(row.id))).collect())
}

impl CastPage {
    fn of(f: Frame, entry: Entry, accounts: &BTreeMap<String, PersonId>) -> Result<Self, Problem> {
        let story = Story::read(f.lang).map_err(|error| {
            tracing::error!(%error, "the demo's story");
            Problem::Ours
        })?;
        let nothing = Profile::default();
        let somebody = |person: &Person| {
            let told = story.told.profiles.get(&person.key).unwrap_or(&nothing);
            Some(Somebody {
                id: *accounts.get(&person.email)?,
                runs: person.roles.iter().any(|role| matches!(role, Role::Manager | Role::Administrator)),
                names: names(person),
                role: role(&f, person),
                sentence: sentence(told).to_owned(),
            })
        };
        let group = |key, title, belongs: &dyn Fn(&Person) -> bool| Group {
            key,
            title,
            people: story.cast.people.iter().filter(|person| belongs(person)).filter_map(somebody).collect(),
        };
        let supports = |person: &Person| person.roles.contains(&Role::Supporter);
        let comes = |person: &Person| person.roles.contains(&Role::Client);
        let mut first = group("first", f.t.demo_first(), &|person| person.featured);
        // one begins with those who meet, not with those who run the house
        first.people.sort_by_key(|person| person.runs);
        let groups = vec![
            first,
            group("supporters", f.t.demo_supporters(), &|person| !person.featured && supports(person)),
            group("clients", f.t.demo_clients(), &|person| !person.featured && comes(person)),
            group("officers", f.t.demo_officers(), &|person| !person.featured && !supports(person) && !comes(person)),
        ];
        let groups = groups.into_iter().filter(|group| !group.people.is_empty()).collect();
        Ok(Self { f, entry, groups })
    }
}

pub(super) fn names(person: &Person) -> Names {
    Names {
        family: person.family.clone(),
        given: person.given.clone(),
        kana: Some((person.family_kana.clone(), person.given_kana.clone())),
        latin: Some((person.family_latin.clone(), person.given_latin.clone())),
    }
}

/// キャリア相談の支援者 · Supporter, Career consultation.
fn role(f: &Frame, person: &Person) -> String {
    let programme = programmes::definition(CONSULTATION).map_or("", |definition| definition.name.of(f.lang));
    f.t.demo_role(programme, f.roles_named(&person.roles))
}

/// What a visitor finds as them; of the others, what they say of themselves.
pub(super) fn sentence(told: &Profile) -> &str {
    [&told.seen_as, &told.headline, &told.now].into_iter().flatten().next().map_or("", String::as_str)
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let cast = Story::read(f.lang).map(|story| story.cast.people).unwrap_or_default();
    let accounts = cast.into_iter().map(|person| (person.email, id(&person.key, Instant(0)))).collect();
    let mut unknown = Entry::default();
    unknown.refuse("person", Fault::Choice);
    let sample = |name, f: Frame, entry, accounts: &BTreeMap<String, PersonId>| {
        CastPage::of(f, entry, accounts).ok().map(|page| Sample::new(name, &page))
    };
    let visitor = f.clone().signed_out();
    [
        sample("demo", visitor.clone(), Entry::default(), &accounts),
        sample("demo-empty", visitor.clone(), Entry::default(), &BTreeMap::new()),
        sample("demo-unknown", visitor, unknown, &accounts),
        sample("demo-signed-in", Frame { demo: true, ..f.clone() }, Entry::default(), &accounts),
    ]
    .into_iter()
    .flatten()
    .collect()
}

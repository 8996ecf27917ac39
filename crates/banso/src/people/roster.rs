//! The people of the programmes that somebody looks after: names, roles, how they stand, since when. No content.

use askama::Template;
use kit::args;
use kit::db::{DbError, Sql};
use kit::time::Instant;
use kit::web::Entry;
use rules::access::{Role, Standing};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::appointing::ROLES;
use super::belonging::{role_named, standing};
use super::invitation::{self, Invited};
use super::{PersonId, Viewer};
use crate::cx::Cx;
use crate::frame::{Frame, Names, Place, Sample};
use crate::problem::Answer;

/// So many people stand on a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "people/roster.html")]
struct Roster {
    f: Frame,
    people: Vec<Listed>,
    invited: Vec<Invited>,
    role: Option<Role>,
    page: i64,
    more: bool,
}

/// A person in the table.
#[derive(Clone, Debug)]
struct Listed {
    person: PersonId,
    names: Names,
    joined_at: Instant,
    places: Vec<(Role, Standing)>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    person: Uuid,
    family: String,
    given: String,
    family_kana: Option<String>,
    given_kana: Option<String>,
    family_latin: Option<String>,
    given_latin: Option<String>,
    joined_at: Instant,
    role: String,
    suspended_at: Option<Instant>,
    left_at: Option<Instant>,
}

impl Roster {
    fn roles(&self) -> &'static [Role] {
        ROLES
    }

    fn chose(&self, role: &Role) -> bool {
        self.role == Some(*role)
    }

    /// 相談者、支援者（お休み中）.
    fn places(&self, listed: &Listed) -> String {
        let place = |(role, standing): &(Role, Standing)| match standing {
            Standing::Active => self.f.role(role),
            other => self.f.t.people_role_standing(self.f.role(role), standing_words(&self.f, *other)),
        };
        listed.places.iter().map(place).collect::<Vec<_>>().join(&self.f.t.frame_joint())
    }

    fn page_path(&self, page: i64) -> String {
        let role = self.role.map_or_else(String::new, |role| format!("role={role}&"));
        format!("/people?{role}page={page}")
    }
}

/// How somebody stands, as people say it.
pub(super) fn standing_words(f: &Frame, standing: Standing) -> String {
    match standing {
        Standing::Active | Standing::Invited => f.t.people_standing_active(),
        Standing::Suspended => f.t.people_standing_suspended(),
        Standing::Left | Standing::Deleted => f.t.people_standing_left(),
    }
}

/// The table, by role if one is chosen.
pub(super) async fn show(cx: Cx) -> Answer {
    let viewer = cx.viewer()?;
    let mut query = cx.path.split_once('?').map(|(_, query)| Entry::parse(query.as_bytes())).unwrap_or_default();
    let role = role_named(query.value("role"));
    let page = query.number("page", 1, 10_000).unwrap_or(1);
    let mut people = listed(&cx.app.db, viewer, role, page).await?;
    let more = people.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    people.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let invited = invitation::open(&cx.app.db, viewer).await?;
    cx.page(&Roster { f: cx.frame().at(Place::People), people, invited, role, page, more })
}

/// One page of people and one more, with all that they are in the programmes that the viewer looks after.
async fn listed(sql: &impl Sql, viewer: &Viewer, role: Option<Role>, page: i64) -> Result<Vec<Listed>, DbError> {
    let programmes = viewer.looks_after();
    let marks: Vec<String> = (4..).take(programmes.len().max(1)).map(|number| format!("${number}")).collect();
    let marks = marks.join(", ");
    let question = format!(
        "SELECT p.id AS person, p.family, p.given, p.family_kana, p.given_kana, p.family_latin, p.given_latin,
                p.joined_at, m.role, m.suspended_at, m.left_at
         FROM (SELECT * FROM people WHERE EXISTS
                 (SELECT 1 FROM memberships s WHERE s.person = people.id AND ($1 = '' OR s.role = $1) AND s.programme IN ({marks}))
               ORDER BY COALESCE(family_kana, family), family, id LIMIT $2 OFFSET $3) p
         JOIN memberships m ON m.person = p.id AND m.programme IN ({marks})
         ORDER BY COALESCE(p.family_kana, p.family), p.family, p.id, m.from_at, m.id"
    );
    let mut values = args![role.map_or("", Role::word), PAGE + 1, (page - 1) * PAGE];
    values.extend(programmes.into_iter().map(sea_orm::Value::from));
    if values.len() == 3 {
        values.push("".into());
    }
    let rows: Vec<Row> = sql.all(&question, values).await?;
    Ok(gathered(rows))
}

/// One entry a person; the rows stand in their order.
fn gathered(rows: Vec<Row>) -> Vec<Listed> {
    let mut people: Vec<Listed> = Vec::new();
    for row in rows {
        let Some(role) = role_named(&row.role) else { continue };
        let standing = standing(row.suspended_at, row.left_at);
        match people.last_mut().filter(|last| last.person.0 == row.person) {
            Some(last) => last.places.push((role, standing)),
            None => people.push(Listed {
                person: PersonId(row.person),
                names: Names {
                    family: row.family,
                    given: row.given,
                    kana: row.family_kana.zip(row.given_kana),
                    latin: row.family_latin.zip(row.given_latin),
                },
                joined_at: row.joined_at,
                places: vec![(role, standing)],
            }),
        }
    }
    people
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let mut f = f.clone().at(Place::People);
    f.roles = vec![Role::Manager];
    let names = |family: &str, given: &str, latin: (&str, &str)| Names {
        family: family.into(),
        given: given.into(),
        latin: Some((latin.0.into(), latin.1.into())),
        kana: None,
    };
    let joined_at = "2026-06-05T10:00:00+09:00".parse::<jiff::Timestamp>().map_or(Instant(0), Instant::from);
    let listed =
        |number: u128, names, places| Listed { person: PersonId(Uuid::from_u128(number)), names, joined_at, places };
    let people = vec![
        listed(1, names("片桐", "文", ("Katagiri", "Fumi")), vec![(Role::Manager, Standing::Active)]),
        listed(2, names("田中", "結", ("Tanaka", "Yui")), vec![(Role::Client, Standing::Active)]),
        listed(
            3,
            names("早川", "直子", ("Hayakawa", "Naoko")),
            vec![(Role::Client, Standing::Left), (Role::Supporter, Standing::Suspended)],
        ),
    ];
    let page = |people, invited, role| Roster { f: f.clone(), people, invited, role, page: 1, more: false };
    vec![
        Sample::new("people", &page(people, invitation::sample_invited(), None)),
        Sample::new("people-nobody", &page(vec![], vec![], Some(Role::Supporter))),
    ]
}

//! Inviting somebody to a role: a mail with a link that works for two weeks, and can be withdrawn until it is used.

use askama::Template;
use axum::extract::Path;
use kit::args;
use kit::db::{DbError, Sql};
use kit::jobs::NewJob;
use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::access::Role;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::appointing::ROLES;
use super::belonging::role_named;
use super::mail_link::{Kind, MailLink, NewLink};
use super::sign_up::chosen_lang;
use super::{MailLinkId, Viewer, typed_names};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Names, Place, Sample, lang_name};
use crate::problem::{Answer, Problem};
use crate::programmes::{self, CONSULTATION};

#[derive(Template)]
#[template(path = "people/invitation.html")]
struct Invitation {
    f: Frame,
    entry: Entry,
    /// Key and name of each programme on offer.
    programmes: Vec<(String, String)>,
    roles: Vec<Role>,
}

impl Invitation {
    fn labels(&self) -> Vec<(&'static str, String)> {
        let mut labels = typed_names::labels(&self.f);
        labels.extend([
            ("email", self.f.t.people_email()),
            ("role", self.f.t.people_role()),
            ("programme", self.f.t.people_programme()),
            ("lang", self.f.t.people_language()),
        ]);
        labels
    }

    fn new(cx: &Cx, viewer: &Viewer, entry: Entry) -> Self {
        let programmes = viewer.looks_after().into_iter().filter_map(|key| {
            let name = programmes::definition(&key).ok()?.name.of(cx.lang).to_owned();
            Some((key, name))
        });
        let programmes: Vec<(String, String)> = programmes.collect();
        let offered = |role: &Role| programmes.iter().any(|(key, _)| viewer.appoints(key, *role));
        let roles = ROLES.iter().copied().filter(offered).collect();
        Self { f: cx.frame().at(Place::People), entry, programmes, roles }
    }
}

/// An invitation that waits.
#[derive(Clone, Debug)]
pub(super) struct Invited {
    pub id: MailLinkId,
    pub role: Role,
    pub expires_at: Instant,
    /// Whether the viewer may withdraw it.
    pub withdrawable: bool,
    email: String,
    names: Option<Names>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    email: Option<String>,
    family: Option<String>,
    given: Option<String>,
    programme: Option<String>,
    role: Option<String>,
    expires_at: Instant,
}

impl Invited {
    /// Name and address, or the address.
    pub fn called(&self, f: &Frame) -> String {
        match &self.names {
            Some(names) => f.t.people_invited_called(f.full(names), &self.email),
            None => self.email.clone(),
        }
    }
}

/// The invitations that wait in the programmes that the viewer looks after.
pub(super) async fn open(sql: &impl Sql, viewer: &Viewer) -> Result<Vec<Invited>, DbError> {
    let question = "SELECT id, email, family, given, programme, role, expires_at FROM mail_links
                    WHERE kind = 'invitation' AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > $1
                    ORDER BY made_at, id";
    let rows: Vec<Row> = sql.all(question, args![sql.db().clock().now()]).await?;
    let theirs = viewer.looks_after();
    let invited = rows.into_iter().filter_map(|row| {
        let (programme, role) = (row.programme?, role_named(&row.role?)?);
        theirs.contains(&programme).then_some(())?;
        Some(Invited {
            id: MailLinkId(row.id),
            role,
            expires_at: row.expires_at,
            withdrawable: viewer.appoints(&programme, role),
            email: row.email?,
            names: row.family.zip(row.given).map(|(family, given)| Names { family, given, ..Names::default() }),
        })
    });
    Ok(invited.collect())
}

/// The form.
pub(super) async fn show(cx: Cx) -> Answer {
    let entry = Entry::default()
        .with("role", Role::Client.word())
        .with("programme", CONSULTATION)
        .with("lang", lang_name(cx.lang));
    cx.page(&Invitation::new(&cx, cx.viewer()?, entry))
}

/// Invites.
pub(super) async fn create(cx: Cx, mut entry: Entry) -> Answer {
    let viewer = cx.viewer()?;
    let link = asked(&mut entry, viewer);
    let Some(link) = link.filter(|_| entry.is_sound()) else {
        return cx.refuse(&Invitation::new(&cx, viewer, entry));
    };
    let mut tx = cx.app.db.begin().await?;
    let link = link.make(&tx, Kind::Invitation).await?;
    let (kind, key) = ("people/invitation", format!("people/invitation/{link}"));
    tx.leave(NewJob { kind, about: link.0, person: None, run_at: tx.now(), key }).await?;
    tx.commit().await?;
    cx.go_saying("/people", Flash::Invited)
}

fn asked(entry: &mut Entry, viewer: &Viewer) -> Option<NewLink> {
    let email = entry.email("email");
    let (family, given) = (entry.optional("family", 60), entry.optional("given", 60));
    match (family.is_empty(), given.is_empty()) {
        (true, false) => entry.refuse("family", Fault::Missing),
        (false, true) => entry.refuse("given", Fault::Missing),
        _ => {}
    }
    let lang = chosen_lang(entry);
    let programme = entry.text("programme", 64);
    if programmes::definition(&programme).is_err() {
        entry.refuse("programme", Fault::Choice);
    }
    let role = role_named(entry.value("role")).filter(|role| viewer.appoints(&programme, *role));
    if role.is_none() {
        entry.refuse("role", Fault::Choice);
    }
    Some(NewLink {
        person: None,
        email: Some(email),
        names: (!family.is_empty()).then_some((family, given)),
        lang,
        place: Some((programme, role?)),
        made_by: Some(viewer.person),
    })
}

/// Withdraws one that nobody has used yet.
pub(super) async fn withdraw(cx: Cx, Path(id): Path<MailLinkId>) -> Answer {
    let viewer = cx.viewer()?;
    let link = MailLink::find(&cx.app.db, id).await?.filter(|link| link.kind == Kind::Invitation);
    let place = link.and_then(|link| link.place).ok_or(Problem::NotFound)?;
    if !viewer.appoints(&place.0, place.1) {
        return Err(Problem::NotFound);
    }
    let tx = cx.app.db.begin().await?;
    let withdraw = "UPDATE mail_links SET withdrawn_at = $1, withdrawn_by = $2
                    WHERE id = $3 AND used_at IS NULL AND withdrawn_at IS NULL";
    if tx.run(withdraw, args![tx.now(), viewer.person, id]).await? == 0 {
        return Err(Problem::TooLate);
    }
    tx.commit().await?;
    cx.go_saying("/people", Flash::Saved)
}

/// Two who have not answered yet.
pub(super) fn sample_invited() -> Vec<Invited> {
    let expires_at = "2026-12-14T09:00:00+09:00".parse::<jiff::Timestamp>().map_or(Instant(0), Instant::from);
    let invited = |number: u128, email: &str, names, withdrawable| Invited {
        id: MailLinkId(Uuid::from_u128(number)),
        role: Role::Supporter,
        expires_at,
        withdrawable,
        email: email.into(),
        names,
    };
    let names = Names { family: "沢".into(), given: "一花".into(), ..Names::default() };
    vec![
        invited(1, "ichika.sawa@example.test", Some(names), true),
        invited(2, "somebody-with-a-rather-long-address@department.example.test", None, false),
    ]
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let mut f = f.clone().at(Place::People);
    f.roles = vec![Role::Administrator];
    let name = programmes::definition(CONSULTATION).map(|found| found.name.of(f.lang).to_owned()).unwrap_or_default();
    let page = |entry| Invitation {
        f: f.clone(),
        entry,
        programmes: vec![(CONSULTATION.to_owned(), name.clone())],
        roles: ROLES.to_vec(),
    };
    let start =
        || Entry::default().with("role", "client").with("programme", CONSULTATION).with("lang", lang_name(f.lang));
    let mut wrong = start().with("email", "ichika").with("given", "一花");
    wrong.refuse("email", Fault::Email);
    wrong.refuse("family", Fault::Missing);
    vec![Sample::new("invitation", &page(start())), Sample::new("invitation-wrong", &page(wrong))]
}

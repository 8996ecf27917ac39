//! The first run: while nobody is here, every page leads to the founding of the organisation and its first
//! administrator. It asks for the one-time code that `banso serve` prints, so that who runs the machine founds it.

use askama::Template;
use axum::http::HeaderMap;
use kit::args;
use kit::db::{Count, DbError, Sql, Tx};
use kit::vault::MasterKeys;
use kit::web::entry::narrow;
use kit::web::{Entry, Fault};
use rules::access::Role;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::account::{NewPerson, join};
use super::mail_link::{Kind, MailLink, NewLink};
use super::sign_in::signed_in;
use super::{MailLinkId, PersonId, new_password, typed_names, zones};
use crate::app::App;
use crate::cx::Cx;
use crate::frame::{Frame, Names, Sample};
use crate::problem::{Answer, Problem};
use crate::programmes::CONSULTATION;
use crate::routes::{Rate, Spec, Who};

/// Where it happens.
pub const PATH: &str = "/founding";

const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Sixteen letters are eighty bits.
const LENGTH: usize = 16;

#[derive(Template)]
#[template(path = "people/founding.html")]
struct Founding {
    f: Frame,
    entry: Entry,
}

impl Founding {
    fn labels(&self) -> Vec<(&'static str, String)> {
        let mut labels = typed_names::labels(&self.f);
        labels.extend([
            ("code", self.f.t.people_founding_code()),
            ("name-ja", self.f.t.people_organisation_ja()),
            ("name-en", self.f.t.people_organisation_en()),
            ("sign-up", self.f.t.people_who_comes()),
            ("email", self.f.t.people_email()),
            ("password", self.f.t.people_password()),
        ]);
        labels
    }
}

#[derive(Debug, FromQueryResult)]
struct Open {
    id: Uuid,
}

/// What is founded.
struct Plan {
    name_ja: String,
    name_en: String,
    open: bool,
    names: Names,
    email: String,
}

/// Whether a request has to wait for the founding: a page, while nobody is here. Asked until somebody is.
pub(crate) async fn goes_first(cx: &Cx, spec: &Spec) -> bool {
    // the manual tells how to begin, and where there is a demo its cast is there already
    let open = spec.path.starts_with("/help") || matches!(spec.who, Who::InDemo);
    let elsewhere = open || spec.rate == Rate::Free || [PATH, "/language", "/theme"].contains(&spec.path);
    !elsewhere && cx.viewer.is_none() && !is_founded(&cx.app).await.unwrap_or(true)
}

/// Somebody is here once there is an organisation, or a person without one, as an import leaves it.
async fn is_founded(app: &App) -> Result<bool, DbError> {
    if app.founded.get().is_some() {
        return Ok(true);
    }
    let question = "SELECT (SELECT count(*) FROM organisation) + (SELECT count(*) FROM people) AS value";
    let founded = app.db.first::<Count>(question, vec![]).await?.is_some_and(|count| count.value > 0);
    if founded {
        // set twice, it says the same
        let _ = app.founded.set(());
    }
    Ok(founded)
}

/// The code to print: the same until it is used, none when somebody is here.
///
/// # Errors
/// When the database does not answer.
pub async fn code(app: &App) -> Result<Option<String>, Problem> {
    if is_founded(app).await? {
        return Ok(None);
    }
    let tx = app.db.begin().await?;
    let id = match open(&tx).await? {
        Some(id) => id,
        None => NewLink::default().make(&tx, Kind::Founding).await?,
    };
    tx.commit().await?;
    Ok(Some(grouped(&letters(&app.masters, id))))
}

/// The newest code that still works.
async fn open(sql: &impl Sql) -> Result<Option<MailLinkId>, DbError> {
    let question = "SELECT id FROM mail_links WHERE kind = 'founding' AND used_at IS NULL AND expires_at > $1
                    ORDER BY made_at DESC, id DESC LIMIT 1";
    let found: Option<Open> = sql.first(question, args![sql.db().clock().now()]).await?;
    Ok(found.map(|found| MailLinkId(found.id)))
}

/// The form.
pub(super) async fn show(cx: Cx) -> Answer {
    if is_founded(&cx.app).await? {
        return Err(Problem::NotFound);
    }
    cx.page(&Founding { f: cx.frame(), entry: Entry::default().with("sign-up", "invited") })
}

/// Founds the organisation and signs its first administrator in.
pub(super) async fn create(cx: Cx, headers: HeaderMap, mut entry: Entry) -> Answer {
    if is_founded(&cx.app).await? {
        return Err(Problem::NotFound);
    }
    let link = link_of_code(&cx, &mut entry).await?;
    let plan = plan(&mut entry);
    let about = [plan.email.as_str(), &plan.names.family, &plan.names.given, &plan.name_ja, &plan.name_en];
    let password = new_password::typed(&mut entry, "password", &about);
    let Some(link) = link.filter(|_| entry.is_sound()) else {
        return cx.refuse(&Founding { f: cx.frame(), entry });
    };
    let hash = cx.app.passwords.hash(password, cx.app.db.dice()).await?;
    let tx = cx.app.db.begin().await?;
    link.spend(&tx).await?;
    let person = found(&cx, &tx, &plan, &hash).await?;
    tx.commit().await?;
    signed_in(&cx, &headers, person, "/").await
}

/// The link whose code was typed; a wrong code says so at its field.
async fn link_of_code(cx: &Cx, entry: &mut Entry) -> Result<Option<MailLink>, Problem> {
    let typed = entry.text("code", 60);
    let Some(id) = open(&cx.app.db).await? else { return Err(Problem::TooLate) };
    let right = is_code(&cx.app.masters, id, &typed);
    if !right && !typed.is_empty() {
        entry.refuse("code", Fault::Wrong);
    }
    let link = MailLink::find(&cx.app.db, id).await?;
    Ok(link.filter(|_| right))
}

fn plan(entry: &mut Entry) -> Plan {
    let (name_ja, name_en) = (entry.text("name-ja", 80), entry.text("name-en", 80));
    let open = entry.value("sign-up") == "open";
    if !open && entry.value("sign-up") != "invited" {
        entry.refuse("sign-up", Fault::Choice);
    }
    Plan { name_ja, name_en, open, names: typed_names::names(entry), email: entry.email("email") }
}

async fn found(cx: &Cx, tx: &Tx, plan: &Plan, hash: &str) -> Result<PersonId, Problem> {
    let sign_up = if plan.open { "open" } else { "invited" };
    let organisation =
        "INSERT INTO organisation (id, name_ja, name_en, zone, sign_up, founded_at) VALUES (1, $1, $2, $3, $4, $5)";
    let names = args![plan.name_ja.as_str(), plan.name_en.as_str(), zones::DEFAULT, sign_up, tx.now()];
    tx.run(organisation, names).await?;
    let (email, names) = (plan.email.as_str(), &plan.names);
    // who reads the terminal of the machine needs no mail to prove an address, and there may be no mail yet
    let person =
        NewPerson { email, confirmed: true, names, lang: cx.lang, zone: zones::DEFAULT, hash }.make(tx).await?;
    join(tx, person, (CONSULTATION, Role::Administrator), None).await?;
    Ok(person)
}

/// The first letters of the link's tag.
fn letters(masters: &MasterKeys, id: MailLinkId) -> String {
    let tag = masters.tag(Kind::Founding.name(), id.0.as_bytes());
    let bits = tag.iter().flat_map(|byte| (0..8).rev().map(move |bit| usize::from(byte >> bit & 1)));
    let bits: Vec<usize> = bits.take(LENGTH * 5).collect();
    let letter = |five: &[usize]| LETTERS.get(five.iter().fold(0, |number, bit| number * 2 + bit));
    bits.chunks(5).filter_map(letter).copied().map(char::from).collect()
}

fn grouped(letters: &str) -> String {
    let letters: Vec<char> = letters.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Both sides are tagged once more and the tags compared in constant time. Spaces, hyphens and small letters are
/// welcome, and so are the digits that look like letters.
fn is_code(masters: &MasterKeys, id: MailLinkId, typed: &str) -> bool {
    let typed = narrow(typed).to_uppercase().replace('0', "O").replace('1', "I").replace('8', "B");
    let typed: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    let compared = "founding-code";
    masters.knows(compared, typed.as_bytes(), &masters.tag(compared, letters(masters, id).as_bytes()))
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let mut f = f.clone().signed_out();
    f.organisation = String::new();
    let mut wrong =
        Entry::default().with("code", "ABCD-EFGH-IJKL-MNOP").with("name-ja", "伴走舎").with("sign-up", "open");
    wrong.refuse("code", Fault::Wrong);
    wrong.refuse("name-en", Fault::Missing);
    let start = Entry::default().with("sign-up", "invited");
    vec![
        Sample::new("founding", &Founding { f: f.clone(), entry: start }),
        Sample::new("founding-wrong", &Founding { f, entry: wrong }),
    ]
}

#[cfg(test)]
mod tests {
    use kit::id::Dice;

    use super::*;

    #[test]
    fn the_code_is_read_as_people_type_it_and_no_other_is() {
        let dice = Dice::seeded(7);
        let masters = MasterKeys::parse(&MasterKeys::fresh("test", &dice)).unwrap();
        let (id, other) = (MailLinkId(Uuid::from_u128(1)), MailLinkId(Uuid::from_u128(2)));
        let code = grouped(&letters(&masters, id));
        assert_eq!(code.len(), 19, "{code}");
        for typed in
            [code.clone(), code.to_lowercase(), code.replace('-', " "), code.replace('-', "ー"), code.replace('O', "0")]
        {
            assert!(is_code(&masters, id, &typed), "{typed}");
        }
        for typed in ["", "AAAA-AAAA-AAAA-AAAA", code.get(..14).unwrap(), &format!("{code}A")] {
            assert!(!is_code(&masters, id, typed), "{typed}");
        }
        assert!(!is_code(&masters, other, &code));
    }
}

//! The person who is looking, with everything a request asks about them: two statements.

use kit::args;
use kit::db::{DbError, Sql};
use kit::time::Instant;
use rules::access::{self, Role, Standing};
use rules::lang::Lang;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::belonging::{Row as MembershipRow, role_named};
use super::{LoginId, PersonId};
use crate::frame::{Names, Seal, Theme, lang_named};

/// Who is looking.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// The person.
    pub person: PersonId,
    /// In which browser.
    pub login: LoginId,
    /// Their name.
    pub names: Names,
    /// Their address.
    pub email: String,
    /// Whether the address is theirs for sure.
    pub email_confirmed: bool,
    /// Their language.
    pub lang: Lang,
    /// Their zone.
    pub zone: String,
    /// Their light.
    pub theme: Theme,
    /// Where they belong, also where they once did.
    pub memberships: Vec<Member>,
    /// How the audit log calls them.
    pub pseudonym: Uuid,
    organisation: (String, String),
}

/// A role in a programme, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The programme's key.
    pub programme: String,
    /// The role.
    pub role: Role,
    /// How it stands.
    pub standing: Standing,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    person: Uuid,
    email: String,
    email_confirmed_at: Option<Instant>,
    family: String,
    given: String,
    family_kana: Option<String>,
    given_kana: Option<String>,
    family_latin: Option<String>,
    given_latin: Option<String>,
    lang: String,
    zone: String,
    theme: String,
    pseudonym: Uuid,
    name_ja: Option<String>,
    name_en: Option<String>,
}

impl Viewer {
    /// The person behind a login.
    pub(crate) async fn load(sql: &impl Sql, login: LoginId, person: PersonId) -> Result<Option<Self>, DbError> {
        let question = "SELECT p.id AS person, p.email, p.email_confirmed_at, p.family, p.given, p.family_kana,
                               p.given_kana, p.family_latin, p.given_latin, p.lang, p.zone, p.theme, p.pseudonym,
                               o.name_ja, o.name_en
                        FROM people p LEFT JOIN organisation o ON o.id = 1 WHERE p.id = $1";
        let Some(row) = sql.first::<Row>(question, args![person]).await? else { return Ok(None) };
        let belongs =
            "SELECT programme, role, suspended_at, left_at FROM memberships WHERE person = $1 ORDER BY from_at, id";
        let rows: Vec<MembershipRow> = sql.all(belongs, args![person]).await?;
        let memberships = rows.into_iter().filter_map(|row| {
            let standing = row.standing();
            role_named(&row.role).map(|role| Member { programme: row.programme, role, standing })
        });
        Ok(Some(row.viewer(login, memberships.collect())))
    }

    /// Somebody as they stand now, in no browser: to ask the gate about who is not looking.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn of(sql: &impl Sql, person: PersonId) -> Result<Option<Self>, DbError> {
        Self::load(sql, LoginId(Uuid::nil()), person).await
    }

    /// Whether they have that role now, in any programme.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.memberships.iter().any(|member| member.role == role && member.standing == Standing::Active)
    }

    /// Whether they have that role now in that programme.
    #[must_use]
    pub fn is(&self, role: Role, programme: &str) -> bool {
        let here = |member: &Member| member.role == role && member.programme == programme;
        self.memberships.iter().any(|member| here(member) && member.standing == Standing::Active)
    }

    /// Whether they look after people: as a manager or an administrator.
    #[must_use]
    pub fn organises(&self) -> bool {
        self.has(Role::Manager) || self.has(Role::Administrator)
    }

    /// The roles they have now, each once.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        Role::ALL.iter().copied().filter(|role| self.has(*role)).collect()
    }

    /// The person as the gate asks about them: the memberships of that programme.
    #[must_use]
    pub fn for_gate(&self, programme: &str) -> access::Viewer {
        let here = self.memberships.iter().filter(|member| member.programme == programme);
        let memberships = here.map(|member| access::Membership { role: member.role, standing: member.standing });
        access::Viewer { who: self.person.for_gate(), memberships: memberships.collect() }
    }

    /// The organisation's name.
    #[must_use]
    pub fn organisation(&self, lang: Lang) -> String {
        match lang {
            Lang::Ja => self.organisation.0.clone(),
            Lang::En => self.organisation.1.clone(),
        }
    }

    /// The seals of the programmes that they belong to.
    #[must_use]
    pub fn seals(&self, lang: Lang) -> Vec<Seal> {
        let mut keys: Vec<&str> = Vec::new();
        for member in self.memberships.iter().filter(|member| member.standing == Standing::Active) {
            if !keys.contains(&member.programme.as_str()) {
                keys.push(&member.programme);
            }
        }
        keys.into_iter().filter_map(|key| crate::programmes::seal(key, lang)).collect()
    }
}

impl Row {
    fn viewer(self, login: LoginId, memberships: Vec<Member>) -> Viewer {
        Viewer {
            person: PersonId(self.person),
            login,
            names: Names {
                family: self.family,
                given: self.given,
                kana: self.family_kana.zip(self.given_kana),
                latin: self.family_latin.zip(self.given_latin),
            },
            email: self.email,
            email_confirmed: self.email_confirmed_at.is_some(),
            lang: lang_named(&self.lang).unwrap_or(Lang::Ja),
            zone: self.zone,
            theme: self.theme.parse().unwrap_or(Theme::Auto),
            memberships,
            pseudonym: self.pseudonym,
            organisation: (self.name_ja.unwrap_or_default(), self.name_en.unwrap_or_default()),
        }
    }
}

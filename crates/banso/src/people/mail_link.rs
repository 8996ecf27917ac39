//! A link in a mail: works once, for one thing, for a while. Opening its page changes nothing, because mail scanners
//! open everything; the page has a button. Its tag is computed from its id and stored nowhere.

use axum::extract::Path;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use kit::args;
use kit::db::{DbError, Sql, Tx};
use kit::time::Instant;
use kit::vault::MasterKeys;
use rules::access::Role;
use rules::lang::Lang;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::belonging::role_named;
use super::{MailLinkId, PersonId};
use crate::cx::Cx;
use crate::frame::lang_named;
use crate::problem::Problem;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    ConfirmEmail,
    ResetPassword,
    Invitation,
    /// Not in a mail: its tag is the code that is printed for who sets the place up.
    Founding,
}

impl Kind {
    const ALL: [Self; 4] = [Self::ConfirmEmail, Self::ResetPassword, Self::Invitation, Self::Founding];

    /// Its name in the database, and what its tag is bound to.
    pub fn name(self) -> &'static str {
        match self {
            Self::ConfirmEmail => "confirm-email",
            Self::ResetPassword => "reset-password",
            Self::Invitation => "invitation",
            Self::Founding => "founding",
        }
    }

    /// Where a link of this kind leads.
    pub fn path(self, id: MailLinkId, masters: &MasterKeys) -> String {
        let tag = masters.tag(self.name(), id.0.as_bytes());
        format!("/links/{id}/{}", URL_SAFE_NO_PAD.encode(tag))
    }

    fn lasts(self) -> SignedDuration {
        match self {
            Self::ResetPassword => SignedDuration::from_mins(30),
            Self::ConfirmEmail => SignedDuration::from_hours(24),
            Self::Invitation => SignedDuration::from_hours(14 * 24),
            Self::Founding => SignedDuration::from_hours(365 * 24),
        }
    }
}

/// A link as it stands.
#[derive(Clone, Debug)]
pub(super) struct MailLink {
    pub id: MailLinkId,
    pub kind: Kind,
    pub person: Option<PersonId>,
    pub email: Option<String>,
    pub names: Option<(String, String)>,
    pub lang: Lang,
    pub place: Option<(String, Role)>,
    pub made_by: Option<PersonId>,
    pub made_at: Instant,
    over: bool,
}

/// A link in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct NewLink {
    pub person: Option<PersonId>,
    pub email: Option<String>,
    pub names: Option<(String, String)>,
    pub lang: Lang,
    pub place: Option<(String, Role)>,
    pub made_by: Option<PersonId>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    kind: String,
    person: Option<Uuid>,
    email: Option<String>,
    family: Option<String>,
    given: Option<String>,
    lang: Option<String>,
    programme: Option<String>,
    role: Option<String>,
    made_by: Option<Uuid>,
    made_at: Instant,
    expires_at: Instant,
    used_at: Option<Instant>,
    withdrawn_at: Option<Instant>,
}

impl NewLink {
    /// Makes it.
    pub async fn make(self, tx: &Tx, kind: Kind) -> Result<MailLinkId, DbError> {
        let id: MailLinkId = tx.id();
        let (family, given) = self.names.unzip();
        let (programme, role) = self.place.unzip();
        tx.run(
            "INSERT INTO mail_links (id, kind, person, email, family, given, lang, programme, role, made_by, made_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            args![
                id,
                kind.name(),
                self.person.map(|person| person.0),
                self.email,
                family,
                given,
                self.lang.code(),
                programme,
                role.map(Role::word),
                self.made_by.map(|person| person.0),
                tx.now(),
                tx.now().plus(kind.lasts())
            ],
        )
        .await?;
        Ok(id)
    }
}

impl MailLink {
    /// The link with that id.
    pub async fn find(sql: &impl Sql, id: MailLinkId) -> Result<Option<Self>, DbError> {
        let question = "SELECT id, kind, person, email, family, given, lang, programme, role, made_by, made_at,
                               expires_at, used_at, withdrawn_at FROM mail_links WHERE id = $1";
        let row: Option<Row> = sql.first(question, args![id]).await?;
        let now = sql.db().clock().now();
        Ok(row.and_then(|row| row.link(now)))
    }

    /// The link that somebody opened: a wrong tag is no page, a used or old link is too late.
    pub async fn opened(cx: &Cx, Path((id, tag)): Path<(MailLinkId, String)>) -> Result<Self, Problem> {
        let link = Self::find(&cx.app.db, id).await?.ok_or(Problem::NotFound)?;
        let tag = URL_SAFE_NO_PAD.decode(tag).map_err(|_| Problem::NotFound)?;
        if !cx.app.masters.knows(link.kind.name(), id.0.as_bytes(), &tag) {
            return Err(Problem::NotFound);
        }
        link.still_works()
    }

    /// The same link, unless it was used, withdrawn, or is too old.
    pub fn still_works(self) -> Result<Self, Problem> {
        if self.over { Err(Problem::TooLate) } else { Ok(self) }
    }

    /// Uses it up. Of many who try at once one succeeds.
    pub async fn spend(&self, tx: &Tx) -> Result<(), Problem> {
        let spend = "UPDATE mail_links SET used_at = $1
                     WHERE id = $2 AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > $1";
        match tx.run(spend, args![tx.now(), self.id]).await? {
            1 => Ok(()),
            _ => Err(Problem::TooLate),
        }
    }

    /// Where it leads.
    pub fn path(&self, masters: &MasterKeys) -> String {
        self.kind.path(self.id, masters)
    }
}

/// Takes back every open link of that kind that a person has: a newer one, or a new password, stands in its place.
pub(super) async fn withdraw_all(tx: &Tx, person: PersonId, kind: Kind) -> Result<(), DbError> {
    let withdraw = "UPDATE mail_links SET withdrawn_at = $1
                    WHERE person = $2 AND kind = $3 AND used_at IS NULL AND withdrawn_at IS NULL";
    tx.run(withdraw, args![tx.now(), person, kind.name()]).await?;
    Ok(())
}

impl Row {
    fn link(self, now: Instant) -> Option<MailLink> {
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == self.kind)?;
        Some(MailLink {
            id: MailLinkId(self.id),
            kind,
            person: self.person.map(PersonId),
            email: self.email,
            names: self.family.zip(self.given),
            lang: self.lang.as_deref().and_then(lang_named).unwrap_or_default(),
            place: self.programme.zip(self.role.as_deref().and_then(role_named)),
            made_by: self.made_by.map(PersonId),
            made_at: self.made_at,
            over: self.used_at.is_some() || self.withdrawn_at.is_some() || self.expires_at <= now,
        })
    }
}

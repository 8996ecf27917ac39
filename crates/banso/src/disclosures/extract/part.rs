//! Who somebody is to an extract, and where it stands: which step is whose.

use kit::args;
use kit::db::{Count, Sql, Tx};
use kit::time::Instant;
use rules::access::{self, Action, Consent, Permit, Purpose, Role, State};
use rules::disclosure::Event;

use super::KINDS;
use crate::cx::Cx;
use crate::disclosures::DisclosureId;
use crate::disclosures::store::{BODY, Disclosure, purpose};
use crate::gate::may;
use crate::problem::Problem;

/// In which part somebody looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Whose record it is.
    Client,
    /// Who writes out what is asked for.
    Supporter,
    /// The officer who began it.
    Lead,
    /// Another one.
    Officer,
    /// Who receives it for a company.
    Recipient,
}

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing is written out yet.
    Begun,
    Written,
    /// Its client reads it.
    Shown,
    /// Its client said yes.
    Given,
    /// A second officer reads it.
    Asked,
    /// It may be handed over.
    Open,
    Over,
}

impl Stage {
    pub(super) fn of(about: &Disclosure, now: Instant) -> Self {
        match about.state() {
            State::Draft if about.text::<access::Extract>(BODY).is_none() => Self::Begun,
            State::Draft => Self::Written,
            State::Shown if about.consent(now) == Consent::Given => Self::Given,
            State::Shown => Self::Shown,
            State::Asked { .. } => Self::Asked,
            _ if about.is_open(now) => Self::Open,
            _ => Self::Over,
        }
    }

    /// Whether anything can still be written.
    pub(super) fn is_draft(self) -> bool {
        matches!(self, Self::Begun | Self::Written)
    }
}

impl Part {
    /// Who the viewer is to it. To everybody else it does not exist: its client hears of it when it is written out,
    /// a company when it is open to it.
    pub(super) fn of(cx: &Cx, about: &Disclosure) -> Result<Self, Problem> {
        let (viewer, me) = (cx.viewer()?, cx.viewer()?.person);
        let is = |role| viewer.is(role, &about.programme);
        let opened = about.when(Event::Opened).is_some();
        match me {
            _ if me == about.client && about.state() != State::Draft => Ok(Self::Client),
            _ if me == about.supporter && is(Role::Supporter) => Ok(Self::Supporter),
            // an office never makes up for a part of one's own in the case
            _ if me == about.client || me == about.supporter => {
                Self::Officer.leave(cx, about).and(Err(Problem::NotFound))
            }
            _ if me == about.author && is(Role::DataOfficer) => Ok(Self::Lead),
            _ if is(Role::DataOfficer) => Ok(Self::Officer),
            _ if Some(me) == about.recipient && opened && is(Role::CompanyViewer) => Ok(Self::Recipient),
            // nobody: the gate says so, and writes it down
            _ => Self::Officer.leave(cx, about).map(|_| Self::Officer),
        }
    }

    /// Leave to read it. The supporter has handed over what they wrote, and a company what is over for it: they know
    /// of it, and read nothing.
    pub(super) fn reads(self, cx: &Cx, about: &Disclosure) -> Result<Option<Permit<access::Extract>>, Problem> {
        let stage = Stage::of(about, cx.now());
        match self {
            Self::Supporter if !stage.is_draft() => Ok(None),
            Self::Recipient if stage != Stage::Open => Ok(None),
            _ => self.leave(cx, about).map(Some),
        }
    }

    fn leave(self, cx: &Cx, about: &Disclosure) -> Result<Permit<access::Extract>, Problem> {
        let purpose = if self == Self::Client { Purpose::SubjectAccess } else { purpose(about.kind) };
        may(cx, &about.asked(cx.now()), Action::Read, purpose)
    }
}

/// The extract, kept from others, for a step that this part takes at these stages. At any other one it is too late.
pub(super) async fn for_step(
    cx: &Cx,
    tx: &Tx,
    id: DisclosureId,
    (part, stages): (Part, &[Stage]),
) -> Result<Disclosure, Problem> {
    let about = Disclosure::find_for_writing(tx, KINDS, id).await?;
    if Part::of(cx, &about)? != part {
        return Err(Problem::NotFound);
    }
    part.reads(cx, &about)?;
    if stages.contains(&Stage::of(&about, tx.now())) { Ok(about) } else { Err(Problem::TooLate) }
}

/// Whether the supporter is still one here. Who is gone is written for by the officer who began it.
pub(super) async fn supporter_is_here(sql: &impl Sql, about: &Disclosure) -> Result<bool, Problem> {
    let question = "SELECT count(*) AS value FROM memberships WHERE person = $1 AND programme = $2
        AND role = 'supporter' AND suspended_at IS NULL AND left_at IS NULL";
    let many: Option<Count> = sql.first(question, args![about.supporter, about.programme.as_str()]).await?;
    Ok(many.is_some_and(|many| many.value > 0))
}

//! What left about a person, for their export: each exit with its steps, and the words where they may read them.

use kit::args;
use rules::access::{CaseCopy, CompanyItem, Content, Extract, Purpose};
use rules::disclosure::Kind;

use super::copy;
use super::list::is_known_to;
use super::store::{BODY, Disclosure};
use super::words::{Line, history, kind_in};
use crate::cx::Cx;
use crate::frame::Frame;
use crate::gate::{Keys, keys, reads_for};
use crate::people::PersonId;
use crate::problem::Problem;

/// An exit, as its client takes it along.
#[derive(Clone, Debug)]
pub(crate) struct Left {
    pub what: String,
    /// To whom, if it is somebody in the house.
    pub to: Option<String>,
    /// Its words, where they were not destroyed.
    pub text: Option<String>,
    /// When, what, by whom.
    pub steps: Vec<(String, String, String)>,
}

/// Everything that left or may leave about this person, through the gate as their own: four statements.
///
/// # Errors
/// When the database does not answer or a text does not open.
pub(crate) async fn left(cx: &Cx, f: &Frame, me: PersonId) -> Result<Vec<Left>, Problem> {
    let (viewer, now) = (cx.viewer()?, cx.now());
    let mut found = Disclosure::all(&cx.app.db, "WHERE d.client = $1", args![me]).await?;
    found.retain(|about| is_known_to(about, viewer, now));
    let keys = keys(&cx.app, &cx.app.db, found.iter().filter_map(Disclosure::ciphertext)).await?;
    let left = |about: &Disclosure| {
        let text = match about.kind {
            Kind::CompanyItem => words::<CompanyItem>(cx, about, &keys)?,
            Kind::CaseCopy => words::<CaseCopy>(cx, about, &keys)?.map(|case| copy::plain(f, &case)).transpose()?,
            Kind::Order | Kind::Hazard => words::<Extract>(cx, about, &keys)?,
            Kind::Emergency | Kind::Handover => None,
        };
        let to = about.recipient.and_then(|to| about.party(to)).map(|party| f.full(&party.names));
        let steps = history(f, about).into_iter().map(|Line { says, by, at }| (at, says, by)).collect();
        Ok(Left { what: kind_in(f, about.kind), to, text, steps })
    };
    found.iter().map(left).collect()
}

fn words<O: Content>(cx: &Cx, about: &Disclosure, keys: &Keys) -> Result<Option<String>, Problem> {
    let Some(sealed) = about.text::<O>(BODY) else { return Ok(None) };
    let Some(permit) = reads_for::<O>(cx, &about.asked(cx.now()), Purpose::SubjectAccess) else { return Ok(None) };
    sealed.read_if_kept(&permit, keys)
}

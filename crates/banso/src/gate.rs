//! The one way to confidential text: ask the gate, get a permit, open with it. Forgetting does not compile,
//! because [`Confidential`] gives its text only for the permit of its own kind, id and action.
//!
//! ```compile_fail
//! use banso::gate::{Confidential, Keys};
//! use rules::access::{Letter, Note, Permit};
//! fn peek(letter: &Confidential<Letter>, permit: &Permit<Note>, keys: &Keys) -> String {
//!     letter.read(permit, keys).unwrap()
//! }
//! ```

use std::marker::PhantomData;

use kit::db::{Sql, Tx};
use kit::vault::{KeyKind, KeyRing, Place, VaultError, ring, writing_key};
use rules::access::{
    Action, Ask, Consent, Content, Decision, Exception, Object, ObjectId, Obligation, Parties, Permit, Purpose, State,
    agree, decide, relate,
};
use uuid::Uuid;

use crate::app::App;
use crate::audit::{Answer, Entry};
use crate::cx::Cx;
use crate::people::{PersonId, Viewer};
use crate::problem::Problem;

/// One object that the gate decides about.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The programme whose memberships count.
    pub programme: &'a str,
    /// Its people.
    pub parties: Parties,
    /// Its row.
    pub id: Uuid,
    /// How it stands.
    pub state: State,
    /// How the clause stands between its people on which the purpose leans; silence where none does.
    pub consent: Consent,
    /// A ground that stands beside consent.
    pub ground: Exception,
}

impl<'a> Asked<'a> {
    /// A question that leans on no clause, or on one that was never asked.
    #[must_use]
    pub fn new(programme: &'a str, parties: Parties, id: Uuid, state: State) -> Self {
        Self { programme, parties, id, state, consent: Consent::NotAsked, ground: Exception::None }
    }

    /// The same beside a clause that stands like this.
    #[must_use]
    pub fn leaning(self, consent: Consent) -> Self {
        Self { consent, ..self }
    }

    /// The same on a ground beside consent.
    #[must_use]
    pub fn on(self, ground: Exception) -> Self {
        Self { ground, ..self }
    }
}

/// Asks for leave. A no is "there is no such page", for a stranger and for an administrator alike. Readings, refusals
/// and whatever leaves enter the audit log before the answer does.
///
/// # Errors
/// [`Problem::NotFound`].
pub fn may<O: Content>(cx: &Cx, asked: &Asked<'_>, action: Action, purpose: Purpose) -> Result<Permit<O>, Problem> {
    let viewer = cx.viewer()?;
    written_down(cx, asked, purpose, action, decide(&question(viewer, asked, action, purpose, cx)))
}

/// Leave for `first` to do what only two may, because the viewer agrees now, as the second of them. To whoever cannot
/// be that second person the thing does not exist.
///
/// # Errors
/// [`Problem::NotFound`].
pub fn agrees<O: Content>(
    cx: &Cx,
    first: &Viewer,
    asked: &Asked<'_>,
    action: Action,
    purpose: Purpose,
) -> Result<Permit<O>, Problem> {
    written_down(cx, asked, purpose, action, by_two(&question(first, asked, action, purpose, cx), cx.viewer()?, asked))
}

/// Leave for the viewer to read what only two may open, because `second` agreed to it before and still may.
#[must_use]
pub fn reads_beside<O: Content>(cx: &Cx, second: &Viewer, asked: &Asked<'_>, purpose: Purpose) -> Option<Permit<O>> {
    let viewer = cx.viewer.as_ref()?;
    let decision = by_two(&question(viewer, asked, Action::Read, purpose, cx), second, asked);
    matches!(decision, Decision::Allow(_))
        .then(|| written_down(cx, asked, purpose, Action::Read, decision).ok())
        .flatten()
}

fn by_two<O: Content>(alone: &Ask, second: &Viewer, asked: &Asked<'_>) -> Decision<O> {
    match decide::<O>(alone) {
        Decision::NeedSecond(rule, role, _) => {
            let second = second.for_gate(asked.programme);
            match agree(alone.relation.who(), &second, role, &asked.parties, alone.id) {
                Ok(approval) => decide(&Ask { second: Some(approval), ..*alone }),
                Err(_) => Decision::Deny(rule),
            }
        }
        // who needs nobody beside them, or may not at all, is not agreed with
        Decision::Allow(permit) => Decision::Deny(permit.rule()),
        Decision::Deny(rule) => Decision::Deny(rule),
    }
}

/// Enters what was answered into the audit log, as asked by the viewer.
fn written_down<O: Content>(
    cx: &Cx,
    asked: &Asked<'_>,
    purpose: Purpose,
    action: Action,
    decision: Decision<O>,
) -> Result<Permit<O>, Problem> {
    let (answer, rule, owed, permit) = match decision {
        // what is written bears its author's name and hour itself
        Decision::Allow(permit) if !permit.obligations().has(Obligation::Log) => return Ok(permit),
        Decision::Allow(permit) => (Answer::Allowed, permit.rule(), Some(permit.obligations()), Ok(permit)),
        Decision::Deny(rule) => (Answer::Denied, rule, None, Err(Problem::NotFound)),
        Decision::NeedSecond(rule, _, owed) => (Answer::Second, rule, Some(owed), Err(Problem::NotFound)),
    };
    cx.asked.leave(Entry {
        actor: Some(cx.viewer()?.pseudonym),
        subject: asked.parties.client.map(|client| PersonId(Uuid::from_u128(client.0))),
        action: action.word(),
        purpose: purpose.word(),
        object: O::OBJECT.word(),
        id: asked.id,
        answer,
        rule: rule.word(),
        consent: asked.consent.word(),
        shown: owed.is_some_and(|owed| owed.has(Obligation::ShowInAccessLog)),
    });
    permit
}

/// Whether the answer would be yes: for a part of a page that is simply not there otherwise. It opens nothing, and
/// nothing is written down.
#[must_use]
pub fn might<O: Content>(cx: &Cx, asked: &Asked<'_>, action: Action, purpose: Purpose) -> bool {
    let Some(viewer) = cx.viewer.as_ref() else { return false };
    matches!(decide::<O>(&question(viewer, asked, action, purpose, cx)), Decision::Allow(_))
}

/// Leave to read such a part. The reading is written down, the absence is not.
#[must_use]
pub fn reads<O: Content>(cx: &Cx, asked: &Asked<'_>) -> Option<Permit<O>> {
    reads_for(cx, asked, Purpose::Support)
}

/// The same for another purpose than support.
#[must_use]
pub fn reads_for<O: Content>(cx: &Cx, asked: &Asked<'_>, purpose: Purpose) -> Option<Permit<O>> {
    might::<O>(cx, asked, Action::Read, purpose).then(|| may(cx, asked, Action::Read, purpose).ok()).flatten()
}

fn question(viewer: &Viewer, asked: &Asked<'_>, action: Action, purpose: Purpose, cx: &Cx) -> Ask {
    Ask {
        relation: relate(&viewer.for_gate(asked.programme), &asked.parties),
        id: ObjectId(asked.id.as_u128()),
        state: asked.state,
        action,
        purpose,
        consent: asked.consent,
        exception: asked.ground,
        second: None,
        now: cx.now().timestamp(),
    }
}

/// Ciphertext of one kind of content. It opens only with the permit for it.
#[derive(Clone, Debug)]
pub struct Confidential<O> {
    place: Place,
    sealed: Vec<u8>,
    kind: PhantomData<fn() -> O>,
}

/// The keys for the ciphertexts of one page.
#[derive(Clone, Debug, Default)]
pub struct Keys(KeyRing);

impl<O: Content> Confidential<O> {
    /// What stands in the database at `column` of `row`.
    #[must_use]
    pub fn new(column: &'static str, row: Uuid, sealed: Vec<u8>) -> Self {
        Self { place: Place { column, row }, sealed, kind: PhantomData }
    }

    /// The ciphertext, for loading keys.
    #[must_use]
    pub fn sealed(&self) -> &[u8] {
        &self.sealed
    }

    /// Its text.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for another object's permit; [`Problem::Ours`] when it does not open.
    pub fn read(&self, permit: &Permit<O>, keys: &Keys) -> Result<String, Problem> {
        if !permit.covers(ObjectId(self.place.row.as_u128()), Action::Read) {
            return Err(Problem::NotFound);
        }
        let text = keys.0.open(self.place, &self.sealed)?;
        String::from_utf8(text.to_vec()).map_err(|_| Problem::from(VaultError::Broken))
    }
}

/// Loads the keys for some ciphertexts: one statement.
///
/// # Errors
/// When the database does not answer or a master key is missing.
pub async fn keys<'a>(
    app: &App,
    sql: &impl Sql,
    sealed: impl Iterator<Item = &'a [u8]> + Send,
) -> Result<Keys, Problem> {
    Ok(Keys(ring(sql, &app.masters, sealed).await?))
}

/// Seals text that `permit` lets the viewer write, under the key of the person whose record it is.
/// A note is sealed under its author's own key.
///
/// # Errors
/// [`Problem::NotFound`] for another object's permit; a database that does not answer.
pub async fn seal<O: Content>(
    app: &App,
    tx: &Tx,
    permit: &Permit<O>,
    owner: PersonId,
    place: (&'static str, Uuid),
    text: &str,
) -> Result<Vec<u8>, Problem> {
    let [sealed] = seal_each(app, tx, permit, owner, place.1, [place], text).await?;
    Ok(sealed)
}

/// The same text of one object for several places, bound to each of them: the key is read once.
///
/// # Errors
/// As [`seal`].
pub async fn seal_each<O: Content, const N: usize>(
    app: &App,
    tx: &Tx,
    permit: &Permit<O>,
    owner: PersonId,
    object: Uuid,
    places: [(&'static str, Uuid); N],
    text: &str,
) -> Result<[Vec<u8>; N], Problem> {
    let object = ObjectId(object.as_u128());
    if !permit.covers(object, Action::Write) && !permit.covers(object, Action::Send) {
        return Err(Problem::NotFound);
    }
    let kind = if O::OBJECT == Object::Note { KeyKind::Note } else { KeyKind::Record };
    let key = writing_key(tx, &app.masters, owner.0, kind).await?;
    let mut sealed = [const { Vec::new() }; N];
    for (sealed, (column, row)) in sealed.iter_mut().zip(places) {
        *sealed = key.seal(Place { column, row }, text.as_bytes(), tx.db().dice())?;
    }
    Ok(sealed)
}

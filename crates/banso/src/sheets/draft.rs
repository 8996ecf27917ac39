//! What a form starts from when its writer was interrupted.

use kit::drafts::load;
use kit::time::Instant;
use kit::web::Entry;

use crate::cx::Cx;
use crate::problem::Problem;

/// Words that saved themselves, and when.
#[derive(Clone, Debug)]
pub struct Interrupted {
    /// The fields as they stood.
    pub entry: Entry,
    /// When they were saved.
    pub at: Instant,
}

/// The viewer's draft of a form, unless what it became was saved for good after it.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn interrupted(
    cx: &Cx,
    form: &str,
    saved_at: Option<Instant>,
) -> Result<Option<Interrupted>, Problem> {
    let draft = load(&cx.app.db, &cx.app.masters, cx.viewer()?.person.0, form).await?;
    let newer = draft.filter(|draft| saved_at.is_none_or(|saved| draft.saved_at >= saved));
    Ok(newer.map(|draft| Interrupted { entry: draft.entry, at: draft.saved_at }))
}

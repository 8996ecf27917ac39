//! What its client decides about a disclosure: yes or no to exactly the words that stood before them, and back again.

use kit::db::Tx;
use kit::web::Entry;
use rules::access::{Action, ConsentLedger, Purpose};
use rules::disclosure::Event;

use super::store::Disclosure;
use crate::cx::Cx;
use crate::gate::may;
use crate::problem::Problem;

/// Takes the client's step: `given` and `refused` while they take part, `withdrawn` always.
///
/// # Errors
/// [`Problem::NotFound`] for everybody else; [`Problem::TooLate`] where it was decided before, or about other words.
pub(super) async fn decide(cx: &Cx, tx: &Tx, about: &mut Disclosure, entry: &Entry) -> Result<Event, Problem> {
    if about.client != cx.viewer()?.person {
        return Err(Problem::NotFound);
    }
    let (event, action) = match entry.value("answer") {
        "yes" => (Some(Event::Given), Action::Write),
        "back" => (Some(Event::Withdrawn), Action::Recall),
        "no" => (Some(Event::Refused), Action::Write),
        _ => (None, Action::Write),
    };
    let _own = may::<ConsentLedger>(cx, &about.asked(tx.now()), action, Purpose::Support)?;
    let event = event.filter(|_| entry.value("digest") == about.digest).ok_or(Problem::TooLate)?;
    about.step(cx, tx, event, None).await?;
    Ok(event)
}

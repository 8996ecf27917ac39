//! Somebody leaves for good and takes their name with them. The row stays, because others point at it, and says nothing
//! any more: no name, no address, no way to sign in.

use kit::args;
use kit::db::{DbError, Tx};

use super::{PersonId, Viewer, throttle};
use crate::app::App;
use crate::problem::Problem;

/// Who left is called nothing; what every page says instead stands in [`crate::frame::Names`].
const NOBODY: &str = "";

/// Nobody can tell any more whom the old entries of the audit log call by the old pseudonym.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn renamed_in_the_log(tx: &Tx, person: PersonId) -> Result<(), DbError> {
    let rename = "UPDATE people SET pseudonym = $1 WHERE id = $2";
    tx.run(rename, args![tx.db().dice().pseudonym(), person]).await?;
    Ok(())
}

/// What is left of an account: the same for everybody, with an address to which nothing can be sent.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn leave(tx: &Tx, person: PersonId) -> Result<(), DbError> {
    let address = format!("{}@left.invalid", tx.db().dice().pseudonym().as_simple());
    tx.run(
        "UPDATE people SET email = $1, email_confirmed_at = NULL, family = $2, given = $2, family_kana = NULL,
           given_kana = NULL, family_latin = NULL, given_latin = NULL, lang = 'ja', zone = 'Asia/Tokyo', theme = 'auto'
         WHERE id = $3",
        args![address, NOBODY, person],
    )
    .await?;
    let left = "UPDATE memberships SET left_at = $1, suspended_at = NULL WHERE person = $2 AND left_at IS NULL";
    tx.run(left, args![tx.now(), person]).await?;
    Ok(())
}

/// How often which device of theirs failed to sign in stands under a tag of their address.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn forget_tries(tx: &Tx, app: &App, viewer: &Viewer) -> Result<(), Problem> {
    Ok(throttle::forget_account(tx, app, &viewer.email).await?)
}

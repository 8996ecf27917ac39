//! The mails about letters: that one arrived, that one was answered. Never a word of them.

use kit::jobs::Job;

use super::{ARRIVED, Letter, LetterId, REPLIED};
use crate::app::App;
use crate::post::{Letterhead, Recipient, person_of};

pub(super) async fn perform(app: &App, job: &Job) -> Result<(), String> {
    let letter = Letter::find(&app.db, LetterId(job.about)).await.map_err(|problem| format!("{problem:?}"))?;
    let Some(letter) = letter else { return Ok(()) };
    let person = person_of(job)?;
    let Some(to) = Recipient::of(&app.db, person).await.map_err(|error| error.to_string())? else { return Ok(()) };
    let link = Some(format!("/letters/{}", letter.id));
    let head = match job.kind.as_str() {
        // taken back, or taken back and sent again: then a later job announces it
        ARRIVED if !letter.has_arrived(app.db.clock().now()) => return Ok(()),
        ARRIVED => {
            let name = letter.author.names.called(to.lang);
            let lines = vec![to.t.letters_mail_arrived(name)];
            Letterhead { subject: to.t.letters_mail_arrived_subject(), lines, link, calendar: None }
        }
        REPLIED => {
            let name = letter.addressee.names.called(to.lang);
            let lines = vec![to.t.letters_mail_replied(name)];
            Letterhead { subject: to.t.letters_mail_replied_subject(), lines, link, calendar: None }
        }
        kind => return Err(format!("nobody does {kind}")),
    };
    to.send(app, job, head).await
}

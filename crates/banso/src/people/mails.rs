//! The mails about accounts. Each job reads the live rows again: a link that was used or withdrawn sends nothing.

use kit::jobs::Job;

use super::mail_link::{Kind, MailLink};
use super::reset::{AN_HOUR, lately};
use super::{MailLinkId, PersonId};
use crate::app::App;
use crate::frame::role_named;
use crate::post::{Letterhead, Recipient, person_of};

/// The kinds of these jobs.
pub(crate) const JOB_KINDS: [&str; 5] =
    ["people/confirm", "people/tried", "people/reset", "people/password-changed", "people/invitation"];

/// Sends one of them.
pub(crate) async fn perform(app: &App, job: &Job) -> Result<(), String> {
    match job.kind.as_str() {
        "people/confirm" => confirm(app, job).await,
        "people/tried" => tried(app, job).await,
        "people/reset" => reset(app, job).await,
        "people/password-changed" => password_changed(app, job).await,
        "people/invitation" => invitation(app, job).await,
        _ => Err(format!("nobody does {}", job.kind)),
    }
}

async fn confirm(app: &App, job: &Job) -> Result<(), String> {
    let Some(link) = working(app, job, Kind::ConfirmEmail).await? else { return Ok(()) };
    let Some(to) = recipient(app, person_of(job)?).await? else { return Ok(()) };
    let (subject, line) = (to.t.people_mail_confirm(), to.t.people_mail_confirm_what());
    let link = Some(link.path(&app.masters));
    to.send(app, job, Letterhead { subject, lines: vec![line], link, calendar: None }).await
}

async fn tried(app: &App, job: &Job) -> Result<(), String> {
    let Some(to) = recipient(app, person_of(job)?).await? else { return Ok(()) };
    let (subject, line) = (to.t.people_mail_tried(), to.t.people_mail_tried_what());
    let link = Some("/reset".to_owned());
    to.send(app, job, Letterhead { subject, lines: vec![line], link, calendar: None }).await
}

/// Nobody's address was asked for, or somebody asks again and again: then there is no mail.
async fn reset(app: &App, job: &Job) -> Result<(), String> {
    let Some(person) = job.person.map(PersonId) else { return Ok(()) };
    let Some(link) = working(app, job, Kind::ResetPassword).await? else { return Ok(()) };
    if lately(&app.db, &link, person).await.map_err(text)? > AN_HOUR {
        return Ok(());
    }
    let Some(to) = recipient(app, person).await? else { return Ok(()) };
    let (subject, line) = (to.t.people_mail_reset(), to.t.people_mail_reset_what());
    let link = Some(link.path(&app.masters));
    to.send(app, job, Letterhead { subject, lines: vec![line], link, calendar: None }).await
}

async fn password_changed(app: &App, job: &Job) -> Result<(), String> {
    let Some(to) = recipient(app, person_of(job)?).await? else { return Ok(()) };
    let (subject, line) = (to.t.people_mail_changed(), to.t.people_mail_changed_what());
    let link = Some("/reset".to_owned());
    to.send(app, job, Letterhead { subject, lines: vec![line], link, calendar: None }).await
}

async fn invitation(app: &App, job: &Job) -> Result<(), String> {
    let Some(link) = working(app, job, Kind::Invitation).await? else { return Ok(()) };
    let (Some(email), Some((_, role))) = (&link.email, &link.place) else { return Ok(()) };
    let to = Recipient::guest(&app.db, email, link.names.clone(), link.lang).await.map_err(text)?;
    let (subject, line) = (to.t.people_mail_invitation(), to.t.people_mail_invitation_what(role_named(to.t, *role)));
    let link = Some(link.path(&app.masters));
    to.send(app, job, Letterhead { subject, lines: vec![line], link, calendar: None }).await
}

/// The job's link, if it is of that kind and still works.
async fn working(app: &App, job: &Job, kind: Kind) -> Result<Option<MailLink>, String> {
    let link = MailLink::find(&app.db, MailLinkId(job.about)).await.map_err(text)?;
    Ok(link.filter(|link| link.kind == kind).and_then(|link| link.still_works().ok()))
}

async fn recipient(app: &App, person: PersonId) -> Result<Option<Recipient>, String> {
    Recipient::of(&app.db, person).await.map_err(text)
}

fn text(error: kit::db::DbError) -> String {
    error.to_string()
}

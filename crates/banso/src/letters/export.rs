//! The letters of a person for their export: what reached them, and what they answered.

use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use rules::access::{self, Purpose};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::letter::BODY;
use super::reply::{self, BODY as REPLY_BODY};
use super::{Letter, Text};
use crate::cx::Cx;
use crate::gate::{Confidential, keys, reads_for};
use crate::people::PersonId;
use crate::problem::Problem;

/// A letter that reached its addressee, with their answer.
#[derive(Clone, Debug)]
pub struct Received {
    /// The letter.
    pub letter: Letter,
    /// What it says.
    pub text: Text,
    /// What was answered, and when.
    pub reply: Option<(String, Instant)>,
}

#[derive(Debug, FromQueryResult)]
struct Bodies {
    letter: Uuid,
    body: Vec<u8>,
    reply: Option<Uuid>,
    reply_body: Option<Vec<u8>>,
    replied_at: Option<Instant>,
}

/// Every letter that reached this person, through the gate as their own: three statements.
///
/// # Errors
/// When the database does not answer or a text does not open.
pub async fn received(cx: &Cx, person: PersonId) -> Result<Vec<Received>, Problem> {
    // nobody hears of a letter before it can no longer be taken back
    let arrived = cx.now().plus(-access::RECALL_FOR);
    let mine = "l.addressee = $1 AND l.sent_at <= $2 ORDER BY l.sent_at";
    let letters = Letter::where_(&cx.app.db, mine, args![person, arrived]);
    let letters = letters.await?;
    let question = "SELECT l.id AS letter, l.body, y.id AS reply, y.body AS reply_body, y.sent_at AS replied_at
        FROM letters l LEFT JOIN replies y ON y.letter = l.id
        WHERE l.addressee = $1 AND l.sent_at <= $2 AND l.body IS NOT NULL";
    let bodies: Vec<Bodies> = cx.app.db.all(question, args![person, arrived]).await?;
    let mut sealed: Vec<&[u8]> = bodies.iter().map(|row| row.body.as_slice()).collect();
    sealed.extend(bodies.iter().filter_map(|row| row.reply_body.as_deref()));
    let keys = keys(&cx.app, &cx.app.db, sealed.into_iter()).await?;
    let mut found = Vec::new();
    for letter in letters {
        let Some(row) = bodies.iter().find(|row| row.letter == letter.id.0) else { continue };
        let Some(permit) = reads_for::<access::Letter>(cx, &letter.asked(), Purpose::SubjectAccess) else { continue };
        let body = Confidential::<access::Letter>::new(BODY, letter.id.0, row.body.clone());
        let Some(text) = body.read_if_kept(&permit, &keys)? else { continue };
        let text = Text::parse(&text)?;
        let reply = match (row.reply, &row.reply_body, row.replied_at) {
            (Some(id), Some(body), Some(at)) => {
                let permit = reads_for::<access::Reply>(cx, &reply::asked(&letter, id), Purpose::SubjectAccess);
                let body = Confidential::<access::Reply>::new(REPLY_BODY, id, body.clone());
                let text = permit.map(|permit| body.read_if_kept(&permit, &keys)).transpose()?.flatten();
                text.map(|text| (text, at))
            }
            _ => None,
        };
        found.push(Received { letter, text, reply });
    }
    Ok(found)
}

//! A recent word: one sentence of the latest letter that its reader has read already. A letter nobody has opened yet
//! is not given away here.

use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use rules::access::{Letter, Parties, State};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::paths;
use crate::cx::Cx;
use crate::frame::Names;
use crate::gate::{Asked, Confidential, keys, reads};
use crate::letters::Text;
use crate::people::PersonId;
use crate::problem::Problem;

/// As long as a quotation may be.
const FITS: usize = 120;
/// A shorter sentence says too little alone.
const SAYS_SOMETHING: usize = 24;

/// A sentence from somebody's letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub from: Names,
    pub sent_at: Instant,
    pub href: String,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    programme: String,
    author: Uuid,
    body: Vec<u8>,
    sent_at: Instant,
    family: String,
    given: String,
    family_latin: Option<String>,
    given_latin: Option<String>,
}

/// The word for this viewer, if there is one.
pub(super) async fn latest(cx: &Cx) -> Result<Option<Word>, Problem> {
    let me = cx.viewer()?.person;
    let question = "SELECT l.id, b.programme, l.author, l.body, l.sent_at,
               p.family, p.given, p.family_latin, p.given_latin
        FROM letters l JOIN bookings b ON b.id = l.booking JOIN people p ON p.id = l.author
        WHERE l.addressee = $1 AND l.sent_at IS NOT NULL AND l.read_at IS NOT NULL AND l.body IS NOT NULL
        ORDER BY l.sent_at DESC LIMIT 1";
    let Some(row) = cx.app.db.first::<Row>(question, args![me]).await? else { return Ok(None) };
    let (client, author) = (Some(me.for_gate()), Some(PersonId(row.author).for_gate()));
    let parties = Parties { client, supporter: author, author, addressee: client, successor: None };
    let state = State::Sent { at: row.sent_at.timestamp() };
    let asked = Asked::new(&row.programme, parties, row.id, state);
    let Some(permit) = reads::<Letter>(cx, &asked) else { return Ok(None) };
    let body = Confidential::<Letter>::new("letters.body", row.id, row.body);
    let keys = keys(&cx.app, &cx.app.db, std::iter::once(body.sealed())).await?;
    let Some(text) = body.read_if_kept(&permit, &keys)? else { return Ok(None) };
    let text = Text::parse(&text)?.text;
    let latin = row.family_latin.zip(row.given_latin);
    Ok(quotable(&text).map(|text| Word {
        text,
        from: Names { family: row.family, given: row.given, kana: None, latin },
        sent_at: row.sent_at,
        href: paths::letter(row.id),
    }))
}

/// A sentence that fits and says something. The first paragraph of a letter greets and thanks; what is worth
/// reading again stands after it.
fn quotable(text: &str) -> Option<String> {
    let paragraphs: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let heart = paragraphs.iter().skip(1).find_map(|paragraph| sentence(paragraph));
    heart.or_else(|| paragraphs.first().and_then(|paragraph| sentence(paragraph)))
}

fn sentence(paragraph: &str) -> Option<String> {
    paragraph
        .split_inclusive(['。', '！', '？', '.', '!', '?'])
        .map(str::trim)
        .find(|sentence| (SAYS_SOMETHING..=FITS).contains(&sentence.chars().count()))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::quotable;

    #[test]
    fn the_first_sentence_that_fits_is_quoted_and_a_greeting_is_not() {
        let letter = "先日は、長い一週間の終わりに時間をとってくださり、ありがとうございました。\n四つの課が同じ表を見て動けるようになったのは、田中さんがいたからです。次は。";
        assert_eq!(
            quotable(letter).as_deref(),
            Some("四つの課が同じ表を見て動けるようになったのは、田中さんがいたからです。")
        );
        let english = "Thank you for giving me the end of a long week.\nFour sections move by one table because you asked each of them first.";
        assert_eq!(
            quotable(english).as_deref(),
            Some("Four sections move by one table because you asked each of them first.")
        );
        assert_eq!(quotable("短い。"), None);
        assert_eq!(quotable(&"長".repeat(200)), None);
    }
}

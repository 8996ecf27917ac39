//! The check that a case passes before anybody else reads it: whatever names somebody whom this house knows. The rule
//! is [`rules::anonymity`]; here are the names, and how a finding is told to its author.

use kit::args;
use kit::db::Sql;
use rules::anonymity::{Dictionary, Finding, Name, Nearness, What};
use rules::lang::Lang;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::cx::Cx;
use crate::frame::Frame;
use crate::meetings::Booking;
use crate::problem::Problem;

#[derive(Debug, FromQueryResult)]
struct Person {
    id: Uuid,
    family: String,
    given: String,
    family_kana: Option<String>,
    given_kana: Option<String>,
    family_latin: Option<String>,
    given_latin: Option<String>,
}

#[derive(Debug, FromQueryResult)]
struct Room {
    name: String,
}

/// Everything that could point at the client of a meeting: everybody who has or had a part in its programme, the
/// rooms, the organisation. Two statements.
pub(super) async fn of_house(cx: &Cx, sql: &impl Sql, booking: &Booking) -> Result<Dictionary, Problem> {
    let question = "SELECT p.id, p.family, p.given, p.family_kana, p.given_kana, p.family_latin, p.given_latin
        FROM people p WHERE p.id IN ($2, $3)
          OR EXISTS (SELECT 1 FROM memberships m WHERE m.person = p.id AND m.programme = $1)";
    let people = args![booking.programme.as_str(), booking.client.id, booking.supporter.id];
    let people: Vec<Person> = sql.all(question, people).await?;
    let rooms: Vec<Room> = sql.all("SELECT name FROM rooms", vec![]).await?;
    let mut known = Dictionary::default();
    for person in &people {
        let own = person.id == booking.client.id.0;
        known.person(&person.name(), if own { Nearness::Own } else { Nearness::Around });
    }
    let organisation = [Lang::Ja, Lang::En].map(|lang| cx.viewer().map(|viewer| viewer.organisation(lang)));
    for name in organisation.into_iter().flatten().chain(rooms.into_iter().map(|room| room.name)) {
        known.term(What::House, &name);
    }
    Ok(known)
}

impl Person {
    fn name(&self) -> Name<'_> {
        Name {
            family: &self.family,
            given: &self.given,
            kana: self.family_kana.as_deref().zip(self.given_kana.as_deref()),
            latin: self.family_latin.as_deref().zip(self.given_latin.as_deref()),
        }
    }
}

/// 「田中」（人の名前）、「5月3日」（日付）: each once.
pub(super) fn told(f: &Frame, findings: &[Finding]) -> String {
    let mut said: Vec<String> = Vec::new();
    for finding in findings {
        let one = f.t.copies_found(finding.text.trim(), what_in(f, finding.what));
        if !said.contains(&one) {
            said.push(one);
        }
    }
    f.t.copies_found_all(said.join(&f.t.copies_found_joint()))
}

fn what_in(f: &Frame, what: What) -> String {
    match what {
        What::Person => f.t.copies_what_person(),
        What::House => f.t.copies_what_house(),
        What::Company => f.t.copies_what_company(),
        What::Place => f.t.copies_what_place(),
        What::Mail => f.t.copies_what_mail(),
        What::Link => f.t.copies_what_link(),
        What::Number => f.t.copies_what_number(),
        What::Date => f.t.copies_what_date(),
    }
}

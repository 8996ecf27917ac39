//! The page of one's own record: what is held and where it opens, what was agreed on, who looked. Counts and links;
//! each text opens on its own page, through the gate.

use askama::Template;
use kit::args;
use kit::db::Sql;
use rules::access::{self, Action, Object, Parties, Purpose, State};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::seen::{MANY, Seen, object_in};
use crate::cx::Cx;
use crate::disclosures;
use crate::frame::{Frame, Names, Sample};
use crate::gate::{Asked, may};
use crate::meetings::BookingId;
use crate::problem::Answer;
use crate::programmes::CONSULTATION;

#[derive(Template)]
#[template(path = "journey/record.html")]
struct Page {
    f: Frame,
    held: Vec<Held>,
    agreements: Vec<Agreed>,
    exits: Vec<disclosures::Row>,
    seen: Vec<Seen>,
}

/// A kind of thing that is held, how many, and where they open.
#[derive(Clone, Debug)]
struct Held {
    what: String,
    many: i64,
    href: &'static str,
}

/// Somebody with whom there is an agreement.
#[derive(Clone, Debug)]
struct Agreed {
    booking: BookingId,
    names: Names,
}

#[derive(Debug, FromQueryResult)]
struct Counts {
    questionnaires: i64,
    records: i64,
    lines: i64,
    letters: i64,
    replies: i64,
    profiles: i64,
    bookings: i64,
}

#[derive(Debug, FromQueryResult)]
struct AgreedRow {
    booking: Uuid,
    family: String,
    given: String,
    family_latin: Option<String>,
    given_latin: Option<String>,
}

/// The page: one statement each for what is held, agreed and seen, three for what left.
pub(super) async fn show(cx: Cx) -> Answer {
    let (viewer, f) = (cx.viewer()?, cx.frame());
    let me = viewer.person;
    let parties = Parties { client: Some(me.for_gate()), ..Parties::default() };
    let asked = Asked::new(CONSULTATION, parties, me.0, State::Kept);
    let _own = may::<access::AccessLog>(&cx, &asked, Action::Read, Purpose::SubjectAccess)?;
    let held = Counts::of(&cx, me.0).await?.map_or_else(Vec::new, |counts| counts.held(&f));
    let question = "SELECT p.family, p.given, p.family_latin, p.given_latin, (SELECT b.id FROM bookings b
            WHERE b.client = g.client AND b.supporter = g.supporter AND b.programme = g.programme
              AND b.status IN ('confirmed', 'cancelled') ORDER BY b.starts_at DESC LIMIT 1) AS booking
        FROM agreements g JOIN people p ON p.id = g.supporter
        WHERE g.client = $1 AND EXISTS (SELECT 1 FROM bookings b WHERE b.client = g.client
          AND b.supporter = g.supporter AND b.programme = g.programme AND b.status IN ('confirmed', 'cancelled'))
        ORDER BY g.opened_at";
    let rows: Vec<AgreedRow> = cx.app.db.all(question, args![me]).await?;
    let seen = Seen::latest(&cx.app.db, &f, viewer.pseudonym, MANY).await?;
    let exits = disclosures::about(&cx, &f, me).await?;
    cx.page(&Page { held, agreements: rows.into_iter().map(AgreedRow::agreed).collect(), exits, seen, f })
}

impl Counts {
    async fn of(cx: &Cx, me: Uuid) -> Result<Option<Self>, kit::db::DbError> {
        let sheets = |kind: &str| {
            format!("(SELECT count(*) FROM sheets WHERE person = $1 AND kind = '{kind}' AND submitted_at IS NOT NULL)")
        };
        let question = format!(
            "SELECT {} AS questionnaires, {} AS records, (SELECT count(*) FROM sheets WHERE person = $1
               AND kind = 'three-lines' AND (submitted_at IS NOT NULL OR withheld_at IS NOT NULL)) AS lines,
               (SELECT count(*) FROM letters WHERE addressee = $1 AND sent_at <= $2) AS letters,
               (SELECT count(*) FROM replies WHERE author = $1) AS replies,
               (SELECT count(*) FROM sheets WHERE person = $1 AND booking IS NULL) AS profiles,
               (SELECT count(*) FROM bookings WHERE client = $1 AND status IN ('confirmed', 'cancelled')) AS bookings",
            sheets("what-to-talk-about"),
            sheets("shared-record"),
        );
        let arrived = cx.now().plus(-access::RECALL_FOR);
        cx.app.db.first(&question, args![me, arrived]).await
    }

    fn held(&self, f: &Frame) -> Vec<Held> {
        let all = [
            (Object::BookingFacts, self.bookings, "/calendar"),
            (Object::Profile, self.profiles, "/profile"),
            (Object::Questionnaire, self.questionnaires, "/writing"),
            (Object::SharedRecord, self.records, "/writing"),
            (Object::ThreeLines, self.lines, "/writing"),
            (Object::Letter, self.letters, "/writing"),
            (Object::Reply, self.replies, "/writing"),
        ];
        let there = all.into_iter().filter(|(_, many, _)| *many > 0);
        there.map(|(object, many, href)| Held { what: object_in(f, object), many, href }).collect()
    }
}

impl AgreedRow {
    fn agreed(self) -> Agreed {
        let latin = self.family_latin.zip(self.given_latin);
        let names = Names { family: self.family, given: self.given, kana: None, latin };
        Agreed { booking: BookingId(self.booking), names }
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let names = || Names {
        family: "早川".into(),
        given: "直子".into(),
        kana: None,
        latin: Some(("Hayakawa".into(), "Naoko".into())),
    };
    let at = kit::time::Instant(1_796_641_200_000_000);
    let seen = |who: Option<Names>, what: String| Seen {
        at,
        who,
        what,
        why: f.t.record_purpose_support(),
        rule: access::Rule::SupporterReads.word().to_owned(),
    };
    let counts = Counts { questionnaires: 2, records: 1, lines: 1, letters: 1, replies: 1, profiles: 1, bookings: 3 };
    let full = Page {
        f: f.clone(),
        held: counts.held(f),
        agreements: vec![Agreed { booking: BookingId(Uuid::from_u128(7)), names: names() }],
        exits: disclosures::sample_rows(f),
        seen: vec![
            seen(Some(names()), f.t.record_read(object_in(f, Object::Questionnaire))),
            seen(None, f.t.record_consent_given()),
        ],
    };
    let empty = Page { f: f.clone(), held: vec![], agreements: vec![], exits: vec![], seen: vec![] };
    vec![Sample::new("record", &full), Sample::new("record-empty", &empty)]
}

//! Where a manager lends a hand today: exceptions only, each with one verb. No content, by construction: the question
//! behind this page asks no column in which there is any.

mod exceptions;
pub(super) mod reminder;

use askama::Template;
use jiff::SignedDuration;
use kit::args;
use kit::db::{Count, Sql};
use kit::time::Instant;
use kit::web::Entry;
use rules::access::{Role, Who};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use self::exceptions::{Kind, Waiting, waiting};
use super::promise::{self, Promised};
use crate::cx::Cx;
use crate::frame::{Frame, Names, Place, Sample, Seal};
use crate::meetings::Party;
use crate::people::PersonId;
use crate::problem::{Answer, Problem};
use crate::programmes::{self, CONSULTATION};

/// Somebody who was invited may take a few days.
const WELCOME: SignedDuration = SignedDuration::from_hours(72);

#[derive(Template)]
#[template(path = "home/today/page.html")]
pub(super) struct Today {
    f: Frame,
    entry: Entry,
    groups: Vec<Group>,
    others: i64,
}

/// Exceptions of one kind.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub title: String,
    pub rows: Vec<Exception>,
}

/// Something that does not move by itself.
#[derive(Clone, Debug)]
pub(super) struct Exception {
    pub seal: Option<Seal>,
    pub what: String,
    pub since: String,
    pub verb: Verb,
}

/// The one thing to do about it.
#[derive(Clone, Debug)]
pub(super) enum Verb {
    /// A word to the supporter, by mail.
    Remind { kind: &'static str, about: String, label: String },
    /// A page.
    Go { href: &'static str, label: String },
    /// It was done today.
    Done(String),
}

#[derive(Debug, FromQueryResult)]
struct InvitationRow {
    email: String,
    programme: String,
    made_at: Instant,
}

#[derive(Debug, FromQueryResult)]
struct SupporterRow {
    id: Uuid,
    family: String,
    given: String,
    family_latin: Option<String>,
    given_latin: Option<String>,
}

#[derive(Debug, FromQueryResult)]
struct Reminded {
    about: Uuid,
}

/// The page.
pub(super) async fn show(cx: Cx) -> Answer {
    cx.page(&Today::load(&cx, Entry::default()).await?)
}

impl Today {
    pub(super) async fn load(cx: &Cx, entry: Entry) -> Result<Self, Problem> {
        let f = cx.frame().at(Place::Home);
        let (groups, others) = groups(cx, &f).await?;
        Ok(Self { f, entry, groups, others })
    }
}

/// The exceptions, and how much moves as it should.
pub(super) async fn groups(cx: &Cx, f: &Frame) -> Result<(Vec<Group>, i64), Problem> {
    let waiting = waiting(cx).await?;
    let supporters = supporters(cx).await?;
    let short = short(cx, f, &supporters).await?;
    let invited = invited(cx).await?;
    let reminded = reminded(cx).await?;
    let rows = |kind: Kind| -> Vec<Exception> {
        let these = waiting.iter().filter(|waiting| waiting.kind == kind);
        these.map(|waiting| exception(f, waiting, &reminded)).collect()
    };
    let promises = short.iter().map(|(row, promised)| promise_exception(f, row, promised, &reminded)).collect();
    let invitations = invited.iter().map(|row| invitation_exception(f, row)).collect();
    let mut groups = vec![
        Group { title: f.t.today_letters(), rows: rows(Kind::Letter) },
        Group { title: f.t.today_offers(), rows: rows(Kind::Offer) },
        Group { title: f.t.today_attendance(), rows: rows(Kind::Attendance) },
        Group { title: f.t.today_promises(), rows: promises },
        Group { title: f.t.today_invitations(), rows: invitations },
    ];
    groups.retain(|group| !group.rows.is_empty());
    let late = waiting.iter().filter(|waiting| waiting.kind != Kind::Attendance).count();
    let moving = moving(cx).await?.saturating_sub(i64::try_from(late).unwrap_or(i64::MAX));
    Ok((groups, moving.max(0)))
}

fn exception(f: &Frame, waiting: &Waiting, reminded: &[Uuid]) -> Exception {
    let (client, supporter) = (f.called(&waiting.client.names), f.called(&waiting.supporter.names));
    let day = f.calendar.day(&waiting.since);
    let (what, since) = match waiting.kind {
        Kind::Offer => (f.t.today_offer(client, supporter.as_str()), f.t.today_offer_since(day)),
        Kind::Attendance => (f.t.today_meeting(client, supporter.as_str()), f.t.today_meeting_since(day)),
        _ => (f.t.today_letter(client, supporter.as_str()), f.t.today_letter_since(day)),
    };
    let verb = remind(f, waiting.kind, waiting.about, supporter, reminded);
    Exception { seal: programmes::seal(&waiting.programme, f.lang), what, since, verb }
}

fn promise_exception(f: &Frame, row: &SupporterRow, promised: &Promised, reminded: &[Uuid]) -> Exception {
    let supporter = f.called(&row.names());
    let what = f.t.today_promise(supporter.as_str());
    let since = f.t.today_promise_stands(promised.promised, promised.opened);
    let verb = remind(f, Kind::Promise, row.id, supporter, reminded);
    Exception { seal: programmes::seal(CONSULTATION, f.lang), what, since, verb }
}

fn invitation_exception(f: &Frame, row: &InvitationRow) -> Exception {
    Exception {
        seal: programmes::seal(&row.programme, f.lang),
        what: f.t.today_invited(row.email.as_str()),
        since: f.t.today_invited_since(f.calendar.day(&row.made_at)),
        verb: Verb::Go { href: "/people", label: f.t.today_invited_act() },
    }
}

fn remind(f: &Frame, kind: Kind, about: Uuid, supporter: String, reminded: &[Uuid]) -> Verb {
    if reminded.contains(&about) {
        return Verb::Done(f.t.today_reminded());
    }
    Verb::Remind { kind: kind.name(), about: about.as_simple().to_string(), label: f.t.today_remind(supporter) }
}

/// Who was reminded of what since yesterday.
async fn reminded(cx: &Cx) -> Result<Vec<Uuid>, Problem> {
    let question = "SELECT about FROM jobs WHERE kind LIKE 'home/remind-%' AND left_at > $1";
    let yesterday = cx.now().plus(SignedDuration::from_hours(-24));
    let rows: Vec<Reminded> = cx.app.db.all(question, args![yesterday]).await?;
    Ok(rows.into_iter().map(|row| row.about).collect())
}

async fn supporters(cx: &Cx) -> Result<Vec<SupporterRow>, Problem> {
    if !cx.viewer()?.is(Role::Manager, CONSULTATION) {
        return Ok(vec![]);
    }
    let question = "SELECT p.id, p.family, p.given, p.family_latin, p.given_latin FROM people p
        JOIN memberships m ON m.person = p.id WHERE m.programme = $1 AND m.role = 'supporter'
        AND m.left_at IS NULL AND m.suspended_at IS NULL ORDER BY p.family_kana, p.family, p.id";
    Ok(cx.app.db.all(question, args![CONSULTATION]).await?)
}

/// The supporters whose promise of this month is not met.
async fn short<'a>(
    cx: &Cx,
    f: &Frame,
    supporters: &'a [SupporterRow],
) -> Result<Vec<(&'a SupporterRow, Promised)>, Problem> {
    let ids: Vec<PersonId> = supporters.iter().map(|row| PersonId(row.id)).collect();
    let found = promise::of_everybody(cx, programmes::definition(CONSULTATION)?, &f.calendar, &ids).await?;
    let row_of = |who: Who| supporters.iter().find(|row| PersonId(row.id).for_gate() == who);
    let short = found.into_iter().filter(|(_, promised)| promised.shortfall.is_some());
    Ok(short.filter_map(|(who, promised)| row_of(who).map(|row| (row, promised))).collect())
}

async fn invited(cx: &Cx) -> Result<Vec<InvitationRow>, Problem> {
    let question = "SELECT email, programme, made_at FROM mail_links WHERE kind = 'invitation' AND email IS NOT NULL
        AND programme IS NOT NULL AND used_at IS NULL AND withdrawn_at IS NULL AND made_at < $1 AND made_at > $2
        ORDER BY made_at";
    let now = cx.now();
    let (early, late) = (now.plus(-WELCOME), now.plus(SignedDuration::from_hours(-31 * 24)));
    let mut rows: Vec<InvitationRow> = cx.app.db.all(question, args![early, late]).await?;
    let viewer = cx.viewer()?;
    rows.retain(|row| viewer.is(Role::Manager, &row.programme));
    Ok(rows)
}

/// Agreed meetings, letters and offers that are on their way.
async fn moving(cx: &Cx) -> Result<i64, Problem> {
    let question = "SELECT (SELECT count(*) FROM bookings WHERE status = 'confirmed' AND ends_at >= $1)
        + (SELECT count(*) FROM letters WHERE sent_at IS NULL)
        + (SELECT count(*) FROM offers WHERE answered_at IS NULL AND expires_at > $1) AS value";
    let found: Option<Count> = cx.app.db.first(question, args![cx.now()]).await?;
    Ok(found.map_or(0, |row| row.value))
}

impl SupporterRow {
    fn names(&self) -> Names {
        let latin = self.family_latin.clone().zip(self.given_latin.clone());
        Names { family: self.family.clone(), given: self.given.clone(), kana: None, latin }
    }
}

/// The kinds of the reminders.
pub(super) fn job_kinds() -> impl Iterator<Item = &'static str> {
    Kind::ALL.into_iter().map(Kind::job)
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let mut f = f.clone().at(Place::Home);
    f.roles = vec![Role::Manager];
    let empty = Today { f: f.clone(), entry: Entry::default(), groups: vec![], others: 83 };
    let full = Today { groups: sample_groups(&f), f, entry: Entry::default(), others: 83 };
    vec![Sample::new("today", &full), Sample::new("today-empty", &empty)]
}

/// Believable exceptions.
pub(super) fn sample_groups(f: &Frame) -> Vec<Group> {
    let waiting = |kind, about: u128, days: i64| Waiting {
        kind,
        about: Uuid::from_u128(about),
        programme: CONSULTATION.into(),
        since: Instant(1_796_260_320_000_000).plus(SignedDuration::from_hours(-24 * days)),
        client: Party::sample(2, "大庭", "拓", ("Oba", "Taku")),
        supporter: Party::sample(1, "石堂", "まゆみ", ("Ishido", "Mayumi")),
    };
    let reminded = [Uuid::from_u128(2)];
    let row = |waiting: Waiting| exception(f, &waiting, &reminded);
    vec![
        Group {
            title: f.t.today_letters(),
            rows: vec![row(waiting(Kind::Letter, 1, 2)), row(waiting(Kind::Letter, 2, 1))],
        },
        Group { title: f.t.today_offers(), rows: vec![row(waiting(Kind::Offer, 3, 1))] },
        Group { title: f.t.today_attendance(), rows: vec![row(waiting(Kind::Attendance, 4, 3))] },
    ]
}

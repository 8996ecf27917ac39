//! A person's profile: theirs, and read by the supporters in whose meetings it matters now.

use askama::Template;
use kit::args;
use kit::db::Sql;
use kit::drafts;
use kit::web::Entry;
use rules::access::{Object, Parties, State, readers};
use rules::durations::Ordinal;
use rules::programme::Sheet as Blank;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::form::{questions, stage_in};
use super::sheet::Row;
use super::{Answers, Form, Sheet, Stage, draft, hand_in, profile_for_writing};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Names, Sample};
use crate::gate::keys;
use crate::meetings::Booking;
use crate::people::PersonId;
use crate::problem::{Answer, Problem};

const DRAFT: &str = "profile";
/// A meeting in whose course the profile is read: from the agreement until it is said how it went and its letter is out.
const LIVE: &str = "b.status = 'confirmed' AND (NOT EXISTS (SELECT 1 FROM attendances a WHERE a.booking = b.id)
    OR EXISTS (SELECT 1 FROM letters l WHERE l.booking = b.id AND l.sent_at IS NULL))";

#[derive(Template)]
#[template(path = "sheets/profile.html")]
struct Page {
    f: Frame,
    form: Form,
}

#[derive(Debug, FromQueryResult)]
struct Supporter {
    id: Uuid,
    family: String,
    given: String,
    family_latin: Option<String>,
    given_latin: Option<String>,
}

/// One's own profile.
pub(super) async fn show(cx: Cx) -> Answer {
    let (me, programme) = (cx.viewer()?.person, programme(&cx)?);
    let sheet = Sheet::profile(&cx.app.db, &programme, me).await?;
    if !sheet.is_writable(&cx) && sheet.sealed(&cx).is_none() {
        return Err(Problem::NotFound);
    }
    let keys = keys(&cx.app, &cx.app.db, sheet.sealed(&cx).into_iter()).await?;
    let draft = draft::interrupted(&cx, DRAFT, sheet.changed_at).await?;
    let (entry, saved_at) = match draft {
        Some(draft) => (draft.entry, Some(draft.at)),
        None => (sheet.answers(&cx, &keys)?.unwrap_or_default().entry(), sheet.changed_at),
    };
    let (f, line) = (cx.frame(), readers_of(&cx, me).await?);
    let form = Form { saved_at, ..form(&f, sheet.blank, entry, line) };
    cx.page(&Page { f, form })
}

/// Saves it.
pub(super) async fn update(cx: Cx, mut entry: Entry) -> Answer {
    let (me, programme) = (cx.viewer()?.person, programme(&cx)?);
    let tx = cx.app.db.begin().await?;
    let sheet = profile_for_writing(&tx, &programme, me).await?;
    if !sheet.is_writable(&cx) {
        return Err(Problem::NotFound);
    }
    stage_in(&mut entry, sheet.blank.kind);
    let answers = Answers::taken(&mut entry, sheet.blank, Ordinal::FIRST, Stage::Submitted);
    if !entry.is_sound() {
        drop(tx);
        let (f, line) = (cx.frame(), readers_of(&cx, me).await?);
        let form = form(&f, sheet.blank, entry, line);
        return cx.refuse(&Page { f, form });
    }
    hand_in(&cx, &tx, &sheet, &answers, Stage::Submitted).await?;
    drafts::discard(&tx, me.0, DRAFT).await?;
    tx.commit().await?;
    cx.go_saying("/profile", Flash::Saved)
}

/// The programme whose profile it is: the first of the viewer's that has one.
fn programme(cx: &Cx) -> Result<String, Problem> {
    let mine = cx.viewer()?.memberships.iter().map(|member| member.programme.as_str());
    let with_profile = |key: &&str| crate::programmes::definition(key).is_ok_and(|found| found.profile().is_some());
    mine.into_iter().find(with_profile).map(str::to_owned).ok_or(Problem::NotFound)
}

fn form(f: &Frame, blank: &Blank, entry: Entry, readers: String) -> Form {
    Form {
        action: "/profile".into(),
        draft: format!("/drafts/{DRAFT}"),
        title: blank.name.of(f.lang).to_owned(),
        questions: questions(blank, Ordinal::FIRST, f.lang),
        entry,
        due: None,
        readers,
        verb: f.t.sheets_act_profile(),
        unfinished: false,
        withhold: false,
        saved_at: None,
        carried: false,
    }
}

/// The person, and each supporter of a live meeting, as the gate would answer them.
async fn readers_of(cx: &Cx, me: PersonId) -> Result<String, Problem> {
    let question = format!(
        "SELECT DISTINCT p.id, p.family, p.given, p.family_latin, p.given_latin FROM people p
         JOIN bookings b ON b.supporter = p.id WHERE b.client = $1 AND {LIVE} ORDER BY p.id"
    );
    let found: Vec<Supporter> = cx.app.db.all(&question, args![me]).await?;
    let f = cx.frame();
    let mut names = vec![f.t.sheets_you()];
    for supporter in found {
        let parties = Parties {
            client: Some(me.for_gate()),
            supporter: Some(PersonId(supporter.id).for_gate()),
            ..Parties::default()
        };
        if readers(Object::Profile, &parties, State::Kept).len() > 1 {
            names.push(f.called(&supporter.names()));
        }
    }
    Ok(if names.len() == 1 { f.t.sheets_only_you() } else { names.join(&f.t.frame_joint()) })
}

impl Supporter {
    fn names(self) -> Names {
        Names { family: self.family, given: self.given, kana: None, latin: self.family_latin.zip(self.given_latin) }
    }
}

impl Sheet {
    /// The profile of a meeting's client as its supporter may read it: empty once the meeting and its letter are past.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn profile_beside(sql: &impl Sql, booking: &Booking) -> Result<Option<Self>, Problem> {
        let Some(blank) = booking.definition()?.profile() else { return Ok(None) };
        let question = format!(
            "SELECT s.id, s.kind, s.body, s.version, s.changed_at, s.submitted_at, s.withheld_at FROM sheets s
             JOIN bookings b ON b.client = s.person WHERE b.id = $1 AND s.booking IS NULL AND s.kind = $2 AND {LIVE}"
        );
        let rows: Vec<Row> = sql.all(&question, args![booking.id, blank.key.as_str()]).await?;
        let client = booking.client.id;
        let parties = Parties { author: Some(client.for_gate()), ..booking.parties() };
        let sheet = || Self::new(blank, &booking.programme, client, client, parties).filled(&rows);
        Ok((!rows.is_empty()).then(|| Self { promise: booking.promise, ..sheet() }))
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let page = |entry| {
        super::sample::blank("profile")
            .map(|blank| Page { f: f.clone(), form: form(f, blank, entry, f.t.sheets_only_you()) })
    };
    let now = if f.ja() {
        "メーカーの企画。いまの課で八年目です。"
    } else {
        "Planning at a manufacturer, eighth year in this section."
    };
    let full = Entry::default().with("q-now", now);
    let pages = [("profile-empty", page(Entry::default())), ("profile-full", page(full))];
    pages.into_iter().filter_map(|(name, page)| page.map(|page| Sample::new(name, &page))).collect()
}

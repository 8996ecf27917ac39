//! The working note of a meeting: its author's only, for ever. Sealed under the author's own key for notes.

use askama::Template;
use axum::extract::Path;
use kit::args;
use kit::db::Sql;
use kit::drafts;
use kit::time::Instant;
use kit::web::Entry;
use rules::access::{self, Action, Parties, Purpose, State};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::cx::Cx;
use crate::drafts::NOTES;
use crate::frame::{Flash, Frame, Names, Place, Sample};
use crate::gate::{Asked, Confidential, Keys, keys, may, might, reads, seal};
use crate::meetings::{Booking, BookingId};
use crate::problem::{Answer, Problem};
use crate::sheets::interrupted;

const BODY: &str = "notes.body";

kit::id! {
    /// A working note.
    NoteId
}

/// A note of one meeting, written or not.
#[derive(Clone, Debug)]
pub struct Note {
    id: NoteId,
    programme: String,
    parties: Parties,
    /// When it was written on last.
    pub changed_at: Option<Instant>,
    body: Vec<u8>,
}

/// What stands in a note: JSON inside the ciphertext.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jotted {
    /// What the author wrote down.
    pub text: String,
    /// What was said, word for word.
    pub quotes: Vec<String>,
    /// Strengths that showed; the letter starts from them.
    pub strengths: Vec<String>,
}

/// The note's form on a page: see `meetings/page/parts.html`.
#[derive(Clone, Debug)]
pub(super) struct NoteForm {
    pub booking: BookingId,
    pub entry: Entry,
    pub saved_at: Option<Instant>,
}

#[derive(Template)]
#[template(path = "meetings/page/note.html")]
struct Page {
    f: Frame,
    client: Names,
    form: NoteForm,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    body: Vec<u8>,
    changed_at: Instant,
}

impl Note {
    /// The supporter's note of a meeting.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn of(
        sql: &impl Sql,
        booking: BookingId,
        programme: &str,
        parties: Parties,
    ) -> Result<Self, Problem> {
        let author = Uuid::from_u128(parties.supporter.map_or(0, |who| who.0));
        let question = "SELECT id, body, changed_at FROM notes WHERE booking = $1 AND author = $2";
        let row: Option<Row> = sql.first(question, args![booking, author]).await?;
        let parties = Parties { author: parties.supporter, addressee: None, ..parties };
        let (id, changed_at, body) =
            row.map_or((Uuid::nil(), None, vec![]), |row| (row.id, Some(row.changed_at), row.body));
        Ok(Self { id: NoteId(id), programme: programme.to_owned(), parties, changed_at, body })
    }

    fn asked(&self) -> Asked<'_> {
        Asked::new(&self.programme, self.parties, self.id.0, State::Kept)
    }

    /// Whether the viewer may write it.
    pub(super) fn is_writable(&self, cx: &Cx) -> bool {
        might::<access::Note>(cx, &self.asked(), Action::Write, Purpose::Support)
    }

    /// Its ciphertext for loading keys, if the viewer may read it.
    pub(crate) fn sealed(&self, cx: &Cx) -> Option<&[u8]> {
        let may_read = might::<access::Note>(cx, &self.asked(), Action::Read, Purpose::Support);
        (may_read && self.changed_at.is_some()).then_some(self.body.as_slice())
    }

    /// What stands in it, if anything does and the viewer may read it.
    ///
    /// # Errors
    /// [`Problem::Ours`] when it does not open.
    pub(crate) fn read(&self, cx: &Cx, keys: &Keys) -> Result<Option<Jotted>, Problem> {
        if self.changed_at.is_none() {
            return Ok(None);
        }
        let Some(permit) = reads::<access::Note>(cx, &self.asked()) else { return Ok(None) };
        let body: Confidential<access::Note> = Confidential::new(BODY, self.id.0, self.body.clone());
        body.read_if_kept(&permit, keys)?.map(|text| Jotted::parse(&text)).transpose()
    }
}

impl Jotted {
    /// As it stands inside the ciphertext.
    pub(crate) fn json(&self) -> Result<String, Problem> {
        serde_json::to_string(self).map_err(|_| Problem::Ours)
    }

    fn parse(json: &str) -> Result<Self, Problem> {
        serde_json::from_str(json).map_err(|error| {
            tracing::error!(column = error.column(), "a note does not parse");
            Problem::Ours
        })
    }

    fn taken(entry: &mut Entry) -> Self {
        Self {
            text: entry.optional("note", 10_000),
            quotes: lines(&entry.optional("quotes", 2000)),
            strengths: lines(&entry.optional("strengths", 400)),
        }
    }

    fn entry(&self) -> Entry {
        let start = Entry::default().with("note", self.text.as_str());
        start.with("quotes", self.quotes.join("\n")).with("strengths", self.strengths.join("\n"))
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn draft_key(booking: BookingId) -> String {
    format!("{NOTES}{booking}")
}

impl NoteForm {
    /// The form with what its author left there last.
    pub(super) async fn begun(
        cx: &Cx,
        booking: BookingId,
        note: &Note,
        jotted: Option<Jotted>,
    ) -> Result<Self, Problem> {
        let draft = interrupted(cx, &draft_key(booking), note.changed_at).await?;
        let (entry, saved_at) = match draft {
            Some(draft) => (draft.entry, Some(draft.at)),
            None => (jotted.unwrap_or_default().entry(), note.changed_at),
        };
        Ok(Self { booking, entry, saved_at })
    }
}

/// The note on a page of its own.
pub(super) async fn show(cx: Cx, Path(id): Path<BookingId>) -> Answer {
    let booking = Booking::seen_by(&cx, id).await?;
    let note = Note::of(&cx.app.db, id, &booking.programme, booking.parties()).await?;
    let _writer = may::<access::Note>(&cx, &note.asked(), Action::Write, Purpose::Support)?;
    let keys = keys(&cx.app, &cx.app.db, note.sealed(&cx).into_iter()).await?;
    let form = NoteForm::begun(&cx, id, &note, note.read(&cx, &keys)?).await?;
    cx.page(&Page { f: cx.frame().at(Place::Calendar), client: booking.client.names, form })
}

/// Keeps it.
pub(super) async fn update(cx: Cx, Path(id): Path<BookingId>, mut entry: Entry) -> Answer {
    let booking = Booking::seen_by(&cx, id).await?;
    let tx = cx.app.db.begin().await?;
    let lock = format!("SELECT id FROM bookings WHERE id = $1 {}", tx.db().engine().for_update());
    tx.rows(&lock, args![id]).await?;
    let mut note = Note::of(&tx, id, &booking.programme, booking.parties()).await?;
    if note.changed_at.is_none() {
        note.id = tx.id();
    }
    let permit = may::<access::Note>(&cx, &note.asked(), Action::Write, Purpose::Support)?;
    let jotted = Jotted::taken(&mut entry);
    if !entry.is_sound() {
        let form = NoteForm { booking: id, entry, saved_at: None };
        return cx.refuse(&Page { f: cx.frame().at(Place::Calendar), client: booking.client.names, form });
    }
    let author = booking.supporter.id;
    let body = seal(&cx.app, &tx, &permit, author, (BODY, note.id.0), &jotted.json()?).await?;
    tx.run(
        "INSERT INTO notes (id, booking, author, body, changed_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at",
        args![note.id, id, author, body, tx.now()],
    )
    .await?;
    drafts::discard(&tx, author.0, &draft_key(id)).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/meetings/{id}?tab=meet"), Flash::Saved)
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let (booking, latin) = (BookingId(Uuid::nil()), Some(("Tanaka".into(), "Yui".into())));
    let client = Names { family: "田中".into(), given: "結".into(), kana: None, latin };
    let page = |entry| Page {
        f: f.clone().at(Place::Calendar),
        client: client.clone(),
        form: NoteForm { booking, entry, saved_at: None },
    };
    let said = if f.ja() { "段取りが好きなだけなんです" } else { "I just like things in order" };
    let full = Entry::default().with("note", said).with("quotes", said);
    let mut wrong = full.clone();
    wrong.refuse("note", kit::web::Fault::TooLong(10_000));
    vec![
        Sample::new("note-empty", &page(Entry::default())),
        Sample::new("note-full", &page(full)),
        Sample::new("note-wrong", &page(wrong)),
    ]
}

//! An item for the company: one exact text, one reader. The supporter writes it, its client reads it as it will stand
//! and says yes or no, and only after a yes does the one reader find it. Another word is another item.

use askama::Template;
use axum::extract::Path;
use kit::db::Sql;
use kit::drafts;
use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::access::{Action, CompanyItem, Parties, Purpose, Role, State};
use rules::disclosure::{Event, Kind};

use super::deciding::decide;
use super::mails::Notice;
use super::store::{BODY, Disclosure, New, path};
use super::words::{Line, history};
use super::{DisclosureId, expiry, people};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Place};
use crate::gate::{Asked, keys, may, seal};
use crate::meetings::{Booking, BookingId, Party};
use crate::people::PersonId;
use crate::problem::{Answer, Problem};
use crate::sheets::interrupted;

const KIND: &[Kind] = &[Kind::CompanyItem];
const TEXT: usize = 1200;

#[derive(Template)]
#[template(path = "disclosures/item_form.html")]
pub(super) struct Form {
    pub f: Frame,
    pub booking: BookingId,
    pub client: Party,
    pub readers: Vec<Party>,
    pub entry: Entry,
    pub saved_at: Option<Instant>,
}

#[derive(Template)]
#[template(path = "disclosures/item.html")]
pub(super) struct Page {
    pub f: Frame,
    pub id: DisclosureId,
    pub side: Side,
    pub client: String,
    pub supporter: String,
    pub reader: String,
    /// None once it was destroyed.
    pub text: Option<String>,
    pub state: State,
    pub until: Option<Instant>,
    pub digest: String,
    pub lines: Vec<Line>,
    /// Who looks, and when: it stands on what leaves the house.
    pub watermark: String,
}

/// From where somebody looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Author,
    Client,
    Reader,
}

/// The form, on the supporter's side of a meeting.
pub(super) async fn new(cx: Cx, Path(id): Path<BookingId>) -> Answer {
    let booking = Booking::seen_by(&cx, id).await?;
    let _writer = writes(&cx, &booking, uuid::Uuid::nil(), Action::Write)?;
    let draft = interrupted(&cx, &draft_key(id), None).await?;
    let (entry, saved_at) = draft.map_or_else(Default::default, |draft| (draft.entry, Some(draft.at)));
    cx.page(&Form::of(&cx, booking, entry, saved_at).await?)
}

/// Shows it to its client.
pub(super) async fn create(cx: Cx, Path(id): Path<BookingId>, mut entry: Entry) -> Answer {
    let booking = Booking::seen_by(&cx, id).await?;
    let mut tx = cx.app.db.begin().await?;
    let new: DisclosureId = tx.id();
    let permit = writes(&cx, &booking, new.0, Action::Send)?;
    let text = entry.text("text", TEXT);
    let reader = chosen(&tx, &mut entry, "reader", &booking.programme, Role::CompanyViewer).await?;
    let Some(reader) = reader.filter(|_| entry.is_sound()) else {
        let form = Form::of(&cx, booking, entry, None).await?;
        return cx.refuse(&form);
    };
    let (client, supporter) = (booking.client.id, booking.supporter.id);
    let body = seal(&cx.app, &tx, &permit, client, (BODY, new.0), &text).await?;
    let row = New {
        id: new,
        kind: Kind::CompanyItem,
        programme: &booking.programme,
        client,
        supporter,
        author: supporter,
        recipient: Some(reader),
        body: Some(body),
        outside: None,
        reason: None,
    };
    row.insert(&tx).await?;
    let mut about = Disclosure::find(&tx, KIND, new).await?;
    about.step(&cx, &tx, Event::Shown, None).await?;
    Notice::Shown.leave(&mut tx, &about, &[client]).await?;
    drafts::discard(&tx, supporter.0, &draft_key(id)).await?;
    tx.commit().await?;
    cx.go_saying(&path(Kind::CompanyItem, new), Flash::Shown)
}

/// The item itself, for its author, its client and, once open, its one reader.
pub(super) async fn show(cx: Cx, Path(id): Path<DisclosureId>) -> Answer {
    let about = Disclosure::find(&cx.app.db, KIND, id).await?;
    let page = Page::of(&cx, &about).await?;
    cx.page(&page)
}

/// Its client's yes, no, or back again.
pub(super) async fn answer(cx: Cx, Path(id): Path<DisclosureId>, entry: Entry) -> Answer {
    let mut tx = cx.app.db.begin().await?;
    let mut about = Disclosure::find_for_writing(&tx, KIND, id).await?;
    let decided = decide(&cx, &tx, &mut about, &entry).await?;
    if decided == Event::Given {
        let until = tx.now().plus(about.kind.open_for());
        about.step(&cx, &tx, Event::Opened, Some(until)).await?;
        expiry::leave(&mut tx, &about, until).await?;
        let reader: Vec<PersonId> = about.recipient.into_iter().collect();
        Notice::Opened.leave(&mut tx, &about, &reader).await?;
    }
    let author = about.author;
    Notice::Decided.leave(&mut tx, &about, &[author]).await?;
    tx.commit().await?;
    cx.go_saying(&path(about.kind, id), Flash::Decided)
}

/// Its author takes it back.
pub(super) async fn end(cx: Cx, Path(id): Path<DisclosureId>, _: Entry) -> Answer {
    let tx = cx.app.db.begin().await?;
    let mut about = Disclosure::find_for_writing(&tx, KIND, id).await?;
    let _author = may::<CompanyItem>(&cx, &about.asked(tx.now()), Action::Recall, Purpose::CompanyFeedback)?;
    about.step(&cx, &tx, Event::Closed, None).await?;
    tx.commit().await?;
    cx.go_saying(&path(about.kind, id), Flash::Ended)
}

fn writes(
    cx: &Cx,
    booking: &Booking,
    id: uuid::Uuid,
    action: Action,
) -> Result<rules::access::Permit<CompanyItem>, Problem> {
    let parties = Parties { author: booking.parties().supporter, ..booking.parties() };
    may::<CompanyItem>(cx, &Asked::new(&booking.programme, parties, id, State::Draft), action, Purpose::CompanyFeedback)
}

/// Somebody who is active in that role, from a list of names.
pub(super) async fn chosen(
    sql: &impl Sql,
    entry: &mut Entry,
    field: &str,
    programme: &str,
    role: Role,
) -> Result<Option<PersonId>, Problem> {
    let known = people(sql, programme, role).await?;
    let chosen = entry.value(field).parse::<PersonId>().ok();
    let found = known.into_iter().map(|party| party.id).find(|person| Some(*person) == chosen);
    if found.is_none() {
        entry.refuse(field, if entry.value(field).is_empty() { Fault::Missing } else { Fault::Choice });
    }
    Ok(found)
}

fn draft_key(id: BookingId) -> String {
    format!("items/{id}")
}

impl Form {
    async fn of(cx: &Cx, booking: Booking, entry: Entry, saved_at: Option<Instant>) -> Result<Self, Problem> {
        let readers = people(&cx.app.db, &booking.programme, Role::CompanyViewer).await?;
        Ok(Self { f: cx.frame(), booking: booking.id, client: booking.client, readers, entry, saved_at })
    }

    fn labels(&self) -> [(&'static str, String); 2] {
        [("reader", self.f.t.disclosures_item_reader()), ("text", self.f.t.disclosures_item_text())]
    }

    fn meeting(&self) -> String {
        format!("/meetings/{}", self.booking)
    }
}

impl Page {
    async fn of(cx: &Cx, about: &Disclosure) -> Result<Self, Problem> {
        let (f, me, asked) = (cx.frame().at(Place::Exits), cx.viewer()?, about.asked(cx.now()));
        let side = match me.person {
            person if person == about.client => Side::Client,
            person if person == about.author => Side::Author,
            _ => Side::Reader,
        };
        let purpose = if side == Side::Client { Purpose::Support } else { Purpose::CompanyFeedback };
        let permit = may::<CompanyItem>(cx, &asked, Action::Read, purpose)?;
        let sealed = about.text::<CompanyItem>(BODY);
        let keys = keys(&cx.app, &cx.app.db, sealed.iter().map(|sealed| sealed.sealed())).await?;
        let text = sealed.map(|sealed| sealed.read_if_kept(&permit, &keys)).transpose()?.flatten();
        let called = |person: PersonId| about.party(person).map_or_else(String::new, |party| f.called(&party.names));
        Ok(Self {
            id: about.id,
            side,
            client: called(about.client),
            supporter: called(about.supporter),
            reader: about.recipient.map_or_else(String::new, called),
            text,
            state: about.state(),
            until: about.when(Event::Opened).and_then(|opened| opened.until),
            digest: about.digest.clone(),
            lines: if side == Side::Reader { vec![] } else { history(&f, about) },
            watermark: f.t.disclosures_watermark(f.full(&me.names), f.calendar.at(&cx.now())),
            f,
        })
    }

    fn is_shown(&self) -> bool {
        self.state == State::Shown
    }

    fn is_open(&self) -> bool {
        matches!(self.state, State::Open { .. })
    }

    /// What stands below its title.
    fn standing(&self) -> String {
        match (self.state, self.until) {
            (State::Shown, _) if self.side == Side::Client => {
                self.f.t.disclosures_item_asks(&self.supporter, &self.reader)
            }
            (State::Shown, _) => self.f.t.disclosures_item_waits(&self.client),
            (State::Open { .. }, Some(until)) if self.side == Side::Reader => {
                self.f.t.disclosures_item_for_you(self.f.calendar.at(&until))
            }
            (State::Open { .. }, Some(until)) => {
                self.f.t.disclosures_item_open(&self.reader, self.f.calendar.at(&until))
            }
            _ => self.f.t.disclosures_item_closed(&self.reader),
        }
    }

    /// Who can read it now, by name.
    fn readers(&self) -> String {
        let mut names = vec![self.client.as_str(), self.supporter.as_str()];
        if self.is_open() {
            names.push(&self.reader);
        }
        names.join(&self.f.t.frame_joint())
    }
}

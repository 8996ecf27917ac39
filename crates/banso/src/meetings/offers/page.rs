//! `/offers/{id}`: the three times as both see them. The supporter takes one or declines kindly; the client waits,
//! or takes the offer back.

use askama::Template;
use axum::extract::Path;
use kit::web::{Entry, Fault};
use rules::access::{Action, BookingFacts, Message, Purpose};

use super::super::OfferId;
use super::{Offer, Offered};
use crate::cx::Cx;
use crate::frame::{Frame, Place, Sample};
use crate::gate::{Confidential, keys, may};
use crate::people::PersonId;
use crate::problem::{Answer, Problem};

/// Where the words of a refusal are kept.
pub(super) const WORDS: &str = "offers.words";

#[derive(Template)]
#[template(path = "meetings/offers/page.html")]
pub(super) struct Page {
    pub f: Frame,
    pub offer: Offer,
    pub times: Vec<Offered>,
    pub me: PersonId,
    pub entry: Entry,
    pub words: Option<String>,
}

/// The offer.
pub(in crate::meetings) async fn show(cx: Cx, Path(id): Path<OfferId>) -> Answer {
    let offer = seen_by(&cx, id).await?;
    let page = Page::load(&cx, offer, Entry::default()).await?;
    cx.page(&page)
}

/// The offer, if it is the viewer's.
pub(super) async fn seen_by(cx: &Cx, id: OfferId) -> Result<Offer, Problem> {
    let offer = Offer::find(&cx.app.db, id).await?.ok_or(Problem::NotFound)?;
    let _permit = may::<BookingFacts>(cx, &offer.asked(), Action::Read, Purpose::Support)?;
    Ok(offer)
}

impl Page {
    pub(super) async fn load(cx: &Cx, offer: Offer, entry: Entry) -> Result<Self, Problem> {
        let words = words(cx, &offer).await?;
        let times = offer.times(&cx.app.db).await?;
        Ok(Self { f: cx.frame().at(Place::Calendar), times, me: cx.viewer()?.person, offer, entry, words })
    }

    fn is_mine_to_answer(&self) -> bool {
        self.me == self.offer.supporter.id && self.offer.answer.is_none()
    }

    fn state(&self) -> String {
        let t = self.f.t;
        match (self.offer.answer.as_deref(), self.me == self.offer.client.id) {
            (None, true) => t.offer_waits(self.f.calendar.at(&self.offer.expires_at)),
            (None, false) => t.offer_answer_until(self.f.calendar.at(&self.offer.expires_at)),
            (Some("taken"), _) => t.offer_was_taken(),
            (Some("declined"), _) => t.offer_was_declined(),
            (Some("withdrawn"), _) => t.offer_was_withdrawn(),
            (Some(_), _) => t.offer_ran_out(),
        }
    }

    fn other(&self) -> String {
        self.f.called(&self.offer.other(self.me).names)
    }
}

async fn words(cx: &Cx, offer: &Offer) -> Result<Option<String>, Problem> {
    let Some(sealed) = offer.words.clone() else { return Ok(None) };
    let permit = may::<Message>(cx, &offer.asked(), Action::Read, Purpose::Support)?;
    let words: Confidential<Message> = Confidential::new(WORDS, offer.id.0, sealed);
    let keys = keys(&cx.app, &cx.app.db, std::iter::once(words.sealed())).await?;
    words.read_if_kept(&permit, &keys)
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let page = |answer: Option<&str>, supporter: bool, entry: &Entry, words: Option<&str>| {
        let (offer, times) = super::sample(answer);
        let me = if supporter { offer.supporter.id } else { offer.client.id };
        let f = f.clone().at(Place::Calendar);
        Page { f, offer, times, me, entry: entry.clone(), words: words.map(str::to_owned) }
    };
    let mut nothing_chosen = Entry::default();
    nothing_chosen.refuse("time", Fault::Missing);
    let none = Entry::default();
    let kindly = "その週は出張です。翌週なら、どの夜でも。";
    vec![
        Sample::new("offer-to-answer", &page(None, true, &none, None)),
        Sample::new("offer-to-answer-faults", &page(None, true, &nothing_chosen, None)),
        Sample::new("offer-waiting", &page(None, false, &none, None)),
        Sample::new("offer-declined", &page(Some("declined"), false, &none, Some(kindly))),
    ]
}

//! An extract on one page for all who have a part in it: what is asked for, what was written out, whose turn it is, and
//! what happened. An order is handed over as this page on paper.

use askama::Template;
use axum::extract::Path;
use kit::time::Instant;
use kit::web::Entry;
use rules::access::{self, Permit};
use rules::disclosure::{Event, Kind};

use super::Request;
use super::part::{Part, Stage};
use super::passage;
use super::second::ends;
use crate::cx::Cx;
use crate::disclosures::DisclosureId;
use crate::disclosures::store::{BODY, Disclosure, REASON};
use crate::disclosures::words::{Line, history, kind_in};
use crate::frame::{Frame, Place};
use crate::gate::keys;
use crate::people::PersonId;
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "disclosures/extract/page.html")]
pub(super) struct Page {
    pub f: Frame,
    pub id: DisclosureId,
    pub kind: Kind,
    pub part: Part,
    pub stage: Stage,
    pub people: People,
    /// What is asked for; not shown to who only receives the part that they agreed to.
    pub request: Vec<(String, String)>,
    /// What was written out; none where it is not theirs to read, or destroyed.
    pub passage: Option<String>,
    pub until: Option<Instant>,
    pub digest: String,
    pub history: Vec<Line>,
    /// Whether the viewer writes, and what they have typed.
    pub writes: bool,
    pub entry: Entry,
    pub saved_at: Option<Instant>,
}

/// The people of it, as the page calls them.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    pub client: String,
    pub supporter: String,
    pub lead: String,
    pub recipient: Option<String>,
}

/// The page.
pub(super) async fn show(cx: Cx, Path(id): Path<DisclosureId>) -> Answer {
    let about = Disclosure::find(&cx.app.db, super::KINDS, id).await?;
    let page = Page::of(&cx, &about, None).await?;
    cx.page(&page)
}

impl Page {
    /// As the viewer may see it; `typed` is what came back with a fault.
    pub(super) async fn of(cx: &Cx, about: &Disclosure, typed: Option<Entry>) -> Result<Self, Problem> {
        let (f, part, stage) = (cx.frame().at(Place::Exits), Part::of(cx, about)?, Stage::of(about, cx.now()));
        let permit = part.reads(cx, about)?;
        let (request, passage) = match &permit {
            Some(permit) => texts(cx, &f, about, (part, stage), permit).await?,
            None => (vec![], None),
        };
        let writes = stage.is_draft() && passage::writes(&cx.app.db, about, part).await?;
        let (entry, saved_at) = match typed {
            Some(typed) => (typed, None),
            None if writes => passage::begun(cx, about.id, passage.as_deref()).await?,
            None => (Entry::default(), None),
        };
        let opened = about.when(Event::Opened).and_then(|opened| opened.until);
        Ok(Self {
            id: about.id,
            kind: about.kind,
            part,
            stage,
            people: People::of(&f, about),
            request,
            passage,
            until: opened.filter(|_| stage == Stage::Open),
            digest: about.digest.clone(),
            history: if part == Part::Recipient { vec![] } else { history(&f, about) },
            writes,
            entry,
            saved_at,
            f,
        })
    }

    fn title(&self) -> String {
        kind_in(&self.f, self.kind)
    }

    /// Whose turn it is, in a sentence.
    fn standing(&self) -> String {
        let (t, People { client, supporter, lead, .. }) = (self.f.t, &self.people);
        match (self.stage, self.part) {
            (Stage::Begun | Stage::Written, _) if self.writes => t.extracts_yours_to_write(),
            (Stage::Begun, _) => t.extracts_awaits_supporter(supporter),
            (Stage::Written, Part::Lead) if self.kind == Kind::Order => t.extracts_ask_next(),
            (Stage::Written, Part::Lead) => t.extracts_show_next(client),
            (Stage::Written, _) => t.extracts_awaits_lead(lead),
            (Stage::Shown, Part::Client) => t.extracts_yours_to_decide(self.recipient()),
            (Stage::Shown, _) => t.extracts_awaits_client(client),
            (Stage::Given, Part::Lead) => t.extracts_ask_next(),
            (Stage::Given, _) => t.extracts_awaits_lead(lead),
            (Stage::Asked, Part::Officer) => t.extracts_yours_to_agree(lead),
            (Stage::Asked, _) => t.extracts_awaits_second(),
            (Stage::Open, _) => {
                self.until.map_or_else(String::new, |until| t.extracts_open(self.f.calendar.at(&until)))
            }
            (Stage::Over, _) => t.extracts_over(),
        }
    }

    fn recipient(&self) -> String {
        self.people.recipient.clone().unwrap_or_default()
    }

    /// Who can read what was written out, by name.
    fn readers(&self) -> String {
        let t = self.f.t;
        let People { client, supporter, .. } = &self.people;
        let mut names = vec![t.extracts_officers()];
        if self.stage.is_draft() {
            names.insert(0, supporter.clone());
        } else {
            names.insert(0, client.clone());
        }
        if self.stage == Stage::Open {
            names.extend(self.people.recipient.clone());
        }
        names.join(&t.frame_joint())
    }

    fn watermark(&self) -> String {
        let reader = self.f.me.as_ref().map_or_else(String::new, |me| self.f.full_called(me));
        self.f.t.extracts_watermark(reader, self.f.calendar.at(&self.f.calendar.now()))
    }

    fn labels(&self) -> [(&'static str, String); 2] {
        [("passage", self.f.t.extracts_passage()), ("answer", self.f.t.extracts_second())]
    }

    fn leads(&self) -> bool {
        self.part == Part::Lead
    }

    fn shows(&self) -> bool {
        self.leads() && self.stage == Stage::Written && self.kind == Kind::Hazard
    }

    fn asks(&self) -> bool {
        let ready = if self.kind == Kind::Order { Stage::Written } else { Stage::Given };
        self.leads() && self.stage == ready
    }

    fn seconds(&self) -> bool {
        self.part == Part::Officer && self.stage == Stage::Asked
    }

    fn decides(&self) -> bool {
        self.part == Part::Client && self.stage == Stage::Shown
    }

    fn withdraws(&self) -> bool {
        let stands = matches!(self.stage, Stage::Given | Stage::Asked | Stage::Open);
        self.part == Part::Client && self.kind == Kind::Hazard && stands
    }

    fn ends(&self) -> bool {
        self.leads() && ends(self.kind, self.stage)
    }

    fn is_over(&self) -> bool {
        self.stage == Stage::Over
    }

    /// Before two agreed, it does not go on paper.
    fn prints(&self) -> bool {
        self.stage == Stage::Open
    }
}

/// What is asked for, and what was written out, for who may read them.
async fn texts(
    cx: &Cx,
    f: &Frame,
    about: &Disclosure,
    (part, stage): (Part, Stage),
    permit: &Permit<access::Extract>,
) -> Result<(Vec<(String, String)>, Option<String>), Problem> {
    let (body, reason) = (about.text::<access::Extract>(BODY), about.text::<access::Extract>(REASON));
    let body = body.filter(|_| stage != Stage::Over);
    let reason = reason.filter(|_| part != Part::Recipient);
    let sealed = [&body, &reason].into_iter().flatten().map(|text| text.sealed());
    let keys = keys(&cx.app, &cx.app.db, sealed).await?;
    let passage = body.map(|body| body.read_if_kept(permit, &keys)).transpose()?.flatten();
    let request = reason.map(|reason| reason.read_if_kept(permit, &keys)).transpose()?.flatten();
    let request = request.map(|request| Request::parse(&request)).transpose()?;
    Ok((request.map_or_else(Vec::new, |request| request.lines(f).to_vec()), passage))
}

impl People {
    fn of(f: &Frame, about: &Disclosure) -> Self {
        let called = |person: PersonId| about.party(person).map_or_else(String::new, |party| f.called(&party.names));
        Self {
            client: called(about.client),
            supporter: called(about.supporter),
            lead: called(about.author),
            recipient: about.recipient.map(called),
        }
    }
}

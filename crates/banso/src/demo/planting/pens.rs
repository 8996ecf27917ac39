//! Everybody's pen: the gate is asked as the author, and the text is sealed with the permit that it gives.

use std::collections::BTreeMap;

use kit::db::Tx;
use rules::access::{Action, Content, Parties, Purpose, State};
use uuid::Uuid;

use super::meetings::Placed;
use super::{People, PlantError};
use crate::app::App;
use crate::cx::Cx;
use crate::frame::Theme;
use crate::gate::{self, Asked, may};
use crate::people::{PersonId, Viewer};
use crate::programmes::CONSULTATION;

/// The authors, as a request of theirs would know them.
pub(super) struct Pens<'a> {
    tx: &'a Tx,
    authors: BTreeMap<PersonId, Cx>,
}

/// A text on its way into a column of a row.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    /// Who writes it.
    pub author: PersonId,
    /// Under whose key.
    pub owner: PersonId,
    /// Whom the gate weighs.
    pub parties: Parties,
    /// Where it will stand.
    pub place: (&'static str, Uuid),
    /// What it says.
    pub says: &'a str,
}

impl<'a> Pens<'a> {
    pub async fn of(app: &App, tx: &'a Tx, people: &People<'_>) -> Result<Self, PlantError> {
        let mut authors = BTreeMap::new();
        for person in people.ids() {
            let Some(viewer) = Viewer::of(tx, person).await? else { continue };
            authors.insert(person, request(app, viewer));
        }
        Ok(Self { tx, authors })
    }

    /// Seals a text that its author may write.
    pub async fn seal<O: Content>(&self, text: Text<'_>) -> Result<Vec<u8>, PlantError> {
        let Text { author, owner, parties, place, says } = text;
        let parties = Parties { author: Some(author.for_gate()), ..parties };
        let asked = Asked::new(CONSULTATION, parties, place.1, State::Draft);
        let refused = || PlantError::Gate(author, O::OBJECT);
        let cx = self.authors.get(&author).ok_or_else(refused)?;
        let permit = may::<O>(cx, &asked, Action::Write, Purpose::Support).map_err(|_| refused())?;
        Ok(gate::seal(&cx.app, self.tx, &permit, owner, place, says).await?)
    }
}

fn request(app: &App, viewer: Viewer) -> Cx {
    Cx {
        asked: crate::audit::Pending::default(),
        address: None,
        app: app.clone(),
        lang: viewer.lang,
        theme: Theme::Auto,
        viewer: Some(viewer),
        path: String::new(),
        flash: None,
        reference: String::new(),
    }
}

impl Placed<'_> {
    /// Its two people, as the gate knows them.
    pub fn parties(&self) -> Parties {
        let (client, supporter) = (Some(self.client.for_gate()), Some(self.supporter.for_gate()));
        Parties { client, supporter, ..Parties::default() }
    }
}

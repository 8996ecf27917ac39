//! What the people of the demo agreed on: everybody who has met, once, before their first meeting. Not all said yes to
//! everything, and some answered on their supporter's device.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use kit::time::Instant;
use rules::consent::{Clause, Decision, Method};

use super::meetings::Placed;
use super::{Bed, PlantError};
use crate::consent::{Between, Entered, Wording, enter, sign};
use crate::demo::story::State;
use crate::people::PersonId;
use crate::programmes::CONSULTATION;

/// A supporter signs when they read that their client has answered.
const SIGNED_AFTER: SignedDuration = SignedDuration::from_hours(3);

impl Bed<'_> {
    pub(super) async fn agreements(&self, placed: &BTreeMap<&str, Placed<'_>>) -> Result<(), PlantError> {
        let words = Wording::of(self.tx, CONSULTATION).await?;
        let mut met: BTreeMap<(PersonId, PersonId), Instant> = BTreeMap::new();
        for placed in placed.values().filter(|placed| placed.starts < self.tx.now()) {
            if matches!(placed.meeting.state, State::Cancelled | State::Requested) {
                continue;
            }
            let first = met.entry((placed.client, placed.supporter)).or_insert(placed.starts);
            *first = placed.starts.min(*first);
        }
        for (many, ((client, supporter), first)) in met.into_iter().enumerate() {
            let in_room = many % 5 == 2;
            let (method, witness) = if in_room { (Method::Room, Some(supporter)) } else { (Method::Screen, None) };
            let at = if in_room { first } else { first.plus(SignedDuration::from_hours(-20)) };
            let refuses = |clause| clause == Clause::CaseUse && many % 3 == 1;
            let answer = |wording| Entered { wording, lang: self.lang, decision: Decision::Given, method, witness, at };
            let decisions: Vec<Entered<'_>> = words
                .iter()
                .map(answer)
                .map(|entered| match refuses(entered.wording.clause) {
                    true => Entered { decision: Decision::Refused, ..entered },
                    false => entered,
                })
                .collect();
            let pair = Between { client, supporter, programme: CONSULTATION };
            enter(self.app, self.tx, pair, None, &decisions).await?;
            sign(self.tx, pair, client, (method, at)).await?;
            sign(self.tx, pair, supporter, (Method::Screen, self.days.by_now(at.plus(SIGNED_AFTER)))).await?;
        }
        Ok(())
    }
}

//! What does not move by itself: letters past their day, offers without an answer, meetings of which nobody said how
//! they went. Who waits for whom since when, never about what. One statement, and the gate passes each row.

use jiff::SignedDuration;
use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use rules::access::{Action, BookingFacts, Parties, Purpose, State};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::cx::Cx;
use crate::gate::{Asked, might};
use crate::meetings::{PAIR, Pair, Party};
use crate::problem::Problem;

/// How long an offer or an unsaid meeting may lie before somebody looks.
const PATIENCE: SignedDuration = SignedDuration::from_hours(18);
const ROWS: i64 = 100;

/// Why somebody looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::home) enum Kind {
    Letter,
    Offer,
    Attendance,
    Promise,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Letter, Self::Offer, Self::Attendance, Self::Promise];

    /// Its name in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Offer => "offer",
            Self::Attendance => "attendance",
            Self::Promise => "promise",
        }
    }

    /// The job that reminds somebody of it.
    pub fn job(self) -> &'static str {
        match self {
            Self::Letter => "home/remind-letter",
            Self::Offer => "home/remind-offer",
            Self::Attendance => "home/remind-attendance",
            Self::Promise => "home/remind-promise",
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(())
    }
}

/// Something that waits for a supporter.
#[derive(Clone, Debug)]
pub(in crate::home) struct Waiting {
    pub kind: Kind,
    pub about: Uuid,
    pub programme: String,
    pub since: Instant,
    pub client: Party,
    pub supporter: Party,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    kind: String,
    about: Uuid,
    programme: String,
    since: Instant,
    #[sea_orm(nested)]
    pair: Pair,
}

/// Behind the two people.
const WAITING: &str = "x.kind, x.about, x.programme, x.since
    FROM (SELECT 'letter' AS kind, l.id AS about, b.programme AS programme, l.due_at AS since, b.client AS client,
                 b.supporter AS supporter
          FROM letters l JOIN bookings b ON b.id = l.booking WHERE l.sent_at IS NULL AND l.due_at < $1
          UNION ALL
          SELECT 'offer', o.id, o.programme, o.made_at, o.client, o.supporter FROM offers o
          WHERE o.answered_at IS NULL AND o.expires_at > $1 AND o.made_at < $2
          UNION ALL
          SELECT 'attendance', b.id, b.programme, b.ends_at, b.client, b.supporter FROM bookings b
          WHERE b.status = 'confirmed' AND b.ends_at < $2 AND b.ends_at > $3
            AND NOT EXISTS (SELECT 1 FROM attendances a WHERE a.booking = b.id)) x
    JOIN people c ON c.id = x.client JOIN people s ON s.id = x.supporter ORDER BY x.since, x.about LIMIT $4";

/// What waits in the programmes that the viewer runs.
pub(in crate::home) async fn waiting(cx: &Cx) -> Result<Vec<Waiting>, Problem> {
    let now = cx.now();
    let month_ago = now.plus(SignedDuration::from_hours(-31 * 24));
    let rows: Vec<Row> =
        cx.app.db.all(&format!("SELECT {PAIR}, {WAITING}"), args![now, now.plus(-PATIENCE), month_ago, ROWS]).await?;
    Ok(rows.into_iter().filter_map(Row::waiting).filter(|waiting| waiting.may_be_known(cx)).collect())
}

impl Row {
    fn waiting(self) -> Option<Waiting> {
        let (client, supporter) = self.pair.parties();
        let (about, programme, since) = (self.about, self.programme, self.since);
        Some(Waiting { kind: self.kind.parse().ok()?, about, programme, since, client, supporter })
    }
}

impl Waiting {
    fn may_be_known(&self, cx: &Cx) -> bool {
        let (client, supporter) = (Some(self.client.id.for_gate()), Some(self.supporter.id.for_gate()));
        let parties = Parties { client, supporter, ..Parties::default() };
        let asked = Asked::new(&self.programme, parties, self.about, State::Kept);
        might::<BookingFacts>(cx, &asked, Action::Read, Purpose::Operation)
    }
}

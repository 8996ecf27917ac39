//! The two people of a meeting as one piece of a question: whoever asks for a row that has a client and a supporter
//! reads both with their names, by joining `people c` and `people s`.

use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::Party;
use crate::frame::Names;
use crate::people::PersonId;

/// The columns.
pub(crate) const PAIR: &str =
    "c.id AS c_id, c.family AS c_family, c.given AS c_given, c.family_latin AS c_family_latin, c.given_latin AS c_given_latin,
     s.id AS s_id, s.family AS s_family, s.given AS s_given, s.family_latin AS s_family_latin, s.given_latin AS s_given_latin";

/// Both of them.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Pair {
    #[sea_orm(nested(prefix = "c_"))]
    client: Row,
    #[sea_orm(nested(prefix = "s_"))]
    supporter: Row,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    family: String,
    given: String,
    family_latin: Option<String>,
    given_latin: Option<String>,
}

impl Pair {
    /// Client and supporter.
    pub(crate) fn parties(self) -> (Party, Party) {
        (self.client.party(), self.supporter.party())
    }
}

impl Row {
    fn party(self) -> Party {
        let latin = self.family_latin.zip(self.given_latin);
        Party { id: PersonId(self.id), names: Names { family: self.family, given: self.given, kana: None, latin } }
    }
}

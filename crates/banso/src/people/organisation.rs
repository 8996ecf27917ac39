//! The organisation that runs this: its names, and whether anybody may sign up. There is one, founded once.

use kit::db::{DbError, Sql};
use rules::lang::Lang;
use sea_orm::FromQueryResult;

use crate::cx::Cx;
use crate::frame::Frame;
use crate::problem::Problem;

/// The organisation, or the empty one before it is founded.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Whether it stands.
    pub founded: bool,
    /// Its Japanese name.
    pub name_ja: String,
    /// Its English name.
    pub name_en: String,
    /// Its zone.
    pub zone: String,
    /// Whether anybody may sign up.
    pub open: bool,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    name_ja: String,
    name_en: String,
    zone: String,
    sign_up: String,
}

impl Organisation {
    /// As it stands.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(sql: &impl Sql) -> Result<Self, DbError> {
        let question = "SELECT name_ja, name_en, zone, sign_up FROM organisation WHERE id = 1";
        let row: Option<Row> = sql.first(question, vec![]).await?;
        let founded = row.is_some();
        let row = row.unwrap_or_else(|| Row {
            name_ja: String::new(),
            name_en: String::new(),
            zone: super::zones::DEFAULT.to_owned(),
            sign_up: String::new(),
        });
        let Row { name_ja, name_en, zone, sign_up } = row;
        Ok(Self { founded, name_ja, name_en, zone, open: sign_up == "open" })
    }

    /// Its name in a language.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.name_ja,
            Lang::En => &self.name_en,
        }
    }
}

/// The organisation, and the frame that shows its name also to who is not signed in.
pub(super) async fn around(cx: &Cx) -> Result<(Organisation, Frame), Problem> {
    let organisation = Organisation::load(&cx.app.db).await?;
    let mut f = cx.frame();
    f.organisation = organisation.name(cx.lang).to_owned();
    Ok((organisation, f))
}

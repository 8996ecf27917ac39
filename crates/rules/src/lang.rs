//! The two languages, and text that stands in both.
//!
//! Definitions carry their own words, because an organisation writes them; every other word lives in the locales.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Ja,
    En,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    /// The tag for `lang` attributes, headers and addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// The language with this primary tag: `ja-JP` is Japanese.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.code()))
    }
}

/// The same words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub ja: String,
    pub en: String,
}

impl Words {
    #[must_use]
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }

    /// Whether one of the languages says nothing.
    #[must_use]
    pub fn one_sided(&self) -> bool {
        Lang::ALL.into_iter().any(|lang| self.of(lang).trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_its_language_by_the_first_part() {
        for (tag, lang) in [
            ("ja", Some(Lang::Ja)),
            ("JA-jp", Some(Lang::Ja)),
            ("en_GB", Some(Lang::En)),
            ("de", None),
            ("", None),
            ("japanese", None),
        ] {
            assert_eq!(Lang::from_tag(tag), lang, "{tag}");
        }
        assert_eq!(Lang::default(), Lang::Ja);
    }

    #[test]
    fn words_answer_in_the_language_asked() {
        let words = |ja: &str, en: &str| Words { ja: ja.into(), en: en.into() };
        assert_eq!(words("手紙", "Letter").of(Lang::Ja), "手紙");
        assert_eq!(words("手紙", "Letter").of(Lang::En), "Letter");
        assert!(!words("手紙", "Letter").one_sided());
        assert!(words("手紙", " ").one_sided() && words("", "Letter").one_sided());
    }
}

//! A person's name as each language says it: 田中 結 and 田中さん, Yui Tanaka.

use rules::lang::Lang;

use super::words;

/// Family and given name, with kana and Latin letters where the person gave them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Family name.
    pub family: String,
    /// Given name.
    pub given: String,
    /// In kana.
    pub kana: Option<(String, String)>,
    /// In Latin letters.
    pub latin: Option<(String, String)>,
}

impl Names {
    /// The whole name.
    #[must_use]
    pub fn full(&self, lang: Lang) -> String {
        match (lang, &self.latin) {
            (Lang::Ja, _) => format!("{} {}", self.family, self.given),
            (Lang::En, Some((family, given))) => format!("{given} {family}"),
            (Lang::En, None) => format!("{} {}", self.given, self.family),
        }
    }

    /// As one speaks of the person: 早川さん, Naoko Hayakawa.
    #[must_use]
    pub fn called(&self, lang: Lang) -> String {
        match lang {
            Lang::Ja => words(lang).frame_san(&self.family),
            Lang::En => self.full(lang),
        }
    }

    /// The whole name with the courtesy of the language: 早川 直子さん.
    #[must_use]
    pub fn full_called(&self, lang: Lang) -> String {
        match lang {
            Lang::Ja => words(lang).frame_san(self.full(lang)),
            Lang::En => self.full(lang),
        }
    }

    /// The character in the person's seal.
    #[must_use]
    pub fn initial(&self, lang: Lang) -> String {
        let source = match (lang, &self.latin) {
            (Lang::En, Some((family, _))) => family,
            _ => &self.family,
        };
        source.chars().next().map(String::from).unwrap_or_default()
    }

    /// Kana, where given.
    #[must_use]
    pub fn kana(&self) -> Option<String> {
        self.kana.as_ref().map(|(family, given)| format!("{family} {given}"))
    }
}

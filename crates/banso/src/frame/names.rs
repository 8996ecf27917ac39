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
    /// Whether this is somebody who left and took their name with them: an account without a name is nobody else's.
    #[must_use]
    pub fn are_gone(&self) -> bool {
        self.family.is_empty() && self.given.is_empty()
    }

    /// The whole name.
    #[must_use]
    pub fn full(&self, lang: Lang) -> String {
        match (lang, &self.latin) {
            _ if self.are_gone() => words(lang).frame_gone(),
            (Lang::Ja, _) => format!("{} {}", self.family, self.given),
            (Lang::En, Some((family, given))) => format!("{given} {family}"),
            (Lang::En, None) => format!("{} {}", self.given, self.family),
        }
    }

    /// As one speaks of the person: 早川さん, Naoko Hayakawa.
    #[must_use]
    pub fn called(&self, lang: Lang) -> String {
        match lang {
            _ if self.are_gone() => words(lang).frame_gone(),
            Lang::Ja => words(lang).frame_san(&self.family),
            Lang::En => self.full(lang),
        }
    }

    /// The whole name with the courtesy of the language: 早川 直子さん.
    #[must_use]
    pub fn full_called(&self, lang: Lang) -> String {
        match lang {
            _ if self.are_gone() => words(lang).frame_gone(),
            Lang::Ja => words(lang).frame_san(self.full(lang)),
            Lang::En => self.full(lang),
        }
    }

    /// The character in the person's seal.
    #[must_use]
    pub fn initial(&self, lang: Lang) -> String {
        let gone = words(lang).frame_gone();
        let source = match (lang, &self.latin) {
            _ if self.are_gone() => &gone,
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

//! The chapters, in order, in both languages. Markdown without raw HTML: what looks like a tag is shown as text.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use rules::lang::Lang;

use super::tables::Table;

/// A chapter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chapter {
    /// Its name in URLs.
    pub name: &'static str,
    ja: &'static str,
    en: &'static str,
}

/// What a chapter says.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub title: String,
    pub lead: String,
    pub html: String,
}

macro_rules! chapters {
    ($($name:literal),+ $(,)?) => {
        /// Every chapter.
        pub(super) const ALL: &[Chapter] = &[$(Chapter {
            name: $name,
            ja: include_str!(concat!("../../../../docs/manual/ja/", $name, ".md")),
            en: include_str!(concat!("../../../../docs/manual/en/", $name, ".md")),
        }),+];
    };
}

chapters!["getting-started", "client", "supporter", "manager", "administrator", "officers", "confidence", "operation"];

impl Chapter {
    /// The chapter with that name.
    pub fn named(name: &str) -> Option<Self> {
        ALL.iter().copied().find(|chapter| chapter.name == name)
    }

    /// Its title, first paragraph and body in a language.
    pub fn text(self, lang: Lang) -> Text {
        let source = match lang {
            Lang::Ja => self.ja,
            Lang::En => self.en,
        };
        let mut text = Text { title: String::new(), lead: String::new(), html: String::new() };
        let (mut into, mut body, mut table) = (Into::Body, Vec::new(), Table::default());
        for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => into = Into::Title,
                Event::End(TagEnd::Heading(HeadingLevel::H1)) => into = Into::Gap,
                Event::Start(Tag::Paragraph) if into == Into::Gap => into = Into::Lead,
                Event::End(TagEnd::Paragraph) if into == Into::Lead => into = Into::Body,
                Event::Text(words) | Event::Code(words) if into == Into::Title => text.title.push_str(&words),
                Event::Text(words) | Event::Code(words) if into == Into::Lead => text.lead.push_str(&words),
                Event::SoftBreak if into == Into::Lead && lang == Lang::En => text.lead.push(' '),
                Event::Html(raw) | Event::InlineHtml(raw) => body.push(Event::Text(raw)),
                // Japanese is written without spaces, so a line that goes on has none either
                Event::SoftBreak if lang == Lang::Ja => {}
                event if into == Into::Body => body.push(table.event(event)),
                _ => {}
            }
        }
        html::push_html(&mut text.html, body.into_iter());
        text.html = in_sections(&text.html.replace("<table>", "<table class=\"table\">"));
        text
    }
}

/// Each second heading begins a section, as on every other page.
fn in_sections(html: &str) -> String {
    let mut parts = html.split("<h2>");
    let before = parts.next().unwrap_or_default().to_owned();
    parts.fold(before, |all, part| format!("{all}<section class=\"sec flat\"><h2>{part}</section>"))
}

/// Where the words go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Into {
    Title,
    Gap,
    Lead,
    Body,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chapter_has_a_title_a_lead_and_a_body_in_both_languages() {
        for chapter in ALL {
            for lang in [Lang::Ja, Lang::En] {
                let text = chapter.text(lang);
                assert!(!text.title.is_empty() && !text.lead.is_empty(), "{} in {}", chapter.name, lang.code());
                assert!(text.html.contains("<h2>"), "{} in {}", chapter.name, lang.code());
            }
        }
    }

    #[test]
    fn raw_html_does_not_pass() {
        let evil =
            Chapter { name: "x", ja: "# t\n\nlead\n\n<script>alert(1)</script>\n\na <b onclick=x>b</b>", en: "" };
        let html = evil.text(Lang::Ja).html;
        assert!(!html.contains("<script>") && !html.contains("<b "), "{html}");
    }
}

//! Tables of the manual as every other table of the product: the first cell of a row is its head, and each other cell
//! carries the name of its column, which stands before it on a phone.

use pulldown_cmark::{Event, Tag, TagEnd};

/// The table that is being read.
#[derive(Default)]
pub(super) struct Table {
    heads: Vec<String>,
    in_head: bool,
    column: usize,
}

impl Table {
    /// The next event, with the cells of the body written anew.
    pub fn event<'a>(&mut self, event: Event<'a>) -> Event<'a> {
        match &event {
            Event::Start(Tag::Table(_)) => *self = Self::default(),
            Event::Start(Tag::TableHead) => self.in_head = true,
            Event::End(TagEnd::TableHead) => self.in_head = false,
            Event::Start(Tag::TableRow) => self.column = 0,
            Event::Start(Tag::TableCell) if self.in_head => self.heads.push(String::new()),
            Event::Start(Tag::TableCell) => return Event::InlineHtml(self.opening().into()),
            Event::End(TagEnd::TableCell) if !self.in_head => return Event::InlineHtml(self.closing().into()),
            Event::Text(words) | Event::Code(words) if self.in_head => {
                self.heads.last_mut().into_iter().for_each(|head| head.push_str(words));
            }
            _ => {}
        }
        event
    }

    fn opening(&self) -> String {
        match self.heads.get(self.column) {
            Some(head) if self.column > 0 => format!("<td data-label=\"{}\">", quoted(head)),
            Some(_) | None => "<th scope=\"row\">".to_owned(),
        }
    }

    fn closing(&mut self) -> &'static str {
        let first = self.column == 0;
        self.column += 1;
        if first { "</th>" } else { "</td>" }
    }
}

fn quoted(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Options, Parser, html};

    use super::*;

    #[test]
    fn a_cell_says_its_column_and_a_row_begins_with_its_head() {
        let source = "| a | \"b\" `c` |\n|---|---|\n| 1 | 2 *3* |\n| 4 | 5 |\n";
        let mut table = Table::default();
        let mut written = String::new();
        let events = Parser::new_ext(source, Options::ENABLE_TABLES).map(|event| table.event(event));
        html::push_html(&mut written, events);
        assert!(written.contains("<th>a</th>"), "{written}");
        assert!(
            written.contains("<th scope=\"row\">1</th><td data-label=\"&quot;b&quot; c\">2 <em>3</em></td>"),
            "{written}"
        );
        assert!(written.contains("<th scope=\"row\">4</th><td data-label=\"&quot;b&quot; c\">5</td>"), "{written}");
    }
}

//! What is destroyed, row by row, as data: one list that the preview counts and the erasure carries out, so that what is
//! said before is what happens. A new table with somebody's words is one more step here.
//!
//! A step names the rows by one condition with `$1` for the person. Children stand before the rows that they point at.

use kit::args;
use kit::db::{DbError, Sql, Tx};

use super::{Kind, Scope};
use crate::people::PersonId;

/// One step.
#[derive(Clone, Copy, Debug)]
struct Step {
    act: Act,
    /// Which rows.
    rows: &'static str,
    /// What the person is told about them: of which kind, and which of the rows they know of. Nobody hears from a preview
    /// that a supporter has begun a letter.
    told: Option<(Kind, &'static str)>,
    /// Whether it happens only when the account goes as well.
    account: bool,
}

/// What happens to the rows of a table.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// They go.
    Delete(&'static str),
    /// They stay for the other person, or as a bare fact, and lose these columns.
    Clear(&'static str, &'static str),
    /// Nothing here: it is called off by the slice whose it is, and only counted. `$2` is now.
    CalledOff(&'static str),
}

const fn delete(table: &'static str, rows: &'static str) -> Step {
    Step { act: Act::Delete(table), rows, told: None, account: false }
}

const fn clear(table: &'static str, columns: &'static str, rows: &'static str) -> Step {
    Step { act: Act::Clear(table, columns), rows, told: None, account: false }
}

const fn called_off(table: &'static str, kind: Kind, rows: &'static str) -> Step {
    Step { act: Act::CalledOff(table), rows, told: Some((kind, "TRUE")), account: false }
}

impl Step {
    const fn told(self, kind: Kind) -> Self {
        self.told_where(kind, "TRUE")
    }

    const fn told_where(mut self, kind: Kind, known: &'static str) -> Self {
        self.told = Some((kind, known));
        self
    }

    const fn with_account(mut self) -> Self {
        self.account = true;
        self
    }

    fn table(&self) -> &'static str {
        match self.act {
            Act::Delete(table) | Act::Clear(table, _) | Act::CalledOff(table) => table,
        }
    }

    fn statement(&self) -> Option<String> {
        let rows = self.rows;
        match self.act {
            Act::Delete(table) => Some(format!("DELETE FROM {table} WHERE {rows}")),
            Act::Clear(table, columns) => Some(format!("UPDATE {table} SET {columns} WHERE {rows}")),
            Act::CalledOff(_) => None,
        }
    }
}

/// The letters that a client knows of: those that arrived, and can no longer be taken back.
const ARRIVED: &str = "sent_at <= $3";
/// The exits of a client that still have words. That there were some, to whom and when, is kept as evidence.
const WORDED: &str = "client = $1
    AND (body IS NOT NULL OR outside IS NOT NULL OR reason IS NOT NULL OR verdict IS NOT NULL)";

const STEPS: [Step; 35] = [
    called_off("bookings", Kind::Ahead, "client = $1 AND status = 'confirmed' AND starts_at > $2"),
    called_off("bookings", Kind::Ahead, "client = $1 AND status = 'held' AND held_until > $2"),
    called_off("offers", Kind::Ahead, "client = $1 AND answered_at IS NULL AND expires_at > $2"),
    called_off("calendar_feeds", Kind::Feed, "person = $1 AND withdrawn_at IS NULL"),
    // mail first: what it was about still tells whose names stand in it
    delete("mails", "person = $1 OR address = (SELECT email FROM people WHERE id = $1)").told(Kind::Mails),
    clear(
        "mails",
        "subject = NULL, body = NULL, calendar = NULL",
        "job IN (SELECT j.id FROM jobs j WHERE j.about IN (SELECT id FROM bookings WHERE client = $1
           UNION SELECT id FROM offers WHERE client = $1 UNION SELECT id FROM letters WHERE addressee = $1
           UNION SELECT id FROM disclosures WHERE client = $1))",
    ),
    clear(
        "mails",
        "subject = NULL, body = NULL, calendar = NULL",
        "job IN (SELECT j.id FROM jobs j WHERE j.about IN (SELECT id FROM bookings WHERE supporter = $1
           UNION SELECT id FROM offers WHERE supporter = $1 UNION SELECT id FROM letters WHERE author = $1
           UNION SELECT id FROM disclosures WHERE $1 IN (supporter, author, recipient)))",
    )
    .with_account(),
    clear("jobs", "last_error = NULL", "person = $1 AND last_error IS NOT NULL"),
    delete("letter_recalls", "letter IN (SELECT id FROM letters WHERE addressee = $1)"),
    delete("replies", "letter IN (SELECT id FROM letters WHERE addressee = $1)").told(Kind::Replies),
    delete("letters", "addressee = $1").told_where(Kind::Letters, ARRIVED),
    delete("sheet_versions", "sheet IN (SELECT id FROM sheets WHERE person = $1)"),
    delete("sheets", "person = $1")
        .told_where(Kind::Sheets, "(author = $1 OR (kind = 'shared-record' AND submitted_at IS NOT NULL))"),
    delete("notes", "booking IN (SELECT id FROM bookings WHERE client = $1)"),
    clear(
        "cancellations",
        "words = NULL",
        "words IS NOT NULL AND booking IN (SELECT id FROM bookings WHERE client = $1)",
    )
    .told(Kind::Messages),
    clear("offers", "words = NULL", "words IS NOT NULL AND client = $1").told(Kind::Messages),
    delete("clause_questions", "agreement IN (SELECT id FROM agreements WHERE client = $1)").told(Kind::Questions),
    delete("continuations", "booking IN (SELECT id FROM bookings WHERE client = $1)").told(Kind::Choices),
    clear(
        "packet_requests",
        "reason = NULL",
        "reason IS NOT NULL AND disclosure IN (SELECT id FROM disclosures WHERE client = $1)",
    ),
    clear("disclosures", "body = NULL, outside = NULL, reason = NULL, verdict = NULL", WORDED).told_where(
        Kind::Exits,
        "EXISTS (SELECT 1 FROM disclosure_steps s WHERE s.disclosure = disclosures.id AND s.event IN ('shown', 'opened'))",
    ),
    clear("legal_holds", "reason = NULL", "person = $1"),
    // what a supporter wrote and never handed over is nobody else's: who is not here any more hands over nothing
    delete("letter_recalls", "letter IN (SELECT id FROM letters WHERE author = $1 AND sent_at IS NULL)").with_account(),
    delete("letters", "author = $1 AND sent_at IS NULL")
        .with_account()
        .told_where(Kind::OwnNotes, "body IS NOT NULL AND addressee <> $1"),
    delete(
        "sheet_versions",
        "sheet IN (SELECT id FROM sheets WHERE author = $1
        AND (kind = 'session-plan' OR submitted_at IS NULL))",
    )
    .with_account(),
    delete("sheets", "author = $1 AND (kind = 'session-plan' OR submitted_at IS NULL)")
        .with_account()
        .told_where(Kind::OwnNotes, "person <> $1"),
    delete("notes", "author = $1")
        .with_account()
        .told_where(Kind::OwnNotes, "booking NOT IN (SELECT id FROM bookings WHERE client = $1)"),
    delete("directory_entries", "supporter = $1").with_account().told(Kind::Shown),
    delete("shown_tags", "person = $1").with_account().told(Kind::Shown),
    delete("openings", "supporter = $1").with_account(),
    delete("closings", "supporter = $1").with_account(),
    delete("receiving", "supporter = $1").with_account(),
    clear("bookings", "place_text = NULL", "supporter = $1").with_account(),
    delete("mail_links", "person = $1 OR email = (SELECT email FROM people WHERE id = $1)").with_account(),
    delete("passwords", "person = $1").with_account(),
    delete("logins", "person = $1").with_account(),
];

/// Every table in which something is destroyed or called off, for the engine to forget it as well.
pub(super) fn tables() -> Vec<&'static str> {
    let mut tables: Vec<&str> = STEPS.iter().map(Step::table).collect();
    tables.extend(["drafts", "held_posts", "people", "sign_in_failures"]);
    tables.sort_unstable();
    tables.dedup();
    tables
}

/// Carries out every step of this scope.
pub(super) async fn shred(tx: &Tx, person: PersonId, scope: Scope) -> Result<(), DbError> {
    for step in STEPS.iter().filter(|step| scope == Scope::Account || !step.account) {
        if let Some(statement) = step.statement() {
            tx.run(&statement, args![person]).await?;
        }
    }
    Ok(())
}

/// How many of each kind there are that the person knows of, in the order of the kinds: one statement.
pub(super) async fn counted(sql: &impl Sql, person: PersonId) -> Result<Vec<(Kind, i64)>, DbError> {
    let told: Vec<_> = STEPS.iter().filter_map(|step| step.told.map(|(kind, known)| (step, kind, known))).collect();
    let count = |(at, (step, _, known)): (usize, &(&Step, Kind, &str))| {
        format!("(SELECT count(*) FROM {} WHERE ({}) AND {known}) AS n{at}", step.table(), step.rows)
    };
    let question = format!("SELECT {}", told.iter().enumerate().map(count).collect::<Vec<_>>().join(", "));
    let now = sql.db().clock().now();
    let rows = sql.rows(&question, args![person, now, now.plus(-rules::access::RECALL_FOR)]).await?;
    let mut counts: Vec<(Kind, i64)> = Kind::ALL.into_iter().map(|kind| (kind, 0)).collect();
    for (at, (_, kind, _)) in told.iter().enumerate() {
        let many: i64 = rows.first().map_or(Ok(0), |row| row.try_get("", &format!("n{at}")))?;
        counts.iter_mut().filter(|(known, _)| known == kind).for_each(|(_, count)| *count += many);
    }
    Ok(counts)
}

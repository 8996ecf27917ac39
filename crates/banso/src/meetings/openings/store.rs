//! Openings and closings as rows. Nothing is deleted and nothing overwritten: a row is made and may be withdrawn.

use jiff::SignedDuration;
use jiff::civil::Date;
use kit::args;
use kit::db::{Sql, Tx};
use kit::time::Instant;
use rules::slots::{DayPart, Opening};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::rows::Kind;
use crate::meetings::OpeningId;
use crate::meetings::availability::{list, part};
use crate::people::PersonId;
use crate::problem::Problem;

/// For how long the page tells what was taken back.
const HISTORY: SignedDuration = SignedDuration::from_hours(90 * 24);

/// An opening or a closing as its supporter edits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    pub id: OpeningId,
    pub kind: Kind,
    pub span: Span,
    pub withdrawn_at: Option<Instant>,
}

/// When it opens or closes. Weekly with a weekday from 1, Monday; dated with a day; a closing may lack a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub weekday: Option<i8>,
    pub first: Option<Date>,
    pub last: Option<Date>,
    pub day: Option<Date>,
    pub part: Option<DayPart>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    closes: bool,
    weekday: Option<i64>,
    first_day: Option<String>,
    last_day: Option<String>,
    day: Option<String>,
    from_minute: Option<i64>,
    to_minute: Option<i64>,
    withdrawn_at: Option<Instant>,
}

/// What holds today or later, in order of time.
pub(super) async fn live(sql: &impl Sql, supporter: PersonId, today: Date) -> Result<Vec<Kept>, Problem> {
    let condition = "withdrawn_at IS NULL";
    rows(sql, condition, args![supporter, today.to_string()]).await
}

/// The same, with what was taken back lately.
pub(super) async fn with_history(
    sql: &impl Sql,
    supporter: PersonId,
    today: Date,
    now: Instant,
) -> Result<Vec<Kept>, Problem> {
    let condition = "(withdrawn_at IS NULL OR withdrawn_at > $3)";
    rows(sql, condition, args![supporter, today.to_string(), now.plus(-HISTORY)]).await
}

async fn rows(sql: &impl Sql, condition: &str, args: Vec<Value>) -> Result<Vec<Kept>, Problem> {
    let question = format!(
        "SELECT id, FALSE AS closes, weekday, first_day, last_day, day, from_minute, to_minute, withdrawn_at
         FROM openings WHERE supporter = $1 AND {condition} AND (day >= $2 OR (day IS NULL AND (last_day IS NULL OR last_day >= $2)))
         UNION ALL
         SELECT id, TRUE AS closes, CAST(NULL AS BIGINT), CAST(NULL AS TEXT), CAST(NULL AS TEXT), day, from_minute,
                to_minute, withdrawn_at
         FROM closings WHERE supporter = $1 AND {condition} AND day >= $2
         ORDER BY day, weekday, from_minute, id"
    );
    let rows: Vec<Row> = sql.all(&question, args).await?;
    Ok(rows.iter().filter_map(Row::kept).collect())
}

/// Takes rows back.
pub(super) async fn withdraw(tx: &Tx, kind: Kind, supporter: PersonId, ids: &[OpeningId]) -> Result<(), Problem> {
    if ids.is_empty() {
        return Ok(());
    }
    let (table, ids_at) = (kind.table(), list(3, ids.len()));
    let withdraw = format!(
        "UPDATE {table} SET withdrawn_at = $1 WHERE supporter = $2 AND withdrawn_at IS NULL AND id IN ({ids_at})"
    );
    let mut args = args![tx.now(), supporter];
    args.extend(ids.iter().map(|id| Value::from(id.0)));
    tx.run(&withdraw, args).await?;
    Ok(())
}

/// Makes rows.
pub(super) async fn insert(tx: &Tx, kind: Kind, supporter: PersonId, spans: &[Span]) -> Result<(), Problem> {
    if spans.is_empty() {
        return Ok(());
    }
    let columns = match kind {
        Kind::Weekly | Kind::Dated => "weekday, first_day, last_day, ",
        Kind::Closing => "",
    };
    let rows = spans.iter().map(|span| {
        let id: OpeningId = tx.id();
        let mut row = args![id, supporter, tx.now()];
        if kind != Kind::Closing {
            row.extend(args![span.weekday.map(i64::from), text(span.first), text(span.last)]);
        }
        row.extend(args![text(span.day), span.from().map(i64::from), span.to().map(i64::from)]);
        row
    });
    let rows: Vec<Vec<Value>> = rows.collect();
    let width = rows.first().map_or(0, Vec::len);
    let tuple = |at: usize| format!("({})", list(at.saturating_mul(width).saturating_add(1), width));
    let tuples: Vec<String> = (0..rows.len()).map(tuple).collect();
    let insert = format!(
        "INSERT INTO {} (id, supporter, made_at, {columns}day, from_minute, to_minute) VALUES {}",
        kind.table(),
        tuples.join(", ")
    );
    tx.run(&insert, rows.into_iter().flatten().collect()).await?;
    Ok(())
}

fn text(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

impl Span {
    /// A dated opening, as the rules answer it.
    pub fn dated(opening: &Opening) -> Option<Self> {
        match *opening {
            Opening::Dated { date, part } => Some(Self { day: Some(date), part: Some(part), ..Self::default() }),
            Opening::Weekly { .. } => None,
        }
    }

    pub fn from(&self) -> Option<u16> {
        self.part.map(|part| part.from().minutes())
    }

    pub fn to(&self) -> Option<u16> {
        self.part.map(|part| part.to().minutes())
    }

    /// Whether both open or close the same minute of some day.
    pub fn overlaps(&self, other: &Self) -> bool {
        let (mine, theirs) = (self.part.unwrap_or(DayPart::WHOLE_DAY), other.part.unwrap_or(DayPart::WHOLE_DAY));
        let days = self.day == other.day
            && self.weekday == other.weekday
            && self.first.zip(other.last).is_none_or(|(first, last)| first <= last)
            && other.first.zip(self.last).is_none_or(|(first, last)| first <= last);
        days && mine.from() < theirs.to() && theirs.from() < mine.to()
    }
}

impl Row {
    /// A row that cannot be read is not offered for editing; the loader of times closes it.
    fn kept(&self) -> Option<Kept> {
        let day = |text: &Option<String>| text.as_deref().and_then(|day| day.parse::<Date>().ok());
        let kind = match (self.closes, &self.day) {
            (true, _) => Kind::Closing,
            (false, Some(_)) => Kind::Dated,
            (false, None) => Kind::Weekly,
        };
        let span = Span {
            weekday: self.weekday.and_then(|weekday| i8::try_from(weekday).ok()),
            first: day(&self.first_day),
            last: day(&self.last_day),
            day: day(&self.day),
            part: part(self.from_minute, self.to_minute),
        };
        let readable = span.part.is_some() || kind == Kind::Closing;
        readable.then_some(Kept { id: OpeningId(self.id), kind, span, withdrawn_at: self.withdrawn_at })
    }
}

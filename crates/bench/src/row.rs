//! One line of the result, as a program reads it and as a person does.

use std::fmt;
use std::time::Duration;

use serde::Serialize;

use crate::measure::Cost;

/// A query and what it cost. Times are microseconds.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Row {
    /// Which query.
    pub id: &'static str,
    /// Statements of the query itself.
    pub statements: Option<u64>,
    /// Processor time of one call.
    pub cpu_us: Option<f64>,
    /// Half of the calls took no longer.
    pub wall_us_p50: Option<f64>,
    /// Ninety-nine of a hundred took no longer.
    pub wall_us_p99: Option<f64>,
    /// Processor time of the floor, measured in this run.
    pub floor_us: Option<f64>,
    /// Processor time of the query over that of its floor.
    pub ratio: Option<f64>,
    /// Statements of the whole page: those that tell who is looking are in it.
    #[serde(skip)]
    pub page_statements: Option<u64>,
    /// Commits.
    #[serde(skip)]
    pub commits: Option<u64>,
    /// Size as it is, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// Size over the wire, compressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gzip_bytes: Option<u64>,
    /// Size of the floor, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor_bytes: Option<u64>,
    /// What was measured, and against which floor.
    #[serde(skip)]
    pub says: String,
}

impl Row {
    /// A query without a floor of its own.
    #[must_use]
    pub fn new(id: &'static str, cost: &Cost, says: impl Into<String>) -> Self {
        Self {
            id,
            statements: Some(cost.statements),
            cpu_us: Some(micros(cost.cpu)),
            wall_us_p50: Some(micros(cost.p50)),
            wall_us_p99: Some(micros(cost.p99)),
            says: says.into(),
            ..Self::default()
        }
    }

    /// A size.
    #[must_use]
    pub fn weight(id: &'static str, bytes: usize, gzip: Option<usize>, says: impl Into<String>) -> Self {
        Self { id, bytes: size(bytes), gzip_bytes: gzip.and_then(size), says: says.into(), ..Self::default() }
    }

    /// Beside its floor.
    #[must_use]
    pub fn over(mut self, cost: &Cost, floor: Duration) -> Self {
        self.floor_us = Some(micros(floor));
        self.ratio = (floor > Duration::ZERO).then(|| rounded(cost.cpu.div_duration_f64(floor), 100.0));
        self
    }

    /// A size beside its floor.
    #[must_use]
    pub fn over_bytes(mut self, floor: usize) -> Self {
        self.floor_bytes = size(floor);
        let pair = self.bytes.and_then(|bytes| u32::try_from(bytes).ok()).zip(u32::try_from(floor).ok());
        self.ratio = pair
            .filter(|(_, floor)| *floor > 0)
            .map(|(bytes, floor)| rounded(f64::from(bytes) / f64::from(floor), 100.0));
        self
    }

    /// Of a page, of which some statements only tell who is looking.
    #[must_use]
    pub fn of_page(mut self, frame: u64) -> Self {
        self.page_statements = self.statements;
        self.statements = self.statements.map(|all| all.saturating_sub(frame));
        self
    }

    /// With its commits.
    #[must_use]
    pub fn with_commits(mut self, cost: &Cost) -> Self {
        self.commits = Some(cost.commits);
        self
    }
}

/// Microseconds with one digit after the point.
fn micros(span: Duration) -> f64 {
    rounded(span.as_secs_f64() * 1e6, 10.0)
}

fn size(bytes: usize) -> Option<u64> {
    u64::try_from(bytes).ok()
}

fn rounded(value: f64, steps: f64) -> f64 {
    (value * steps).round() / steps
}

/// The line above the rows.
pub const HEAD: &str = "query               stmts   page   cpu µs    p50 µs    p99 µs   floor µs    ratio  what";

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |value: Option<u64>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
        let time = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.1}"));
        let ratio = self.ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}"));
        write!(f, "{:<19} {:>5}  {:>5}", self.id, count(self.statements), count(self.page_statements))?;
        let [cpu, p50, p99, floor] = [self.cpu_us, self.wall_us_p50, self.wall_us_p99, self.floor_us].map(time);
        write!(f, " {cpu:>8}  {p50:>8}  {p99:>8}   {floor:>8} {ratio:>8}  ")?;
        if let Some(bytes) = self.bytes {
            write!(f, "{bytes} bytes")?;
            self.gzip_bytes.map_or(Ok(()), |gzip| write!(f, ", {gzip} gzip"))?;
            self.floor_bytes.map_or(Ok(()), |floor| write!(f, ", floor {floor}"))?;
            f.write_str(": ")?;
        }
        f.write_str(&self.says)
    }
}

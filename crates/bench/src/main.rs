//! Ratios of pages to floors measured in the same run: a table, or one JSON array with `--json`.

use banso_bench::error::BenchError;
use banso_bench::row::{HEAD, Row};
use banso_bench::{Scale, run};
use clap::Parser;

/// What Banso's queries cost beside their floors.
#[derive(Debug, Parser)]
struct Options {
    /// One JSON array instead of a table.
    #[arg(long)]
    json: bool,
}

#[tokio::main]
async fn main() -> Result<(), BenchError> {
    let options = Options::parse();
    let rows = run(Scale::FULL, progress).await?;
    if options.json {
        print(&serde_json::to_string_pretty(&rows)?);
    } else {
        print(HEAD);
        rows.iter().map(Row::to_string).for_each(|row| print(&row));
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the figures are the program's answer")]
fn print(line: &str) {
    println!("{line}");
}

#[expect(clippy::print_stderr, reason = "a command says on the terminal what it does")]
fn progress(line: &str) {
    eprintln!("{line}");
}

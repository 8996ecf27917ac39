//! Ratios of pages to floors measured in the same run: a table, or one JSON array with `--json`.

use std::path::PathBuf;

use banso_bench::error::BenchError;
use banso_bench::row::{HEAD, Row};
use banso_bench::{Scale, child, run};
use clap::Parser;

/// What Banso's queries cost beside their floors.
#[derive(Debug, Parser)]
struct Options {
    /// One JSON array instead of a table.
    #[arg(long)]
    json: bool,
    /// Pages of each kind; the directory is opened a fifth as often.
    #[arg(long, default_value_t = Scale::FULL.pages)]
    pages: usize,
    /// Bookings.
    #[arg(long, default_value_t = Scale::FULL.bookings)]
    bookings: usize,
    /// Rounds of the race.
    #[arg(long, default_value_t = Scale::FULL.rounds)]
    rounds: usize,
    /// How many times the people of D1 there are in the larger house.
    #[arg(long, default_value_t = Scale::FULL.growth)]
    growth: usize,
    /// Be the product on a folder instead: the bench starts itself so to measure memory.
    #[arg(long, hide = true)]
    serve: Option<PathBuf>,
    /// Be a server without a product in it.
    #[arg(long, hide = true)]
    serve_bare: bool,
}

impl Options {
    fn scale(&self) -> Scale {
        let Self { pages, bookings, rounds, growth, .. } = *self;
        Scale { pages, bookings, rounds, growth, ..Scale::FULL }
    }
}

#[tokio::main]
async fn main() -> Result<(), BenchError> {
    let options = Options::parse();
    match &options.serve {
        Some(folder) => return child::serve(folder).await,
        None if options.serve_bare => return child::serve_bare().await,
        None => {}
    }
    let rows = run(options.scale(), &std::env::current_exe()?, progress).await?;
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

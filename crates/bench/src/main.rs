//! Ratios of pages to floors measured in the same run.

fn main() {}

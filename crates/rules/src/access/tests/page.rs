//! The printed matrix, and that every rule in it is alive.

use super::*;

/// `BLESS=1 cargo test -p banso-rules` rewrites the file; the diff is the review.
#[test]
fn the_matrix_is_the_one_that_was_reviewed() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/access-matrix.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, render_table()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), render_table());
}

#[test]
fn every_rule_decides_somewhere_and_bears_its_own_name() {
    let mut fired = HashSet::new();
    every_case(|case| fired.extend(case.outcomes().map(|outcome| rule_of(outcome).1)));
    for rule in Rule::ALL {
        assert!(fired.contains(rule), "{rule} never decides");
        assert_eq!(Rule::ALL.iter().filter(|other| other.word() == rule.word()).count(), 1);
    }
}

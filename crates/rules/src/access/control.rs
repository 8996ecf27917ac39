//! For the control of the canary crawl: breaks one rule on purpose, so that a crawl which finds nothing is known to see.
//!
//! Not compiled into the product. The feature `control` is asked for by the tests of `banso` alone, and one of them
//! reads in the tree of dependencies that no release has it.

use std::cell::Cell;

use super::rule::Rule;

thread_local! {
    static BROKEN: Cell<Option<Rule>> = const { Cell::new(None) };
}

/// While it lives, the rows of its rule let anybody through on this thread, whatever was agreed on.
#[derive(Debug)]
#[must_use]
pub struct Broken(());

impl Broken {
    /// Breaks a rule.
    pub fn rule(rule: Rule) -> Self {
        BROKEN.set(Some(rule));
        Self(())
    }
}

impl Drop for Broken {
    fn drop(&mut self) {
        BROKEN.set(None);
    }
}

pub(super) fn is_broken(rule: Rule) -> bool {
    BROKEN.get() == Some(rule)
}

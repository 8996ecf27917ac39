//! Open time as instants: local hours laid over the runs of the clock, pieces that touch joined.
//!
//! A slot must lie inside one stretch, so the wall clock of each of its instants is inside an opening. Openings
//! that meet, also at midnight, are one stretch.

use std::iter::Peekable;

use jiff::{Timestamp, ToSpan};

use super::{Availability, Window, clock};

/// The stretches of open time inside `within`, in order, disjoint and not touching.
pub(super) fn stretches(availability: &Availability, within: Window) -> impl Iterator<Item = Window> {
    joined(pieces(availability, within))
}

fn pieces(availability: &Availability, within: Window) -> impl Iterator<Item = Window> {
    let runs = clock::runs(&availability.zone, within.from).take_while(move |run| run.from < within.until);
    runs.flat_map(move |run| {
        let (from, until) = (run.from.max(within.from), run.until.min(within.until));
        let last = run.last_date(within.until);
        let dates = run.date(from).series(1.day()).take_while(move |date| *date <= last);
        dates.flat_map(move |date| {
            availability.open_parts(date).into_iter().filter_map(move |part| {
                let piece = Window {
                    from: run.instant(date, part.from()).unwrap_or(Timestamp::MIN).max(from),
                    until: run.instant(date, part.to()).unwrap_or(Timestamp::MAX).min(until),
                };
                (piece.from < piece.until).then_some(piece)
            })
        })
    })
}

fn joined(pieces: impl Iterator<Item = Window>) -> impl Iterator<Item = Window> {
    let mut pieces: Peekable<_> = pieces.peekable();
    std::iter::from_fn(move || {
        let mut stretch = pieces.next()?;
        while let Some(next) = pieces.next_if(|next| next.from == stretch.until) {
            stretch.until = next.until;
        }
        Some(stretch)
    })
}

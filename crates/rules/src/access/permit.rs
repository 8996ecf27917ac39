//! The proof that the gate was asked: content opens only with the permit for its own kind and id.
//!
//! A text asks for the permit of its kind:
//!
//! ```
//! use banso_rules::access::{Action, Letter, ObjectId, Permit};
//! fn open(id: ObjectId, permit: &Permit<Letter>) -> bool { permit.covers(id, Action::Read) }
//! ```
//!
//! which cannot be made outside this module tree:
//!
//! ```compile_fail,E0624
//! use banso_rules::access::{Letter, Permit};
//! let make = Permit::<Letter>::new;
//! ```
//!
//! ```compile_fail,E0451
//! use banso_rules::access::{Letter, Permit};
//! fn forge(real: Permit<Letter>) -> Permit<Letter> { Permit { kind: std::marker::PhantomData, ..real } }
//! ```
//!
//! is not copied:
//!
//! ```compile_fail,E0599
//! use banso_rules::access::{Letter, Permit};
//! fn copy(real: Permit<Letter>) -> (Permit<Letter>, Permit<Letter>) { (real.clone(), real) }
//! ```
//!
//! opens no other kind:
//!
//! ```compile_fail,E0308
//! use banso_rules::access::{Letter, Note, Permit};
//! fn open(_: &Permit<Letter>) {}
//! fn misuse(note: &Permit<Note>) { open(note); }
//! ```
//!
//! and knows no kind but ours:
//!
//! ```compile_fail,E0277
//! use banso_rules::access::{Content, Object};
//! struct Mine;
//! impl Content for Mine { const OBJECT: Object = Object::Letter; }
//! ```

use std::marker::PhantomData;

use super::relation::Who;
use super::rule::Rule;
use super::words::{Action, Object, ObjectId, Obligations, Purpose};

mod sealed {
    pub trait Sealed {}
}

/// A kind of governed content, as a type.
pub trait Content: sealed::Sealed {
    const OBJECT: Object;
}

macro_rules! contents {
    ($($name:ident)+) => {$(
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name;
        impl sealed::Sealed for $name {}
        impl Content for $name {
            const OBJECT: Object = Object::$name;
        }
    )+};
}

contents! {
    Note Questionnaire SessionPlan SharedRecord ThreeLines Letter Reply Profile BookingFacts Draft Message JobCard
    ConsentLedger AccessLog CompanyItem CaseCopy PeerQuestion EmergencyPacket Extract Snapshot AuditLog
}

/// Leave to do one thing with one object for one purpose. It is neither copied nor stored.
#[derive(Debug, PartialEq, Eq)]
#[must_use]
pub struct Permit<O: Content> {
    kind: PhantomData<fn() -> O>,
    grant: Grant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grant {
    pub viewer: Who,
    pub id: ObjectId,
    pub action: Action,
    pub purpose: Purpose,
    pub rule: Rule,
    pub obligations: Obligations,
}

impl<O: Content> Permit<O> {
    pub(super) const fn new(grant: Grant) -> Self {
        Self { kind: PhantomData, grant }
    }

    /// Whether this permit is for exactly this object and action; content checks it before it opens.
    #[must_use]
    pub fn covers(&self, id: ObjectId, action: Action) -> bool {
        self.grant.id == id && self.grant.action == action
    }

    #[must_use]
    pub const fn viewer(&self) -> Who {
        self.grant.viewer
    }

    #[must_use]
    pub const fn id(&self) -> ObjectId {
        self.grant.id
    }

    #[must_use]
    pub const fn action(&self) -> Action {
        self.grant.action
    }

    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.grant.purpose
    }

    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.grant.rule
    }

    #[must_use]
    pub const fn obligations(&self) -> Obligations {
        self.grant.obligations
    }
}

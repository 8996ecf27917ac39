//! Who is answered what, said a second time: from the design, not from the product. A route is judged by who may try it
//! and by what it is about; of what two people have with each other it stands here which of them is let in, and when.

use axum::http::Method;
use banso::routes::{Policy, Spec, Who};
use rules::access::Object;

use super::actors::{Actor, Column, Promise, Standing};
use super::walk::Cell;

/// What an answer must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Asked to sign in.
    SignIn,
    /// There is no such thing.
    Hidden,
    /// A page, a form with faults, the next page, or that it is too late.
    Open,
    /// The design leaves it to the moment, as with a text that waits for a second person: only never a mistake of ours.
    Unsaid,
}

/// When one of the two is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leave {
    Never,
    /// Their own record is theirs, whatever became of their membership.
    Always,
    /// While they take part.
    Member,
    /// While they take part, and the client has acknowledged the promise.
    Promised,
}

use Leave::{Always, Member, Never, Promised};

/// What is between the two: when its client is let in, and when its supporter.
const OF_THE_TWO: &[(&str, Leave, Leave)] = &[
    ("GET /bookings/{id}/form", Always, Never),
    ("POST /bookings/{id}/form", Member, Never),
    ("GET /bookings/{id}/check", Always, Never),
    ("POST /bookings/{id}/confirmation", Member, Never),
    ("GET /bookings/{id}/move", Member, Member),
    ("POST /bookings/{id}/move", Member, Member),
    ("GET /bookings/{id}/cancellation", Member, Member),
    ("POST /bookings/{id}/cancellation", Member, Member),
    ("POST /bookings/{id}/attendance", Never, Member),
    ("GET /offers/{id}", Always, Member),
    ("POST /offers/{id}/acceptance", Never, Member),
    ("POST /offers/{id}/refusal", Never, Member),
    ("POST /offers/{id}/withdrawal", Member, Never),
    ("GET /meetings/{id}", Always, Member),
    ("GET /meetings/{id}/note", Never, Member),
    ("POST /meetings/{id}/note", Never, Member),
    ("POST /meetings/{id}/continuation", Member, Never),
    ("GET /meetings/{booking}/agreement", Always, Member),
    ("POST /meetings/{booking}/agreement", Member, Member),
    ("POST /meetings/{booking}/agreement/withdrawal", Always, Never),
    ("POST /meetings/{booking}/agreement/signature", Never, Member),
    ("POST /meetings/{booking}/agreement/answered", Member, Member),
    ("GET /meetings/{booking}/agreement/receipt", Always, Member),
    ("GET /meetings/{booking}/agreement/receipt.json", Always, Never),
    ("GET /meetings/{booking}/sheets/{key}", Always, Promised),
    ("POST /meetings/{booking}/sheets/{key}", Member, Never),
    ("GET /letters/{id}", Always, Member),
    ("GET /letters/{id}/edit", Never, Member),
    ("POST /letters/{id}/edit", Never, Member),
    ("GET /letters/{id}/preview", Never, Member),
    ("POST /letters/{id}/sending", Never, Member),
    ("POST /letters/{id}/recall", Never, Member),
    ("GET /letters/{id}/reply", Member, Never),
    ("POST /letters/{id}/reply", Member, Never),
    ("GET /meetings/{booking}/disclosures", Never, Member),
    ("GET /meetings/{booking}/item", Never, Member),
    ("POST /meetings/{booking}/item", Never, Member),
    ("GET /items/{id}", Always, Member),
    ("POST /items/{id}/decision", Member, Never),
    ("POST /items/{id}/end", Never, Member),
    ("GET /meetings/{booking}/handover", Never, Member),
    ("POST /meetings/{booking}/handover", Never, Member),
    ("GET /handovers/{id}", Always, Member),
    ("POST /handovers/{id}/decision", Member, Never),
    ("POST /handovers/{id}/asking", Never, Member),
    ("POST /handovers/{id}/second", Never, Never),
    ("POST /handovers/{id}/end", Never, Member),
    ("GET /meetings/{booking}/emergency", Never, Member),
    ("POST /meetings/{booking}/emergency", Never, Member),
    ("GET /emergencies/{id}", Always, Member),
    ("POST /emergencies/{id}/charge", Never, Never),
    ("POST /emergencies/{id}/agreement", Never, Never),
    ("POST /emergencies/{id}/opening", Never, Never),
    ("POST /emergencies/{id}/refusal", Never, Never),
    ("POST /emergencies/{id}/request", Always, Never),
    ("POST /emergencies/{id}/request/answer", Never, Never),
    ("POST /emergencies/{id}/review", Never, Never),
    ("GET /meetings/{booking}/copy", Never, Member),
    ("POST /meetings/{booking}/copy", Never, Member),
    ("GET /copies/{id}", Always, Member),
    ("POST /copies/{id}/end", Never, Member),
    ("POST /copies/{id}/advice", Never, Never),
    ("GET /extracts/{id}", Always, Member),
    ("POST /extracts/{id}/passage", Never, Member),
    ("POST /extracts/{id}/showing", Never, Never),
    ("POST /extracts/{id}/decision", Member, Never),
    ("POST /extracts/{id}/asking", Never, Never),
    ("POST /extracts/{id}/second", Never, Never),
    ("POST /extracts/{id}/end", Never, Never),
];
/// Who is none of the two and answers for it by their office, while they hold it.
const OF_AN_OFFICE: &[(&str, &[Actor])] = &[
    ("GET /emergencies/{id}", &[Actor::DutyOfficer, Actor::DataOfficer]),
    ("POST /emergencies/{id}/charge", &[Actor::DutyOfficer]),
    ("POST /emergencies/{id}/agreement", &[Actor::DutyOfficer]),
    ("POST /emergencies/{id}/opening", &[Actor::DutyOfficer]),
    ("POST /emergencies/{id}/refusal", &[Actor::DutyOfficer]),
    ("POST /emergencies/{id}/request/answer", &[Actor::DataOfficer]),
    ("POST /emergencies/{id}/review", &[Actor::DataOfficer]),
    ("POST /handovers/{id}/second", &[Actor::DataOfficer]),
    ("GET /copies/{id}", &[Actor::Supervisor]),
    ("POST /copies/{id}/advice", &[Actor::Supervisor]),
    ("GET /extracts/{id}", &[Actor::DataOfficer]),
    ("POST /extracts/{id}/showing", &[Actor::DataOfficer]),
    ("POST /extracts/{id}/asking", &[Actor::DataOfficer]),
    ("POST /extracts/{id}/second", &[Actor::DataOfficer]),
    ("POST /extracts/{id}/end", &[Actor::DataOfficer]),
];
/// Asked of an officer until one has answered: where that ground stands, nobody is asked any more.
const ANSWERED: &str = "/handovers/{id}/second";
/// What the client of the stage agreed to hand over, to another supporter.
const OF_THE_SUCCESSOR: &str = "/handovers/{id}/record";
/// What waits for its owner alone, who is the client of the stage, in any standing.
const OF_THE_CLIENT: [&str; 3] = ["/held/{id}", "/held/{id}/discard", "/me/logins/{id}/end"];
/// What a supporter publishes, while they are one.
const PUBLISHED: [&str; 2] = ["/supporters/{id}", "/supporters/{id}/slots"];
/// A list for those who are called in a danger, and those who judge it afterwards.
const OF_OFFICERS: &str = "/emergencies";
const OFFICERS: [Actor; 2] = [Actor::DutyOfficer, Actor::DataOfficer];
/// A house that was founded is not founded again.
const FOUNDED: &str = "/founding";
/// Said to who has just left.
const FAREWELL: &str = "/farewell";
const SIGN_OUT: &str = "/sign-out";
/// What somebody holds in their hands of what was decided; before that there is none.
const RECEIPT: &str = "/meetings/{booking}/agreement/receipt";

/// What the design says about this route for this actor in this state.
pub fn expected(spec: &Spec, column: Column) -> Expected {
    let active = column.standing == Standing::Active;
    let holds = match spec.who {
        Who::Anyone | Who::InDemo if spec.path == FOUNDED => return Expected::Hidden,
        // who is signed in has not left
        Who::Anyone if spec.path == FAREWELL && !column.is_signed_out() => return Expected::Unsaid,
        Who::Anyone | Who::InDemo => return Expected::Open,
        _ if column.is_signed_out() => return Expected::SignIn,
        Who::SignedIn => true,
        Who::Role(role) => active && column.actor.role() == Some(role),
        Who::Organiser => active && matches!(column.actor, Actor::Manager | Actor::Administrator),
    };
    match spec.policy {
        _ if !holds => Expected::Hidden,
        Policy::Gate(object, _) => gated(spec, object, column),
        _ if OF_THE_CLIENT.contains(&spec.path) => open_if(column.actor == Actor::Client),
        _ if spec.path == OF_OFFICERS => open_if(active && OFFICERS.contains(&column.actor)),
        _ if PUBLISHED.contains(&spec.path) => open_if(active || column.actor != Actor::Supporter),
        _ if spec.who == Who::SignedIn && spec.path.contains("{id}") => Expected::Unsaid,
        _ => Expected::Open,
    }
}

fn open_if(open: bool) -> Expected {
    if open { Expected::Open } else { Expected::Hidden }
}

fn gated(spec: &Spec, object: Object, column: Column) -> Expected {
    let active = column.standing == Standing::Active;
    if !spec.path.contains('{') {
        return one_s_own(spec, object, column);
    }
    if spec.path == OF_THE_SUCCESSOR {
        return open_if(active && column.actor == Actor::AnotherSupporter);
    }
    let name = format!("{} {}", spec.method, spec.path);
    let Some((_, client, supporter)) = OF_THE_TWO.iter().find(|(route, ..)| *route == name) else {
        // a route that the list above does not know: who could be let in at most
        let never = !at_most(object).contains(&column.actor) || !active && column.actor != Actor::Client;
        return if never { Expected::Hidden } else { Expected::Unsaid };
    };
    let office = OF_AN_OFFICE.iter().any(|(route, offices)| *route == name && offices.contains(&column.actor));
    // a case is lent by a consent of its own, which is gone where nothing was ever agreed on
    let leave = match column.actor {
        Actor::Supervisor if column.promise == Promise::None => Never,
        _ if spec.path == ANSWERED && column.promise == Promise::Exception => Never,
        Actor::Client => *client,
        Actor::Supporter => *supporter,
        _ if office => Member,
        _ => Never,
    };
    open_if(match leave {
        _ if spec.path.starts_with(RECEIPT) && column.promise == Promise::None => false,
        Never => false,
        Always => true,
        Member => active,
        Promised => active && column.promise.is_given(),
    })
}

/// About the person who looks: clients of the stage have a profile, and it outlives their membership. A profile
/// belongs to a programme, so who was only invited has none.
fn one_s_own(spec: &Spec, object: Object, column: Column) -> Expected {
    let (active, clients) = (column.standing == Standing::Active, [Actor::Client, Actor::AnotherClient]);
    let kept = clients.contains(&column.actor) && column.standing != Standing::Invited;
    match object {
        Object::AccessLog => Expected::Open,
        Object::Profile if spec.method == Method::GET => open_if(active || kept),
        Object::Profile => open_if(active),
        _ => Expected::Unsaid,
    }
}

/// Who can be let in to a kind of text, whatever was agreed on and whatever ground stands beside it.
fn at_most(object: Object) -> &'static [Actor] {
    use Actor::{
        AnotherSupporter, Auditor, Client, CompanyViewer, DataOfficer, DutyOfficer, Manager, Supervisor, Supporter,
        Trainer,
    };
    match object {
        Object::Note | Object::SessionPlan => &[Supporter],
        Object::AccessLog => &[Client],
        Object::CompanyItem => &[Client, Supporter, CompanyViewer],
        Object::CaseCopy => &[Client, Supporter, Supervisor, Trainer, DataOfficer],
        Object::PeerQuestion => &[Supporter, AnotherSupporter],
        Object::EmergencyPacket => &[Client, Supporter, DutyOfficer, DataOfficer, Supervisor, CompanyViewer, Trainer],
        Object::Extract => &[Client, DataOfficer, Supervisor, CompanyViewer, Trainer],
        Object::Snapshot => &[Manager, DataOfficer, CompanyViewer],
        Object::AuditLog => &[Auditor],
        _ => &[Client, Supporter],
    }
}

impl Expected {
    /// Whether an answer is of this kind.
    pub fn is(self, spec: &Spec, cell: &Cell) -> bool {
        match self {
            // a post whose login has ended is held for its writer
            Self::SignIn => leads_in(spec, cell) && (!cell.wrote || spec.held && cell.column.actor != Actor::Nobody),
            Self::Hidden => cell.status == 404 && !cell.wrote,
            Self::Open if spec.method == Method::GET => cell.status == 200 && keeps_still(spec, cell),
            Self::Open => [200, 303, 409, 410, 422].contains(&cell.status) && !leads_in(spec, cell),
            Self::Unsaid => cell.status < 500 && (spec.method == Method::POST || keeps_still(spec, cell)),
        }
    }
}

fn leads_in(spec: &Spec, cell: &Cell) -> bool {
    cell.word() == "303 /sign-in" && (spec.path != SIGN_OUT || cell.column.is_signed_out())
}

/// A page changes nothing, but for the mark that a letter was read.
fn keeps_still(spec: &Spec, cell: &Cell) -> bool {
    !cell.wrote || spec.audit == Some("letter-read")
}

/// What is wrong with an answer.
pub fn fault(spec: &Spec, cell: &Cell) -> Option<String> {
    let expected = expected(spec, cell.column);
    let Cell { column: Column { actor, standing, promise }, wrote, .. } = cell;
    (!expected.is(spec, cell)).then(|| {
        let (route, who) = (format!("{} {}", spec.method, spec.path), actor.name());
        let wrote = if *wrote { " and wrote" } else { "" };
        format!("{route} as {who} ({standing:?}, promise {promise:?}) is {}{wrote}, expected {expected:?}", cell.word())
    })
}

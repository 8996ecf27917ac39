//! One canary in every private field, put there by the person who would write it, and who may ever read it: asked of
//! the rules, not of the pages.

use banso::people::PersonId;
use jiff::SignedDuration;
use kit::web::Entry;
use rules::access::{
    Action, Ask, Consent, Exception, Object, ObjectId, Outcome, Parties, Purpose, State, judge, relate,
};

use super::readers::Reader;

use crate::matrix::actors::Actor;
use crate::matrix::stage::Stage;
use crate::sheets::booked;
use crate::support::Client;

/// A word that stands in one private text and nowhere else.
#[derive(Clone, Debug)]
pub struct Canary {
    pub word: &'static str,
    pub author: PersonId,
    /// Where its author finds it again.
    pub at: String,
    leave: Leave,
}

/// Who may ever read it.
#[derive(Clone, Debug)]
enum Leave {
    /// Whoever the rules let in, asked of them.
    Rules { object: Object, parties: Parties, state: State, between_the_two: bool },
    /// The few to whom it was addressed, written down from the design, whatever the two promised each other.
    To(&'static [Actor]),
}

impl Canary {
    /// Whether somebody may read it, while the promise of confidence stands like this between the two.
    pub fn is_read_by(&self, reader: Option<&Reader>, promise: Consent) -> bool {
        reader.is_some_and(|reader| match &self.leave {
            Leave::To(readers) => readers.contains(&reader.actor),
            // everybody else of the stage has kept their promise
            Leave::Rules { between_the_two: false, .. } => self.is_open_to(reader, Consent::Given),
            Leave::Rules { .. } => self.is_open_to(reader, promise) || self.is_handed_over_to(reader),
        })
    }

    /// Whether somebody must find it: its author, to whom it was addressed, and who goes on with it.
    pub fn is_found_by(&self, reader: &Reader) -> bool {
        let named = matches!(self.leave, Leave::To(_)) || self.is_handed_over_to(reader);
        named || self.author.for_gate() == reader.viewer.who
    }

    /// For their support, or on their own request.
    fn is_open_to(&self, reader: &Reader, promise: Consent) -> bool {
        [Purpose::Support, Purpose::SubjectAccess].into_iter().any(|purpose| self.opens(reader, promise, purpose))
    }

    /// To who goes on with the record, on the terms of the handover: what the client agreed to there stands for itself.
    fn is_handed_over_to(&self, reader: &Reader) -> bool {
        self.opens(reader, Consent::Given, Purpose::Handover)
    }

    fn opens(&self, reader: &Reader, consent: Consent, purpose: Purpose) -> bool {
        let Leave::Rules { object, parties, state, .. } = &self.leave else { return false };
        let relation = relate(&reader.viewer, parties);
        let (id, action, exception) = (ObjectId(0), Action::Read, Exception::None);
        let ask =
            Ask { relation, id, state: *state, action, purpose, consent, exception, second: None, now: reader.now };
        matches!(judge(*object, &ask), Outcome::Allow(..))
    }
}

/// The people of the texts, and where they write.
pub struct Aviary<'a> {
    pub(super) stage: &'a Stage,
    pub canaries: Vec<Canary>,
    pub(super) tanaka: Client,
    pub(super) hayakawa: Client,
    mizuno: Client,
    saeki: Client,
}

impl<'a> Aviary<'a> {
    /// Writes them all.
    pub async fn of(stage: &'a Stage) -> Vec<Canary> {
        let person = async |key| stage.app.as_person(stage.app.cast(key)).await;
        let (tanaka, hayakawa) = (person("tanaka").await, person("hayakawa").await);
        let (mizuno, saeki) = (person("mizuno").await, person("saeki").await);
        let mut aviary = Self { stage, canaries: Vec::new(), tanaka, hayakawa, mizuno, saeki };
        aviary.sheets().await;
        aviary.other_people().await;
        aviary.letters().await;
        aviary.words().await;
        aviary.unsent().await;
        aviary.exits().await;
        aviary.canaries
    }

    /// The two, and 佐伯さん, to whom 田中さん agreed to hand the record over.
    fn parties(&self) -> Parties {
        let ((tanaka, hayakawa), saeki) = (self.stage.pair(), self.stage.app.cast("saeki"));
        let [client, supporter, successor] = [tanaka, hayakawa, saeki].map(|person| Some(person.for_gate()));
        Parties { client, supporter, successor, ..Parties::default() }
    }

    /// A text with few readers.
    pub(super) fn put_to(&mut self, word: &'static str, author: &str, readers: &'static [Actor], at: &str) {
        let author = self.stage.app.cast(author);
        self.canaries.push(Canary { word, author, at: at.to_owned(), leave: Leave::To(readers) });
    }

    fn put(&mut self, word: &'static str, author: &str, (object, state): (Object, State), at: &str) {
        let parties = self.parties();
        self.put_for(word, author, (object, parties, state), at);
    }

    fn put_for(
        &mut self,
        word: &'static str,
        author: &str,
        (object, parties, state): (Object, Parties, State),
        at: &str,
    ) {
        let author = self.stage.app.cast(author);
        let parties = Parties { author: Some(author.for_gate()), ..parties };
        let between_the_two = parties.client == self.parties().client;
        let leave = Leave::Rules { object, parties, state, between_the_two };
        self.canaries.push(Canary { word, author, at: at.to_owned(), leave });
    }

    async fn sheets(&mut self) {
        let (tanaka, hayakawa) = self.stage.pair();
        let met = self.stage.path("/meetings/{id}");
        let ahead = self.stage.path("/meetings/{booking}");
        let quiet = booked(&self.stage.app, tanaka, hayakawa, SignedDuration::from_hours(-50), 2).await;
        let quiet = format!("/meetings/{quiet}");
        let topic = [("q-most", "canary-01-most"), ("q-ask", "canary-02-ask"), ("hand", "submit")];
        written(&mut self.tanaka, &format!("{ahead}/sheets/what-to-talk-about"), &topic).await;
        let plan = [("q-aim", "canary-03-aim"), ("q-flow", "canary-04-flow"), ("hand", "submit")];
        written(&mut self.hayakawa, &format!("{ahead}/sheets/session-plan"), &plan).await;
        let record = [("q-said", "canary-05-said"), ("q-promise", "canary-06-promise"), ("hand", "submit")];
        written(&mut self.hayakawa, &format!("{met}/sheets/shared-record"), &record).await;
        let lines = |one, hand| [("q-one", one), ("q-two", "話せた"), ("q-three", "休む"), ("hand", hand)];
        written(&mut self.tanaka, &format!("{met}/sheets/three-lines"), &lines("canary-07-shared", "submit")).await;
        written(&mut self.tanaka, &format!("{quiet}/sheets/three-lines"), &lines("canary-08-kept", "withhold")).await;
        let note = [("note", "canary-09-note"), ("quotes", "canary-10-quote"), ("strengths", "canary-11-strength")];
        written(&mut self.hayakawa, &format!("{met}/note"), &note).await;
        written(
            &mut self.tanaka,
            "/profile",
            &[("q-now", "canary-12-now"), ("q-path", "canary-13-path"), ("hand", "submit")],
        )
        .await;
        let (handed, kept) = (State::Submitted, State::Kept);
        let sheets = [
            ("canary-01-most", "tanaka", (Object::Questionnaire, handed), format!("{ahead}/sheets/what-to-talk-about")),
            ("canary-02-ask", "tanaka", (Object::Questionnaire, handed), format!("{ahead}/sheets/what-to-talk-about")),
            ("canary-03-aim", "hayakawa", (Object::SessionPlan, kept), format!("{ahead}/sheets/session-plan")),
            ("canary-04-flow", "hayakawa", (Object::SessionPlan, kept), format!("{ahead}/sheets/session-plan")),
            ("canary-05-said", "hayakawa", (Object::SharedRecord, handed), format!("{met}?tab=reflect")),
            ("canary-06-promise", "hayakawa", (Object::SharedRecord, handed), format!("{met}?tab=reflect")),
            ("canary-07-shared", "tanaka", (Object::ThreeLines, handed), format!("{met}?tab=reflect")),
            ("canary-08-kept", "tanaka", (Object::ThreeLines, State::Withheld), format!("{quiet}?tab=reflect")),
            ("canary-09-note", "hayakawa", (Object::Note, kept), format!("{met}/note")),
            ("canary-10-quote", "hayakawa", (Object::Note, kept), format!("{met}/note")),
            ("canary-11-strength", "hayakawa", (Object::Note, kept), format!("{met}/note")),
            ("canary-12-now", "tanaka", (Object::Profile, kept), "/profile".to_owned()),
            ("canary-13-path", "tanaka", (Object::Profile, kept), "/profile".to_owned()),
        ];
        for (word, author, text, at) in sheets {
            self.put(word, author, text, &at);
        }
    }

    /// 水野さん comes to 早川さん too, and 佐伯さん comes to nobody: their texts are strange to 田中さん and to each other.
    async fn other_people(&mut self) {
        let (mizuno, saeki) = (self.stage.app.cast("mizuno"), self.stage.app.cast("saeki"));
        let met = format!("/meetings/{}/sheets/three-lines", self.stage.app.meeting("mizuno-hayakawa-1"));
        let lines = [("q-one", "canary-14-mizuno"), ("q-two", "話せた"), ("q-three", "休む"), ("hand", "submit")];
        written(&mut self.mizuno, &met, &lines).await;
        written(&mut self.mizuno, "/profile", &[("q-now", "canary-15-mizuno"), ("hand", "submit")]).await;
        written(&mut self.saeki, "/profile", &[("q-now", "canary-16-saeki"), ("hand", "submit")]).await;
        let of_mizuno = Parties { client: Some(mizuno.for_gate()), successor: None, ..self.parties() };
        let of_saeki = Parties { client: Some(saeki.for_gate()), ..Parties::default() };
        self.put_for("canary-14-mizuno", "mizuno", (Object::ThreeLines, of_mizuno, State::Submitted), &met);
        self.put_for("canary-15-mizuno", "mizuno", (Object::Profile, of_mizuno, State::Kept), "/profile");
        self.put_for("canary-16-saeki", "saeki", (Object::Profile, of_saeki, State::Kept), "/profile");
    }

    /// A letter under way, one that is still written, and the answer to one that was read.
    async fn letters(&mut self) {
        let (draft, back) = (self.stage.path("/letters/{id}/edit"), self.stage.path("/letters/{id}/recall"));
        let sent = back.trim_end_matches("/recall").to_owned();
        let letter = |body| [("body", body), ("strength", "canary-17-virtue"), ("then", "preview")];
        written(&mut self.hayakawa, &back, &[]).await;
        written(&mut self.hayakawa, &format!("{sent}/edit"), &letter("canary-18-sent")).await;
        written(&mut self.hayakawa, &format!("{sent}/sending"), &[]).await;
        written(&mut self.hayakawa, &draft, &[("body", "canary-19-draft"), ("then", "preview")]).await;
        let answered = self.stage.path("/letters/{id}");
        written(&mut self.tanaka, &format!("{answered}/reply"), &[("body", "canary-20-reply")]).await;
        let (tanaka, hayakawa) = self.stage.pair();
        let at = State::Sent { at: self.stage.app.db().clock().now().timestamp() };
        let letter = Parties { addressee: Some(tanaka.for_gate()), ..self.parties() };
        let reply = Parties { addressee: Some(hayakawa.for_gate()), ..self.parties() };
        self.put_for("canary-17-virtue", "hayakawa", (Object::Letter, letter, at), &sent);
        self.put_for("canary-18-sent", "hayakawa", (Object::Letter, letter, at), &sent);
        self.put_for("canary-19-draft", "hayakawa", (Object::Letter, letter, State::Draft), &draft);
        self.put_for("canary-20-reply", "tanaka", (Object::Reply, reply, at), &answered);
    }

    /// The words with a cancellation, with a declined offer and with a clause are for the two people.
    async fn words(&mut self) {
        let (tanaka, hayakawa) = self.stage.pair();
        let off = booked(&self.stage.app, tanaka, hayakawa, SignedDuration::from_hours(300), 3).await;
        let words = [("words", "canary-21-cancelled")];
        written(&mut self.tanaka, &format!("/bookings/{off}/cancellation"), &words).await;
        let offer = self.stage.path("/offers/{id}");
        written(&mut self.hayakawa, &format!("{offer}/refusal"), &[("words", "canary-22-declined")]).await;
        let agreement = self.stage.path("/meetings/{booking}/agreement");
        written(&mut self.tanaka, &agreement, &[("question-case-use", "canary-26-asked")]).await;
        let (message, ledger) = ((Object::Message, State::Kept), (Object::ConsentLedger, State::Kept));
        self.put("canary-21-cancelled", "tanaka", message, &format!("/meetings/{off}"));
        self.put("canary-22-declined", "hayakawa", message, &offer);
        self.put("canary-26-asked", "tanaka", ledger, &agreement);
    }

    /// What is typed and not sent: forms that saved themselves, and a post that came after the login had ended.
    async fn unsent(&mut self) {
        let form = self.stage.path("/bookings/{id}/form");
        written(&mut self.tanaka, &form, &[("q-most", "canary-23-form")]).await;
        let note = self.stage.path("/meetings/{booking}/note");
        let key = format!("/drafts/{}", note.replace("/meetings/", "notes/").trim_end_matches("/note"));
        written(&mut self.hayakawa, &key, &[("note", "canary-24-jotted")]).await;
        let (tx, me) = (self.stage.app.db().begin().await.unwrap(), self.stage.pair().0);
        let post = Entry::default().with("family", "canary-25-held");
        let held = kit::drafts::hold(&tx, &self.stage.app.app.masters, me.0, "/me", &post).await.unwrap();
        tx.commit().await.unwrap();
        let held = format!("/held/{}", held.as_simple());
        let alone = (Object::Draft, Parties::default(), State::Kept);
        self.put_for("canary-23-form", "tanaka", alone, &form);
        self.put_for("canary-24-jotted", "hayakawa", alone, &note);
        self.put_for("canary-25-held", "tanaka", alone, &held);
    }
}

pub(super) async fn written(browser: &mut Client, path: &str, fields: &[(&str, &str)]) {
    let page = browser.post_only(path, fields).await;
    assert!(page.status.is_redirection() || page.status.is_success(), "{path}: {}\n{}", page.status, page.text());
}

//! A word in every text that leaves on a way out, from the pen of who writes it there. Its readers are written down from
//! the design, not asked of the rules; each of them finds it, and nobody else does.

use kit::args;
use kit::db::Sql;
use sea_orm::FromQueryResult;

use super::texts::{Aviary, written};
use crate::matrix::actors::Actor;
use crate::support::{Client, Page};
use Actor::{CompanyViewer, DataOfficer, DutyOfficer, Supervisor, Supporter};

const THE_CLIENT: Actor = Actor::Client;
/// An account of a danger is never shorter than this.
const AND_SO_ON: &str = "今夜のうちに命があぶないと、面談のなかで本人が話した。家族のほかに間に合う人がいない。";

#[derive(FromQueryResult)]
struct Email {
    email: String,
}

impl Aviary<'_> {
    pub(super) async fn exits(&mut self) {
        self.items().await;
        self.case_copy().await;
        self.passages().await;
        self.packet_for_outside().await;
        self.packet_for_the_company().await;
        self.packet_that_waits().await;
        self.hold().await;
    }

    async fn person(&self, key: &str) -> Client {
        self.stage.app.as_person(self.stage.app.cast(key)).await
    }

    fn way(&self, out: &str) -> String {
        self.stage.path(&format!("/meetings/{{booking}}/{out}"))
    }

    /// Its client says yes to the words that stand there.
    async fn agreed_to(&mut self, at: &str) {
        decided(&mut self.tanaka, at, "decision").await;
    }

    /// One that its client has not answered, one that is open to its reader, and one that is still typed.
    async fn items(&mut self) {
        let (way, reader) = (self.way("item"), self.stage.app.cast("company-viewer").to_string());
        let mut at = Vec::new();
        for text in ["canary-27-shown", "canary-28-open"] {
            at.push(led(&mut self.hayakawa, &way, &[("text", text), ("reader", &reader)]).await);
        }
        self.agreed_to(&at[1]).await;
        let draft = way.replace("/meetings/", "/drafts/items/");
        written(&mut self.hayakawa, draft.trim_end_matches("/item"), &[("text", "canary-49-begun")]).await;
        self.put_to("canary-49-begun", "hayakawa", &[Supporter], &way);
        self.put_to("canary-27-shown", "hayakawa", &[THE_CLIENT, Supporter], &at[0]);
        self.put_to("canary-28-open", "hayakawa", &[THE_CLIENT, Supporter, CompanyViewer], &at[1]);
    }

    /// What the supervisor answers is the supporter's.
    async fn case_copy(&mut self) {
        let supervisor = self.stage.app.cast("supervisor").to_string();
        let checks = ["names", "dates", "age", "rare", "unrecognised"].map(|check| ("check", check));
        let case = [("about", "canary-29-case"), ("ask", "待てたか。"), ("supervisor", &*supervisor), ("days", "90")];
        let (way, lent) = (self.way("copy"), self.stage.path("/copies/{id}"));
        // one at a time for one supervisor
        written(&mut self.hayakawa, &format!("{lent}/end"), &[]).await;
        let at = led(&mut self.hayakawa, &way, &[case.as_slice(), &checks].concat()).await;
        let mut supervisor = self.person("supervisor").await;
        written(&mut supervisor, &format!("{at}/advice"), &[("advice", "canary-30-advice")]).await;
        self.put_to("canary-29-case", "hayakawa", &[THE_CLIENT, Supporter, Supervisor], &at);
        self.put_to("canary-30-advice", "supervisor", &[Supporter, Supervisor], &at);
    }

    /// A part that an order names and one that a company needs, both let out by two; and one that is still written.
    async fn passages(&mut self) {
        let order = self.extract(("order", ""), "canary-31-order", "canary-32-order").await;
        let reader = self.stage.app.cast("company-viewer").to_string();
        let hazard = self.extract(("hazard", &reader), "canary-33-hazard", "canary-34-hazard").await;
        let begun = self.extract(("order", ""), "canary-35-begun", "canary-36-begun").await;
        let mut lead = self.person("data-officer").await;
        let mut second = self.person("natori").await;
        written(&mut lead, &format!("{hazard}/showing"), &[]).await;
        self.agreed_to(&hazard).await;
        for at in [&order, &hazard] {
            written(&mut lead, &format!("{at}/asking"), &[]).await;
            decided(&mut second, at, "second").await;
        }
        // who wrote it out has handed it over
        self.put_to("canary-31-order", "data-officer", &[THE_CLIENT, DataOfficer], &order);
        self.put_to("canary-32-order", "hayakawa", &[THE_CLIENT, DataOfficer], &order);
        self.put_to("canary-33-hazard", "data-officer", &[THE_CLIENT, DataOfficer], &hazard);
        self.put_to("canary-34-hazard", "hayakawa", &[THE_CLIENT, DataOfficer, CompanyViewer], &hazard);
        self.put_to("canary-35-begun", "data-officer", &[Supporter, DataOfficer], &begun);
        self.put_to("canary-36-begun", "hayakawa", &[Supporter, DataOfficer], &begun);
    }

    /// Begun by the officer, written out by 早川さん.
    async fn extract(&mut self, (kind, recipient): (&str, &str), scope: &str, passage: &str) -> String {
        let (tanaka, hayakawa) = self.stage.pair();
        let case = format!("consultation/{tanaka}/{hayakawa}");
        let asked = [("case", case.as_str()), ("kind", kind), ("recipient", recipient), ("scope", scope)];
        let paper = [("by", "地方裁判所"), ("reference", "第四十一号"), ("dated", "2026-11-24")];
        let mut lead = self.person("data-officer").await;
        let at = led(&mut lead, "/extracts", &[asked.as_slice(), &paper].concat()).await;
        written(&mut self.hayakawa, &format!("{at}/passage"), &[("passage", passage)]).await;
        at
    }

    async fn packet(&mut self, danger: &str, (to, outside): (&str, &str)) -> String {
        let packet = [("who", "client"), ("danger", danger), ("asks", "会いに行く"), ("to", to), ("outside", outside)];
        let way = self.way("emergency");
        led(&mut self.hayakawa, &way, &packet).await
    }

    /// One duty officer answers for it, another one agrees.
    async fn let_out(&self, at: &str, (first, second): (&str, &str), words: (&str, &str)) {
        let (reason, untold) = words;
        let reason = format!("{reason}{AND_SO_ON}");
        let charge = [("reason", reason.as_str()), ("told", "no"), ("untold", untold), ("minutes", "120")];
        written(&mut self.person(first).await, &format!("{at}/charge"), &charge).await;
        written(&mut self.person(second).await, &format!("{at}/agreement"), &[]).await;
    }

    /// Judged by a third, and refused to its client.
    async fn packet_for_outside(&mut self) {
        let at = self.packet("canary-37-danger", ("outside", "canary-38-sister")).await;
        self.let_out(&at, ("duty-officer", "tozuka"), ("canary-39-reason", "canary-40-untold")).await;
        let words = format!("canary-41-verdict{AND_SO_ON}");
        let judged = [("finding", "justified"), ("words", &*words)];
        written(&mut self.person("natori").await, &format!("{at}/review"), &judged).await;
        written(&mut self.tanaka, &format!("{at}/request"), &[]).await;
        let no = [("answer", "no"), ("why", &*format!("canary-42-why{AND_SO_ON}"))];
        written(&mut self.person("data-officer").await, &format!("{at}/request/answer"), &no).await;
        let inside = &[DutyOfficer, DataOfficer];
        self.put_to("canary-37-danger", "hayakawa", &[Supporter, DutyOfficer, DataOfficer], &at);
        self.put_to("canary-38-sister", "hayakawa", &[Supporter, DutyOfficer, DataOfficer], &at);
        self.put_to("canary-39-reason", "duty-officer", inside, &at);
        self.put_to("canary-40-untold", "duty-officer", inside, &at);
        self.put_to("canary-41-verdict", "natori", inside, &at);
        self.put_to("canary-42-why", "data-officer", inside, &at);
    }

    /// Read by somebody in the house, and by its client, who asked and was answered with a yes.
    async fn packet_for_the_company(&mut self) {
        let reader = self.stage.app.cast("company-viewer").to_string();
        let at = self.packet("canary-43-danger", (&reader, "")).await;
        self.let_out(&at, ("duty-officer", "sawamura"), ("canary-44-reason", "canary-45-untold")).await;
        written(&mut self.tanaka, &format!("{at}/request"), &[]).await;
        let officer = &mut self.person("data-officer").await;
        written(officer, &format!("{at}/request/answer"), &[("answer", "yes")]).await;
        let all = &[THE_CLIENT, Supporter, DutyOfficer, DataOfficer, CompanyViewer];
        self.put_to("canary-43-danger", "hayakawa", all, &at);
        self.put_to("canary-44-reason", "duty-officer", &[DutyOfficer, DataOfficer], &at);
        self.put_to("canary-45-untold", "duty-officer", &[DutyOfficer, DataOfficer], &at);
    }

    /// What did not leave is no business of who judges what did, nor told to its client.
    async fn packet_that_waits(&mut self) {
        let at = self.packet("canary-46-waits", ("outside", "canary-47-brother")).await;
        self.put_to("canary-46-waits", "hayakawa", &[Supporter, DutyOfficer], &at);
        self.put_to("canary-47-brother", "hayakawa", &[Supporter, DutyOfficer], &at);
    }

    async fn hold(&mut self) {
        let (db, tanaka) = (self.stage.app.db(), self.stage.pair().0);
        let row: Option<Email> = db.first("SELECT email FROM people WHERE id = $1", args![tanaka]).await.unwrap();
        let hold = [("email", &*row.unwrap().email), ("reason", "canary-48-hold")];
        written(&mut self.person("data-officer").await, "/legal-holds", &hold).await;
        self.put_to("canary-48-hold", "data-officer", &[DataOfficer], "/legal-holds");
    }
}

/// Where a form leads that was taken.
async fn led(browser: &mut Client, path: &str, fields: &[(&str, &str)]) -> String {
    let page = browser.post_only(path, fields).await;
    assert!(page.status == 303, "{path}: {}\n{}", page.status, page.text());
    page.headers["location"].to_str().unwrap().to_owned()
}

/// A yes to exactly what stands on the page.
async fn decided(browser: &mut Client, at: &str, step: &str) {
    let page: Page = browser.get(at).await;
    let digest = page.is(200).after("name=\"digest\" value=\"").unwrap()[..64].to_owned();
    written(browser, &format!("{at}/{step}"), &[("answer", "yes"), ("digest", &digest)]).await;
}

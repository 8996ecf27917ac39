//! What may leave: for each step that somebody can take next one that waits for it, so that every route of a way out has
//! an object in the right state.

use jiff::SignedDuration;
use kit::args;
use uuid::Uuid;

use super::Stage;
use crate::support::{Client, TestApp};

const EXTRACT: &str = "/extracts/";
const RECORD: &str = "/handovers/{id}/record";
const SECOND: [&str; 2] = ["/handovers/{id}/second", "/extracts/{id}/second"];
/// Longer than a client may stay silent before somebody answers in their place.
const LONG_AGO: i64 = 24 * 15;

impl Stage {
    pub(super) async fn exits(&mut self) {
        let satomi = self.app.cast("satomi").to_string();
        let item = [("text", "週に二日の在宅勤務を続けたい。"), ("reader", &*satomi)];
        let item = self.leaves("item", &item).await;
        self.put("/items/", "id", item);
        self.handovers().await;
        self.copy().await;
        self.extracts(&satomi).await;
    }

    async fn person(&self, key: &str) -> Client {
        self.app.as_person(self.app.cast(key)).await
    }

    /// What 早川さん writes from the meeting ahead.
    async fn leaves(&self, way: &str, form: &[(&str, &str)]) -> String {
        let ahead = self.app.meeting("tanaka-hayakawa-2");
        made(&mut self.person("hayakawa").await, &format!("/meetings/{ahead}/{way}"), form).await
    }

    /// One that waits for its client, one that they agreed to, one about which they are silent, and one for which a
    /// data officer is asked.
    async fn handovers(&mut self) {
        let saeki = self.app.cast("saeki").to_string();
        let shown = self.leaves("handover", &[("successor", &*saeki)]).await;
        let given = self.leaves("handover", &[("successor", &*saeki)]).await;
        yes(&mut self.person("tanaka").await, &format!("/handovers/{given}"), "decision").await;
        let (silent, asked) = (self.silent(&shown).await, self.silent(&shown).await);
        let asks = format!("/handovers/{asked}/asking");
        self.person("hayakawa").await.post_only(&asks, &[]).await.is(303);
        self.put("/handovers/", "id", shown);
        self.put(RECORD, "id", given);
        self.put("/handovers/{id}/asking", "id", silent);
        self.put(SECOND[0], "id", &asked);
        self.grounds.push((RECORD, asked));
    }

    /// The same handover, shown to its client long ago.
    async fn silent(&self, like: &str) -> String {
        let (db, like) = (self.app.db(), like.parse::<Uuid>().unwrap());
        let (now, ago) = (db.clock().now(), SignedDuration::from_hours(-LONG_AGO));
        let (id, at) = (db.dice().uuid(now), now.plus(ago));
        let row = "INSERT INTO disclosures (id, kind, programme, client, supporter, author, recipient, made_at, digest)
            SELECT $1, kind, programme, client, supporter, author, recipient, $2, digest FROM disclosures WHERE id = $3";
        self.tells(row, args![id, at, like]).await;
        let step = "INSERT INTO disclosure_steps (disclosure, seq, event, taken_by, taken_at)
            SELECT $1, 0, 'shown', author, $2 FROM disclosures WHERE id = $1";
        self.tells(step, args![id, at]).await;
        id.as_simple().to_string()
    }

    /// A case lent to the supervisor of the stage.
    async fn copy(&mut self) {
        let agreement = self.path("/meetings/{booking}/agreement");
        // nothing new where the cast has said so before
        self.person("tanaka").await.post_only(&agreement, &[("answer-case-use", "yes")]).await;
        let supervisor = self.app.cast("supervisor").to_string();
        let checks = ["names", "dates", "age", "rare", "unrecognised"].map(|check| ("check", check));
        let case =
            [("about", "三十代の方のこと。"), ("ask", "待てたか。"), ("supervisor", &*supervisor), ("days", "90")];
        let copy = self.leaves("copy", &[case.as_slice(), &checks].concat()).await;
        self.put("/copies/", "id", copy);
    }

    /// One at each step: to be written, to be shown, to be decided on by its client, to be asked for, to be agreed to.
    async fn extracts(&mut self, satomi: &str) {
        let (order, hazard) = (("order", ""), ("hazard", satomi));
        let begun = self.begun("data-officer", order).await;
        self.put("/extracts/{id}/end", "id", &begun);
        self.put("/extracts/{id}/passage", "id", begun);
        let written = self.written("data-officer", hazard).await;
        self.put("/extracts/{id}/showing", "id", written);
        let shown = self.written("natori", hazard).await;
        self.person("natori").await.post_only(&format!("{EXTRACT}{shown}/showing"), &[]).await.is(303);
        self.put(EXTRACT, "id", shown);
        let written = self.written("data-officer", order).await;
        self.put("/extracts/{id}/asking", "id", written);
        let asked = self.written("natori", order).await;
        self.person("natori").await.post_only(&format!("{EXTRACT}{asked}/asking"), &[]).await.is(303);
        self.put(SECOND[1], "id", &asked);
        self.grounds.push(("/extracts/{id}", asked));
    }

    async fn begun(&self, lead: &str, (kind, recipient): (&str, &str)) -> String {
        let (tanaka, hayakawa) = self.pair();
        let whose = format!("consultation/{tanaka}/{hayakawa}");
        let begun = [("case", whose.as_str()), ("kind", kind), ("recipient", recipient)];
        let request = [("by", "人事"), ("reference", "41"), ("dated", "2026-11-24"), ("scope", "勤務時間")];
        made(&mut self.person(lead).await, "/extracts", &[begun.as_slice(), &request].concat()).await
    }

    async fn written(&self, lead: &str, what: (&str, &str)) -> String {
        let (id, words) = (self.begun(lead, what).await, [("passage", "帰りが遅い日が続いた。")]);
        let passage = format!("{EXTRACT}{id}/passage");
        self.person("hayakawa").await.post_only(&passage, &words).await.is(303);
        id
    }

    /// The order and the silent client's handover are agreed to by a second officer, in a copy of the stage. A danger
    /// was let out by two on the stage itself.
    pub async fn let_out_by_two(&self, app: &TestApp) {
        let mut officer = app.as_person(app.cast("data-officer")).await;
        for second in SECOND {
            let at = self.path(second);
            yes(&mut officer, at.trim_end_matches("/second"), "second").await;
        }
    }

    /// A danger for which one officer answers, and waits for a second one longer than they have to.
    pub(super) async fn call_in_vain(&mut self) {
        let packet = self.called().await;
        self.taken_on(&packet, "duty-officer").await;
        self.put("/emergencies/{id}/opening", "id", packet);
        self.app.later(SignedDuration::from_mins(16));
    }

    /// Packets of 早川さん about 田中さん: let out by two, waiting for somebody, for a second one, and read on request.
    pub(super) async fn danger(&mut self) {
        let (open, asked, taken) = (self.called().await, self.called().await, self.called().await);
        self.taken_on(&open, "sawamura").await;
        self.agreed_to(&open, "tozuka").await;
        self.taken_on(&taken, "tozuka").await;
        let wanted = self.called().await;
        self.taken_on(&wanted, "tozuka").await;
        self.agreed_to(&wanted, "sawamura").await;
        let wants = format!("/emergencies/{wanted}/request");
        self.person("tanaka").await.post_only(&wants, &[]).await.is(303);
        for route in ["/emergencies/{id}/charge", "/emergencies/{id}/refusal"] {
            self.put(route, "id", &asked);
        }
        self.put("/emergencies/", "id", open);
        self.put("/emergencies/{id}/agreement", "id", taken);
        self.put("/emergencies/{id}/request/answer", "id", wanted);
    }

    async fn called(&self) -> String {
        let danger = [("who", "client"), ("danger", "今夜、橋へ行くと話していた")];
        let asks = [("asks", "会いに行ってもらう"), ("outside", "お姉さん")];
        self.leaves("emergency", &[danger, asks].concat()).await
    }

    async fn taken_on(&self, packet: &str, first: &str) {
        let reason = "理由".repeat(20);
        let charge = [("reason", reason.as_str()), ("told", "yes"), ("minutes", "120")];
        self.person(first).await.post_only(&format!("/emergencies/{packet}/charge"), &charge).await.is(303);
    }

    async fn agreed_to(&self, packet: &str, second: &str) {
        self.person(second).await.post_only(&format!("/emergencies/{packet}/agreement"), &[]).await.is(303);
    }
}

/// What a form makes: the last word of where it leads.
async fn made(browser: &mut Client, path: &str, form: &[(&str, &str)]) -> String {
    let page = browser.post_only(path, form).await;
    page.is(303).headers["location"].to_str().unwrap().rsplit('/').next().unwrap().to_owned()
}

/// A yes to exactly what stands on the page, where a page shows it.
async fn yes(browser: &mut Client, at: &str, step: &str) {
    let page = browser.get(at).await;
    let digest = page.is(200).after("name=\"digest\" value=\"").map_or("", |rest| &rest[..64]);
    browser.post_only(&format!("{at}/{step}"), &[("answer", "yes"), ("digest", digest)]).await.is(303);
}

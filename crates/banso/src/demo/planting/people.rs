//! The organisation, its rooms, its people: accounts, memberships, and what each chose to show.

use std::collections::BTreeMap;

use kit::args;
use kit::time::Instant;
use rules::lang::{Lang, Words};

use super::{Bed, PASSWORD, People, PlantError, id, row, unknown};
use crate::demo::story::{Person, Profile, Told};
use crate::people::{MembershipId, PersonId};
use crate::programmes::CONSULTATION;

impl Bed<'_> {
    pub(super) async fn people(&self) -> Result<People<'_>, PlantError> {
        self.organisation().await?;
        let other = Told::read(if self.lang == Lang::Ja { Lang::En } else { Lang::Ja })?;
        let mut people = BTreeMap::new();
        for person in &self.story.cast.people {
            let joined = self.joined(person);
            let new: PersonId = id(&person.key, joined);
            self.account(person, new, joined).await?;
            self.shown(person, (new, joined), &other).await?;
            people.insert(person.key.as_str(), new);
        }
        Ok(People(people))
    }

    async fn organisation(&self) -> Result<(), PlantError> {
        let organisation = &self.story.cast.organisation;
        let founded = self.founded();
        let Words { ja, en } = &organisation.name;
        let columns = "organisation (id, name_ja, name_en, zone, sign_up, founded_at)";
        row(self.tx, columns, args![1_i64, ja, en, &organisation.zone, "open", founded]).await?;
        for room in &self.story.cast.rooms {
            let values = args![self.room(&room.key)?, room.name.of(self.lang), room.address.of(self.lang)];
            row(self.tx, "rooms (id, name, address)", values).await?;
        }
        Ok(())
    }

    async fn account(&self, person: &Person, new: PersonId, joined: Instant) -> Result<(), PlantError> {
        // most people read the visitor's language; who was given another one keeps it
        let lang = if person.lang == Lang::Ja { self.lang } else { person.lang };
        row(
            self.tx,
            "people (id, email, email_confirmed_at, family, given, family_kana, given_kana, family_latin, given_latin,
                     lang, zone, theme, joined_at, pseudonym)",
            args![
                new,
                &person.email,
                joined,
                &person.family,
                &person.given,
                &person.family_kana,
                &person.given_kana,
                &person.family_latin,
                &person.given_latin,
                lang.code(),
                &person.zone,
                "auto",
                joined,
                self.tx.db().dice().pseudonym(),
            ],
        )
        .await?;
        let hash = self.app.passwords.hash(PASSWORD.to_owned(), self.app.db.dice()).await?;
        row(self.tx, "passwords (person, hash, changed_at)", args![new, hash, joined]).await?;
        for role in &person.roles {
            let membership: MembershipId = id(&format!("{}/{role}", person.key), joined);
            let values = args![membership, new, CONSULTATION, role.word(), joined];
            row(self.tx, "memberships (id, person, programme, role, from_at)", values).await?;
        }
        Ok(())
    }

    /// Tags and needs in both languages, and the page in the directory in the demo's.
    async fn shown(&self, person: &Person, (new, joined): (PersonId, Instant), other: &Told) -> Result<(), PlantError> {
        let cast = &self.story.cast;
        for (kind, keys, words) in [("tag", &person.tags, &cast.tags), ("need", &person.needs, &cast.needs)] {
            for (at, key) in (0_i64..).zip(keys) {
                self.word(new, kind, at, words.get(key).ok_or_else(|| unknown(key))?).await?;
            }
        }
        let Some(profile) = self.story.told.profiles.get(&person.key) else { return Ok(()) };
        let Some(headline) = &profile.headline else { return Ok(()) };
        let values = args![new, headline, profile.about.as_deref(), profile.role.as_deref(), joined, joined];
        let columns = "directory_entries (supporter, headline, about, work, published_at, changed_at)";
        row(self.tx, columns, values).await?;
        let nothing = Profile::default();
        let other = other.profiles.get(&person.key).unwrap_or(&nothing);
        let lists =
            [("industry", &profile.industries, &other.industries), ("strength", &profile.strengths, &other.strengths)];
        for (kind, here, there) in lists {
            for (at, (here, there)) in (0_i64..).zip(here.iter().zip(there)) {
                let (ja, en) = if self.lang == Lang::Ja { (here, there) } else { (there, here) };
                self.word(new, kind, at, &Words { ja: ja.clone(), en: en.clone() }).await?;
            }
        }
        Ok(())
    }

    async fn word(&self, person: PersonId, kind: &str, at: i64, word: &Words) -> Result<(), PlantError> {
        let columns = "shown_tags (person, kind, word_ja, word_en, position)";
        Ok(row(self.tx, columns, args![person, kind, &word.ja, &word.en, at]).await?)
    }
}

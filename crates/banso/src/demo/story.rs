//! The demo's people and their six months as `demo/` tells them, typed. Reading is strict: an unknown word in
//! `cast.toml` or `meetings.toml` does not parse. The head of each file explains its fields.

use std::collections::BTreeMap;

use jiff::civil::Weekday;
use rules::access::Role;
use rules::lang::{Lang, Words};
use rules::slots::TimeOfDay;
use serde::{Deserialize, Deserializer};

const CAST: &str = include_str!("../../../../demo/cast.toml");
const MEETINGS: &str = include_str!("../../../../demo/meetings.toml");

/// Everything that does not depend on the language, and the words of one language.
#[derive(Debug)]
pub(super) struct Story {
    pub cast: Cast,
    pub meetings: Vec<Meeting>,
    pub told: Told,
}

/// What stands in one language: about people, and about their meetings.
#[derive(Debug)]
pub(super) struct Told {
    pub profiles: BTreeMap<String, Profile>,
    pub meetings: BTreeMap<String, Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cast {
    pub organisation: Organisation,
    #[serde(rename = "room")]
    pub rooms: Vec<Room>,
    pub tags: BTreeMap<String, Words>,
    pub needs: BTreeMap<String, Words>,
    #[serde(rename = "person")]
    pub people: Vec<Person>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Organisation {
    pub zone: String,
    pub name: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Room {
    pub key: String,
    pub name: Words,
    pub address: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub key: String,
    pub family: String,
    pub given: String,
    pub family_kana: String,
    pub given_kana: String,
    pub family_latin: String,
    pub given_latin: String,
    pub email: String,
    pub lang: Lang,
    pub zone: String,
    #[serde(deserialize_with = "roles")]
    pub roles: Vec<Role>,
    /// Days before today.
    pub joined: i32,
    #[serde(default)]
    pub featured: bool,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default)]
    pub needs: Vec<String>,
    #[serde(default)]
    pub works_on_holidays: bool,
    #[serde(default)]
    pub buffer: i64,
    pub place: Option<Place>,
    #[serde(default)]
    pub openings: Vec<Weekly>,
    #[serde(default)]
    pub dates: Vec<Dated>,
    #[serde(default)]
    pub closings: Vec<Closing>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    pub kind: PlaceKind,
    pub room: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PlaceKind {
    Online,
    Room,
    Address,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weekly {
    #[serde(deserialize_with = "weekday")]
    pub weekday: Weekday,
    pub from: TimeOfDay,
    pub to: TimeOfDay,
    pub from_day: Option<i32>,
    pub until_day: Option<i32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dated {
    pub day: i32,
    pub from: TimeOfDay,
    pub to: TimeOfDay,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Closing {
    pub day: i32,
    pub from: Option<TimeOfDay>,
    pub to: Option<TimeOfDay>,
}

/// A day from today and a time in Tokyo.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct When {
    pub day: i32,
    pub time: TimeOfDay,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Meeting {
    pub key: String,
    pub client: String,
    pub supporter: String,
    pub plan: String,
    pub state: State,
    pub day: Option<i32>,
    pub time: Option<TimeOfDay>,
    pub place: Place,
    pub booked: When,
    pub by: Option<By>,
    #[serde(default)]
    pub offers: Vec<When>,
    #[serde(default)]
    pub drafts: Vec<String>,
    pub record_day: Option<i32>,
    pub letter: Option<Letter>,
    pub reply_day: Option<i32>,
    pub ended: Option<Said>,
    pub moved: Option<Moved>,
    #[serde(rename = "continue")]
    pub choice: Option<Choice>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    Held,
    Confirmed,
    Cancelled,
    NoShow,
    Requested,
}

/// How a time was found, when it was not booked from the supporter's openings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum By {
    Offer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Party {
    Client,
    Supporter,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Letter {
    Owed,
    Draft { saved: When },
    Sent { sent_day: i32, read_day: Option<i32> },
}

/// Who said when that a meeting was called off or missed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    pub by: Party,
    pub day: i32,
    pub time: TimeOfDay,
}

/// Who moved a meeting when, and from which time of its day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Moved {
    pub by: Party,
    pub day: i32,
    pub time: TimeOfDay,
    pub from: TimeOfDay,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Choice {
    Again,
    Later,
    Enough,
}

/// What is said about a person: the directory for supporters, the profile sheet for clients.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Profile {
    pub headline: Option<String>,
    pub about: Option<String>,
    pub role: Option<String>,
    pub industries: Vec<String>,
    pub strengths: Vec<String>,
    pub now: Option<String>,
    pub path: Option<String>,
    pub outside: Option<String>,
    pub seen_as: Option<String>,
}

/// The words of one meeting; what is left over are its sheets.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Text {
    pub note: Option<String>,
    pub quotes: Vec<String>,
    pub reply: Option<String>,
    pub message: Option<String>,
    pub address: Option<String>,
    pub letter: Option<LetterText>,
    #[serde(flatten)]
    pub sheets: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LetterText {
    pub strengths: Vec<String>,
    pub body: String,
}

#[derive(Deserialize)]
struct Meetings {
    meeting: Vec<Meeting>,
}

impl Story {
    /// Reads the whole story in one language.
    pub fn read(lang: Lang) -> Result<Self, toml::de::Error> {
        let Meetings { meeting: meetings } = toml::from_str(MEETINGS)?;
        Ok(Self { cast: toml::from_str(CAST)?, meetings, told: Told::read(lang)? })
    }
}

impl Told {
    /// Reads the words of one language.
    pub fn read(lang: Lang) -> Result<Self, toml::de::Error> {
        let (profiles, meetings) = match lang {
            Lang::Ja => {
                (include_str!("../../../../demo/ja/profiles.toml"), include_str!("../../../../demo/ja/story.toml"))
            }
            Lang::En => {
                (include_str!("../../../../demo/en/profiles.toml"), include_str!("../../../../demo/en/story.toml"))
            }
        };
        Ok(Self { profiles: toml::from_str(profiles)?, meetings: toml::from_str(meetings)? })
    }
}

impl Meeting {
    /// Its times: the one that was agreed, or those that wait for an answer.
    pub fn times(&self) -> Vec<When> {
        let agreed = self.day.zip(self.time).map(|(day, time)| When { day, time });
        agreed.into_iter().chain(self.offers.iter().copied()).collect()
    }
}

impl PlaceKind {
    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Room => "room",
            Self::Address => "address",
        }
    }
}

impl Choice {
    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Again => "continue",
            Self::Later => "pause",
            Self::Enough => "enough",
        }
    }
}

fn roles<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Role>, D::Error> {
    let names = Vec::<String>::deserialize(deserializer)?;
    let role = |name: &String| Role::ALL.iter().copied().find(|role| role.word() == name);
    names.iter().map(|name| role(name).ok_or_else(|| serde::de::Error::custom(name))).collect()
}

fn weekday<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Weekday, D::Error> {
    let name = String::deserialize(deserializer)?;
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let at = (1_i8..).zip(days).find(|(_, day)| *day == name).map(|(at, _)| at);
    at.and_then(|at| Weekday::from_monday_one_offset(at).ok()).ok_or_else(|| serde::de::Error::custom(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told() -> (Told, Told) {
        (Told::read(Lang::Ja).unwrap(), Told::read(Lang::En).unwrap())
    }

    #[test]
    fn both_languages_tell_of_the_same_meetings_with_the_same_texts() {
        let shape = |told: &Told| {
            let shape = |(key, text): (&String, &Text)| {
                let sheets: Vec<_> = text
                    .sheets
                    .iter()
                    .map(|(key, sheet)| (key.clone(), sheet.keys().cloned().collect::<Vec<_>>()))
                    .collect();
                let letter = text.letter.as_ref().map(|letter| letter.strengths.len());
                let single = [&text.note, &text.reply, &text.message, &text.address].map(Option::is_some);
                (key.clone(), sheets, letter, single, text.quotes.len())
            };
            told.meetings.iter().map(shape).collect::<Vec<_>>()
        };
        let (ja, en) = told();
        assert_eq!(shape(&ja), shape(&en));
    }

    #[test]
    fn both_languages_know_the_same_people_by_the_same_fields() {
        let shape = |told: &Told| {
            let shape = |(key, profile): (&String, &Profile)| {
                let Profile { headline, about, role, now, path, outside, seen_as, .. } = profile;
                let single = [headline, about, role, now, path, outside, seen_as].map(Option::is_some);
                (key.clone(), single, profile.industries.len(), profile.strengths.len())
            };
            told.profiles.iter().map(shape).collect::<Vec<_>>()
        };
        let (ja, en) = told();
        assert_eq!(shape(&ja), shape(&en));
    }

    #[test]
    fn every_word_belongs_to_somebody_and_the_featured_say_what_one_sees_as_them() {
        let Story { cast, meetings, told } = Story::read(Lang::En).unwrap();
        let known = |key: &String| cast.people.iter().any(|person| person.key == *key);
        assert!(told.profiles.keys().all(known));
        assert!(told.meetings.keys().all(|key| meetings.iter().any(|meeting| meeting.key == *key)));
        for person in cast.people.iter().filter(|person| person.featured) {
            assert!(told.profiles[&person.key].seen_as.is_some(), "{}", person.key);
        }
    }

    #[test]
    fn a_letter_names_at_most_three_strengths_each_short_enough_for_its_form() {
        for told in <[Told; 2]>::from(told()) {
            for letter in told.meetings.values().filter_map(|text| text.letter.as_ref()) {
                assert!((1..=3).contains(&letter.strengths.len()), "{:?}", letter.strengths);
                assert!(
                    letter.strengths.iter().all(|strength| strength.chars().count() <= 40),
                    "{:?}",
                    letter.strengths
                );
            }
        }
    }
}

//! Every setting, read once: from the environment, then from one TOML file, then a default that works.
//!
//! `docs/settings.md` documents each; a test holds the page to this list.

use std::path::{Path, PathBuf};

use rules::retention::{self, Choice, Periods};
use serde::Deserialize;

/// What an operator can set. In the environment: `BANSO_` and the name in capitals.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Where the embedded database, the key file and backups live.
    pub data: PathBuf,
    /// `postgres://…` to use a server instead of the embedded database.
    pub database: Option<String>,
    /// The address to listen on.
    pub listen: String,
    /// The address that people type, `https://…`: links in mails and the origin of forms.
    pub url: String,
    /// The key file with the master keys; made at the first start.
    pub key_file: Option<PathBuf>,
    /// The file of the audit log's checkpoints: best on another machine than the database.
    pub checkpoints: Option<PathBuf>,
    /// `smtp://…` or `smtps://…`. Without it no mail is sent: its text is kept in the outbox.
    pub smtp: Option<String>,
    /// The sender of mail.
    pub mail_from: String,
    /// The proxies whose `X-Forwarded-For` is believed, as addresses.
    pub trusted_proxies: Vec<String>,
    /// For how many days working notes are kept after the last meeting of two people.
    pub keep_notes: i64,
    /// The same for sheets, letters and replies.
    pub keep_record: i64,
    /// The same for what the two agreed on; never less than the record.
    pub keep_ledger: i64,
    /// For how many days the text of a mail is kept after it left.
    pub keep_mails: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            database: None,
            listen: "127.0.0.1:8080".into(),
            url: "http://127.0.0.1:8080".into(),
            key_file: None,
            checkpoints: None,
            smtp: None,
            mail_from: "Banso <banso@localhost.localdomain>".into(),
            trusted_proxies: Vec::new(),
            keep_notes: retention::NOTES.usual,
            keep_record: retention::RECORD.usual,
            keep_ledger: retention::LEDGER.usual,
            keep_mails: retention::MAILS.usual,
        }
    }
}

/// What is wrong with the settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("{0} cannot be read: {1}")]
    Read(PathBuf, std::io::Error),
    /// The file is not as it should be.
    #[error("{0}: {1}")]
    Parse(PathBuf, toml::de::Error),
    /// So many days cannot be chosen.
    #[error("{0} is a number of days from {least} to {most}", least = .1.least, most = .1.most)]
    Days(&'static str, Choice),
}

/// The names of all settings, as they stand in the file.
pub const NAMES: [&str; 13] = [
    "data",
    "database",
    "listen",
    "url",
    "key_file",
    "checkpoints",
    "smtp",
    "mail_from",
    "trusted_proxies",
    "keep_notes",
    "keep_record",
    "keep_ledger",
    "keep_mails",
];

impl Settings {
    /// Reads the file (if there is one), then lets the environment speak.
    ///
    /// # Errors
    /// [`SettingsError`].
    pub fn read(file: Option<&Path>, environment: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let mut settings = match file {
            None => Self::default(),
            Some(file) => {
                let text = std::fs::read_to_string(file).map_err(|e| SettingsError::Read(file.to_owned(), e))?;
                toml::from_str(&text).map_err(|e| SettingsError::Parse(file.to_owned(), e))?
            }
        };
        let from =
            |name: &str| environment(&format!("BANSO_{}", name.to_uppercase())).filter(|value| !value.is_empty());
        let set = |slot: &mut String, name: &str| {
            if let Some(value) = from(name) {
                *slot = value;
            }
        };
        set(&mut settings.listen, "listen");
        set(&mut settings.url, "url");
        set(&mut settings.mail_from, "mail_from");
        settings.data = from("data").map_or(settings.data, PathBuf::from);
        settings.database = from("database").or(settings.database);
        settings.smtp = from("smtp").or(settings.smtp);
        settings.key_file = from("key_file").map(PathBuf::from).or(settings.key_file);
        settings.checkpoints = from("checkpoints").map(PathBuf::from).or(settings.checkpoints);
        if let Some(list) = from("trusted_proxies") {
            settings.trusted_proxies = list.split(',').map(|proxy| proxy.trim().to_owned()).collect();
        }
        for (name, choice, days) in settings.clocks() {
            let chosen = from(name).map_or(Some(*days), |typed| typed.trim().parse().ok());
            *days = chosen.filter(|days| choice.allows(*days)).ok_or(SettingsError::Days(name, choice))?;
        }
        Ok(settings)
    }

    fn clocks(&mut self) -> [(&'static str, Choice, &mut i64); 4] {
        [
            ("keep_notes", retention::NOTES, &mut self.keep_notes),
            ("keep_record", retention::RECORD, &mut self.keep_record),
            ("keep_ledger", retention::LEDGER, &mut self.keep_ledger),
            ("keep_mails", retention::MAILS, &mut self.keep_mails),
        ]
    }

    /// How long things are kept.
    #[must_use]
    pub fn periods(&self) -> Periods {
        Periods::new([self.keep_notes, self.keep_record, self.keep_ledger, self.keep_mails])
    }

    /// The address of the database.
    #[must_use]
    pub fn database_url(&self) -> String {
        self.database.clone().unwrap_or_else(|| format!("sqlite://{}", self.data.join("banso.sqlite3").display()))
    }

    /// Where the key file is.
    #[must_use]
    pub fn key_path(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| self.data.join("banso.keys"))
    }

    /// Where the checkpoints of the audit log are.
    #[must_use]
    pub fn checkpoints_path(&self) -> PathBuf {
        self.checkpoints.clone().unwrap_or_else(|| self.data.join("audit-checkpoints.txt"))
    }

    /// Where it is written down which records were destroyed: beside the checkpoints, so that whoever brings back an older
    /// backup can destroy them again.
    #[must_use]
    pub fn erasures_path(&self) -> PathBuf {
        self.checkpoints_path().with_file_name("erasures.txt")
    }

    /// The same with another data folder, where one is named.
    #[must_use]
    pub fn in_folder(self, data: Option<PathBuf>) -> Self {
        Self { data: data.unwrap_or(self.data), ..self }
    }

    /// Whether people reach it over TLS.
    #[must_use]
    pub fn https(&self) -> bool {
        self.url.starts_with("https://")
    }
}

//! The real binary beside a test: its commands, and the product that it serves.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use banso::settings::Settings;

/// A command over an organisation's data; what it says is English.
pub fn banso(settings: &Settings, what: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_banso"));
    command.args(what).env("BANSO_DATA", &settings.data).env("BANSO_LISTEN", "127.0.0.1:0").env("LANG", "en");
    command.env("BANSO_LOG", "error").env_remove("BANSO_DATABASE").stdin(Stdio::null());
    if let Some(database) = &settings.database {
        command.env("BANSO_DATABASE", database);
    }
    command
}

/// The real binary, serving until it is dropped.
pub struct Served {
    child: Child,
    pub address: SocketAddr,
}

impl Served {
    pub fn start(settings: &Settings) -> Self {
        let mut child = banso(settings, &["serve"]).stdout(Stdio::piped()).spawn().unwrap();
        let says = BufReader::new(child.stdout.take().unwrap());
        let ready =
            says.lines().map_while(Result::ok).find_map(|line| line.strip_prefix("ready http://")?.parse().ok());
        Self { child, address: ready.expect("says when it serves") }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! A plain HTTP client on a socket of its own: what it has read to the end of the head was acknowledged, whatever
//! became of the server afterwards.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use kit::web::Entry;

/// Longer than anybody waits; a server that says nothing for so long does not work.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Clone, Debug)]
pub struct Wire {
    pub address: SocketAddr,
    token: String,
}

#[derive(Debug)]
pub struct Heard {
    pub status: u16,
    pub location: String,
    pub body: String,
}

impl Wire {
    /// Signed in with this token.
    pub fn new(address: SocketAddr, token: &str) -> Self {
        Self { address, token: token.to_owned() }
    }

    /// Nothing, when the server went away before it had answered.
    pub fn get(&self, path: &str) -> Option<Heard> {
        self.ask("GET", path, "")
    }

    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Option<Heard> {
        let entry = fields.iter().fold(Entry::default(), |entry, (name, value)| entry.with(name, *value));
        self.ask("POST", path, &entry.encoded())
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> Option<Heard> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncookie: banso={}\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
            self.address,
            self.token,
            body.len()
        );
        stream.write_all((head + body).as_bytes()).ok()?;
        let mut bytes = Vec::new();
        // a connection that breaks after the head has said all that matters
        let _ = stream.read_to_end(&mut bytes);
        Heard::of(&String::from_utf8_lossy(&bytes))
    }
}

impl Heard {
    fn of(text: &str) -> Option<Self> {
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let location = head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or_default();
        Some(Self { status, location: location.to_owned(), body: body.to_owned() })
    }

    /// The booking that a redirect leads to.
    pub fn booking(&self) -> Option<uuid::Uuid> {
        self.location.split('/').nth(2)?.parse().ok()
    }
}

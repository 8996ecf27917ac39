//! A server in a process of its own, so that its memory is its own: the bench starts itself once more, with
//! `--serve FOLDER` as the product on that folder, or with `--serve-bare` as a router that knows one page.

use std::ffi::OsStr;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

use crate::error::BenchError;
use crate::house;

/// The line by which a server says where it listens begins so.
const READY: &str = "ready http://";

/// A server that runs beside the bench and ends with this value.
#[derive(Debug)]
pub struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    /// The product on a folder that has a dataset already.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn of(program: &Path, folder: &Path) -> Result<Self, BenchError> {
        Self::start(program, &["--serve".as_ref(), folder.as_os_str()]).await
    }

    /// A server without a product in it.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn bare(program: &Path) -> Result<Self, BenchError> {
        Self::start(program, &["--serve-bare".as_ref()]).await
    }

    async fn start(program: &Path, options: &[&OsStr]) -> Result<Self, BenchError> {
        let mut command = Command::new(program);
        let mut process = command.args(options).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let said = process.stdout.take().ok_or(BenchError::Lacks("server that speaks"))?;
        let mut lines = BufReader::new(said).lines();
        while let Some(line) = lines.next_line().await? {
            if let Some(address) = line.strip_prefix(READY).and_then(|address| address.parse().ok()) {
                return Ok(Self { process, address });
            }
        }
        Err(BenchError::Lacks("server that is ready"))
    }

    /// Opens a page on a connection of its own and reads all of it.
    ///
    /// # Errors
    /// When another answer comes than a page.
    pub async fn get(address: SocketAddr, path: &str, cookie: &str) -> Result<(), BenchError> {
        let mut stream = TcpStream::connect(address).await?;
        let asked = format!("GET {path} HTTP/1.1\r\nhost: banso.test\r\ncookie: {cookie}\r\nconnection: close\r\n\r\n");
        stream.write_all(asked.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        let page = answer.starts_with(b"HTTP/1.1 200");
        if page { Ok(()) } else { Err(BenchError::Lacks("page from the server")) }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it holds of the machine's memory, by the kernel's own figure, in bytes.
    ///
    /// # Errors
    /// When the kernel has no such figure.
    pub fn resident(&self) -> Result<usize, BenchError> {
        let id = self.process.id().ok_or(BenchError::Lacks("server that still runs"))?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<usize>().ok());
        Ok(kilobytes.ok_or(BenchError::Lacks("figure of resident memory"))?.saturating_mul(1024))
    }
}

/// Is the product on a folder, until the process is ended.
///
/// # Errors
/// When it does not start.
pub async fn serve(folder: &Path) -> Result<(), BenchError> {
    Ok(banso::operations::serve::serve(house::product(folder).await?).await?)
}

/// Is a server without a product, until the process is ended.
///
/// # Errors
/// When it does not start.
#[expect(clippy::print_stdout, reason = "the bench waits for this line")]
pub async fn serve_bare() -> Result<(), BenchError> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{READY}{}", listener.local_addr()?);
    Ok(axum::serve(listener, Router::new().route("/", get(async || Html("伴走")))).await?)
}

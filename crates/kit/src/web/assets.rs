//! Assets under one content-addressed folder: `/a/<digest>/main.js`, cached for ever, compressed once.
//!
//! Relative imports between modules work, because the digest is part of the folder and not of the file's name.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use axum::body::Body;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, Response, StatusCode};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// All assets of a build.
#[derive(Debug)]
pub struct Assets {
    folder: String,
    files: BTreeMap<String, Asset>,
}

#[derive(Debug)]
struct Asset {
    kind: &'static str,
    plain: Bytes,
    zipped: Bytes,
}

impl Assets {
    /// From names and contents.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut digest = Sha256::new();
        let mut out = BTreeMap::new();
        for (name, plain) in files {
            digest.update(name.as_bytes());
            digest.update(&plain);
            let asset = Asset { kind: kind(&name), zipped: zip(&plain).into(), plain: plain.into() };
            out.insert(name, asset);
        }
        let hex = digest.finalize().iter().take(6).fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        Self { folder: format!("/a/{hex}"), files: out }
    }

    /// The folder's URL, without a slash at its end.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The compressed size of a file, for those who keep the budget.
    #[must_use]
    pub fn weight(&self, name: &str) -> Option<usize> {
        self.files.get(name).map(|file| file.zipped.len())
    }

    /// The names of the files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Answers a request for `name`. An old digest still gets the newest file: better than a page without style.
    #[must_use]
    pub fn answer(&self, name: &str, asked: &HeaderMap) -> Response<Body> {
        let Some(asset) = self.files.get(name) else {
            let mut missing = Response::new(Body::empty());
            *missing.status_mut() = StatusCode::NOT_FOUND;
            return missing;
        };
        let zip =
            asked.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).is_some_and(|all| all.contains("gzip"));
        let body = if zip { asset.zipped.clone() } else { asset.plain.clone() };
        let builder = Response::builder()
            .header(CONTENT_TYPE, asset.kind)
            .header(CACHE_CONTROL, "public, max-age=31536000, immutable")
            .header(VARY, "accept-encoding");
        let builder = if zip { builder.header(CONTENT_ENCODING, "gzip") } else { builder };
        builder.body(Body::from(body)).unwrap_or_default()
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

fn zip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // writing into memory does not fail
    let _ = encoder.write_all(plain);
    encoder.finish().unwrap_or_default()
}

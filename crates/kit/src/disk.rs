//! Room on the disk, for the administrator's page.

use std::path::Path;

/// How many bytes are free where `path` lies; nothing where the system does not say.
#[must_use]
pub fn free(path: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(path).ok()?;
    found.f_bavail.checked_mul(found.f_frsize)
}

//! What the server's log says of clients that could not even ask for a PIN, for the coordinator, who may sit at another
//! process than the server's.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// The log in a session's folder.
pub const LOG: &str = "serve.log";
/// The event of a client that shares no algorithm with the server.
pub const NO_COMMON: &str = "no-common-algorithm";
/// So much of the log is looked at, in bytes.
const TAIL: u64 = 64 * 1024;

/// A client that could not agree with the server on how to speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedClient {
    /// `2026-05-20T09:31:07.482+08:00`.
    pub at: String,
    pub from: String,
    /// What for: `key`, `kex`, `cipher`, `mac`.
    pub kind: String,
    /// What it knows.
    pub theirs: String,
}

/// The last such client, if the log names one near its end.
pub fn last_refused_client(folder: &Path) -> Option<RefusedClient> {
    let mut file = File::open(folder.join(LOG)).ok()?;
    let length = file.metadata().ok()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))
        .ok()?;
    let mut bytes = Vec::new();
    file.take(TAIL).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    text.lines().rev().find_map(refused)
}

fn refused(line: &str) -> Option<RefusedClient> {
    let mut words = line.split(' ');
    let (at, event) = (words.next()?, words.next()?);
    if event != NO_COMMON {
        return None;
    }
    let value = |name: &str| {
        let found = line
            .split(' ')
            .find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
        found.unwrap_or_default().to_owned()
    };
    Some(RefusedClient {
        at: at.to_owned(),
        from: value("from"),
        kind: value("kind"),
        theirs: value("theirs"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_client_that_could_not_agree_is_read_from_the_log() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(last_refused_client(folder.path()), None);
        let line = "2026-05-20T09:31:07.482+08:00 no-common-algorithm from=10.0.0.9 kind=key \
                    theirs=ssh-rsa,ssh-dss";
        let text = format!("half a line\n{line}\n2026-05-20T09:32:00.000+08:00 login seat=w01\n");
        std::fs::write(folder.path().join(LOG), text).unwrap();
        let client = last_refused_client(folder.path()).unwrap();
        assert_eq!((&*client.from, &*client.kind), ("10.0.0.9", "key"));
        assert_eq!(client.theirs, "ssh-rsa,ssh-dss");
        assert!(client.at.starts_with("2026-05-20T09:31"));
    }
}

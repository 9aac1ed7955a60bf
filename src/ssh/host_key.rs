//! The host key: generated once, never replaced silently, since every client that knows it would warn.

use crate::journal::files::{
    Files, SystemFiles, temporary_beside, write_durably, write_new_durably,
};
use crate::journal::folders;
use russh::keys::ssh_key::LineEnding;
use russh::keys::{Algorithm, EcdsaCurve, HashAlg, PrivateKey, PublicKey};
use std::io;
use std::path::{Path, PathBuf};

/// Which key a host proves itself with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostKeyKind {
    Ed25519,
    /// NIST P-256, for clients that know no Ed25519 or may not use it.
    Ecdsa,
}

impl HostKeyKind {
    /// The file's name in the user's data folder; the public half stands beside it as `.pub`.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Ed25519 => "ssh_host_ed25519_key",
            Self::Ecdsa => "ssh_host_ecdsa_key",
        }
    }

    /// The public half of the key under which a session was served first, in its folder: a key made anew because a
    /// whole data folder is gone, or on another machine, does not go unnoticed.
    pub const fn before(self) -> &'static str {
        match self {
            Self::Ed25519 => "serve.pub",
            Self::Ecdsa => "serve-ecdsa.pub",
        }
    }

    /// As clients name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "ED25519",
            Self::Ecdsa => "ECDSA",
        }
    }

    fn algorithm(self) -> Algorithm {
        match self {
            Self::Ed25519 => Algorithm::Ed25519,
            Self::Ecdsa => Algorithm::Ecdsa {
                curve: EcdsaCurve::NistP256,
            },
        }
    }
}

/// No key's file has more bytes.
const LARGEST: u64 = 64 * 1024;

/// Why there is no host key.
#[derive(Debug, thiserror::Error)]
pub enum HostKeyError {
    /// Only the public half is there: clients know the key, and a new one would make them warn.
    #[error("{0} is gone")]
    Gone(PathBuf),
    #[error("{0} is no key of its kind")]
    NotAKey(PathBuf),
    /// The key and its public half are not of one pair.
    #[error("{0} is another key")]
    Other(PathBuf),
    /// The session was served under another key, which clients have stored.
    #[error("{0} names another key")]
    Before(PathBuf),
    #[error("{0} may be read by others")]
    Open(PathBuf),
    #[error("{path}: {error}")]
    File { path: PathBuf, error: io::Error },
    #[error("no randomness")]
    NoRandomness,
}

/// The machine's key, made if there never was one.
///
/// # Errors
/// It was there once and is not, or it cannot be read or written.
pub fn load_or_make(folder: &Path, kind: HostKeyKind) -> Result<PrivateKey, HostKeyError> {
    load_or_make_on(&SystemFiles, folder, kind)
}

/// [`load_or_make`] on any file system.
///
/// # Errors
/// As [`load_or_make`].
pub fn load_or_make_on(
    files: &dyn Files,
    folder: &Path,
    kind: HostKeyKind,
) -> Result<PrivateKey, HostKeyError> {
    let path = folder.join(kind.file());
    let public = path.with_extension("pub");
    let known = match read(files, &public) {
        // A crash while it was written left it so: it says nothing.
        Ok(text) if is_half_made(&text) && PublicKey::from_openssh(text.trim()).is_err() => {
            files.remove(&public).map_err(|error| HostKeyError::File {
                path: public.clone(),
                error,
            })?;
            None
        }
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => {
            return Err(HostKeyError::File {
                path: public,
                error,
            });
        }
    };
    match files.look(&path) {
        Ok(meta) if meta.mode & 0o077 != 0 => return Err(HostKeyError::Open(path)),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return match known {
                Some(_) => Err(HostKeyError::Gone(path)),
                None => make(files, folder, kind, &path),
            };
        }
        Err(error) => return Err(HostKeyError::File { path, error }),
    }
    let text = read(files, &path).map_err(|error| HostKeyError::File {
        path: path.clone(),
        error,
    })?;
    let whole = PrivateKey::from_openssh(&text).ok();
    // As above; nobody has ever seen the public half of such a key. What is no key today is kept for whoever knows
    // better.
    if whole.is_none() && known.is_none() && is_half_made(&text) {
        let aside = temporary_beside(&path.with_extension("cut"));
        aside
            .and_then(|aside| files.rename(&path, &aside))
            .map_err(|error| HostKeyError::File {
                path: path.clone(),
                error,
            })?;
        return make(files, folder, kind, &path);
    }
    let key = whole
        .filter(|key| key.algorithm() == kind.algorithm())
        .ok_or_else(|| HostKeyError::NotAKey(path.clone()))?;
    match known {
        Some(text) if is_public_half(&text, &key) => Ok(key),
        Some(_) => Err(HostKeyError::Other(path)),
        None => {
            write(files, &public, &public_line(&key, &public)?, 0o644)?;
            Ok(key)
        }
    }
}

/// Holds the key against the one that the session was served under before, and remembers it the first time.
///
/// # Errors
/// It is another one, or the folder cannot be read or written.
pub fn same_as_before(
    session: &Path,
    key: &PrivateKey,
    kind: HostKeyKind,
) -> Result<(), HostKeyError> {
    same_as_before_on(&SystemFiles, session, key, kind)
}

/// [`same_as_before`] on any file system.
///
/// # Errors
/// As [`same_as_before`].
pub fn same_as_before_on(
    files: &dyn Files,
    session: &Path,
    key: &PrivateKey,
    kind: HostKeyKind,
) -> Result<(), HostKeyError> {
    let path = session.join(kind.before());
    match read(files, &path) {
        Ok(text) if is_public_half(&text, key) => Ok(()),
        Ok(text) if is_half_made(&text) && PublicKey::from_openssh(text.trim()).is_err() => {
            let line = public_line(key, &path)?;
            write_durably(files, &path, line.as_bytes())
                .map_err(|error| HostKeyError::File { path, error })
        }
        Ok(_) => Err(HostKeyError::Before(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            write(files, &path, &public_line(key, &path)?, 0o600)
        }
        Err(error) => Err(HostKeyError::File { path, error }),
    }
}

/// Is this what a crash in the middle of writing leaves: nothing, or a text without its end?
fn is_half_made(text: &str) -> bool {
    !text.ends_with('\n')
}

fn is_public_half(text: &str, key: &PrivateKey) -> bool {
    PublicKey::from_openssh(text.trim())
        .is_ok_and(|public| public.key_data() == key.public_key().key_data())
}

fn make(
    files: &dyn Files,
    folder: &Path,
    kind: HostKeyKind,
    path: &Path,
) -> Result<PrivateKey, HostKeyError> {
    let public = &path.with_extension("pub");
    let file = |error| HostKeyError::File {
        path: folder.to_owned(),
        error,
    };
    folders::make_private(files, folder).map_err(file)?;
    let mut rng = russh::keys::key::safe_rng();
    let key =
        PrivateKey::random(&mut rng, kind.algorithm()).map_err(|_| HostKeyError::NoRandomness)?;
    let text = key
        .to_openssh(LineEnding::LF)
        .map_err(|_| HostKeyError::NotAKey(path.to_owned()))?;
    write(files, path, &text, 0o600)?;
    write(files, public, &public_line(&key, public)?, 0o644)?;
    Ok(key)
}

fn public_line(key: &PrivateKey, path: &Path) -> Result<String, HostKeyError> {
    let line = key
        .public_key()
        .to_openssh()
        .map_err(|_| HostKeyError::NotAKey(path.to_owned()))?;
    Ok(line + "\n")
}

fn read(files: &dyn Files, path: &Path) -> io::Result<String> {
    String::from_utf8(files.read(path, LARGEST)?).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// Never over a file that is there.
fn write(files: &dyn Files, path: &Path, text: &str, mode: u32) -> Result<(), HostKeyError> {
    write_new_durably(files, path, text.as_bytes(), mode).map_err(|error| HostKeyError::File {
        path: path.to_owned(),
        error,
    })
}

/// `SHA256:…`, as clients show it.
pub fn fingerprint(key: &PrivateKey) -> String {
    key.public_key().fingerprint(HashAlg::Sha256).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_a_crash_left_half_made_stops_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let session = tempfile::tempdir().unwrap();
        let key = load_or_make(folder.path(), HostKeyKind::Ed25519).unwrap();
        same_as_before(session.path(), &key, HostKeyKind::Ed25519).unwrap();
        let public = folder
            .path()
            .join(HostKeyKind::Ed25519.file())
            .with_extension("pub");
        // The public half, cut: the key is whole and is still the same.
        for half in ["", "ssh-ed2551"] {
            fs::write(&public, half).unwrap();
            fs::write(session.path().join(HostKeyKind::Ed25519.before()), half).unwrap();
            let again = load_or_make(folder.path(), HostKeyKind::Ed25519).unwrap();
            assert_eq!(fingerprint(&again), fingerprint(&key));
            same_as_before(session.path(), &again, HostKeyKind::Ed25519).unwrap();
            assert!(fs::read_to_string(&public).unwrap().ends_with('\n'));
            let before =
                fs::read_to_string(session.path().join(HostKeyKind::Ed25519.before())).unwrap();
            assert!(is_public_half(&before, &key));
        }
        // The key itself, cut before its public half was ever written: another one is made.
        fs::remove_file(&public).unwrap();
        let whole = fs::read_to_string(folder.path().join(HostKeyKind::Ed25519.file())).unwrap();
        for half in ["", &whole[..100]] {
            let _ = fs::remove_file(&public);
            fs::write(folder.path().join(HostKeyKind::Ed25519.file()), half).unwrap();
            load_or_make(folder.path(), HostKeyKind::Ed25519).unwrap();
        }
        // A key that lost its last line end in an editor is whole.
        for ending in ["", "\n"] {
            let _ = fs::remove_file(&public);
            fs::write(
                folder.path().join(HostKeyKind::Ed25519.file()),
                whole.trim_end().to_owned() + ending,
            )
            .unwrap();
            let again = load_or_make(folder.path(), HostKeyKind::Ed25519).unwrap();
            assert_eq!(fingerprint(&again), fingerprint(&key));
        }
        // A whole text that is no key is nobody's crash.
        fs::remove_file(&public).unwrap();
        fs::write(folder.path().join(HostKeyKind::Ed25519.file()), "other\n").unwrap();
        assert!(load_or_make(folder.path(), HostKeyKind::Ed25519).is_err());
        // What was no key lies beside it, and nothing else does.
        let left = fs::read_dir(folder.path()).unwrap();
        let names = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let (cut, other): (Vec<String>, Vec<String>) = names.partition(|n| n.contains(".cut."));
        assert_eq!(
            (cut.len(), other),
            (2, vec![HostKeyKind::Ed25519.file().to_owned()])
        );
    }

    #[test]
    fn it_is_made_once_and_known_again() {
        let folder = tempfile::tempdir().unwrap();
        let made = load_or_make(folder.path(), HostKeyKind::Ed25519).unwrap();
        let again = load_or_make(folder.path(), HostKeyKind::Ed25519).unwrap();
        assert_eq!(fingerprint(&made), fingerprint(&again));
        let path = folder.path().join(HostKeyKind::Ed25519.file());
        assert_eq!(SystemFiles.look(&path).unwrap().mode, 0o600);
    }

    #[test]
    fn a_key_that_is_gone_or_another_is_an_error_and_nothing_is_made() {
        let folder = tempfile::tempdir().unwrap();
        load_or_make(folder.path(), HostKeyKind::Ed25519).unwrap();
        let path = folder.path().join(HostKeyKind::Ed25519.file());
        fs::remove_file(&path).unwrap();
        assert!(matches!(
            load_or_make(folder.path(), HostKeyKind::Ed25519),
            Err(HostKeyError::Gone(_))
        ));
        assert!(!path.exists());
        let other = tempfile::tempdir().unwrap();
        load_or_make(other.path(), HostKeyKind::Ed25519).unwrap();
        fs::copy(other.path().join(HostKeyKind::Ed25519.file()), &path).unwrap();
        assert!(matches!(
            load_or_make(folder.path(), HostKeyKind::Ed25519),
            Err(HostKeyError::Other(_))
        ));
        fs::write(&path, "garbage").unwrap();
        assert!(matches!(
            load_or_make(folder.path(), HostKeyKind::Ed25519),
            Err(HostKeyError::NotAKey(_))
        ));
        SystemFiles.set_mode(&path, 0o644).unwrap();
        if SystemFiles.look(&path).unwrap().mode == 0o644 {
            assert!(matches!(
                load_or_make(folder.path(), HostKeyKind::Ed25519),
                Err(HostKeyError::Open(_))
            ));
        }
    }

    #[test]
    fn a_session_remembers_the_key_it_was_served_under() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let session = tempfile::tempdir().unwrap();
        let key = load_or_make(one.path(), HostKeyKind::Ed25519).unwrap();
        same_as_before(session.path(), &key, HostKeyKind::Ed25519).unwrap();
        same_as_before(session.path(), &key, HostKeyKind::Ed25519).unwrap();
        let another = load_or_make(other.path(), HostKeyKind::Ed25519).unwrap();
        assert!(matches!(
            same_as_before(session.path(), &another, HostKeyKind::Ed25519),
            Err(HostKeyError::Before(_))
        ));
        // If the change is meant, whoever looks after it says so by removing the file.
        fs::remove_file(session.path().join(HostKeyKind::Ed25519.before())).unwrap();
        same_as_before(session.path(), &another, HostKeyKind::Ed25519).unwrap();
    }
}

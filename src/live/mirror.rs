//! Whose mirror is kept: the session that a journal holds.

use crate::journal::mirror::{MirrorOf, MirrorPlace, MirrorStore};
use crate::journal::{Clock, History};
use std::path::Path;
use std::sync::Arc;

/// What the mirror of a session is made from; `None` for a journal without a session.
pub fn of_session(history: &History, data: Option<&Path>, clock: Clock) -> Option<MirrorOf> {
    let setup = history.session().setup()?;
    Some(MirrorOf {
        files: Arc::clone(history.files()),
        folder: history.folder().to_owned(),
        place: MirrorPlace::of(setup),
        store: MirrorStore::of(data, &setup.session, history.folder()),
        clock,
    })
}

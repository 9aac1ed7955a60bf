//! Names of seats and entries, fit to be drawn.

use super::width;
use crate::model::{OBSERVER, Session};
use crate::text::fill;
use crate::text::screens as t;
use crate::text::{Lang, words};
use std::path::{Path, PathBuf};

/// A judge's name, or the word for the coordinator.
pub fn seat_name(session: &Session, seat: &str, lang: Lang) -> String {
    session
        .judge(seat)
        .and_then(|j| session.judges().get(j))
        .map_or_else(
            || {
                let text = if seat == OBSERVER {
                    t::OBSERVER
                } else {
                    t::COORDINATOR
                };
                text.get(lang).to_owned()
            },
            |j| width::display_safe(&j.name).into_owned(),
        )
}

/// `07 name`, as the lists show an entry.
pub fn entry_name(session: &Session, entry: usize) -> String {
    let Some(applicant) = session.entries().get(entry).map(|e| e.applicant) else {
        // Nobody has applied yet.
        return String::new();
    };
    let name = session
        .applicants()
        .get(applicant)
        .map(|a| a.name.as_str())
        .unwrap_or_default();
    format!(
        "{:02} {}",
        applicant.saturating_add(1),
        width::display_safe(name)
    )
}

/// `项目1/2 高中新高考培训项目`
pub fn project_heading(session: &Session, project: usize, lang: Lang) -> String {
    let known = session.projects().get(project);
    fill!(
        t::STANDINGS_HEAD,
        lang,
        [
            ("n", &(project + 1)),
            ("all", &session.projects().len()),
            (
                "name",
                &known.map(|p| words(lang, &p.name)).unwrap_or_default(),
            ),
        ]
    )
}

/// The line that shows a session's standings elsewhere on this machine, fit for a shell.
pub fn watch_line(folder: &Path) -> String {
    let path = match std::path::MAIN_SEPARATOR {
        '\\' => quoted_path(folder),
        _ => shell_path(folder, home().as_deref()),
    };
    format!("pingshen watch {path}")
}

fn home() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned())
}

/// A path as a shell takes it: from the user's folder on where that needs no quotes, else quoted where it must be.
fn shell_path(path: &Path, home: Option<&Path>) -> String {
    let plain = |text: &str| {
        let sign = |c: char| c.is_alphanumeric() || "/._-".contains(c);
        !text.is_empty() && text.chars().all(sign)
    };
    let inside = home.and_then(|home| path.strip_prefix(home).ok());
    let inside = inside.map(|rest| rest.display().to_string());
    if let Some(rest) = inside.filter(|rest| plain(rest)) {
        return format!("~/{rest}");
    }
    let text = path.display().to_string();
    if plain(&text) {
        text
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

/// A path as both shells of Windows take it: one knows no `~`, the other no single quotes.
fn quoted_path(path: &Path) -> String {
    let text = path.display().to_string();
    let sign = |c: char| c.is_alphanumeric() || ":\\/._-".contains(c);
    match text.chars().all(sign) {
        true => text,
        false => format!("\"{text}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::dates;
    use crate::text::times::moment;

    #[test]
    fn a_time_is_read_back_from_how_it_is_shown() {
        for (at, shown) in [
            ("2026-05-11T10:07:00+08:00", "2026-05-11 10:07"),
            ("2026-05-11T10:00:00+08:00", "2026-05-11 10:00"),
            ("2026-05-11T10:07:09+08:00", "2026-05-11 10:07:09"),
            ("2026-05-11", "2026-05-11"),
        ] {
            assert_eq!(moment(at), shown);
            assert_eq!(dates::moment(shown).as_deref(), Some(at));
        }
        let abroad = "2026-05-11T10:07:00+01:00";
        assert_eq!(moment(abroad), abroad);
    }

    #[test]
    fn a_path_is_one_word_for_a_shell() {
        let home = Some(Path::new("/home/li"));
        for (path, word) in [
            ("/home/li/评审/demo-1", "~/评审/demo-1"),
            ("/home/li/a b", "'/home/li/a b'"),
            ("/srv/x", "/srv/x"),
            ("/srv/it's", "'/srv/it'\\''s'"),
        ] {
            assert_eq!(shell_path(Path::new(path), home), word);
        }
        for (path, word) in [
            (r"C:\评审\demo-1", r"C:\评审\demo-1"),
            (r"C:\a b\it's", r#""C:\a b\it's""#),
        ] {
            assert_eq!(quoted_path(Path::new(path)), word);
        }
    }
}

//! Paths as people give them: typed, pasted, or dropped onto the terminal, which quotes or escapes what it types.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// More of a folder is not looked through.
const MOST: usize = 20_000;

/// The path that was meant: without blanks around it, without the quotes or the backslashes that a terminal puts
/// in for a shell, from a `file://` address, and with the home folder for `~`. What is no such form stays as it is.
/// Where backslashes stand between folders, as on Windows, none of them is taken away.
pub fn typed(text: &str) -> String {
    let home = directories::BaseDirs::new();
    let home = home.as_ref().map(directories::BaseDirs::home_dir);
    typed_at(text, home, MAIN_SEPARATOR)
}

/// The path that an argument means: as it is if there is such a file, since a shell has taken the quotes off; else
/// as [`typed`].
pub fn argument(text: &str) -> PathBuf {
    let as_is = PathBuf::from(text);
    if as_is.exists() || text.trim().is_empty() {
        return as_is;
    }
    PathBuf::from(typed(text))
}

fn typed_at(text: &str, home: Option<&Path>, separator: char) -> String {
    let text = text.trim();
    if let Some(path) = address(text) {
        // `/C:/lists/a.xlsx`
        let mut begin = path.chars().skip(1);
        let disk =
            begin.next().is_some_and(|c| c.is_ascii_alphabetic()) && begin.next() == Some(':');
        return match separator {
            '\\' if disk => path.replacen('/', "", 1),
            _ => path,
        };
    }
    if separator == '\\' {
        return typed_with_backslashes(text, home);
    }
    if text.starts_with(['\'', '"'])
        && let Some(path) = unquoted(text)
    {
        return path;
    }
    let path = unescaped(text);
    let rest = path.strip_prefix('~');
    let rest = rest.filter(|rest| rest.is_empty() || rest.starts_with('/'));
    match rest.zip(home) {
        Some((rest, home)) => format!("{}{rest}", home.display()),
        None => path,
    }
}

/// No name of a file holds a quote there. PowerShell puts an ampersand before a quoted path.
fn typed_with_backslashes(text: &str, home: Option<&Path>) -> String {
    let text = text.strip_prefix("& ").unwrap_or(text).trim();
    let whole = ['"', '\'', '“'].into_iter().find_map(|quote| {
        let inside = text.strip_prefix(quote)?;
        inside.strip_suffix(if quote == '“' { '”' } else { quote })
    });
    let path = whole.unwrap_or(text);
    let rest = path.strip_prefix('~');
    let rest = rest.filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\']));
    match rest.zip(home) {
        Some((rest, home)) if whole.is_none() => format!("{}{rest}", home.display()),
        _ => path.to_owned(),
    }
}

/// `file:///a%20b`: the path of an address of this machine.
fn address(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_at_checked(7)?;
    if !scheme.eq_ignore_ascii_case("file://") {
        return None;
    }
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    if !path.starts_with('/') {
        return None;
    }
    let mut bytes = Vec::new();
    let mut left = path.as_bytes();
    while let Some((first, rest)) = left.split_first() {
        let digits = rest.get(..2).filter(|_| *first == b'%');
        let digits = digits.and_then(|d| std::str::from_utf8(d).ok());
        match digits.and_then(|d| u8::from_str_radix(d, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                left = rest.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                left = rest;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// One word as a shell reads it; `None` where a quote has no end.
fn unquoted(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut quote = None;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            (None, '\\') => out.push(letters.next()?),
            (Some('"'), '\\') => {
                let special = |c: &char| matches!(c, '"' | '\\' | '$' | '`');
                out.push(letters.next_if(special).unwrap_or(c));
            }
            (_, c) => out.push(c),
        }
    }
    quote.is_none().then_some(out)
}

/// Without the backslashes before signs; no shell puts one before a letter or a digit.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let sign = |c: &char| c.is_ascii() && !c.is_ascii_alphanumeric() && !c.is_control();
        match letters.next_if(|next| c == '\\' && sign(next)) {
            Some(next) => out.push(next),
            None => out.push(c),
        }
    }
    out
}

/// The text with as much of the path as there is only one way to go on with; `None` if there is nothing to add. A
/// folder gets its slash.
pub fn complete(text: &str) -> Option<String> {
    let path = typed(text);
    if path.is_empty() {
        return None;
    }
    let (folder, begun) = match path.rfind(std::path::is_separator) {
        Some(at) => path.split_at_checked(at + 1)?,
        None => ("", path.as_str()),
    };
    let place = if folder.is_empty() { "." } else { folder };
    let names: Vec<String> = std::fs::read_dir(place)
        .ok()?
        .take(MOST)
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| {
            name.starts_with(begun) && (!name.starts_with('.') || begun.starts_with('.'))
        })
        .collect();
    let common = common(&names)?;
    let mut whole = format!("{folder}{common}");
    if names.len() == 1 && Path::new(place).join(common).is_dir() {
        whole.push(MAIN_SEPARATOR);
    }
    (whole.len() > path.len()).then_some(whole)
}

/// What all begin with.
fn common(names: &[String]) -> Option<&str> {
    let (first, others) = names.split_first()?;
    Some(others.iter().fold(first.as_str(), |common, name| {
        let same = common.chars().zip(name.chars()).take_while(|(a, b)| a == b);
        let length: usize = same.map(|(a, _)| a.len_utf8()).sum();
        common.get(..length).unwrap_or_default()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_file_is_the_path_that_it_was() {
        let home = Some(Path::new("/home/li"));
        for (text, meant) in [
            ("'/a b/名单.xlsx'", "/a b/名单.xlsx"),
            ("'/a b/名单.xlsx' ", "/a b/名单.xlsx"),
            (r"'/a/it'\''s.csv'", "/a/it's.csv"),
            (r#""/a b/x \"1\" \$y \z.csv""#, r#"/a b/x "1" $y \z.csv"#),
            (r"/a\ b/x\(1\)\&y.csv", "/a b/x(1)&y.csv"),
            (r"/a\\b", r"/a\b"),
            (r"C:\new\roster.csv", r"C:\new\roster.csv"),
            ("file:///a%20b/%E5%90%8D%E5%8D%95.xlsx", "/a b/名单.xlsx"),
            ("FILE://localhost/x%2", "/x%2"),
            ("file://other/x", "file://other/x"),
            ("  /a b/x\u{3000}", "/a b/x"),
            ("~/x y", "/home/li/x y"),
            ("~", "/home/li"),
            ("'~/x'", "~/x"),
            ("~li/x", "~li/x"),
            ("/a/it's.csv", "/a/it's.csv"),
            ("'/a/no end", "'/a/no end"),
            ("名单.xlsx", "名单.xlsx"),
            ("", ""),
        ] {
            assert_eq!(typed_at(text, home, '/'), meant, "{text}");
        }
        assert_eq!(typed_at("~/x", None, '/'), "~/x");
    }

    #[test]
    fn where_backslashes_stand_between_folders_they_stay() {
        let home = Some(Path::new(r"C:\Users\li"));
        for (text, meant) in [
            (r"C:\评审\(1)名单.xlsx", r"C:\评审\(1)名单.xlsx"),
            (r#""C:\a b\_名单.xlsx""#, r"C:\a b\_名单.xlsx"),
            (r#""D:\""#, r"D:\"),
            (r"& 'C:\a b\x.csv'", r"C:\a b\x.csv"),
            (r"“C:\a b\x.csv”", r"C:\a b\x.csv"),
            (r"\\server\share\x.csv", r"\\server\share\x.csv"),
            ("file:///C:/a%20b/x.csv", "C:/a b/x.csv"),
            (r"~\x", r"C:\Users\li\x"),
            ("~/x", r"C:\Users\li/x"),
            (r"~li\x", r"~li\x"),
            ("名单.xlsx", "名单.xlsx"),
            (r#""C:\no end"#, r#""C:\no end"#),
        ] {
            assert_eq!(typed_at(text, home, '\\'), meant, "{text}");
        }
    }

    #[test]
    fn a_path_goes_on_as_far_as_there_is_one_way() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| format!("{}/{name}", folder.path().display());
        for name in ["名单一.xlsx", "名单二.xlsx", "评委.csv", ".hidden"] {
            std::fs::write(at(name), "").unwrap();
        }
        std::fs::create_dir_all(at("a b/deep")).unwrap();
        for (text, found) in [
            ("名", Some("名单")),
            ("名单", None),
            ("名单一", Some("名单一.xlsx")),
            ("评委.csv", None),
            ("a", Some("a b/")),
            ("a b/", Some("a b/deep/")),
            ("a b/deep/", None),
            (".h", Some(".hidden")),
            ("", None),
            ("x", None),
            ("no/x", None),
        ] {
            assert_eq!(complete(&at(text)), found.map(&at), "{text}");
        }
        // What was quoted goes on without the quotes.
        let quoted = format!("'{}", at("a b/'"));
        assert_eq!(complete(&quoted), Some(at("a b/deep/")));
        assert_eq!(complete(""), None);
    }

    #[test]
    fn an_argument_that_is_a_file_is_that_file() {
        let folder = tempfile::tempdir().unwrap();
        let odd = folder.path().join("'x'");
        let text = odd.display().to_string();
        assert_eq!(
            argument(&format!("'{text}'")),
            PathBuf::from(folder.path()).join("x")
        );
        std::fs::write(&odd, "").unwrap();
        assert_eq!(argument(&text), odd);
    }
}

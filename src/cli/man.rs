//! `pingshen man`: one page for the whole program, with the help of every subcommand in it.

use super::{Call, Failure, args, print};
use crate::text::Lang;
use crate::text::cli as t;
use clap::Command;
use std::fmt::Write;
use std::io;

pub(super) fn run(call: &Call) -> Result<(), Failure> {
    let page = page(call.lang).map_err(|error| call.system_failure(&error))?;
    print(call, &page)
}

fn page(lang: Lang) -> io::Result<String> {
    let mut command = args::command(lang);
    command.build();
    let mut out = Vec::new();
    let page = clap_mangen::Man::new(args::command(lang));
    page.render_title(&mut out)?;
    page.render_name_section(&mut out)?;
    page.render_synopsis_section(&mut out)?;
    page.render_options_section(&mut out)?;
    let mut text = String::from_utf8_lossy(&out).into_owned();
    for (heading, words) in [("NAME", t::MAN_NAME), ("SYNOPSIS", t::MAN_SYNOPSIS)] {
        let before = format!("\n.SH {heading}\n");
        text = text.replace(&before, &format!("\n.SH {}\n", words.get(lang)));
    }
    section(&mut text, t::COMMANDS_LABEL.get(lang));
    each(&command, &mut |sub| {
        let _ = writeln!(text, ".SS {}", roff(sub.get_bin_name().unwrap_or_default()));
        as_it_stands(&mut text, &sub.clone().render_help().to_string());
    });
    section(&mut text, t::MAN_EXTRA.get(lang));
    as_it_stands(&mut text, t::EXAMPLES.get(lang));
    Ok(text)
}

/// Every subcommand that has something to say, in the order of the help.
fn each(command: &Command, show: &mut impl FnMut(&Command)) {
    for sub in command.get_subcommands().filter(|s| s.get_name() != "help") {
        show(sub);
        each(sub, show);
    }
}

fn section(text: &mut String, heading: &str) {
    // Writing to memory does not fail.
    let _ = writeln!(text, ".SH \"{heading}\"");
}

/// Lines that are not to be filled: they are broken by hand already, and Chinese has no blanks to break at.
fn as_it_stands(text: &mut String, lines: &str) {
    text.push_str(".nf\n");
    for line in lines.lines() {
        text.push_str(&roff(line));
        text.push('\n');
    }
    text.push_str(".fi\n");
}

/// A line in which nothing is a request or an escape.
fn roff(line: &str) -> String {
    let escaped = line.replace('\\', "\\e").replace('-', "\\-");
    if escaped.starts_with(['.', '\'']) {
        format!("\\&{escaped}")
    } else {
        escaped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_line_is_a_request() {
        assert_eq!(roff(".nf \\x --a"), "\\&.nf \\ex \\-\\-a");
        assert_eq!(roff("'s"), "\\&'s");
    }

    #[test]
    fn the_page_holds_every_subcommand() {
        for lang in [Lang::Zh, Lang::En] {
            let page = page(lang).unwrap();
            for name in ["new", "import scores", "verify", "completions"] {
                assert!(page.contains(&format!(".SS pingshen {name}\n")), "{name}");
            }
        }
    }
}

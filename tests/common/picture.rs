//! A screen as a picture: each character centred in its own cells, so that Chinese stays in its columns with
//! any font; lines of boxes as paths, since fonts leave gaps between them.

#![allow(dead_code)]

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// A cell in pixels.
const WIDE: u16 = 9;
const HIGH: u16 = 20;
const MARGIN: u16 = 12;
const GROUND: &str = "#1d2129";
const INK: &str = "#d7dae0";

/// The whole buffer as SVG; the cursor, where there is one, as a bar.
pub fn svg(buffer: &Buffer, cursor: Option<(u16, u16)>, title: &str) -> String {
    let area = buffer.area;
    let (width, height) = (
        area.width * WIDE + 2 * MARGIN,
        area.height * HIGH + 2 * MARGIN,
    );
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"'Sarasa Mono SC','Noto Sans Mono CJK SC','Noto Sans Mono',Menlo,Consolas,monospace\" \
         font-size=\"15\" text-anchor=\"middle\">\n<title>{}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{GROUND}\"/>\n",
        escaped(title)
    );
    for y in 0..area.height {
        backgrounds(buffer, y, &mut out);
        letters(buffer, y, &mut out);
    }
    if let Some((x, y)) = cursor {
        let (x, y) = corner(x, y);
        writeln!(
            out,
            "<path d=\"M{x} {}v16\" stroke=\"{INK}\" stroke-width=\"2\"/>",
            y + 2
        )
        .unwrap();
    }
    out + "</svg>\n"
}

fn corner(x: u16, y: u16) -> (u16, u16) {
    (MARGIN + x * WIDE, MARGIN + y * HIGH)
}

/// Ink and ground of a cell.
fn colours(cell: &Cell) -> (&'static str, Option<&'static str>) {
    let dim = cell.modifier.contains(Modifier::DIM);
    let ink = match cell.fg {
        Color::Reset | Color::White | Color::Gray if dim => "#8a919e",
        Color::DarkGray => "#8a919e",
        Color::Red | Color::LightRed => "#ff7b72",
        Color::Green | Color::LightGreen => "#7ee787",
        Color::Yellow | Color::LightYellow => "#e3b341",
        Color::Blue | Color::LightBlue => "#79c0ff",
        Color::Magenta | Color::LightMagenta => "#d2a8ff",
        Color::Cyan | Color::LightCyan => "#76e3ea",
        _ => INK,
    };
    if cell.modifier.contains(Modifier::REVERSED) {
        (GROUND, Some(ink))
    } else {
        (ink, None)
    }
}

/// Cells of one row with the width of their symbols; what lies under a wide one is skipped.
fn cells(buffer: &Buffer, y: u16) -> impl Iterator<Item = (u16, u16, &Cell)> {
    let mut x = 0;
    std::iter::from_fn(move || {
        let at = x;
        if at >= buffer.area.width {
            return None;
        }
        let cell = &buffer[(at, y)];
        let wide = (cell.symbol().width() as u16).max(1);
        x += wide;
        Some((at, wide, cell))
    })
}

/// Equal grounds side by side are one rectangle: single cells show seams.
fn backgrounds(buffer: &Buffer, y: u16, out: &mut String) {
    let mut runs: Vec<(u16, u16, &str)> = Vec::new();
    for (x, wide, cell) in cells(buffer, y) {
        let Some(ground) = colours(cell).1 else {
            continue;
        };
        match runs.last_mut() {
            Some((from, length, last)) if *last == ground && *from + *length == x => {
                *length += wide
            }
            _ => runs.push((x, wide, ground)),
        }
    }
    for (x, wide, ground) in runs {
        let (x, y) = corner(x, y);
        let wide = wide * WIDE;
        writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{HIGH}\" fill=\"{ground}\"/>"
        )
        .unwrap();
    }
}

fn letters(buffer: &Buffer, y: u16, out: &mut String) {
    let mut style = None;
    for (x, wide, cell) in cells(buffer, y) {
        let symbol = cell.symbol();
        if symbol.trim().is_empty() {
            continue;
        }
        let bold = cell.modifier.contains(Modifier::BOLD);
        let struck = cell.modifier.contains(Modifier::CROSSED_OUT);
        let now = (colours(cell).0, bold, struck);
        if style != Some(now) {
            if style.is_some() {
                out.push_str("</g>\n");
            }
            let weight = if bold { " font-weight=\"bold\"" } else { "" };
            let through = if struck {
                " text-decoration=\"line-through\""
            } else {
                ""
            };
            write!(out, "<g fill=\"{}\"{weight}{through}>", now.0).unwrap();
            style = Some(now);
        }
        let (left, top) = corner(x, y);
        if let Some(path) = line_sign(symbol, left, top) {
            write!(
                out,
                "<path d=\"{path}\" stroke=\"{}\" fill=\"none\"/>",
                now.0
            )
            .unwrap();
        } else {
            let middle = f32::from(left) + f32::from(wide * WIDE) / 2.0;
            let base = top + 15;
            write!(
                out,
                "<text x=\"{middle}\" y=\"{base}\">{}</text>",
                escaped(symbol)
            )
            .unwrap();
        }
    }
    if style.is_some() {
        out.push_str("</g>\n");
    }
}

/// The strokes of a line sign: from the middle of its cell to the sides that it reaches.
fn line_sign(symbol: &str, left: u16, top: u16) -> Option<String> {
    let (up, right, down, to_left) = match symbol {
        "─" | "━" => (false, true, false, true),
        "│" | "┃" => (true, false, true, false),
        "┌" | "╭" => (false, true, true, false),
        "┐" | "╮" => (false, false, true, true),
        "└" | "╰" => (true, true, false, false),
        "┘" | "╯" => (true, false, false, true),
        "├" => (true, true, true, false),
        "┤" => (true, false, true, true),
        "┬" => (false, true, true, true),
        "┴" => (true, true, false, true),
        "┼" => (true, true, true, true),
        _ => return None,
    };
    let (x, y) = (f32::from(left) + f32::from(WIDE) / 2.0, top + HIGH / 2);
    let mut path = String::new();
    for (wanted, to) in [
        (up, format!("V{top}")),
        (right, format!("H{}", left + WIDE)),
        (down, format!("V{}", top + HIGH)),
        (to_left, format!("H{left}")),
    ] {
        if wanted {
            write!(path, "M{x} {y}{to}").unwrap();
        }
    }
    Some(path)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

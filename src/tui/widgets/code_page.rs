//! The record code in full, as 64 digits and as a QR code: what whoever signs can photograph.

use crate::journal::qr::{QUIET, QrPicture};
use crate::text::fill;
use crate::text::screens as t;
use crate::tui::screen::Context;
use crate::tui::widgets::{frame as surround, popup};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

/// The least white around the code that cameras still take, where there are too few lines for all of it.
const LITTLE: usize = 1;

/// Draws the page over the screen; nothing where no session is open.
pub fn view(ctx: &Context, frame: &mut Frame, area: Rect) {
    let (Some(live), lang) = (ctx.live, ctx.lang) else {
        return;
    };
    let (head, code) = (live.journal().head(), live.journal().code());
    let inner = popup::open(
        frame,
        area,
        76,
        area.height.min(25),
        &t::K_WHOLE_CODE.title(lang),
    );
    let Some(picture) = QrPicture::of(head.hash) else {
        return;
    };
    let lines = [QUIET, LITTLE].map(|quiet| picture.half_blocks(quiet));
    let fits = |lines: &&Vec<String>| lines.len() <= usize::from(inner.height);
    let lines = lines.iter().find(fits);
    // Dark on light whatever the theme: a camera may not take it the other way round.
    let ink = Style::new().fg(Color::Black).bg(Color::White);
    // The digits stand in the same place whether the white around the code is wide or narrow.
    let columns = picture
        .half_blocks(QUIET)
        .first()
        .map_or(0, |line| width::cells(line) as u16 + 2);
    for (n, line) in lines.into_iter().flatten().enumerate() {
        surround::line(frame, inner, n as u16, line, ink);
    }
    let beside = Rect {
        x: inner.x + columns,
        width: inner.width.saturating_sub(columns),
        ..inner
    };
    let digits = head.hash.to_string();
    let mut row = 0;
    let mut say = |text: &str, style: Style| {
        surround::line(frame, beside, row, text, style);
        row += 1;
    };
    say(&code, theme::title());
    say(
        &fill!(t::WHOLE_CODE_ACTS, lang, [("seq", &head.seq)]),
        theme::quiet(),
    );
    say("", theme::quiet());
    for four in digits.as_bytes().chunks(16) {
        let groups: Vec<String> = four
            .chunks(4)
            .map(|group| String::from_utf8_lossy(group).into_owned())
            .collect();
        say(&groups.join(" "), Style::new());
    }
    say("", theme::quiet());
    for part in width::wrap(t::WHOLE_CODE_HOW.get(lang), usize::from(beside.width)) {
        say(&part, theme::quiet());
    }
}

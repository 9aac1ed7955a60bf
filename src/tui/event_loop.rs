//! The one loop: blocks until something happens, takes what has piled up, draws once.
//!
//! The local terminal and a line from elsewhere run the same loop; what differs is where frames go.

use crate::tui::app::{App, Event, RedrawRequest};
use crate::tui::input::Input;
use crate::tui::terminal::backend::{Ansi, Look, WideCellTracker};
use crate::tui::terminal::signals;
use ratatui::Terminal;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};

/// Where frames go.
pub trait Outlet {
    /// May a frame go out now? If not, [`Event::Taken`] tells when.
    fn ready(&self) -> bool;

    /// # Errors
    /// Nobody sees it any more.
    fn send(&mut self, frame: Vec<u8>) -> io::Result<()>;

    /// So many inputs were taken; as many more may come.
    fn took(&mut self, _inputs: usize) {}
}

/// Runs the app until it is finished. The screen begins with `size` columns and rows.
///
/// # Errors
/// None of the terminal's: when nobody sees the frames any more the app is told so, and ends by itself.
pub fn drive(
    app: &mut App,
    size: (u16, u16),
    look: Look,
    outlet: &mut impl Outlet,
    tx: &Sender<Event>,
    rx: &Receiver<Event>,
) -> io::Result<()> {
    app.resized(size.0, size.1);
    let mut screen = Terminal::new(Ansi::new(size.0, size.1, look))?;
    let mut halves = WideCellTracker::default();
    let mut dirty = true;
    let mut title = String::new();
    loop {
        if dirty && outlet.ready() {
            dirty = false;
            let mut beside = Vec::new();
            for signal in app.take_signals() {
                beside.extend(signal.bytes());
            }
            let now = app.window_title();
            if look.windowed && now != title {
                beside.extend(signals::title(&now));
                title = now;
            }
            screen.draw(|frame| {
                app.view(frame);
                halves.refresh(frame.buffer_mut());
            })?;
            beside.extend(screen.backend_mut().take_frame().unwrap_or_default());
            if !beside.is_empty() && outlet.send(beside).is_err() {
                app.handle(Event::Hangup);
            }
        }
        if app.finished() {
            return Ok(());
        }
        app.autosave_draft();
        start_what_was_asked(app, tx);
        let first = match app.timeout() {
            None => rx.recv().ok(),
            Some(patience) => match rx.recv_timeout(patience) {
                Err(RecvTimeoutError::Timeout) => {
                    app.idle();
                    dirty = true;
                    continue;
                }
                received => received.ok(),
            },
        };
        let Some(first) = first else { return Ok(()) };
        let mut inputs = 0;
        for event in std::iter::once(first).chain(rx.try_iter()) {
            match &event {
                Event::Input(Input::Resize(w, h)) => screen.backend_mut().resize(*w, *h),
                // The line sign was drawn two cells wide: go on without such signs, from a clean screen.
                Event::Input(Input::Column(3)) => {
                    screen.backend_mut().use_ascii();
                    screen.clear()?;
                }
                Event::Input(Input::Ground(ground)) if screen.backend_mut().on_ground(*ground) => {
                    screen.clear()?;
                }
                _ => {}
            }
            inputs += usize::from(matches!(event, Event::Input(_)));
            dirty |= event != Event::Taken;
            app.handle(event);
            match app.take_redraw() {
                None => {}
                Some(RedrawRequest::Anew) => screen.clear()?,
                Some(RedrawRequest::Theme(theme)) => {
                    screen.backend_mut().use_theme(theme);
                    screen.clear()?;
                }
                Some(RedrawRequest::OtherSigns) => {
                    screen.backend_mut().toggle_ascii();
                    screen.clear()?;
                }
            }
            if app.finished() {
                break;
            }
        }
        outlet.took(inputs);
    }
}

/// What the app wants to have running beside the loop: ears for a session just opened, the making of papers.
fn start_what_was_asked(app: &mut App, tx: &Sender<Event>) {
    if let Some(shared) = app.take_opened() {
        // Whoever opened a session for many has its file followed once for all.
        if !app.is_remote() {
            shared.follow_file();
        }
        let tx = tx.clone();
        app.subscribe(shared.subscribe(move || tx.send(Event::Grew).is_ok()));
        // What came between the opening and this line is news as well.
        app.handle(Event::Grew);
    }
    if let Some(task) = app.take_dossier_task() {
        let tx = tx.clone();
        let network_too = app.network_too();
        std::thread::spawn(move || {
            task.run(network_too, |news| tx.send(Event::Dossiers(news)).is_ok());
        });
    }
    if let Some(task) = app.take_export() {
        let tx = tx.clone();
        let network_too = app.network_too();
        std::thread::spawn(move || {
            task.run(network_too, |news| tx.send(Event::Export(news)).is_ok());
        });
    }
}

//! One seat's SSH channel: bytes in, frames out, and the app on a thread of its own in between.
//!
//! The app takes events from a queue and gives frames to an [`Outlet`], as on the local terminal. A frame is sent
//! when the previous one was taken, so a client that stops reading holds up one frame; when it takes nothing for
//! the time set for that, its channel is closed.

use super::Service;
use super::state::ConnectionState;
use crate::model::Act;
use crate::text::{Lang, ssh as t};
use crate::tui::app::{App, Config, Event, ExitReason};
use crate::tui::event_loop::{Outlet, drive};
use crate::tui::input::Input;
use crate::tui::recent::RecentSessions;
use crate::tui::terminal::client::{self, Client};
use crate::tui::terminal::decoder::Decoder;
use crate::tui::terminal::signals::{TITLE_BACK, TITLE_KEEP};
use crate::tui::terminal::{KITTY_BACK, MODES_OFF, PROBE};
use crate::tui::width::display_safe;
use russh::server::Msg;
use russh::{ChannelMsg, ChannelReadHalf, ChannelWriteHalf};
use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::sync::{Semaphore, mpsc, oneshot};
use tokio::time::{sleep, timeout};

/// How long a client may take between opening the channel and requesting a shell.
const SHELL_TIMEOUT: Duration = Duration::from_secs(20);
/// How long the exit message and closing the channel may take, each.
const GOODBYE_TIMEOUT: Duration = Duration::from_secs(2);
/// How long a lone ESC is held back, since the rest of its sequence may come in a later packet.
const ESC_TIMEOUT: Duration = Duration::from_millis(80);
/// How long the end of a paste is waited for.
const PASTE_TIMEOUT: Duration = Duration::from_secs(5);
/// Inputs queued for the app at most; further ones wait in the channel's window.
const MAX_QUEUED_INPUTS: usize = 256;

/// To the alternate screen, and there to a known state.
const ENTER: [&str; 4] = [TITLE_KEEP, "\x1b[?1049h", MODES_OFF, "\x1b[?2004h\x1b[2J"];
const LEAVE: [&str; 3] = [
    KITTY_BACK,
    "\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l",
    TITLE_BACK,
];

/// A channel that was opened for a seat.
pub struct SeatChannel {
    pub service: Arc<Service>,
    pub seat: String,
    pub from: String,
    pub state: Arc<ConnectionState>,
}

/// How a channel ended.
#[derive(Clone, Debug, PartialEq, Eq)]
enum ChannelEnd {
    Parted(ExitReason),
    /// The seat could not be taken; the reason in the user's language.
    Refused(String),
    /// No capacity is left.
    Full,
    Panicked,
}

impl SeatChannel {
    /// Runs until the channel ends, then sends the exit message as far as the client still reads.
    pub async fn run(
        self,
        mut read: ChannelReadHalf,
        write: ChannelWriteHalf<Msg>,
        shell: oneshot::Receiver<Client>,
    ) {
        // Notified however this ends: the connection is closed only after it.
        let _finish = FinishGuard(Arc::clone(&self.state));
        if let Some(client) = wait_for_shell(&mut read, shell).await {
            let (end, stalled) = self.run_io(&mut read, &write, client).await;
            let why = if stalled { "stalled" } else { end.name() };
            self.service.log.line(
                "logout",
                &[("seat", &self.seat), ("from", &self.from), ("why", why)],
            );
            let left = end == ChannelEnd::Parted(ExitReason::Left);
            let close = async {
                let _ = write.exit_status(u32::from(!left)).await;
                let _ = write.eof().await;
                let _ = write.close().await;
            };
            let _ = timeout(GOODBYE_TIMEOUT, close).await;
        }
    }

    /// Returns how it ended, and whether the client had stopped taking frames.
    async fn run_io(
        &self,
        read: &mut ChannelReadHalf,
        write: &ChannelWriteHalf<Msg>,
        client: Client,
    ) -> (ChannelEnd, bool) {
        let (events, inbox) = std::sync::mpsc::channel();
        let (frames, mut queue) = mpsc::channel::<Vec<u8>>(1);
        let free = Arc::new(AtomicBool::new(true));
        let mut out = write.make_writer();
        let mut writer = tokio::spawn({
            let (free, events) = (Arc::clone(&free), events.clone());
            let stall = self.service.stall;
            async move {
                while let Some(frame) = queue.recv().await {
                    match timeout(stall, out.write_all(&frame)).await {
                        Ok(Ok(())) => {}
                        Ok(Err(_)) => return false,
                        Err(_) => return true,
                    }
                    free.store(true, Ordering::SeqCst);
                    // The app may have ended.
                    let _ = events.send(Event::Taken);
                }
                false
            }
        });
        // Taking a seat over from a connection that is still open needs no capacity of its own.
        let capacity = self.service.capacity.clone().try_acquire_owned().ok();
        if capacity.is_none() && !self.is_signed_in() {
            let end = self
                .send_goodbye(ChannelEnd::Full, None, frames, writer)
                .await;
            return (end, false);
        }
        let inputs = Arc::new(Semaphore::new(MAX_QUEUED_INPUTS));
        let outlet = FrameSender {
            queue: frames.clone(),
            free,
            inputs: Arc::clone(&inputs),
            prefix: Vec::new(),
        };
        let mut decoder = Decoder::of(client.term());
        let mut ended = self.spawn_app(client, outlet, events.clone(), inbox);
        let mut waiting: VecDeque<Input> = VecDeque::new();
        let mut stop = self.service.stop.clone();
        let (mut open, mut stalled, mut writer_done) = (true, false, false);
        let (end, lang) = loop {
            let wait = match (decoder.in_paste(), decoder.waiting()) {
                (true, _) => PASTE_TIMEOUT,
                _ => ESC_TIMEOUT,
            };
            tokio::select! {
                biased;
                end = &mut ended => break end.unwrap_or((ChannelEnd::Panicked, None)),
                _ = stop.wait_for(|stop| *stop), if open => {
                    open = false;
                    let _ = events.send(Event::Stop);
                }
                done = &mut writer, if !writer_done => {
                    writer_done = true;
                    open = false;
                    stalled = done.unwrap_or(false);
                    let _ = events.send(Event::Hangup);
                }
                permit = inputs.acquire(), if !waiting.is_empty() => {
                    if let Ok(permit) = permit {
                        permit.forget();
                    }
                    if let Some(input) = waiting.pop_front() {
                        let _ = events.send(Event::Input(input));
                    }
                }
                message = read.wait(), if open && waiting.is_empty() => match message {
                    Some(ChannelMsg::Data { data }) => waiting.extend(decoder.feed(&data)),
                    Some(ChannelMsg::WindowChange { col_width, row_height, .. }) => {
                        let size = client::size(col_width, row_height);
                        waiting.extend(size.map(|(columns, rows)| Input::Resize(columns, rows)));
                    }
                    Some(ChannelMsg::Eof | ChannelMsg::Close) | None => {
                        open = false;
                        let _ = events.send(Event::Hangup);
                    }
                    Some(_) => {}
                },
                () = sleep(wait), if decoder.waiting() || decoder.in_paste() => {
                    waiting.extend(if decoder.in_paste() {
                        decoder.abandon_paste()
                    } else {
                        decoder.idle()
                    });
                }
            }
        };
        let end = if writer_done {
            end
        } else {
            self.send_goodbye(end, lang, frames, writer).await
        };
        // Released after the exit message: a stopping server waits for it.
        drop(capacity);
        (end, stalled)
    }

    /// Runs the app on a thread of its own: it may block on the disk, and a panic ends only this channel.
    fn spawn_app(
        &self,
        client: Client,
        outlet: FrameSender,
        events: Sender<Event>,
        inbox: Receiver<Event>,
    ) -> oneshot::Receiver<(ChannelEnd, Option<Lang>)> {
        let (sender, ended) = oneshot::channel();
        let service = Arc::clone(&self.service);
        let (seat, from) = (self.seat.clone(), self.from.clone());
        let started = std::thread::Builder::new()
            .name(format!("seat {seat}"))
            .spawn(move || {
                let sign_in = AtomicU64::new(0);
                let run = || {
                    let seat_session = SeatSession {
                        service: &service,
                        seat: &seat,
                        from: &from,
                        sign_in: &sign_in,
                    };
                    seat_session.run(&client, outlet, &events, &inbox)
                };
                let end = catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
                    sign_out(&service, &seat, sign_in.load(Ordering::SeqCst));
                    (ChannelEnd::Panicked, None)
                });
                // The channel may be closed.
                let _ = sender.send(end);
            });
        if let Err(error) = started {
            self.service
                .log
                .line("no-thread", &[("error", &error.to_string())]);
        }
        ended
    }

    fn is_signed_in(&self) -> bool {
        let live = self.service.shared.read();
        live.session().seat(&self.seat).signed_in.is_some()
    }

    /// Leaves the alternate screen and prints why the session ended.
    async fn send_goodbye(
        &self,
        end: ChannelEnd,
        lang: Option<Lang>,
        frames: mpsc::Sender<Vec<u8>>,
        mut writer: tokio::task::JoinHandle<bool>,
    ) -> ChannelEnd {
        let mut bye = LEAVE.concat();
        for line in exit_message(&end, lang) {
            bye.push_str(&line);
            bye.push_str("\r\n");
        }
        let _ = timeout(GOODBYE_TIMEOUT, frames.send(bye.into_bytes())).await;
        drop(frames);
        if timeout(GOODBYE_TIMEOUT, &mut writer).await.is_err() {
            writer.abort();
        }
        end
    }
}

impl ChannelEnd {
    fn name(&self) -> &'static str {
        match self {
            Self::Parted(ExitReason::Left) => "left",
            Self::Parted(ExitReason::Idle) => "idle",
            Self::Parted(ExitReason::TakenOver { .. }) => "taken-over",
            Self::Parted(ExitReason::Ended) => "ended-by-coordinator",
            Self::Parted(ExitReason::LineLost) => "line-lost",
            Self::Parted(ExitReason::Stopped) => "stopped",
            Self::Refused(_) => "refused",
            Self::Full => "full",
            Self::Panicked => "panic",
        }
    }
}

/// Why it ended, in both languages, the user's own first.
fn exit_message(end: &ChannelEnd, lang: Option<Lang>) -> Vec<String> {
    let (text, from, at) = match end {
        ChannelEnd::Parted(ExitReason::Left) => (t::BYE_LEFT, "", ""),
        ChannelEnd::Parted(ExitReason::Idle) => (t::BYE_IDLE, "", ""),
        ChannelEnd::Parted(ExitReason::TakenOver { from, at }) => {
            (t::BYE_TAKEN_OVER, from.as_str(), at.as_str())
        }
        ChannelEnd::Parted(ExitReason::Ended) => (t::BYE_ENDED, "", ""),
        ChannelEnd::Parted(ExitReason::LineLost) => (t::BYE_LINE_LOST, "", ""),
        ChannelEnd::Parted(ExitReason::Stopped) => (t::BYE_STOPPED, "", ""),
        ChannelEnd::Refused(why) => return vec![display_safe(why).into_owned()],
        ChannelEnd::Full => (t::BYE_FULL, "", ""),
        ChannelEnd::Panicked => (t::BYE_PANIC, "", ""),
    };
    let first = lang.unwrap_or_default();
    [first, crate::text::other(first)]
        .map(|lang| {
            let from = crate::text::place(lang, from);
            text.fill(lang, &[("from", &from), ("at", &at)])
        })
        .to_vec()
}

/// Waits for the shell request, discarding other messages.
async fn wait_for_shell(
    read: &mut ChannelReadHalf,
    mut shell: oneshot::Receiver<Client>,
) -> Option<Client> {
    let wait = async {
        loop {
            tokio::select! {
                // Input after the shell request belongs to the app.
                biased;
                client = &mut shell => return client.ok(),
                message = read.wait() => match message {
                    Some(ChannelMsg::Eof | ChannelMsg::Close) | None => return None,
                    Some(_) => {}
                },
            }
        }
    };
    timeout(SHELL_TIMEOUT, wait).await.ok()?
}

/// One seat from its sign-in to its end.
struct SeatSession<'a> {
    service: &'a Service,
    seat: &'a str,
    from: &'a str,
    /// Sequence number of the sign-in's act, once there is one.
    sign_in: &'a AtomicU64,
}

impl SeatSession<'_> {
    fn run(
        &self,
        client: &Client,
        mut outlet: FrameSender,
        events: &Sender<Event>,
        inbox: &Receiver<Event>,
    ) -> (ChannelEnd, Option<Lang>) {
        let service = self.service;
        let shown = client.shown(service.ascii, service.theme);
        let mut app = App::new(Config {
            lang: shown.lang,
            clock: service.clock.clone(),
            network_too: service.network_too,
            recent: RecentSessions::default(),
            from: self.from.to_owned(),
            remote: Some(service.idle),
            theme: service.theme,
        });
        if let Err(why) = app.sit(Arc::clone(&service.shared), self.seat) {
            return (ChannelEnd::Refused(why), Some(app.lang()));
        }
        self.sign_in
            .store(app.signed_in_by().unwrap_or_default(), Ordering::SeqCst);
        app.note(shown.note);
        if let (Some(_), Some(lang)) = (shown.note, shown.lang) {
            app.speak(lang);
        }
        outlet.prefix = ENTER.concat().into_bytes();
        if shown.probe {
            outlet.prefix.extend_from_slice(PROBE.as_bytes());
        }
        let driven = drive(
            &mut app,
            client.size,
            shown.look,
            &mut outlet,
            events,
            inbox,
        );
        if let Err(error) = driven {
            app.handle(Event::Hangup);
            return (ChannelEnd::Refused(error.to_string()), Some(app.lang()));
        }
        let exit_reason = app.exit_reason().cloned().unwrap_or(ExitReason::LineLost);
        (ChannelEnd::Parted(exit_reason), Some(app.lang()))
    }
}

/// Records the sign-out that the app could not record because it panicked.
fn sign_out(service: &Service, seat: &str, sign_in: u64) {
    let act = Act::SignOut {
        seat: seat.to_owned(),
        since: Some(sign_in),
    };
    if sign_in > 0 {
        // If this fails, the next sign-in takes the seat over.
        let _ = service.shared.record(seat, vec![act.into()]);
    }
}

/// Notifies [`ConnectionState::finished`] when dropped.
struct FinishGuard(Arc<ConnectionState>);

impl Drop for FinishGuard {
    fn drop(&mut self) {
        self.0.finished.notify_one();
    }
}

/// Sends frames to the client, one at a time.
struct FrameSender {
    queue: mpsc::Sender<Vec<u8>>,
    free: Arc<AtomicBool>,
    inputs: Arc<Semaphore>,
    /// Sent together with the first frame, before it.
    prefix: Vec<u8>,
}

impl Outlet for FrameSender {
    fn ready(&self) -> bool {
        self.free.load(Ordering::SeqCst)
    }

    fn send(&mut self, mut frame: Vec<u8>) -> io::Result<()> {
        if !self.prefix.is_empty() {
            let mut whole = std::mem::take(&mut self.prefix);
            whole.append(&mut frame);
            frame = whole;
        }
        self.free.store(false, Ordering::SeqCst);
        self.queue
            .try_send(frame)
            .map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    fn took(&mut self, inputs: usize) {
        self.inputs.add_permits(inputs);
    }
}

//! One seat at the end of a line: bytes in, frames out, and the app on a thread of its own in between.
//!
//! The app knows nothing of this: it takes events from a channel and gives frames to an outlet, as on the
//! local terminal. A frame goes out when the last one was taken, so a client that stops reading costs one
//! frame; when it takes nothing for [`STALLED`], its line ends.

use super::Service;
use super::accept::Course;
use crate::model::Act;
use crate::text::{Lang, ssh as t};
use crate::tui::app::{App, Event, Parting, Setting};
use crate::tui::client::{self, Client};
use crate::tui::decoder::Decoder;
use crate::tui::drive::{Outlet, drive};
use crate::tui::input::Input;
use crate::tui::places::Places;
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

/// How long a client may take between its login and its shell.
const SHELL: Duration = Duration::from_secs(20);
/// How long a frame may wait to be taken.
pub const STALLED: Duration = Duration::from_secs(30);
/// How long the last words may take.
const FAREWELL: Duration = Duration::from_secs(2);
/// How long a lone ESC is held on a line from elsewhere, whose packets may come late.
const HELD: Duration = Duration::from_millis(80);
/// How long the end of a paste is waited for.
const PASTE: Duration = Duration::from_secs(5);
/// So many inputs wait for the app at most; further ones wait with the client.
const INPUTS: usize = 256;

/// Into the screen of its own, and there into a state that is known.
const ENTER: [&str; 3] = ["\x1b[?1049h", MODES_OFF, "\x1b[?2004h\x1b[2J"];
const LEAVE: [&str; 2] = [KITTY_BACK, "\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l"];

/// A line that was opened.
pub struct Line {
    pub service: Arc<Service>,
    pub seat: String,
    pub from: String,
    pub course: Arc<Course>,
}

/// How a line ended.
#[derive(Clone, Debug, PartialEq, Eq)]
enum End {
    Parted(Parting),
    /// The seat could not be taken; why, in words.
    Refused(String),
    /// All places are taken.
    Full,
    Panicked,
}

impl Line {
    /// Runs until the line ends, and takes leave of the client as far as that still listens.
    pub async fn run(
        self,
        mut read: ChannelReadHalf,
        write: ChannelWriteHalf<Msg>,
        shell: oneshot::Receiver<Client>,
    ) {
        // Told however this ends: the connection is closed only then.
        let _over = Over(Arc::clone(&self.course));
        if let Some(client) = wait_for_shell(&mut read, shell).await {
            let (end, stalled) = self.live(&mut read, &write, client).await;
            let why = if stalled { "stalled" } else { end.name() };
            self.service.log.line(
                "logout",
                &[("seat", &self.seat), ("from", &self.from), ("why", why)],
            );
            let left = end == End::Parted(Parting::Left);
            let close = async {
                let _ = write.exit_status(u32::from(!left)).await;
                let _ = write.eof().await;
                let _ = write.close().await;
            };
            let _ = timeout(FAREWELL, close).await;
        }
    }

    /// Gives how it ended, and whether the client had stopped taking frames.
    async fn live(
        &self,
        read: &mut ChannelReadHalf,
        write: &ChannelWriteHalf<Msg>,
        client: Client,
    ) -> (End, bool) {
        let (events, inbox) = std::sync::mpsc::channel();
        let (frames, mut queue) = mpsc::channel::<Vec<u8>>(1);
        let free = Arc::new(AtomicBool::new(true));
        let mut out = write.make_writer();
        let mut writer = tokio::spawn({
            let (free, events) = (Arc::clone(&free), events.clone());
            async move {
                while let Some(frame) = queue.recv().await {
                    match timeout(STALLED, out.write_all(&frame)).await {
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
        // Whoever takes a seat over from a line that is not gone yet needs no place of her own.
        let place = self.service.places.clone().try_acquire_owned().ok();
        if place.is_none() && !self.is_signed_in() {
            let end = self.take_leave(End::Full, None, frames, writer).await;
            return (end, false);
        }
        let inputs = Arc::new(Semaphore::new(INPUTS));
        let outlet = Frames {
            queue: frames.clone(),
            free,
            inputs: Arc::clone(&inputs),
            begun: Vec::new(),
        };
        let mut decoder = Decoder::of(client.term());
        let mut ended = self.begin(client, outlet, events.clone(), inbox);
        let mut waiting: VecDeque<Input> = VecDeque::new();
        let mut stop = self.service.stop.clone();
        let (mut open, mut stalled, mut written) = (true, false, false);
        let (end, lang) = loop {
            let patience = match (decoder.in_paste(), decoder.waiting()) {
                (true, _) => PASTE,
                _ => HELD,
            };
            tokio::select! {
                biased;
                end = &mut ended => break end.unwrap_or((End::Panicked, None)),
                _ = stop.wait_for(|stop| *stop), if open => {
                    open = false;
                    let _ = events.send(Event::Stop);
                }
                done = &mut writer, if !written => {
                    written = true;
                    open = false;
                    stalled = done.unwrap_or(false);
                    let _ = events.send(Event::Hangup);
                }
                turn = inputs.acquire(), if !waiting.is_empty() => {
                    if let Ok(turn) = turn {
                        turn.forget();
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
                () = sleep(patience), if decoder.waiting() || decoder.in_paste() => {
                    waiting.extend(if decoder.in_paste() {
                        decoder.abandon_paste()
                    } else {
                        decoder.idle()
                    });
                }
            }
        };
        let end = if written {
            end
        } else {
            self.take_leave(end, lang, frames, writer).await
        };
        // Given back behind the last words: a server that stops waits for its places.
        drop(place);
        (end, stalled)
    }

    /// Lets the app run, on a thread of its own: it may wait for the disk, and if it panics nobody else does.
    fn begin(
        &self,
        client: Client,
        outlet: Frames,
        events: Sender<Event>,
        inbox: Receiver<Event>,
    ) -> oneshot::Receiver<(End, Option<Lang>)> {
        let (tell, ended) = oneshot::channel();
        let service = Arc::clone(&self.service);
        let (seat, from) = (self.seat.clone(), self.from.clone());
        let started = std::thread::Builder::new()
            .name(format!("seat {seat}"))
            .spawn(move || {
                let signed = AtomicU64::new(0);
                let life = || {
                    let sitting = Sitting {
                        service: &service,
                        seat: &seat,
                        from: &from,
                        signed: &signed,
                    };
                    sitting.run(&client, outlet, &events, &inbox)
                };
                let end = catch_unwind(AssertUnwindSafe(life)).unwrap_or_else(|_| {
                    sign_out(&service, &seat, signed.load(Ordering::SeqCst));
                    (End::Panicked, None)
                });
                // The line may be gone.
                let _ = tell.send(end);
            });
        if let Err(error) = started {
            self.service
                .log
                .line("no-thread", &[("error", &error.to_string())]);
        }
        ended
    }

    fn is_signed_in(&self) -> bool {
        let live = self.service.hall.read();
        live.session().seat(&self.seat).signed_in.is_some()
    }

    /// Gives the client its own screen back, with a line that says why.
    async fn take_leave(
        &self,
        end: End,
        lang: Option<Lang>,
        frames: mpsc::Sender<Vec<u8>>,
        mut writer: tokio::task::JoinHandle<bool>,
    ) -> End {
        let mut bye = LEAVE.concat();
        for line in words(&end, lang) {
            bye.push_str(&line);
            bye.push_str("\r\n");
        }
        let _ = timeout(FAREWELL, frames.send(bye.into_bytes())).await;
        drop(frames);
        if timeout(FAREWELL, &mut writer).await.is_err() {
            writer.abort();
        }
        end
    }
}

impl End {
    fn name(&self) -> &'static str {
        match self {
            Self::Parted(Parting::Left) => "left",
            Self::Parted(Parting::Idle) => "idle",
            Self::Parted(Parting::TakenOver { .. }) => "taken-over",
            Self::Parted(Parting::Ended) => "ended-by-coordinator",
            Self::Parted(Parting::LineLost) => "line-lost",
            Self::Parted(Parting::Stopped) => "stopped",
            Self::Refused(_) => "refused",
            Self::Full => "full",
            Self::Panicked => "panic",
        }
    }
}

/// Why it ended, in both languages, in the user's own first.
fn words(end: &End, lang: Option<Lang>) -> Vec<String> {
    let (text, from, at) = match end {
        End::Parted(Parting::Left) => (t::BYE_LEFT, "", ""),
        End::Parted(Parting::Idle) => (t::BYE_IDLE, "", ""),
        End::Parted(Parting::TakenOver { from, at }) => {
            (t::BYE_TAKEN_OVER, from.as_str(), at.as_str())
        }
        End::Parted(Parting::Ended) => (t::BYE_ENDED, "", ""),
        End::Parted(Parting::LineLost) => (t::BYE_LINE_LOST, "", ""),
        End::Parted(Parting::Stopped) => (t::BYE_STOPPED, "", ""),
        End::Refused(why) => return vec![display_safe(why).into_owned()],
        End::Full => (t::BYE_FULL, "", ""),
        End::Panicked => (t::BYE_PANIC, "", ""),
    };
    let first = lang.unwrap_or_default();
    [first, crate::text::other(first)]
        .map(|lang| {
            let from = crate::text::place(lang, from);
            text.fill(lang, &[("from", &from), ("at", &at)])
        })
        .to_vec()
}

/// Waits until the client asks for a shell, reading and dropping what else it sends.
async fn wait_for_shell(
    read: &mut ChannelReadHalf,
    mut shell: oneshot::Receiver<Client>,
) -> Option<Client> {
    let wait = async {
        loop {
            tokio::select! {
                // What comes behind the wish for a shell is for the app already.
                biased;
                client = &mut shell => return client.ok(),
                message = read.wait() => match message {
                    Some(ChannelMsg::Eof | ChannelMsg::Close) | None => return None,
                    Some(_) => {}
                },
            }
        }
    };
    timeout(SHELL, wait).await.ok()?
}

/// One seat from its sign-in to its end.
struct Sitting<'a> {
    service: &'a Service,
    seat: &'a str,
    from: &'a str,
    /// The act of the sign-in, once there is one.
    signed: &'a AtomicU64,
}

impl Sitting<'_> {
    fn run(
        &self,
        client: &Client,
        mut outlet: Frames,
        events: &Sender<Event>,
        inbox: &Receiver<Event>,
    ) -> (End, Option<Lang>) {
        let service = self.service;
        let shown = client.shown(service.ascii);
        let mut app = App::new(Setting {
            lang: shown.lang,
            clock: service.clock.clone(),
            network_too: service.network_too,
            places: Places::default(),
            from: self.from.to_owned(),
            afar: Some(service.idle),
        });
        if let Err(why) = app.sit(Arc::clone(&service.hall), self.seat) {
            return (End::Refused(why), Some(app.lang()));
        }
        self.signed
            .store(app.signed_in_by().unwrap_or_default(), Ordering::SeqCst);
        app.note(shown.note);
        if let (Some(_), Some(lang)) = (shown.note, shown.lang) {
            app.speak(lang);
        }
        outlet.begun = ENTER.concat().into_bytes();
        if shown.probe {
            outlet.begun.extend_from_slice(PROBE.as_bytes());
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
            return (End::Refused(error.to_string()), Some(app.lang()));
        }
        let parting = app.parting().cloned().unwrap_or(Parting::LineLost);
        (End::Parted(parting), Some(app.lang()))
    }
}

/// What the app would have recorded had it not panicked.
fn sign_out(service: &Service, seat: &str, signed: u64) {
    let act = Act::SignOut {
        seat: seat.to_owned(),
        since: Some(signed),
    };
    if signed > 0 {
        // If it cannot be recorded, the next sign-in takes the seat over.
        let _ = service.hall.record(seat, vec![act.into()]);
    }
}

/// Tells that a session is over when it is dropped.
struct Over(Arc<Course>);

impl Drop for Over {
    fn drop(&mut self) {
        self.0.over.notify_one();
    }
}

/// Frames on their way to the client, one at a time.
struct Frames {
    queue: mpsc::Sender<Vec<u8>>,
    free: Arc<AtomicBool>,
    inputs: Arc<Semaphore>,
    /// What goes before the first frame, in one piece with it.
    begun: Vec<u8>,
}

impl Outlet for Frames {
    fn ready(&self) -> bool {
        self.free.load(Ordering::SeqCst)
    }

    fn send(&mut self, mut frame: Vec<u8>) -> io::Result<()> {
        if !self.begun.is_empty() {
            let mut whole = std::mem::take(&mut self.begun);
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

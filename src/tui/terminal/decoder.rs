//! Bytes from a terminal, and the keys they mean.
//!
//! Sequences are framed before they are understood, so that an unknown one is swallowed whole and never
//! typed into a mark, and the keys behind it still work. How they are framed stands in `sequence`.
//!
//! No key is bound to Alt: an ESC that begins no sequence is the Esc key, and what follows it is a key of its own.
//! Old terminals have keys that read the same (Wyse: `ESC 7`; Data General: `1e 31`); what such a terminal sends
//! is known by its name (`own_keys`) and means nothing.

use crate::tui::input::{Code, Input, Key};
use crate::tui::terminal::own_keys;
use crate::tui::terminal::sequence::{ESC, Framed, frame};
use std::time::{Duration, Instant};

/// A sequence longer than this is garbage.
const LONGEST: usize = 4096;
/// A paste keeps so much; the rest is dropped until its end.
const LONGEST_PASTE: usize = 64 * 1024;
const PASTE_END: &[u8] = b"\x1b[201~";
/// How long after it was given up the rest of a sequence is still taken for its rest.
const TAIL: Duration = Duration::from_secs(2);

/// Turns bytes into inputs. What is incomplete waits for the next chunk.
///
/// A lone ESC waits as well, until [`Decoder::idle`]: the sequence of F5 (`ESC [ 1 5 ~`), cut after its ESC by a
/// slow line, must not be typed into a mark as `15`. What was given up is remembered for `TAIL`: a rest that
/// comes later than [`Decoder::idle`] is swallowed.
#[derive(Debug, Default)]
pub struct Decoder {
    pending: Vec<u8>,
    paste: Option<Vec<u8>>,
    /// The beginning of a sequence that was given up, and when.
    cut: Option<(Vec<u8>, Instant)>,
    /// What keys of this very terminal send, where it would read as something else.
    own: Vec<Vec<u8>>,
}

impl Decoder {
    /// For a terminal by its `TERM`.
    pub fn of(term: &str) -> Self {
        Self {
            own: own_keys::of(term),
            ..Self::default()
        }
    }

    pub fn feed(&mut self, chunk: &[u8]) -> Vec<Input> {
        self.feed_at(chunk, Instant::now())
    }

    /// Takes bytes that came at this time.
    pub fn feed_at(&mut self, chunk: &[u8], now: Instant) -> Vec<Input> {
        let mut inputs = Vec::new();
        let chunk = self.behind_cut(chunk, now);
        self.pending.extend_from_slice(chunk);
        // Keys that were understood are let go of together.
        let mut done = 0;
        loop {
            if self.paste.is_some() {
                self.pending.drain(..std::mem::take(&mut done));
            }
            if let Some(paste) = &mut self.paste {
                let Some(end) = self
                    .pending
                    .windows(PASTE_END.len())
                    .position(|w| w == PASTE_END)
                else {
                    // Keep back what may be the beginning of the end mark.
                    let keep = self.pending.len().min(PASTE_END.len() - 1);
                    let text = self.pending.drain(..self.pending.len() - keep);
                    let room = LONGEST_PASTE.saturating_sub(paste.len());
                    paste.extend(text.take(room));
                    break;
                };
                let room = LONGEST_PASTE.saturating_sub(paste.len());
                paste.extend(self.pending.drain(..end).take(room));
                self.pending.drain(..PASTE_END.len());
                inputs.extend(self.finish_paste());
                continue;
            }
            match self.first(done) {
                Framed::Whole(n, input) => {
                    done += n;
                    inputs.extend(input);
                }
                Framed::Broken(n) => done += n,
                Framed::PasteBegins(n) => {
                    done += n;
                    self.paste = Some(Vec::new());
                }
                Framed::Incomplete => {
                    self.pending.drain(..done);
                    if self.pending.len() > LONGEST {
                        // What began it stays, so that the rest of it is not typed as keys.
                        self.pending.truncate(2);
                    }
                    break;
                }
            }
        }
        inputs
    }

    fn finish_paste(&mut self) -> Option<Input> {
        let bytes = self.paste.take()?;
        let text = String::from_utf8_lossy(&bytes)
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        let clean: String = text
            .chars()
            .filter(|c| *c == '\n' || !c.is_control())
            .collect();
        Some(Input::Paste(clean))
    }

    /// Bytes wait whose rest should have come by now.
    pub fn waiting(&self) -> bool {
        self.paste.is_none() && !self.pending.is_empty()
    }

    pub fn in_paste(&self) -> bool {
        self.paste.is_some()
    }

    /// What stands first behind the bytes that are done.
    fn first(&self, done: usize) -> Framed {
        framed(&self.own, self.pending.get(done..).unwrap_or_default())
    }

    /// Swallows what is the rest of a sequence that was given up, and gives what stands behind it.
    fn behind_cut<'a>(&mut self, chunk: &'a [u8], now: Instant) -> &'a [u8] {
        let Some((mut whole, since)) = self.cut.take() else {
            return chunk;
        };
        if chunk.is_empty() {
            self.cut = Some((whole, since));
            return chunk;
        }
        if now.saturating_duration_since(since) > TAIL {
            return chunk;
        }
        let before = whole.len();
        whole.extend_from_slice(chunk);
        match framed(&self.own, &whole) {
            Framed::Whole(n, _) | Framed::PasteBegins(n) | Framed::Broken(n) if n > before => {
                chunk.get(n - before..).unwrap_or_default()
            }
            // A further ESC begins anew.
            Framed::Incomplete if chunk.first() != Some(&ESC) && whole.len() <= LONGEST => {
                self.cut = Some((whole, since));
                &[]
            }
            _ => chunk,
        }
    }

    /// Nothing came for a while: a waiting ESC was the Esc key, anything else was cut off. What may still come of
    /// it is swallowed.
    pub fn idle(&mut self) -> Option<Input> {
        self.idle_at(Instant::now())
    }

    /// As [`Decoder::idle`], at this time.
    pub fn idle_at(&mut self, now: Instant) -> Option<Input> {
        if self.paste.is_some() || self.pending.is_empty() {
            return None;
        }
        let cut = std::mem::take(&mut self.pending);
        // A lone Esc, or Esc and a letter with which only answers begin: no answer is cut just there.
        let esc = matches!(
            cut.as_slice(),
            [ESC] | [ESC, b']' | b'P' | b'_' | b'^' | b'X']
        );
        self.cut = Some((cut, now));
        esc.then_some(Input::Key(Key::of(Code::Esc)))
    }

    /// A paste whose end never came is delivered as far as it came.
    pub fn abandon_paste(&mut self) -> Option<Input> {
        if let Some(paste) = &mut self.paste {
            paste.append(&mut self.pending);
        }
        self.finish_paste()
    }
}

/// A key of the terminal's own, or what every terminal means by these bytes.
fn framed(own: &[Vec<u8>], bytes: &[u8]) -> Framed {
    let longest = own
        .iter()
        .filter(|s| bytes.starts_with(s))
        .map(Vec::len)
        .max();
    if let Some(n) = longest {
        return Framed::Whole(n, None);
    }
    if !bytes.is_empty() && own.iter().any(|s| s.starts_with(bytes)) {
        return Framed::Incomplete;
    }
    frame(bytes)
}

#[cfg(test)]
mod tests;

//! A disk in memory whose n-th call of a kind fails, with a cache that lies after a failed sync as real
//! ones do: it shows the lost bytes as if they were there, and the next sync says yes.

use pingshen::journal::medium::Medium;
use std::io;
use std::sync::{Arc, Mutex};

/// The calls that can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    Write,
    ShortWrite,
    Sync,
    Cut,
    Read,
    Evict,
}

impl Call {
    pub const ALL: &'static [Self] = &[
        Self::Write,
        Self::ShortWrite,
        Self::Sync,
        Self::Cut,
        Self::Read,
        Self::Evict,
    ];
}

#[derive(Debug)]
struct State {
    cache: Vec<u8>,
    durable: Vec<u8>,
    /// Pages that a failed sync marked clean: no later sync writes them.
    lost: bool,
    call: Call,
    left: u32,
    failed: bool,
}

impl State {
    fn fails(&mut self, call: Call) -> bool {
        if call != self.call || self.failed {
            return false;
        }
        self.left -= 1;
        self.failed = self.left == 0;
        self.failed
    }
}

#[derive(Clone)]
pub struct FailingDisk(Arc<Mutex<State>>);

impl FailingDisk {
    pub fn new(bytes: Vec<u8>, call: Call, nth: u32) -> Self {
        Self(Arc::new(Mutex::new(State {
            cache: bytes.clone(),
            durable: bytes,
            lost: false,
            call,
            // The first read opens the journal; a disk that cannot be read at all opens nothing.
            left: if call == Call::Read { nth + 1 } else { nth },
            failed: false,
        })))
    }

    pub fn failed(&self) -> bool {
        self.0.lock().unwrap().failed
    }

    /// What is left when the power goes now.
    pub fn after_power_cut(&self) -> Self {
        Self::new(
            self.0.lock().unwrap().durable.clone(),
            Call::Evict,
            u32::MAX,
        )
    }
}

fn eio() -> io::Error {
    io::Error::from_raw_os_error(5)
}

impl Medium for FailingDisk {
    fn lock(&mut self, _: bool) -> io::Result<()> {
        Ok(())
    }

    fn unlock(&mut self) {}

    fn length(&self) -> io::Result<u64> {
        Ok(self.0.lock().unwrap().cache.len() as u64)
    }

    fn read(&mut self, from: u64) -> io::Result<Vec<u8>> {
        let mut state = self.0.lock().unwrap();
        if state.fails(Call::Read) {
            return Err(eio());
        }
        Ok(state
            .cache
            .get(from as usize..)
            .unwrap_or_default()
            .to_vec())
    }

    fn write(&mut self, at: u64, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.0.lock().unwrap();
        if state.fails(Call::Write) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let taken = if state.fails(Call::ShortWrite) {
            bytes.len() / 3
        } else {
            bytes.len()
        };
        state.cache.resize(at as usize, 0);
        state.cache.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        if state.fails(Call::Sync) {
            state.lost = true;
            return Err(eio());
        }
        if !state.lost {
            state.durable = state.cache.clone();
        }
        Ok(())
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        if state.fails(Call::Cut) {
            return Err(eio());
        }
        state.cache.truncate(length as usize);
        state.durable.truncate(length as usize);
        // What is written from here on is dirty again.
        state.lost = false;
        Ok(())
    }

    fn evict(&mut self) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        if state.fails(Call::Evict) {
            return Err(eio());
        }
        state.cache = state.durable.clone();
        Ok(())
    }

    fn in_place(&self) -> bool {
        true
    }

    fn set_aside(&mut self, _: &str, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn writable(&self) -> bool {
        true
    }
}

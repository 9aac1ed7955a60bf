//! A real program in a pseudo-terminal. What is read is the screen, what is typed are keys.

// Each test file is a crate of its own and uses its own part of this.
#![allow(dead_code)]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

pub const BINARY: &str = env!("CARGO_BIN_EXE_pingshen");
/// How long a screen may take on a busy machine before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A terminal with the program in it.
pub struct Seat {
    pub child: Box<dyn Child + Send + Sync>,
    pub master: Option<Box<dyn MasterPty + Send>>,
    pub keys: Option<Box<dyn Write + Send>>,
    pub parser: Arc<Mutex<vt100::Parser>>,
    pub raw: Arc<Mutex<Vec<u8>>>,
}

impl Seat {
    pub fn sit(home: &Path, args: &[&str]) -> Self {
        Self::sit_with(home, args, &[("TERM", "xterm-256color")])
    }

    pub fn sit_with(home: &Path, args: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::sit_program(BINARY, home, args, variables)
    }

    pub fn sit_program(
        program: &str,
        home: &Path,
        args: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        command.env("HOME", home);
        command.env("LANG", "en_US.UTF-8");
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let parser = Arc::new(Mutex::new(vt100::Parser::new(
            24.try_into().unwrap(),
            80.try_into().unwrap(),
            0,
        )));
        let raw = Arc::new(Mutex::new(Vec::new()));
        let (screen, bytes) = (Arc::clone(&parser), Arc::clone(&raw));
        std::thread::spawn(move || {
            let mut chunk = [0; 8192];
            while let Ok(n) = reader.read(&mut chunk) {
                if n == 0 {
                    break;
                }
                // First the bytes: whoever waited for a word on the screen finds what drew it.
                bytes.lock().unwrap().extend_from_slice(&chunk[..n]);
                screen.lock().unwrap().process(&chunk[..n]);
            }
        });
        Self {
            keys: Some(pair.master.take_writer().unwrap()),
            master: Some(pair.master),
            child,
            parser,
            raw,
        }
    }

    pub fn screen(&self) -> String {
        self.parser.lock().unwrap().screen().contents()
    }

    pub fn type_keys(&mut self, keys: &str) -> &mut Self {
        let keys_in = self.keys.as_mut().unwrap();
        keys_in.write_all(keys.as_bytes()).unwrap();
        keys_in.flush().unwrap();
        self
    }

    #[track_caller]
    pub fn until(&mut self, what: &str) -> &mut Self {
        let started = Instant::now();
        while !self.screen().contains(what) {
            assert!(
                started.elapsed() < PATIENCE,
                "no “{what}” on:\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        self
    }

    #[track_caller]
    pub fn until_gone(&mut self) -> u32 {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                std::thread::sleep(Duration::from_millis(50));
                return status.exit_code();
            }
            assert!(
                started.elapsed() < PATIENCE,
                "still running:\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(
            Command::new("kill")
                .args([name, &pid])
                .status()
                .unwrap()
                .success()
        );
    }

    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.raw.lock().unwrap()).into_owned()
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! The zip that an `.xlsx` or `.ods` is: its parts by name, and what they unpack to.

use super::fault::PackingFault;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{self, BufReader, Cursor, Read, Write};
use zip::ZipArchive;

/// The sum of the sizes in a zip's directory, in bytes. A directory may lie: [`Packed::measure`] believes nothing.
pub fn says_it_unpacks_to(bytes: &[u8]) -> u64 {
    let entry = |at: usize| {
        let size = bytes.get(at + 24..at + 28)?;
        Some(u64::from(u32::from_le_bytes(size.try_into().ok()?)))
    };
    bytes
        .windows(4)
        .enumerate()
        .filter(|(_, four)| *four == b"PK\x01\x02")
        .filter_map(|(at, _)| entry(at))
        .sum()
}

/// Counts what is written, and keeps nothing.
#[derive(Default)]
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub struct Packed<'a>(ZipArchive<Cursor<&'a [u8]>>);

/// The XML of one part, no more of it than the limit.
pub type Part<'p> = Reader<BufReader<Box<dyn Read + 'p>>>;

impl<'a> Packed<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, PackingFault> {
        ZipArchive::new(Cursor::new(bytes))
            .map(Self)
            .map_err(|_| PackingFault::Damaged)
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.index_for_name(name).is_some()
    }

    /// Unpacks everything and keeps nothing.
    pub fn measure(&mut self, most: u64) -> Result<(), PackingFault> {
        let mut left = most;
        for n in 0..self.0.len() {
            let Ok(part) = self.0.by_index(n) else {
                // Locked or damaged: whoever needs it will say so.
                continue;
            };
            // What is damaged is found by the one who needs it, and what came before counts.
            let mut size = Counted::default();
            let _ = std::io::copy(&mut part.take(left + 1), &mut size);
            let Counted(size) = size;
            left = left.checked_sub(size).ok_or(PackingFault::TooMuch)?;
        }
        Ok(())
    }

    /// `xl/` for the workbook that lies there.
    pub fn folder_of(&self, name: &str) -> Option<String> {
        self.names().into_iter().find_map(|found| {
            let (folder, last) = found.rsplit_once('/')?;
            last.eq_ignore_ascii_case(name)
                .then(|| format!("{}/", folder.trim_start_matches('/')))
        })
    }

    fn names(&self) -> Vec<String> {
        let all = (0..self.0.len()).filter_map(|n| self.0.name_for_index(n)?.ok());
        all.map(|name| name.into_owned()).collect()
    }

    /// The reader makes room for as many texts as the file says that it has.
    pub fn check_counts(&mut self, most: usize, part_limit: u64) -> Result<(), PackingFault> {
        let lists = self.names().into_iter();
        let lists: Vec<String> = lists
            .filter(|name| name.to_lowercase().ends_with("sharedstrings.xml"))
            .collect();
        for name in lists {
            let Some(part) = self.part(&name, part_limit) else {
                continue;
            };
            let mut said = 0;
            each(part, |event| match event {
                Event::Start(start) => {
                    let count = attribute(start, "uniqueCount");
                    // Too long a number is too large a number.
                    said = count.map_or(0, |n| n.trim().parse().unwrap_or(usize::MAX));
                    false
                }
                _ => true,
            });
            if said > most {
                return Err(PackingFault::TooMuch);
            }
        }
        Ok(())
    }

    /// The part of this name, whatever its case and whether it begins with a slash.
    pub fn part(&mut self, name: &str, most: u64) -> Option<Part<'_>> {
        let name = name.trim_start_matches('/');
        let place = (0..self.0.len()).find(|n| {
            let found = self.0.name_for_index(*n).and_then(Result::ok);
            found.is_some_and(|f| f.trim_start_matches('/').eq_ignore_ascii_case(name))
        })?;
        let part = self.0.by_index(place).ok()?;
        let limited: Box<dyn Read + '_> = Box::new(part.take(most));
        Some(Reader::from_reader(BufReader::new(limited)))
    }
}

/// Each event of a part, until `take` answers `false` or the part ends. `None`: it is no XML.
pub fn each(mut part: Part, mut take: impl FnMut(&Event) -> bool) -> Option<()> {
    let config = part.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match part.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return Some(()),
            Ok(event) => {
                if !take(&event) {
                    return Some(());
                }
            }
            Err(_) => return None,
        }
    }
}

/// An attribute by its name without prefix.
pub fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let found = start
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)?;
    Some(
        found
            .normalized_value(XmlVersion::Implicit1_0)
            .ok()?
            .into_owned(),
    )
}

pub fn number(start: &BytesStart, name: &str) -> Option<usize> {
    attribute(start, name)?.parse().ok()
}

pub fn is_true(start: &BytesStart, name: &str) -> bool {
    matches!(attribute(start, name).as_deref(), Some("1" | "true" | "on"))
}

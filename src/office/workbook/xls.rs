//! A look at an `.xls` before the reader opens it.
//!
//! One wrong byte may put a cell into column 65,535, or a chain of sectors into a circle, and the reader then
//! asks for more memory than there is, which ends the program and cannot be caught. Here the same sectors and
//! records are walked, and only what no sound file has is refused. All numbers are little-endian.

use super::fault::PackingFault;

/// The cells of the largest sheet there can be, 65,536 rows by 256 columns; all sheets together may have no
/// more, because the reader keeps a place for each cell between the first and the last.
const LARGEST_SHEET: u64 = 65_536 * 256;
const END_OF_CHAIN: u32 = 0xffff_fffe;
/// Numbers from here on are no sectors.
const NO_SECTOR: u32 = 0xffff_fffc;

pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

pub fn index_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

/// # Errors
/// It is locked, damaged, no workbook, or has too many cells.
pub fn check(bytes: &[u8]) -> Result<(), PackingFault> {
    match stream(bytes).ok_or(PackingFault::Damaged)? {
        Stream::Workbook(records) => check_records(&records),
        Stream::Encrypted => Err(PackingFault::Locked),
    }
}

/// The records of a workbook that is not locked.
pub fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    match stream(bytes)? {
        Stream::Workbook(records) => Some(records),
        Stream::Encrypted => None,
    }
}

enum Stream {
    Workbook(Vec<u8>),
    /// An `.xlsx` with a password comes in the same wrapper.
    Encrypted,
}

/// Sectors of one size, one after the other.
struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
    /// Which sector follows which.
    next: Vec<u32>,
}

impl Sectors<'_> {
    /// The last sector of a file may be short.
    fn sector(&self, id: u32) -> Option<&[u8]> {
        let start = usize::try_from(id).ok()?.checked_mul(self.size)?;
        let end = start.checked_add(self.size)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The sectors from `id` on, up to `length` bytes. `None`: one is missing, or they run in a circle.
    fn chain(&self, mut id: u32, length: usize) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        while id != END_OF_CHAIN && out.len() < length {
            let sector = self.sector(id)?;
            out.extend(sector.iter().take(length - out.len()));
            if out.len() > self.bytes.len() {
                return None;
            }
            if out.len() < length {
                id = *self.next.get(usize::try_from(id).ok()?)?;
            }
        }
        Some(out)
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    (0..bytes.len() / 4).filter_map(move |n| u32_at(bytes, n * 4))
}

/// What a compound file is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OleContent {
    Words,
    Workbook,
    /// An office file of today that opens with a password only.
    Encrypted,
    /// Mails, slides and whatever else is kept so.
    Other,
}

/// What a compound file is of, by the streams in it; a document may have a workbook inside it. `None`: it is damaged.
pub fn ole_content(bytes: &[u8]) -> Option<OleContent> {
    let (_, folder) = directory(bytes)?;
    let has = |name: &str| named(&folder, name).is_some();
    // Works calls its text so.
    let words = ["WordDocument", "MatOST", "CONTENTS"];
    Some(if words.iter().any(|name| has(name)) {
        OleContent::Words
    } else if has("Workbook") || has("Book") {
        OleContent::Workbook
    } else if has("EncryptedPackage") {
        OleContent::Encrypted
    } else {
        OleContent::Other
    })
}

/// The sectors of a compound file, and the entries of its directory.
fn directory(bytes: &[u8]) -> Option<(Sectors<'_>, Vec<u8>)> {
    let size = match u16_at(bytes, 30)? {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let mut sectors = Sectors {
        bytes: bytes.get(size..)?,
        size,
        next: Vec::new(),
    };
    let mut tables: Vec<u32> = numbers(bytes.get(76..512)?).collect();
    let mut more = u32_at(bytes, 68)?;
    let mut steps = 0;
    while more < NO_SECTOR {
        steps += 1;
        if steps > bytes.len() / size {
            return None;
        }
        tables.extend(numbers(sectors.sector(more)?));
        more = tables.pop()?;
    }
    let mut next = Vec::new();
    for id in tables.into_iter().filter(|id| *id < NO_SECTOR) {
        next.extend(numbers(sectors.sector(id)?));
        if next.len() > bytes.len() {
            return None;
        }
    }
    sectors.next = next;

    let folder = sectors.chain(u32_at(bytes, 48)?, usize::MAX)?;
    Some((sectors, folder))
}

/// The entry of this name in a directory.
fn named<'a>(folder: &'a [u8], wanted: &str) -> Option<&'a [u8]> {
    folder.chunks_exact(128).find(|entry| {
        let name: Vec<u16> = (0..32)
            .filter_map(|n| u16_at(entry, n * 2))
            .take_while(|c| *c != 0)
            .collect();
        String::from_utf16_lossy(&name).eq_ignore_ascii_case(wanted)
    })
}

/// The records of the workbook out of the compound file.
fn stream(bytes: &[u8]) -> Option<Stream> {
    let (sectors, folder) = directory(bytes)?;
    let size = sectors.size;
    let named = |wanted: &str| named(&folder, wanted);
    let length = |entry: &[u8]| {
        let high = if size == 512 {
            0
        } else {
            index_at(entry, 124)?
        };
        (high == 0).then(|| index_at(entry, 120))?
    };
    let small_table = index_at(bytes, 64)?;
    let root = folder.chunks_exact(128).next()?;
    let small = if small_table == 0 {
        Vec::new()
    } else {
        sectors.chain(u32_at(root, 116)?, length(root)?)?
    };
    let small_next = if small_table == 0 {
        Vec::new()
    } else {
        sectors.chain(u32_at(bytes, 60)?, small_table.checked_mul(size)?)?
    };
    let Some(entry) = named("Workbook").or_else(|| named("Book")) else {
        return named("EncryptedPackage").map(|_| Stream::Encrypted);
    };
    let (start, length) = (u32_at(entry, 116)?, length(entry)?);
    let records = if length < 4096 {
        let minis = Sectors {
            bytes: &small,
            size: 64,
            next: numbers(&small_next).collect(),
        };
        minis.chain(start, length)?
    } else {
        sectors.chain(start, length)?
    };
    Some(Stream::Workbook(records))
}

/// Kind and content of each record, up to the first that is cut off.
pub fn records(mut bytes: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let kind = u16_at(bytes, 0)?;
        let end = 4 + usize::from(u16_at(bytes, 2)?);
        let content = bytes.get(4..end)?;
        bytes = bytes.get(end..)?;
        Some((kind, content))
    })
}

const END: u16 = 0x000a;
const BEGIN: u16 = 0x0809;

fn check_records(stream: &[u8]) -> Result<(), PackingFault> {
    let mut sheets = Vec::new();
    for (kind, content) in records(stream) {
        match kind {
            0x002f if u16_at(content, 0) != Some(0) => return Err(PackingFault::Locked),
            0x0085 => sheets.push(index_at(content, 0).ok_or(PackingFault::Damaged)?),
            END => break,
            _ => {}
        }
    }
    let mut left = LARGEST_SHEET;
    for start in sheets {
        let sheet = stream.get(start..).ok_or(PackingFault::Damaged)?;
        let cells = places(sheet).ok_or(PackingFault::Damaged)?;
        left = left.checked_sub(cells).ok_or(PackingFault::TooMuch)?;
    }
    Ok(())
}

/// How many places there are between the first and the last cell of a sheet. `None`: more than it can have.
fn places(sheet: &[u8]) -> Option<u64> {
    let (mut rows, mut columns) = ((u64::MAX, 0), (u64::MAX, 0));
    let mut depth = 0_usize;
    let widen = |(low, high): (u64, u64), n: u16| (low.min(n.into()), high.max(n.into()));
    // The text of a formula follows it and has no place of its own.
    let mut formula = (0, 0);
    for (kind, content) in records(sheet) {
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            // Charts within the sheet.
            _ if depth > 1 => {}
            0x0200 => {
                stated(content).filter(|n| *n <= LARGEST_SHEET)?;
            }
            0x0006 | 0x00bd | 0x00d6 | 0x00fd | 0x0203 | 0x0204 | 0x0205 | 0x027e => {
                let (row, first) = (u16_at(content, 0)?, u16_at(content, 2)?);
                let last = if kind == 0x00bd {
                    u16_at(content, content.len().checked_sub(2)?)?
                } else {
                    first
                };
                rows = widen(rows, row);
                columns = widen(widen(columns, first), last);
                if kind == 0x0006 {
                    formula = (row, first);
                }
            }
            0x0207 => {
                rows = widen(rows, formula.0);
                columns = widen(columns, formula.1);
            }
            _ => {}
        }
    }
    let span = |(low, high): (u64, u64)| (high + 1).saturating_sub(low);
    Some(span(rows) * span(columns)).filter(|n| *n <= LARGEST_SHEET)
}

/// The size that the sheet gives itself, read as the reader does. `None`: the end comes before the beginning.
fn stated(content: &[u8]) -> Option<u64> {
    let at = |n| u16_at(content, n).map(u64::from);
    let (top, bottom, left, right) = if content.len() == 10 {
        (at(0)?, at(2)?, at(4)?, at(6)?)
    } else {
        let wide = |n| u32_at(content, n).map(u64::from);
        (wide(0)?, wide(4)?, at(8)?, at(10)?)
    };
    let left = if left > 255 || right < left { 0 } else { left };
    if bottom == 0 || right == 0 {
        return Some(1);
    }
    // Both ends of the sheet may be 0 columns wide: the reader takes the one before the last.
    bottom
        .checked_sub(top)?
        .checked_mul((right).checked_sub(left)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound() -> Vec<u8> {
        include_bytes!("../../../tests/data/roster.xls").to_vec()
    }

    /// The place in the file of the first cell with a number, and of the folder's first entry.
    fn landmarks(file: &[u8]) -> (usize, usize) {
        let number = [0x03, 0x02, 14, 0];
        let cell = file.windows(4).position(|w| w == number).unwrap();
        (cell, 512 * (index_at(file, 48).unwrap() + 1))
    }

    #[test]
    fn a_sound_file_passes_and_a_cell_far_outside_does_not() {
        let mut file = sound();
        assert_eq!(check(&file), Ok(()));
        let (cell, _) = landmarks(&file);
        file[cell + 4..cell + 8].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
        assert_eq!(check(&file), Err(PackingFault::Damaged));
    }

    #[test]
    fn a_chain_in_a_circle_ends() {
        let mut file = sound();
        let table = 512 * (index_at(&file, 76).unwrap() + 1);
        let folder = index_at(&file, 48).unwrap();
        let own = u32::try_from(folder).unwrap().to_le_bytes();
        file[table + 4 * folder..table + 4 * folder + 4].copy_from_slice(&own);
        assert_eq!(check(&file), Err(PackingFault::Damaged));
    }

    #[test]
    fn other_things_in_the_same_wrapper() {
        let locked = include_bytes!("../../../tests/data/locked.xlsx");
        assert_eq!(check(locked), Err(PackingFault::Locked));
        let locked = include_bytes!("../../../tests/data/locked.xls");
        assert_eq!(check(locked), Err(PackingFault::Locked));
        let mut letter = sound();
        let (_, folder) = landmarks(&letter);
        let name = letter[folder..]
            .windows(2)
            .position(|w| w == b"W\0")
            .unwrap();
        letter[folder + name] = b'X';
        assert_eq!(check(&letter), Err(PackingFault::Damaged));
        assert_eq!(check(b""), Err(PackingFault::Damaged));
    }
}

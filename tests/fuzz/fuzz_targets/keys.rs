#![no_main]

#[path = "../entries.rs"]
mod entries;
#[path = "../../common/simulated_disk.rs"]
mod simulated_disk;

libfuzzer_sys::fuzz_target!(|data: &[u8]| entries::keys(data));

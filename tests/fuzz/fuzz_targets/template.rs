#![no_main]

#[allow(dead_code)]
#[path = "../entries.rs"]
mod entries;
#[allow(dead_code)]
#[path = "../../common/simulated_disk.rs"]
mod simulated_disk;

libfuzzer_sys::fuzz_target!(|data: &[u8]| entries::template(data));

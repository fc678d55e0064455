//! Any text as a page of the kind `ics`.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|data: &[u8]| shared::read("dates", data));

//! Any text as a page of the kind `jsonld`.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|data: &[u8]| shared::read("markup", data));

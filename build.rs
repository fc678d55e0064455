//! Tells cargo to build anew when a file comes into `catalog/` or leaves it: the catalogue travels inside the binary.

#[expect(clippy::disallowed_macros, reason = "cargo reads it from there")]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=catalog");
}

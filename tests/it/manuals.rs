//! Every console block of the README and the manuals is run, and must print what it says.

use std::path::Path;

#[test]
fn every_console_block_tells_the_truth() {
    let cases = trycmd::TestCases::new();
    cases.register_bin("finder", Path::new(env!("CARGO_BIN_EXE_finder")));
    cases.env("NO_COLOR", "1");
    cases
        .case("README.md")
        .case("docs/*.md")
        .case("catalog/README.md");
}

//! Turns the language files into typed functions: a missing or one-sided message does not compile.

use std::process::ExitCode;

use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel, build_from_locales_folder};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=../../locales");
    #[expect(clippy::disallowed_methods, reason = "cargo tells a build script by the environment where to write")]
    let Ok(out) = std::env::var("OUT_DIR") else { return ExitCode::FAILURE };
    let options = BuildOptions::default()
        .with_locales_folder("../../locales")
        .with_default_language("ja")
        .with_prefix("")
        .with_lint_level(LintLevel::Deny)
        .without_bidi_isolation()
        .without_format()
        .with_output_file_path(&format!("{out}/l10n.rs"))
        .with_ftl_output(FtlOutputOptions::single_file(&format!("{out}/translations.ftl")));
    build_from_locales_folder(options)
}

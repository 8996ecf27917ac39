mod l10n { include!(concat!(env!("OUT_DIR"), "/l10n.rs")); }

//! How this crate declares a closed vocabulary: a plain enum, the list of its values, and the word that names each.
//!
//! The words go into databases, logs and the printed matrix; the lists let tests walk the whole space.

/// Declares a plain enum together with the list of its values and the word that names each of them.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$note:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$note])* $variant,)+ }

        impl $name {
            /// Every one of them, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Its name in the database and in logs.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::vocabulary::Unknown;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|known| known.word() == word).ok_or($crate::vocabulary::Unknown)
            }
        }
    };
}
pub(crate) use words;

/// A word that this vocabulary does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unknown;

impl std::fmt::Display for Unknown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a word that is not in the vocabulary")
    }
}

impl std::error::Error for Unknown {}

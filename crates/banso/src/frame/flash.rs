//! What a page says once about what was just done. A name in a cookie, worded when it is shown.

use super::Frame;

macro_rules! flashes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal => $message:ident,)+) => {
        /// Something that was just done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Flash { $($(#[$doc])* $variant,)+ }

        impl Flash {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in the cookie.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The one with that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|flash| flash.name() == name)
            }

            /// Its words.
            #[must_use]
            pub fn says(self, f: &Frame) -> String {
                match self { $(Self::$variant => f.t.$message(),)+ }
            }
        }
    };
}

flashes! {
    /// What was typed is kept.
    Saved = "saved" => flash_saved,
    /// Signed out.
    SignedOut = "signed-out" => flash_signed_out,
    /// Every other login has ended.
    SignedOutElsewhere = "signed-out-elsewhere" => flash_signed_out_elsewhere,
    /// The address is confirmed.
    EmailConfirmed = "email-confirmed" => flash_email_confirmed,
    /// The password is changed, other logins have ended.
    PasswordChanged = "password-changed" => flash_password_changed,
    /// A meeting is booked.
    Booked = "booked" => flash_booked,
    /// A meeting was moved.
    Moved = "moved" => flash_moved,
    /// A meeting was cancelled.
    Cancelled = "cancelled" => flash_cancelled,
    /// Three times were offered.
    Offered = "offered" => flash_offered,
    /// A letter was sent.
    LetterSent = "letter-sent" => flash_letter_sent,
    /// A letter was taken back.
    LetterRecalled = "letter-recalled" => flash_letter_recalled,
    /// What two people agree on was answered.
    Agreed = "agreed" => flash_agreed,
    /// A consent was taken back.
    Withdrawn = "withdrawn" => flash_withdrawn,
    /// A supporter signed what stands.
    Signed = "signed" => flash_signed,
    /// A record was erased; its person stays.
    Erased = "erased" => flash_erased,
    /// Nothing of somebody is destroyed for now.
    HoldPlaced = "hold-placed" => flash_hold_placed,
    /// It may be again.
    HoldLifted = "hold-lifted" => flash_hold_lifted,
    /// A reply was sent.
    ReplySent = "reply-sent" => flash_reply_sent,
    /// A slot or an opening changed.
    OpeningsChanged = "openings-changed" => flash_openings_changed,
    /// An invitation is on its way.
    Invited = "invited" => flash_invited,
    /// Somebody who was invited has joined.
    Joined = "joined" => flash_joined,
    /// Somebody was sent a reminder.
    Reminded = "reminded" => flash_reminded,
    /// Somebody was shown what may leave.
    Shown = "shown" => flash_shown,
    /// What may leave was decided.
    Decided = "decided" => flash_decided,
    /// A second person was asked.
    Asked = "asked" => flash_asked,
    /// What had left, or could, was ended.
    Ended = "ended" => flash_ended,
    /// A job that was given up is tried again.
    Retried = "retried" => flash_retried,
    /// The duty officers were called.
    Alarmed = "alarmed" => flash_alarmed,
    /// A duty officer answers for an emergency packet.
    TakenOn = "taken-on" => flash_taken_on,
    /// An emergency packet is open.
    LetOut = "let-out" => flash_let_out,
    /// An emergency packet stays inside.
    NotLetOut = "not-let-out" => flash_not_let_out,
    /// What left was judged.
    Reviewed = "reviewed" => flash_reviewed,
    /// A client asked to read what was written about them.
    Requested = "requested" => flash_requested,
    /// A case copy was lent to a supervisor.
    CopyLent = "copy-lent" => flash_copy_lent,
    /// It was ended.
    CopyEnded = "copy-ended" => flash_copy_ended,
    /// An extract was begun.
    ExtractBegun = "extract-begun" => flash_extract_begun,
}

//! The stable name of every outcome: it goes into the audit log, the access matrix and the tests.

use super::words::words;

words! {
    Rule {
        NoteAuthor = "note.author",
        NoteSubjectAccess = "note.subject-access",
        NoteNobodyElse = "note.nobody-else",
        DraftAuthor = "draft.author",
        DraftNobodyElse = "draft.nobody-else",
        PlanAuthor = "plan.author",
        PlanNobodyElse = "plan.nobody-else",
        UnsentAuthor = "unsent.author",
        UnsentNobodyElse = "unsent.nobody-else",
        LetterAuthor = "letter.author",
        LetterRecall = "letter.recall",
        LetterRecallLate = "letter.recall-late",
        LetterAddressee = "letter.addressee",
        LetterRecalled = "letter.recalled",
        ReplyAuthor = "reply.author",
        ReplyAddressee = "reply.addressee",
        ClientOwn = "client.own",
        LinesWithheld = "lines.withheld",
        SupporterReads = "supporter.reads",
        RecordSupporter = "record.supporter",
        ProfileOwn = "profile.own",
        ProfileSupporter = "profile.supporter",
        BookingParty = "booking.party",
        BookingOffice = "booking.office",
        OfficeNoContent = "office.no-content",
        MembershipLapsed = "membership.lapsed",
        Default = "default",
    }
}

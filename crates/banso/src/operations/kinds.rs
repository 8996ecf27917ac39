//! Jobs and mails in the words of those who look after the machine. A kind that has no words stands by its own name.

use crate::l10n::L10nLanguage;

/// What a job of this kind does.
pub(super) fn words(t: &L10nLanguage, kind: &str) -> String {
    match kind {
        "people/confirm" => t.operations_kind_confirm(),
        "people/tried" => t.operations_kind_tried(),
        "people/reset" => t.operations_kind_reset(),
        "people/password-changed" => t.operations_kind_password_changed(),
        "people/invitation" => t.operations_kind_invitation(),
        "meetings/confirmed" => t.operations_kind_confirmed(),
        "meetings/moved" => t.operations_kind_moved(),
        "meetings/cancelled" => t.operations_kind_cancelled(),
        "meetings/day-before" => t.operations_kind_day_before(),
        "meetings/hour-before" => t.operations_kind_hour_before(),
        "meetings/offered" => t.operations_kind_offered(),
        "meetings/offer-declined" => t.operations_kind_offer_declined(),
        "meetings/offer-withdrawn" => t.operations_kind_offer_withdrawn(),
        "meetings/offer-expired" => t.operations_kind_offer_expired(),
        "meetings/offer-expiry" => t.operations_kind_offer_expiry(),
        "letters/arrived" => t.operations_kind_arrived(),
        "letters/replied" => t.operations_kind_replied(),
        "consent/entered" => t.operations_kind_entered(),
        "disclosures/shown" => t.operations_kind_disclosure_shown(),
        "disclosures/decided" => t.operations_kind_disclosure_decided(),
        "disclosures/asked" => t.operations_kind_disclosure_asked(),
        "disclosures/opened" => t.operations_kind_disclosure_opened(),
        "disclosures/told" => t.operations_kind_disclosure_told(),
        "disclosures/review" => t.operations_kind_disclosure_review(),
        "disclosures/settled" => t.operations_kind_disclosure_settled(),
        "disclosures/overdue" => t.operations_kind_disclosure_overdue(),
        "disclosures/wanted" => t.operations_kind_disclosure_wanted(),
        "disclosures/answered" => t.operations_kind_disclosure_answered(),
        "disclosures/review-due" => t.operations_kind_disclosure_review_due(),
        "disclosures/moved" => t.operations_kind_disclosure_moved(),
        "disclosures/passage" => t.operations_kind_disclosure_passage(),
        "disclosures/over" => t.operations_kind_disclosure_over(),
        "home/remind-letter" => t.operations_kind_remind_letter(),
        "home/remind-offer" => t.operations_kind_remind_offer(),
        "home/remind-attendance" => t.operations_kind_remind_attendance(),
        "home/remind-promise" => t.operations_kind_remind_promise(),
        "audit/checkpoint" => t.operations_kind_checkpoint(),
        "audit/checkpoint-mail" => t.operations_kind_checkpoint_mail(),
        "journey/forgetting" => t.operations_kind_forgetting(),
        "journey/erased" => t.operations_kind_erased(),
        "journey/retention" => t.operations_kind_retention(),
        unknown => unknown.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rules::lang::Lang;

    use super::*;
    use crate::work;

    #[test]
    fn every_kind_of_job_has_words_of_its_own_in_both_languages() {
        let kinds: Vec<&str> = work::kinds().collect();
        assert!(kinds.len() > 20, "{kinds:?}");
        for lang in Lang::ALL {
            let said: BTreeSet<String> = kinds.iter().map(|kind| words(crate::frame::words(lang), kind)).collect();
            assert_eq!(said.len(), kinds.len(), "each its own: {said:?}");
            assert!(said.iter().all(|words| !words.contains('/')), "a name instead of words: {said:?}");
        }
    }

    #[test]
    fn an_unknown_kind_stands_by_its_own_name() {
        assert_eq!(words(crate::frame::words(Lang::Ja), "circles/cheered"), "circles/cheered");
    }
}

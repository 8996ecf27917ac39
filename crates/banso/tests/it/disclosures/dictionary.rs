//! What the check finds in a case, as its author meets it: the word, at its field, and everything typed still there.

use rstest::rstest;

use super::House;
use super::copy::{CASE, sent_to};
use crate::support::On;

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn whatever_names_somebody_of_the_house_is_shown_at_its_field(#[case] on: On) {
    let house = House::of(on).await;
    house.decides("yes").await;
    let mut hayakawa = house.as_person(house.pair.hayakawa).await;
    let path = house.pair.meeting("/copy");
    for (typed, said) in [
        ("田中さんは迷っていた。", "「田中」（人の名前）"),
        ("田 中は迷っていた。", "「田 中」（人の名前）"),
        ("結さんと話した。", "「結」（人の名前）"),
        ("早川としては、待った。", "「早川」（人の名前）"),
        ("佐藤さんに聞いた。", "「佐藤」（人の名前）"),
        ("片桐文に相談した。", "「片桐文」（人の名前）"),
        ("名取先生の言葉。", "「名取」（人の名前）"),
        ("yui@example.test に送った。", "「yui@example.test」（メールアドレスや登録名）"),
        ("０９０−１２３４−５６７８に電話。", "「０９０−１２３４−５６７８」（電話などの番号）"),
        ("2026年5月3日に休んだ。", "「2026年5月3日」（日付や年）"),
        ("株式会社ヤマトの人。", "「株式会社ヤマト」（会社などの名前）"),
        ("東京で働く人。", "「東京」（場所）"),
    ] {
        for field in ["about", "done", "ask"] {
            let mut fields = sent_to(house.uno);
            fields.retain(|(name, _)| *name != field);
            fields.push((field, typed.to_owned()));
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let page = hayakawa.post_only(&path, &fields).await;
            page.is(422).says(said).says(typed).says("言いかえてください");
            assert!(page.html.contains(&format!("id=\"{field}-fault\"")), "{typed} at {field}");
            for (_, text) in CASE.iter().filter(|(name, _)| *name != field) {
                page.says(text);
            }
        }
    }
    assert!(house.disclosed().await.is_empty(), "nothing was kept");
    house.ends().await;
}

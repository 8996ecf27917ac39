//! What is found and what is not, as a table; and that no way of typing a name hides it.

use proptest::prelude::*;

use super::*;

const TANAKA: Name<'_> =
    Name { family: "田中", given: "結", kana: Some(("たなか", "ゆい")), latin: Some(("Tanaka", "Yui")) };

/// 田中 結 is the client; the others are of the house.
fn house() -> Dictionary {
    let mut known = Dictionary::default();
    known.person(&TANAKA, Nearness::Own);
    for (family, given, kana, latin) in [
        ("早川", "直子", ("はやかわ", "なおこ"), ("Hayakawa", "Naoko")),
        ("片桐", "文", ("かたぎり", "ふみ"), ("Katagiri", "Fumi")),
        ("森", "希望", ("もり", "のぞみ"), ("Mori", "Nozomi")),
        ("河合", "翔", ("かわい", "しょう"), ("Kawai", "Sho")),
        ("髙﨑", "さくら", ("たかさき", "さくら"), ("Takasaki", "Sakura")),
        ("ハートリー", "アン", ("はーとりー", "あん"), ("Hartley", "Anne")),
        ("ヤング", "メイ", ("やんぐ", "めい"), ("Young", "May")),
    ] {
        known.person(&Name { family, given, kana: Some(kana), latin: Some(latin) }, Nearness::Around);
    }
    known.term(What::House, "伴走舎");
    known.term(What::House, "Bansosha");
    known.term(What::House, "伴走舎 一階 庭の間");
    known.term(What::House, "the garden room");
    known
}

fn found(text: &str) -> Vec<(What, String)> {
    house().find(text).into_iter().map(|finding| (finding.what, finding.text)).collect()
}

#[test]
fn a_name_is_found_behind_marks_and_signs_that_nobody_reads() {
    for (text, name) in [
        ("田\u{332}中\u{332}さん", "田\u{332}中\u{332}"),
        ("田\u{20dd}中", "田\u{20dd}中"),
        ("田\u{202e}中", "田\u{202e}中"),
        ("田\u{2063}中", "田\u{2063}中"),
        ("田\u{3164}中", "田\u{3164}中"),
        ("田\u{e0041}中", "田\u{e0041}中"),
        ("田•中", "田•中"),
        ("田*中", "田*中"),
        ("田｜中", "田｜中"),
        ("タ·ナ·カ", "タ·ナ·カ"),
        ("ハートリー＝アン", "ハートリー＝アン"),
        ("T\u{336}a\u{336}naka", "T\u{336}a\u{336}naka"),
    ] {
        assert_eq!(found(text), [(What::Person, name.to_owned())], "{text:?}");
    }
}

#[test]
fn names_are_found_in_every_spelling() {
    for (text, name) in [
        ("田中は迷っていた", "田中"),
        ("田 中さんは", "田 中"),
        ("田\u{3000}中", "田\u{3000}中"),
        ("田\u{e0100}中さん", "田\u{e0100}中"),
        ("田中結さん", "田中結"),
        ("「結さん、どう思う」", "結"),
        ("「結」と呼ばれる", "結"),
        ("たなかは言った", "たなか"),
        ("あの、たなかさん", "たなか"),
        ("タナカは", "タナカ"),
        ("ﾀﾅｶは", "ﾀﾅｶ"),
        ("タナカ・ユイ", "タナカ・ユイ"),
        ("ゆいさん", "ゆい"),
        ("ユイは", "ユイ"),
        ("Tanaka said", "Tanaka"),
        ("ＴＡＮＡＫＡ", "ＴＡＮＡＫＡ"),
        ("tanaka-san", "tanaka"),
        ("Tánaka", "Tánaka"),
        ("my friend yui", "yui"),
        ("早川先生", "早川"),
        ("なおこさん", "なおこ"),
        ("「直子」", "直子"),
        ("直子ちゃん", "直子"),
        ("naoko hayakawa", "naoko hayakawa"),
        ("Naoko was there", "Naoko"),
        ("mr katagiri", "katagiri"),
        ("片桐文", "片桐文"),
        ("森課長", "森"),
        ("もりさん", "もり"),
        ("かわいさん", "かわい"),
        ("カワイは", "カワイ"),
        ("高崎に聞いた", "高崎"),
        ("髙崎に聞いた", "髙崎"),
        ("アン・ハートリー", "アン・ハートリー"),
        ("ﾊｰﾄﾘｰさん", "ﾊｰﾄﾘｰ"),
        ("May Young", "May Young"),
        ("may young", "may young"),
    ] {
        assert_eq!(found(text), [(What::Person, name.to_owned())], "{text}");
    }
    assert_eq!(found("伴走舎で"), [(What::House, "伴走舎".to_owned())]);
    assert_eq!(found("In The Garden Room"), [(What::House, "The Garden Room".to_owned())]);
    assert_eq!(found("Bansosha"), [(What::House, "Bansosha".to_owned())]);
}

#[test]
fn what_gives_away_by_its_form_is_found() {
    use What::{Company, Date, Link, Mail, Number, Place};
    for (text, what, part) in [
        ("連絡は yui@example.test へ", Mail, "yui@example.test"),
        ("ｙｕｉ＠example.test", Mail, "ｙｕｉ＠example.test"),
        ("@yui_t でつながっている", Mail, "@yui_t"),
        ("https://example.test/a を見て", Link, "https://example.test/a"),
        ("www.example.test", Link, "www.example.test"),
        ("090-1234-5678に", Number, "090-1234-5678"),
        ("０９０ー１２３４ー５６７８", Number, "０９０ー１２３４ー５６７８"),
        ("(03) 1234 5678", Number, "03) 1234 5678"),
        ("社員番号 123456789", Number, "123456789"),
        ("株式会社ヤマト運送で", Company, "株式会社ヤマト運送"),
        ("ヤマト株式会社の", Company, "ヤマト株式会社"),
        ("㈱ヤマト", Company, "㈱ヤマト"),
        ("at Sample Inc. now", Company, "Sample Inc"),
        ("東京で働く", Place, "東京"),
        ("東京都の", Place, "東京都"),
        ("神奈川県", Place, "神奈川県"),
        ("大分県", Place, "大分県"),
        ("北海道へ", Place, "北海道"),
        ("in Nagano", Place, "Nagano"),
        ("3丁目", Place, "3丁目"),
        ("〒110-0003", Place, "〒110-0003"),
        ("2026年5月3日に", Date, "2026年5月3日"),
        ("２０２６年５月", Date, "２０２６年５月"),
        ("2019年から", Date, "2019年"),
        ("令和八年五月三日", Date, "令和八年五月三日"),
        ("平成元年", Date, "平成元年"),
        ("5月3日", Date, "5月3日"),
        ("十二月三十一日", Date, "十二月三十一日"),
        ("二〇二六年", Date, "二〇二六年"),
        ("2026/5/3", Date, "2026/5/3"),
        ("2026-05", Date, "2026-05"),
        ("on May 3 we", Date, "May 3"),
        ("on 3rd of May", Date, "3rd of May"),
        ("on 31 December", Date, "31 December"),
        ("Dec. 24", Date, "Dec. 24"),
        ("May 2026", Date, "May 2026"),
        ("since 2019", Date, "2019"),
    ] {
        assert!(found(text).contains(&(what, part.to_owned())), "{text}: {:?}", found(text));
        assert_eq!(found(text).len(), 1, "{text}: {:?}", found(text));
    }
}

#[test]
fn ordinary_sentences_name_nobody() {
    for text in [
        "異動の希望を出すかどうか、結論を急がずに話した。",
        "でしょう、と言われて、唯一の味方だと感じた。",
        "かわいい後輩に教えるのが、たのしみになった。",
        "さくらが咲くころに、いちど休んだ。",
        "三か月目に、五月の連休のあとで体調をくずした。",
        "入社して2年、30代前半、課長の一つ下。",
        "面談は月1回、全部で12回。3日休んだ。1/3は断った。",
        "大分よくなった。株式会社に勤める。あのひと言が効いた。",
        "文章を書くのが好き。翔ぶように過ぎた。",
        "森の中を歩くと落ちつく。",
        "I hope to go on; it may take long, and I will ask my young colleague.",
        "In the third month a person in their thirties stopped. It was 2000 yen for 12 weeks.",
        "The first meeting was a year ago. Next march will do; a sample inc of words.",
        "",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn the_longest_of_what_overlaps_is_said_once() {
    let all = found("田中結さんは2026年5月3日、東京都の株式会社ヤマトで田中結と名のった。");
    let texts: Vec<&str> = all.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, ["田中結", "2026年5月3日", "東京都", "株式会社ヤマト", "田中結"]);
}

#[test]
fn an_empty_dictionary_finds_no_person_and_learns_no_empty_name() {
    let mut known = Dictionary::default();
    known.person(&Name::default(), Nearness::Own);
    known.term(What::House, " ");
    known.term(What::House, "X");
    assert_eq!(known.find("田中さんは X で、 a b c"), []);
}

/// However long a run of one character is, the check goes on from its end.
#[test]
fn a_long_text_of_nothing_is_read_in_a_moment() {
    for part in ["1-", "一", "a", "ア", "@a", "月", "12月31日", "(", "/", "2026/"] {
        let text = part.repeat(20_000);
        let dates = house().find(&text).len();
        assert!(dates <= 20_000, "{part}");
    }
}

/// Another way to type the same.
fn typed_otherwise(name: &str, way: u8) -> String {
    match way {
        0 => name.to_owned(),
        1 => name.chars().map(|c| format!("{c} ")).collect(),
        2 => name.chars().map(|c| format!("{c}\u{200b}")).collect(),
        3 => name.chars().map(|c| if fold::is_hiragana(c) { shifted(c, 0x60) } else { c }).collect(),
        4 => name.chars().map(|c| if c.is_ascii_alphabetic() { shifted(c, 0xfee0) } else { c }).collect(),
        _ => name.replace("中", "中\u{e0101}"),
    }
}

fn shifted(c: char, by: u32) -> char {
    char::from_u32(u32::from(c) + by).unwrap()
}

proptest! {
    #[test]
    fn no_way_of_typing_hides_a_name(
        name in prop::sample::select(vec!["田中", "たなか", "田中結", "たなかゆい", "早川", "早川直子"]),
        way in 0..6_u8,
        courtesy in prop::sample::select(vec!["さん", "様", "先生", "くん"]),
        before in "[、。「]{0,2}", behind in "[は、。とaあ]{0,3}",
    ) {
        let text = format!("{before}{}{courtesy}{behind}", typed_otherwise(name, way));
        prop_assert!(house().find(&text).iter().any(|finding| finding.what == What::Person), "{}", text);
    }

    #[test]
    fn a_latin_name_is_found_at_any_width(way in prop::sample::select(vec![0_u8, 4]), small: bool) {
        let name = if small { "yui tanaka" } else { "Yui Tanaka" };
        let findings = house().find(&format!("with {} there", typed_otherwise(name, way)));
        prop_assert_eq!(findings.len(), 1);
    }

    #[test]
    fn what_is_found_stands_in_the_text_in_that_order(text in "(田中|結さん|たなか|タナカ|5月3日|2026年|@a|@abc|09012345678|株式会社|ヤマ|\\PC){0,12}") {
        let mut rest = text.as_str();
        for finding in house().find(&text) {
            prop_assert!(!finding.text.is_empty());
            let at = rest.find(&finding.text);
            prop_assert!(at.is_some(), "{} is not in {}", finding.text, rest);
            rest = &rest[at.unwrap() + finding.text.len()..];
        }
    }

    #[test]
    fn every_day_of_the_calendar_is_a_date(year in 1950..2050_u32, month in 1..=12_u32, day in 1..=31_u32) {
        let known = Dictionary::default();
        for text in [format!("{year}年{month}月{day}日"), format!("{year}/{month}/{day}"), format!("{year:04}-{month:02}-{day:02}")] {
            let findings = known.find(&format!("その日（{text}）に"));
            prop_assert_eq!(findings, vec![Finding { what: What::Date, text }]);
        }
    }
}

//! Invented people, by number: what they are called and what they show in the directory.

/// What a supporter is there for, in both languages. Each is there for two, so a filter finds half of them.
pub const NEEDS: [(&str, &str); 4] = [
    ("転職を考えている", "thinking of a new job"),
    ("復職のまえに", "before returning to work"),
    ("役割が変わった", "a new role"),
    ("この先が見えない", "no path in sight"),
];
/// What people have in common.
pub const TAGS: [(&str, &str); 6] = [
    ("登山", "climbing"),
    ("珈琲", "coffee"),
    ("合唱", "choir"),
    ("介護", "caring for family"),
    ("夜勤", "night shifts"),
    ("海外赴任", "a posting abroad"),
];
const FAMILIES: [&str; 16] = [
    "青木", "石田", "上野", "遠藤", "小川", "加藤", "木下", "黒田", "近藤", "坂本", "清水", "高橋", "谷口", "中川",
    "西村", "原田",
];
const GIVENS: [&str; 13] = ["彩", "一樹", "恵", "健", "咲", "淳", "千尋", "直人", "望", "遥", "真", "美和", "亮"];

/// Family and given name.
pub fn name(at: usize) -> (&'static str, &'static str) {
    let of = |names: &[&'static str], at: usize| names.get(at % names.len().max(1)).copied().unwrap_or_default();
    (of(&FAMILIES, at), of(&GIVENS, at))
}

/// Two needs of four.
pub fn needs(at: usize) -> impl Iterator<Item = (&'static str, &'static str)> {
    NEEDS
        .into_iter()
        .enumerate()
        .filter(move |(need, _)| *need == at % 4 || *need == (at + 1) % 4)
        .map(|(_, word)| word)
}

/// Two tags of six.
pub fn tags(at: usize) -> impl Iterator<Item = (&'static str, &'static str)> {
    TAGS.into_iter().enumerate().filter(move |(tag, _)| tag % 3 == at % 3).map(|(_, word)| word)
}

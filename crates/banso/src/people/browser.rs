//! What a browser calls itself, as a person would: Chrome on Windows, Safari on an iPhone.

use crate::frame::Frame;

/// The first that is found counts: Edge and Samsung's browser also call themselves Chrome, Chrome calls itself Safari.
const BROWSERS: [(&str, &str); 8] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
];
const DEVICES: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

/// Its words.
pub(super) fn words(f: &Frame, agent: &str) -> String {
    let find =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (find(&BROWSERS), find(&DEVICES)) {
        (Some(browser), Some(device)) => f.t.people_browser(device, browser),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => f.t.people_browser_unknown(),
    }
}

#[cfg(test)]
mod tests {
    use rules::lang::Lang;

    use super::*;

    #[test]
    fn browsers_are_called_what_people_call_them() {
        let f = Frame::sample(Lang::Ja);
        let cases = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0",
                "WindowsのEdge",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1",
                "iPhoneのSafari",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "LinuxのFirefox"),
            ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36", "AndroidのChrome"),
            ("", "名前のわからないブラウザ"),
        ];
        for (agent, name) in cases {
            assert_eq!(words(&f, agent), name);
        }
    }
}

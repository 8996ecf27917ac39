//! Debian's Chromium for the tests: one chromedriver in each test process, started when the first window opens.
//!
//! It hangs on a pipe that this process holds, so it ends with the process, however that ends: a run that panics or is
//! killed leaves no browser and no profile behind.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::LazyLock;

use rules::lang::Lang;
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

/// Waits at the pipe, then ends its own process group (driver and browsers) and removes their profiles.
const KEEPER: &str = r#"
TMPDIR=$(mktemp -d) && export TMPDIR XDG_CONFIG_HOME="$TMPDIR" || exit 1
chromedriver --port=0 --log-level=SEVERE </dev/null &
exec >&-
trap "" TERM
read -r _
kill -TERM 0
wait
for _ in 1 2 3 4 5; do rm -rf "$TMPDIR" && break; sleep 1; done
"#;

const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

const HINT: &str = "bin/test brings Debian's chromium and chromium-driver";

pub struct Chromium {
    port: u16,
    _pipe: ChildStdin,
}

impl Chromium {
    /// The chromedriver of this test process.
    pub fn start() -> &'static Self {
        static ONE: LazyLock<Chromium> = LazyLock::new(Chromium::spawn);
        &ONE
    }

    #[expect(clippy::zombie_processes, reason = "the keeper outlives this process, by the moment it needs to tidy up")]
    fn spawn() -> Self {
        let mut keeper = Command::new("sh")
            .args(["-c", KEEPER])
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell starts");
        let port = port(keeper.stdout.take().unwrap());
        Self { port, _pipe: keeper.stdin.take().unwrap() }
    }

    /// A fresh browser with an empty profile.
    pub async fn open(&self, lang: Lang) -> WebDriver {
        let mut wishes = DesiredCapabilities::chrome();
        let tag = lang.code();
        for flag in FLAGS {
            wishes.add_arg(flag).unwrap();
        }
        wishes.add_arg(&format!("--lang={tag}")).unwrap();
        wishes.add_arg(&format!("--accept-lang={tag}")).unwrap();
        wishes.set_browser_log_level(LoggingPrefsLogLevel::All).unwrap();
        WebDriver::new(format!("http://127.0.0.1:{}", self.port), wishes)
            .await
            .unwrap_or_else(|error| panic!("Chromium does not open: {error}\n{HINT}"))
    }
}

/// Reads up to the line that tells the port; the driver says nothing on this pipe afterwards.
fn port(says: ChildStdout) -> u16 {
    const STARTED: &str = "ChromeDriver was started successfully on port ";
    BufReader::new(says)
        .lines()
        .map_while(Result::ok)
        .find_map(|line| line.strip_prefix(STARTED)?.trim_end_matches('.').parse().ok())
        .unwrap_or_else(|| panic!("chromedriver does not start: {HINT}"))
}

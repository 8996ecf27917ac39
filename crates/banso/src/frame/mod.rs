//! What surrounds every page: language, light, the rail, dates, the words for faults, the demo's bar.
//!
//! Pages are askama structs that carry a [`Frame`] as `f`; its methods are what a template may say.

pub mod assets;
mod dates;
mod faults;
mod flash;
mod names;
mod preferences;
mod problem;
mod samples;

use std::str::FromStr;
use std::sync::LazyLock;

use rules::access::Role;
use rules::lang::Lang;

pub(crate) use dates::weekday_long;
pub use dates::{Calendar, Day, zone_named};
pub use faults::FaultLine;
pub(crate) use faults::NO_FIELDS;
pub use flash::Flash;
pub use names::Names;
pub(crate) use preferences::back;
pub(crate) use problem::problem_page;
pub use samples::{Sample, all_samples};

use crate::cx::Cx;
use crate::l10n::{L10n, L10nLanguage};
use crate::routes::{Rate, Route, Who, get, post};

static JAPANESE: LazyLock<L10nLanguage> = LazyLock::new(|| L10n::Ja.load());
static ENGLISH: LazyLock<L10nLanguage> = LazyLock::new(|| L10n::En.load());

/// The words of a language.
pub(crate) fn words(lang: Lang) -> &'static L10nLanguage {
    match lang {
        Lang::Ja => &JAPANESE,
        Lang::En => &ENGLISH,
    }
}

/// The language with that name.
#[must_use]
pub fn lang_named(name: &str) -> Option<Lang> {
    Lang::from_tag(name)
}

/// A language's name in URLs, cookies and `lang` attributes.
#[must_use]
pub fn lang_name(lang: Lang) -> &'static str {
    lang.code()
}

/// In which light a person reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the device says.
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Its name in the database and in the cookie.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl FromStr for Theme {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        [Self::Auto, Self::Light, Self::Dark].into_iter().find(|theme| theme.name() == name).ok_or(())
    }
}

/// Where in the product a page stands: which entry of the rail is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Home.
    Home,
    /// My meetings and free times.
    Calendar,
    /// Letters and sheets.
    Writing,
    /// The people I work with or run.
    People,
    /// The directory.
    Find,
    /// What leaves.
    Exits,
    /// None of them.
    #[default]
    Elsewhere,
}

/// A programme's seal in the rail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// One kanji.
    pub kanji: String,
    /// Its hue's class.
    pub hue: String,
    /// The programme's name in the reader's language.
    pub name: String,
    /// Where it leads.
    pub href: String,
}

/// Around a page.
#[derive(Clone)]
pub struct Frame {
    /// The words.
    pub(crate) t: &'static L10nLanguage,
    /// The language.
    pub lang: Lang,
    /// The light.
    pub theme: Theme,
    /// Dates and times in the reader's zone.
    pub calendar: Calendar,
    /// The folder of the assets.
    pub folder: String,
    /// The organisation's name.
    pub organisation: String,
    /// Which entry of the rail is marked.
    pub place: Place,
    /// Who is looking.
    pub me: Option<Names>,
    /// The seals of my programmes.
    pub seals: Vec<Seal>,
    /// What the rail offers.
    pub roles: Vec<Role>,
    /// Path and query of this page.
    pub path: String,
    /// What just happened.
    pub flash: Option<Flash>,
    /// The demo's bar.
    pub demo: bool,
}

impl Frame {
    /// For a request.
    #[must_use]
    pub fn of(cx: &Cx) -> Self {
        let viewer = cx.viewer.as_ref();
        Self {
            t: words(cx.lang),
            lang: cx.lang,
            theme: cx.theme,
            calendar: Calendar::new(cx.lang, viewer.map(|viewer| viewer.zone.as_str()), cx.now()),
            folder: cx.app.assets.folder().to_owned(),
            organisation: viewer.map_or_else(String::new, |viewer| viewer.organisation(cx.lang)),
            place: Place::Elsewhere,
            me: viewer.map(|viewer| viewer.names.clone()),
            seals: viewer.map(|viewer| viewer.seals(cx.lang)).unwrap_or_default(),
            roles: viewer.map(|viewer| viewer.roles()).unwrap_or_default(),
            path: cx.path.clone(),
            flash: cx.flash,
            demo: cx.app.demo,
        }
    }

    /// The same for nobody.
    #[must_use]
    pub fn signed_out(mut self) -> Self {
        (self.me, self.seals, self.roles) = (None, vec![], vec![]);
        self
    }

    /// At a place of the rail.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The language's name, for `lang`.
    #[must_use]
    pub fn lang_name(&self) -> &'static str {
        lang_name(self.lang)
    }

    /// The other language's name.
    #[must_use]
    pub fn other_lang(&self) -> &'static str {
        lang_name(if self.lang == Lang::Ja { Lang::En } else { Lang::Ja })
    }

    /// Whether this is Japanese.
    #[must_use]
    pub fn ja(&self) -> bool {
        self.lang == Lang::Ja
    }

    /// The organisation's name, or the product's before anybody is signed in.
    #[must_use]
    pub fn brand(&self) -> String {
        if self.organisation.is_empty() { self.t.frame_product() } else { self.organisation.clone() }
    }

    /// Whether the viewer has that role: what the rail offers.
    #[must_use]
    pub fn is(&self, role: &str) -> bool {
        self.roles.iter().any(|has| has.word() == role)
    }

    /// 支援者 · Supporter.
    #[must_use]
    pub fn role(&self, role: &Role) -> String {
        role_named(self.t, *role)
    }

    /// 支援者・相談者 · Supporter, Client.
    #[must_use]
    pub fn roles_named(&self, roles: &[Role]) -> String {
        roles_named(self.lang, roles)
    }

    /// Whether they receive or answer for what leaves.
    #[must_use]
    pub fn is_office(&self) -> bool {
        let offices = [Role::DataOfficer, Role::DutyOfficer, Role::Supervisor, Role::CompanyViewer, Role::Trainer];
        offices.iter().any(|office| self.roles.contains(office))
    }

    /// Whether the rail marks that entry.
    #[must_use]
    pub fn here(&self, name: &str) -> bool {
        let here = match self.place {
            Place::Home => "home",
            Place::Calendar => "calendar",
            Place::Writing => "writing",
            Place::People => "people",
            Place::Find => "find",
            Place::Exits => "exits",
            Place::Elsewhere => "",
        };
        here == name
    }

    /// 早川 直子 · Naoko Hayakawa.
    #[must_use]
    pub fn full(&self, names: &Names) -> String {
        names.full(self.lang)
    }

    /// 早川さん · Naoko Hayakawa.
    #[must_use]
    pub fn called(&self, names: &Names) -> String {
        names.called(self.lang)
    }

    /// 早川 直子さん · Naoko Hayakawa.
    #[must_use]
    pub fn full_called(&self, names: &Names) -> String {
        names.full_called(self.lang)
    }

    /// The character in a person's seal.
    #[must_use]
    pub fn initial(&self, names: &Names) -> String {
        names.initial(self.lang)
    }
}

/// 支援者 · Supporter.
pub(crate) fn role_named(t: &L10nLanguage, role: Role) -> String {
    match role {
        Role::Client => t.frame_role_client(),
        Role::Supporter => t.frame_role_supporter(),
        Role::Manager => t.frame_role_manager(),
        Role::Administrator => t.frame_role_administrator(),
        Role::DataOfficer => t.frame_role_data_officer(),
        Role::DutyOfficer => t.frame_role_duty_officer(),
        Role::Supervisor => t.frame_role_supervisor(),
        Role::CompanyViewer => t.frame_role_company_viewer(),
        Role::Trainer => t.frame_role_trainer(),
        Role::Auditor => t.frame_role_auditor(),
    }
}

/// 支援者・相談者 · Supporter, Client.
#[must_use]
pub fn roles_named(lang: Lang, roles: &[Role]) -> String {
    let t = words(lang);
    roles.iter().map(|role| role_named(t, *role)).collect::<Vec<_>>().join(&t.frame_joint())
}

/// Text for a query string.
#[must_use]
pub fn encode(text: &str) -> String {
    kit::web::Entry::default().with("q", text).encoded().split_off(2)
}

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/a/{digest}/{*name}", Who::Anyone, assets::show).rate(Rate::Free),
        get("/favicon.svg", Who::Anyone, assets::favicon).rate(Rate::Free),
        post("/language", Who::Anyone, preferences::language),
        post("/theme", Who::Anyone, preferences::theme),
    ]
}

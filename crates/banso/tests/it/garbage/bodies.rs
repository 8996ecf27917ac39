//! What careless programs and curious people send instead of a form.

use kit::web::Entry;
use uuid::Uuid;

use super::forms::{Field, Target};

pub const FORM: &str = "application/x-www-form-urlencoded";
/// Fits no date, number, address or choice.
pub const NONSENSE: &str = "ちがう☃もの";
/// Looked at only beside another choice.
const BESIDE: [&str; 1] = ["room"];
const HUGE: usize = 10 * 1024 * 1024;

/// One thing to send.
pub struct Garbage {
    pub what: String,
    pub kind: &'static str,
    pub body: Vec<u8>,
    /// A form that is right all the same may be taken.
    pub may_pass: bool,
    /// What must stand in the answer, if that is a form.
    pub kept: Option<String>,
}

/// Everything that is thrown at one route.
pub fn thrown_at(target: &Target) -> Vec<Garbage> {
    let mut all = small(target);
    all.push(huge(&target.fields, some(target)));
    all
}

/// A field that takes anything, if there is one.
fn some(target: &Target) -> &str {
    let some = target.fields.iter().find(|field| field.is_free()).or(target.fields.first());
    some.map_or("anything", |field| field.name.as_str())
}

/// All of it that is no heavier than a form.
pub fn small(target: &Target) -> Vec<Garbage> {
    let (fields, name) = (&target.fields, some(target));
    let nothing_needed = !fields.iter().any(|field| field.required && field.value.is_empty());
    let mut all = vec![
        plain("no field at all", Vec::new(), nothing_needed),
        plain("a thousand fields", many(), nothing_needed),
        plain("bytes that are no text", format!("{name}=%FF%FE%80").into_bytes(), true),
        plain("raw bytes", [name.as_bytes(), &[b'=', 0xff, 0xfe, 0x00, 0x80]].concat(), true),
        plain("NUL", typed(fields, name, "\0\0").into_bytes(), true),
        Garbage { kind: "application/json", ..plain("JSON", br#"{"a":[1,2,{"b":null}]}"#.to_vec(), false) },
        Garbage { kind: "multipart/form-data; boundary=x", ..plain("parts", b"--x\r\n\r\n--x--".to_vec(), false) },
        plain("full-width digits", wide(fields).into_bytes(), true),
    ];
    all.extend(fields.iter().map(|field| nonsense(fields, field)));
    let is_id = |field: &&Field| Uuid::parse_str(&field.value).is_ok() && !BESIDE.contains(&field.name.as_str());
    let ids = fields.iter().filter(is_id);
    all.extend(ids.map(|field| {
        let unknown = typed(fields, &field.name, &Uuid::from_u128(0x7777).as_simple().to_string());
        plain(&format!("an unknown id in {}", field.name), unknown.into_bytes(), false)
    }));
    all
}

fn plain(what: &str, body: Vec<u8>, may_pass: bool) -> Garbage {
    Garbage { what: what.to_owned(), kind: FORM, body, may_pass, kept: None }
}

/// Ten million letters in one field, behind the others as they should be.
fn huge(fields: &[Field], name: &str) -> Garbage {
    let others = fields.iter().filter(|field| field.name != name);
    let others = others.fold(Entry::default(), |entry, field| entry.with(&field.name, field.value.as_str()));
    let body = [format!("{}&{name}=", others.encoded()).into_bytes(), vec![b'a'; HUGE]].concat();
    let kept = fields.iter().find(|field| field.name == name).filter(|field| field.is_kept()).map(|_| "a".repeat(500));
    Garbage { kept, ..plain("ten megabytes", body, fields.is_empty()) }
}

fn many() -> Vec<u8> {
    let fields: Vec<String> = (0..1000).map(|at| format!("field-{at}=x")).collect();
    fields.join("&").into_bytes()
}

/// A value of another type; where any text is welcome, or none is looked at, it may pass.
fn nonsense(fields: &[Field], field: &Field) -> Garbage {
    let body = typed(fields, &field.name, NONSENSE).into_bytes();
    let strict = ["date", "time", "number", "email", "month", "select"].contains(&field.kind.as_str())
        && !BESIDE.contains(&field.name.as_str());
    let kept = field.is_kept().then(|| NONSENSE.to_owned());
    Garbage { kept, ..plain(&format!("nonsense in {}", field.name), body, !strict) }
}

/// The form with one field filled in otherwise.
fn typed(fields: &[Field], name: &str, value: &str) -> String {
    let others = fields.iter().filter(|field| field.name != name);
    let form = Entry::default().with(name, value);
    others.fold(form, |entry, field| entry.with(&field.name, field.value.as_str())).encoded()
}

fn wide(fields: &[Field]) -> String {
    let wide = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(u32::from('０') + digit)).unwrap_or(c);
    let typed = |field: &Field| field.value.chars().map(wide).collect::<String>();
    fields.iter().fold(Entry::default(), |entry, field| entry.with(&field.name, typed(field))).encoded()
}

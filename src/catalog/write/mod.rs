//! Writes files of a catalogue in their canonical form: one way to write each thing, so that a difference is a difference in facts.
//!
//! `keys` holds the order of the keys, `values` how a value is written, `trivia` what becomes of comments and blank lines, `mend` what
//! the findings know to put right, `entry` makes a file of what somebody typed. How tables are nested and in which order they stand is left as
//! it is, and no comment is ever dropped. What the facts are is not known here; which file is read and written, even less.

mod entry;
mod keys;
mod mend;
mod trivia;
mod values;

use toml_edit::{Document, Item, Key, Table, Value};

pub use entry::Draft;
pub use mend::mended;

/// What a file of a catalogue holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileKind {
    /// `activities/<id>.toml`.
    Activity,
    /// `certifications.toml`.
    Certifications,
    /// `exams.toml`.
    Exams,
    /// `passes.toml`.
    Passes,
    /// `program.toml`.
    Program,
    /// `providers.toml`.
    Providers,
}

impl FileKind {
    /// What a file holds, by its path in a catalogue; `None` for one that no part of the catalogue reads.
    pub fn of(path: &str) -> Option<Self> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if folder.rsplit('/').next() == Some("activities") {
            return Some(Self::Activity);
        }
        Self::named(name)
    }

    /// What a file of no catalogue holds: by its name a part of a program's folder, or else an activity. Sources of listings have no
    /// canonical form.
    pub fn of_loose(path: &str) -> Option<Self> {
        match path.rsplit('/').next().unwrap_or_default() {
            "sources.toml" => None,
            name => Self::named(name).or(Some(Self::Activity)),
        }
    }

    fn named(name: &str) -> Option<Self> {
        let lists = [
            Self::Certifications,
            Self::Exams,
            Self::Passes,
            Self::Program,
            Self::Providers,
        ];
        let stem = name.strip_suffix(".toml")?;
        lists.into_iter().find(|kind| kind.schema() == stem)
    }

    /// The name of its schema.
    pub fn schema(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Certifications => "certifications",
            Self::Exams => "exams",
            Self::Passes => "passes",
            Self::Program => "program",
            Self::Providers => "providers",
        }
    }
}

/// A file in its canonical form; `None` when it is not TOML.
///
/// `schema` is the address of the schema that its first line names unless it names one already.
pub fn canonical(kind: FileKind, text: &str, schema: Option<&str>) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    // No line of TOML ends so. What could not be read is not mended by the way.
    if text.contains('\r') {
        return None;
    }
    let head = trivia::Head::of(&text);
    let document = Document::parse(head.rest.as_str()).ok()?.into_mut();
    let mut body = String::new();
    let mut tables = Vec::new();
    collect(document.as_table(), &mut Vec::new(), false, &mut tables);
    // The root comes first, whatever the rest.
    tables.sort_by_key(|part| (!part.path.is_empty(), part.position));
    for part in &tables {
        part.write(kind, &mut body);
    }
    body.push_str(&trivia::above(document.trailing().as_str()));
    Some(head.over(&body, schema))
}

/// A table with a header of its own, or the root.
struct Part<'d> {
    table: &'d Table,
    path: Vec<&'d Key>,
    position: isize,
    listed: bool,
}

impl Part<'_> {
    fn write(&self, kind: FileKind, out: &mut String) {
        let names: Vec<&str> = self.path.iter().map(|key| key.get()).collect();
        let lines = self.table.get_values();
        if !names.is_empty() && (self.listed || !self.table.is_implicit() || !lines.is_empty()) {
            let path = values::path(&self.path);
            let header = if self.listed {
                format!("[[{path}]]")
            } else {
                format!("[{path}]")
            };
            let decor = self.table.decor();
            let above = trivia::above(decor.prefix().and_then(|raw| raw.as_str()));
            let after = trivia::after(decor.suffix().and_then(|raw| raw.as_str()));
            let above = above.trim_start_matches('\n');
            out.extend(["\n", above, &header, &after, "\n"]);
        }
        lines_of(lines, keys::order(kind, &names), out);
    }
}

/// Writes the keys of a table with their values.
fn lines_of(lines: Vec<(Vec<&Key>, &Value)>, order: &[&str], out: &mut String) {
    let mut lines: Vec<_> = lines.into_iter().enumerate().collect();
    lines.sort_by_key(|(_, (path, _))| path.first().map(|key| keys::rank(order, key.get())));
    for (number, (was, (path, value))) in lines.into_iter().enumerate() {
        let prefix = path.last().and_then(|key| key.leaf_decor().prefix());
        let above = trivia::above(prefix.and_then(|raw| raw.as_str()));
        // No blank line follows a header, nor does one that did go elsewhere.
        let above = if number == 0 || was == 0 {
            above.trim_start_matches('\n')
        } else {
            &above
        };
        let after = trivia::after(value.decor().suffix().and_then(|raw| raw.as_str()));
        let name = path.first().map_or("", |key| key.get());
        let key = values::path(&path);
        let written = values::write(name, value, key.chars().count() + " = ".len());
        out.extend([above, &key, " = ", &written, &after, "\n"]);
    }
}

/// Every table below one that has a header, in the order of the document.
fn collect<'d>(table: &'d Table, path: &mut Vec<&'d Key>, listed: bool, parts: &mut Vec<Part<'d>>) {
    if !table.is_dotted() {
        let last = parts.last().map_or(0, |part| part.position);
        let (path, position) = (path.clone(), table.position().unwrap_or(last));
        parts.push(Part {
            table,
            path,
            position,
            listed,
        });
    }
    for (name, item) in table {
        let Some(key) = table.key(name) else { continue };
        path.push(key);
        match item {
            Item::Table(inner) => collect(inner, path, false, parts),
            Item::ArrayOfTables(inner) => {
                for inner in inner {
                    collect(inner, path, true, parts);
                }
            }
            Item::None | Item::Value(_) => {}
        }
        path.pop();
    }
}

//! Holds every path in `src/` against the table of rooms in `ARCHITECTURE.md`.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot read the sources has nothing to test"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use syn::visit::{self, Visit};

type Rooms = BTreeMap<String, BTreeSet<String>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The table: room → rooms it may import.
fn rooms() -> Rooms {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| {
        let room = row.split('`').next().unwrap().to_owned();
        let imports = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let imports = imports
            .split(", ")
            .filter(|name| *name != "–")
            .map(str::to_owned)
            .collect();
        (room, imports)
    })
    .collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The module path of a file: `src/plan/walk.rs` is `["plan", "walk"]`.
fn module(file: &Path) -> Vec<String> {
    let path = file
        .strip_prefix(root().join("src"))
        .unwrap()
        .with_extension("");
    let mut parts: Vec<String> = path
        .components()
        .map(|part| part.as_os_str().to_str().unwrap().to_owned())
        .collect();
    if parts
        .last()
        .is_some_and(|last| last == "mod" || last == "lib")
    {
        parts.pop();
    }
    parts
}

/// Collects the rooms that a file's paths lead to.
struct Paths {
    module: Vec<String>,
    rooms: BTreeSet<String>,
}

impl Paths {
    /// Follows `crate::`, `finder::` and `super::` from where the path stands.
    fn follow(&mut self, segments: &[String]) {
        let mut base = self.module.clone();
        let mut rest = segments;
        match rest.first().map(String::as_str) {
            Some("crate" | "finder") => (base, rest) = (Vec::new(), &rest[1..]),
            Some("super") => {}
            _ => return,
        }
        while rest.first().is_some_and(|segment| segment == "super") {
            base.pop();
            rest = &rest[1..];
        }
        let room = base.first().or_else(|| rest.first());
        self.rooms.extend(room.cloned());
    }

    fn follow_use(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| {
            before
                .iter()
                .cloned()
                .chain([name.to_string()])
                .collect::<Vec<_>>()
        };
        match tree {
            syn::UseTree::Path(path) => self.follow_use(&with(&path.ident), &path.tree),
            syn::UseTree::Name(name) => self.follow(&with(&name.ident)),
            syn::UseTree::Rename(name) => self.follow(&with(&name.ident)),
            syn::UseTree::Glob(_) => self.follow(before),
            syn::UseTree::Group(group) => group
                .items
                .iter()
                .for_each(|tree| self.follow_use(before, tree)),
        }
    }
}

impl Visit<'_> for Paths {
    fn visit_path(&mut self, path: &syn::Path) {
        let segments: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        self.follow(&segments);
        visit::visit_path(self, path);
    }

    fn visit_item_use(&mut self, item: &syn::ItemUse) {
        self.follow_use(&[], &item.tree);
    }

    fn visit_item_mod(&mut self, item: &syn::ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }
}

#[test]
fn imports_run_down() {
    let rooms = rooms();
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    assert!(files.len() > 30, "the sources were found");
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for file in files {
        let module = module(&file);
        let Some(room) = module.first().cloned() else {
            continue;
        };
        let allowed = rooms
            .get(&room)
            .unwrap_or_else(|| panic!("`{room}` is no room of ARCHITECTURE.md"));
        let text = fs::read_to_string(&file).unwrap();
        let mut paths = Paths {
            module,
            rooms: BTreeSet::new(),
        };
        paths.visit_file(&syn::parse_file(&text).unwrap());
        let names = paths
            .rooms
            .iter()
            .filter(|name| rooms.contains_key(*name) && **name != room);
        wrong.extend(
            names
                .filter(|name| !allowed.contains(*name))
                .map(|name| format!("{} → {name}", file.display())),
        );
        seen.insert(room);
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(
        seen,
        rooms.into_keys().collect(),
        "every room of the table exists"
    );
}

/// Every name in a file's paths.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Visit<'_> for Names {
    fn visit_ident(&mut self, name: &syn::Ident) {
        self.0.insert(name.to_string());
    }
}

/// What speaks to a network.
const NETWORK: [&str; 11] = [
    "reqwest",
    "rustls",
    "tokio",
    "hyper",
    "net",
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "ToSocketAddrs",
    "UnixStream",
    "socket2",
];

#[test]
fn only_one_room_speaks_to_the_network_and_only_one_command_enters_it() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut wrong = Vec::new();
    let mut carriers = 0;
    for file in files {
        let module = module(&file);
        let text = fs::read_to_string(&file).unwrap();
        let syntax = syn::parse_file(&text).unwrap();
        let mut names = Names::default();
        names.visit_file(&syntax);
        let speaks = NETWORK.iter().any(|name| names.0.contains(*name));
        let mut paths = Paths {
            module: module.clone(),
            rooms: BTreeSet::new(),
        };
        paths.visit_file(&syntax);
        let enters = paths.rooms.contains("fetch");
        match module.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["fetch", ..] => carriers += usize::from(speaks),
            ["cli", "fetch", ..] if !speaks => {}
            _ if !speaks && !enters => {}
            _ => wrong.push(file.display().to_string()),
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(carriers > 2, "the network was found where it is");
}

#[test]
fn files_are_small() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    for file in files {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        let most = if file.ends_with("src/main.rs") {
            40
        } else {
            500
        };
        assert!(lines <= most, "{} has {lines} lines", file.display());
    }
}

//! Prerequisites across entries: what requires itself in the end can never be begun.

use std::collections::{BTreeMap, HashMap};

use super::{
    entries::Entries,
    entry::{Kind, Linked, Name},
};
use crate::diagnostic::{Code, Diagnostic, shown};

/// Leaves out activities that require themselves, each circle told once; what requires one of them goes with it.
///
/// Of circles that share an activity one is told: mending it may well mend the others, and so there are never more findings than
/// activities, however much is tangled.
pub(super) fn prerequisites_end(program: &mut Entries<'_>) {
    let graph = Graph::of(program);
    let mut told: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
    for circle in graph.circles() {
        let first = circle.first().map_or(0, |edge| edge.from);
        told.entry(first).or_default().push(tell(&circle));
    }
    for (at, requirement) in graph.own_courses(program) {
        told.entry(at).or_default().push(own_course(&requirement));
    }
    for (at, findings) in told {
        if let Some(entry) = program.activities.get_mut(at) {
            entry.activity.fail(findings);
        }
    }
}

/// One activity requires another.
#[derive(Clone)]
struct Edge<'t> {
    from: usize,
    to: usize,
    /// What the activity that requires is called.
    by: &'t str,
    /// What is required, and where that is written.
    what: Name<'t>,
}

/// Who requires whom, by the places of the activities.
struct Graph<'t> {
    edges: Vec<Vec<Edge<'t>>>,
}

impl<'t> Graph<'t> {
    fn of(program: &Entries<'t>) -> Self {
        let names = |at: usize| {
            let entry = program.activities.get(at);
            entry.into_iter().flat_map(|entry| &entry.activity.names)
        };
        let mut places: HashMap<&str, usize> = HashMap::new();
        for at in 0..program.activities.len() {
            for name in names(at) {
                places.entry(name.text).or_insert(at);
            }
        }
        let edges = program.activities.iter().enumerate().map(|(from, entry)| {
            let by = names(from).next().map_or("", |name| name.text);
            let required = entry.activity.references().iter();
            let required = required.filter(|name| name.kind == Kind::Activity);
            let edge = |what: &Name<'t>| {
                let to = *places.get(what.text)?;
                let what = what.clone();
                Some(Edge { from, to, by, what })
            };
            required.filter_map(edge).collect()
        });
        Self {
            edges: edges.collect(),
        }
    }

    /// Circles no two of which share an activity: at least one wherever there is any.
    ///
    /// A walk into the depth that looks at every edge once. An edge back onto the path closes a circle: the path from there on.
    fn circles(&self) -> Vec<Vec<Edge<'t>>> {
        let mut walk = Walk {
            graph: self,
            seen: vec![Seen::Never; self.edges.len()],
            path: Vec::new(),
            told: Vec::new(),
            circles: Vec::new(),
        };
        for start in 0..self.edges.len() {
            walk.from(start);
        }
        walk.circles
    }

    /// The requirements that an activity has of its own course, which is done once.
    fn own_courses(&self, program: &Entries<'t>) -> Vec<(usize, Edge<'t>)> {
        let course = |at: usize| {
            let activity = program.activities.get(at)?.activity.value.as_ref()?;
            activity.course.is_some().then(|| activity.course_key())
        };
        let edges = self.edges.iter().flatten();
        let own = edges.filter(|edge| {
            let key = course(edge.from);
            edge.from != edge.to && key.is_some() && key == course(edge.to)
        });
        own.map(|edge| (edge.from, edge.clone())).collect()
    }
}

/// How far the walk knows an activity.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Never,
    /// On the path, at that place.
    OnPath(usize),
    Done,
}

struct Walk<'g, 't> {
    graph: &'g Graph<'t>,
    seen: Vec<Seen>,
    /// Each activity on the path with how many of its edges were looked at.
    path: Vec<(usize, usize)>,
    /// The places on the path whose activities are in a circle that was told, lowest first.
    told: Vec<usize>,
    circles: Vec<Vec<Edge<'t>>>,
}

impl<'t> Walk<'_, 't> {
    fn from(&mut self, start: usize) {
        if self.seen.get(start) == Some(&Seen::Never) {
            self.enter(start);
        }
        while let Some((at, next)) = self.path.last_mut() {
            let edge = self.graph.edges.get(*at).and_then(|edges| edges.get(*next));
            *next += 1;
            match edge {
                None => self.leave(),
                Some(edge) => match self.seen.get(edge.to) {
                    Some(Seen::Never) => self.enter(edge.to),
                    Some(Seen::OnPath(place)) => self.close(*place),
                    Some(Seen::Done) | None => {}
                },
            }
        }
    }

    fn mark(&mut self, at: usize, how: Seen) {
        if let Some(seen) = self.seen.get_mut(at) {
            *seen = how;
        }
    }

    fn enter(&mut self, at: usize) {
        self.mark(at, Seen::OnPath(self.path.len()));
        self.path.push((at, 0));
    }

    fn leave(&mut self) {
        if let Some((at, _)) = self.path.pop() {
            self.mark(at, Seen::Done);
            self.told.pop_if(|place| *place == self.path.len());
        }
    }

    /// Tells the circle that an edge back to a place on the path closes, unless one of its activities was told already.
    fn close(&mut self, place: usize) {
        if self.told.last().is_some_and(|told| *told >= place) {
            return;
        }
        let on = self.path.iter().skip(place);
        let edge = |(at, next): &(usize, usize)| {
            let edges = self.graph.edges.get(*at)?;
            edges.get(next.checked_sub(1)?).cloned()
        };
        let mut circle: Vec<Edge<'t>> = on.filter_map(edge).collect();
        let first = (0..circle.len()).min_by_key(|at| circle.get(*at).map(|edge| edge.by));
        circle.rotate_left(first.unwrap_or_default());
        self.circles.push(circle);
        self.told.extend(place..self.path.len());
    }
}

/// The whole circle: "`a` requires `b`, which requires `a`".
fn tell(circle: &[Edge<'_>]) -> Diagnostic {
    let by = circle.first().map_or("", |edge| edge.by);
    let step = |edge: &Edge<'_>| format!("requires `{}`", shown(edge.what.text));
    let message = if circle.len() == 1 {
        format!("`{}` requires itself", shown(by))
    } else {
        let steps: Vec<String> = circle.iter().map(step).collect();
        format!("`{}` {}", shown(by), steps.join(", which "))
    };
    let finding = Diagnostic::error(Code::CircularRequirement, message);
    let finding = circle.iter().fold(finding, |finding, edge| {
        finding.at(edge.what.file, edge.what.span.clone(), "")
    });
    finding.help("Leave out the requirement that no page states.")
}

fn own_course(edge: &Edge<'_>) -> Diagnostic {
    let required = shown(edge.what.text);
    let message = format!("`{}` requires its own course", shown(edge.by));
    Diagnostic::error(Code::CircularRequirement, message)
        .at(
            edge.what.file,
            edge.what.span.clone(),
            format!("`{required}` is the same course"),
        )
        .help("A course is done once: leave the requirement out, or give the two another `course`.")
}

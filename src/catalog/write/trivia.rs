//! Comments and blank lines: no comment is lost, and no two blank lines follow each other.

/// Begins the line that tells an editor which schema a file keeps to.
const SCHEMA: &str = "#:schema ";

/// What stands above the first entry of a file and is not about it.
pub(super) struct Head {
    /// The line that names the schema, where there is one.
    schema: Option<String>,
    /// Comments that a blank line parts from what follows.
    comments: String,
    /// All the rest of the file.
    pub(super) rest: String,
}

impl Head {
    /// Parts the head of a file from its rest.
    pub(super) fn of(text: &str) -> Self {
        let is_above = |line: &&str| trimmed(line).is_empty() || trimmed(line).starts_with('#');
        let count = text.lines().take_while(is_above).count();
        let (named, lines): (Vec<&str>, Vec<&str>) = text
            .lines()
            .take(count)
            .map(trimmed)
            .partition(|line| line.starts_with(SCHEMA));
        let end = lines
            .iter()
            .rposition(|line| line.is_empty())
            .map_or(0, |at| at + 1);
        let (comments, about) = lines.split_at_checked(end).unwrap_or_default();
        let below = text.split('\n').skip(count);
        let rest: Vec<&str> = about.iter().copied().chain(below).collect();
        Self {
            schema: named.first().map(|line| (*line).to_owned()),
            comments: above(Some(&comments.join("\n")))
                .trim_matches('\n')
                .to_owned(),
            rest: rest.join("\n"),
        }
    }

    /// The head over the rest of the file, as it is to be.
    pub(super) fn over(&self, body: &str, schema: Option<&str>) -> String {
        let body = body.trim_matches('\n');
        let added = schema.map(|schema| format!("{SCHEMA}{schema}"));
        let mut text = String::new();
        for line in self.schema.iter().chain(added.iter()).take(1) {
            text.push_str(line);
            text.push('\n');
        }
        if !self.comments.is_empty() {
            text.push_str(&self.comments);
            text.push_str("\n\n");
        } else if !text.is_empty() && begins_with_table(body) {
            text.push('\n');
        }
        text.push_str(body);
        let end = text.trim_end_matches('\n').len();
        text.truncate(end);
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }
}

fn begins_with_table(body: &str) -> bool {
    let first = body.lines().find(|line| !line.starts_with('#'));
    first.is_some_and(|line| line.starts_with('['))
}

/// What stands above a key or a header: comments, and no two blank lines in a row.
pub(super) fn above(raw: Option<&str>) -> String {
    let mut text = String::new();
    let mut blank = false;
    let mut lines: Vec<&str> = raw.unwrap_or_default().split('\n').map(str::trim).collect();
    // What follows the last line break is the indentation of what comes next, unless the file ends in a comment.
    lines.pop_if(|last| last.is_empty());
    for line in lines {
        if !line.is_empty() {
            text.push_str(line);
            text.push('\n');
        } else if !blank {
            text.push('\n');
        }
        blank = line.is_empty();
    }
    text
}

/// A line without what TOML calls blanks at its ends: other characters that look empty are faults, and stay where somebody can be told of
/// them.
fn trimmed(line: &str) -> &str {
    line.trim_matches([' ', '\t'])
}

/// The comment that follows on the same line.
pub(super) fn after(raw: Option<&str>) -> String {
    let comment = raw.unwrap_or_default().trim();
    if comment.is_empty() {
        String::new()
    } else {
        format!(" {comment}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_never_follow_each_other() {
        assert_eq!(above(None), "");
        assert_eq!(above(Some("\n\n  # a  \n\n\n\t# b\n  ")), "\n# a\n\n# b\n");
        assert_eq!(above(Some("# the end")), "# the end\n");
        assert_eq!(after(Some("   # so  ")), " # so");
        assert_eq!(after(Some("  ")), "");
    }

    #[track_caller]
    fn check(text: &str, comments: &str, rest: &str) {
        let head = Head::of(text);
        assert_eq!(
            (head.comments.as_str(), head.rest.as_str()),
            (comments, rest)
        );
    }

    #[test]
    fn what_a_blank_line_parts_belongs_to_the_file() {
        check("a = 1\n", "", "a = 1\n");
        check("# a\na = 1\n", "", "# a\na = 1\n");
        check("\n# all\n\n\n# a\na = 1\n", "# all", "# a\na = 1\n");
        check("#:schema x\n# a\na = 1", "", "# a\na = 1");
        check("# all\n#:schema x\n\n[a]", "# all", "[a]");
        check("# all", "", "# all");
    }

    #[test]
    fn the_schema_is_named_once_and_first() {
        let over = |text: &str, body: &str| Head::of(text).over(body, Some("new"));
        assert_eq!(over("", "a = 1\n"), "#:schema new\na = 1\n");
        assert_eq!(over("", "\n[a]\n"), "#:schema new\n\n[a]\n");
        assert_eq!(
            over("# all\n\n#:schema old\n\n", "[a]\n"),
            "#:schema old\n# all\n\n[a]\n"
        );
        assert_eq!(Head::of("").over("", None), "");
    }
}

//! [`Fields`]: the headers of a request or of an answer.

/// Names and values, in the order in which they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The lines behind the first one; nothing, if one of them is no header.
    pub fn parse<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Fields> {
        let field = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_owned(), value.trim().to_owned()))
        };
        lines.map(field).collect::<Option<_>>().map(Fields)
    }

    /// The first value of a name, whichever way that is spelt.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

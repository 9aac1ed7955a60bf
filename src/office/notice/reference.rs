//! What a clause of the template names: `附件2 二.1`, `五（二）；附件5 说明3`, `附件3、附件4`.

use super::number::{self, NumberKind};
use crate::office::wordfile::numbering::han;

/// One clause, from the outermost part of its number in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// A note has no number of its own; those under it are items. A row of a table is an item too.
    pub steps: Vec<(NumberKind, Option<u32>)>,
    /// Something behind these steps was not understood.
    pub rest: String,
}

/// Every clause that is named, in order; none if nothing could be understood.
pub fn parse(text: &str) -> Vec<Reference> {
    let mut list: Vec<Reference> = Vec::new();
    for part in text.split(['；', ';', '，', ',']) {
        let mut current = Reference::default();
        let mut rest = part.trim().trim_start_matches("公告");
        let mut parted = false;
        while !rest.is_empty() {
            let found = step(rest);
            let goes_back =
                |kind: NumberKind| current.steps.last().is_some_and(|(last, _)| *last >= kind);
            let Some((kind, number, behind)) = found
                .filter(|(kind, ..)| parted || *kind == NumberKind::Annex || !goes_back(*kind))
            else {
                rest.clone_into(&mut current.rest);
                break;
            };
            if goes_back(kind) {
                // 二（一）、（三）: a second one under the same heading.
                let above = current.steps.iter().filter(|(k, _)| *k < kind);
                let above = above.copied().collect();
                list.push(std::mem::take(&mut current));
                current.steps = above;
            }
            current.steps.push((kind, number));
            rest =
                behind.trim_start_matches(|c: char| c.is_whitespace() || "、和及.．的".contains(c));
            let between = behind.len().saturating_sub(rest.len());
            parted = behind
                .get(..between)
                .is_some_and(|s| s.contains(['、', '和', '及']));
        }
        if !current.steps.is_empty() {
            list.push(current);
        }
    }
    list
}

fn step(text: &str) -> Option<(NumberKind, Option<u32>, &str)> {
    if let Some(found) = number::annex(text) {
        return Some((NumberKind::Annex, Some(found.number), found.rest));
    }
    if let Some(rest) = number::note(text) {
        return Some((NumberKind::Note, None, rest));
    }
    let ordinal = text.strip_prefix('第');
    let bare = ordinal.unwrap_or(text).trim_start();
    let (kind, number, rest) = if let Some(found) = number::enclosed(bare) {
        (found.kind, found.number, found.rest)
    } else if let Some((number, rest)) = number::digits(bare) {
        (NumberKind::Item, number, rest)
    } else {
        let (number, rest) = number::han(bare)?;
        let kind = if ordinal.is_some() {
            NumberKind::Item
        } else {
            NumberKind::Chapter
        };
        (kind, number, rest)
    };
    let behind = rest.trim_start();
    match behind.strip_prefix(['项', '条', '款', '点']) {
        Some(rest) => Some((kind, Some(number), rest)),
        // 第二段 counts something else.
        None if ordinal.is_some() => None,
        None => Some((kind, Some(number), behind)),
    }
}

/// The number as a notice writes it: `附件2 二.1`.
pub fn label(steps: &[(NumberKind, Option<u32>)]) -> String {
    let mut said = String::new();
    let mut above = None;
    for (kind, number) in steps {
        let n = number.unwrap_or_default();
        let part = match (kind, above) {
            (NumberKind::Annex, _) => format!("附件{n}"),
            (NumberKind::Chapter, None) => han(n),
            (NumberKind::Chapter, Some(_)) => format!(" {}", han(n)),
            (NumberKind::Section, _) => format!("（{}）", han(n)),
            (NumberKind::Note, _) => " 说明".to_owned(),
            (NumberKind::Row | NumberKind::Item, Some(NumberKind::Note)) => n.to_string(),
            (
                NumberKind::Row | NumberKind::Item,
                Some(NumberKind::Chapter | NumberKind::Section),
            ) => format!(".{n}"),
            (NumberKind::Row | NumberKind::Item, _) => format!(" 第{n}项"),
            (NumberKind::SubItem, _) => format!("（{n}）"),
            (NumberKind::Circle, _) => {
                let sign = char::from_u32(u32::from('①').saturating_add(n.saturating_sub(1)));
                sign.map(String::from).unwrap_or_default()
            }
        };
        said.push_str(&part);
        above = Some(*kind);
    }
    said.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_as_it_is_written() {
        let cases = [
            ("附件1", "附件1"),
            ("附件5 第1项", "附件5 第1项"),
            ("附件5第十二项", "附件5 第12项"),
            ("五（二）", "五（二）"),
            ("五(二)", "五（二）"),
            ("附件2 二.1", "附件2 二.1"),
            ("附件2二、1", "附件2 二.1"),
            ("附件2 一（一）", "附件2 一（一）"),
            ("附件 5 说明 2", "附件5 说明2"),
            ("公告附件5说明2", "附件5 说明2"),
            ("三、（二）", "三（二）"),
            ("十一（十二）3（4）⑤", "十一（十二）.3（4）⑤"),
            ("五（二）；附件2 二.1", "五（二） + 附件2 二.1"),
            ("附件3、附件4", "附件3 + 附件4"),
            ("二（一）、（三）", "二（一） + 二（三）"),
            ("附件5说明1、3", "附件5 说明1 + 附件5 说明3"),
            ("附件5 第2项至第4项", "附件5 第2项 | 至第4项"),
            ("附件2 二.1 第二段", "附件2 二.1 | 第二段"),
            ("附件2 二.1 2", "附件2 二.1 | 2"),
            ("附件2 二.1和3", "附件2 二.1 + 附件2 二.3"),
            ("see above", ""),
            ("", ""),
        ];
        for (text, wanted) in cases {
            let read: Vec<String> = parse(text)
                .iter()
                .map(|r| {
                    let rest = match r.rest.as_str() {
                        "" => String::new(),
                        rest => format!(" | {rest}"),
                    };
                    label(&r.steps) + &rest
                })
                .collect();
            assert_eq!(read.join(" + "), wanted, "{text}");
        }
    }
}

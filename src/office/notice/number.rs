//! Numbers as Chinese notices write them, and what stands before and behind them.

/// What kind of clause a number belongs to, from the outermost in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumberKind {
    /// 附件5
    Annex,
    /// 一、
    Chapter,
    /// （一）
    Section,
    /// 说明
    Note,
    /// A row of a table whose first cell is a number.
    Row,
    /// 1.
    Item,
    /// （1）
    SubItem,
    /// ①
    Circle,
}

/// A number at the beginning of a text, and what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbered<'a> {
    pub kind: NumberKind,
    pub number: u32,
    pub rest: &'a str,
}

/// The number that a paragraph begins with, if it begins with one and is a clause by that.
pub fn of_paragraph(line: &str) -> Option<Numbered<'_>> {
    let text = line.trim_start();
    if let Some((first, rest)) = line.split_once('\t')
        && let Some((number, "")) = digits(first.trim())
    {
        return Some(Numbered {
            kind: NumberKind::Row,
            number,
            rest,
        });
    }
    if let Some(found) = annex(text).or_else(|| enclosed(text)) {
        return Some(found);
    }
    if let Some((number, behind)) = han(text)
        && let Some(rest) = after(behind.trim_start(), &['、', '.', '．'])
    {
        return Some(Numbered {
            kind: NumberKind::Chapter,
            number,
            rest,
        });
    }
    if let Some((number, behind)) = digits(text)
        && let Some(rest) = after(behind.trim_start(), &['.', '．', '、'])
        // 1.5 is a quantity.
        && digits(rest).is_none()
    {
        return Some(Numbered {
            kind: NumberKind::Item,
            number,
            rest,
        });
    }
    None
}

/// 附件5, 附件 5, 附件五.
pub fn annex(text: &str) -> Option<Numbered<'_>> {
    let behind = text.strip_prefix('附')?.trim_start();
    let behind = behind.strip_prefix('件')?.trim_start();
    let (number, rest) = digits(behind).or_else(|| han(behind))?;
    Some(Numbered {
        kind: NumberKind::Annex,
        number,
        rest,
    })
}

/// （一）, （1）, ①, ⑴, ⒈, ㈠.
pub fn enclosed(text: &str) -> Option<Numbered<'_>> {
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..).unwrap_or_default();
    let single = |kind, first_of: char| {
        let number = u32::from(first).checked_sub(u32::from(first_of))? + 1;
        Some(Numbered { kind, number, rest })
    };
    match first {
        '（' | '(' => {
            let inside = rest.trim_start();
            let (kind, (number, behind)) = match han(inside) {
                Some(found) => (NumberKind::Section, found),
                None => (NumberKind::SubItem, digits(inside)?),
            };
            let rest = after(behind.trim_start(), &['）', ')'])?;
            Some(Numbered { kind, number, rest })
        }
        '①'..='⑳' => single(NumberKind::Circle, '①'),
        '⑴'..='⒇' => single(NumberKind::SubItem, '⑴'),
        '⒈'..='⒛' => single(NumberKind::Item, '⒈'),
        '㈠'..='㈩' => single(NumberKind::Section, '㈠'),
        _ => None,
    }
}

/// 说明, 注 and 备注, with what follows.
pub fn note(text: &str) -> Option<&str> {
    let text = text.trim_start();
    if let Some(behind) = text.strip_prefix('说') {
        return behind.trim_start().strip_prefix('明');
    }
    text.strip_prefix("备注")
        .or_else(|| text.strip_prefix('注'))
}

fn after<'a>(text: &'a str, signs: &[char]) -> Option<&'a str> {
    text.strip_prefix(signs)
}

/// A number in digits, full-width ones too, of at most four.
pub fn digits(text: &str) -> Option<(u32, &str)> {
    let mut number = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let digit = match c {
            '０'..='９' => u32::from(c) - u32::from('０'),
            c => match c.to_digit(10) {
                Some(digit) => digit,
                None => break,
            },
        };
        number = number * 10 + digit;
        if number > 9999 {
            return None;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    (rest.len() < text.len()).then_some((number, rest))
}

/// A number in characters, from 一 to 九十九.
pub fn han(text: &str) -> Option<(u32, &str)> {
    let unit = |text: &str| {
        let c = text.chars().next()?;
        let n = "一二三四五六七八九".chars().position(|u| u == c)?;
        Some((n as u32 + 1, c.len_utf8()))
    };
    let skip = |text: &'_ str, by: usize| text.len().checked_sub(by).map(|_| by);
    let (tens, behind) = match unit(text) {
        Some((n, length)) => {
            let behind = text.get(skip(text, length)?..)?;
            match behind.strip_prefix('十') {
                Some(rest) => (n, rest),
                None => return Some((n, behind)),
            }
        }
        None => (1, text.strip_prefix('十')?),
    };
    match unit(behind) {
        Some((n, length)) => Some((tens * 10 + n, behind.get(length..)?)),
        None => Some((tens * 10, behind)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_a_clause_by_its_number() {
        let cases = [
            ("一、 目的", Some((NumberKind::Chapter, 1))),
            ("十二、办法", Some((NumberKind::Chapter, 12))),
            ("二十、附则", Some((NumberKind::Chapter, 20))),
            ("一. 目的", Some((NumberKind::Chapter, 1))),
            ("（三）时间", Some((NumberKind::Section, 3))),
            ("( 十 ) 时间", Some((NumberKind::Section, 10))),
            ("㈡时间", Some((NumberKind::Section, 2))),
            ("1. 材料", Some((NumberKind::Item, 1))),
            ("１２．材料", Some((NumberKind::Item, 12))),
            ("3、材料", Some((NumberKind::Item, 3))),
            ("⒉材料", Some((NumberKind::Item, 2))),
            ("（2）份数", Some((NumberKind::SubItem, 2))),
            ("⑶份数", Some((NumberKind::SubItem, 3))),
            ("④ 封面", Some((NumberKind::Circle, 4))),
            ("附件 5", Some((NumberKind::Annex, 5))),
            ("附件二：表", Some((NumberKind::Annex, 2))),
            ("　　（一）缩进", Some((NumberKind::Section, 1))),
            ("4\t队伍\t10 分", Some((NumberKind::Row, 4))),
            ("1.5 倍以上", None),
            ("2026 年 5 月", None),
            ("2026.5.8", None),
            ("1: 5 的比例", None),
            ("一是做好准备", None),
            ("（注：另附）", None),
            ("附件：1. 表", None),
            ("1.\t材料", Some((NumberKind::Item, 1))),
            ("序号\t指标", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            let found = of_paragraph(text).map(|n| (n.kind, n.number));
            assert_eq!(found, wanted, "{text}");
        }
    }
}

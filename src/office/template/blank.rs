//! A template to fill in, and what each of its fields is for.

use super::fields::{self, FieldSpec, Shape};
use crate::model::{Rule, Rules, TEMPLATE_FORMAT};
use crate::text::fill;
use crate::text::{Lang, template as t};
use std::fmt::Write;

/// Every field with nothing in it, or with what it is usually; lists that are not needed are empty.
pub fn blank() -> String {
    let mut out = String::new();
    object(&mut out, fields::TEMPLATE, 0);
    out.push('\n');
    out
}

fn object(out: &mut String, list: &[FieldSpec], depth: usize) {
    let pad = "  ".repeat(depth);
    out.push_str("{\n");
    for (n, field) in list.iter().enumerate() {
        let _ = write!(out, "{pad}  \"{}\": ", field.name);
        value(out, field, depth + 1);
        out.push_str(if n + 1 < list.len() { ",\n" } else { "\n" });
    }
    out.push_str(&pad);
    out.push('}');
}

fn value(out: &mut String, field: &FieldSpec, depth: usize) {
    match field.shape {
        Shape::Format => out.push_str(&format!("\"{TEMPLATE_FORMAT}\"")),
        Shape::Rules => rules(out, depth),
        Shape::List(Shape::Object(list)) if field.needed => {
            let pad = "  ".repeat(depth + 1);
            let _ = write!(out, "[\n{pad}");
            object(out, list, depth + 1);
            let _ = write!(out, "\n{}]", "  ".repeat(depth));
        }
        Shape::List(_) => out.push_str("[]"),
        Shape::Bool => out.push_str("false"),
        Shape::Words if field.needed => out.push_str("{ \"zh\": \"\", \"en\": \"\" }"),
        Shape::Points if field.needed => out.push('0'),
        _ if field.needed => out.push_str("\"\""),
        _ => out.push_str("null"),
    }
}

/// The rules as they are usually.
fn rules(out: &mut String, depth: usize) {
    let pad = "  ".repeat(depth);
    out.push_str("{\n");
    let last = Rule::ALL.len();
    for (n, rule) in Rule::ALL.iter().enumerate() {
        let usual = usual(*rule).unwrap_or_else(|| match fields::rule(*rule) {
            Shape::List(_) => "[]".to_owned(),
            _ => "null".to_owned(),
        });
        let _ = write!(out, "{pad}  \"{}\": {usual}", rule.key());
        out.push_str(if n + 1 < last { ",\n" } else { "\n" });
    }
    out.push_str(&pad);
    out.push('}');
}

/// The value of a rule that nobody names, as a file has it; none for an empty list.
fn usual(rule: Rule) -> Option<String> {
    let all = serde_json::to_value(Rules::default()).ok()?;
    let value = all.get(rule.key())?;
    let empty = value.as_array().is_some_and(Vec::is_empty);
    (!empty).then(|| value.to_string())
}

/// Every field: its path, whether it is needed, what may stand there and what it is for.
pub fn explanation(lang: Lang) -> Vec<String> {
    let mut lines = vec![t::EXPLAIN_HEAD.get(lang).to_owned(), String::new()];
    explain(&mut lines, "", Shape::Object(fields::TEMPLATE), lang);
    lines
}

fn explain(lines: &mut Vec<String>, path: &str, shape: Shape, lang: Lang) {
    for field in fields::of(shape) {
        let path = match path {
            "" => field.name.to_owned(),
            _ => format!("{path}.{}", field.name),
        };
        let needed = if field.needed { t::NEEDED } else { t::WANTED };
        let rule = Rule::ALL.iter().find(|rule| rule.path() == path);
        let usual = rule.and_then(|rule| usual(*rule));
        let usual = usual.map(|value| fill!(t::USUAL, lang, [("value", &value)]));
        lines.push(format!(
            "{path} ({}{}; {})",
            needed.get(lang),
            usual.unwrap_or_default(),
            field.shape.words(lang)
        ));
        lines.push(format!("    {}", field.about.get(lang)));
        if let (Some(rule), Shape::OneOf(words)) = (rule, field.shape) {
            let each = words.iter().zip(crate::text::rules::values(*rule));
            lines.extend(each.map(|(word, about)| {
                let value = format!("\"{word}\"");
                fill!(
                    t::VALUE,
                    lang,
                    [("value", &value), ("about", &about.get(lang))]
                )
            }));
        }
        match field.shape {
            Shape::List(inner @ Shape::Object(_)) => {
                explain(lines, &format!("{path}[]"), *inner, lang);
            }
            inner @ (Shape::Object(_) | Shape::Rules) => explain(lines, &path, inner, lang),
            _ => {}
        }
    }
}

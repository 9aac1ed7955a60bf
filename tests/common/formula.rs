//! Works out a formula of the workbook in exact decimals, as an office program would: what the program writes is
//! held against the arithmetic it asks for, not against a text.

use rust_decimal::{Decimal, RoundingStrategy};

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Number(Decimal),
    Text(String),
    Truth(bool),
    Cells(Vec<Value>),
}

/// A cell by sheet (empty for the formula's own), row and column from 0.
pub type Cell<'a> = &'a dyn Fn(&str, u32, u32) -> Value;

/// `formula` without `=`. `shift`: by how many rows and columns it was moved, which parts without `$` follow.
pub fn work_out(formula: &str, cell: Cell, shift: (u32, u32)) -> Value {
    let mut reader = Reader {
        rest: formula,
        cell,
        shift,
        idle: false,
    };
    let value = reader.comparison();
    assert_eq!(reader.rest, "", "{formula}");
    value
}

struct Reader<'a> {
    rest: &'a str,
    cell: Cell<'a>,
    shift: (u32, u32),
    /// Inside the branch that an IF does not take: read, not worked out.
    idle: bool,
}

impl Reader<'_> {
    fn take(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn comparison(&mut self) -> Value {
        let left = self.joined();
        for sign in ["<=", ">=", "<", ">", "="] {
            if self.take(sign) {
                let (a, b) = (number(&left), number(&self.joined()));
                return Value::Truth(match sign {
                    "<=" => a <= b,
                    ">=" => a >= b,
                    "<" => a < b,
                    ">" => a > b,
                    _ => a == b,
                });
            }
        }
        left
    }

    fn joined(&mut self) -> Value {
        let left = self.sum();
        if !self.take("&") {
            return left;
        }
        let right = self.sum();
        let text = |value: &Value| match value {
            Value::Text(text) => text.clone(),
            other => number(other).to_string(),
        };
        Value::Text(text(&left) + &text(&right))
    }

    fn sum(&mut self) -> Value {
        let mut value = self.product();
        loop {
            let sign = match self.rest.chars().next() {
                Some('+') => Decimal::ONE,
                Some('-') => Decimal::NEGATIVE_ONE,
                _ => return value,
            };
            self.rest = &self.rest[1..];
            let right = self.product();
            value = Value::Number(number(&value) + sign * number(&right));
        }
    }

    fn product(&mut self) -> Value {
        let mut value = self.one();
        while self.take("/") {
            let by = number(&self.one());
            let quotient = number(&value).checked_div(by);
            assert!(self.idle || quotient.is_some(), "a division by zero");
            value = Value::Number(quotient.unwrap_or_default());
        }
        value
    }

    fn one(&mut self) -> Value {
        if self.take("(") {
            let value = self.comparison();
            assert!(self.take(")"));
            return value;
        }
        if self.take("\"") {
            let (text, rest) = self.rest.split_once('"').unwrap();
            self.rest = rest;
            return Value::Text(text.to_owned());
        }
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '.');
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            self.rest = rest;
            return Value::Number(word.parse().unwrap());
        }
        match rest.strip_prefix('(') {
            Some(rest) if !word.is_empty() => {
                self.rest = rest;
                self.called(word)
            }
            _ => self.cells(),
        }
    }

    fn called(&mut self, name: &str) -> Value {
        if name == "IF" {
            let idle = self.idle;
            let Value::Truth(yes) = self.comparison() else {
                panic!("no condition at {}", self.rest)
            };
            let branches = [yes, !yes].map(|taken| {
                assert!(self.take(","));
                self.idle = idle || !taken;
                self.comparison()
            });
            self.idle = idle;
            assert!(self.take(")"));
            let [then, otherwise] = branches;
            return if yes { then } else { otherwise };
        }
        let mut given = vec![self.comparison()];
        while self.take(",") {
            given.push(self.comparison());
        }
        assert!(self.take(")"), "{name} at {}", self.rest);
        let mut all = numbers(&given[0]);
        all.sort();
        let nth = |n: usize, from: &[Decimal]| {
            assert!(self.idle || n < from.len(), "{name} of too few");
            from.get(n).copied().unwrap_or_default()
        };
        let place = || usize::try_from(number(&given[1])).unwrap();
        let descending: Vec<Decimal> = all.iter().rev().copied().collect();
        Value::Number(match name {
            "SUM" => all.iter().sum(),
            "COUNT" => all.len().into(),
            "MAX" => nth(0, &descending),
            "MIN" => nth(0, &all),
            "LARGE" => nth(place() - 1, &descending),
            "SMALL" => nth(place() - 1, &all),
            "ROUND" => {
                let how = RoundingStrategy::MidpointAwayFromZero;
                let places = u32::try_from(place()).unwrap();
                number(&given[0]).round_dp_with_strategy(places, how)
            }
            "AND" => return Value::Truth(given.iter().all(|v| *v == Value::Truth(true))),
            "ISNUMBER" => return Value::Truth(matches!(given[0], Value::Number(_))),
            "COUNTIF" => {
                let wanted = |n: &Decimal| match &given[1] {
                    Value::Text(text) if text.starts_with('>') => {
                        text[1..].parse().is_ok_and(|m| *n > m)
                    }
                    Value::Text(text) if text.starts_with('<') => {
                        text[1..].parse().is_ok_and(|m| *n < m)
                    }
                    other => *n == number(other),
                };
                all.iter().filter(|n| wanted(n)).count().into()
            }
            _ => panic!("{name} is not known"),
        })
    }

    /// `C5`, `$C5:$G5`, `'Marks'!F4:F8`.
    fn cells(&mut self) -> Value {
        let mut sheet = "";
        if self.take("'") {
            let (name, rest) = self.rest.split_once("'!").unwrap();
            (sheet, self.rest) = (name, rest);
        }
        let (row, column) = self.place();
        if !self.take(":") {
            return (self.cell)(sheet, row, column);
        }
        let (last, right) = self.place();
        let rows = (row..=last).flat_map(|r| (column..=right).map(move |c| (r, c)));
        Value::Cells(rows.map(|(r, c)| (self.cell)(sheet, r, c)).collect())
    }

    fn place(&mut self) -> (u32, u32) {
        let held = self.take("$");
        let end = self.rest.find(|c: char| !c.is_ascii_uppercase()).unwrap();
        let (letters, rest) = self.rest.split_at(end);
        assert!(!letters.is_empty(), "no cell at {}", self.rest);
        let digit = |n: u32, letter: u8| n * 26 + u32::from(letter - b'A') + 1;
        let column = letters.bytes().fold(0, digit) - 1 + if held { 0 } else { self.shift.1 };
        self.rest = rest;
        let held = self.take("$");
        let end = self.rest.find(|c: char| !c.is_ascii_digit());
        let (digits, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        let row: u32 = digits.parse().unwrap();
        (row - 1 + if held { 0 } else { self.shift.0 }, column)
    }
}

fn number(value: &Value) -> Decimal {
    match value {
        Value::Number(n) => *n,
        _ => Decimal::ZERO,
    }
}

fn numbers(value: &Value) -> Vec<Decimal> {
    match value {
        Value::Number(n) => vec![*n],
        Value::Cells(list) => list.iter().flat_map(numbers).collect(),
        Value::Text(_) | Value::Truth(_) => Vec::new(),
    }
}

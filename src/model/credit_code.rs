//! 统一社会信用代码: eighteen characters, of which the last checks the others (GB 32100-2015).

/// The thirty-one characters of the standard in the order of their values: no I, O, S, V, Z.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH: usize = 18;

/// What is wrong with a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// Not eighteen characters.
    Length { found: usize },
    /// A character outside the standard's alphabet, at a place counted from 1.
    Character { place: usize, found: char },
    /// The characters do not fit together: one is wrong, or two are exchanged.
    Check { expected: char, found: char },
}

/// # Errors
/// The first fault, in the order in which a person would look for it.
pub fn check(code: &str) -> Result<(), CodeFault> {
    let characters: Vec<char> = code.chars().collect();
    if characters.len() != LENGTH {
        return Err(CodeFault::Length {
            found: characters.len(),
        });
    }
    let mut sum = 0;
    let mut weight = 1;
    for (n, found) in characters.iter().enumerate() {
        let value = value(*found).ok_or(CodeFault::Character {
            place: n + 1,
            found: *found,
        })?;
        if n + 1 < LENGTH {
            sum += value * weight;
            weight = weight * 3 % 31;
        }
    }
    let expected = ALPHABET
        .chars()
        .nth((31 - sum % 31) % 31)
        .unwrap_or_default();
    match characters.last() {
        Some(found) if *found != expected => Err(CodeFault::Check {
            expected,
            found: *found,
        }),
        _ => Ok(()),
    }
}

fn value(character: char) -> Option<usize> {
    ALPHABET.chars().position(|c| c == character)
}

/// What a character outside the alphabet was probably meant to be.
pub fn meant(found: char) -> Option<char> {
    Some(match found.to_ascii_uppercase() {
        'O' => '0',
        'I' => '1',
        'Z' => '2',
        'S' => '5',
        'V' => 'U',
        c if value(c).is_some() => c,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_own_examples() {
        assert_eq!(check("91350100M000100Y43"), Ok(()));
        assert_eq!(
            check("91350100M000100Y4Z"),
            Err(CodeFault::Character {
                place: 18,
                found: 'Z'
            })
        );
        assert_eq!(
            check("91350100M000100Y44"),
            Err(CodeFault::Check {
                expected: '3',
                found: '4'
            })
        );
    }

    #[test]
    fn every_single_wrong_character_and_every_swap_of_neighbours_is_found() {
        let code: Vec<char> = "91350100M000100Y43".chars().collect();
        for place in 0..LENGTH {
            for other in ALPHABET.chars().filter(|c| *c != code[place]) {
                let mut wrong = code.clone();
                wrong[place] = other;
                assert!(check(&wrong.iter().collect::<String>()).is_err());
            }
        }
        for place in 1..LENGTH {
            let mut wrong = code.clone();
            wrong.swap(place - 1, place);
            assert_eq!(
                check(&wrong.iter().collect::<String>()).is_ok(),
                wrong == code
            );
        }
    }

    #[test]
    fn a_remainder_of_zero_checks_with_zero() {
        // Much published code indexes past the end here.
        let ok = (0..31).any(|n| {
            let last = ALPHABET.chars().nth(n).unwrap();
            check(&format!("9135010000000000{last}0")) == Ok(())
        });
        assert!(ok);
    }

    #[test]
    fn three_ways_to_be_wrong() {
        assert_eq!(check("9135"), Err(CodeFault::Length { found: 4 }));
        assert_eq!(
            check("9135O100M000100Y43"),
            Err(CodeFault::Character {
                place: 5,
                found: 'O'
            })
        );
        assert_eq!(meant('O'), Some('0'));
        assert_eq!(meant('m'), Some('M'));
        assert_eq!(meant('！'), None);
    }
}

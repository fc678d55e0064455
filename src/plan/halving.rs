//! The least or greatest number with which something holds, found by halving: what holds stays so toward one side.

use crate::model::Money;

/// The least number from `low` to `high` with which there is something, and what there is.
pub(super) fn least<T>(low: u32, high: u32, at: impl Fn(u32) -> Option<T>) -> Option<(u32, T)> {
    let (mut low, mut high, mut best) = (low, high, (high, at(high)?));
    while low < high {
        let middle = low + (high - low) / 2;
        match at(middle) {
            Some(found) => (high, best) = (middle, (middle, found)),
            None => low = middle + 1,
        }
    }
    Some(best)
}

/// The greatest number below `high` with which something holds; it holds with `low`, and not with `high`.
pub(super) fn greatest(low: u64, high: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (low, high);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// The least number from `low` to `high` that is enough; the next that is cheaper; and the least that is as cheap as `high`.
pub(super) fn enough(
    low: u32,
    high: u32,
    cost: impl Fn(u32) -> Option<Money>,
) -> Vec<(u32, Money)> {
    let at_most = |low: u32, most: u64| {
        let cost = |number| cost(number).filter(|money| money.minor <= most);
        least(low, high, cost)
    };
    let cheapest = cost(high).map_or(0, |money| money.minor);
    let mut found = Vec::new();
    let mut next = at_most(low, u64::MAX);
    while let Some((number, money)) = next {
        found.push((number, money));
        next = match money.minor.checked_sub(1) {
            Some(less) if less >= cheapest && found.len() == 1 => at_most(number, less),
            Some(less) if less >= cheapest && found.len() == 2 => at_most(number, cheapest),
            _ => None,
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halving_finds_the_very_number() {
        for edge in 0..=20 {
            let at = |number: u32| (number >= edge).then_some(number);
            assert_eq!(least(0, 20, at), Some((edge, edge)));
            let holds = |number: u64| number <= u64::from(edge);
            assert_eq!(greatest(0, 21, holds), u64::from(edge));
        }
        assert_eq!(least(0, 20, |_| None::<()>), None);
    }
}

//! How one plan compares with another, in words.

use crate::{
    model::{Currency, Minutes, Money},
    plan::Margin,
    report::words,
};

/// `costs USD 20.00 more, takes 3 hours less and does 1 thing more`; nothing where they are alike in all of that.
pub(super) fn words(margin: &Margin, currency: Currency) -> String {
    let money = |minor: u64| Money { minor, currency }.to_string();
    let hours = |minutes: u64| {
        let minutes = u32::try_from(minutes).ok().and_then(Minutes::new);
        words::hours(minutes.unwrap_or(Minutes::MOST))
    };
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let parts = [
        part("costs", margin.cost, money),
        part("takes", margin.clc, |clc| format!("{clc} CLC")),
        part("takes", margin.study, hours),
        part("does", margin.items, |items| {
            words::count(number(items), "thing")
        }),
    ];
    words::list(&parts.into_iter().flatten().collect::<Vec<_>>())
}

/// `costs USD 20.00 more`; nothing where there is no difference.
fn part(verb: &str, difference: i64, amount: impl Fn(u64) -> String) -> Option<String> {
    let more = if difference < 0 { "less" } else { "more" };
    let amount = amount(difference.unsigned_abs());
    (difference != 0).then(|| format!("{verb} {amount} {more}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let margin = Margin {
            cost: 2_000,
            clc: 0,
            study: -90,
            days: 3,
            items: 1,
            credits: 0,
        };
        let usd = Currency::from_code("USD").unwrap();
        assert_eq!(
            words(&margin, usd),
            "costs USD 20.00 more, takes 1.5 hours less and does 1 thing more"
        );
        let alike = Margin {
            cost: 0,
            study: 0,
            items: 0,
            ..margin
        };
        assert_eq!(words(&alike, usd), "");
    }
}

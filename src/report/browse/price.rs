//! What an offering costs whom: nothing, so much, or nothing more with a pass.

use crate::model::{Activity, Cost, Credits, Money, Offering, ProgramCatalog, Rates};

use super::super::words;

/// Whether a cost is known to be nothing.
fn is_free(cost: Cost) -> bool {
    match cost {
        Cost::Free => true,
        Cost::Priced {
            cash: Some(cash), ..
        } => cash.minor == 0,
        Cost::Priced { cash: None, .. } | Cost::Unknown => false,
    }
}

/// Whether the offering can be had without paying anyone: it is free itself, or a free pass opens it.
pub(super) fn costs_nothing(program: &ProgramCatalog, offering: &Offering) -> bool {
    let free_pass = |id| {
        program
            .passes
            .get(id)
            .is_some_and(|pass| is_free(pass.cost))
    };
    is_free(offering.cost) || offering.passes.iter().any(free_pass)
}

/// Its price in the currency of `rates`, where it is known and can be told in it.
pub(super) fn price(program: &ProgramCatalog, offering: &Offering, rates: &Rates) -> Option<Money> {
    if costs_nothing(program, offering) {
        return Some(Money::zero(rates.into));
    }
    match offering.cost {
        Cost::Priced {
            cash: Some(cash), ..
        } => rates.convert(cash),
        _ => None,
    }
}

/// What one credit costs at that price, rounded half up to the minor unit.
pub(super) fn per_credit(price: Money, activity: &Activity) -> Option<Money> {
    let credits = u64::from(earned(activity)?.hundredths());
    Some(Money {
        minor: (price.minor.checked_mul(100)? + credits / 2) / credits,
        currency: price.currency,
    })
}

/// The credits it earns, where it is known to earn any.
pub(super) fn earned(activity: &Activity) -> Option<Credits> {
    activity.credits.filter(|credits| credits.hundredths() > 0)
}

/// The cost in words, `price` being what [`price`] found: what it costs on its own, and the passes that open it. A line break stands
/// where it may be broken.
pub(super) fn words(program: &ProgramCatalog, offering: &Offering, price: Option<Money>) -> String {
    if costs_nothing(program, offering) {
        return "free".to_owned();
    }
    let own = match (offering.cost, price) {
        (Cost::Unknown, _) => None,
        (
            Cost::Priced {
                clc: Some(clc),
                cash: Some(_),
            },
            Some(price),
        ) => Some(format!("{price}\nor {clc}")),
        (_, Some(price)) => Some(price.to_string()),
        (cost, None) => Some(cost.to_string()),
    };
    let with =
        with_passes(offering).map(|with| with.replacen(' ', "\n", 1).replace(" or ", "\nor "));
    match (own, with) {
        (Some(own), Some(with)) => format!("{own}\nor {with}"),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => "not known".to_owned(),
    }
}

/// `with cisco-u-essentials`, where passes open it.
pub(super) fn with_passes(offering: &Offering) -> Option<String> {
    (!offering.passes.is_empty()).then(|| {
        let passes: Vec<&str> = offering
            .passes
            .iter()
            .map(crate::model::Id::as_str)
            .collect();
        format!("with {}", words::choice(&passes))
    })
}

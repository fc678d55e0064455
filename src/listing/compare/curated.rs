//! What the catalogue says of the fields that a row tells.

use crate::{
    listing::{Field, Row, Source, Value, matching},
    model::{Activity, Cost, Date, Effort, Expiry, Offering},
};

/// A field in which a row says otherwise: what the catalogue says, and what the row does.
pub(super) type Told = (Field, Option<String>, Value);

/// Which offering of an activity a page tells of.
pub(in crate::listing) enum Target<'c> {
    /// This one.
    One(&'c Offering),
    /// One that the catalogue does not have.
    None,
    /// One of so many.
    Several(usize),
}

/// The offering of the source's provider that a page tells of: where there are several, the one on the same page, or the one taken in the
/// form that the source declares. What was withdrawn is not asked.
pub(in crate::listing) fn target<'c>(
    activity: &'c Activity,
    source: &Source,
    url: Option<&str>,
) -> Target<'c> {
    let ours =
        |offering: &&Offering| offering.provider == source.provider && offering.withdrawn.is_none();
    let all: Vec<&Offering> = activity.offerings.iter().filter(ours).collect();
    let on_page = |offering: &&&Offering| {
        let pair = offering.url.as_deref().zip(url);
        pair.is_some_and(|(own, said)| matching::same_page(own, said, source))
    };
    let in_form = |offering: &&&Offering| Some(offering.delivery) == source.format;
    let on_page: Vec<&Offering> = all.iter().filter(on_page).copied().collect();
    let in_form: Vec<&Offering> = all.iter().filter(in_form).copied().collect();
    match (all.as_slice(), on_page.as_slice(), in_form.as_slice()) {
        ([], _, _) => Target::None,
        ([one], _, _) | (_, [one], _) | (_, [], [one]) => Target::One(one),
        (several, _, _) => Target::Several(several.len()),
    }
}

/// The protected fields in which a row says otherwise, or says what the catalogue does not.
pub(super) fn protected(activity: &Activity, row: &Row) -> Vec<Told> {
    let title = |said: &str| {
        let own = matching::plain_title(&activity.title);
        (own != matching::plain_title(said)).then(|| Some(activity.title.clone()))
    };
    let version = |said: &str| {
        let own = activity.version.as_deref();
        (own != Some(said)).then(|| activity.version.clone())
    };
    let credits = |said: &Value| {
        let differs = match (said, activity.credits) {
            (Value::Credits(said), own) => own != Some(*said),
            // "Up to 20" contradicts 24, and agrees with anything below.
            (Value::AtMost(most), Some(own)) => own > *most,
            (_, own) => own.is_none(),
        };
        differs.then(|| activity.credits.map(|credits| credits.to_string()))
    };
    let told = |(field, value): (Field, &Value)| {
        let own = match (field, value) {
            (Field::Title, Value::Text(said)) => title(said),
            (Field::Version, Value::Text(said)) => version(said),
            (Field::Credits, said) => credits(said),
            _ => None,
        };
        Some((field, own?, value.clone()))
    };
    values(row).filter_map(told).collect()
}

/// The fields of an offer in which a row says otherwise, or says what the catalogue does not.
pub(super) fn offer(
    activity: &Activity,
    offering: &Offering,
    row: &Row,
    source: &Source,
) -> Vec<Told> {
    let told = |(field, value): (Field, &Value)| match (field, value) {
        (Field::Price, Value::Price(said)) => {
            let said = completed(*said, offering.cost);
            let own = (offering.cost != Cost::Unknown).then(|| offering.cost.to_string());
            (said != offering.cost).then_some((field, own, Value::Price(said)))
        }
        (Field::Starts, Value::Day(said)) => {
            let own = offering.opens.map(|day| day.to_string());
            (offering.opens != Some(*said)).then(|| (field, own, value.clone()))
        }
        (Field::Ends, Value::Day(said)) => {
            let own = match offering.expires {
                Expiry::On(day) => Some(day.to_string()),
                Expiry::Never => Some("never".to_owned()),
                Expiry::Unknown => None,
            };
            (offering.expires != Expiry::On(*said)).then(|| (field, own, value.clone()))
        }
        (Field::Url, Value::Text(said)) => {
            let same = |own: &String| matching::same_page(own, said, source);
            let is_new = !offering.url.as_ref().is_some_and(same);
            is_new.then(|| (field, offering.url.clone(), value.clone()))
        }
        (Field::Hours, Value::Hours(said)) => match offering.effort.or(activity.effort) {
            Some(Effort::Hours(own)) if own == *said => None,
            Some(Effort::Hours(own)) => Some((field, Some(format!("{own} h")), value.clone())),
            // Days and hours say the same thing in two ways; which is better is for a person to say.
            Some(Effort::Days(_)) => None,
            None => Some((field, None, value.clone())),
        },
        _ => None,
    };
    values(row).filter_map(told).collect()
}

/// A price that a page gives in money, with the price in Learning Credits that the catalogue has beside it, and the other way round.
pub(in crate::listing) fn completed(said: Cost, own: Cost) -> Cost {
    match (said, own) {
        (
            Cost::Priced { cash, clc },
            Cost::Priced {
                cash: own_cash,
                clc: own_clc,
            },
        ) => Cost::Priced {
            cash: cash.or(own_cash),
            clc: clc.or(own_clc),
        },
        (said, _) => said,
    }
}

/// What a row says, by field.
fn values(row: &Row) -> impl Iterator<Item = (Field, &Value)> {
    let cells = row.cells.iter();
    cells.filter_map(|(field, cell)| Some((*field, cell.value.as_ref()?)))
}

/// Whether its last day is over.
pub(super) fn is_over(row: &Row, seen: Date) -> bool {
    matches!(row.value(Field::Ends), Some(Value::Day(last)) if *last < seen)
}

/// What to say of days that are over or to come.
pub(super) fn days(row: &Row, seen: Date) -> Option<String> {
    match (row.value(Field::Ends), row.value(Field::Starts)) {
        (Some(Value::Day(last)), _) if *last < seen => Some(format!("its last day was {last}")),
        (_, Some(Value::Day(first))) if *first > seen => Some(format!("it begins on {first}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Clc;

    fn price(cash: Option<&str>, clc: Option<u32>) -> Cost {
        Cost::Priced {
            cash: cash.map(|cash| cash.parse().unwrap()),
            clc: clc.map(Clc),
        }
    }

    #[test]
    fn a_price_in_money_leaves_the_one_in_learning_credits() {
        let own = price(Some("4295 USD"), Some(43));
        let said = |said| completed(said, own);
        assert_eq!(
            said(price(Some("4000 USD"), None)),
            price(Some("4000 USD"), Some(43))
        );
        assert_eq!(
            said(price(None, Some(40))),
            price(Some("4295 USD"), Some(40))
        );
        assert_eq!(said(Cost::Free), Cost::Free);
        let first = price(None, Some(40));
        assert_eq!(completed(first, Cost::Unknown), first);
    }
}

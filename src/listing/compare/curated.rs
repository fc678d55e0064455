//! What the catalogue says of the fields that a row tells.

use crate::{
    listing::{Field, Row, Source, Value, matching},
    model::{Activity, Cost, Date, Effort, Expiry, Offering},
};

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
pub(super) fn protected(activity: &Activity, row: &Row) -> Vec<(Field, Option<String>)> {
    let mut fields = Vec::new();
    if let Some(title) = row.text(Field::Title)
        && matching::plain_title(title) != matching::plain_title(&activity.title)
    {
        fields.push((Field::Title, Some(activity.title.clone())));
    }
    if let Some(version) = row.text(Field::Version)
        && activity.version.as_deref() != Some(version)
    {
        fields.push((Field::Version, activity.version.clone()));
    }
    let differs = match (row.value(Field::Credits), activity.credits) {
        (Some(Value::Credits(said)), curated) => curated != Some(*said),
        // "Up to 20" contradicts 24, and agrees with anything below.
        (Some(Value::AtMost(most)), Some(curated)) => curated > *most,
        (Some(Value::AtMost(_)), None) => true,
        _ => false,
    };
    if differs {
        fields.push((
            Field::Credits,
            activity.credits.map(|credits| credits.to_string()),
        ));
    }
    fields
}

/// The fields of an offer in which a row says otherwise, or says what the catalogue does not.
pub(super) fn offer(
    activity: &Activity,
    offering: &Offering,
    row: &Row,
    source: &Source,
) -> Vec<(Field, Option<String>)> {
    let mut fields = Vec::new();
    if let Some(Value::Price(said)) = row.value(Field::Price)
        && *said != offering.cost
    {
        let curated = (offering.cost != Cost::Unknown).then(|| offering.cost.to_string());
        fields.push((Field::Price, curated));
    }
    if let Some(Value::Day(said)) = row.value(Field::Starts)
        && offering.opens != Some(*said)
    {
        fields.push((Field::Starts, offering.opens.map(|day| day.to_string())));
    }
    if let Some(Value::Day(said)) = row.value(Field::Ends) {
        let curated = match offering.expires {
            Expiry::On(day) => Some(day.to_string()),
            Expiry::Never => Some("never".to_owned()),
            Expiry::Unknown => None,
        };
        if offering.expires != Expiry::On(*said) {
            fields.push((Field::Ends, curated));
        }
    }
    if let Some(Value::Text(said)) = row.value(Field::Url) {
        let same = offering
            .url
            .as_deref()
            .is_some_and(|own| matching::same_page(own, said, source));
        if !same {
            fields.push((Field::Url, offering.url.clone()));
        }
    }
    if let Some(Value::Hours(said)) = row.value(Field::Hours) {
        match offering.effort.or(activity.effort) {
            Some(Effort::Hours(own)) if own == *said => {}
            Some(Effort::Hours(own)) => fields.push((Field::Hours, Some(format!("{own} h")))),
            Some(Effort::Days(days)) => fields.push((Field::Hours, Some(format!("{days} days")))),
            None => fields.push((Field::Hours, None)),
        }
    }
    fields
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

//! Several sources that tell of the same thing.

use std::collections::BTreeMap;

use super::{Comparison, Item, State, sort};
use crate::{
    listing::{Field, Rank, Source, Value},
    model::Id,
};

/// What several sources say of a field of one offering, the highest rank first.
type Voices = BTreeMap<(Id, Id, Field), Vec<(Rank, Id, Value)>>;

/// Settles what sources say of the same offering: a lower rank never overrides a higher one, and where the highest disagree nothing is
/// changed. No majority is counted.
pub fn settle(sources: &[Source], comparisons: &[Comparison]) -> Vec<Item> {
    let of = |id: &Id| sources.iter().find(|source| source.id == *id);
    let mut voices = Voices::new();
    for comparison in comparisons {
        let Some(source) = of(&comparison.source) else {
            continue;
        };
        for item in &comparison.items {
            let Some(activity) = &item.activity else {
                continue;
            };
            for difference in &item.fields {
                let key = (activity.clone(), source.provider.clone(), difference.field);
                let voice = (source.rank, source.id.clone(), difference.fetched.clone());
                voices.entry(key).or_default().push(voice);
            }
        }
    }
    voices.retain(|_, voices| {
        let mut ranks: Vec<Rank> = voices.iter().map(|(rank, ..)| *rank).collect();
        ranks.sort_unstable();
        let highest = ranks.last().copied();
        voices.retain(|(rank, ..)| Some(*rank) == highest);
        true
    });
    let mut items = Vec::new();
    for comparison in comparisons {
        let Some(source) = of(&comparison.source) else {
            continue;
        };
        for item in &comparison.items {
            items.extend(settled(item, source, &voices));
        }
    }
    sort(&mut items);
    items
}

/// The item with only what its source may say, and a conflict for what the highest disagree on.
fn settled(item: &Item, source: &Source, voices: &Voices) -> Vec<Item> {
    let Some(activity) = item
        .activity
        .as_ref()
        .filter(|_| item.state == State::Changed)
    else {
        return vec![item.clone()];
    };
    let mut kept = item.clone();
    let mut disputed = item.clone();
    kept.fields.clear();
    disputed.fields.clear();
    for difference in &item.fields {
        let key = (activity.clone(), source.provider.clone(), difference.field);
        let highest = voices.get(&key).map(Vec::as_slice).unwrap_or_default();
        if !highest.iter().any(|(_, id, _)| *id == source.id) {
            continue;
        }
        let agree = highest
            .iter()
            .all(|(.., value)| *value == difference.fetched);
        let into = if agree { &mut kept } else { &mut disputed };
        into.fields.push(difference.clone());
    }
    disputed.state = State::Conflict;
    disputed.reason = Some("sources of one rank disagree".to_owned());
    [kept, disputed]
        .into_iter()
        .filter(|item| !item.fields.is_empty())
        .collect()
}

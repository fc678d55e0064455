//! Rows that are there: how each stands against the catalogue, and where it differs.

use super::{
    Against, Difference, Item, State,
    curated::{self, Target, Told, target},
    keep,
};
use crate::{
    listing::{
        Class, Field, Page, Row,
        matching::{Match, Rung},
    },
    model::{Activity, Id},
};

impl Against<'_> {
    /// How a row stands: one item, or two where it both conflicts with the catalogue and offers something else.
    pub(super) fn row(&self, row: &Row, found: &Match, pages: &[Page]) -> Vec<Item> {
        let item = |state| self.item(state, row, pages);
        match found {
            Match::None(suggestions) => {
                let is_over = curated::is_over(row, self.seen);
                let state = if is_over { State::Ended } else { State::New };
                vec![Item {
                    suggestions: suggestions.clone(),
                    reason: self.day_of(row),
                    fields: self.all(row),
                    ..item(state)
                }]
            }
            Match::Ambiguous { candidates, reason } => vec![Item {
                candidates: candidates.clone(),
                reason: Some(reason.clone()),
                ..item(State::Ambiguous)
            }],
            Match::Certain(id, rung) => self.joined(row, (id, *rung), pages),
        }
    }

    fn joined(&self, row: &Row, (id, rung): (&Id, Rung), pages: &[Page]) -> Vec<Item> {
        let Some(activity) = self.program.activities.get(id) else {
            return Vec::new();
        };
        let target = target(activity, self.source, row.text(Field::Url));
        let offering = match &target {
            Target::One(offering) => Some(*offering),
            Target::None | Target::Several(_) => None,
        };
        let base = |state| Item {
            activity: Some(id.clone()),
            offering: offering.map(|offering| offering.id.clone()),
            rung: Some(rung),
            checked: Some(activity.evidence.checked),
            ..self.item(state, row, pages)
        };
        let mut items = Vec::new();
        let protected = self.differences(row, curated::protected(activity, row));
        let (fields, mut offers): (Vec<_>, Vec<_>) = protected
            .into_iter()
            .partition(|difference| difference.curated.is_some());
        if !fields.is_empty() {
            items.push(Item {
                fields,
                ..base(State::Conflict)
            });
        }
        let (of_offering, told) = self.offers(row, activity, &target);
        offers.extend(of_offering);
        if !offers.is_empty() {
            items.push(Item {
                fields: offers,
                reason: told.clone(),
                checked: offering.map(|offering| offering.evidence.checked),
                ..base(State::Changed)
            });
        }
        let is_over = curated::is_over(row, self.seen);
        match self.day_of(row) {
            Some(reason) => items.push(Item {
                reason: Some(reason),
                ..base(if is_over { State::Ended } else { State::NotYet })
            }),
            None if items.is_empty() => items.push(Item {
                reason: told,
                ..base(State::Same)
            }),
            None => {}
        }
        items
    }

    /// Where the offer is another than the catalogue says, and what else there is to say of it.
    fn offers(
        &self,
        row: &Row,
        activity: &Activity,
        target: &Target<'_>,
    ) -> (Vec<Difference>, Option<String>) {
        match target {
            Target::One(offering) => {
                let fields = curated::offer(activity, offering, row, self.source);
                (self.differences(row, fields), None)
            }
            // What is over already is no offer to add.
            Target::None if curated::is_over(row, self.seen) => (Vec::new(), None),
            Target::None => {
                let is_offer = |difference: &Difference| difference.field.class() == Class::Offer;
                let all = self.all(row).into_iter().filter(is_offer).collect();
                let told = "the catalogue has no offering of this provider";
                (all, Some(told.to_owned()))
            }
            Target::Several(count) => {
                let told = format!("which of {count} offerings it is cannot be told");
                (Vec::new(), Some(told))
            }
        }
    }

    /// What to say of a row whose days are over or to come.
    fn day_of(&self, row: &Row) -> Option<String> {
        curated::days(row, self.seen)
    }

    /// Everything an offer says, as if the catalogue said nothing.
    fn all(&self, row: &Row) -> Vec<Difference> {
        let is_told = |field: &Field| matches!(field.class(), Class::Protected | Class::Offer);
        let told = Field::ALL.into_iter().filter(is_told);
        let told = told.filter_map(|field| Some((field, None, row.value(field)?.clone())));
        self.differences(row, told.collect())
    }

    /// The differences in these fields, each with the text it was read from.
    fn differences(&self, row: &Row, told: Vec<Told>) -> Vec<Difference> {
        let difference = |(field, curated, fetched): Told| {
            Some(Difference {
                field,
                curated,
                fetched,
                raw: row.cells.get(field)?.raw.clone(),
                extractor: keep::extractor(self.source, field),
            })
        };
        told.into_iter().filter_map(difference).collect()
    }
}

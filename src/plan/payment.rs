//! Ways to pay: in money, from the purse of learning credits, or through a pass.

use super::{LeftOut, Reason};
use crate::model::{Activity, Clc, Cost, Date, Exam, Money, Need, Offering, Pass, ProgramCatalog};

/// One way to pay for an offering or an exam. The order decides between equals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Way {
    /// In money, in the minor unit of the plan's currency.
    Cash(u64),
    /// From the purse.
    Purse(Clc),
    /// Through the pass at this place among the passes.
    Pass(usize),
}

impl Way {
    /// The pass it goes through.
    pub(super) fn pass(self) -> Option<usize> {
        match self {
            Self::Pass(index) => Some(index),
            Self::Cash(_) | Self::Purse(_) => None,
        }
    }
}

/// A pass that is held, or can be bought.
#[derive(Clone, Debug)]
pub(super) struct PassOffer<'c> {
    /// The pass.
    pub(super) pass: &'c Pass,
    /// The holder has it already.
    pub(super) held: bool,
    /// The ways to buy it; none for one that is held.
    pub(super) ways: Vec<Way>,
    /// The last day of its term, bought on the first day of study; `None`: it does not end, or is held.
    pub(super) last_day: Option<Date>,
    /// Days since someone last looked at its facts.
    pub(super) age: u32,
}

/// What the holder can pay with.
#[derive(Clone, Copy)]
pub(super) struct Purse<'a> {
    /// Her currency, rates, own prices, passes and learning credits.
    pub(super) need: &'a Need,
    /// The day it is asked on.
    pub(super) today: Date,
}

impl Purse<'_> {
    /// The passes that are held or can be bought, by id.
    pub(super) fn passes<'c>(
        &self,
        program: &'c ProgramCatalog,
        out: &mut Vec<LeftOut>,
    ) -> Vec<PassOffer<'c>> {
        let mut passes = Vec::new();
        for pass in program.passes.values() {
            let excluded = self.need.filter.exclude.contains(&pass.id);
            let held = self.need.passes.contains_key(&pass.id) && !excluded;
            let ways = match self.pass_ways(pass) {
                _ if held => Vec::new(),
                Ok(ways) => ways,
                Err(reason) => {
                    out.push(LeftOut {
                        id: pass.id.clone(),
                        offering: None,
                        reason,
                    });
                    continue;
                }
            };
            let end = |days: u32| {
                self.need
                    .from
                    .checked_add_days(chrono::Days::new(u64::from(days).saturating_sub(1)))
            };
            let last_day = pass.days.filter(|_| !held).and_then(end);
            passes.push(PassOffer {
                pass,
                held,
                ways,
                last_day,
                age: pass.evidence.age(self.today),
            });
        }
        passes
    }

    fn pass_ways(&self, pass: &Pass) -> Result<Vec<Way>, Reason> {
        if self.need.filter.exclude.contains(&pass.id) {
            return Err(Reason::Excluded);
        }
        self.price(pass.cost, self.need.prices.get(pass.id.as_str()))
    }

    /// The ways to pay for an offering, in order.
    pub(super) fn ways(
        &self,
        activity: &Activity,
        offering: &Offering,
        passes: &[PassOffer<'_>],
    ) -> Result<Vec<Way>, Reason> {
        let price = self.price(offering.cost, self.own_price(activity, offering));
        let opened = passes
            .iter()
            .enumerate()
            .filter(|(_, offer)| offering.passes.contains(&offer.pass.id));
        let through = opened.map(|(index, _)| Way::Pass(index));
        match price {
            Ok(ways) => Ok(ways.into_iter().chain(through).collect()),
            Err(reason) => {
                let ways: Vec<Way> = through.collect();
                if ways.is_empty() {
                    Err(reason)
                } else {
                    Ok(ways)
                }
            }
        }
    }

    /// The price the holder gave for an offering: for that one, or for any of its activity's.
    fn own_price(&self, activity: &Activity, offering: &Offering) -> Option<&Money> {
        let prices = &self.need.prices;
        if prices.is_empty() {
            return None;
        }
        let exact = prices.get(&format!("{}/{}", activity.id, offering.id));
        exact.or_else(|| prices.get(activity.id.as_str()))
    }

    /// The ways to pay an exam's fee, in order.
    pub(super) fn fee_ways(&self, exam: &Exam) -> Result<Vec<Way>, Reason> {
        self.price(exam.fee, self.need.prices.get(exam.id.as_str()))
    }

    /// The ways to pay a price, the holder's own word before the catalogue's.
    fn price(&self, cost: Cost, own: Option<&Money>) -> Result<Vec<Way>, Reason> {
        let (cash, clc) = match (own, cost) {
            (Some(money), _) => return Ok(vec![Way::Cash(money.minor)]),
            (None, Cost::Free) => return Ok(vec![Way::Cash(0)]),
            (None, Cost::Unknown) => return Err(Reason::PriceUnknown),
            (None, Cost::Priced { cash, clc }) => (cash, clc),
        };
        let converted = cash.and_then(|cash| self.need.rates.convert(cash));
        let affordable = clc.filter(|clc| *clc <= self.need.clc);
        let ways: Vec<Way> = converted
            .map(|money| Way::Cash(money.minor))
            .into_iter()
            .chain(affordable.map(Way::Purse))
            .collect();
        match (cash, clc) {
            _ if !ways.is_empty() => Ok(ways),
            (Some(cash), _) => Err(Reason::NoRate {
                currency: cash.currency,
            }),
            (None, Some(price)) => Err(Reason::PurseTooSmall { price }),
            (None, None) => Err(Reason::PriceUnknown),
        }
    }
}

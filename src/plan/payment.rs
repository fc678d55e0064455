//! Ways to pay: in money, from the purse of learning credits, or through a pass.

use super::{LeftOut, Reason};
use crate::model::{
    Activity, Clc, Cost, Date, Discount, Exam, Id, Money, Need, Offering, Pass, ProgramCatalog,
};

/// One way to pay for an offering or an exam. The order decides between equals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Way {
    /// In money, in the minor unit of the plan's currency.
    Cash(u64),
    /// From the purse.
    Purse(Clc),
    /// With the holder's voucher at this place among hers, and so much money in minor units.
    Voucher(usize, u64),
    /// Through the pass at this place among the passes, which the holder has.
    Held(usize),
    /// Through the pass at this place among the passes, which is bought.
    Pass(usize),
    /// With a voucher of the pass at this place, which is bought: the voucher's place among the pass's.
    PassVoucher(usize, usize),
}

impl Way {
    /// The pass it goes through.
    pub(super) fn pass(self) -> Option<usize> {
        match self {
            Self::Held(pass) | Self::Pass(pass) | Self::PassVoucher(pass, _) => Some(pass),
            Self::Cash(_) | Self::Purse(_) | Self::Voucher(..) => None,
        }
    }

    /// The pass that must be bought for it.
    pub(super) fn bought(self) -> Option<usize> {
        match self {
            Self::Pass(pass) | Self::PassVoucher(pass, _) => Some(pass),
            Self::Cash(_) | Self::Purse(_) | Self::Voucher(..) | Self::Held(_) => None,
        }
    }
}

/// A pass that is held, or can be bought.
#[derive(Clone, Debug)]
pub(super) struct PassOffer<'c> {
    /// The pass.
    pub(super) pass: &'c Pass,
    /// Whether the holder has it already.
    pub(super) held: Held,
    /// The ways to buy it; none for one that is held and lasts.
    pub(super) ways: Vec<Way>,
    /// Days since someone last looked at its facts.
    pub(super) age: u32,
}

/// Whether a holder has a pass.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Held {
    /// She has not.
    No,
    /// She has, and it ends after that day.
    Until(Date),
    /// She has, and it lasts.
    Lasting,
}

impl PassOffer<'_> {
    /// Whether it can be bought.
    pub(super) fn can_be_bought(&self) -> bool {
        !self.ways.is_empty()
    }
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
            let held = match self.need.passes.get(&pass.id).filter(|_| !excluded) {
                None => Held::No,
                Some(None) => Held::Lasting,
                Some(Some(end)) => Held::Until(*end),
            };
            let ways = match self.pass_ways(pass) {
                _ if held == Held::Lasting => Vec::new(),
                Ok(ways) => ways,
                Err(_) if held != Held::No => Vec::new(),
                Err(reason) => {
                    out.push(LeftOut {
                        id: pass.id.clone(),
                        offering: None,
                        reason,
                    });
                    continue;
                }
            };
            passes.push(PassOffer {
                pass,
                held,
                ways,
                age: pass.evidence.age(self.today),
            });
        }
        passes
    }

    fn pass_ways(&self, pass: &Pass) -> Result<Vec<Way>, Reason> {
        if self.need.filter.exclude.contains(&pass.id) {
            return Err(Reason::Excluded);
        }
        let own = self.need.prices.get(pass.id.as_str());
        self.price(pass.cost, own, self.need.from)
    }

    /// The ways to pay for an offering, in order.
    pub(super) fn ways(
        &self,
        activity: &Activity,
        offering: &Offering,
        (passes, begin): (&[PassOffer<'_>], Date),
    ) -> Result<Vec<Way>, Reason> {
        let price = self.price(offering.cost, self.own_price(activity, offering), begin);
        let opened = passes
            .iter()
            .enumerate()
            .filter(|(_, offer)| offering.passes.contains(&offer.pass.id));
        let through = opened.flat_map(|(index, offer)| {
            let held = (offer.held != Held::No).then_some(Way::Held(index));
            let bought = offer.can_be_bought().then_some(Way::Pass(index));
            held.into_iter().chain(bought)
        });
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

    /// The ways to pay an exam's fee, in order. `admits` says whether a voucher's class admits the exam's.
    pub(super) fn fee_ways(
        &self,
        exam: &Exam,
        passes: &[PassOffer<'_>],
        admits: impl Fn(&Id) -> bool,
    ) -> Result<Vec<Way>, Reason> {
        let own = self.need.prices.get(exam.id.as_str());
        let price = self.price(exam.fee, own, self.need.from);
        let fee = price.iter().flatten().find_map(|way| match way {
            Way::Cash(cash) => Some(*cash),
            _ => None,
        });
        let is_for = |what: Option<&Id>| what.is_none_or(|what| *what == exam.id || admits(what));
        let own = self.need.vouchers.iter().enumerate();
        let own = own.filter(|(_, voucher)| is_for(voucher.exam.as_ref()));
        let own = own.filter_map(|(place, voucher)| {
            let left = match voucher.discount {
                Discount::Whole => 0,
                discount => discount.apply(fee?),
            };
            Some(Way::Voucher(place, left))
        });
        let of_passes = passes.iter().enumerate().flat_map(|(pass, offer)| {
            let vouchers = offer.pass.vouchers.iter().enumerate();
            let vouchers =
                vouchers.filter(|(_, (what, _))| offer.can_be_bought() && is_for(what.as_ref()));
            vouchers.map(move |(place, _)| Way::PassVoucher(pass, place))
        });
        let without_fee: Vec<Way> = own.chain(of_passes).collect();
        match price {
            Err(reason) if without_fee.is_empty() => Err(reason),
            price => Ok(price.into_iter().flatten().chain(without_fee).collect()),
        }
    }

    /// The ways to pay a price, the holder's own word before the catalogue's. What is paid from the purse must be begun while the
    /// purse lasts.
    fn price(&self, cost: Cost, own: Option<&Money>, begin: Date) -> Result<Vec<Way>, Reason> {
        let (cash, clc) = match (own, cost) {
            (Some(money), _) => return Ok(vec![Way::Cash(money.minor)]),
            (None, Cost::Free) => return Ok(vec![Way::Cash(0)]),
            (None, Cost::Unknown) => return Err(Reason::PriceUnknown),
            (None, Cost::Priced { cash, clc }) => (cash, clc),
        };
        let converted = cash.and_then(|cash| self.need.rates.convert(cash));
        let affordable = clc.filter(|clc| *clc <= self.need.clc);
        let over = self.need.clc_until.filter(|until| begin > *until);
        let ways: Vec<Way> = converted
            .map(|money| Way::Cash(money.minor))
            .into_iter()
            .chain(affordable.filter(|_| over.is_none()).map(Way::Purse))
            .collect();
        match (cash, clc) {
            _ if !ways.is_empty() => Ok(ways),
            (Some(cash), _) => Err(Reason::NoRate {
                currency: cash.currency,
            }),
            (None, Some(price)) => Err(match over.filter(|_| affordable.is_some()) {
                Some(until) => Reason::PurseEnds { until },
                None => Reason::PurseTooSmall { price },
            }),
            (None, None) => Err(Reason::PriceUnknown),
        }
    }
}

//! Vouchers and discounts that belong to the holder.

use super::{Id, Money};

/// A voucher for exams, good for so many of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Voucher {
    /// The exam, or the class of exam, it is for; `None`: any exam.
    pub exam: Option<Id>,
    /// How many exams it pays for.
    pub count: u32,
    /// What it takes off each fee.
    pub discount: Discount,
}

/// What a voucher takes off a fee.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Discount {
    /// All of it.
    Whole,
    /// So many per cent; what is left to pay is rounded up to the minor unit.
    Percent(u32),
    /// So much money, in the plan's currency, and never more than the fee.
    Amount(Money),
}

impl Discount {
    /// What is left to pay of a fee in minor units.
    pub fn apply(self, fee: u64) -> u64 {
        match self {
            Self::Whole => 0,
            Self::Percent(percent) => {
                let left = u64::from(100_u32.saturating_sub(percent));
                let whole = (fee / 100).saturating_mul(left);
                whole.saturating_add((fee % 100).saturating_mul(left).div_ceil(100))
            }
            Self::Amount(money) => fee.saturating_sub(money.minor),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_to_pay_is_rounded_up() {
        assert_eq!(Discount::Whole.apply(40_000), 0);
        assert_eq!(Discount::Percent(50).apply(40_001), 20_001);
        assert_eq!(Discount::Percent(100).apply(40_001), 0);
        assert_eq!(Discount::Percent(0).apply(u64::MAX), u64::MAX);
    }
}

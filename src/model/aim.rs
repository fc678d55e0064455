//! What a holder wants of a plan, one thing before another.

/// Something to want of a plan. A plan is better than another when it is better in the first aim in which they differ.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Aim {
    /// To spend little: money first, then learning credits; at the same price, no exam before some.
    Cost,
    /// To be finished early.
    Finish,
    /// To be finished as late as is safe, for the new validity runs from the finish.
    LatestFinish,
    /// To study little: things of unknown length come after any that is known.
    Hours,
    /// To do few things.
    Items,
    /// To earn little beyond the need.
    Surplus,
    /// To rest on facts that were looked at lately.
    Freshness,
}

impl Aim {
    /// Every aim.
    pub const ALL: [Self; 7] = [
        Self::Cost,
        Self::Finish,
        Self::LatestFinish,
        Self::Hours,
        Self::Items,
        Self::Surplus,
        Self::Freshness,
    ];

    /// The aims nobody needs to ask for, in their order.
    pub const USUAL: [Self; 5] = [
        Self::Cost,
        Self::Hours,
        Self::Items,
        Self::Surplus,
        Self::Freshness,
    ];

    /// The word for it on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Finish => "finish",
            Self::LatestFinish => "latest-finish",
            Self::Hours => "hours",
            Self::Items => "items",
            Self::Surplus => "surplus",
            Self::Freshness => "freshness",
        }
    }

    /// The order of all aims when these were asked for: they come first, and the usual others after them.
    pub fn order(preferred: &[Self]) -> Vec<Self> {
        let mut order: Vec<Self> = Vec::new();
        for aim in preferred.iter().chain(&Self::USUAL) {
            if !order.contains(aim) {
                order.push(*aim);
            }
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_comes_first_and_nothing_twice() {
        assert_eq!(Aim::order(&[]), Aim::USUAL);
        let order = Aim::order(&[Aim::Hours, Aim::Finish, Aim::Hours]);
        let expected = [
            Aim::Hours,
            Aim::Finish,
            Aim::Cost,
            Aim::Items,
            Aim::Surplus,
            Aim::Freshness,
        ];
        assert_eq!(order, expected);
    }
}

//! The kinds of instance, and what each is there for.

/// A kind of instance.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Class {
    /// Drawn after the real catalogue; nothing asked but the cheapest.
    Catalog,
    /// Drawn after the real catalogue; a deadline, few hours a week and a budget.
    CatalogInTime,
    /// A few hours a week until one deadline.
    FewHours,
    /// Last days of their own for most offerings.
    Deadlines,
    /// Last days, and hours and money that bite: what is cheap takes long.
    Tight,
    /// A first and a last day of its own for every offering.
    Windows,
    /// Last days, with the finish among the first aims.
    Finish,
    /// Last days, to be finished as late as is safe.
    LatestFinish,
    /// Prices that follow the credits at a constant distance.
    Correlated,
    /// Prices equal to the credits, in hundredths.
    SubsetSum,
    /// Prices in cents that have nothing to do with anything.
    Cents,
    /// Most of it free, and much of it alike.
    Ties,
    /// Credits in hundredths.
    Hundredths,
    /// Many passes that each open a few offerings.
    Passes,
    /// Categories with caps and minima.
    Rules,
    /// A minimum for every year.
    Years,
    /// Classes with fixed dates, and busy spells.
    Dates,
    /// Activities that must be done before others.
    Chains,
    /// Passes with short terms.
    Terms,
    /// Vouchers of the holder and of passes, a purse that ends, and passes held until a day.
    Vouchers,
}

impl Class {
    /// Every class.
    pub(crate) const ALL: [Self; 20] = [
        Self::Catalog,
        Self::CatalogInTime,
        Self::FewHours,
        Self::Deadlines,
        Self::Tight,
        Self::Windows,
        Self::Finish,
        Self::LatestFinish,
        Self::Correlated,
        Self::SubsetSum,
        Self::Cents,
        Self::Ties,
        Self::Hundredths,
        Self::Passes,
        Self::Rules,
        Self::Years,
        Self::Dates,
        Self::Chains,
        Self::Terms,
        Self::Vouchers,
    ];

    /// The word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Catalog => "catalog",
            Self::CatalogInTime => "catalog-in-time",
            Self::FewHours => "few-hours",
            Self::Deadlines => "deadlines",
            Self::Tight => "tight",
            Self::Windows => "windows",
            Self::Finish => "finish",
            Self::LatestFinish => "latest-finish",
            Self::Correlated => "correlated",
            Self::SubsetSum => "subset-sum",
            Self::Cents => "cents",
            Self::Ties => "ties",
            Self::Hundredths => "hundredths",
            Self::Passes => "passes",
            Self::Rules => "rules",
            Self::Years => "years",
            Self::Dates => "dates",
            Self::Chains => "chains",
            Self::Terms => "terms",
            Self::Vouchers => "vouchers",
        }
    }

    /// Whether it is drawn after a real catalogue.
    pub(crate) fn is_drawn_after_a_catalog(self) -> bool {
        matches!(self, Self::Catalog | Self::CatalogInTime)
    }

    /// A number of its own, for the draw.
    pub(super) fn stream(self) -> u64 {
        let place = Self::ALL.iter().position(|class| *class == self);
        u64::try_from(place.unwrap_or_default()).unwrap_or_default()
    }
}

//! What the kinds of instance are called in a table.

use crate::instances::Class;

/// What a kind of instance is, for a table and for help.
pub fn title(class: Class) -> &'static str {
    match class {
        Class::Catalog => "real catalogue, cheapest",
        Class::CatalogInTime => "real catalogue, deadline, hours and budget",
        Class::FewHours => "a few hours a week",
        Class::Deadlines => "deadlines bite",
        Class::Tight => "hours and budget bite too",
        Class::Windows => "distinct first and last days",
        Class::Finish => "finish as an aim",
        Class::LatestFinish => "latest finish as an aim",
        Class::Correlated => "strongly correlated",
        Class::SubsetSum => "subset sum",
        Class::Cents => "cents in prices",
        Class::Ties => "thousands of ties at cost 0",
        Class::Hundredths => "credits in hundredths",
        Class::Passes => "many passes",
        Class::Rules => "caps and minima by category",
        Class::Years => "yearly minima",
        Class::Dates => "classes with fixed dates",
        Class::Chains => "prerequisites",
        Class::Terms => "passes with short terms",
        Class::Vouchers => "vouchers, held passes, a purse that ends",
    }
}

//! The words we think in: activities, offerings, exams, passes, programs, money, credits, days.
//!
//! Plain data with its own arithmetic and its own `Display`, nothing more. No TOML, no printing, no clock, no decisions:
//! which of it makes a plan is for [`crate::plan`] to say, and whether a file is right for [`crate::catalog`].

mod activity;
mod aim;
mod busy;
mod cap;
mod catalog;
mod category;
mod certification;
mod claim;
mod credits;
mod cycle_year;
mod decimal;
mod effort;
mod evidence;
mod exam;
mod id;
mod lost;
mod milestone;
mod money;
mod need;
mod pass;
mod places;
mod program;
mod standing;
mod upkeep;
mod version;
mod voucher;

pub use activity::{Activity, ActivityKind, ClassDates, Delivery, Expiry, Fetched, Offering};
pub use aim::Aim;
pub use busy::Busy;
pub use cap::Cap;
pub use catalog::{Catalog, Named, ProgramCatalog};
pub use category::{Bound, Category, Rule};
pub use certification::{Alias, Certification, Retirement};
pub use claim::{ClaimNeed, ClaimStep, Reminders, Superseded, Wait};
pub use credits::Credits;
pub use cycle_year::CycleYear;
pub use decimal::{DecimalError, parse_scaled, write_scaled};
pub use effort::{Effort, Length, Minutes};
pub use evidence::{Evidence, Withdrawal};
pub use exam::Exam;
pub use id::{Id, IdError};
pub use lost::Lost;
pub use milestone::Milestone;
pub use money::{Clc, Cost, Currency, Money, MoneyError, Rate, Rates};
pub use need::{Filter, Need};
pub use pass::{Pass, Provider};
pub use program::{Confidence, Estimates, ExamClass, Freshness, Level, Program, Route};
pub use standing::Standing;
pub use upkeep::{Advice, Fee, Period};
pub use version::is_newer;
pub use voucher::{Discount, Voucher};

/// A calendar day. Nothing here knows the time of day or a time zone: `main` settles both once.
pub type Date = chrono::NaiveDate;

/// The last day of the year 9999: no later one can be written with four digits for its year, as the formats of dates have it.
pub const LAST_DAY: Date = match Date::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => Date::MAX,
};

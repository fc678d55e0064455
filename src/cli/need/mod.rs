//! What a holder asks for, from the flags of `finder plan`.
//!
//! Each file here settles what the flags of one kind mean; this one puts the need together and holds the flags against each other.

mod aims;
mod choice;
mod desk;
mod exam_hours;
mod holdings;
mod time;
mod vouchers;

use crate::model::{Busy, Date, Level, Need, ProgramCatalog};

use super::{Failure, args::PlanArgs, convert::Given, rates::rates};

pub(super) use choice::{kinds, topics};
pub(super) use desk::Desk;

/// Settles what every flag means; what is to be remarked on the way is left with the desk.
pub(super) fn need(
    args: &PlanArgs,
    level: Option<&Level>,
    desk: &mut Desk<'_>,
    today: Date,
) -> Result<Need, Failure> {
    let program: &ProgramCatalog = desk.program;
    let rates = rates(&args.prices.exchange, program.program.currency)?;
    let given = Given::maybe;
    let expires = given("--expires", args.expires.as_ref()).map(Given::date);
    let expires = expires.transpose()?;
    let first = given("--from", args.time.from.as_ref());
    let from = first.map_or(Ok(today), |from| time::start(from, today, expires))?;
    let weekly = given("--hours-per-week", args.hours_per_week.as_ref()).map(Given::weekly);
    let weekly = weekly.transpose()?;
    let have = Given::new("--have", &args.have).credits()?;
    let holdings = &args.holdings;
    let clc = Given::new("--clc", &holdings.clc).clc()?;
    let lapse = given("--clc-until", holdings.clc_until.as_ref());
    Ok(Need {
        expires,
        have,
        have_in: holdings::have_in(&holdings.have_in, have, program)?,
        have_this_year: holdings::have_this_year(&holdings.have_this_year, have)?,
        taken: desk.entries("--taken", &args.taken, false)?,
        from,
        hours_per_week: weekly,
        busy: Busy::new(
            Given::many("--busy", &args.time.busy)
                .map(Given::spell)
                .collect::<Result<Vec<_>, _>>()?,
        ),
        exam_hours: exam_hours::exam_hours(&args.time.exam_hours, program)?,
        activity_hours: time::activity_hours(&args.time.hours, desk)?,
        max_hours: given("--max-hours", args.time.max_hours.as_ref())
            .map(Given::hours)
            .transpose()?,
        budget: given("--budget", args.budget.as_ref())
            .map(|budget| budget.money(&rates))
            .transpose()?,
        prices: desk.prices(&args.prices.price, &rates)?,
        passes: holdings::passes(&holdings.pass, program, from)?,
        clc,
        clc_until: lapse
            .map(|day| holdings::clc_until(day, clc, from))
            .transpose()?,
        vouchers: vouchers::vouchers(&holdings.voucher, program, &rates)?,
        prefer: aims::prefer(&args.wishes.prefer, weekly.is_some(), expires.is_some())?,
        routes: choice::routes(&args.route, level)?,
        filter: choice::filter(args, desk)?,
        rates,
    })
}

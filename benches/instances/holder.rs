//! The holders that ask: what time, money and wishes each class gives them.

use std::collections::BTreeMap;

use finder::model::{Aim, Busy, Clc, Discount, Need, ProgramCatalog, Rates, Voucher};

use super::{
    Class,
    build::{credits, day, id, minutes, today, usd},
    draw::Draw,
};

/// The holder of a class.
pub(super) fn need(class: Class, draw: &mut Draw, program: &ProgramCatalog) -> Need {
    let nothing = Need::nothing_but_the_cheapest(Rates::none(program.program.currency), today());
    let timed = |draw: &mut Draw, days: u32, hours: u32| Need {
        expires: Some(day(days + draw.small(0, 30))),
        hours_per_week: Some(minutes(hours * 60 + 15 * draw.small(0, 4))),
        ..nothing.clone()
    };
    match class {
        Class::Catalog => Need {
            routes: routes(draw),
            ..nothing
        },
        Class::CatalogInTime => Need {
            budget: Some(usd(1_000_000)),
            routes: routes(draw),
            ..timed(draw, 300, 5)
        },
        Class::FewHours => timed(draw, 190, 3),
        Class::Deadlines | Class::Windows | Class::Chains => timed(draw, 280, 4),
        Class::Tight => Need {
            max_hours: Some(minutes(60 * draw.small(85, 110))),
            budget: Some(usd(100 * draw.between(1_600, 2_400))),
            ..timed(draw, 280, 4)
        },
        Class::Finish => Need {
            prefer: draw.pick(&[
                vec![Aim::Cost, Aim::Finish],
                vec![Aim::Finish],
                vec![Aim::Cost, Aim::Hours, Aim::Finish],
            ]),
            ..timed(draw, 280, 5)
        },
        Class::LatestFinish => Need {
            prefer: draw.pick(&[vec![Aim::Cost, Aim::LatestFinish], vec![Aim::LatestFinish]]),
            ..timed(draw, 280, 5)
        },
        Class::Years => Need {
            have: credits(500),
            have_this_year: credits(500),
            ..timed(draw, 1_000, 2)
        },
        Class::Dates => Need {
            busy: Busy::new([(day(28), day(42)), (day(120), day(126))]),
            ..timed(draw, 180, 3)
        },
        Class::Terms => timed(draw, 50, 16),
        Class::Vouchers => vouchers(draw, nothing),
        _ => nothing,
    }
}

/// Every route, or credits alone: at today's fees an exam is what is cheapest, and there is not much to search.
fn routes(draw: &mut Draw) -> Vec<String> {
    if draw.chance(30) {
        Vec::new()
    } else {
        vec!["credits-only".to_owned()]
    }
}

/// A holder with vouchers and discounts, a purse until a day, and a pass until another.
fn vouchers(draw: &mut Draw, nothing: Need) -> Need {
    let voucher = |exam: Option<&str>, count, discount| Voucher {
        exam: exam.map(id),
        count,
        discount,
    };
    Need {
        expires: Some(day(300)),
        hours_per_week: Some(minutes(60 * draw.small(4, 7))),
        clc: Clc(draw.small(5, 30)),
        clc_until: Some(day(draw.small(10, 200))),
        passes: BTreeMap::from([(id("pass-000"), Some(day(draw.small(60, 250))))]),
        vouchers: vec![
            voucher(
                Some("concentration"),
                1,
                Discount::Percent(draw.small(20, 60)),
            ),
            voucher(
                Some("professional"),
                1,
                Discount::Amount(usd(draw.between(5_000, 60_000))),
            ),
        ],
        ..nothing
    }
}

//! What a holder asks for, from the flags of `finder plan` and, where these say nothing, from her record.
//!
//! Each file here settles what the flags of one kind mean; this one puts the need together and holds the flags against each other.

mod aims;
mod background;
mod choice;
mod desk;
mod exam_hours;
mod have;
mod holdings;
mod time;
mod vouchers;

use std::collections::BTreeMap;

use crate::{
    model::{Busy, Clc, Date, Id, Level, Minutes, Need, ProgramCatalog, Rates},
    record::{Drawn, Part},
};

use super::{Failure, args::PlanArgs, convert::Given, rates::rates};

pub(super) use background::{Background, Subject, subject};
pub(super) use choice::{kinds, topics};
pub(super) use desk::Desk;
use have::{Have, have};

/// The record of a holder, where there is one, and what was drawn from it so far.
struct Draw<'b> {
    background: Option<&'b Background<'b>>,
    drawn: Drawn,
}

/// Settles what every flag means, and what the record says where a flag says nothing; with it, what was drawn from the record. What is to be
/// remarked on the way is left with the desk.
pub(super) fn need(
    args: &PlanArgs,
    level: Option<&Level>,
    desk: &mut Desk<'_>,
    background: Option<&Background<'_>>,
    today: Date,
) -> Result<(Need, Option<Drawn>), Failure> {
    let program: &ProgramCatalog = desk.program;
    let mut draw = Draw {
        background,
        drawn: background.map(Background::drawn).unwrap_or_default(),
    };
    let given = Given::maybe;
    let rates = draw.rates(args, program)?;
    let expires = given("--expires", args.expires.as_ref());
    let expires = expires.map(|given| time::expiry(given, today));
    let known = background.and_then(Background::expires);
    let expires = draw
        .drawn
        .pick(expires.transpose()?, known, |day| Part::Expires(*day));
    let first = given("--from", args.time.from.as_ref());
    let from = first.map_or(Ok(today), |from| time::start(from, today, expires))?;
    let weekly = draw.hours_per_week(args)?;
    let have: Have = have(args, desk, &mut draw, from)?;
    let (clc, clc_until) = draw.purse(args, from)?;
    let need = Need {
        expires,
        have: have.credits,
        have_in: have.by_category,
        have_this_year: have.this_year,
        passed: have.passed,
        taken: have.taken,
        from,
        hours_per_week: weekly,
        busy: draw.busy(args)?,
        exam_hours: exam_hours::exam_hours(&args.time.exam_hours, program)?,
        activity_hours: time::activity_hours(&args.time.hours, desk)?,
        max_hours: given("--max-hours", args.time.max_hours.as_ref())
            .map(Given::hours)
            .transpose()?,
        budget: given("--budget", args.budget.as_ref())
            .map(|budget| budget.money(&rates))
            .transpose()?,
        prices: desk.prices(&args.prices.price, &rates)?,
        passes: draw.passes(args, program, from)?,
        clc,
        clc_until,
        vouchers: vouchers::vouchers(&args.holdings.voucher, program, &rates)?,
        prefer: aims::prefer(&args.wishes.prefer, weekly.is_some(), expires.is_some())?,
        routes: choice::routes(&args.route, level)?,
        filter: choice::filter(args, desk)?,
        rates,
    };
    draw.drawn.sort();
    Ok((need, background.map(|_| draw.drawn)))
}

impl Draw<'_> {
    /// The currency of the plan, and the rates into it.
    fn rates(&mut self, args: &PlanArgs, program: &ProgramCatalog) -> Result<Rates, Failure> {
        let own = program.program.currency;
        let asked = &args.prices.exchange;
        let flag = Given::maybe("--currency", asked.currency.as_ref()).map(Given::currency);
        let kept = self.background.and_then(|known| known.defaults().currency);
        let part = |currency: &_| Part::Currency(*currency);
        let into = self.drawn.pick(flag.transpose()?, kept, part);
        let mut rates = rates(asked, into.unwrap_or(own))?;
        if let Some(background) = self.background {
            background.fill(&mut rates, own, &mut self.drawn);
        }
        Ok(rates)
    }

    fn hours_per_week(&mut self, args: &PlanArgs) -> Result<Option<Minutes>, Failure> {
        let flag = Given::maybe("--hours-per-week", args.hours_per_week.as_ref());
        let flag = flag.map(Given::weekly).transpose()?;
        let kept = self
            .background
            .and_then(|known| known.defaults().hours_per_week);
        Ok(self
            .drawn
            .pick(flag, kept, |hours| Part::HoursPerWeek(*hours)))
    }

    fn busy(&mut self, args: &PlanArgs) -> Result<Busy, Failure> {
        let flag = Busy::new(
            Given::many("--busy", &args.time.busy)
                .map(Given::spell)
                .collect::<Result<Vec<_>, _>>()?,
        );
        let some = |busy: &Busy| !busy.is_empty();
        let kept = self.background.map(|known| known.defaults().busy.clone());
        let part = |busy: &Busy| Part::Busy(busy.spells().count());
        let busy = self
            .drawn
            .pick(Some(flag).filter(some), kept.filter(some), part);
        Ok(busy.unwrap_or_default())
    }

    /// The learning credits, and the last day they can be used.
    fn purse(&mut self, args: &PlanArgs, from: Date) -> Result<(Clc, Option<Date>), Failure> {
        let flag = Given::maybe("--clc", args.holdings.clc.as_ref()).map(Given::clc);
        let flag = flag.transpose()?.map(|clc| (clc, None));
        let kept = self.background.and_then(|known| known.purse(from));
        let purse = self.drawn.pick(flag, kept, |(clc, _)| Part::Purse(*clc));
        let (clc, until) = purse.unwrap_or((Clc(0), None));
        let lapse = Given::maybe("--clc-until", args.holdings.clc_until.as_ref());
        let until = lapse.map_or(Ok(until), |day| {
            holdings::clc_until(day, clc, from).map(Some)
        })?;
        Ok((clc, until))
    }

    fn passes(
        &mut self,
        args: &PlanArgs,
        program: &ProgramCatalog,
        from: Date,
    ) -> Result<BTreeMap<Id, Option<Date>>, Failure> {
        let flag = holdings::passes(&args.holdings.pass, program, from)?;
        let kept = self
            .background
            .and_then(|known| known.passes(program, from));
        let flag = Some(flag).filter(|passes| !passes.is_empty());
        let part = |passes: &BTreeMap<Id, _>| Part::Passes(passes.keys().cloned().collect());
        Ok(self.drawn.pick(flag, kept, part).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::Parser;

    use super::*;
    use crate::{
        catalog,
        cli::args::{Arguments, Command},
        disk,
        model::{Aim, Catalog, Clc, Credits, Discount, Id, Minutes},
    };

    const TODAY: &str = "2026-11-22";

    fn society() -> Catalog {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/society");
        let (catalog, findings) = catalog::read(&disk::read_folder(&root).unwrap());
        assert_eq!(findings, []);
        catalog
    }

    /// The need that some flags settle into, or what is told of them.
    fn asked(flags: &str) -> Result<Need, String> {
        let catalog = society();
        let program = catalog.programs.values().next().unwrap();
        let typed = format!("finder plan --cert css {flags}");
        let arguments = Arguments::try_parse_from(typed.split_whitespace()).unwrap();
        let Command::Plan(args) = arguments.command else {
            panic!("it is no plan");
        };
        let level = program.program.levels.last();
        let today = TODAY.parse().unwrap();
        let need = need(&args, level, &mut Desk::new(program), None, today);
        need.map(|(need, _)| need).map_err(|failure| failure.told())
    }

    #[track_caller]
    fn refused(flags: &str, message: &str, way_out: &str) {
        let told = asked(flags).unwrap_err();
        let (error, hint) = told.split_once("\nhint: ").unwrap();
        assert_eq!(error, format!("error: {message}"));
        assert!(hint.contains(way_out), "{told}");
    }

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    fn credits(text: &str) -> Credits {
        Credits::parse(text).unwrap()
    }

    #[test]
    fn who_says_nothing_needs_nothing_but_the_cheapest() {
        let rates = Rates::none("EUR".parse().unwrap());
        let nothing = Need::nothing_but_the_cheapest(rates, TODAY.parse().unwrap());
        assert_eq!(asked(""), Ok(nothing));
    }

    #[test]
    fn credits_are_had_by_category_and_year() {
        let need = asked("--have 20 --have-in Training=8.5,teaching=3 --have-this-year 4").unwrap();
        let had = [
            (id("training"), credits("8.5")),
            (id("teaching"), credits("3")),
        ];
        assert_eq!(need.have_in, had.into());
        assert_eq!(need.have_this_year, credits("4"));
        refused(
            "--have 20 --have-in trainig=1",
            "`--have-in trainig`: no category is called so; did you mean `training`?",
            "Known are `training`, `reading`, `teaching` and `writing`.",
        );
        refused(
            "--have 20 --have-in learning=1",
            "`--have-in learning=1`: it is a union of categories",
            "`training`, `reading`",
        );
        refused(
            "--have-in training",
            "`--have-in training`: it has no `=`",
            "`--have-in training=20`",
        );
        refused(
            "--have 5 --have-in training=3,reading=3",
            "`--have-in reading=3`: credits of categories come to 6, of 5 in all",
            "`--have 6`",
        );
        refused(
            "--have 5 --have-in training=1,training=1",
            "`--have-in training=1`: `training` has credits already",
            "once",
        );
        refused(
            "--have 5 --have-in training=-1",
            "`--have-in training=-1`: it cannot be negative",
            "Write credits such as `43`.",
        );
        refused(
            "--have 5 --have-this-year 6",
            "`--have-this-year 6`: it is more than all credits, 5",
            "`--have 6`",
        );
    }

    #[test]
    fn passes_may_end() {
        let need = asked("--pass reading-room=2027-01-31,season-ticket").unwrap();
        let until = "2027-01-31".parse().unwrap();
        let held = [
            (id("reading-room"), Some(until)),
            (id("season-ticket"), None),
        ];
        assert_eq!(need.passes, held.into());
        refused(
            "--pass reading-room=2026-11-21",
            "`--pass reading-room=2026-11-21`: its term ends on 2026-11-21, before the first day of study, 2026-11-22",
            "Leave the flag out",
        );
        refused(
            "--pass reading-room=soon",
            "`--pass reading-room=soon`: it is not a date",
            "Write dates",
        );
        refused(
            "--pass reading-room,reading-room=2027-01-31",
            "`--pass reading-room=2027-01-31`: `reading-room` is given already",
            "once",
        );
    }

    #[test]
    fn learning_credits_may_lapse() {
        let need = asked("--clc 40 --clc-until 2027-01-31").unwrap();
        assert_eq!(
            (need.clc, need.clc_until),
            (Clc(40), "2027-01-31".parse().ok())
        );
        refused(
            "--clc-until 2027-01-31",
            "`--clc-until 2027-01-31`: there are no learning credits to lapse",
            "`--clc 40`",
        );
        refused(
            "--clc 40 --from 2026-12-01 --clc-until 2026-11-30",
            "`--clc-until 2026-11-30`: it is before the first day of study, 2026-12-01",
            "they buy nothing",
        );
    }

    #[track_caller]
    fn voucher(given: &str, exam: Option<&str>, count: u32, discount: Discount) {
        let need = asked(&format!("--voucher {given}")).unwrap();
        let expected = crate::model::Voucher {
            exam: exam.map(id),
            count,
            discount,
        };
        assert_eq!(need.vouchers, [expected], "{given}");
    }

    #[test]
    fn vouchers_are_for_any_exam_a_class_or_one_exam() {
        voucher("exam", None, 1, Discount::Whole);
        voucher("Exam:2", None, 2, Discount::Whole);
        voucher("written=100%", Some("written"), 1, Discount::Whole);
        voucher("any:3=50%", Some("any"), 3, Discount::Percent(50));
        voucher(
            "SIG=50",
            Some("s-100"),
            1,
            Discount::Amount("50 EUR".parse().unwrap()),
        );
        voucher("s-200", Some("s-200"), 1, Discount::Whole);
        let two = asked("--voucher exam=10%,s-100:2").unwrap().vouchers;
        let exams: Vec<_> = two.into_iter().map(|voucher| voucher.exam).collect();
        assert_eq!(exams, [None, Some(id("s-100"))]);
    }

    #[test]
    fn vouchers_that_mean_nothing_are_refused() {
        let way_out = "`--voucher core:2`";
        for (given, why) in [
            ("=50%", "it does not say for which exam"),
            (
                "exam:0",
                "a voucher is for 1 to 100 exams, in whole numbers",
            ),
            (
                "exam:-1",
                "a voucher is for 1 to 100 exams, in whole numbers",
            ),
            (
                "exam:99999999999999999999",
                "a voucher is for 1 to 100 exams, in whole numbers",
            ),
            ("exam=0%", "a discount is from 1% to 100%, in whole numbers"),
            (
                "exam=101%",
                "a discount is from 1% to 100%, in whole numbers",
            ),
            (
                "exam=-5%",
                "a discount is from 1% to 100%, in whole numbers",
            ),
            ("exam=0", "it takes nothing off"),
        ] {
            let flag = format!("--voucher {given}");
            let told = asked(&flag).unwrap_err();
            assert!(told.contains(why) && told.contains(way_out), "{told}");
        }
        refused(
            "--voucher s-101",
            "`--voucher s-101`: no exam or class of exams is called so; did you mean `s-100`?",
            way_out,
        );
        refused(
            "--voucher SIGG",
            "`--voucher SIGG`: no exam or class of exams is called so; did you mean `SIG` or `SIGP`?",
            way_out,
        );
        refused(
            "--voucher exam=many",
            "`--voucher exam=many`: it is not a plain number such as `40` or `2.5`",
            "Write an amount of EUR",
        );
    }

    #[test]
    fn hours_are_known_better_by_activity_or_course() {
        let need = asked("--hours SIG1=20,article=2.5").unwrap();
        let hours = |text| Minutes::parse_hours(text).unwrap();
        let known = [
            (id("signals-1"), hours("20")),
            (id("article"), hours("2.5")),
        ];
        assert_eq!(need.activity_hours, known.into());
        refused(
            "--hours s-100=20",
            "`--hours s-100=20`: it names an exam",
            "`--exam-hours s-100=20`",
        );
        refused(
            "--hours article",
            "`--hours article`: it has no `=`",
            "`--hours article=30`",
        );
        refused(
            "--hours signals-1/society=2",
            "`--hours signals-1/society=2`: hours are an activity's, however it is taken",
            "`--hours signals-1=2`",
        );
        refused(
            "--hours article=-1",
            "`--hours article=-1`: it cannot be negative",
            "Write hours",
        );
        refused(
            "--hours SIG1=20,signals-1=30",
            "`--hours signals-1=30`: `signals-1` has hours already",
            "once",
        );
    }

    #[test]
    fn aims_are_held_against_what_they_need() {
        let need = asked("--prefer hours,finish --hours-per-week 6").unwrap();
        assert_eq!(need.prefer, [Aim::Hours, Aim::Finish]);
        let need = asked("--prefer latest-finish --expires 2027-11-22").unwrap();
        assert_eq!(need.prefer, [Aim::LatestFinish]);
        refused(
            "--prefer finish",
            "`--prefer finish`: when a plan is finished depends on your time in a week",
            "Add `--hours-per-week HOURS`",
        );
        refused(
            "--prefer latest-finish",
            "`--prefer latest-finish`: how late is safe depends on the day of expiry",
            "Add `--expires DATE`",
        );
        refused(
            "--prefer finish,latest-finish --hours-per-week 6 --expires 2027-11-22",
            "`--prefer`: a plan cannot finish early and late",
            "Keep one",
        );
        refused(
            "--prefer cost,cost",
            "`--prefer cost`: it is named twice",
            "once",
        );
        refused(
            "--prefer speed",
            "`--prefer speed`: no aim is called so",
            "Known are `cost`, `finish`",
        );
    }

    #[test]
    fn what_is_left_may_not_all_be_taken_away() {
        refused(
            "--only SIG1 --exclude signals-1,article",
            "`--exclude` takes away all that `--only` leaves",
            "Leave one",
        );
        assert!(asked("--only SIG1,article --exclude signals-1").is_ok());
    }
}

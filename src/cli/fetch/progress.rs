//! What goes on, on a terminal only: one line on standard error that is gone in the end.

use std::{borrow::Cow, time::Duration};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::{fetch::Event, report::clean};

pub(super) struct Progress {
    bar: ProgressBar,
    things: usize,
}

impl Progress {
    /// For so many errands; silent where nobody sits at a terminal.
    pub(super) fn new(things: usize, seated: bool) -> Self {
        let target = if seated {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(things as u64), target);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {pos}/{len} {wide_msg}") {
            bar.set_style(style);
        }
        if seated && things > 0 {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self { bar, things }
    }

    pub(super) fn tell(&self, event: Event<'_>) {
        if self.things == 0 {
            return;
        }
        let message: Cow<'_, str> = match event {
            Event::Asking { address } => clean(address).into(),
            Event::Waiting { host, time } => {
                format!("{} s before {} is asked again", seconds(time), clean(host)).into()
            }
            Event::Again { why, time } => {
                format!("again in {} s: {}", seconds(time), clean(why)).into()
            }
            Event::Done { .. } => {
                self.bar.inc(1);
                return;
            }
        };
        self.bar.set_message(message.into_owned());
    }

    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// Whole seconds, begun ones counted.
fn seconds(time: Duration) -> u64 {
    time.as_millis()
        .div_ceil(1000)
        .try_into()
        .unwrap_or(u64::MAX)
}

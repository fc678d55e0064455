//! Where a generator gets its choices from: a seed, or a tape that proptest can shorten.
//!
//! The choice 0 is always the plainest one, so that a tape of zeros, or one that has run out, means the plainest instance.

/// A source of choices.
pub(crate) struct Draw {
    source: Source,
}

enum Source {
    Seed(u64),
    Tape { choices: Vec<u16>, next: usize },
}

impl Draw {
    /// Choices that are different for every seed, and for ever the same for one.
    pub(crate) fn seeded(seed: u64) -> Self {
        // SplitMix's constant spreads neighbouring seeds apart; xorshift must not start at 0.
        let spread = (seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut draw = Self {
            source: Source::Seed(spread | 1),
        };
        (0..8).for_each(|_| {
            draw.next();
        });
        draw
    }

    /// The choices on a tape.
    pub(crate) fn from_tape(choices: Vec<u16>) -> Self {
        Self {
            source: Source::Tape { choices, next: 0 },
        }
    }

    fn next(&mut self) -> u64 {
        match &mut self.source {
            Source::Seed(state) => {
                *state ^= *state << 13;
                *state ^= *state >> 7;
                *state ^= *state << 17;
                *state >> 16
            }
            Source::Tape { choices, next } => {
                *next += 1;
                choices.get(*next - 1).copied().map_or(0, u64::from)
            }
        }
    }

    /// A number below `n`, which is not 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next()).unwrap_or(0) % n
    }

    /// A number from `least` to `most`.
    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// True so many times in a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    /// One of these.
    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// One of these so many times in a hundred.
    pub(crate) fn maybe<T: Clone>(&mut self, percent: usize, from: &[T]) -> Option<T> {
        self.chance(percent).then(|| self.pick(from))
    }
}

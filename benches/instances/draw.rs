//! Where the choices of a generator come from: one number, and for ever the same for it.

/// A source of choices (`SplitMix64`).
pub(super) struct Draw(u64);

impl Draw {
    /// Choices that differ for every seed and stream.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut draw = Self(seed.wrapping_mul(0xD134_2543_DE82_EF95) ^ stream);
        draw.next();
        draw
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`, both included.
    pub(super) fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.next() % (most - least + 1)
    }

    /// A number from `least` to `most` as the model's smaller type.
    pub(super) fn small(&mut self, least: u32, most: u32) -> u32 {
        u32::try_from(self.between(u64::from(least), u64::from(most))).unwrap_or(most)
    }

    /// True so many times in a hundred.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.between(1, 100) <= percent
    }

    /// A place below `n`, which is not 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        let most = u64::try_from(n.saturating_sub(1)).unwrap_or(u64::MAX);
        usize::try_from(self.between(0, most)).unwrap_or(0)
    }

    /// One of these, which are not none.
    pub(super) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }
}

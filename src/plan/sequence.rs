//! In which order things can be done of which some need others.

/// The places of things, each behind all that it needs; `None`: some need each other in a circle. `needs` says of each thing, by its
/// place, the places of what it needs.
pub(super) fn sequence(needs: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut waits: Vec<usize> = needs.iter().map(Vec::len).collect();
    let mut dependents: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    for (place, needed) in needs.iter().enumerate() {
        for need in needed {
            dependents.get_mut(*need)?.push(place);
        }
    }
    let free = waits.iter().enumerate().filter(|(_, waits)| **waits == 0);
    let mut order: Vec<usize> = free.map(|(place, _)| place).collect();
    let mut next = 0;
    while let Some(place) = order.get(next) {
        next += 1;
        for dependent in dependents.get(*place).into_iter().flatten().copied() {
            if let Some(waits) = waits.get_mut(dependent) {
                *waits -= 1;
                if *waits == 0 {
                    order.push(dependent);
                }
            }
        }
    }
    (order.len() == needs.len()).then_some(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_comes_first_and_a_circle_has_no_order() {
        assert_eq!(sequence(&[]), Some(vec![]));
        assert_eq!(
            sequence(&[vec![1, 3], vec![2], vec![], vec![2]]),
            Some(vec![2, 1, 3, 0])
        );
        assert_eq!(sequence(&[vec![1], vec![0], vec![]]), None);
        assert_eq!(sequence(&[vec![0]]), None);
    }
}

internal import Synchronization

/// Numbers that only grow, side by side, from any thread: a counter by its place costs no look-up.
///
/// - Note: `@unchecked Sendable`: the pointer never changes, and what it points at is atomic.
@safe package final class CounterList: @unchecked Sendable {
    package let count: Int
    private let counters: UnsafeMutablePointer<Atomic<Int>>

    package init(count: Int) {
        self.count = count
        unsafe counters = .allocate(capacity: count)
        for place in 0..<count { unsafe (counters + place).initialize(to: Atomic(0)) }
    }

    deinit {
        unsafe counters.deinitialize(count: count)
        unsafe counters.deallocate()
    }

    /// - Parameter place: below `count`.
    package func add(_ amount: Int = 1, at place: Int) {
        precondition(0..<count ~= place)
        unsafe counters[place].wrappingAdd(amount, ordering: .relaxed)
    }

    package subscript(place: Int) -> Int {
        precondition(0..<count ~= place)
        return unsafe counters[place].load(ordering: .relaxed)
    }

    package var values: [Int] { (0..<count).map { self[$0] } }
}

internal import Synchronization

/// Notices entries of the log that never came: they are numbered without a gap.
final class EntryNumbers: Sendable {
    private struct State {
        /// The highest that came or is contained in what was loaded.
        var last: Int64 = 0
        /// How many there were when it was last asked.
        var told: Int64 = 0
    }

    private let state = Mutex(State())

    /// The highest number that is known. Asked for before the count is: entries come while that is under way.
    var last: Int64 { state.withLock { $0.last } }

    /// All up to this number are known, from what was loaded.
    func begin(after count: Int64) { state.withLock { $0 = State(last: count, told: count) } }

    /// Takes the number of an entry.
    ///
    /// - Returns: whether one before it is missing.
    func skips(_ number: Int64) -> Bool {
        state.withLock { state in
            defer { state.last = max(state.last, number) }
            return number > state.last + 1
        }
    }

    /// Whether entries are missing that were there when this was last asked, those since may be on their way; or Redis
    /// knows of fewer than there were, as after a backup was put back.
    ///
    /// - Parameters:
    ///   - count: how many there are now.
    ///   - known: what `last` was before `count` was asked for.
    func isLost(_ count: Int64, knownBefore known: Int64) -> Bool {
        state.withLock { state in
            defer { state.told = count }
            return state.told > state.last || count < known
        }
    }
}

internal import Synchronization

/// What was started and must be stopped, however the run ends.
final class Running: Sendable {
    private let stops = Mutex<[@Sendable () -> Void]>([])

    /// - Parameter stop: may be called more than once.
    func add(_ stop: @escaping @Sendable () -> Void) { stops.withLock { $0.append(stop) } }

    func stop() {
        let all = stops.withLock { stops in
            defer { stops = [] }
            return stops
        }
        for stop in all.reversed() { stop() }
    }
}

internal import EventLoop
package import Metrics
internal import Synchronization

/// A few threads for what takes long on a processor: passwords and signatures, which must not hold up a loop.
package final class WorkPool: Sendable {
    private let queue = Mutex<[@Sendable () -> Void]>([])
    private let limit: Int
    private let available: Semaphore
    /// Pieces of work that were taken.
    package let jobs = Counter()
    /// Pieces of work that were refused because too much waited.
    package let refusals = Counter()

    /// - Parameters:
    ///   - threads: at least one.
    ///   - limit: pieces of work that may wait.
    package init(threads: Int, limit: Int) {
        self.limit = limit
        available = Semaphore()
        for number in 0..<max(1, threads) {
            Threads.spawn(name: "work-\(number)") { self.serve() }
        }
    }

    /// Runs `work` on a thread of the pool.
    ///
    /// - Throws: `.busy` when too much waits already.
    package func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws(CoreError) -> Value {
        let value: Value? = await withCheckedContinuation { continuation in
            let isQueued = queue.withLock { queue in
                guard queue.count < limit else { return false }
                queue.append { continuation.resume(returning: work()) }
                return true
            }
            if isQueued { jobs.add() }
            if isQueued { available.signal() } else { continuation.resume(returning: nil) }
        }
        guard let value else {
            refusals.add()
            throw .busy
        }
        return value
    }

    /// Pieces of work that wait for a thread.
    package var waiting: Int { queue.withLock { $0.count } }

    private func serve() {
        while true {
            available.wait()
            let work = queue.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            work?()
        }
    }
}

internal import EventLoop
package import Metrics
internal import Synchronization

/// A few threads for what takes long on a processor: passwords and signatures, which must not hold up a loop.
package final class WorkPool: Sendable {
    /// A piece of work, and what hands its result over, on the loop where it is waited for.
    private struct Job: Sendable {
        let home: EventLoop?
        let work: @Sendable () -> @Sendable () -> Void
    }

    private let queue = Mutex<[Job]>([])
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
        let home = EventLoop.current
        let value: Value? = await withCheckedContinuation { continuation in
            let isQueued = queue.withLock { queue in
                guard queue.count < limit else { return false }
                let job = Job(home: home) {
                    let value = work()
                    return { continuation.resume(returning: value) }
                }
                queue.append(job)
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
        var results = Results()
        while true {
            if results.isEmpty {
                available.wait()
            } else if results.areDue(waiting: waiting) || !available.takeIfSignalled() {
                results.handOver()
                continue
            }
            guard let job = queue.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { continue }
            let begin = EventLoop.monotonicNow()
            let delivery = job.work()
            results.add(delivery, for: job.home, took: EventLoop.monotonicNow() &- begin)
        }
    }

    /// What a thread has done and not handed over yet.
    ///
    /// While more work waits, results gather for a moment: a loop that is woken for each of them costs, by the changes
    /// between threads and by the answers that it then sends one by one, a fifth of a signature.
    private struct Results {
        private var groups: [(home: EventLoop?, deliveries: [@Sendable () -> Void])] = []
        private var count = 0
        private var oldest: UInt64 = 0
        /// Nanoseconds that the last piece of work took: so long will the next.
        private var duration: UInt64 = 0

        /// Nanoseconds that a result may wait for others.
        private static let patience: UInt64 = 4_000_000

        var isEmpty: Bool { groups.isEmpty }

        /// Whether there are as many as pieces of work that wait, so that those who get them bring new work before that
        /// is done; or the oldest would wait too long for the next.
        func areDue(waiting: Int) -> Bool {
            count >= waiting || EventLoop.monotonicNow() &- oldest &+ duration >= Results.patience
        }

        mutating func add(
            _ delivery: @escaping @Sendable () -> Void, for home: EventLoop?, took duration: UInt64
        ) {
            if groups.isEmpty { oldest = EventLoop.monotonicNow() }
            self.duration = duration
            count += 1
            if let index = groups.firstIndex(where: { $0.home === home }) {
                groups[index].deliveries.append(delivery)
            } else {
                groups.append((home, [delivery]))
            }
        }

        mutating func handOver() {
            for (home, deliveries) in groups {
                if let home {
                    home.submit { for delivery in deliveries { delivery() } }
                } else {
                    for delivery in deliveries { delivery() }
                }
            }
            groups = []
            count = 0
        }
    }
}

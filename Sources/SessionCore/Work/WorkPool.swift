internal import EventLoop
internal import Glibc
internal import Synchronization

/// Threads for CPU work that would hold up an event loop: bcrypt, RSA signatures, key generation. Queue and threads
/// are bounded; a full queue refuses at once instead of answering late. The pool lives until `stop()`.
package final class WorkPool: Sendable {
    private struct State {
        var queue: [@Sendable () -> Void] = []
        var head = 0
        var isStopped = false

        var waiting: Int { queue.count - head }

        mutating func next() -> (@Sendable () -> Void)? {
            guard head < queue.count else { return nil }
            let work = queue[head]
            head += 1
            if head == queue.count {
                queue.removeAll(keepingCapacity: true)
                head = 0
            }
            return work
        }
    }

    private let state = Mutex(State())
    private let pending = Semaphore()
    private let threads: Int
    private let capacity: Int
    private let name: String

    /// - Parameters:
    ///   - name: for the threads and for errors, at most 12 bytes.
    ///   - threads: 0 is one for each core.
    ///   - capacity: work that may wait for a thread.
    package init(name: String, threads: Int = 0, capacity: Int = 64) {
        self.name = name
        self.threads = threads > 0 ? threads : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        self.capacity = capacity
        for index in 0..<self.threads {
            Threads.spawn(name: "\(name)-\(index)") { self.work() }
        }
    }

    /// Runs `body` on a thread of the pool; the caller goes on where it was.
    ///
    /// - Throws: `.busy` when the queue is full or the pool was stopped; `body` has not run then.
    package func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async throws(CoreError) -> Value {
        let value: Value? = await withCheckedContinuation { continuation in
            let isAccepted = state.withLock { state in
                guard !state.isStopped, state.waiting < capacity else { return false }
                state.queue.append { continuation.resume(returning: body()) }
                return true
            }
            if isAccepted { pending.signal() } else { continuation.resume(returning: nil) }
        }
        guard let value else { throw CoreError.busy("the queue of the \(name) pool is full (\(capacity))") }
        return value
    }

    /// Ends the threads when the queue is empty. What waits is still done.
    package func stop() {
        state.withLock { $0.isStopped = true }
        for _ in 0..<threads { pending.signal() }
    }

    private func work() {
        while true {
            pending.wait()
            let (next, isStopped) = state.withLock { ($0.next(), $0.isStopped) }
            if let next { next() } else if isStopped { return }
        }
    }
}

/// A POSIX semaphore between threads of this process.
///
/// `@unchecked Sendable`: the pointer never changes, and the semaphore itself is made for use by many threads.
@safe final class Semaphore: @unchecked Sendable {
    private let semaphore: UnsafeMutablePointer<sem_t>

    init() {
        unsafe semaphore = .allocate(capacity: 1)
        unsafe semaphore.initialize(to: sem_t())
        _ = unsafe sem_init(semaphore, 0, 0)
    }

    deinit {
        _ = unsafe sem_destroy(semaphore)
        unsafe semaphore.deallocate()
    }

    func signal() { _ = unsafe sem_post(semaphore) }

    func wait() {
        // A signal handler may interrupt the wait; then it begins again.
        while unsafe sem_wait(semaphore) != 0 && errno == EINTR {}
    }
}

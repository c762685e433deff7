internal import CLinux
internal import Glibc
internal import Synchronization

/// A thread that waits for descriptors, timers and work, and runs everything of the connections it owns.
///
/// HTTP connections and Redis connections live on the same loops, and the loop is the preferred executor of the
/// handlers it starts (SE-0417), so that a request and the command it awaits never change threads. State that belongs
/// to a loop is touched on the loop only, and needs no lock.
///
/// - Note: `@unchecked Sendable`: `inbox` and `hasWakeUp` are synchronised; every other stored property is touched on
///   the loop's own thread only, which `preconditionOnLoop` guards at the edges. A task executor is held unowned by its
///   tasks: a loop must outlive them, so the process keeps its loops until it exits.
package final class EventLoop: TaskExecutor, SerialExecutor, @unchecked Sendable {
    typealias Work = @Sendable () -> Void

    enum Entry: Sendable {
        case job(UnownedJob)
        case work(Work)
    }

    private let epoll: Int32
    private let wakeDescriptor: Int32
    private let inbox = Mutex<[Entry]>([])
    private let hasWakeUp = Atomic<Bool>(false)
    private let stopping = Atomic<Bool>(false)
    private let threadID = Atomic<UInt>(0)

    private var local: [Entry] = []
    /// Whether the inbox has been announced since it was emptied.
    private var hasMail = false
    private var atTurnEnd: [() -> Void] = []
    private var sources: [Slot] = []
    private var timers = TimerHeap()

    /// The monotonic clock in nanoseconds, read once a turn.
    package private(set) var now: UInt64

    /// What the table of sources holds for a descriptor, bytes.
    package static let tableBytesPerDescriptor = MemoryLayout<Slot>.stride

    struct Slot {
        var generation: UInt32 = 0
        var source: (any EventSource)?
    }

    /// - Throws: when the kernel refuses another epoll or eventfd descriptor.
    package init() throws(SystemError) {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0 else { throw SystemError(call: "epoll_create1") }
        wakeDescriptor = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        guard wakeDescriptor >= 0 else { throw SystemError(call: "eventfd") }
        now = EventLoop.monotonicNow()
        sources.reserveCapacity(EventLoop.descriptorRoom)
        guard vellum_epoll_add(epoll, wakeDescriptor, EPOLLIN.rawValue | EPOLLET.rawValue, UInt64.max) == 0 else {
            throw SystemError(call: "epoll_ctl")
        }
    }

    /// Entries that tables indexed by descriptor reserve: one for each file that may be open, 65,536 at most. Memory
    /// that is reserved and not used costs nothing, and a table that need not move leaves no garbage behind.
    private static var descriptorRoom: Int { min(max(Int(sysconf(Int32(_SC_OPEN_MAX))), 64), 1 << 16) }

    deinit {
        close(epoll)
        close(wakeDescriptor)
    }

    /// Runs the loop on a thread of its own.
    package func start(name: String) {
        Threads.spawn(name: name) { self.run() }
    }

    /// Runs the loop on the calling thread until `stop()`.
    package func run() {
        threadID.store(EventLoop.currentThread, ordering: .releasing)
        unsafe pthread_setspecific(EventLoop.key, Unmanaged.passUnretained(self).toOpaque())
        withExtendedLifetime(self) {
            let capacity = 512
            let events = UnsafeMutablePointer<epoll_event>.allocate(capacity: capacity)
            defer { unsafe events.deallocate() }
            while !stopping.load(ordering: .acquiring) {
                let count = unsafe epoll_wait(epoll, events, Int32(capacity), timeout())
                now = EventLoop.monotonicNow()
                for index in 0..<max(0, Int(count)) {
                    unsafe dispatch(token: vellum_epoll_token(events + index), events: events[index].events)
                }
                fireTimers()
                drain()
            }
        }
    }

    /// Ends `run()` after the current turn. Descriptors stay open; their owners close them first.
    package func stop() {
        stopping.store(true, ordering: .releasing)
        wake()
    }

    package var isCurrent: Bool { threadID.load(ordering: .relaxed) == EventLoop.currentThread }

    /// The loop that runs on this thread; nil on any other.
    package static var current: EventLoop? {
        guard let pointer = unsafe pthread_getspecific(key) else { return nil }
        return unsafe Unmanaged<EventLoop>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// Under which a thread finds its loop.
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        precondition(unsafe pthread_key_create(&key, nil) == 0, "there are no thread-specific keys left")
        return key
    }()

    // MARK: Work

    /// Runs `work` on the loop soon, never within this call. From any thread.
    package func submit(_ work: @escaping @Sendable () -> Void) { add(.work(work)) }

    /// Runs `work` when all events and work of this turn are done: the moment to flush what was collected. On the loop.
    package func atEndOfTurn(_ work: @escaping () -> Void) { atTurnEnd.append(work) }

    package func enqueue(_ job: consuming ExecutorJob) { add(.job(UnownedJob(job))) }

    package func asUnownedTaskExecutor() -> UnownedTaskExecutor { unsafe UnownedTaskExecutor(ordinary: self) }
    package func asUnownedSerialExecutor() -> UnownedSerialExecutor { unsafe UnownedSerialExecutor(ordinary: self) }

    private func add(_ entry: Entry) {
        if isCurrent {
            local.append(entry)
            return
        }
        inbox.withLock { $0.append(entry) }
        wake()
    }

    private func wake() {
        guard !hasWakeUp.exchange(true, ordering: .sequentiallyConsistent) else { return }
        var one: UInt64 = 1
        _ = unsafe write(wakeDescriptor, &one, 8)
    }

    private func perform(_ entry: Entry) {
        switch entry {
        case .job(let job):
            unsafe job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
        case .work(let work): work()
        }
    }

    /// Runs what has come, at most a bounded number of rounds, so that work which makes work cannot starve descriptors.
    private func drain() {
        for _ in 0..<16 {
            // A look without the lock; what comes right behind it is announced, and found in the next turn.
            if hasMail || hasWakeUp.load(ordering: .acquiring) {
                hasMail = false
                inbox.withLock { inbox in
                    local.append(contentsOf: inbox)
                    inbox.removeAll(keepingCapacity: true)
                }
            }
            if local.isEmpty && atTurnEnd.isEmpty { return }
            var batch: [Entry] = []
            swap(&batch, &local)
            for entry in batch { perform(entry) }
            if local.isEmpty {
                var flushes: [() -> Void] = []
                swap(&flushes, &atTurnEnd)
                for flush in flushes { flush() }
            }
        }
    }

    // MARK: Descriptors

    /// Watches a descriptor, once, for reading, writing and half-close, edge-triggered. On the loop.
    ///
    /// - Returns: the generation that names this registration: events of an earlier owner of the number never arrive.
    package func register(_ descriptor: Int32, _ source: any EventSource) throws(SystemError) -> UInt32 {
        let index = Int(descriptor)
        while sources.count <= index { sources.append(Slot()) }
        sources[index].generation &+= 1
        sources[index].source = source
        let generation = sources[index].generation
        let interest = EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue
        let token = UInt64(generation) << 32 | UInt64(UInt32(bitPattern: descriptor))
        guard vellum_epoll_add(epoll, descriptor, interest, token) == 0 else {
            sources[index].source = nil
            throw SystemError(call: "epoll_ctl")
        }
        return generation
    }

    /// Watches a listening socket that several loops share: level-triggered, one loop woken at a time. On the loop.
    package func registerListener(_ descriptor: Int32, _ source: any EventSource) throws(SystemError) {
        let index = Int(descriptor)
        while sources.count <= index { sources.append(Slot()) }
        sources[index].generation &+= 1
        sources[index].source = source
        let token = UInt64(sources[index].generation) << 32 | UInt64(UInt32(bitPattern: descriptor))
        guard vellum_epoll_add(epoll, descriptor, EPOLLIN.rawValue | EPOLLEXCLUSIVE.rawValue, token) == 0 else {
            sources[index].source = nil
            throw SystemError(call: "epoll_ctl")
        }
    }

    /// Forgets a descriptor; its owner closes it afterwards. On the loop.
    package func deregister(_ descriptor: Int32) {
        sources[Int(descriptor)].source = nil
        _ = epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, nil)
    }

    private func dispatch(token: UInt64, events: UInt32) {
        if token == UInt64.max {
            var count: UInt64 = 0
            _ = unsafe read(wakeDescriptor, &count, 8)
            // First, so that whoever adds from now on announces it anew.
            hasWakeUp.store(false, ordering: .sequentiallyConsistent)
            hasMail = true
            return
        }
        let descriptor = Int32(bitPattern: UInt32(truncatingIfNeeded: token))
        let generation = UInt32(truncatingIfNeeded: token >> 32)
        let slot = sources[Int(descriptor)]
        guard slot.generation == generation, let source = slot.source else { return }
        source.ready(descriptor, generation: generation, events: Readiness(rawValue: events))
    }

    // MARK: Timers

    /// Runs `work` once, after a delay in nanoseconds. On the loop.
    @discardableResult
    package func schedule(after nanoseconds: UInt64, _ work: @escaping () -> Void) -> TimerID {
        timers.add(deadline: EventLoop.monotonicNow() &+ nanoseconds, work)
    }

    /// Forgets a timer that has not fired. On the loop.
    package func cancel(_ timer: TimerID) { timers.cancel(timer) }

    private func fireTimers() {
        while let work = timers.popDue(now) { work() }
    }

    /// Milliseconds that epoll may sleep: 0 with work at hand, -1 with no timer.
    private func timeout() -> Int32 {
        if !local.isEmpty || !atTurnEnd.isEmpty { return 0 }
        guard let deadline = timers.nextDeadline else { return -1 }
        let now = EventLoop.monotonicNow()
        guard deadline > now else { return 0 }
        return Int32(min((deadline - now + 999_999) / 1_000_000, 60_000))
    }

    package static func monotonicNow() -> UInt64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }

    private static var currentThread: UInt { UInt(pthread_self()) }
}

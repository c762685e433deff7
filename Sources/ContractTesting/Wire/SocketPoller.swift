import Foundation
import Glibc
import Synchronization

/// One thread that waits for all sockets of the tests, so that no cooperative thread ever blocks and a thousand streams
/// need no thousand threads.
final class SocketPoller: Sendable {
    private struct Wait {
        let descriptor: Int32
        let events: Int16
        let deadline: ContinuousClock.Instant
        let continuation: CheckedContinuation<Int16, Never>
    }

    static let shared = SocketPoller()

    private let waits = Mutex<[Wait]>([])
    private let wakeUp: (read: Int32, write: Int32)

    private init() {
        var descriptors: [Int32] = [-1, -1]
        // Without a pipe, poll ignores -1 and its bound of 50 ms keeps the thread going.
        unsafe pipe(&descriptors)
        for descriptor in descriptors {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        }
        wakeUp = (descriptors[0], descriptors[1])
        Thread.detachNewThread { [self] in
            while true { turn() }
        }
    }

    /// The events that came (poll's bits), 0 when the deadline passed first. The descriptor must stay open.
    func wait(_ descriptor: Int32, for events: Int16, until deadline: ContinuousClock.Instant) async -> Int16 {
        await withCheckedContinuation { continuation in
            let wait = Wait(descriptor: descriptor, events: events, deadline: deadline, continuation: continuation)
            waits.withLock { $0.append(wait) }
            _ = unsafe write(wakeUp.write, [1], 1)
        }
    }

    private func turn() {
        let current = waits.withLock { $0 }
        let now = ContinuousClock.now
        let next = current.map(\.deadline).min().map { $0 - now } ?? .seconds(60)
        let milliseconds = min(60_000, max(0, next.milliseconds + 1))
        var polled = current.map { pollfd(fd: $0.descriptor, events: $0.events, revents: 0) }
        polled.append(pollfd(fd: wakeUp.read, events: Int16(POLLIN), revents: 0))
        unsafe poll(&polled, nfds_t(polled.count), Int32(wakeUp.read < 0 ? min(50, milliseconds) : milliseconds))
        if polled[current.count].revents != 0 {
            var sink = [UInt8](repeating: 0, count: 4096)
            _ = unsafe read(wakeUp.read, &sink, sink.count)
        }
        let after = ContinuousClock.now
        var kept: [Wait] = []
        var done: [(Wait, Int16)] = []
        for (wait, answer) in zip(current, polled) {
            if answer.revents != 0 || wait.deadline <= after {
                done.append((wait, answer.revents))
            } else {
                kept.append(wait)
            }
        }
        // Only this thread takes away; what was added meanwhile stands behind.
        waits.withLock { $0.replaceSubrange(..<current.count, with: kept) }
        for (wait, events) in done { wait.continuation.resume(returning: events) }
    }
}

extension Duration {
    var milliseconds: Int { Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000) }
}

internal import EventLoop
internal import Glibc
internal import Synchronization

/// Writes the access log of all loops, on a thread of its own: whoever reads it, and however slow a disk is, no loop
/// waits. One writer, so lines never mix.
final class AccessLogWriter: Sendable {
    /// Lines that wait to be written, bytes; further ones are dropped and counted.
    static let mostBytes = 1 << 20

    private struct Queue: Sendable {
        var blocks: [[UInt8]] = []
        /// Of the blocks that wait, and of the one that is being written.
        var bytes = 0
        var hasThread = false
        var isEnding = false
    }

    private let descriptor: Int32
    private let counters: ServerCounters
    private let queue = Mutex(Queue())
    private let available = Semaphore()

    init(descriptor: Int32, _ counters: ServerCounters) {
        self.descriptor = descriptor
        self.counters = counters
    }

    /// Takes whole lines, or drops them when too much waits already. The thread starts with the first of them.
    func write(_ block: [UInt8]) {
        let (isTaken, isFirst) = queue.withLock { queue in
            guard queue.bytes + block.count <= AccessLogWriter.mostBytes, !queue.isEnding else { return (false, false) }
            queue.blocks.append(block)
            queue.bytes += block.count
            defer { queue.hasThread = true }
            return (true, !queue.hasThread)
        }
        if isFirst { Threads.spawn(name: "access-log") { self.serve() } }
        if isTaken { available.signal() } else { drop(block[...]) }
    }

    private func drop(_ lines: ArraySlice<UInt8>) { counters.droppedLogLines(lines.count { $0 == UInt8(ascii: "\n") }) }

    /// Takes no more, and ends the thread when all that it has is written.
    func end() {
        queue.withLock { $0.isEnding = true }
        available.signal()
    }

    /// Drops what still waits: after it, nothing more is written than what is on its way already.
    func giveUp() {
        let left = queue.withLock { queue in
            defer { queue.blocks = [] }
            queue.bytes -= queue.blocks.reduce(0) { $0 + $1.count }
            return queue.blocks
        }
        for block in left { drop(block[...]) }
    }

    var isIdle: Bool { queue.withLock { $0.bytes == 0 } }

    private func serve() {
        // A reader that goes away is told by errno.
        var set = sigset_t()
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGPIPE)
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
        while true {
            available.wait()
            let (block, isEnd) = queue.withLock { queue in
                queue.blocks.isEmpty ? (nil, queue.isEnding) : (queue.blocks.removeFirst(), false)
            }
            if let block {
                writeAll(block)
                queue.withLock { $0.bytes -= block.count }
            }
            if isEnd { return }
        }
    }

    /// What nobody can take any more is given up.
    private func writeAll(_ block: [UInt8]) {
        var written = 0
        while written < block.count {
            let count = unsafe block.withUnsafeBytes { bytes in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
                return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            if count > 0 { written += count }
            if count < 0 && errno == EAGAIN {
                var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = unsafe poll(&entry, 1, -1)
            } else if count <= 0 && errno != EINTR {
                return drop(block[written...])
            }
        }
    }
}

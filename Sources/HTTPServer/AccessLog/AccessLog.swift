internal import Glibc
internal import HTTPCore

/// The access log of one loop: lines collect in memory and leave in blocks of whole lines.
///
/// The loop never waits for whoever reads the log: a pipe that is full is tried again later, and beyond a bound lines
/// are dropped and counted.
final class AccessLog {
    /// Lines that are collected before they are written, bytes.
    static let blockBytes = 32 * 1024
    /// What a pipe takes at once or not at all, so that the lines of several loops never mix (pipe(7), PIPE_BUF).
    static let pipeBytes = 4096
    /// A file takes everything, and each write as a whole.
    private let writeBytes: Int
    /// Lines that wait for a reader, bytes; further ones are dropped.
    static let mostBytes = 1 << 20
    /// How long a line may wait in memory, nanoseconds.
    static let delay: UInt64 = 100_000_000

    private(set) var line: AccessLine
    private let descriptor: Int32
    private let counters: ServerCounters
    private var buffer = OutputBuffer(capacity: 4096)
    private var time: LogTime
    private(set) var isScheduled = false

    init(_ format: AccessLogFormat, descriptor: Int32, _ counters: ServerCounters) {
        line = AccessLine(format)
        time = LogTime(line.words.time, line.words.request)
        self.descriptor = descriptor
        self.counters = counters
        var status = stat()
        let isFile = unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        writeBytes = isFile ? .max : AccessLog.pipeBytes
    }

    var isOn: Bool { line.format != .off }

    func change(to format: AccessLogFormat) {
        flush()
        line = AccessLine(format)
        time = LogTime(line.words.time, line.words.request)
    }

    /// - Returns: whether somebody must call `flush` after `delay`.
    func note(
        _ note: RequestNote, _ id: RequestID, status: Int, bytes: Int, duration: UInt64, now: UInt64
    ) -> Bool {
        guard hasRoom() else { return false }
        time.refresh(now: now)
        buffer.append(time.bytes)
        line.id(id, to: &buffer)
        line.end(
            address: note.clientAddress, method: note.method, route: note.route, status: status, bytes: bytes,
            duration: duration, user: note.user,
            to: &buffer)
        return isWritten()
    }

    /// A request that was answered by a constant before.
    func note(
        _ known: KnownHead, _ id: RequestID, _ address: ClientAddress, _ constant: HTTPConstant, now: UInt64
    ) -> Bool {
        guard hasRoom() else { return false }
        time.refresh(now: now)
        guard case .made(let number) = id else {
            buffer.append(time.bytes)
            line.id(id, to: &buffer)
            buffer.append(known.lineEnd(constant, address, line))
            return isWritten()
        }
        if let line = known.line, line.constant === constant, line.address == address, line.format == self.line.format {
            line.append(time, number, to: &buffer)
            return isWritten()
        }
        let line = KnownLine(constant, address, time, line, end: known.lineEnd(constant, address, line))
        known.line = line
        line.append(time, number, to: &buffer)
        return isWritten()
    }

    private func hasRoom() -> Bool {
        guard buffer.count < AccessLog.mostBytes else {
            counters.droppedLogLine()
            return false
        }
        return true
    }

    private func isWritten() -> Bool {
        if buffer.count >= AccessLog.blockBytes { flush() }
        guard !buffer.isEmpty, !isScheduled else { return false }
        isScheduled = true
        return true
    }

    /// Writes what has collected, as far as it is taken.
    ///
    /// - Returns: whether something is left, for another try after `delay`.
    @discardableResult
    func flush() -> Bool {
        isScheduled = false
        var written = 0
        while written < buffer.count {
            var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard unsafe poll(&entry, 1, 0) > 0, entry.revents & Int16(POLLOUT) != 0 else { break }
            let block = unsafe lines(UnsafeRawBufferPointer(rebasing: buffer.bytes[written...]))
            let count = unsafe write(descriptor, block.baseAddress, block.count)
            guard count > 0 else { break }
            written += count
        }
        buffer.removeFirst(written)
        isScheduled = !buffer.isEmpty
        return isScheduled
    }

    /// As many whole lines as may be written at once; a longer line goes by itself.
    private func lines(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard bytes.count > writeBytes else { return unsafe bytes }
        let lineFeed = UInt8(ascii: "\n")
        let most = unsafe bytes[..<writeBytes]
        let end = unsafe most.lastIndex(of: lineFeed) ?? bytes.firstIndex(of: lineFeed) ?? bytes.count - 1
        return unsafe UnsafeRawBufferPointer(rebasing: bytes[...end])
    }
}

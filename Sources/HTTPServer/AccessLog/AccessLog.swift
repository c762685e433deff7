internal import HTTPCore

/// The access log of one loop: lines collect in memory, and whole blocks of them go to the writer of all loops.
final class AccessLog {
    /// Lines that are collected before they are handed on, bytes.
    static let blockBytes = 32 * 1024
    /// How long a line may wait in memory, nanoseconds.
    static let delay: UInt64 = 100_000_000

    private(set) var line: AccessLine
    private let writer: AccessLogWriter
    private var buffer = OutputBuffer(capacity: 4096)
    private var time: LogTime
    private var isScheduled = false

    init(_ format: AccessLogFormat, _ writer: AccessLogWriter) {
        line = AccessLine(format)
        time = LogTime(line.words.time, line.words.request)
        self.writer = writer
    }

    var isOn: Bool { line.format != .off }

    func change(to format: AccessLogFormat) {
        flush()
        line = AccessLine(format)
        time = LogTime(line.words.time, line.words.request)
    }

    /// - Returns: whether somebody must call `flushAfterDelay` then.
    func note(
        _ note: RequestNote, _ id: RequestID, status: Int, bytes: Int, duration: UInt64, now: UInt64
    ) -> Bool {
        time.refresh(now: now)
        buffer.append(time.bytes)
        line.id(id, to: &buffer)
        line.end(
            address: note.clientAddress, method: note.method, route: note.route, status: status, bytes: bytes,
            duration: duration, user: note.user, to: &buffer)
        return isWritten()
    }

    /// A request that was answered by a constant before.
    func note(
        _ known: KnownHead, _ id: RequestID, _ address: ClientAddress, _ constant: HTTPConstant, now: UInt64
    ) -> Bool {
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

    private func isWritten() -> Bool {
        if buffer.count >= AccessLog.blockBytes { flush() }
        guard !buffer.isEmpty, !isScheduled else { return false }
        isScheduled = true
        return true
    }

    /// The time is up that `note` asked for.
    func flushAfterDelay() {
        isScheduled = false
        flush()
    }

    func flush() {
        guard !buffer.isEmpty else { return }
        writer.write(buffer.array)
        buffer.removeAll()
    }
}

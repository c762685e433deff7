internal import EventLoop
internal import Glibc
internal import Synchronization

/// Writes the lines of the log, in few calls what one turn of a loop has to say: under load a call for each line costs
/// more than all the rest of it. What a thread says that is no loop is written at once.
///
/// Each write is of whole lines and at most `PIPE_BUF` bytes, which a pipe takes whole or not at all (POSIX.1, write):
/// so lines of several writers never mix, and none is torn. What cannot be written within a second is dropped, and the
/// next line tells how much.
final class LogLines: Sendable {
    private struct State {
        var lines: [UInt8] = []
        var dropped = 0
    }

    private let descriptor: Int32
    private let patience: Int32
    private let state = Mutex(State())
    /// Bytes that a pipe takes as one.
    static let atomicBytes = Int(PIPE_BUF)
    /// Bytes of memory that are kept for the next turn.
    private static let kept = 64 * 1024

    /// - Parameter patience: how long a descriptor that does not block may take nothing, milliseconds.
    init(descriptor: Int32, patience: Int32 = 1_000) {
        self.descriptor = descriptor
        self.patience = patience
    }

    /// - Parameter line: with its line end.
    func write(_ line: [UInt8]) {
        let isFirst = state.withLock { state in
            defer { state.lines += line }
            return state.lines.isEmpty
        }
        guard let loop = EventLoop.current else { return flush() }
        // Who was first has the others' lines written too, also those of another loop.
        if isFirst { loop.atEndOfTurn { self.flush() } }
    }

    /// Under the lock, so that the lines of two threads never mix.
    private func flush() {
        state.withLock { state in
            guard !state.lines.isEmpty else { return }
            var isTaken = true
            if state.dropped > 0 {
                isTaken = send(Array("level=warning event=log_lines_dropped count=\(state.dropped)\n".utf8)[...])
                if isTaken { state.dropped = 0 }
            }
            var rest = state.lines[...]
            while isTaken, !rest.isEmpty {
                let block = rest.prefix(LogLines.wholeLines(rest))
                isTaken = send(block)
                if isTaken { rest = rest[block.endIndex...] }
            }
            // Once nothing is taken, nobody waits a second for each of the others.
            state.dropped += rest.count { $0 == UInt8(ascii: "\n") }
            state.lines.removeAll(keepingCapacity: state.lines.capacity <= LogLines.kept)
        }
    }

    /// Bytes of as many lines as a pipe takes as one; of the first line when it alone is longer.
    private static func wholeLines(_ lines: ArraySlice<UInt8>) -> Int {
        guard lines.count > atomicBytes else { return lines.count }
        let end =
            lines.prefix(atomicBytes).lastIndex(of: UInt8(ascii: "\n")) ?? lines.firstIndex(of: UInt8(ascii: "\n"))
        return end.map { $0 + 1 - lines.startIndex } ?? lines.count
    }

    /// - Returns: whether all was written.
    private func send(_ block: ArraySlice<UInt8>) -> Bool {
        var rest = block
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count < 0 && errno == EAGAIN {
                var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                guard unsafe poll(&entry, 1, patience) > 0 else { return false }
            } else if count == 0 || errno != EINTR {
                return false
            }
        }
        return true
    }
}

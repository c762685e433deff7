internal import EventLoop
internal import Glibc
internal import Synchronization

/// Writes the lines of the log, in one call what one turn of a loop has to say: under load a call for each line costs more
/// than all the rest of it. What a thread says that is no loop is written at once.
final class LogLines: Sendable {
    private let descriptor: Int32
    private let lines = Mutex<[UInt8]>([])
    /// Bytes of memory that are kept for the next turn.
    private static let kept = 64 * 1024

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// - Parameter line: with its line end.
    func write(_ line: [UInt8]) {
        let isFirst = lines.withLock { lines in
            defer { lines += line }
            return lines.isEmpty
        }
        guard let loop = EventLoop.current else { return flush() }
        // Who was first has the others' lines written too, also those of another loop.
        if isFirst { loop.atEndOfTurn { self.flush() } }
    }

    /// Under the lock, so that the lines of two threads never mix.
    private func flush() {
        lines.withLock { lines in
            guard !lines.isEmpty else { return }
            _ = unsafe Glibc.write(descriptor, lines, lines.count)
            lines.removeAll(keepingCapacity: lines.capacity <= LogLines.kept)
        }
    }
}

internal import Glibc
internal import Synchronization

/// Questions at the terminal, and what stands on the standard input. Nothing is open while they wait: a signal ends the
/// process at once.
enum Terminal {
    /// Bytes of a line that is read.
    private static let limit = 4_096
    /// How the terminal was before its echo was switched off; nil while it is as it was.
    private static let settings = Mutex<termios?>(nil)

    /// Asks for a line on the terminal of the standard input.
    ///
    /// - Parameter isSecret: whether what is typed is not shown.
    static func ask(_ question: String, isSecret: Bool = false) async throws -> String {
        if isSecret { silence() }
        defer { restore() }
        let bytes = Array(question.utf8)
        _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
        defer { if isSecret { _ = unsafe write(STDERR_FILENO, "\n", 1) } }
        return try await line()
    }

    /// The first line of the standard input, without its end; what follows is not looked at.
    static func firstLineOfInput() async throws -> String { try await line() }

    /// Reads a line. A read does not end when its task is cancelled: the process does.
    private static func line() async throws -> String {
        try await withTaskCancellationHandler {
            try read(STDIN_FILENO)
        } onCancel: {
            restore()
            exit(ExitStatus.interrupted.rawValue)
        }
    }

    private static func read(_ descriptor: Int32) throws -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            // A byte at a time: what stands behind the line is not ours to take.
            let count = unsafe Glibc.read(descriptor, &byte, 1)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw CommandFailure(.failed, "the standard input cannot be read") }
            if count == 0 || byte == 10 { break }
            bytes.append(byte)
            guard bytes.count <= limit else { throw OptionError(message: "the line has more than \(limit) bytes") }
        }
        if bytes.last == 13 { bytes.removeLast() }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw OptionError(message: "what was read is not UTF-8: write it anew")
        }
        return text
    }

    private static func silence() {
        var current = termios()
        guard unsafe tcgetattr(STDIN_FILENO, &current) == 0 else { return }
        settings.withLock { $0 = current }
        current.c_lflag &= ~tcflag_t(ECHO)
        _ = unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &current)
    }

    private static func restore() {
        settings.withLock { saved in
            guard var known = saved else { return }
            _ = unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &known)
            saved = nil
        }
    }
}

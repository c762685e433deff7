internal import Glibc
internal import Synchronization

/// A process that answers on a port.
final class Child: Sendable {
    let pid: pid_t
    let port: UInt16
    private let isStopped = Mutex(false)

    private init(_ pid: pid_t, _ port: UInt16) {
        self.pid = pid
        self.port = port
    }

    /// - Parameters:
    ///   - output: a file for what it prints.
    ///   - port: finds the port in what was printed so far; nil when it does not answer yet.
    static func start(_ words: [String], output: String, port: (String) -> UInt16?) throws(BenchFailure) -> Child {
        let pid = try Spawn.process(words, output: output)
        for _ in 0..<6_000 {
            let text = Server.read(output) ?? ""
            if let port = port(text) { return Child(pid, port) }
            var status: Int32 = 0
            if unsafe waitpid(pid, &status, WNOHANG) == pid {
                throw BenchFailure("\(words.joined(separator: " ")) ended at once: \(text)")
            }
            usleep(10_000)
        }
        Server.end(pid)
        throw BenchFailure("\(words.joined(separator: " ")) did not start in time")
    }

    func stop() {
        isStopped.withLock { isStopped in
            guard !isStopped else { return }
            isStopped = true
            Server.end(pid)
        }
    }
}

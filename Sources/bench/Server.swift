internal import CLinux
internal import Glibc
internal import Synchronization

/// The server under test: started in a folder of its own, watched through /proc, stopped and swept away.
final class Server: Sendable {
    let port: UInt16
    let pid: pid_t
    private let folder: String
    private let isStopped = Mutex(false)

    private init(pid: pid_t, port: UInt16, folder: String) {
        self.pid = pid
        self.port = port
        self.folder = folder
    }

    static func start(_ options: Options) throws(BenchFailure) -> Server {
        let program = try program(options.server)
        let folder = try Spawn.makeFolder()
        do throws(BenchFailure) {
            return try start(program, options, folder)
        } catch {
            try? Spawn.run(["rm", "-rf", folder])
            throw error
        }
    }

    /// The file of the server: this one, or the one beside us.
    static func program(_ file: String?) throws(BenchFailure) -> String {
        let program = if let file { file } else { try Spawn.beside("vellum") }
        guard unsafe access(program, X_OK) == 0 else {
            throw BenchFailure("there is no \(program): build it with swift build -c release, or name it with --server")
        }
        return program
    }

    private static func start(
        _ program: String, _ options: Options, _ folder: String
    ) throws(BenchFailure) -> Server {
        var words = options.tool
        words += [
            program, "serve", "--port", "0", "--data-dir", folder + "/data",
            "--bcrypt-cost", String(options.bcryptCost),
            "--auth-attempts-per-minute", "0", "--max-connections", String(options.viewers + options.users + 100),
            "--max-connections-per-address", "0", "--max-streams", "100000", "--max-streams-per-address", "0",
            "--max-viewers-per-session", "100000",
            "--access-log", "off",
        ]
        words += options.more
        if let url = options.redisURL { words += ["--redis-url", url] }
        let output = folder + "/output"
        let pid = try Spawn.process(words, output: output)
        for _ in 0..<(options.tool.isEmpty ? 3_000 : 12_000) {
            let text = read(output) ?? ""
            if let match = text.firstMatch(of: #/event=listening.* port=(\d+)/#), let port = UInt16(match.1) {
                return Server(pid: pid, port: port, folder: folder)
            }
            var status: Int32 = 0
            if unsafe waitpid(pid, &status, WNOHANG) == pid { throw BenchFailure("the server ended at once: \(text)") }
            usleep(10_000)
        }
        end(pid)
        throw BenchFailure("the server did not start in time")
    }

    /// Ends the server and its redis-server, and removes the folder.
    func stop() {
        isStopped.withLock { isStopped in
            guard !isStopped else { return }
            isStopped = true
            Server.end(pid)
            // Only a server that crashed leaves this file, and its redis-server, behind.
            let left = Server.read(folder + "/data/redis.pid").flatMap { pid_t($0.filter(\.isNumber)) }
            if let left, Server.read("/proc/\(left)/cmdline")?.contains(folder) == true { kill(left, SIGTERM) }
            try? Spawn.run(["rm", "-rf", folder])
        }
    }

    /// Asks a child to end, and makes it after fifteen seconds, longer than the server takes to drain.
    static func end(_ pid: pid_t) {
        var status: Int32 = 0
        kill(pid, SIGTERM)
        for _ in 0..<1_500 {
            if unsafe waitpid(pid, &status, WNOHANG) != 0 { return }
            usleep(10_000)
        }
        kill(pid, SIGKILL)
        _ = unsafe waitpid(pid, &status, 0)
    }

    // MARK: /proc

    /// Processor time in user and system mode, microseconds, in steps of 10 ms.
    var processorTime: Int {
        let time = ProcessTime(of: pid)
        return time.user + time.system
    }

    /// Memory that is not of files, KiB.
    var anonymousMemory: Int { Server.anonymousMemory(of: pid) }

    static func anonymousMemory(of pid: pid_t) -> Int {
        let lines = (Server.read("/proc/\(pid)/status") ?? "").split(separator: "\n")
        return lines.first { $0.hasPrefix("RssAnon:") }.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }

    static func read(_ path: String) -> String? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = unsafe Glibc.read(descriptor, &part, part.count)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += part[..<count]
        }
    }
}

internal import CLinux
internal import Glibc

/// Other processes, and a folder for what they write.
enum Spawn {
    /// A new folder in /tmp.
    static func makeFolder() throws(BenchFailure) -> String {
        var template = "/tmp/vellum-bench-XXXXXX".utf8CString.map { $0 }
        guard unsafe mkdtemp(&template) != nil else { throw BenchFailure("no folder in /tmp: errno \(errno)") }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The path of a program that lies beside this one.
    static func beside(_ name: String) throws(BenchFailure) -> String {
        var path = [CChar](repeating: 0, count: 4_096)
        let count = unsafe readlink("/proc/self/exe", &path, path.count)
        guard count > 0 else { throw BenchFailure("/proc/self/exe cannot be read: errno \(errno)") }
        let own = String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return own.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/" + name
    }

    static func write(_ bytes: [UInt8], to path: String) throws(BenchFailure) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BenchFailure("\(path) cannot be written: errno \(errno)") }
        defer { close(descriptor) }
        guard unsafe Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw BenchFailure("\(path) cannot be written: errno \(errno)")
        }
    }

    /// - Returns: what a program printed.
    /// - Throws: when there is no such program, or it failed.
    @discardableResult
    static func output(_ words: [String]) throws(BenchFailure) -> String { try begin(words).finish() }

    /// A program that prints something and ends by itself.
    struct Job {
        fileprivate let words: [String]
        let pid: pid_t
        fileprivate let descriptor: Int32

        /// Waits for its end.
        ///
        /// - Returns: what it printed.
        /// - Throws: when it failed.
        func finish() throws(BenchFailure) -> String {
            defer { close(descriptor) }
            var status: Int32 = 0
            _ = unsafe waitpid(pid, &status, 0)
            let text = Server.read("/proc/self/fd/\(descriptor)") ?? ""
            guard status == 0 else { throw BenchFailure("\(words.joined(separator: " ")) failed: \(text)") }
            return text
        }
    }

    static func begin(_ words: [String]) throws(BenchFailure) -> Job {
        let folder = try makeFolder()
        // Gone as soon as both have it open: nobody sweeps up when the run is broken off.
        defer { try? run(["rm", "-rf", folder]) }
        let pid = try process(words, output: folder + "/output")
        return Job(words: words, pid: pid, descriptor: unsafe open(folder + "/output", O_RDONLY | O_CLOEXEC))
    }

    static func run(_ words: [String]) throws(BenchFailure) {
        let pid = try process(words, output: "/dev/null")
        var status: Int32 = 0
        _ = unsafe waitpid(pid, &status, 0)
    }

    /// With no signal blocked, whatever we block ourselves; in a process group of its own, so that Ctrl-C reaches it
    /// only through us.
    static func process(_ words: [String], output: String) throws(BenchFailure) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        var argv: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { _ = unsafe argv.map { unsafe free($0) } }
        var pid: pid_t = 0
        let status = unsafe posix_spawnp(&pid, words[0], &actions, &attributes, &argv, environ)
        guard status != ENOENT else { throw BenchFailure("there is no \(words[0]): install or build it first") }
        guard status == 0 else { throw BenchFailure("\(words[0]) does not start: error \(status)") }
        return pid
    }
}

internal import CLinux
internal import Glibc

/// The redis-server process: found, started, recognised.
enum ServerProcess {
    /// The file of redis-server in PATH.
    static func find() throws(PrivateRedisError) -> String {
        let variable = unsafe getenv("PATH")
        let path = unsafe variable.map { unsafe String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
        return try find(in: path)
    }

    static func find(in path: String) throws(PrivateRedisError) -> String {
        for directory in path.split(separator: ":") {
            let file = "\(directory)/redis-server"
            if unsafe access(file, X_OK) == 0 { return file }
        }
        throw PrivateRedisError(
            .serverMissing,
            "redis-server was not found in PATH: install it (apt-get install redis-server), or name a server of your own "
                + "with --redis-url")
    }

    /// The whole configuration, as command-line words. `DiskSync` says why it does not flush by itself.
    static func arguments(_ directory: ServerDirectory) -> [String] {
        [
            "--port", "0", "--unixsocket", directory.socketPath, "--unixsocketperm", "700", "--dir", directory.path,
            "--appendonly", "yes", "--appendfsync", "no", "--save", "", "--daemonize", "no",
            "--logfile", directory.logPath, "--pidfile", directory.pidPath, "--protected-mode", "yes",
        ]
    }

    /// Starts redis-server: in a process group of its own, so that Ctrl-C does not end it before us; with no blocked or
    /// ignored signals, so that SIGTERM ends it; with none of our descriptors.
    ///
    /// - Returns: its process ID, which is also in redis.pid.
    static func spawn(_ directory: ServerDirectory) throws(PrivateRedisError) -> pid_t {
        let file = try find()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETPGROUP)
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        // What it says before it has read its configuration belongs in the log too.
        unsafe posix_spawn_file_actions_addopen(&actions, 1, directory.logPath, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        var pid: pid_t = 0
        let words = [file] + arguments(directory)
        let status = unsafe withCStrings(words) { words in
            unsafe withCStrings(["LC_ALL=C"]) { environment in
                unsafe posix_spawn(&pid, file, &actions, &attributes, words, environment)
            }
        }
        guard status == 0 else {
            let reason = SystemFailure("posix_spawn \(file)", code: status).text
            throw PrivateRedisError(.startFailed, "redis-server could not be started (\(reason)): check \(file)")
        }
        // Redis writes the same a little later; a crash of ours in between must not lose the process.
        try? Files.write(directory.pidPath, "\(pid)\n")
        return pid
    }

    /// A null-terminated array of C strings, for the duration of a call.
    private static func withCStrings<Value>(
        _ words: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Value
    ) -> Value {
        let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: words.count + 1)
        for (index, word) in words.enumerated() { unsafe (pointers + index).initialize(to: strdup(word)) }
        unsafe (pointers + words.count).initialize(to: nil)
        defer {
            for index in words.indices { unsafe free(pointers[index]) }
            unsafe pointers.deallocate()
        }
        return unsafe body(pointers)
    }

    // MARK: Recognition

    /// The process in redis.pid, when it lives and is a redis-server of this directory: the number alone may have gone
    /// to any other process since.
    static func left(in directory: ServerDirectory) -> pid_t? {
        let text = Files.read(directory.pidPath).map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard let pid = pid_t(text.filter(\.isNumber)), pid > 1, isOurs(pid, directory) else { return nil }
        return pid
    }

    static func isOurs(_ pid: pid_t, _ directory: ServerDirectory) -> Bool {
        guard isAlive(pid), let bytes = Files.read("/proc/\(pid)/cmdline") else { return false }
        let command = String(decoding: bytes.map { $0 == 0 ? 0x20 : $0 }, as: UTF8.self)
        guard command.contains("redis-server") else { return false }
        return command.contains(directory.socketPath) || workingDirectory(pid) == directory.path
    }

    /// False also for a process that has ended and that its parent has not asked about.
    static func isAlive(_ pid: pid_t) -> Bool {
        guard kill(pid, 0) == 0 || errno == EPERM else { return false }
        guard let bytes = Files.read("/proc/\(pid)/stat") else { return false }
        // "pid (name) state …": the name may hold anything, so the state is what follows the last parenthesis.
        guard let end = bytes.lastIndex(of: UInt8(ascii: ")")), end + 2 < bytes.count else { return false }
        return bytes[end + 2] != UInt8(ascii: "Z") && bytes[end + 2] != UInt8(ascii: "X")
    }

    private static func workingDirectory(_ pid: pid_t) -> String? {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = unsafe readlink("/proc/\(pid)/cwd", &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

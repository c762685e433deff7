internal import Glibc

/// The data directory of a private server: who may use it, and where things lie in it.
struct ServerDirectory: Sendable {
    /// Absolute, with links resolved.
    let path: String
    let socketPath: String
    /// A short directory for the socket, when the data directory's own path is too long for one.
    let runtimePath: String?

    var pidPath: String { path + "/redis.pid" }
    var logPath: String { path + "/redis.log" }
    var lockPath: String { path + "/lock" }
    private static let runtimeNote = "/runtime"

    /// Longest socket path used, in bytes. The kernel's limit is 107.
    static let longestSocketPath = 100

    /// Makes the directory (mode 0700), or checks the one that is there.
    init(preparing given: String) throws(PrivateRedisError) {
        try ServerDirectory.make(given)
        guard let resolved = unsafe realpath(given, nil) else {
            throw ServerDirectory.unusable(given, SystemFailure("realpath").text)
        }
        path = unsafe String(cString: resolved)
        unsafe free(resolved)
        guard Files.isPrivateDirectory(path) else {
            throw PrivateRedisError(
                .directoryUnusable,
                "the data directory \(path) holds keys and must belong to this user alone: chown it and chmod 700 it, "
                    + "or give another one with --data-dir")
        }
        let direct = path + "/redis.sock"
        if direct.utf8.count <= ServerDirectory.longestSocketPath {
            socketPath = direct
            runtimePath = nil
        } else {
            let runtime = try ServerDirectory.runtime(for: path)
            socketPath = runtime + "/redis.sock"
            runtimePath = runtime
        }
    }

    /// Who uses a directory.
    enum User: Equatable {
        case service
        /// For a moment: whoever comes meanwhile waits.
        case command

        /// How long to wait for a command to end, milliseconds.
        static let patience = 30_000
    }

    /// Takes the lock that says who uses the directory. Blocks while a command has it.
    ///
    /// - Returns: the descriptor that holds it, for as long as it is open. The kernel frees it when the process ends.
    func lock(for user: User = .service) throws(PrivateRedisError) -> Int32 {
        var last: pid_t?
        for _ in 0..<User.patience / 20 {
            switch try attempt(user) {
            case .taken(let descriptor): return descriptor
            case .held(by: let holder, .service): throw inUse(by: holder)
            case .held(by: let holder, .command):
                last = holder
                usleep(20_000)
            }
        }
        throw inUse(by: last)
    }

    enum LockAttempt {
        /// With the descriptor that holds it.
        case taken(Int32)
        /// With the process's ID, if it could be read.
        case held(by: pid_t?, User)
    }

    /// Takes the lock if nobody has it.
    func attempt(_ user: User) throws(PrivateRedisError) -> LockAttempt {
        // Close-on-exec, so that redis-server does not inherit the lock and hold it after a crash of ours.
        let descriptor = unsafe open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ServerDirectory.unusable(path, SystemFailure("open \(lockPath)").text) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let failure = SystemFailure("flock")
            let isHeld = errno == EWOULDBLOCK
            let words = String(decoding: Files.readAll(descriptor), as: UTF8.self).split(separator: " ")
            _ = close(descriptor)
            guard isHeld else { throw ServerDirectory.unusable(path, failure.text) }
            // Whoever has just taken it has not written yet: who that is will be known in a moment.
            let isCommand = words.isEmpty || words.dropFirst() == [ServerDirectory.commandMark]
            return .held(by: words.first.flatMap { pid_t($0) }, isCommand ? .command : .service)
        }
        _ = ftruncate(descriptor, 0)
        let mark = user == .command ? " \(ServerDirectory.commandMark)" : ""
        do { try Files.write(descriptor, "\(getpid())\(mark)") } catch {
            ServerDirectory.unlock(descriptor)
            throw ServerDirectory.unusable(path, error.text)
        }
        return .taken(descriptor)
    }

    /// Behind the process ID in the lock file of a command.
    private static let commandMark: Substring = "command"

    func inUse(by holder: pid_t?) -> PrivateRedisError {
        let who = holder.map { "process \($0)" } ?? "another process"
        return PrivateRedisError(
            .directoryInUse,
            "the data directory \(path) is in use by \(who): stop it, or give another one with --data-dir")
    }

    /// Gives the lock back at once: closing alone would not, while a child just being spawned still shares the descriptor.
    static func unlock(_ descriptor: Int32) {
        _ = flock(descriptor, LOCK_UN)
        _ = close(descriptor)
    }

    /// Removes what only a running server needs.
    func clean() {
        _ = unsafe unlink(pidPath)
        _ = unsafe unlink(socketPath)
        if let runtimePath {
            _ = unsafe rmdir(runtimePath)
            _ = unsafe unlink(path + ServerDirectory.runtimeNote)
        }
    }

    private static func make(_ path: String) throws(PrivateRedisError) {
        guard !path.isEmpty else {
            throw PrivateRedisError(.directoryUnusable, "the data directory has no name: write --data-dir=.vellum")
        }
        var parent = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            parent += "/" + part
            guard unsafe mkdir(parent, 0o700) == 0 || errno == EEXIST else {
                throw unusable(path, SystemFailure("mkdir \(parent)").text)
            }
        }
    }

    private static func unusable(_ path: String, _ detail: String) -> PrivateRedisError {
        PrivateRedisError(
            .directoryUnusable,
            "the data directory \(path) cannot be used (\(detail)): check its permissions and the disk, or give another "
                + "one with --data-dir", detail: detail)
    }

    /// The short directory, the one of last time if it is still there: a server left behind listens in it.
    private static func runtime(for path: String) throws(PrivateRedisError) -> String {
        let note = path + runtimeNote
        if let known = Files.read(note).map({ String(decoding: $0, as: UTF8.self) }), Files.isPrivateDirectory(known) {
            return known
        }
        var base = "/tmp"
        if let variable = unsafe getenv("XDG_RUNTIME_DIR") {
            let directory = unsafe String(cString: variable)
            if Files.isPrivateDirectory(directory), directory.utf8.count <= longestSocketPath - 30 { base = directory }
        }
        var template = (base + "/vellum-XXXXXX").utf8CString.map { $0 }
        guard unsafe mkdtemp(&template) != nil else { throw unusable(base, SystemFailure("mkdtemp").text) }
        let made = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        do { try Files.write(note, made) } catch { throw unusable(path, error.text) }
        return made
    }
}

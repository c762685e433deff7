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

    /// Takes the lock that says who uses the directory.
    ///
    /// - Returns: the descriptor that holds it, for as long as it is open. The kernel frees it when the process ends.
    func lock() throws(PrivateRedisError) -> Int32 {
        // Close-on-exec, so that redis-server does not inherit the lock and hold it after a crash of ours.
        let descriptor = unsafe open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ServerDirectory.unusable(path, SystemFailure("open \(lockPath)").text) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let failure = SystemFailure("flock")
            let isHeld = errno == EWOULDBLOCK
            let holder = String(decoding: Files.readAll(descriptor), as: UTF8.self)
            _ = close(descriptor)
            guard isHeld else { throw ServerDirectory.unusable(path, failure.text) }
            let who = Int32(holder).map { "process \($0)" } ?? "another process"
            throw PrivateRedisError(
                .directoryInUse,
                "the data directory \(path) is in use by \(who): stop it, or give another one with --data-dir")
        }
        _ = ftruncate(descriptor, 0)
        do { try Files.write(descriptor, String(getpid())) } catch {
            ServerDirectory.unlock(descriptor)
            throw ServerDirectory.unusable(path, error.text)
        }
        return descriptor
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

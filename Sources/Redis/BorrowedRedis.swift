internal import EventLoop
internal import Glibc

/// The redis-server of a data directory, for one command: that of the running service while there is one, and otherwise
/// one that is started for the command and stopped after it.
///
/// A redis-server that somebody else started is used and never stopped, one that was left behind by a kill -9 neither.
/// Commands on a directory that no service uses take turns, and a service that starts meanwhile waits for its turn.
package final class BorrowedRedis: Sendable {
    package let endpoint: RedisEndpoint
    /// Whether a service was using the directory.
    package let isInService: Bool

    private let directory: ServerDirectory
    /// The lock of the directory and the server that was started; nil where it is another's.
    private let lock: Int32?
    private let started: pid_t?

    private init(_ directory: ServerDirectory, isInService: Bool = false, lock: Int32? = nil, started: pid_t? = nil) {
        self.directory = directory
        self.isInService = isInService
        self.lock = lock
        self.started = started
        endpoint = .unix(path: directory.socketPath)
    }

    /// How long a service may take to have its redis-server answer, milliseconds.
    private static let patience = 10_000

    /// - Parameters:
    ///   - dataDirectory: of `vellum serve`.
    ///   - mayMake: whether a directory that is not there is made; else it is an error.
    /// - Throws: what is in the way, and what to do about it.
    package static func open(dataDirectory: String, mayMake: Bool) async throws(PrivateRedisError) -> BorrowedRedis {
        let outcome: Result<BorrowedRedis, PrivateRedisError> = await withCheckedContinuation { caller in
            Threads.spawn(name: "redis-borrow") {
                do throws(PrivateRedisError) {
                    caller.resume(returning: .success(try openBlocking(dataDirectory, mayMake)))
                } catch { caller.resume(returning: .failure(error)) }
            }
        }
        return try outcome.get()
    }

    private static func openBlocking(
        _ dataDirectory: String, _ mayMake: Bool
    ) throws(PrivateRedisError) -> BorrowedRedis {
        guard mayMake || Files.status(dataDirectory) != nil else {
            throw PrivateRedisError(
                .directoryMissing,
                "there is no data directory \(dataDirectory) here: run this where the server runs, or write its "
                    + "--data-dir or --redis-url")
        }
        let directory = try ServerDirectory(preparing: dataDirectory)
        for _ in 0..<ServerDirectory.User.patience / 20 {
            switch try directory.attempt(.command) {
            case .taken(let lock):
                do throws(PrivateRedisError) {
                    return try use(directory, lock)
                } catch {
                    ServerDirectory.unlock(lock)
                    throw error
                }
            case .held(by: let holder, .service):
                try awaitService(directory, holder)
                return BorrowedRedis(directory, isInService: true)
            case .held(by: _, .command): usleep(20_000)
            }
        }
        throw PrivateRedisError(
            .directoryInUse, "another command has used the data directory \(directory.path) for long: try again later")
    }

    /// The server that somebody left behind, or one of our own.
    private static func use(_ directory: ServerDirectory, _ lock: Int32) throws(PrivateRedisError) -> BorrowedRedis {
        let left = ServerProcess.left(in: directory)
        switch SocketProbe.ping(directory.socketPath, milliseconds: 1_000) {
        case .ready: return BorrowedRedis(directory, lock: lock)
        case .refused where left == nil: break
        case .refused, .loading, .silent:
            let who = left.map { "process \($0)" } ?? "some process"
            throw PrivateRedisError(
                .startFailed,
                "a redis-server that was left behind in \(directory.path) (\(who)) does not answer: wait a moment, or "
                    + "start vellum serve, which replaces it")
        }
        let pid = try ServerProcess.spawn(directory)
        try PrivateRedis.awaitAnswer(pid, directory)
        return BorrowedRedis(directory, lock: lock, started: pid)
    }

    private static func awaitService(_ directory: ServerDirectory, _ holder: pid_t?) throws(PrivateRedisError) {
        for _ in 0..<patience / 20 {
            if SocketProbe.ping(directory.socketPath, milliseconds: 1_000) == .ready { return }
            usleep(20_000)
        }
        let who = holder.map { "process \($0)" } ?? "another process"
        throw PrivateRedisError(
            .startFailed,
            "\(who) uses the data directory \(directory.path), but its redis-server does not answer: see the log of "
                + "vellum serve, or write its --redis-url if it has one")
    }

    /// Stops what was started, and lets the next one in. To be called once.
    package func close() async {
        await withCheckedContinuation { caller in
            Threads.spawn(name: "redis-return") {
                self.closeBlocking()
                caller.resume()
            }
        }
    }

    private func closeBlocking() {
        guard let lock else { return }
        if let started {
            PrivateRedis.end(started) {
                var status: Int32 = 0
                return unsafe waitpid(started, &status, WNOHANG) == 0
            }
            directory.clean()
        }
        ServerDirectory.unlock(lock)
    }
}

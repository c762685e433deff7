internal import EventLoop
internal import Glibc
internal import Synchronization

/// The redis-server that we start ourselves: append-only, on a Unix socket, in a locked data directory.
///
/// It is started again when it ends by itself. One that an earlier process left behind, after a kill -9, is adopted when
/// it answers, and stopped when it does not: there are never two on the same data.
package final class PrivateRedis: Sendable {
    package let endpoint: RedisEndpoint

    private let directory: ServerDirectory
    private let onEvent: (@Sendable (PrivateRedisEvent) -> Void)?
    private let state: Mutex<State>

    private struct State: Sendable {
        /// Nil between its end and its next start. A child is reaped under the lock, so that the number is its own.
        var pid: pid_t?
        var isChild: Bool
        var isStopping = false
        var lock: Int32
    }

    /// How long a server may read its data at start, and how long it has to end after SIGTERM, in milliseconds.
    static let startPatience = 120_000
    static let stopPatience = 5_000

    private init(
        _ directory: ServerDirectory, _ state: consuming State, _ onEvent: (@Sendable (PrivateRedisEvent) -> Void)?
    ) {
        self.directory = directory
        self.onEvent = onEvent
        self.state = Mutex(state)
        endpoint = .unix(path: directory.socketPath)
    }

    /// Starts the server, or adopts the one that is there, and returns when it answers.
    ///
    /// - Parameters:
    ///   - dataDirectory: made with mode 0700 when it is not there.
    ///   - onEvent: told of starts and ends, on a thread of its own; for the log.
    /// - Throws: what is in the way, and what to do about it.
    package static func start(
        dataDirectory: String, onEvent: (@Sendable (PrivateRedisEvent) -> Void)? = nil
    ) async throws(PrivateRedisError) -> PrivateRedis {
        let outcome: Result<PrivateRedis, PrivateRedisError> = await withCheckedContinuation { caller in
            Threads.spawn(name: "redis-server") {
                do throws(PrivateRedisError) {
                    let server = try prepare(dataDirectory, onEvent)
                    caller.resume(returning: .success(server))
                    Threads.spawn(name: "redis-sync") { server.keepOnDisk() }
                    server.supervise()
                } catch { caller.resume(returning: .failure(error)) }
            }
        }
        return try outcome.get()
    }

    /// Ends the server, by SIGTERM, after five seconds by SIGKILL, and frees the data directory. May be called again.
    package func stop() async {
        await withCheckedContinuation { caller in
            Threads.spawn(name: "redis-stop") {
                self.stopBlocking()
                caller.resume()
            }
        }
    }

    /// The server's process, for diagnosis; nil while there is none.
    package var processID: Int32? { state.withLock(\.pid) }

    // MARK: Start (on the thread that supervises afterwards)

    private static func prepare(
        _ dataDirectory: String, _ onEvent: (@Sendable (PrivateRedisEvent) -> Void)?
    ) throws(PrivateRedisError) -> PrivateRedis {
        let directory = try ServerDirectory(preparing: dataDirectory)
        let lock = try directory.lock()
        do throws(PrivateRedisError) {
            if let pid = adopt(directory) {
                onEvent?(.adopted(pid: pid))
                return PrivateRedis(directory, State(pid: pid, isChild: false, lock: lock), onEvent)
            }
            let pid = try ServerProcess.spawn(directory)
            try awaitAnswer(pid, directory)
            onEvent?(.started(pid: pid))
            return PrivateRedis(directory, State(pid: pid, isChild: true, lock: lock), onEvent)
        } catch {
            ServerDirectory.unlock(lock)
            throw error
        }
    }

    /// The server that an earlier process left behind, if it is in order. One that is not is stopped.
    private static func adopt(_ directory: ServerDirectory) -> pid_t? {
        let claimed = ServerProcess.left(in: directory)
        let serving = SocketProbe.processID(directory.socketPath, milliseconds: 1_000)
        guard let pid = claimed ?? serving, ServerProcess.isOurs(pid, directory) else { return nil }
        for _ in 0..<startPatience / 20 {
            switch SocketProbe.ping(directory.socketPath, milliseconds: 1_000) {
            case .ready:
                try? Files.write(directory.pidPath, "\(pid)\n")
                return pid
            case .loading where ServerProcess.isAlive(pid): usleep(20_000)
            default:
                end(pid) { ServerProcess.isAlive(pid) }
                return nil
            }
        }
        end(pid) { ServerProcess.isAlive(pid) }
        return nil
    }

    static func end(_ pid: pid_t, while lives: () -> Bool) {
        kill(pid, SIGTERM)
        if wait(milliseconds: stopPatience, while: lives) { return }
        kill(pid, SIGKILL)
        _ = wait(milliseconds: stopPatience, while: lives)
    }

    /// True when the condition ended in time.
    private static func wait(milliseconds: Int, while condition: () -> Bool) -> Bool {
        for _ in 0..<milliseconds / 5 {
            if !condition() { return true }
            usleep(5_000)
        }
        return !condition()
    }

    static func awaitAnswer(_ pid: pid_t, _ directory: ServerDirectory) throws(PrivateRedisError) {
        let log = directory.logPath
        for _ in 0..<startPatience / 5 {
            if SocketProbe.ping(directory.socketPath, milliseconds: 1_000) == .ready { return }
            var status: Int32 = 0
            if unsafe waitpid(pid, &status, WNOHANG) == pid {
                let end = Files.tail(log, bytes: 2_000) ?? ""
                let last = end.split(separator: "\n").last.map { String($0) } ?? ""
                throw PrivateRedisError(
                    .startFailed, "redis-server ended at its start, see \(log) for the reason: \(last)", detail: end)
            }
            usleep(5_000)
        }
        end(pid) {
            var status: Int32 = 0
            return unsafe waitpid(pid, &status, WNOHANG) == 0
        }
        throw PrivateRedisError(
            .startFailed, "redis-server did not answer within \(startPatience / 1_000) s: see \(log) for the reason")
    }

    // MARK: Life

    /// Waits for the end of the server and starts it again, until it is stopped. Blocks its thread.
    private func supervise() {
        var backoff = Backoff(shortest: 100_000_000, longest: 5_000_000_000)
        var random = SystemRandomNumberGenerator()
        while let (pid, isChild) = state.withLock({ state in state.pid.map { ($0, state.isChild) } }) {
            let began = EventLoop.monotonicNow()
            awaitEnd(pid, isChild)
            if state.withLock(\.isStopping) { return }
            onEvent?(.ended(pid: pid))
            if EventLoop.monotonicNow() - began > 10_000_000_000 { backoff.reset() }
            repeat {
                usleep(UInt32(backoff.next(using: &random) / 1_000))
            } while !restart()
        }
    }

    /// Flushes once a second, until the server is stopped; it flushes once more itself then. Blocks its thread.
    private func keepOnDisk() {
        var disk = DiskSync(directory)
        var known: String?
        while !state.withLock(\.isStopping) {
            disk.flush()
            if let failure = disk.failure, failure != known { onEvent?(.flushFailed(detail: failure)) }
            known = disk.failure
            usleep(DiskSync.interval)
        }
    }

    private func awaitEnd(_ pid: pid_t, _ isChild: Bool) {
        if isChild {
            var info = unsafe siginfo_t()
            // WNOWAIT leaves the process unreaped, so that its number cannot be given away before the lock is held.
            while unsafe waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR {}
        } else {
            while ServerProcess.isAlive(pid) { usleep(100_000) }
        }
        state.withLock { state in
            var status: Int32 = 0
            if isChild { _ = unsafe waitpid(pid, &status, WNOHANG) }
            state.pid = nil
        }
    }

    /// True when there is nothing more to try: the server runs again, or is meant to be stopped.
    private func restart() -> Bool {
        let outcome = state.withLock { state -> Result<pid_t?, PrivateRedisError> in
            guard !state.isStopping else { return .success(nil) }
            do throws(PrivateRedisError) {
                let pid = try ServerProcess.spawn(directory)
                state.pid = pid
                state.isChild = true
                return .success(pid)
            } catch { return .failure(error) }
        }
        switch outcome {
        case .success(let pid):
            if let pid { onEvent?(.started(pid: pid)) }
            return true
        case .failure(let error):
            onEvent?(.startFailed(error))
            return false
        }
    }

    private func stopBlocking() {
        let signal = { (number: Int32) in
            self.state.withLock { state in
                state.isStopping = true
                // Only a child's number is surely still its own.
                if let pid = state.pid, state.isChild || ServerProcess.isOurs(pid, self.directory) { kill(pid, number) }
            }
        }
        signal(SIGTERM)
        let lives = { self.state.withLock { $0.pid != nil } }
        if !PrivateRedis.wait(milliseconds: PrivateRedis.stopPatience, while: lives) {
            signal(SIGKILL)
            _ = PrivateRedis.wait(milliseconds: PrivateRedis.stopPatience, while: lives)
        }
        let lock = state.withLock { state in
            defer { state.lock = -1 }
            return state.lock
        }
        guard lock >= 0 else { return }
        directory.clean()
        ServerDirectory.unlock(lock)
    }
}

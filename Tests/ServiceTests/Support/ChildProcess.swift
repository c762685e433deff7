import CLinux
import Foundation
import Glibc

/// A process that a test starts and ends by its id.
///
/// Foundation's Process hands on the blocked signal mask of the test runner, and a server would never see SIGTERM;
/// posix_spawn resets it.
final class ChildProcess: Sendable {
    let pid: pid_t
    /// Standard output and standard error, in one file.
    let output: String

    init(_ arguments: [String], environment: [String: String] = [:], directory: String, output: String) throws {
        self.output = output
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        // A socket of another test, inherited, would stay open after that test closed it.
        unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3)

        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        var all = sigset_t()
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

        let merged = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        // env changes the folder and becomes the program: the process ID stays.
        let words = ["/usr/bin/env", "-C", directory] + arguments
        var argv: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = unsafe merged.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer { _ = unsafe (argv + envp).map { unsafe free($0) } }
        var pid: pid_t = 0
        let status = unsafe posix_spawn(&pid, words[0], &actions, &attributes, &argv, &envp)
        guard status == 0 else { throw ChildFailure(what: "\(arguments[0]) does not start: error \(status)") }
        self.pid = pid
        Children.remember(pid)
    }

    func send(_ signal: Int32) { _ = kill(pid, signal) }

    /// The exit status, or minus the signal; waits on a thread of its own.
    func exitStatus() async -> Int32 {
        let pid = pid
        let status = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var status: Int32 = 0
                while unsafe waitpid(pid, &status, 0) < 0 && errno == EINTR {}
                continuation.resume(returning: status)
            }
        }
        Children.forget(pid)
        return status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
    }

    var text: String { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }
}

struct ChildFailure: Error {
    let what: String
}

/// Whatever still runs when the test runner exits is killed, by id.
private enum Children {
    private static let lock = NSLock()
    nonisolated(unsafe) private static var pids: Set<pid_t> = []
    nonisolated(unsafe) private static var isArmed = false

    static func remember(_ pid: pid_t) {
        lock.withLock {
            unsafe pids.insert(pid)
            guard unsafe !isArmed else { return }
            unsafe isArmed = true
            atexit { Children.killAll() }
        }
    }

    static func forget(_ pid: pid_t) { lock.withLock { _ = unsafe pids.remove(pid) } }

    static func killAll() {
        for pid in lock.withLock({ unsafe pids }) {
            kill(pid, SIGTERM)
            var status: Int32 = 0
            for _ in 0..<200 where unsafe waitpid(pid, &status, WNOHANG) == 0 { usleep(20_000) }
            kill(pid, SIGKILL)
        }
    }
}

import CLinux
import Glibc

/// The engine in a process of its own (see EngineHost), which ends with its owner.
final class HostProcess: Sendable {
    let pid: pid_t
    let port: UInt16
    private let input: Int32

    /// Whether `memory` is the engine's. Under a sanitizer most of it is not.
    static let tellsMemory = unsafe getenv("VELLUM_SANITIZED") == nil

    private static let executable: String = {
        // It lies beside the bundle of the tests.
        let words = CommandLine.arguments[0].split(separator: "/", omittingEmptySubsequences: false)
        return (words.dropLast() + ["EngineHost"]).joined(separator: "/")
    }()

    /// - Parameter options: see HostOptions.
    init(_ options: [String] = []) throws {
        var toChild: [Int32] = [0, 0]
        var fromChild: [Int32] = [0, 0]
        guard unsafe pipe(&toChild) == 0, unsafe pipe(&fromChild) == 0 else { throw Client.Failure(reason: "pipe") }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        let words = [HostProcess.executable] + options
        var argv: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { _ = unsafe argv.map { unsafe free($0) } }
        var child: pid_t = 0
        let status = unsafe posix_spawn(&child, words[0], &actions, nil, &argv, environ)
        close(toChild[0])
        close(fromChild[1])
        defer { close(fromChild[0]) }
        guard status == 0 else { throw Client.Failure(reason: "\(words[0]) does not start: error \(status)") }
        pid = child
        input = toChild[1]
        var line = [UInt8](repeating: 0, count: 200)
        let count = unsafe read(fromChild[0], &line, line.count)
        let text = String(decoding: line.prefix(max(0, count)), as: UTF8.self)
        guard let port = UInt16(text.dropFirst(5).prefix { $0.isNumber }) else {
            throw Client.Failure(reason: "EngineHost says: \(text)")
        }
        self.port = port
    }

    deinit {
        close(input)
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    }

    /// Memory that the process alone holds, bytes (RssAnon of proc(5)): kernel buffers are not in it.
    var memory: Int {
        let file = unsafe fopen("/proc/\(pid)/status", "r")
        guard let file = unsafe file else { return 0 }
        defer { unsafe fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while unsafe fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            guard text.hasPrefix("RssAnon:") else { continue }
            return (Int(text.filter(\.isNumber)) ?? 0) * 1024
        }
        return 0
    }

    /// Processor time used so far, seconds (proc(5): utime and stime of stat, in ticks).
    var processorTime: Double {
        let descriptor = unsafe open("/proc/\(pid)/stat", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1024)
        let count = unsafe read(descriptor, &bytes, bytes.count)
        let words = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
        guard words.count > 15, let user = Double(words[13]), let system = Double(words[14]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}

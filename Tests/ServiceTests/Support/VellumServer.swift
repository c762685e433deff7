import ContractTesting
import EventLoop
import Foundation
import Redis
import Testing

/// A real server with a real redis-server of its own, in a folder of its own.
final class VellumServer: Sendable {
    let child: ChildProcess
    let folder: String
    let port: UInt16
    let client: RecordingClient
    let options: [String]

    static let executable: String = {
        // The executable lies beside the bundle of the tests.
        let bundle = CommandLine.arguments[0].hasSuffix(".xctest") ? CommandLine.arguments[0] : Bundle.main.bundlePath
        let candidates = [
            Bundle.main.bundleURL.appending(path: "vellum").path,
            URL(filePath: bundle).deletingLastPathComponent().appending(path: "vellum").path,
            Repository.root.appending(path: ".build/debug/vellum").path,
        ]
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? candidates[2]
    }()

    /// Options for quick tests; those given come after and win.
    static let quick = ["--port", "0", "--bcrypt-cost", "4", "--log-level", "debug"]

    private init(child: ChildProcess, folder: String, port: UInt16, options: [String], coverage: Coverage) {
        self.child = child
        self.folder = folder
        self.port = port
        self.options = options
        client = RecordingClient(port: port, coverage: coverage)
    }

    static func start(
        _ options: [String] = [], quick: [String] = VellumServer.quick, folder: String? = nil,
        environment: [String: String] = [:], coverage: Coverage = Contracts.coverage
    ) async throws -> VellumServer {
        let folder = try folder ?? makeFolder()
        let output = folder + "/output-\(UUID().uuidString.prefix(8))"
        let child = try ChildProcess(
            [executable, "serve", "--data-dir", folder + "/data"] + quick + options, environment: environment,
            directory: folder, output: output)
        for _ in 0..<1_000 {
            if let match = child.text.firstMatch(of: /listening.*?port=(\d+)/), let port = UInt16(match.1) {
                return VellumServer(child: child, folder: folder, port: port, options: options, coverage: coverage)
            }
            if kill(child.pid, 0) != 0 { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        child.send(SIGKILL)
        throw ChildFailure(what: "the server did not start: \(child.text)")
    }

    static func makeFolder() throws -> String {
        let folder = "/tmp/vellum-test-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Stops the server as an operator would.
    @discardableResult
    func stop() async -> Int32 {
        child.send(SIGTERM)
        let status = await child.exitStatus()
        if status != 0 { Issue.record("the server ended with \(status): \(log.suffix(2_000))") }
        try? FileManager.default.removeItem(atPath: folder)
        return status
    }

    var log: String { child.text }

    /// Lines of the log that hold all of these words.
    func logLines(_ words: String...) -> [Substring] {
        log.split(separator: "\n").filter { line in words.allSatisfy { line.contains($0) } }
    }

    /// Waits for a line of the log; how many there are.
    func waitForLog(_ words: String...) async throws -> Int {
        for _ in 0..<500 {
            let count = log.split(separator: "\n").count { line in words.allSatisfy { line.contains($0) } }
            if count > 0 { return count }
            try await Task.sleep(for: .milliseconds(10))
        }
        return 0
    }

    /// The process of the private redis-server.
    var redisPID: pid_t? {
        (try? String(contentsOfFile: folder + "/data/redis.pid", encoding: .utf8))
            .flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    /// A connection to the server's own Redis.
    func redis() async throws -> Redis {
        let redis = Redis(.unix(path: folder + "/data/redis.sock"), loops: [TestLoop.shared])
        try await redis.connect()
        return redis
    }
}

/// A loop for the tests' own Redis connections.
enum TestLoop {
    static let shared: EventLoop = {
        guard let loop = try? EventLoop() else { preconditionFailure("no event loop") }
        loop.start(name: "test-loop")
        return loop
    }()
}

enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
}

/// The contracts as the oracle reads them, and one coverage for all that is sent.
enum Contracts {
    static let all: [Contract] = ["auth-api.yaml", "user-session-api.yaml"].map { name in
        do {
            return try Contract.load(path: Repository.root.appending(path: "contracts/\(name)").path)
        } catch {
            preconditionFailure("\(name): \(error)")
        }
    }
    static let coverage = Coverage(contracts: all)
}

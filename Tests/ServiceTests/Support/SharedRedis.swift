import Foundation
import Redis
import Testing

/// A redis-server that several instances share, on a Unix socket in a folder of its own.
final class SharedRedis: Sendable {
    private let child: ChildProcess
    private let folder: String

    private init(child: ChildProcess, folder: String) {
        self.child = child
        self.folder = folder
    }

    static func start() async throws -> SharedRedis {
        let folder = try VellumServer.makeFolder()
        let socket = folder + "/redis.sock"
        let child = try ChildProcess(
            [
                "redis-server", "--port", "0", "--unixsocket", socket, "--unixsocketperm", "700", "--save", "",
                "--appendonly", "no", "--dir", folder,
            ], directory: folder, output: folder + "/redis.log")
        let shared = SharedRedis(child: child, folder: folder)
        for _ in 0..<500 {
            if let redis = try? await shared.connect() {
                await redis.close()
                return shared
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        await shared.stop()
        throw ChildFailure(what: "redis-server did not start: \(child.text)")
    }

    private var path: String { folder + "/redis.sock" }

    func connect() async throws -> Redis {
        let redis = Redis(.unix(path: path), loops: [TestLoop.shared])
        try await redis.connect()
        return redis
    }

    /// An instance of the service on this Redis.
    func instance(_ options: [String] = ["--auth-attempts-per-minute", "0"]) async throws -> VellumServer {
        try await VellumServer.start(["--redis-url", "redis+unix://" + path] + options)
    }

    /// Instances whose starts overlap.
    func instances(_ count: Int, _ options: [String] = ["--auth-attempts-per-minute", "0"]) async throws
        -> [VellumServer]
    {
        try await withThrowingTaskGroup(of: VellumServer.self) { group in
            for _ in 0..<count { group.addTask { try await self.instance(options) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    func stop() async {
        child.send(SIGTERM)
        #expect(await child.exitStatus() == 0)
        try? FileManager.default.removeItem(atPath: folder)
    }
}

/// Two instances on one Redis.
struct TwoInstances: Sendable {
    let shared: SharedRedis
    let a: VellumServer
    let b: VellumServer

    static func start(_ options: [String] = ["--auth-attempts-per-minute", "0"]) async throws -> TwoInstances {
        let shared = try await SharedRedis.start()
        let both = try await shared.instances(2, options)
        return TwoInstances(shared: shared, a: both[0], b: both[1])
    }

    func stop() async {
        await a.stop()
        await b.stop()
        await shared.stop()
    }
}

import ContractTesting
import Foundation
import Redis
import Synchronization
import Testing

/// A redis-server as an operator runs it.
struct OwnRedis {
    let socket: String
    private let child: ChildProcess

    /// - Parameter name: of its socket; on another one, those who know the usual one do not find it.
    static func start(in folder: String, socket name: String = "redis.sock") async throws -> OwnRedis {
        let socket = "\(folder)/\(name)"
        let child = try ChildProcess(
            [
                "redis-server", "--port", "0", "--unixsocket", socket, "--dir", folder, "--appendonly", "yes",
                "--appendfsync", "everysec", "--save", "",
            ], directory: folder, output: folder + "/redis.log")
        try await awaitAnswer(socket)
        return OwnRedis(socket: socket, child: child)
    }

    func end(_ signal: Int32) async {
        child.send(signal)
        _ = await child.exitStatus()
    }

    func stop() { child.send(SIGSTOP) }

    func resume() { child.send(SIGCONT) }

    static func awaitAnswer(_ socket: String) async throws {
        for _ in 0..<500 {
            let redis = Redis(.unix(path: socket), loops: [TestLoop.shared])
            let answers = (try? await redis.connect()) != nil
            await redis.close()
            if answers { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw ChildFailure(what: "no redis-server answers on \(socket)")
    }
}

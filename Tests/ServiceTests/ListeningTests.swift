import ContractTesting
import Foundation
import Synchronization
import Testing

/// Where a real server listens, and how it stops.
@Suite struct ListeningTests {
    /// Runs a server to its end: exit status and all it printed.
    private func run(_ arguments: [String]) async throws -> (Int32, String) {
        let folder = try VellumServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let child = try ChildProcess(
            [VellumServer.executable, "serve"] + arguments, directory: folder, output: folder + "/output")
        return (await child.exitStatus(), child.text)
    }

    @Test func aSocketIsMadeIsRefusedToASecondServerAndIsRemoved() async throws {
        let folder = try VellumServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/http.sock"
        let child = try ChildProcess(
            [VellumServer.executable, "serve", "--socket", path, "--data-dir", folder + "/data"] + VellumServer.quick,
            directory: folder, output: folder + "/output")
        var isListening = false
        for _ in 0..<6 where !isListening {
            isListening = try await eventually { child.text.contains("event=listening socket=\(path)") }
        }
        #expect(isListening)
        let kind = try FileManager.default.attributesOfItem(atPath: path)
        #expect(kind[.type] as? FileAttributeType == .typeSocket)
        #expect(kind[.posixPermissions] as? Int == 0o660)
        let (status, text) = try await run(["--socket", path])
        #expect(status == 1)
        #expect(text.contains("the socket \(path) is in use: stop the other process, or choose another path"))
        child.send(SIGTERM)
        #expect(await child.exitStatus() == 0)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aSocketsPathThatIsTooLongIsNamed() async throws {
        let (status, text) = try await run(["--socket", String(repeating: "s", count: 108)])
        #expect(status == 1)
        #expect(text.contains("the socket's path has 108 bytes, and the system takes 107"))
    }

    @Test func sixteenAddressesAreListenedOn() async throws {
        let hosts = ["127.0.0.1", "[::1]"] + (2...15).map { "127.0.0.\($0)" }
        let server = try await VellumServer.start(["--host", hosts.joined(separator: ", "), "--loops", "1"])
        let isListening = try await eventually { server.logLines("event=listening").count == 16 }
        #expect(isListening)
        #expect(server.logLines("event=listening", "url=http://[::1]:").count == 1)
        #expect(try await server.client.send("GET", "/healthz", judge: false).status == 200)
        await server.stop()
    }

    @Test func openTokensAreRefusedWhenOneOfTheAddressesIsNotLoopback() async throws {
        let (status, text) = try await run(["--open-tokens", "--host", "127.0.0.1,0.0.0.0"])
        #expect(status == 1)
        #expect(text.contains("--open-tokens on 0.0.0.0 would let anyone"))
    }

    /// Asks on a new connection each time until it is refused; how many answers it got.
    private static func askUntilRefused(_ client: RecordingClient, _ answered: Tally) async throws {
        while true {
            do {
                let exchange = try await client.send("GET", "/healthz", judge: false)
                #expect(exchange.status == 200)
                answered.add()
            } catch let error as WireError where error.kind == .refused {
                return
            }
        }
    }

    @Test func aStopUnderLoadGivesWholeAnswersAndThenRefuses() async throws {
        let server = try await VellumServer.start(["--loops", "2"])
        let redis = try #require(server.redisPID)
        try await PublicSessionCases.create("a", on: server)
        let stream = try await server.client.openStream("/stream/a")
        #expect(try await stream.nextPart() != nil)
        let client = server.client
        let answered = Tally()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { try await Self.askUntilRefused(client, answered) } }
            let isBusy = try await eventually { answered.count > 200 }
            #expect(isBusy)
            // A second signal, and a reload in the middle of it, change nothing.
            for signal in [SIGTERM, SIGHUP, SIGINT, SIGTERM] { server.child.send(signal) }
            while try await stream.nextPart() != nil {}
            try await group.waitForAll()
        }
        #expect(await server.stop() == 0)
        #expect(kill(redis, 0) != 0)
    }
}

private final class Tally: Sendable {
    private let number = Atomic<Int>(0)
    var count: Int { number.load(ordering: .relaxed) }
    func add() { number.wrappingAdd(1, ordering: .relaxed) }
}

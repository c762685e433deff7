import EventLoop
import Glibc
import Synchronization
import Testing

@testable import Redis

/// The redis-server of a data directory, for a command beside the service.
@Suite struct BorrowedRedisTests {
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        try await body(folder)
    }

    private func isAnswering(_ folder: String) async -> Bool { await answers(folder + "/redis.sock") }

    @Test func oneOfItsOwnIsStartedAndStopped() async throws {
        try await withFolder { folder in
            for round in 1...2 {
                let borrowed = try await BorrowedRedis.open(dataDirectory: folder, mayMake: false)
                #expect(!borrowed.isInService)
                let redis = Redis(borrowed.endpoint, loops: [Loops.first])
                try await redis.connect()
                #expect(try await redis.command("INCR", "rounds").integerValue == Int64(round), "kept")
                let pid = try #require(try await processID(redis))
                await redis.close()
                await borrowed.close()
                #expect(!ServerProcess.isAlive(pid))
                #expect(Files.status(folder + "/redis.sock") == nil)
            }
        }
    }

    @Test func thatOfTheServiceIsUsedAndLeftAlone() async throws {
        try await withFolder { folder in
            let server = try await PrivateRedis.start(dataDirectory: folder)
            let pid = try #require(server.processID)
            let borrowed = try await BorrowedRedis.open(dataDirectory: folder, mayMake: false)
            #expect(borrowed.isInService)
            #expect(borrowed.endpoint == server.endpoint)
            await borrowed.close()
            #expect(server.processID == pid)
            #expect(await isAnswering(folder))
            await server.stop()
        }
    }

    @Test func oneThatWasLeftBehindIsUsedAndLeftAlone() async throws {
        try await withFolder { folder in
            let pid = try ServerProcess.spawn(ServerDirectory(preparing: folder))
            #expect(await eventually { await isAnswering(folder) })
            let borrowed = try await BorrowedRedis.open(dataDirectory: folder, mayMake: false)
            #expect(!borrowed.isInService)
            await borrowed.close()
            #expect(ServerProcess.isAlive(pid))
            #expect(await isAnswering(folder))
            let server = try await PrivateRedis.start(dataDirectory: folder)
            #expect(server.processID == pid, "the next service adopts it")
            await server.stop()
            reap(pid)
        }
    }

    @Test func oneThatWasLeftBehindAndHangsIsNotEnded() async throws {
        try await withFolder { folder in
            let pid = try ServerProcess.spawn(ServerDirectory(preparing: folder))
            #expect(await eventually { await isAnswering(folder) })
            kill(pid, SIGSTOP)
            let error = await #expect(throws: PrivateRedisError.self) {
                _ = try await BorrowedRedis.open(dataDirectory: folder, mayMake: false)
            }
            #expect(error?.message.contains("start vellum serve, which replaces it") == true)
            #expect(ServerProcess.isAlive(pid))
            kill(pid, SIGKILL)
            reap(pid)
            // The lock was let go.
            let server = try await PrivateRedis.start(dataDirectory: folder)
            await server.stop()
        }
    }

    @Test func aDirectoryThatIsNotThereIsMadeOnlyWhereThatIsMeant() async throws {
        try await withFolder { folder in
            let error = await #expect(throws: PrivateRedisError.self) {
                _ = try await BorrowedRedis.open(dataDirectory: folder + "/none", mayMake: false)
            }
            #expect(error?.kind == .directoryMissing)
            #expect(error?.message.contains("--data-dir") == true)
            #expect(Files.status(folder + "/none") == nil)
            let borrowed = try await BorrowedRedis.open(dataDirectory: folder + "/new", mayMake: true)
            await borrowed.close()
            #expect(Files.isPrivateDirectory(folder + "/new"))
            remove(folder + "/new/appendonlydir")
            remove(folder + "/new")
        }
    }

    @Test func commandsTakeTurnsAndTheServiceWaitsForItsTurn() async throws {
        try await withFolder { folder in
            let first = try await BorrowedRedis.open(dataDirectory: folder, mayMake: false)
            let order = Order()
            async let second: Void = command(folder, order)
            async let service: Void = serve(folder, order)
            try await Task.sleep(for: .milliseconds(300))
            order.add("first")
            await first.close()
            try await second
            try await service
            #expect(order.names.first == "first")
            #expect(order.names.count == 3)
        }
    }

    private func command(_ folder: String, _ order: Order) async throws {
        let borrowed = try await BorrowedRedis.open(dataDirectory: folder, mayMake: false)
        order.add("second")
        await borrowed.close()
    }

    private func serve(_ folder: String, _ order: Order) async throws {
        let server = try await PrivateRedis.start(dataDirectory: folder)
        order.add("service")
        await server.stop()
    }
}

/// Who came, in order.
private final class Order: Sendable {
    private let list = Mutex<[String]>([])
    func add(_ name: String) { list.withLock { $0.append(name) } }
    var names: [String] { list.withLock { $0 } }
}

import EventLoop
import Glibc
import Testing

@testable import Redis

struct PrivateRedisTests {
    @Test func directoryIsMadePrivateAndServerIsGoneAfterStop() async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        let server = try await PrivateRedis.start(dataDirectory: folder + "/a folder/data")
        let pid = try #require(server.processID)
        #expect(Files.isPrivateDirectory(folder + "/a folder/data"))
        #expect(ServerProcess.isAlive(pid))
        #expect(getpgid(pid) == pid, "a process group of its own")
        await server.stop()
        #expect(!ServerProcess.isAlive(pid))
        #expect(Files.status(folder + "/a folder/data/redis.sock") == nil)
        await server.stop()
        remove(folder + "/a folder")
    }

    @Test func dataIsThereAfterStopAndStart() async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        for round in 1...2 {
            let server = try await PrivateRedis.start(dataDirectory: folder)
            let redis = Redis(server.endpoint, loops: [Loops.first])
            try await redis.connect()
            #expect(try await redis.command("INCR", "rounds").integerValue == Int64(round))
            await redis.close()
            await server.stop()
        }
    }

    @Test func secondUserOfADirectoryIsRefusedByName() async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        let server = try await PrivateRedis.start(dataDirectory: folder)
        let error = await #expect(throws: PrivateRedisError.self) {
            _ = try await PrivateRedis.start(dataDirectory: folder)
        }
        #expect(error?.kind == .directoryInUse)
        #expect(error?.message.contains("in use by process \(getpid())") == true)
        #expect(error?.message.contains("--data-dir") == true)
        await server.stop()
        let again = try await PrivateRedis.start(dataDirectory: folder)
        await again.stop()
    }

    @Test func serverDoesNotInheritTheLock() async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        let server = try await PrivateRedis.start(dataDirectory: folder)
        let pid = try #require(server.processID)
        for number in 0..<64 {
            var buffer = [CChar](repeating: 0, count: 512)
            let count = unsafe readlink("/proc/\(pid)/fd/\(number)", &buffer, buffer.count)
            let target = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
            #expect(!target.hasSuffix("/lock"))
        }
        await server.stop()
    }

    @Test func serverLeftBehindIsAdopted() async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        let pid = try ServerProcess.spawn(ServerDirectory(preparing: folder))
        #expect(await eventually { await answers(folder + "/redis.sock") })
        let server = try await PrivateRedis.start(dataDirectory: folder)
        #expect(server.processID == pid)
        let redis = Redis(server.endpoint, loops: [Loops.first])
        try await redis.connect()
        #expect(try await processID(redis) == pid)
        await redis.close()
        await server.stop()
        #expect(!ServerProcess.isAlive(pid))
        reap(pid)
    }

    @Test func serverLeftBehindWithoutItsPidFileIsAdopted() async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        let pid = try ServerProcess.spawn(ServerDirectory(preparing: folder))
        #expect(await eventually { await answers(folder + "/redis.sock") })
        unlinkFile(folder + "/redis.pid")
        let server = try await PrivateRedis.start(dataDirectory: folder)
        #expect(server.processID == pid)
        await server.stop()
        reap(pid)
    }

    @Test func serverLeftBehindThatDoesNotAnswerIsReplaced() async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        let pid = try ServerProcess.spawn(ServerDirectory(preparing: folder))
        #expect(await eventually { await answers(folder + "/redis.sock") })
        kill(pid, SIGSTOP)
        let server = try await PrivateRedis.start(dataDirectory: folder)
        #expect(!ServerProcess.isAlive(pid))
        #expect(server.processID != pid)
        await server.stop()
        reap(pid)
    }

    @Test func foreignProcessInThePidFileIsLeftAlone() async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        try Files.write(folder + "/redis.pid", "\(getpid())\n")
        let server = try await PrivateRedis.start(dataDirectory: folder)
        #expect(server.processID != getpid())
        await server.stop()
    }

    @Test func longPathFallsBackToAShortSocket() async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        let long = folder + "/" + String(repeating: "a", count: 100)
        let directory = try ServerDirectory(preparing: long)
        let runtime = try #require(directory.runtimePath)
        #expect(try ServerDirectory(preparing: long).runtimePath == runtime, "remembered")
        let server = try await PrivateRedis.start(dataDirectory: long)
        let redis = Redis(server.endpoint, loops: [Loops.first])
        try await redis.connect()
        await redis.close()
        await server.stop()
        #expect(Files.status(runtime) == nil, "removed at the end")
    }

    @Test func directoryOpenToOthersIsRefused() async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        unsafe chmod(folder, 0o755)
        let error = await #expect(throws: PrivateRedisError.self) {
            _ = try await PrivateRedis.start(dataDirectory: folder)
        }
        #expect(error?.kind == .directoryUnusable)
        #expect(error?.message.contains("chmod 700") == true)
    }

    @Test func brokenDataIsToldWithTheLog() async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        unsafe mkdir(folder + "/appendonlydir", 0o700)
        try Files.write(folder + "/appendonlydir/appendonly.aof.manifest", "nonsense\n")
        let error = await #expect(throws: PrivateRedisError.self) {
            _ = try await PrivateRedis.start(dataDirectory: folder)
        }
        #expect(error?.kind == .startFailed)
        #expect(error?.message.contains("redis.log") == true)
    }

    @Test func missingServerSaysHowToInstallIt() {
        let error = #expect(throws: PrivateRedisError.self) { try ServerProcess.find(in: "/nowhere:/nowhere/else") }
        #expect(error?.message.contains("apt-get install redis-server") == true)
    }

    /// Only what has grown since is flushed, also in the new file after a rewrite.
    @Test func whatIsWrittenIsFlushedByUs() async throws {
        try await withServer { server, redis in
            #expect(try await redis.command("CONFIG", "GET", "appendfsync").elements?.last?.text == "no")
            let folder = try #require(try await redis.command("CONFIG", "GET", "dir").elements?.last?.text)
            var disk = DiskSync(try ServerDirectory(preparing: folder))
            _ = try await redis.command("SET", "a", "1")
            #expect(disk.flush() == 1)
            #expect(disk.flush() == 0)
            _ = try await redis.command("SET", "a", "2")
            #expect(disk.flush() == 1)
            _ = try await redis.command("BGREWRITEAOF")
            let isRewritten = await eventually {
                _ = try? await redis.command("SET", "a", "3")
                let isFlushed = disk.flush() == 1
                let report = try? await redis.command("INFO", "persistence").text
                return isFlushed && report?.contains("aof_rewrite_in_progress:0") == true
            }
            #expect(isRewritten)
        }
    }
}

func answers(_ socket: String) async -> Bool {
    await withCheckedContinuation { caller in
        Threads.spawn(name: "probe") {
            caller.resume(returning: SocketProbe.ping(socket, milliseconds: 1_000) == .ready)
        }
    }
}

/// Asks about a child that has ended; it does not block.
func reap(_ pid: pid_t) {
    var status: Int32 = 0
    _ = unsafe waitpid(pid, &status, WNOHANG)
}

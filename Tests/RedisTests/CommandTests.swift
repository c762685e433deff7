import EventLoop
import Testing

@testable import Redis

struct CommandTests {
    @Test func commandsAreAnswered() async throws {
        try await withServer { _, redis in
            #expect(redis.isConnected)
            let stored = try await redis.command("SET", "a", "1")
            #expect(stored == .simple("OK"))
            #expect(try await redis.command("GET", "a").text == "1")
            #expect(try await redis.command("INCR", "a").integerValue == 2)
            #expect(try await redis.command("GET", "none").isNull)
            #expect(try await redis.command("SET", "a", "3", "NX").isNull)
            #expect(try await redis.command("LRANGE", "none", "0", "-1").elements == [])
        }
    }

    @Test func valuesKeepTheirBytes() async throws {
        try await withServer { _, redis in
            let value = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
            _ = try await redis.command([Array("SET".utf8), [0, 255, 13, 10], value])
            #expect(try await redis.command([Array("GET".utf8), [0, 255, 13, 10]]).bytes == value)
        }
    }

    @Test func thousandConcurrentCommandsGetTheirOwnReplies() async throws {
        try await withServer(loops: [Loops.first, Loops.second]) { _, redis in
            let wrong = await Loops.second.run {
                await withTaskGroup(of: Bool.self) { group in
                    for number in 0..<1_000 {
                        group.addTask { (try? await redis.command("ECHO", "\(number)").text) == "\(number)" }
                    }
                    return await group.reduce(0) { $0 + ($1 ? 0 : 1) }
                }
            }
            #expect(wrong == 0)
        }
    }

    @Test func callerStaysOnItsLoop() async throws {
        try await withServer(loops: [Loops.first, Loops.second]) { _, redis in
            let stayed = await Loops.second.run {
                _ = try? await redis.command("PING")
                return Loops.second.isCurrent
            }
            #expect(stayed)
        }
    }

    @Test func scriptRunsAlsoWhenTheServerForgotIt() async throws {
        let script = RedisScript("return redis.call('INCRBY', KEYS[1], ARGV[1])")
        try await withServer { _, redis in
            #expect(try await redis.run(script, keys: ["n"], arguments: ["5"]).integerValue == 5)
            let known = try await redis.command("SCRIPT", "EXISTS", script.sha1).elements
            #expect(known == [.integer(1)])
            _ = try await redis.command("SCRIPT", "FLUSH")
            #expect(try await redis.run(script, keys: ["n"], arguments: ["5"]).integerValue == 10)
            #expect(try await redis.run(script, keys: ["n"], arguments: ["5"]).integerValue == 15)
        }
    }

    @Test func wrongTypeIsTheServersError() async throws {
        try await withServer { _, redis in
            _ = try await redis.command("SET", "text", "x")
            let error = await failure { () throws(RedisError) in try await redis.command("LPUSH", "text", "y") }
            guard case .server(let text) = error else {
                Issue.record("not a server error: \(String(describing: error))")
                return
            }
            #expect(text.hasPrefix("WRONGTYPE"))
            #expect(try await redis.command("GET", "text").text == "x")
        }
    }

    @Test func fullServerIsUnavailable() async throws {
        try await withServer { _, redis in
            _ = try await redis.command("CONFIG", "SET", "maxmemory", "1")
            let error = await failure { () throws(RedisError) in try await redis.command("SET", "a", "b") }
            #expect(error?.isUnavailable == true)
            #expect(error?.detail.hasPrefix("OOM") == true)
        }
    }

    @Test func commandsInFlightAreBounded() async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        let fake = FakeServer(folder: folder, answer: "", closes: false)
        defer { fake.stop() }
        var limits = RedisLimits()
        limits.commandsInFlight = 2
        let redis = Redis(.unix(path: fake.path), loops: [Loops.first], deadline: 300_000_000, limits: limits)
        try await redis.connect()
        let errors = await withTaskGroup(of: RedisError?.self) { group in
            for _ in 0..<3 {
                group.addTask { await failure { () throws(RedisError) in try await redis.command("GET", "a") } }
            }
            return await group.reduce(into: [String]()) { $0.append($1?.detail ?? "none") }
        }
        #expect(errors.count { $0.contains("this one was not sent") } == 1)
        #expect(errors.count { $0.contains("within 300 ms") } == 2)
        await redis.close()
    }

    @Test func closedClientFailsAtOnce() async throws {
        try await withServer { _, redis in
            await redis.close()
            #expect(!redis.isConnected)
            let error = await failure { () throws(RedisError) in try await redis.command("PING") }
            #expect(error?.isUnavailable == true)
        }
    }

    @Test func databaseAndPasswordOfTheURLAreUsed() async throws {
        try await withServer { server, redis in
            guard case .unix(let path) = server.endpoint.address else { return }
            _ = try await redis.command("ACL", "SETUSER", "app", "on", ">p@ss", "~*", "+@all")
            _ = try await redis.command("CONFIG", "SET", "requirepass", "other")
            let right = Redis(try RedisEndpoint(url: "redis+unix://app:p%40ss@\(path)"), loops: [Loops.first])
            try await right.connect()
            #expect(try await right.command("ACL", "WHOAMI").text == "app")
            await right.close()
            for (url, advice) in [
                ("redis+unix://app:wrong@\(path)", "check user and password"), (path, "wants a password"),
            ] {
                let wrong = Redis(try RedisEndpoint(url: url), loops: [Loops.first])
                let error = await #expect(throws: RedisError.self) { try await wrong.connect() }
                #expect(error?.detail.contains(advice) == true)
                #expect(error?.detail.contains("wrong") == false)
                await wrong.close()
            }
        }
    }
}

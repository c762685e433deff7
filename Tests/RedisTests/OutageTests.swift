import EventLoop
import Glibc
import Metrics
import Testing

@testable import Redis

struct OutageTests {
    @Test func stoppedServerFailsByTheDeadlineAndRecovers() async throws {
        try await withServer(deadline: 200_000_000) { server, redis in
            let pid = try #require(server.processID)
            kill(pid, SIGSTOP)
            let began = EventLoop.monotonicNow()
            let error = await failure { () throws(RedisError) in try await redis.command("SET", "a", "1") }
            let elapsed = (EventLoop.monotonicNow() - began) / 1_000_000
            kill(pid, SIGCONT)
            #expect(error?.isUnavailable == true)
            #expect((150...10_000).contains(elapsed))
            let recovered = await eventually { (try? await redis.command("ECHO", "b").text) == "b" }
            #expect(recovered)
        }
    }

    /// What its caller was told has failed must not happen afterwards, over what others have written since.
    @Test func aScriptThatComesTooLateDoesNothing() async throws {
        let script = RedisScript("return redis.call('INCR', KEYS[1])")
        try await withServer(deadline: 200_000_000) { server, redis in
            #expect(try await redis.run(script, keys: ["n"], arguments: []).integerValue == 1)
            let pid = try #require(server.processID)
            kill(pid, SIGSTOP)
            // It lies in the server's socket when the server goes on.
            let error = await failure { () throws(RedisError) in
                try await redis.run(script, keys: ["n"], arguments: [])
            }
            kill(pid, SIGCONT)
            #expect(error?.isUnavailable == true)
            let recovered = await eventually { (try? await redis.command("GET", "n").text) == "1" }
            #expect(recovered)
            #expect(try await redis.run(script, keys: ["n"], arguments: []).integerValue == 2)
        }
    }

    @Test func aServerThatCallsAScriptLateIsAskedForTheTimeAgain() async throws {
        try await withServer { _, redis in
            let late = RedisScript("return redis.error_reply('LATE says the script')")
            let error = await failure { () throws(RedisError) in
                try await redis.run(late, keys: [], arguments: [])
            }
            #expect(error?.isUnavailable == true)
            let isDropped = await eventually { redis.counters.disconnects.value == 1 }
            #expect(isDropped)
            let recovered = await eventually { (try? await redis.command("ECHO", "b").text) == "b" }
            #expect(recovered)
        }
    }

    @Test func killedServerIsStartedAgainWithItsData() async throws {
        try await withServer { server, redis in
            _ = try await redis.command("SET", "kept", "yes")
            // What reached the kernel outlives the process, and it is written before the reply.
            let pid = try #require(server.processID)
            kill(pid, SIGKILL)
            let recovered = await eventually { (try? await redis.command("GET", "kept").text) == "yes" }
            #expect(recovered)
            #expect(server.processID != pid)
        }
    }

    @Test func commandWhileNobodyAnswersFailsSoon() async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        let fake = FakeServer(folder: folder, answer: "", closes: true)
        let redis = Redis(.unix(path: fake.path), loops: [Loops.first])
        try await redis.connect()
        fake.stop()
        unlinkFile(fake.path)
        let lost = await failure { () throws(RedisError) in try await redis.command("PING") }
        #expect(lost?.isUnavailable == true)
        let began = EventLoop.monotonicNow()
        let error = await failure { () throws(RedisError) in try await redis.command("PING") }
        #expect(error?.isUnavailable == true)
        #expect(EventLoop.monotonicNow() - began < 5_000_000_000)
        #expect(!redis.isConnected)
        await redis.close()
    }

    @Test(arguments: ["redis+unix:///nowhere/redis.sock", "redis://127.0.0.1:1", "redis://localhost:1"])
    func unreachableServerIsNamedWithoutItsPassword(_ url: String) async throws {
        let secret = url.replacing("://", with: "://me:hunter2@")
        let redis = Redis(try RedisEndpoint(url: secret), loops: [Loops.first])
        let error = await #expect(throws: RedisError.self) { try await redis.connect() }
        #expect(error?.isUnavailable == true)
        #expect(error?.detail.contains(url) == true)
        #expect(error?.detail.contains("check") == true)
        #expect(error?.detail.contains("hunter2") == false)
        await redis.close()
    }

    @Test func unknownHostNameIsNamed() async throws {
        let redis = Redis(try RedisEndpoint(url: "redis://no-such-host.invalid"), loops: [Loops.first])
        let error = await #expect(throws: RedisError.self) { try await redis.connect() }
        #expect(error?.detail.contains("no-such-host.invalid") == true)
        await redis.close()
    }

    @Test(arguments: [
        ("HTTP/1.1 400 Bad Request\r\n\r\n", true), ("*3\r\n$3\r\nab", true), ("$999999999999\r\n", false),
        ("*2000000000\r\n", false), ("$5\r\nab", false), ("", true),
    ])
    func misbehavingServerFailsTheCommandAndCostsTheConnection(_ answer: String, _ closes: Bool) async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        let fake = FakeServer(folder: folder, answer: answer, closes: closes)
        defer { fake.stop() }
        let redis = Redis(.unix(path: fake.path), loops: [Loops.first], deadline: 200_000_000)
        try await redis.connect()
        let error = await failure { () throws(RedisError) in try await redis.command("GET", "a") }
        #expect(error?.isUnavailable == true || error?.isViolation == true)
        let reconnected = await eventually { fake.connections >= 2 && redis.isConnected }
        #expect(reconnected)
        await redis.close()
    }

    @Test func replyThatNobodyAskedForCostsTheConnection() async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        let fake = FakeServer(folder: folder, answer: "+one\r\n+two\r\n", closes: false)
        defer { fake.stop() }
        let redis = Redis(.unix(path: fake.path), loops: [Loops.first])
        try await redis.connect()
        #expect(try await redis.command("GET", "a").text == "one")
        let reconnected = await eventually { fake.connections >= 2 && redis.isConnected }
        #expect(reconnected)
        await redis.close()
    }

    @Test func otherProtocolIsToldAtConnect() async throws {
        let folder = try temporaryFolder()
        defer { remove(folder) }
        let fake = FakeServer(folder: folder, greeting: "HTTP/1.1 400 Bad\r\n\r\n", answer: "", closes: true)
        defer { fake.stop() }
        let redis = Redis(.unix(path: fake.path), loops: [Loops.first])
        let error = await #expect(throws: RedisError.self) { try await redis.connect() }
        #expect(error?.isViolation == true)
        await redis.close()
    }
}

func unlinkFile(_ path: String) { _ = unsafe unlink(path) }

import ContractTesting
import Foundation
import Redis
import Testing

/// Whatever becomes of Redis: who has signed out stays out on every instance, also on one that starts later, and nobody
/// else is.
@Suite(.serialized) struct RevocationMishapTests {
    enum Mishap: String, CaseIterable, Sendable {
        case stopped, killed, emptied, restartedEmpty, logTrimmed, logDeleted, trimmedBehindOneThatSleeps
    }

    @Test(arguments: Mishap.allCases) func endsOutliveIt(_ mishap: Mishap) async throws {
        let folder = try VellumServer.makeFolder()
        var redis = try await OwnRedis.start(in: folder)
        let options = ["--redis-url", "redis+unix://\(redis.socket)", "--auth-attempts-per-minute", "0"]
        var instances: [VellumServer] = []
        for _ in 0..<3 { instances.append(try await VellumServer.start(options)) }
        var people: [Person] = []
        for (name, server) in zip(["ann", "ben", "cem"], instances) {
            people.append(try await Person.register(name, on: server))
        }
        #expect(try await logout(people[0], on: instances[0]) == 204)
        try await expectRefused(people[0], on: instances)

        switch mishap {
        case .stopped:
            redis.stop()
            try await Task.sleep(for: .seconds(6))
            // Nothing has ended, and the client is told to try again.
            #expect(try await logout(people[1], on: instances[1]) == 503)
            for instance in instances { #expect(try await status(people[0], on: instance) == 401) }
            redis.resume()
        case .killed:
            await redis.end(SIGKILL)
            redis = try await OwnRedis.start(in: folder)
        case .restartedEmpty:
            await redis.end(SIGKILL)
            try? FileManager.default.removeItem(atPath: folder + "/appendonlydir")
            redis = try await OwnRedis.start(in: folder)
        case .emptied: try await command(redis, "FLUSHALL")
        case .logTrimmed: try await command(redis, "XTRIM", "{revocations}:log", "MAXLEN", "0")
        case .trimmedBehindOneThatSleeps:
            instances[2].child.send(SIGSTOP)
            for _ in 0..<3 {
                let gone = try await Person.login("cem", on: instances[0])
                #expect(try await logout(gone, on: instances[0]) == 204)
                people.insert(gone, at: 0)
                try await command(redis, "XTRIM", "{revocations}:log", "MAXLEN", "0")
            }
            instances[2].child.send(SIGCONT)
            for gone in people[..<3] { try await expectRefused(gone, on: instances) }
            people.removeFirst(3)
        case .logDeleted: try await command(redis, "DEL", "{revocations}:log")
        }

        let isLoggedOut = try await eventually(within: 10) {
            let status = try await logout(people[1], on: instances[1])
            return status == 204 || status == 401
        }
        #expect(isLoggedOut)
        try await expectRefused(people[1], on: instances)
        try await expectRefused(people[0], on: instances)
        // An instance that starts after all that, and has nobody to ask but Redis.
        let late = try await VellumServer.start(options)
        for gone in people[..<2] {
            #expect(try await eventually(within: 3) { try await status(gone, on: late) == 401 })
        }
        for instance in instances + [late] { #expect(try await status(people[2], on: instance) != 401) }
        for instance in instances + [late] { await instance.stop() }
        await redis.end(SIGTERM)
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Nobody is believed whose logout might be unknown.
    @Test func strictInstancesRefuseTokensWhileTheyMayHaveMissedALogout() async throws {
        let folder = try VellumServer.makeFolder()
        let redis = try await OwnRedis.start(in: folder)
        let options = [
            "--redis-url", "redis+unix://\(redis.socket)", "--auth-attempts-per-minute", "0", "--revocation-mode",
        ]
        let secret = "Wire.Secret_of-16"
        let strict = try await VellumServer.start(
            options + ["strict"], environment: ["VELLUM_INTROSPECTION_SECRET": secret])
        let lenient = try await VellumServer.start(options + ["available"])
        let ann = try await Person.register("ann", on: strict)
        redis.stop()
        // A list reads Redis; a session of somebody else is refused by the token alone.
        let path = "/api/user/ben/sessions"
        let refused = try await eventually(within: 12) {
            let exchange = try await strict.client.send("GET", path, headers: ann.bearer)
            return exchange.status == 503 && exchange.text.contains("revocations_unknown")
        }
        #expect(refused)
        // Nor is a service told that the token is good.
        let told = try await AccountCases.introspect(ann.access, as: [AccountCases.basic(secret)], on: strict)
        #expect(told.status == 503 && told.text.contains("revocations_unknown"))
        #expect(try await lenient.client.send("GET", path, headers: ann.bearer).status == 403)
        let ready = try await strict.client.send("GET", "/readyz", judge: false)
        #expect(ready.status == 503 && ready.text.contains("revocations"))
        redis.resume()
        #expect(
            try await eventually(within: 10) {
                try await strict.client.send("GET", path, headers: ann.bearer).status == 403
            })
        await strict.stop()
        await lenient.stop()
        await redis.end(SIGTERM)
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func expectRefused(_ person: Person, on instances: [VellumServer]) async throws {
        for instance in instances {
            #expect(try await eventually(within: 5) { try await status(person, on: instance) == 401 })
        }
    }

    private func status(_ person: Person, on server: VellumServer) async throws -> Int {
        try await server.client.send("GET", "/api/v1/auth/me", headers: person.bearer).status
    }

    private func logout(_ person: Person, on server: VellumServer) async throws -> Int {
        try await server.client.send("POST", "/api/v1/auth/logout", headers: person.bearer).status
    }

    private func command(_ redis: OwnRedis, _ words: String...) async throws {
        let connection = Redis(.unix(path: redis.socket), loops: [TestLoop.shared])
        try await connection.connect()
        _ = try await connection.command(words)
        await connection.close()
    }
}

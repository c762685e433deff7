import ContractTesting
import Redis
import Testing

/// Two hundred registrations at once over two instances: what may be there once is there once.
@Suite struct RegistrationRaceTests {
    private static let count = 200

    @Test func ofTwoHundredWithOneUserIDOneWins() async throws {
        try await race {
            ("dup", "e\($0)@example.com")
        } judge: { outcomes, world in
            #expect(outcomes.count { $0.status == 201 } == 1)
            #expect(outcomes.count { $0.status == 409 } == Self.count - 1)
            try await world.expectOnlyTheWinners(of: outcomes)
        }
    }

    @Test func ofTwoHundredWithOneAddressOneWins() async throws {
        try await race {
            ("user\($0)", "dup@example.com")
        } judge: { outcomes, world in
            #expect(outcomes.count { $0.status == 201 } == 1)
            #expect(outcomes.count { $0.status == 409 } == Self.count - 1)
            try await world.expectOnlyTheWinners(of: outcomes)
        }
    }

    @Test func ofTwoHundredWithOneAddressInManySpellingsOneWins() async throws {
        let spellings = ["dup@example.com", "DUP@EXAMPLE.COM", "Dup@Example.com", "dUP@example.COM"]
        try await race {
            ("user\($0)", spellings[$0 % 4])
        } judge: { outcomes, world in
            #expect(outcomes.count { $0.status == 201 } == 1)
            #expect(outcomes.count { $0.status == 409 } == Self.count - 1)
            try await world.expectOnlyTheWinners(of: outcomes)
        }
    }

    @Test func ofTwoHundredAlikeOneWins() async throws {
        try await race { _ in
            ("dup", "dup@example.com")
        } judge: { outcomes, world in
            #expect(outcomes.count { $0.status == 201 } == 1)
            #expect(outcomes.count { $0.status == 409 } == Self.count - 1)
            try await world.expectOnlyTheWinners(of: outcomes)
        }
    }

    /// Some share the ID, some the address, some both, some neither.
    @Test func ofTwoHundredMixedNoIDAndNoAddressWinsTwice() async throws {
        try await race { number in
            (number % 4 < 2 ? "dup" : "user\(number)", number % 2 == 0 ? "dup@example.com" : "e\(number)@example.com")
        } judge: { outcomes, world in
            let winners = outcomes.filter { $0.status == 201 }
            #expect(outcomes.allSatisfy { [201, 409].contains($0.status) })
            #expect(winners.count { $0.user == "dup" } == 1)
            #expect(winners.count { $0.email == "dup@example.com" } <= 1)
            // Who shares neither has nobody to lose to.
            #expect(winners.count { $0.user != "dup" && $0.email != "dup@example.com" } == Self.count / 4)
            try await world.expectOnlyTheWinners(of: outcomes)
        }
    }

    private func race(
        _ name: (Int) -> (user: String, email: String), judge: ([Outcome], RaceWorld) async throws -> Void
    ) async throws {
        let two = try await TwoInstances.start()
        let redis = try await two.shared.connect()
        let entries = (0..<Self.count).map { number in (number, name(number)) }
        let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
            for (number, names) in entries {
                group.addTask {
                    try await Outcome.register(names.user, names.email, on: number % 2 == 0 ? two.a : two.b)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try await judge(outcomes, RaceWorld(two: two, redis: redis))
        await redis.close()
        await two.stop()
    }
}

/// How one registration ended.
private struct Outcome: Sendable {
    let user: String
    let email: String
    let status: Int
    let text: String

    /// Registers as a client does that is told to come again: the queue for passwords holds 64.
    static func register(_ user: String, _ email: String, on server: VellumServer) async throws -> Outcome {
        let body = #"{"user_id":"\#(user)","email":"\#(email)","password":"\#(Person.password)"}"#
        for _ in 0..<30 {
            let exchange = try await server.client.send("POST", "/api/v1/auth/register", json: body)
            guard exchange.status == 503, let wait = exchange.response["Retry-After"].flatMap({ Int($0) }) else {
                return Outcome(user: user, email: email, status: exchange.status, text: exchange.text)
            }
            try await Task.sleep(for: .seconds(wait))
        }
        throw ChildFailure(what: "\(user) was answered 503 thirty times")
    }
}

private struct RaceWorld {
    let two: TwoInstances
    let redis: Redis

    /// Redis holds the winners' accounts, addresses and sign-ins, and nothing of the losers.
    func expectOnlyTheWinners(of outcomes: [Outcome]) async throws {
        let winners = outcomes.filter { $0.status == 201 }
        let losers = outcomes.filter { $0.status != 201 }
        #expect(losers.allSatisfy { !$0.text.contains("token") })
        let keys = Set(try await redis.command("KEYS", "*").elements?.compactMap(\.text) ?? [])
        let users = keys.filter { $0.hasPrefix("user:") && $0.hasSuffix("}") }
        #expect(users == Set(winners.map { "user:{\($0.user)}" }))
        #expect(keys.count { $0.hasPrefix("email:") } == winners.count)
        let signIns = keys.filter { $0.contains("}:signin:") }
        #expect(signIns.count == winners.count, "a sign-in that nobody was given")
        for winner in winners.prefix(5) {
            let thief = try await Outcome.register("thief", winner.email, on: two.a)
            #expect(thief.status == 409, "\(winner.email) was given away again")
            for identifier in [winner.user, winner.email, winner.email.uppercased()] {
                let exchange = try await two.b.client.send(
                    "POST", "/api/v1/auth/login",
                    json: #"{"identifier":"\#(identifier)","password":"\#(Person.password)"}"#)
                #expect(exchange.status == 200, "\(identifier)")
            }
        }
    }
}

import ContractTesting
import Redis
import Testing

/// A valid token opens its own user's paths and no others, however they are spelt.
@Suite struct ForeignUserTests {
    @Test func anotherUsersPathsAreForbiddenInTheFixedWords() async throws {
        let world = try await IsolationWorld.make()
        let before = try await RedisDump(world.redis)
        #expect(!SecuredCall.owned.isEmpty)
        for call in SecuredCall.owned.flatMap({ [$0, $0.missing] }) {
            let exchange = try await world.send(call, world.bob.bearer)
            #expect(exchange.status == 403, "\(call.method) \(call.path)")
            if call.method != "HEAD" {
                #expect(exchange.text == #"{"error":"User bob cannot modify sessions of user alice"}"#)
            }
            #expect(try await RedisDump(world.redis).differences(from: before).isEmpty, "\(call.method) \(call.path)")
        }
        await world.stop()
    }

    /// A body that is not even JSON changes nothing: who may not write is told so before the body is read.
    @Test func theRefusalComesBeforeTheBodyIsRead() async throws {
        let world = try await IsolationWorld.make()
        for call in SecuredCall.owned where call.json != nil {
            let exchange = try await world.server.client.send(
                call.method, call.path, headers: world.bob.bearer, json: "{{{", isInvalidOnPurpose: true)
            #expect(exchange.status == 403, "\(call.method) \(call.path)")
        }
        await world.stop()
    }

    /// Spellings of Alice's name, and whether they are hers, another's, or nobody's.
    enum Whose: Sendable { case alices, anothers, nobodys }

    static let spellings: [(String, Whose)] = [
        ("%61lice", .alices), ("alic%65", .alices), ("%61%6C%69%63%65", .alices), ("%61%6c%69%63%65", .alices),
        ("ALICE", .anothers), ("Alice", .anothers), ("%41lice", .anothers), ("alice.", .anothers),
        ("alice%2e%2e", .anothers), ("~alice", .anothers), ("-alice", .anothers),
        ("alice%2F..%2Fbob", .nobodys), ("alice%2f..%2fbob", .nobodys), ("bob%2F..%2Falice", .nobodys),
        ("alice%00", .nobodys), ("%00alice", .nobodys), ("alice%20", .nobodys), ("%20alice", .nobodys),
        ("alice+", .nobodys), ("alice%0A", .nobodys), ("alice%0D%0AX-User:%20bob", .nobodys),
        ("%2561lice", .nobodys), ("%C1%A1lice", .nobodys), ("%EF%BD%81lice", .nobodys), ("%FFalice", .nobodys),
        ("alice%", .nobodys), ("alice%6", .nobodys), ("alice%zz", .nobodys), ("alice;user=bob", .nobodys),
        ("alice,bob", .nobodys), ("alice:session", .nobodys), ("%7Balice%7D", .nobodys), ("bob%7D:%7Balice", .nobodys),
        ("..", .nobodys), (".", .nobodys), ("%2e%2e", .nobodys), ("bob/../alice", .nobodys), ("./alice", .nobodys),
        ("/alice", .nobodys), ("%2e%2e/user/alice", .nobodys), ("alice%5C", .nobodys), ("alice.svg", .nobodys),
    ]

    @Test(arguments: [Whose.alices, .anothers, .nobodys])
    func noSpellingOfANameOpensItToOthers(whose: Whose) async throws {
        let world = try await IsolationWorld.make()
        let before = try await RedisDump(world.redis)
        for (spelling, _) in Self.spellings.filter({ $0.1 == whose }) {
            for call in SecuredCall.owned.map({ $0.addressed(to: spelling) }) {
                let exchange = try await world.send(call, world.bob.bearer)
                let what: Comment = "\(call.method) \(call.path): \(exchange.status) \(exchange.text)"
                switch whose {
                case .alices where call.method != "HEAD":
                    #expect(exchange.text == #"{"error":"User bob cannot modify sessions of user alice"}"#, what)
                case .alices, .anothers: #expect(exchange.status == 403, what)
                case .nobodys: #expect([400, 404, 405].contains(exchange.status), what)
                }
                #expect(try await RedisDump(world.redis).differences(from: before).isEmpty, what)
            }
        }
        await world.stop()
    }

    /// Session IDs that would lead to Alice's data, if anything ever joined or split them.
    static let sessions = [
        "..%2F..%2Falice%2Fsession%2Fmain", "%2e%2e%2fmain", "main%00", "..", "../../alice/session/main",
        "%7D:session:main", "..%2Fsession%2Fmain", "main%20", "main.svg", "main%252F",
    ]

    @Test func noSpellingOfASessionLeavesItsUser() async throws {
        let world = try await IsolationWorld.make()
        let before = try await RedisDump(world.redis)
        for path in Self.sessions.map({ "/api/user/bob/session/" + $0 }) {
            for call in SecuredCall.owned where call.path.hasSuffix("/main") {
                var spelt = call
                spelt.path = path
                let exchange = try await world.send(spelt, world.bob.bearer)
                #expect([400, 404, 405].contains(exchange.status), "\(call.method) \(path): \(exchange.text)")
                #expect(try await RedisDump(world.redis).differences(from: before).isEmpty, "\(call.method) \(path)")
            }
        }
        await world.stop()
    }

    /// Public sessions need no token, so nothing of theirs may lead to what belongs to somebody.
    @Test(arguments: [
        "main", "alice", "alice%2Fmain", "..%2Fuser%2Falice%2Fsession%2Fmain", "user:%7Balice%7D:session:main",
        "%7Balice%7D:session:main", "main%00", "../user/alice/session/main",
    ])
    func noPublicOperationReachesAUsersSession(session: String) async throws {
        let world = try await IsolationWorld.make()
        let before = try await RedisDump(world.redis)
        let client = world.server.client
        let path = "/api/session/" + session
        var answers = [try await client.send("GET", path), try await client.send("GET", "/image/" + session)]
        answers.append(try await client.send("PUT", path, json: #"{"args":{"value":"anyone"}}"#))
        answers.append(try await client.send("DELETE", path))
        for answer in answers { #expect([400, 404, 405].contains(answer.status), "\(path): \(answer.text)") }
        #expect(try await RedisDump(world.redis).differences(from: before).isEmpty)
        await world.stop()
    }

    /// Upper and lower case differ, and nothing is cut off or added.
    @Test func aNameThatOnlyLooksLikeHersIsNotHers() async throws {
        let world = try await IsolationWorld.make()
        let before = try await RedisDump(world.redis)
        for (spelling, whose) in Self.spellings where whose != .alices {
            for call in SecuredCall.owned.map({ $0.addressed(to: spelling) }) {
                let exchange = try await world.send(call, world.alice.bearer)
                let refusals = whose == .anothers ? [403] : [400, 404, 405]
                #expect(refusals.contains(exchange.status), "\(call.method) \(call.path): \(exchange.text)")
            }
        }
        #expect(try await RedisDump(world.redis).differences(from: before).isEmpty)
        await world.stop()
    }

    /// An escape of an unreserved letter is the letter (RFC 3986 §6.2.2.2).
    @Test func herOwnNameIsHersHoweverItIsSpelt() async throws {
        let world = try await IsolationWorld.make()
        for (spelling, whose) in Self.spellings where whose == .alices {
            let exchange = try await world.server.client.send(
                "GET", "/api/user/\(spelling)/session/main", headers: world.alice.bearer)
            #expect(exchange.status == 200, "\(spelling)")
            #expect(try exchange.json["user_id"]?.string == "alice")
        }
        await world.stop()
    }
}

import ContractTesting
import Foundation
import Redis
import Synchronization
import Testing

extension OutageLoad {
    /// Every act was served before the end, and the last refusal came within the patience.
    func expectRecovery() {
        let answered = times.withLock { $0.answered }
        let ledger = ledger.withLock { $0 }
        for act in Act.allCases {
            let isServed = ledger.successes[act]?.last.map { $0 > answered } == true
            #expect(isServed, "\(act) was not served after the outage")
            let last = ledger.refusals[act]?.last.map { $0 - answered } ?? .zero
            #expect(last < Self.patience, "\(act) was refused \(last) after the store answered again")
        }
        if mayVanish { return }
        for act in Act.ofMemory { #expect(ledger.refusals[act] == nil, "\(act) needs no store, and was refused") }
    }

    /// Keys and tokens were answered while the store was away.
    func expectServiceWentOnWithoutRedis(_ server: VellumServer) async {
        let (struck, answered) = times.withLock { $0 }
        let ledger = ledger.withLock { $0 }
        for act in Act.ofMemory {
            let count = ledger.successes[act]?.count { $0 > struck && $0 < answered } ?? 0
            #expect(count > 0, "\(act) was not served during the outage")
        }
        #expect(kill(server.child.pid, 0) == 0, "the server crashed: \(server.log.suffix(2_000))")
    }

    func expectAllThatWasAcknowledged() async throws {
        let ledger = ledger.withLock { $0 }
        for session in Self.sessions {
            let record = try await client.send("GET", "/api/user/alice/session/\(session)", headers: alice.bearer)
            let number = try #require(Self.number(in: record), "\(session): \(record.text)")
            #expect(number >= ledger.acknowledged[session, default: 0], "\(session) lost acknowledged updates")
            #expect(number <= ledger.sent[session, default: 0])
        }
        let listed = try await sessionsOfBob()
        let lost = ledger.created.filter { !listed.contains($0) }
        #expect(lost.isEmpty, "\(lost.count) of \(ledger.created.count) new sessions were lost: \(lost.prefix(5))")
        for session in ledger.created {
            let found = try await client.send(
                "GET", "/api/user/bob/session/\(session)", headers: bob.bearer, keepAlive: true)
            #expect(found.status == 200, "\(session) is listed, and answers \(found.status)")
        }
        for token in ledger.accessTokens {
            let me = try await client.send("GET", "/api/v1/auth/me", headers: [("Authorization", "Bearer \(token)")])
            #expect(me.status == 200, "an issued token is refused: \(me.text)")
        }
        for token in ledger.refreshTokens {
            let json = #"{"refresh_token":"\#(token)"}"#
            let pair = try await client.send("POST", "/api/v1/auth/refresh", json: json)
            #expect(pair.status == 200, "a refresh token is refused: \(pair.text)")
        }
    }

    func sessionsOfBob() async throws -> Set<String> {
        var listed: Set<String> = []
        var target: String? = "/api/user/bob/sessions?limit=100"
        while let next = target {
            let page = try await client.send("GET", next, headers: bob.bearer).json
            listed.formUnion(page["sessions"]?.elements?.compactMap { $0["session_id"]?.string } ?? [])
            target = page["next_cursor"]?.string.map { "/api/user/bob/sessions?limit=100&cursor=\($0)" }
        }
        return listed
    }

    /// The streams that were open all the time live, and follow.
    func expectStreamsShowTheNewest() async throws {
        let shown = ledger.withLock { $0.shown }
        let open = streams.withLock { $0 }
        #expect(open.count == Self.sessions.count)
        for (session, stream) in open {
            let number = ledger.withLock { $0.sent[session, default: 0] } + 1
            let update = try await client.send(
                "PUT", "/api/user/alice/session/\(session)", headers: alice.bearer, json: Self.body(number))
            #expect(update.status == 204)
            _ = try await stream.part { Self.number(inPicture: $0.text) == number }
            #expect(shown[session, default: 0] > 0)
            await stream.close()
        }
    }
}

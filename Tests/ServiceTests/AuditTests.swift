import ContractTesting
import Foundation
import Redis
import Testing

/// Each audit event: once in the log, once in the stream, with who, when, from where and by which request.
@Suite struct AuditTests {
    @Test func aRegistrationIsAudited() async throws {
        let watch = try await LogWatch.start()
        _ = try await watch.register("alice", as: "event")
        try await expectOne("registered", user: "alice", in: watch)
    }

    @Test(arguments: ["alice", "ALICE@example.com"])
    func aSignInIsAuditedWithTheUserID(identifier: String) async throws {
        let watch = try await LogWatch.start()
        _ = try await watch.register("alice")
        #expect(try await watch.login(identifier, as: "event").status == 200)
        try await expectOne("signed_in", user: "alice", in: watch)
    }

    @Test(arguments: ["alice", "alice@example.com"])
    func aFailedSignInIsAuditedWithTheUserItAimedAt(identifier: String) async throws {
        let watch = try await LogWatch.start()
        _ = try await watch.register("alice")
        #expect(try await watch.login(identifier, password: "Wrong1Password", as: "event").status == 401)
        try await expectOne("sign_in_failed", user: "alice", in: watch)
    }

    /// People type passwords where a name belongs.
    @Test(arguments: ["Typed1Password", "typed@example.com"])
    func aFailedSignInOfNobodyIsAuditedWithoutWhatWasTyped(identifier: String) async throws {
        let watch = try await LogWatch.start()
        #expect(try await watch.login(identifier, password: "Wrong1Password", as: "event").status == 401)
        let written = try await expectOne("sign_in_failed", user: nil, in: watch)
        #expect(!written.contains(identifier))
    }

    @Test func aWrongPasswordForATokenIsAFailedSignIn() async throws {
        let watch = try await LogWatch.start()
        _ = try await watch.register("alice")
        try await watch.send(
            "POST", "/api/auth/token", as: "event", json: #"{"user_id":"alice","password":"Wrong1Password"}"#)
        try await expectOne("sign_in_failed", user: "alice", in: watch)
    }

    @Test func aLogoutIsAudited() async throws {
        let watch = try await LogWatch.start()
        let alice = try await watch.register("alice")
        let exchange = try await watch.send("POST", "/api/v1/auth/logout", as: "event", headers: alice.bearer)
        #expect(exchange.status == 204)
        try await expectOne("signed_out", user: "alice", in: watch)
    }

    @Test func anEndOfAllSignInsIsAudited() async throws {
        let watch = try await LogWatch.start()
        let alice = try await watch.register("alice")
        let exchange = try await watch.send("POST", "/api/v1/auth/logout-all", as: "event", headers: alice.bearer)
        #expect(exchange.status == 204)
        try await expectOne("signed_out", user: "alice", action: "logout_all", in: watch)
    }

    @Test func theEndOfAnotherSignInIsAudited() async throws {
        let watch = try await LogWatch.start()
        let alice = try await watch.register("alice")
        _ = try await watch.login("alice", as: "setup")
        let list = try await watch.send("GET", "/api/v1/auth/sign-ins", as: "list", headers: alice.bearer).json
        let other = try #require(
            list["sign_ins"]?.elements?.first { $0["current"]?.bool == false }?["sign_in_id"]?.string)
        let exchange = try await watch.send(
            "DELETE", "/api/v1/auth/sign-ins/\(other)", as: "event", headers: alice.bearer)
        #expect(exchange.status == 204)
        try await expectOne("signed_out", user: "alice", action: "revoke_sign_in", in: watch)
    }

    @Test func aNewPasswordIsAudited() async throws {
        let watch = try await LogWatch.start()
        let alice = try await watch.register("alice")
        #expect(try await changePassword(from: LogWatch.password, alice, watch) == 204)
        try await expectOne("password_changed", user: "alice", in: watch)
    }

    @Test func aWrongCurrentPasswordIsAFailedSignIn() async throws {
        let watch = try await LogWatch.start()
        let alice = try await watch.register("alice")
        #expect(try await changePassword(from: "Wrong1Password", alice, watch) == 401)
        try await expectOne("sign_in_failed", user: "alice", action: "change_password", in: watch)
    }

    private func changePassword(from current: String, _ person: Person, _ watch: LogWatch) async throws -> Int {
        try await watch.send(
            "PUT", "/api/v1/auth/password", as: "event", headers: person.bearer,
            json: #"{"current_password":"\#(current)","new_password":"Sunlit8Meadow"}"#
        ).status
    }

    @Test func anIssuedTokenIsAudited() async throws {
        let watch = try await LogWatch.start()
        _ = try await watch.register("alice")
        try await watch.send(
            "POST", "/api/auth/token", as: "event", json: #"{"user_id":"alice","password":"\#(LogWatch.password)"}"#)
        try await expectOne("token_issued", user: "alice", in: watch)
    }

    @Test func aRefreshIsAudited() async throws {
        let watch = try await LogWatch.start()
        let alice = try await watch.register("alice")
        #expect(try await watch.refresh(alice.refresh, as: "event").status == 200)
        try await expectOne("token_refreshed", user: "alice", in: watch)
    }

    @Test func theReuseOfARefreshTokenIsAuditedAsAWarning() async throws {
        let watch = try await LogWatch.start()
        let alice = try await watch.register("alice")
        let next = try await watch.refresh(alice.refresh, as: "first").json["refresh_token"]?.string ?? ""
        try await watch.refresh(next, as: "second")
        #expect(try await watch.refresh(alice.refresh, as: "event").status == 401)
        try await expectOne("refresh_reused", user: "alice", level: "warning", in: watch)
    }

    @Test func aRefreshTokenOfNobodyIsNoReuse() async throws {
        let watch = try await LogWatch.start()
        let alice = try await watch.register("alice")
        let guess = String(alice.refresh.dropLast(4)) + (alice.refresh.hasSuffix("AAAA") ? "AAAB" : "AAAA")
        #expect(try await watch.refresh(guess, as: "guess").status == 401)
        #expect(try await watch.refresh(alice.refresh, as: "right").status == 200)
        let log = try await watch.finish()
        #expect(log.count(of: "refresh_reused") == 0)
        #expect(log.count(of: "token_refreshed") == 1)
    }

    @Test(arguments: ["register", "login", "issue_token"])
    func anAttemptTooManyIsAuditedWithWhatItWas(action: String) async throws {
        let watch = try await LogWatch.start(["--auth-attempts-per-minute", "1"])
        _ = try await watch.register("alice")
        // The registration above was the first attempt of its kind.
        if action != "register" { #expect(try await attempt(action, as: "first", watch) != 429) }
        #expect(try await attempt(action, as: "event", watch) == 429)
        try await expectOne("rate_limited", user: "alice", action: action, in: watch)
    }

    private func attempt(_ action: String, as id: String, _ watch: LogWatch) async throws -> Int {
        let (path, member) =
            switch action {
            case "register": ("/api/v1/auth/register", #""email":"a@example.com","user_id":"alice""#)
            case "login": ("/api/v1/auth/login", #""identifier":"alice""#)
            default: ("/api/auth/token", #""user_id":"alice""#)
            }
        let json = #"{\#(member),"password":"\#(LogWatch.password)"}"#
        return try await watch.send("POST", path, as: id, json: json).status
    }

    @Test func aRefreshTooManyIsAuditedWithoutAUser() async throws {
        let watch = try await LogWatch.start()
        for number in 0..<60 { try await watch.refresh("nobody~x~y", as: "guess-\(number)") }
        #expect(try await watch.refresh("nobody~x~y", as: "event").status == 429)
        try await expectOne("rate_limited", user: nil, action: "refresh", in: watch)
    }

    @Test func theStreamIsCapped() async throws {
        let watch = try await LogWatch.start(["--auth-attempts-per-minute", "0", "--audit-entries", "10"])
        let total = 400
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<10 {
                group.addTask {
                    for number in 0..<(total / 10) { try await watch.login("nobody", as: "try-\(lane)-\(number)") }
                }
            }
            try await group.waitForAll()
        }
        // Redis trims whole nodes of a hundred entries.
        let isTrimmed = try await eventually {
            let count = try await watch.redis.command("XLEN", "audit").integerValue ?? 0
            return (10...210).contains(count)
        }
        #expect(isTrimmed)
        #expect(try await watch.redis.command("XINFO", "STREAM", "audit").elements != nil)
        #expect(try await watch.finish().count(of: "sign_in_failed") == total)
    }

    /// The audit is a best effort: what it tells of goes on without it.
    @Test func aStreamThatCannotBeWrittenHoldsNothingUp() async throws {
        let watch = try await LogWatch.start()
        _ = try await watch.redis.command("DEL", "audit")
        _ = try await watch.redis.command("SET", "audit", "x")
        let alice = try await watch.register("alice")
        #expect(try await watch.login("alice", as: "login").status == 200)
        #expect(try await watch.refresh(alice.refresh, as: "refresh").status == 200)
        #expect(try await watch.send("POST", "/api/v1/auth/logout", as: "out", headers: alice.bearer).status == 204)
        #expect(try await watch.redis.command("GET", "audit").text == "x")
        let log = try await watch.finish()
        for event in ["registered", "signed_in", "token_refreshed", "signed_out"] { _ = try log.only(event) }
    }

    /// The one line and the one entry of the event that the request `event` caused.
    /// - Returns: what was written of it.
    @discardableResult
    private func expectOne(
        _ event: String, user: String?, action: String? = nil, level: String = "info", in watch: LogWatch,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let arrived = try await eventually { try await watch.audited().contains { $0["event"] == event } }
        #expect(arrived, sourceLocation: sourceLocation)
        let entries = try await watch.audited()
        let mine = entries.filter { $0["event"] == event }
        #expect(mine.count == 1, "\(mine)", sourceLocation: sourceLocation)
        let time = try #require(mine.first?["time"], sourceLocation: sourceLocation)
        #expect(time.wholeMatch(of: #/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\.[0-9]+)?Z/#) != nil)
        let entry = mine.first?.filter { $0.key != "time" }
        let fields: [String: String?] = [
            "event": event, "user": user, "action": action, "address": "127.0.0.1", "agent": LogWatch.agent,
            "request": "event",
        ]
        #expect(entry == fields.compactMapValues { $0 }, sourceLocation: sourceLocation)
        #expect(watch.secrets(in: "\(entries)").isEmpty, sourceLocation: sourceLocation)

        let line = try await watch.finish().only(event, sourceLocation: sourceLocation)
        for (name, value) in fields { #expect(line[name] == value, "\(line)", sourceLocation: sourceLocation) }
        #expect(line["level"] == level, sourceLocation: sourceLocation)
        return "\(entries) \(line)"
    }
}

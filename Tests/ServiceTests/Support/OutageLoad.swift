import ContractTesting
import Foundation
import Redis
import Synchronization
import Testing

/// Clients that do everything at once, and remember what they were told.
final class OutageLoad: Sendable {
    enum Act: CaseIterable {
        case update, create, read, picture, list, me, issue, login, refresh, keys, forbidden, unauthorized

        /// What needs nothing but the server's own memory.
        static let ofMemory: [Act] = [.keys, .forbidden, .unauthorized]
    }

    struct Ledger {
        /// By session: the highest number that was sent, that was acknowledged, and that its stream has shown.
        var sent: [String: Int] = [:]
        var acknowledged: [String: Int] = [:]
        var shown: [String: Int] = [:]
        var created: [String] = []
        var accessTokens: [String] = []
        var refreshTokens: [String] = []
        var breaches: [String] = []
        /// When each act succeeded, and when it was refused with 503 or met no server.
        var successes: [Act: [ContinuousClock.Instant]] = [:]
        var refusals: [Act: [ContinuousClock.Instant]] = [:]
    }

    /// The requirement: how soon after the store answers again all is well.
    static let patience = Duration.seconds(2)
    static let sessions = ["first", "second", "third"]

    let client: RecordingClient
    let alice: Person
    let bob: Person
    /// The server itself is killed, and connections may break.
    let mayVanish: Bool
    let ledger = Mutex(Ledger())
    /// Streams that are still open when the load is over.
    let streams = Mutex<[String: StreamReader]>([:])
    let isOver = Atomic<Bool>(false)
    let times = Mutex<(struck: ContinuousClock.Instant, answered: ContinuousClock.Instant)>((.now, .now))

    init(_ server: VellumServer, mayVanish: Bool = false) async throws {
        client = RecordingClient(port: server.port, coverage: Contracts.coverage)
        alice = try await Person.register("alice", on: server)
        bob = try await Person.register("bob", on: server)
        self.mayVanish = mayVanish
        for session in Self.sessions { try await alice.create(session, value: "0", on: server) }
        ledger.withLock { ledger in
            for session in Self.sessions { (ledger.sent[session], ledger.acknowledged[session]) = (0, 0) }
        }
    }

    /// Strikes in the middle of the load, and checks what is left.
    /// - Parameter strike: ends when the store, or the server, answers again.
    func run(_ strike: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            startClients(in: &group)
            defer { isOver.store(true, ordering: .releasing) }
            try await Task.sleep(for: .milliseconds(1_500))
            times.withLock { $0.struck = .now }
            try await strike()
            times.withLock { $0.answered = .now }
            try await Task.sleep(for: Self.patience + .seconds(1))
        }
        expectRecovery()
        try await expectAllThatWasAcknowledged()
        try await expectStreamsShowTheNewest()
        let breaches = ledger.withLock { $0.breaches }
        #expect(breaches.isEmpty, "\(breaches.count) breaches: \(breaches.prefix(10).joined(separator: "\n"))")
    }

    // MARK: Clients

    func startClients(in group: inout ThrowingTaskGroup<Void, any Error>) {
        for session in Self.sessions {
            group.addTask { await self.update(session) }
            group.addTask { await self.read(session) }
            group.addTask { await self.watch(session) }
        }
        group.addTask { await self.create() }
        group.addTask { await self.list() }
        group.addTask { await self.look() }
        group.addTask { await self.signIn() }
        group.addTask { await self.refresh() }
        group.addTask { await self.askWhatNeedsNoStore() }
    }

    /// Repeats a step until the end; after a refusal without much of a pause.
    func pace(_ milliseconds: Int, _ step: () async -> Bool) async {
        while !isOver.load(ordering: .acquiring) {
            let isServed = await step()
            try? await Task.sleep(for: .milliseconds(isServed ? milliseconds : 20))
        }
    }

    func update(_ session: String) async {
        await pace(10) {
            let number = ledger.withLock { ledger in
                ledger.sent[session, default: 0] += 1
                return ledger.sent[session, default: 0]
            }
            let isDone = await ask(.update, 204, "PUT", "/api/user/alice/session/\(session)", alice, Self.body(number))
            if isDone != nil { ledger.withLock { $0.acknowledged[session] = number } }
            return isDone != nil
        }
    }

    /// Reads the session and its picture in turn: never older than what was acknowledged before, never what nobody wrote.
    func read(_ session: String) async {
        await pace(10) {
            var floor = ledger.withLock { $0.acknowledged[session, default: 0] }
            let record = await ask(.read, 200, "GET", "/api/user/alice/session/\(session)", alice)
            if let record { judge(Self.number(in: record), session, floor, "GET") }
            floor = ledger.withLock { $0.acknowledged[session, default: 0] }
            let picture = await ask(.picture, 200, "GET", "/image/alice/\(session)")
            if let picture { judge(Self.number(inPicture: picture.text), session, floor, "image") }
            return record != nil && picture != nil
        }
    }

    func judge(_ number: Int?, _ session: String, _ floor: Int, _ what: String) {
        ledger.withLock { ledger in
            let range = floor...max(floor, ledger.sent[session, default: 0])
            if let number, range.contains(number) { return }
            ledger.breaches.append("\(what) of \(session) told \(number.map(String.init) ?? "nothing"), not \(range)")
        }
    }

    /// Follows a stream. Only the server's own end may break it, and it never goes back.
    func watch(_ session: String) async {
        var newest = 0
        while !isOver.load(ordering: .acquiring) {
            do {
                let stream = try await client.openStream("/stream/alice/\(session)")
                while !isOver.load(ordering: .acquiring) {
                    guard let part = try await part(of: stream) else { continue }
                    judge(Self.number(inPicture: part.text), session, newest, "stream")
                    newest = Self.number(inPicture: part.text) ?? newest
                    ledger.withLock { $0.shown[session] = newest }
                }
                streams.withLock { $0[session] = stream }
            } catch {
                if !mayVanish { note("the stream of \(session) broke: \(error)") }
                try? await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// Nil when nothing came for a moment.
    func part(of stream: StreamReader) async throws -> Part? {
        do {
            guard let part = try await stream.nextPart(timeout: .milliseconds(200)) else {
                throw WireError(.closed, "the server ended the stream")
            }
            return part
        } catch let error as WireError where error.kind == .timedOut { return nil }
    }

    func create() async {
        var number = 0
        await pace(30) {
            number += 1
            let body = #"{"session_id":"made-\#(number)","template":"<svg/>","args":{}}"#
            guard await ask(.create, 201, "POST", "/api/user/bob/session", bob, body) != nil else { return false }
            ledger.withLock { $0.created.append("made-\(number)") }
            return true
        }
    }

    func list() async {
        await pace(30) {
            guard let answer = await ask(.list, 200, "GET", "/api/user/alice/sessions", alice) else { return false }
            let listed = try? answer.json["sessions"]?.elements?.compactMap { $0["session_id"]?.string }
            if listed != Self.sessions { note("the list is \(answer.text)") }
            return true
        }
    }

    func look() async {
        await pace(20) {
            guard let answer = await ask(.me, 200, "GET", "/api/v1/auth/me", alice) else { return false }
            if (try? answer.json["user_id"]?.string) != "alice" { note("me is \(answer.text)") }
            return true
        }
    }

    func signIn() async {
        await pace(700) {
            let login = #"{"identifier":"bob","password":"\#(Person.password)"}"#
            let tokens = await ask(.login, 200, "POST", "/api/v1/auth/login", nil, login)
            let issue = #"{"user_id":"bob","password":"\#(Person.password)"}"#
            let token = await ask(.issue, 200, "POST", "/api/auth/token", nil, issue)
            ledger.withLock { ledger in
                if let text = try? tokens?.json["refresh_token"]?.string { ledger.refreshTokens.append(text) }
                if let text = try? token?.json["token"]?.string { ledger.accessTokens.append(text) }
            }
            return tokens != nil && token != nil
        }
    }

    /// Trades one token for the next; after a refusal the same one again, as a client does whose answer was lost.
    func refresh() async {
        var token = bob.refresh
        await pace(700) {
            let body = #"{"refresh_token":"\#(token)"}"#
            guard let answer = await ask(.refresh, 200, "POST", "/api/v1/auth/refresh", nil, body) else { return false }
            token = (try? answer.json["refresh_token"]?.string) ?? token
            return true
        }
        ledger.withLock { [token] in $0.refreshTokens.append(token) }
    }

    func askWhatNeedsNoStore() async {
        let forged = [("Authorization", "Bearer \(alice.access.dropLast(8))AAAAAAAA")]
        await pace(20) {
            let keys = await ask(.keys, 200, "GET", "/.well-known/jwks.json")
            let forbidden = await ask(.forbidden, 403, "GET", "/api/user/bob/sessions", alice)
            let unauthorized = await ask(.unauthorized, 401, "GET", "/api/user/alice/sessions", headers: forged)
            return keys != nil && forbidden != nil && unauthorized != nil
        }
    }

    // MARK: Answers

    func ask(
        _ act: Act, _ wanted: Int, _ method: String, _ target: String, _ person: Person? = nil, _ json: String? = nil,
        headers: [(String, String)] = []
    ) async -> Exchange? {
        let type = json == nil ? [] : [("Content-Type", "application/json")]
        let fields = (person?.bearer ?? headers) + type
        do {
            let exchange = try await client.send(
                method, target, headers: fields, body: json.map { Array($0.utf8) }, keepAlive: true)
            if exchange.status == wanted {
                ledger.withLock { $0.successes[act, default: []].append(.now) }
                return exchange
            }
            let wait = exchange.response["Retry-After"].flatMap { Int($0) } ?? 0
            // Without Redis the server counts attempts by itself, half as many.
            if exchange.status == 503 || act == .refresh && exchange.status == 429, wait > 0 {
                ledger.withLock { $0.refusals[act, default: []].append(.now) }
            } else {
                note("\(act) was answered \(exchange.status): \(exchange.text.prefix(200))")
            }
        } catch let error as WireError where mayVanish && [.closed, .refused].contains(error.kind) {
            ledger.withLock { $0.refusals[act, default: []].append(.now) }
        } catch {
            note("\(act): \(error)")
        }
        return nil
    }

    func note(_ breach: String) { ledger.withLock { $0.breaches.append(breach) } }

    static func body(_ number: Int) -> String { #"{"args":{"value":"\#(number)"}}"# }

    static func number(in record: Exchange) -> Int? {
        (try? record.json["args"]?["value"]?.string).flatMap { Int($0) }
    }

    static func number(inPicture text: String) -> Int? {
        text.firstMatch(of: /<text>(\d+)<\/text>/).flatMap { Int($0.1) }
    }
}

import EventLoop
import Glibc
import JSON
import Redis
import Synchronization
import Testing

@testable import SessionCore

/// One loop for all tests of this target; it runs until the process ends.
enum TestLoop {
    static let shared: EventLoop = {
        do {
            let loop = try EventLoop()
            loop.start(name: "core-test")
            return loop
        } catch { preconditionFailure("\(error)") }
    }()
}

/// The system's clock, moved by hand.
final class ManualClock: Sendable {
    private let offset = Mutex<Int64>(0)

    func advance(milliseconds: Int64) { offset.withLock { $0 += milliseconds } }

    var clock: Clock { Clock { [self] in Clock.system.now() + offset.withLock { $0 } } }
}

/// A list that callbacks add to.
final class Box<Element: Sendable>: Sendable {
    private let list = Mutex<[Element]>([])
    func add(_ element: Element) { list.withLock { $0.append(element) } }
    var elements: [Element] { list.withLock { $0 } }
}

/// A private Redis of one test, and the instances of the service on it.
final class World: Sendable {
    let server: PrivateRedis
    let redis: Redis
    let time = ManualClock()
    let lines = Box<String>()
    private let cores = Box<SessionCore>()

    init(server: PrivateRedis) async throws {
        self.server = server
        redis = Redis(server.endpoint, loops: [TestLoop.shared], deadline: 5_000_000_000)
        try await redis.connect()
    }

    /// Starts an instance; passwords at the lowest cost.
    func core(_ change: (inout CoreConfiguration) -> Void = { _ in }) async throws -> SessionCore {
        var configuration = CoreConfiguration()
        configuration.bcryptCost = 4
        configuration.isRedisPrivate = true
        change(&configuration)
        let log = Log(level: .debug, clock: time.clock) { [lines] in lines.add($0) }
        let core = try await SessionCore(
            configuration, redis: redis, loop: TestLoop.shared, threads: 2, log: log, clock: time.clock)
        cores.add(core)
        return core
    }

    func stop() async {
        for core in cores.elements { await core.stop() }
        await redis.close()
        await server.stop()
    }

    /// How often Redis has run each command, from its own statistics.
    func commandCounts() async throws -> [String: Int] {
        let info = try await redis.command("INFO", "commandstats").text ?? ""
        var counts: [String: Int] = [:]
        for line in info.split(whereSeparator: \.isNewline) where line.hasPrefix("cmdstat_") {
            let name = line.dropFirst(8).prefix { $0 != ":" }
            guard let start = line.firstRange(of: "calls=")?.upperBound else { continue }
            counts[String(name)] = Int(line[start...].prefix { $0 != "," })
        }
        return counts
    }
}

func withWorld(_ body: (World) async throws -> Void) async throws {
    var template = "/tmp/vellum-core-XXXXXX".utf8CString.map { $0 }
    try #require(unsafe mkdtemp(&template) != nil)
    let folder = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { remove(folder) }
    let world = try await World(server: try await PrivateRedis.start(dataDirectory: folder + "/data"))
    do { try await body(world) } catch {
        await world.stop()
        throw error
    }
    await world.stop()
}

private func remove(_ path: String) {
    guard let directory = unsafe opendir(path) else { return }
    while let entry = unsafe readdir(directory) {
        let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name == "." || name == ".." { continue }
        if unsafe unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
    }
    unsafe closedir(directory)
    unsafe rmdir(path)
}

/// Asks again and again, for at most a time in seconds, without holding a thread of the pool.
func eventually(within seconds: Double = 10, _ condition: () async -> Bool) async -> Bool {
    let end = EventLoop.monotonicNow() + UInt64(seconds * 1e9)
    while EventLoop.monotonicNow() < end {
        if await condition() { return true }
        await TestLoop.shared.sleep(nanoseconds: 5_000_000)
    }
    return await condition()
}

/// What a step throws, nil when it succeeds.
func failure<Value>(_ step: () async throws(CoreError) -> Value) async -> CoreError? {
    do throws(CoreError) {
        _ = try await step()
        return nil
    } catch { return error }
}

extension CoreError {
    /// The case without its values.
    var name: String { String("\(self)".prefix { $0 != "(" }) }
}

extension UserID {
    static let alice = UserID(validating: "alice") ?? invalid
    static let bob = UserID(validating: "bob") ?? invalid
    private static var invalid: UserID { preconditionFailure("a valid ID is refused") }
}

extension SessionID {
    static let chart = make("chart")
    static func make(_ text: String) -> SessionID {
        guard let id = SessionID(validating: text) else { preconditionFailure("a valid ID is refused") }
        return id
    }
}

let origin = Origin(address: "192.0.2.1", userAgent: "test", requestID: "r-1")
let password = "Moonlit7Harbour"
let template = "<svg>{{ n }}</svg>"

extension SessionCore {
    func signUp(_ user: UserID = .alice) async throws -> (account: Account, tokens: TokenPair) {
        let account = try await accounts.register(user, email: "\(user)@example.com", password: password)
        return (account, try await signIns.begin(account, from: origin))
    }

    func make(_ session: SessionID = .chart, seconds: Int64 = 60) async throws {
        _ = try await sessions.create(.alice, session, template: template, arguments: ["n": 1], seconds: seconds)
    }

    func put(_ number: Int64, _ session: SessionID = .chart) async throws {
        _ = try await sessions.update(
            .alice, session, arguments: ["n": .integer(number)], template: nil, seconds: nil, ifMatch: nil)
    }
}

extension Viewer {
    /// The picture as text, nil when the session has ended.
    var picture: String? {
        if case .frame(let frame) = current { return String(decoding: frame.svg, as: UTF8.self) }
        return nil
    }
}

extension Accounts {
    /// An account without a sign-in.
    func register(_ user: UserID, email: String, password: String) async throws(CoreError) -> Account {
        try await register(user, email: email, password: password) { _ throws(CoreError) in nil }.account
    }
}

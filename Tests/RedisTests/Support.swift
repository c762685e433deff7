import EventLoop
import Glibc
import Synchronization
import Testing

@testable import Redis

/// Loops for all tests of this target; they run until the process ends.
enum Loops {
    static let first = make("test-1")
    static let second = make("test-2")

    private static func make(_ name: String) -> EventLoop {
        do {
            let loop = try EventLoop()
            loop.start(name: name)
            return loop
        } catch { preconditionFailure("\(error)") }
    }
}

/// A new folder under /tmp, short enough for a socket.
func temporaryFolder() throws -> String {
    var template = "/tmp/vellum-test-XXXXXX".utf8CString.map { $0 }
    try #require(unsafe mkdtemp(&template) != nil)
    return String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Removes a flat folder with what is in it (two levels: redis keeps its log of writes in a folder).
func remove(_ path: String) {
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

/// A private server in a folder of its own, and a client of it; both are gone afterwards.
func withServer(
    deadline: UInt64 = 500_000_000, loops: [EventLoop] = [Loops.first],
    _ body: (PrivateRedis, Redis) async throws -> Void
) async throws {
    let folder = try temporaryFolder()
    defer { remove(folder) }
    let server = try await PrivateRedis.start(dataDirectory: folder + "/data")
    let redis = Redis(server.endpoint, loops: loops, deadline: deadline)
    do {
        try await redis.connect()
        try await body(server, redis)
    } catch {
        await redis.close()
        await server.stop()
        throw error
    }
    await redis.close()
    await server.stop()
}

/// Asks again and again, for at most a time in seconds, without holding a thread of the pool.
func eventually(within seconds: Double = 10, _ condition: () async -> Bool) async -> Bool {
    let end = EventLoop.monotonicNow() + UInt64(seconds * 1e9)
    while EventLoop.monotonicNow() < end {
        if await condition() { return true }
        await Loops.first.sleep(nanoseconds: 5_000_000)
    }
    return await condition()
}

/// A list that callbacks add to.
final class Box<Element: Sendable>: Sendable {
    private let list = Mutex<[Element]>([])
    func add(_ element: Element) { list.withLock { $0.append(element) } }
    var elements: [Element] { list.withLock { $0 } }
    var count: Int { elements.count }
}

/// The error of a command, nil when there was none.
func failure(_ body: () async throws(RedisError) -> RedisValue) async -> RedisError? {
    do throws(RedisError) {
        _ = try await body()
        return nil
    } catch { return error }
}

extension RedisError {
    var isUnavailable: Bool { code == "redis_unavailable" }
    var isViolation: Bool { code == "redis_protocol" }
}

/// A process by its number, from the server's own mouth.
func processID(_ redis: Redis) async throws -> Int32? {
    let info = try await redis.command("INFO", "server").text ?? ""
    let line = info.split(whereSeparator: \.isNewline).first { $0.hasPrefix("process_id:") }
    return line.flatMap { Int32($0.dropFirst(11)) }
}

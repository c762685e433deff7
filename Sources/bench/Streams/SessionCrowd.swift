internal import EventLoop
internal import Glibc

/// Viewers of many sessions, read on a thread of their own.
///
/// - Note: `@unchecked Sendable`: `viewers` and `audiences` are touched on `loop` only.
final class SessionCrowd: @unchecked Sendable {
    /// A picture of about 1 KiB, as a badge or a small chart has.
    static let template = picture("{{ n }}")

    private let owner: String
    private let loop: EventLoop
    private let client: Client
    private var viewers: [Viewer] = []
    private var audiences: [Audience] = []

    init(owner: String, port: UInt16) throws {
        self.owner = owner
        loop = try EventLoop()
        client = Client(loop, port: port)
        loop.start(name: "viewers")
    }

    static func picture(_ value: String) -> String {
        let space = String(repeating: "~", count: 900)
        return #"<svg xmlns="http://www.w3.org/2000/svg"><desc>\#(space)</desc><text>\#(value)</text></svg>"#
    }

    /// Opens as many viewers of each session, and returns when each has the present picture.
    ///
    /// - Parameters:
    ///   - number: the sessions' present argument.
    ///   - updates: how many will follow, each with the next number.
    func open(_ sessions: [String], viewersEach count: Int, from number: Int = 0, updates: Int) async throws {
        let result: Result<Void, BenchFailure> = await loop.run { [self] in
            do throws(BenchFailure) {
                return .success(try await openHere(sessions, count, number, updates))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    private func openHere(
        _ sessions: [String], _ count: Int, _ number: Int, _ updates: Int
    ) async throws(BenchFailure) {
        let frames = (number...number + updates).map { Array(SessionCrowd.picture(String($0)).utf8) }
        for session in sessions {
            let audience = Audience(of: count, frames: frames)
            audiences.append(audience)
            for _ in 0..<count {
                viewers.append(try Viewer(client, "/stream/\(owner)/\(session)", audience))
                // The server accepts meanwhile: a queue of its listener that is full would cost a second.
                if viewers.count % 50 == 0 { await loop.sleep(nanoseconds: 5_000_000) }
            }
        }
        for audience in audiences {
            _ = await audience.wait(for: 0, on: loop, seconds: 30)
            if let failure = audience.failures.first { throw failure }
        }
    }

    /// Waits until every viewer has the last picture, then closes them all.
    ///
    /// - Returns: for each session, when its viewers had each frame, on the monotonic clock.
    /// - Throws: what was wrong with any of them.
    func finish(last: Int) async throws -> [[[UInt64]]] {
        let result: Result<[[[UInt64]]], BenchFailure> = await loop.run { [self] in
            for audience in audiences { _ = await audience.wait(for: last, on: loop) }
            let failure = audiences.lazy.compactMap(\.failures.first).first
            let arrivals = audiences.map(\.arrivals)
            for viewer in viewers { viewer.close() }
            (viewers, audiences) = ([], [])
            return failure.map { .failure($0) } ?? .success(arrivals)
        }
        return try result.get()
    }
}

internal import EventLoop
internal import Glibc

/// A session whose streams are read on a thread of their own, so that reading them does not delay what else is timed.
///
/// - Note: `@unchecked Sendable`: `viewers` and `audiences` are touched on `loop` only.
final class WatchedSession: @unchecked Sendable {
    static let template = "<svg>{{ n }}</svg>"

    private let owner: User
    private let loop: EventLoop
    private let client: Client
    private var viewers: [Viewer] = []
    private var audiences: [(audience: Audience, last: Int)] = []

    init(_ owner: User, port: UInt16) throws {
        self.owner = owner
        loop = try EventLoop()
        client = Client(loop, port: port)
        loop.start(name: "viewers")
        // Gives way to whoever measures on the same core.
        loop.submit { _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5) }
    }

    /// Opens streams, and returns when each has the present picture.
    ///
    /// - Parameters:
    ///   - number: the session's present argument.
    ///   - updates: how many will follow, each with the next number.
    func watch(_ count: Int, from number: Int, updates: Int) async throws {
        let result: Result<Void, BenchFailure> = await loop.run { [self] in
            do throws(BenchFailure) { return .success(try await open(count, number, updates)) } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    private func open(_ count: Int, _ number: Int, _ updates: Int) async throws(BenchFailure) {
        let frames = (number...number + updates).map { Array("<svg>\($0)</svg>".utf8) }
        let audience = Audience(of: count, frames: frames)
        audiences.append((audience, updates))
        for opened in 1...count {
            viewers.append(try Viewer(client, "/stream/\(owner.name)/watched", audience))
            // The server accepts meanwhile: a queue of its listener that is full would cost a second.
            if opened % 50 == 0 { await loop.sleep(nanoseconds: 5_000_000) }
        }
        _ = await audience.wait(for: 0, on: loop)
        if let failure = audience.failures.first { throw failure }
    }

    /// Waits until every stream has the last picture, then closes them all.
    ///
    /// - Returns: what was wrong with any of them.
    @discardableResult
    func close() async -> BenchFailure? {
        await loop.run { [self] in
            for (audience, last) in audiences { _ = await audience.wait(for: last, on: loop) }
            for viewer in viewers { viewer.close() }
            let failure = audiences.lazy.compactMap(\.audience.failures.first).first
            (viewers, audiences) = ([], [])
            return failure
        }
    }
}

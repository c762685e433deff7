internal import EventLoop

/// One viewer of a session: reads its stream to the byte, and tells of each whole frame.
///
/// - Note: `@unchecked Sendable`: touched on the loop's thread only.
final class Viewer: @unchecked Sendable {
    private enum Chunk {
        case head
        case size
        case data(Int)
        case end
    }

    private let link: Link
    private let audience: Audience
    private var incoming: [UInt8] = []
    private var body: [UInt8] = []
    private var chunk = Chunk.head
    private var hasBegun = false
    /// The newest frame that is here.
    private(set) var newest = -1

    static let boundary = Array("\r\n--frame\r\n".utf8)

    init(_ client: Client, _ path: String, _ audience: Audience) throws(BenchFailure) {
        link = try Link(client)
        self.audience = audience
        link.onBytes = { [weak self] in self?.receive($0) }
        try link.send(Request.make("GET", path))
    }

    func close() { link.close() }

    private func receive(_ bytes: ArraySlice<UInt8>) {
        do throws(BenchFailure) {
            if bytes.isEmpty { throw BenchFailure("a stream was closed") }
            incoming.append(contentsOf: bytes)
            while try takeChunk() {}
            while try takeFrame() {}
        } catch {
            link.close()
            audience.failed(error)
        }
    }

    /// Moves what is whole of the chunked coding into `body` (RFC 9112 §7.1).
    private func takeChunk() throws(BenchFailure) -> Bool {
        switch chunk {
        case .head:
            guard let head = try ResponseHead(incoming) else { return false }
            guard head.status == 200, head.isChunked else { throw BenchFailure("a stream was answered \(head.status)") }
            incoming.removeFirst(head.length)
            chunk = .size
        case .size:
            guard let end = incoming.firstIndex(of: 10) else { return false }
            let line = String(decoding: incoming[..<end].dropLast(), as: UTF8.self)
            guard let size = Int(line, radix: 16), size > 0 else { throw BenchFailure("a chunk's size is \(line)") }
            incoming.removeFirst(end + 1)
            chunk = .data(size)
        case .data(let size):
            guard !incoming.isEmpty else { return false }
            let count = min(size, incoming.count)
            body.append(contentsOf: incoming[..<count])
            incoming.removeFirst(count)
            chunk = count == size ? .end : .data(size - count)
        case .end:
            guard incoming.count >= 2 else { return false }
            guard incoming.starts(with: [13, 10]) else { throw BenchFailure("a chunk is longer than its size") }
            incoming.removeFirst(2)
            chunk = .size
        }
        return true
    }

    /// A part is whole when the boundary behind it is here.
    private func takeFrame() throws(BenchFailure) -> Bool {
        if !hasBegun {
            guard body.count >= 9 else { return false }
            guard body.starts(with: Viewer.boundary[2...]) else { throw BenchFailure("no boundary at the beginning") }
            body.removeFirst(9)
            hasBegun = true
        }
        guard let end = body.firstRange(of: [13, 10, 13, 10] as [UInt8]) else { return false }
        let head = String(decoding: body[..<end.lowerBound], as: UTF8.self)
        let start = "Content-Type: image/svg+xml\r\nContent-Length: "
        guard head.hasPrefix(start), let length = Int(head.dropFirst(start.count)) else {
            throw BenchFailure("a part's header is \(head)")
        }
        let after = end.upperBound + length
        guard body.count >= after + Viewer.boundary.count else { return false }
        guard body[after...].starts(with: Viewer.boundary) else { throw BenchFailure("no boundary after a frame") }
        let frame = try audience.frame(body[end.upperBound..<after], notBefore: newest)
        body.removeFirst(after + Viewer.boundary.count)
        // The server repeats a frame now and then.
        if frame > newest { audience.saw(frame) }
        newest = frame
        return true
    }
}

/// All viewers of a session together: which frames there are, and when the last viewer has one.
///
/// - Note: `@unchecked Sendable`: touched on the loop's thread only.
final class Audience: @unchecked Sendable {
    private let frames: [[UInt8]]
    private let size: Int
    /// When each viewer had each frame, on the monotonic clock.
    private(set) var arrivals: [[UInt64]]
    private var waiting: (frame: Int, continuation: CheckedContinuation<Void, Never>)?
    private(set) var failures: [BenchFailure] = []

    /// - Parameter frames: all that will be shown, in order.
    init(of size: Int, frames: [[UInt8]]) {
        self.size = size
        self.frames = frames
        arrivals = Array(repeating: [], count: frames.count)
    }

    func frame(_ bytes: ArraySlice<UInt8>, notBefore newest: Int) throws(BenchFailure) -> Int {
        for index in max(0, newest)..<frames.count where frames[index].elementsEqual(bytes) { return index }
        throw BenchFailure("a frame that was never made, or one older than frame \(newest)")
    }

    func saw(_ frame: Int) {
        arrivals[frame].append(EventLoop.monotonicNow())
        wake()
    }

    func failed(_ failure: BenchFailure) {
        failures.append(failure)
        wake()
    }

    /// Returns when all have a frame, one has failed, or the time is over.
    func wait(for frame: Int, on loop: EventLoop, seconds: UInt64 = 10) async -> [UInt64] {
        let timer = loop.schedule(after: seconds * 1_000_000_000) { [self] in
            failures.append(BenchFailure("only \(arrivals[frame].count) of \(size) viewers got frame \(frame)"))
            wake()
        }
        await withCheckedContinuation { continuation in
            waiting = (frame, continuation)
            wake()
        }
        loop.cancel(timer)
        return arrivals[frame]
    }

    private func wake() {
        guard let (frame, continuation) = waiting, arrivals[frame].count >= size || !failures.isEmpty else { return }
        waiting = nil
        continuation.resume()
    }
}

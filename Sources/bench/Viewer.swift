internal import EventLoop
internal import Glibc

/// One viewer of a session: reads its stream to the byte, and tells of each whole frame. Touched on the loop's thread only.
final class Viewer {
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

    static let partHead = "Content-Type: image/svg+xml\r\nContent-Length: "
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
            if isBetweenParts, let frame = audience.frame(onTheWire: bytes, after: newest) {
                newest = frame
                return audience.saw(frame)
            }
            incoming.append(contentsOf: bytes)
            while try takeChunk() {}
            while try takeFrame() {}
        } catch {
            link.close()
            audience.failed(error)
        }
    }

    /// Nothing is waiting for its rest.
    private var isBetweenParts: Bool {
        guard case .size = chunk else { return false }
        return hasBegun && incoming.isEmpty && body.isEmpty
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
        guard head.hasPrefix(Viewer.partHead), let length = Int(head.dropFirst(Viewer.partHead.count)) else {
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
    /// Each as a chunk that holds its part and nothing else.
    private let chunks: [[UInt8]]
    private let size: Int
    /// When each viewer had each frame, on the monotonic clock.
    private(set) var arrivals: [[UInt64]]
    private var waiting: (frame: Int, continuation: CheckedContinuation<Void, Never>)?
    private(set) var failures: [BenchFailure] = []

    /// - Parameter frames: all that will be shown, in order.
    init(of size: Int, frames: [[UInt8]]) {
        self.size = size
        self.frames = frames
        chunks = frames.map { frame in
            let head = Array("\(Viewer.partHead)\(frame.count)\r\n\r\n".utf8)
            let part = head + frame + Viewer.boundary
            return Array("\(String(part.count, radix: 16))\r\n".utf8) + part + [13, 10]
        }
        arrivals = Array(repeating: [], count: frames.count)
    }

    /// The frame that bytes are when they are its chunk, whole and alone, as nearly all are: the load must not be slower
    /// than what it measures.
    func frame(onTheWire bytes: ArraySlice<UInt8>, after newest: Int) -> Int? {
        for index in (newest + 1)..<max(newest + 1, chunks.count) {
            let chunk = chunks[index]
            guard chunk.count == bytes.count else { continue }
            let order = unsafe bytes.withUnsafeBytes { unsafe memcmp($0.baseAddress!, chunk, $0.count) }
            if order == 0 { return index }
        }
        return nil
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

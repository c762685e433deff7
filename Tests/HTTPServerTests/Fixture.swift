import EventLoop
import Glibc
import HTTPCore
import HTTPServer
import Synchronization

/// A running server on a port of its own.
struct Fixture: Sendable {
    /// Loops outlive every task that prefers them.
    private static let loops = Mutex<[EventLoop]>([])

    let server: HTTPServer
    let port: UInt16
    let responder: TestResponder

    init(loops count: Int = 1, _ configure: (inout HTTPServerConfiguration) -> Void = { _ in }) throws {
        var configuration = HTTPServerConfiguration()
        configure(&configuration)
        let loops = try (0..<count).map { _ in try EventLoop() }
        Fixture.loops.withLock { $0 += loops }
        for (index, loop) in loops.enumerated() { loop.start(name: "loop-\(index)") }
        responder = TestResponder(loop: loops[0])
        server = HTTPServer(configuration: configuration, loops: loops, responder: responder)
        port = try server.listen(host: "localhost", port: 0)
    }

    /// Holds the first loop while `body` runs, so that what it does meets the loop at once, in its order.
    func whileLoopIsHeld(_ body: () throws -> Void) rethrows {
        let isHeld = Journal()
        let isDone = Journal()
        responder.loop.submit {
            isHeld.add("held")
            _ = eventually { !isDone.all.isEmpty }
        }
        _ = eventually { !isHeld.all.isEmpty }
        defer { isDone.add("done") }
        try body()
    }

    /// Runs a client against the server, then stops it.
    func use<Value: Sendable>(_ body: @escaping @Sendable (UInt16) throws -> Value) async throws -> Value {
        let port = port
        do {
            let value = try await onThread { try body(port) }
            await server.stop(grace: 1_000_000_000)
            return value
        } catch {
            await server.stop(grace: 0)
            throw error
        }
    }
}

/// Answers by path; see the switch.
final class TestResponder: HTTPResponder {
    let loop: EventLoop
    let gate = Gate()
    private let source: Mutex<(any HTTPStreamSource)?> = Mutex(nil)
    private let handler: Mutex<(@Sendable (HTTPBody) async -> HTTPResponse)?> = Mutex(nil)

    init(loop: EventLoop) { self.loop = loop }

    /// The requests for /note… in the order the engine took them, and what streams noted between them.
    let notes = Journal()

    /// What /stream answers from now on.
    func serve(_ stream: any HTTPStreamSource) { source.withLock { $0 = stream } }

    /// How /body answers from now on.
    func handle(_ handler: @escaping @Sendable (HTTPBody) async -> HTTPResponse) {
        self.handler.withLock { $0 = handler }
    }

    /// How often a constant was asked for again; after `lastAgain` times there is none any more.
    let agains = Mutex(0)
    let lastAgain = Mutex(Int.max)

    private func constant(_ request: HTTPRequest) -> HTTPAnswer {
        request.note?.route = RouteLabel("/constant")
        let constant = HTTPConstant(text("\(request.method) \(request.query ?? "")"))
        return .constant(constant) { [self] in
            let isThere = agains.withLock { count in
                count += 1
                return count <= lastAgain.withLock { $0 }
            }
            return isThere ? constant : nil
        }
    }

    func refusal(status: Int, code: String, message: String) -> HTTPResponse {
        HTTPResponse(
            status: status, fields: ["Content-Type": "application/json"],
            body: .bytes([UInt8](#"{"error":"\#(message)","code":"\#(code)"}"#.utf8)))
    }

    func answer(_ request: HTTPRequest) -> HTTPAnswer {
        let loop = loop
        switch request.path {
        case "/body":
            guard let handler = handler.withLock({ $0 }) else { return .now(HTTPResponse(status: 404)) }
            return .later { await handler(request.body) }
        case "/slow":
            return .later {
                await loop.sleep(nanoseconds: 50_000_000)
                return text("slow")
            }
        case "/inline": return .later { text("inline") }
        case "/gate":
            return .later { [gate] in
                await gate.wait()
                return text("through")
            }
        case "/gated-stream":
            guard let source = source.withLock({ $0 }) else { return .now(HTTPResponse(status: 404)) }
            return .later { [gate] in
                await gate.wait()
                return HTTPResponse(status: 200, body: .stream(source))
            }
        case "/echo": return .later { await echo(request.body, limit: 4 * 1024 * 1024) }
        case "/small": return .later { await echo(request.body, limit: 10) }
        case "/late":
            return .later {
                await loop.sleep(nanoseconds: 20_000_000)
                return await echo(request.body, limit: 100_000)
            }
        case "/twice":
            return .later {
                _ = try? await request.body.collect(limit: 100)
                return await echo(request.body, limit: 100)
            }
        case "/constant": return constant(request)
        case "/labelled":
            request.note?.route = RouteLabel("/labelled/{name}")
            request.note?.user = "al\"ice"
            return .later { text("labelled") }
        case "/ignore": return .later { text("ignored") }
        case "/reject": return .now(HTTPResponse(status: 401))
        case "/204": return .now(HTTPResponse(status: 204))
        case "/304": return .now(HTTPResponse(status: 304, fields: ["ETag": "\"a\""], body: .bytes([1])))
        case "/999": return .now(HTTPResponse(status: 999))
        case "/big": return .now(HTTPResponse(status: 200, body: .bytes([UInt8](repeating: 120, count: 8_000_000))))
        case "/split":
            return .now(HTTPResponse(status: 200, fields: ["X-A": "b\r\nX-C: d", "X E": "f", "Date": "never"]))
        case "/context":
            let context = request.context
            return .now(text("\(context.clientAddress) \(context.requestID) \(context.userAgent ?? "-")"))
        case "/fields": return .now(text(request.fields.all.map { "\($0.name)=\($0.value)" }.joined(separator: "|")))
        case "/stream":
            guard let source = source.withLock({ $0 }) else { return .now(HTTPResponse(status: 404)) }
            return .now(HTTPResponse(status: 200, fields: ["Content-Type": "text/plain"], body: .stream(source)))
        case let path where path.hasPrefix("/note"):
            notes.add(path)
            return .now(text(path))
        default:
            return .now(text("\(request.method) \(request.path)\(request.query.map { "?\($0)" } ?? "")"))
        }
    }
}

func text(_ text: String) -> HTTPResponse {
    HTTPResponse(status: 200, fields: ["Content-Type": "text/plain"], body: .bytes([UInt8](text.utf8)))
}

private func echo(_ body: HTTPBody, limit: Int) async -> HTTPResponse {
    do throws(HTTPBodyError) {
        return HTTPResponse(status: 200, body: .bytes(try await body.collect(limit: limit)))
    } catch {
        switch error {
        case .tooLarge: return HTTPResponse(status: 413)
        case .timedOut: return HTTPResponse(status: 408)
        case .malformed: return HTTPResponse(status: 400)
        case .exhausted: return HTTPResponse(status: 503)
        case .disconnected: return HTTPResponse(status: 499)
        }
    }
}

/// What happened, in order.
final class Journal: Sendable {
    private let entries = Mutex<[String]>([])
    var all: [String] { entries.withLock { $0 } }
    func add(_ entry: String) { entries.withLock { $0.append(entry) } }
}

/// Holds handlers back until it is opened.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var waiting: Int { state.withLock { $0.waiting.count } }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}

/// A stream under the test's control: holds the newest frame only, as live pictures do.
final class FrameSource: HTTPStreamSource {
    private struct State {
        var sink: (any HTTPStreamSink)?
        var frame: [UInt8]?
        var isEnded = false
        var openings = 0
        var closings = 0
        var taken = 0
    }

    private let state = Mutex(State())
    private let onTake: @Sendable () -> Void

    /// - Parameter onTake: called when the engine takes a frame.
    init(onTake: @escaping @Sendable () -> Void = {}) { self.onTake = onTake }

    /// How often the engine has opened and closed this stream.
    var openings: Int { state.withLock { $0.openings } }
    var closings: Int { state.withLock { $0.closings } }
    /// How many frames the engine has asked for.
    var taken: Int { state.withLock { $0.taken } }

    func publish(_ frame: [UInt8]) {
        state.withLock { state in
            state.frame = frame
            return state.sink
        }?.wake()
    }

    func end() {
        state.withLock { state in
            state.isEnded = true
            return state.sink
        }?.wake()
    }

    func opened(by sink: any HTTPStreamSink) {
        state.withLock { state in
            state.openings += 1
            state.sink = sink
        }
    }

    func next() -> HTTPStreamStep {
        state.withLock { state in
            if let frame = state.frame {
                state.frame = nil
                state.taken += 1
                onTake()
                return .write(frame)
            }
            return state.isEnded ? .end([UInt8]("end".utf8)) : .wait
        }
    }

    func finish() -> [UInt8] { [UInt8]("--closing".utf8) }

    func closed() {
        state.withLock { state in
            state.closings += 1
            state.sink = nil
        }
    }
}

/// Waits on a client's thread until something has become true, at most ten seconds.
func eventually(_ condition: () -> Bool) -> Bool {
    for _ in 0..<2000 {
        if condition() { return true }
        usleep(5000)
    }
    return condition()
}

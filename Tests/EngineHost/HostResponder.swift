internal import EventLoop
internal import HTTPCore
internal import HTTPServer

/// Answers by path.
struct HostResponder: HTTPResponder {
    /// One copy for all, as a served file is.
    private static let big = [UInt8](repeating: 120, count: 1 << 20)
    private static let frame = [UInt8](repeating: 120, count: 16 << 10)

    let loop: EventLoop
    let counters: ServerCounters

    func refusal(status: Int, code: String, message: String) -> HTTPResponse {
        HTTPResponse(
            status: status, fields: ["Content-Type": "application/json"],
            body: .bytes([UInt8](#"{"error":"\#(message)","code":"\#(code)"}"#.utf8)))
    }

    func answer(_ request: HTTPRequest) -> HTTPAnswer {
        switch request.path {
        case "/big": return .now(HTTPResponse(status: 200, body: .bytes(HostResponder.big)))
        // Shows one frame, and then nothing more.
        case "/stream": return .now(HTTPResponse(status: 200, body: .stream(Frames(HostResponder.frame, most: 1))))
        // Has a frame whenever it is asked.
        case "/endless": return .now(HTTPResponse(status: 200, body: .stream(Frames(HostResponder.frame, most: .max))))
        case "/connections": return .now(HostResponder.number(counters.openConnections))
        case "/busy":
            return .later { [loop] in
                await loop.sleep(nanoseconds: 3_600_000_000_000)
                return HTTPResponse(status: 204)
            }
        case "/whole": return .later { await HostResponder.read(request.body) }
        case "/pieces": return .later { await HostResponder.readPieces(request.body) }
        default: return .now(HTTPResponse(status: 200, body: .bytes([UInt8]("ok".utf8))))
        }
    }

    private static func number(_ number: Int) -> HTTPResponse {
        HTTPResponse(status: 200, body: .bytes([UInt8](String(number).utf8)))
    }

    private static func read(_ body: HTTPBody) async -> HTTPResponse {
        do throws(HTTPBodyError) {
            return number(try await body.collect(limit: 1 << 20).count)
        } catch {
            return failure(error)
        }
    }

    private static func readPieces(_ body: HTTPBody) async -> HTTPResponse {
        guard case .incoming(_, let read) = body else { return HTTPResponse(status: 200) }
        do throws(HTTPBodyError) {
            while try await !read(.next).isEmpty {}
            return HTTPResponse(status: 200)
        } catch {
            return failure(error)
        }
    }

    private static func failure(_ error: HTTPBodyError) -> HTTPResponse {
        switch error {
        case .tooLarge: HTTPResponse(status: 413)
        case .timedOut: HTTPResponse(status: 408)
        case .exhausted: HTTPResponse(status: 503)
        case .malformed, .disconnected: HTTPResponse(status: 400)
        }
    }
}

/// A stream of equal frames.
private final class Frames: HTTPStreamSource {
    private let frame: [UInt8]
    /// Touched on the connection's loop only.
    nonisolated(unsafe) private var left: Int

    init(_ frame: [UInt8], most: Int) {
        self.frame = frame
        unsafe left = most
    }

    func opened(by sink: any HTTPStreamSink) {}

    func next() -> HTTPStreamStep {
        guard unsafe left > 0 else { return .wait }
        unsafe left -= 1
        return .write(frame)
    }

    func finish() -> [UInt8] { [] }
    func closed() {}
}

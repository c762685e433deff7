import EventLoop
import HTTPCore
import HTTPServer
import Synchronization

/// A web server of the tests themselves, which serves what it is given, and remembers what is asked for under `/reached`.
final class Listener: HTTPResponder {
    struct Document: Sendable {
        let mediaType: String
        let text: String
    }

    private struct State: Sendable {
        var documents: [String: Document] = [:]
        var reached: Set<String> = []
    }

    /// Loops outlive every task that prefers them.
    private static let loops = Mutex<[EventLoop]>([])
    private let state = Mutex(State())

    /// Starts one on a port of its own; `stop` ends it.
    static func start() throws -> (listener: Listener, port: UInt16, stop: @Sendable () async -> Void) {
        let loop = try EventLoop()
        loops.withLock { $0.append(loop) }
        loop.start(name: "listener")
        let listener = Listener()
        let server = HTTPServer(configuration: HTTPServerConfiguration(), loops: [loop], responder: listener)
        let port = try server.listen(host: "127.0.0.1", port: 0)
        return (listener, port, { await server.stop(grace: 0) })
    }

    /// Serves a document without any policy.
    func serve(_ text: String, as mediaType: String, at path: String) {
        state.withLock { $0.documents[path] = Document(mediaType: mediaType, text: text) }
    }

    /// What somebody asked for, without `/reached/`.
    var reached: Set<String> { state.withLock { $0.reached } }

    func answer(_ request: HTTPRequest) -> HTTPAnswer {
        let path = request.path
        return state.withLock { state in
            if let name = path.wholeMatch(of: /\/reached\/(.*)/)?.1 { state.reached.insert(String(name)) }
            guard let document = state.documents[path] else { return .now(HTTPResponse(status: 404)) }
            return .now(
                HTTPResponse(
                    status: 200, fields: ["Content-Type": document.mediaType],
                    body: .bytes(Array(document.text.utf8))))
        }
    }

    func refusal(status: Int, code: String, message: String) -> HTTPResponse { HTTPResponse(status: status) }
}

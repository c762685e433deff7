internal import EventLoop
internal import HTTPCore
internal import HTTPServer

/// A process with the engine and one answer in memory: what the engine itself costs, without a contract above it.
enum BareEngine {
    /// The word that starts it; no scenario, so the help is silent about it.
    static let command = "bare-engine"

    enum Manner: String {
        /// By a plain call.
        case now
        /// By an async function that does not suspend.
        case later
    }

    /// Serves until SIGTERM.
    ///
    /// - Parameter words: a manner, and a file with the answer.
    static func run(_ words: [String], until stop: () -> Void) throws {
        guard words.count == 2, let manner = Manner(rawValue: words[0]), let text = Server.read(words[1]) else {
            throw BenchFailure("write bench \(command) now|later FILE")
        }
        let answer = try SampleAnswer(Array(text.utf8))
        let loop = try EventLoop()
        loop.start(name: "loop-0")
        var configuration = HTTPServerConfiguration()
        configuration.maxConnections = Rig.maxConnections
        let server = HTTPServer(configuration: configuration, loops: [loop], responder: Responder(manner, answer))
        EngineBench.say("listening port=\(try server.listen(host: "127.0.0.1", port: 0))")
        withExtendedLifetime(server) { stop() }
    }

    private struct Responder: HTTPResponder {
        private let manner: Manner
        private let response: HTTPResponse

        init(_ manner: Manner, _ answer: SampleAnswer) {
            self.manner = manner
            var fields = HTTPFields()
            for field in answer.fields { fields.append(field.name, field.value) }
            response = HTTPResponse(status: answer.status, fields: fields, body: .bytes(answer.body))
        }

        func answer(_ request: HTTPRequest) -> HTTPAnswer {
            switch manner {
            case .now: .now(response)
            case .later: .later { await respond() }
            }
        }

        func refusal(status: Int, code: String, message: String) -> HTTPResponse { HTTPResponse(status: status) }

        /// Not inlined, or the compiler would see that nothing is awaited.
        @inline(never)
        private func respond() async -> HTTPResponse { response }
    }
}

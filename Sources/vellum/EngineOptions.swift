internal import HTTPServer

/// The limits and deadlines of the HTTP engine as options. Their defaults are the engine's own.
extension Option {
    static let engine: [Option] = sizes + counts + times

    private static let sizes: [Option] = [
        .size("--request-line-bytes", \.requestLineBytes, 64...16 << 20, "the request line; a longer one gets 414"),
        .size("--field-bytes", \.fieldBytes, 64...16 << 20, "all header fields of a request; more get 431"),
        .size("--body-bytes", \.bodyBytes, 1...1 << 40, "a body that is read whole, whatever a contract says; 413"),
        .size(
            "--body-memory", \.bodyMemoryBytes, 1 << 20...1 << 40,
            "what all bodies on their way may hold together; more than 16K of another gets 503"),
        .size(
            "--chunk-extension-bytes", \.chunkExtensionBytes, 0...16 << 20, "chunk extensions of one body; more get 400"
        ),
        .size(
            "--unread-body-bytes", \.unreadBodyBytes, 0...1 << 30,
            "what is read and dropped of a body that nobody wanted, before its connection is closed"),
        .size(
            "--write-buffer-bytes", \.writeBufferBytes, 1024...1 << 30,
            "answers to pipelined requests collected before they are sent"),
        .size(
            "--stream-unsent-bytes", \.streamUnsentBytes, 1024...1 << 30, "what the kernel may hold unsent of a stream"),
        .size(
            "--minimum-rate", \.minimumRate, 1...1 << 30,
            "bytes a second that a body, and the reader of an answer, must reach once its timeout has passed"),
    ]

    private static let counts: [Option] = [
        .count("--field-count", \.fieldCount, 1...10_000, "header fields of a request; more get 431"),
        .count(
            "--requests-per-turn", \.pipelinedPerTurn, 1...100_000,
            "pipelined requests answered before other connections get their turn"),
        .count(
            "--stream-sends-per-turn", \.streamSendsPerTurn, 1...100_000,
            "chunks of streams sent before other connections get their turn"),
        .count("--max-connections", \.maxConnections, 1...1_000_000, "open connections; one more is answered 503"),
        .count(
            "--max-connections-per-address", \.maxConnectionsPerAddress, 0...1_000_000,
            "open connections of one IPv4 address or IPv6 /64; one more is answered 503; 0 is off"),
        .count("--max-streams", \.maxStreams, 1...1_000_000, "open streams; one more is answered 503"),
    ]

    private static let times: [Option] = [
        .time("--head-timeout", \.headTimeout, "from the first byte of a head to its last; then 408"),
        .time("--body-timeout", \.bodyTimeout, "a body that does not come, or comes below the minimum rate; then 408"),
        .time("--idle-timeout", \.idleTimeout, "a connection without a request; then it is closed"),
        .time(
            "--write-timeout", \.writeTimeout,
            "a reader below the minimum rate, or of a stream that takes nothing; then it is closed"),
        .time(
            "--linger-timeout", \.lingerTimeout, "what the client still sends after the last answer is dropped so long"),
        .time("--stop-timeout", \.stopTimeout, "a stop waits so long for requests in flight"),
    ]
}

extension Option {
    typealias EngineValue<Value> = any WritableKeyPath<HTTPServerConfiguration, Value> & Sendable

    private static let defaults = HTTPServerConfiguration()

    private static func size(
        _ name: String, _ value: EngineValue<Int>, _ range: ClosedRange<Int>, _ help: String
    ) -> Option {
        Option(name, "BYTES", "\(help) (\(ByteSize.text(defaults[keyPath: value])))") {
            (options, text) throws(OptionError) in
            options.engine[keyPath: value] = try ByteSize.read(text, in: range)
        }
    }

    private static func count(
        _ name: String, _ value: EngineValue<Int>, _ range: ClosedRange<Int>, _ help: String
    ) -> Option {
        Option(name, "NUMBER", "\(help) (\(defaults[keyPath: value]))") { (options, text) throws(OptionError) in
            options.engine[keyPath: value] = try number(text, in: range)
        }
    }

    private static func time(_ name: String, _ value: EngineValue<UInt64>, _ help: String) -> Option {
        Option(name, "TIME", "\(help) (\(TimeSpan.text(defaults[keyPath: value])))") {
            (options, text) throws(OptionError) in
            options.engine[keyPath: value] = try TimeSpan.read(text)
        }
    }
}

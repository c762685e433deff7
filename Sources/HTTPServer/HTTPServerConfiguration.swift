/// Every limit and deadline of the engine. Sizes are bytes, times nanoseconds.
package struct HTTPServerConfiguration: Sendable, Equatable {
    /// The request line with its line end, bytes; beyond it 414. Default 8 KiB.
    package var requestLineBytes = 8 * 1024
    /// All field lines of a head, or of a trailer, with their line ends, bytes; beyond it 431. Default 16 KiB.
    package var fieldBytes = 16 * 1024
    /// Field lines of a head, or of a trailer; beyond it 431. Default 100.
    package var fieldCount = 100
    /// The longest body that any reader gets, bytes; readers set lower limits by themselves: 1 MiB where
    /// a contract says nothing, and at most this where it does. Default 64 MiB.
    package var bodyBytes = 64 * 1024 * 1024
    /// What is held of all bodies that are on their way and read whole, bytes; whoever sends more than 16 KiB meanwhile
    /// gets 503. Default 256 MiB.
    package var bodyMemoryBytes = 256 * 1024 * 1024
    /// Chunk extensions of one body, bytes; beyond it the body is malformed. Default 4 KiB.
    package var chunkExtensionBytes = 4 * 1024
    /// What is read and dropped of a body that nobody wanted, bytes, before the connection is given up. Default 64 KiB.
    package var unreadBodyBytes = 64 * 1024
    /// Requests answered for one connection before others get their turn. Default 16.
    package var pipelinedPerTurn = 16
    /// Answers collected before they are sent, bytes. What a socket does not take stops the parsing of further
    /// requests, so a connection holds at most this and one answer. Default 64 KiB.
    package var writeBufferBytes = 64 * 1024
    /// Stream chunks sent in one turn of a loop, so that small requests do not starve behind a frame. Default 64.
    package var streamSendsPerTurn = 64
    /// What the kernel may hold unsent of a stream, bytes; a slow reader skips frames instead. Default 64 KiB.
    package var streamUnsentBytes = 64 * 1024
    /// Open connections of all loops: more than streams, so that those who change what streams show still get in.
    /// Default 12 000.
    package var maxConnections = 12_000
    /// Connections beyond the maximum that still get a 503; further ones are closed at once. Default 64.
    package var overloadMargin = 64
    /// Open connections of one client on all loops, which is one IPv4 address or one /64 of IPv6; 0 is off. Unix sockets
    /// and trusted proxies are not counted. Default 1000.
    package var maxConnectionsPerAddress = 1000
    /// Connections of one client beyond its maximum that still get a 503; further ones are closed at once. Default 16.
    package var perAddressMargin = 16
    /// Open streams of all loops; one more is answered 503. Default 10 000.
    package var maxStreams = 10_000
    /// The slowest body, and the slowest reader of an answer, that is put up with once its timeout has passed, bytes a
    /// second, at least 1. Default 256.
    package var minimumRate = 256
    /// Peers whose Forwarded and X-Forwarded-For fields are believed. Default none.
    package var trustedProxies = Networks()

    /// Whether a line is written for each request. Default off.
    package var accessLog = AccessLogFormat.off
    /// Where these lines go: never closed by the engine, and the same while it runs. Default the standard output.
    package var accessLogDescriptor: Int32 = 1

    /// From the first byte of a head to its last; then 408. Default 10 s.
    package var headTimeout: UInt64 = 10_000_000_000
    /// How long a body's reader waits without a byte, and how long its waits may take together beyond what the bytes
    /// need at the minimum rate; then `HTTPBodyError.timedOut`. Also what an unwanted body may take. Default 30 s.
    package var bodyTimeout: UInt64 = 30_000_000_000
    /// A connection without a request; then it is closed. Default 60 s.
    package var idleTimeout: UInt64 = 60_000_000_000
    /// How long an answer may wait for a client that takes less of it than the minimum rate, and a stream for one that
    /// takes nothing; then the connection is closed. Default 30 s.
    package var writeTimeout: UInt64 = 30_000_000_000
    /// After the last answer: how long the client's remaining bytes are read and dropped, so that no reset overtakes
    /// the answer (RFC 9112 §9.6). Default 2 s.
    package var lingerTimeout: UInt64 = 2_000_000_000
    /// During a stop: what is left then is cut off. Default 10 s.
    package var stopTimeout: UInt64 = 10_000_000_000
    /// During a stop: how long a connection without any request so far may still send its first. Default 0.5 s.
    package var firstRequestGrace: UInt64 = 500_000_000

    /// During a stop: how long connections whose handshake was under way are still accepted. Default 50 ms.
    package var handshakeGrace: UInt64 = 50_000_000

    package init() {}

    /// The time between two looks at the deadlines, nanoseconds: a quarter of the shortest, 5 ms to 1 s.
    func sweepInterval(isStopping: Bool) -> UInt64 {
        var shortest = min(headTimeout, bodyTimeout, idleTimeout, min(writeTimeout, lingerTimeout))
        if isStopping { shortest = min(shortest, firstRequestGrace) }
        return min(max(shortest / 4, 5_000_000), 1_000_000_000)
    }
}

internal import ContractRuntime
internal import EventLoop
internal import HTTPCore
internal import HTTPServer
internal import Handlers
internal import Operations
internal import Page
internal import Redis
internal import ServiceContracts
internal import SessionCore

/// The running service: started from the bottom up, stopped from the top down.
struct Service {
    /// - Parameters:
    ///   - resolved: what `sources` say now.
    ///   - requests: what the signals ask for; ends with the first stop.
    static func run(
        _ resolved: ResolvedOptions, _ sources: OptionSources, _ requests: AsyncStream<Signals.Request>
    ) async throws {
        ProcessMetrics.begin()
        let options = resolved.options
        let log = Log(level: options.logLevel)
        try refuseCarelessTokens(options, log)
        Resources.raiseFileLimit(for: options.engine.maxConnections, log)
        let accessLog = try options.accessLogFile.map { try AccessLogFile($0) }
        let loops = try startLoops(options.loops ?? Resources.coreCount)
        let store = try await Store.open(options, loops: loops, log: log)
        do {
            try await serve(resolved, loops: loops, redis: store.redis, log: log, accessLog) { server, core in
                var reloader = Reloader(
                    resolved, sources, server: server, core: core, log: log, accessLog: accessLog)
                for await request in requests {
                    switch request {
                    case .reload: await reloader.reload()
                    case .stop(let signal):
                        log(.notice, "stopping", ["signal": signal])
                        return
                    }
                }
            }
        } catch {
            await store.close()
            throw error
        }
        await store.close()
        log(.notice, "stopped")
    }

    /// - Parameter work: goes on until the service is to stop.
    private static func serve(
        _ resolved: ResolvedOptions, loops: [EventLoop], redis: Redis, log: Log, _ accessLog: AccessLogFile?,
        while work: (HTTPServer, SessionCore) async -> Void
    ) async throws {
        let options = resolved.options
        let core: SessionCore
        do {
            core = try await SessionCore(
                CoreConfiguration(options), redis: redis, loop: loops[0], threads: Resources.coreCount, log: log)
        } catch {
            switch error {
            case .unavailable(let detail):
                throw StartError(
                    message: "Redis went away during the start (\(detail)): see that it runs, and start again")
            case .corrupt(let detail):
                throw StartError(
                    message:
                        "the keys or revocations in Redis cannot be used: \(detail). If that does not say what to do, restore them"
                )
            default: throw StartError(message: "the service could not start: \(error)")
            }
        }
        let metadata = try PublishedMetadata(core.configuration, url: options.publicURL ?? address(options))
        let routes =
            AuthAPI.routes(try AuthenticationService(core, metadata), AccountAuthenticator(core))
            + UserSessionAPI.routes(UserSessionService(core, loop: loops[0]), ServiceAuthenticator(core))
            .filter { options.publicSessions || $0.tag != "Public Sessions" }
        let requests = RequestMetrics(routes)
        let observer = ServiceObserver(log: log, metrics: requests)
        let counters = ServerCounters()
        let metrics = ServiceMetrics(requests: requests, server: counters, core: core, redis: redis)
        let operations = OperationsResponder(
            next: NothingResponder(observer: observer),
            readiness: { await core.problems().map { ReadinessCheck($0.name, problem: $0.problem) } },
            metrics: { metrics.families })
        let documents = DocumentsResponder(next: operations, documents: ContractPrinter.documents)
        let responder = try responder(routes, observer, otherwise: PageResponder(next: documents))
        var engine = options.engine
        if let accessLog { engine.accessLogDescriptor = accessLog.descriptor }
        let server = HTTPServer(
            configuration: engine, loops: loops, counters: counters, responder: responder)
        let port = try listen(server, options, log)
        if let port, options.publicURL == nil { try metadata.move(to: address(options, port: port)) }
        await work(server, core)
        await server.stop()
        await core.stop()
    }

    private static func responder(
        _ routes: [Route], _ observer: ServiceObserver, otherwise: any HTTPResponder
    ) throws -> ContractResponder {
        do {
            return try ContractResponder(routes, observer: observer, otherwise: otherwise)
        } catch {
            throw StartError(message: "the contracts cannot be served together: \(error)")
        }
    }

    /// The URL of the first address that the server listens on; one that stands for all is told as that of this machine.
    private static func address(_ options: ServeOptions, port: UInt16? = nil) -> String {
        guard options.socket == nil, let host = options.hosts.first else { return "http://localhost" }
        let local = ["0.0.0.0": "127.0.0.1", "::": "::1"]
        return "http://\(urlHost(local[host] ?? host)):\(port ?? options.port)"
    }

    /// - Returns: the port of the first address; nil on a Unix socket.
    private static func listen(_ server: HTTPServer, _ options: ServeOptions, _ log: Log) throws -> UInt16? {
        var first: UInt16?
        do {
            if let path = options.socket {
                try server.listen(socket: path)
                log(.notice, "listening", ["socket": path])
                return nil
            }
            for host in options.hosts {
                let port = try server.listen(host: host, port: options.port)
                first = first ?? port
                log(.notice, "listening", ["url": "http://\(urlHost(host)):\(port)", "port": String(port)])
            }
        } catch {
            throw StartError(message: "\(error)")
        }
        return first
    }

    private static func urlHost(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }

    private static func startLoops(_ count: Int) throws -> [EventLoop] {
        try (0..<count).map { number in
            let loop = try EventLoop()
            loop.start(name: "loop-\(number)")
            return loop
        }
    }

    /// Open tokens let anyone be anyone: never by accident, and never unseen.
    private static func refuseCarelessTokens(_ options: ServeOptions, _ log: Log) throws {
        guard options.openTokens else { return }
        let exposed = options.socket == nil ? options.hosts.first { !isLoopback($0) } : nil
        if let exposed, !options.openTokensAnywhere {
            throw StartError(
                message: "--open-tokens on \(exposed) would let anyone who reaches it act as any user: "
                    + "listen on 127.0.0.1, or add --open-tokens-anywhere")
        }
        log(.warning, "open_tokens", ["advice": "anyone gets a token for any user ID without an account"])
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1"
            || (host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
    }
}

extension CoreConfiguration {
    init(_ options: ServeOptions) {
        self.init()
        accessTokenSeconds = Int64(options.accessTokenSeconds)
        refreshTokenSeconds = Int64(options.refreshTokenSeconds)
        introspectionSecret = options.introspectionSecret
        signInsPerUser = options.signInsPerUser
        openTokens = options.openTokens
        bcryptCost = options.bcryptCost
        authAttemptsPerMinute = options.authAttemptsPerMinute
        sessionsPerUser = options.sessionsPerUser
        viewersPerSession = options.viewersPerSession
        streamsPerAddress = options.streamsPerAddress
        framesPerSecond = UInt64(options.framesPerSecond)
        publicWritesPerMinute = options.publicWritesPerMinute
        publicSessions = options.maxPublicSessions
        auditEntries = options.auditEntries
        issuer = options.tokenIssuer
        audience = options.tokenAudience
        revocationMode = options.revocationMode
        keyAlgorithm = options.keyAlgorithm
        keyRotationSeconds = Int64(options.keyRotationDays) * 86_400
        keySecret = options.keySecret
        isRedisPrivate = options.redisURL == nil
    }
}

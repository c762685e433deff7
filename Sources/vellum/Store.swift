internal import EventLoop
internal import Redis
internal import SessionCore

/// The Redis that the service uses: one that is given, or a private one that is started and stopped with it.
struct Store {
    let redis: Redis
    private let privateServer: PrivateRedis?

    static func open(_ options: ServeOptions, loops: [EventLoop], log: Log) async throws -> Store {
        var server: PrivateRedis?
        let endpoint: RedisEndpoint
        do {
            if let url = options.redisURL {
                endpoint = try RedisEndpoint(url: url)
            } else {
                let started = try await PrivateRedis.start(dataDirectory: options.dataDirectory) { event in
                    note(event, log)
                }
                server = started
                endpoint = started.endpoint
            }
            let redis = Redis(endpoint, loops: loops) { event in
                switch event {
                case .connected: log(.debug, "redis_connected")
                case .disconnected(let error): log(.warning, "redis_disconnected", ["detail": error.detail])
                }
            }
            try await redis.connect()
            return Store(redis: redis, privateServer: server)
        } catch {
            await server?.stop()
            throw StartError(message: "\(error)")
        }
    }

    func close() async {
        await redis.close()
        await privateServer?.stop()
    }

    private static func note(_ event: PrivateRedisEvent, _ log: Log) {
        switch event {
        case .started(let pid): log(.info, "redis_started", ["pid": String(pid)])
        case .adopted(let pid): log(.notice, "redis_adopted", ["pid": String(pid)])
        case .ended(let pid): log(.error, "redis_ended", ["pid": String(pid)])
        case .flushFailed(let detail): log(.error, "redis_flush_failed", ["detail": detail])
        case .startFailed(let error): log(.error, "redis_start_failed", ["detail": error.detail])
        }
    }
}

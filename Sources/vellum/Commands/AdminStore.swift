internal import EventLoop
internal import Redis
internal import SessionCore

/// The Redis of a command: the one that the server uses, by the same options.
///
/// Without a URL it is the private redis-server of the data directory: a running server's own, or one that is started
/// for the command and stopped after it.
struct AdminStore: Sendable {
    let redis: Redis
    let loop: EventLoop
    private let borrowed: BorrowedRedis?

    /// Whether no server uses the data directory now; false where the Redis is given by its URL.
    var isAlone: Bool { borrowed?.isInService == false }

    /// Opens the store, and closes it whatever becomes of the work.
    ///
    /// - Parameter mayMake: whether a data directory that is not there is made.
    static func with<Value>(
        _ options: ServeOptions, mayMake: Bool = false, _ work: (AdminStore) async throws -> Value
    ) async throws -> Value {
        let store = try await open(options, mayMake: mayMake)
        do {
            let value = try await work(store)
            await store.close()
            return value
        } catch {
            await store.close()
            throw AdminStore.told(error)
        }
    }

    private static func open(_ options: ServeOptions, mayMake: Bool) async throws -> AdminStore {
        var borrowed: BorrowedRedis?
        do {
            let endpoint: RedisEndpoint
            if let url = options.redisURL {
                endpoint = try RedisEndpoint(url: url)
            } else {
                let found = try await BorrowedRedis.open(dataDirectory: options.dataDirectory, mayMake: mayMake)
                borrowed = found
                endpoint = found.endpoint
            }
            let loop = try EventLoop()
            loop.start(name: "command")
            // Nobody waits for an administrator's command: it has more patience than the server.
            let redis = Redis(endpoint, loops: [loop], deadline: 5_000_000_000)
            try await redis.connect()
            return AdminStore(redis: redis, loop: loop, borrowed: borrowed)
        } catch {
            await borrowed?.close()
            throw CommandFailure(.failed, "\(error)")
        }
    }

    private func close() async {
        await redis.close()
        await borrowed?.close()
    }

    /// What went wrong in the core, with what to do.
    private static func told(_ error: any Error) -> any Error {
        guard let error = error as? CoreError else { return error }
        switch error {
        case .unavailable(let detail):
            return CommandFailure(.failed, "Redis did not answer (\(detail)): repeat the command when it does")
        case .busy: return CommandFailure(.failed, "something else changed the same just now: repeat the command")
        case .corrupt(let detail):
            return CommandFailure(.failed, "what Redis holds cannot be used (\(detail)): restore it from a backup")
        default: return CommandFailure(.failed, "\(error)")
        }
    }
}

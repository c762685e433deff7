internal import EventLoop

/// Starts the servers of one part, all on one Redis.
struct TokensRig: Sendable {
    let options: TokensOptions
    let loop: EventLoop
    let running: Running
    /// For what the processes read and write.
    let folder: String
    /// The socket of a redis-server that keeps nothing on the disk.
    let redis: String

    static let onBothCores = ["taskset", "-c", "0,1"]

    init(_ options: TokensOptions, _ loop: EventLoop, _ running: Running) throws {
        self.options = options
        self.loop = loop
        self.running = running
        let folder = try Spawn.makeFolder()
        running.add { try? Spawn.run(["rm", "-rf", folder]) }
        self.folder = folder
        redis = "\(folder)/redis.sock"
        let words = [
            "redis-server", "--port", "0", "--unixsocket", redis, "--save", "", "--appendonly", "no", "--dir", folder,
        ]
        // It has no port: what counts is that it is ready.
        let child = try Child.start(words, output: "\(folder)/redis") { $0.contains("ready to accept") ? 0 : nil }
        running.add { child.stop() }
    }

    /// - Parameter tool: what it is started by.
    func vellum(_ more: [String] = [], bcryptCost: Int = 4, tool: [String]) throws -> Server {
        var settings = Options()
        settings.server = options.server
        settings.tool = tool
        settings.bcryptCost = bcryptCost
        settings.redisURL = redis
        settings.more = more
        let server = try Server.start(settings)
        running.add { server.stop() }
        return server
    }
}

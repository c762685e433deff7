internal import EventLoop
internal import Synchronization

/// What the checks of requests and responses and the access log cost: instructions in user space that a server's loop
/// spends on a list of 100 sessions, with and without them, as callgrind counts them, from the first byte read to the
/// last one written. Counts hardly vary, where times would.
struct ChecksBench {
    /// Of the instructions of a request, in percent.
    private static let bound = 8.0
    /// With the access log.
    private static let boundWithLog = 10.0
    private static let requests = 50

    /// The server that is being counted, for whoever has to end early.
    private static let running = Mutex<Server?>(nil)

    static func stop() { running.withLock { $0?.stop() } }

    /// - Returns: the exit status.
    static func run(_ options: Options, _ loop: EventLoop) async -> Int32 {
        do {
            var logging = options
            logging.more = ["--access-log", "text"]
            let logged = try await instructions(logging, loop)
            let checked = try await instructions(options, loop)
            var other = options
            other.server = options.unchecked
            let unchecked = try await instructions(other, loop)
            print("instructions of GET 100 sessions, with checks and access log: \(Int(logged))")
            print("                                  with checks:                \(Int(checked))")
            print("                                  without:                    \(Int(unchecked))")
            let checks = judge("the checks are at most", 100 * (1 - unchecked / checked), bound)
            let more = judge("access log and checks add at most", 100 * (logged / unchecked - 1), boundWithLog)
            return checks && more ? 0 : 1
        } catch {
            print("FAILED: \(error)")
            return 1
        }
    }

    private static func judge(_ what: String, _ share: Double, _ bound: Double) -> Bool {
        let isMet = share <= bound
        print("\(isMet ? "met   " : "FAILED"): \(what) \(Int(bound)) % (\((share * 100).rounded() / 100) %)")
        return isMet
    }

    /// Of one request.
    private static func instructions(_ options: Options, _ loop: EventLoop) async throws -> Double {
        let folder = try Spawn.makeFolder()
        defer { try? Spawn.run(["rm", "-rf", folder]) }
        let callgrind = Callgrind(in: folder, "checks")
        var options = options
        options.tool = callgrind.tool
        let server = try Server.start(options)
        running.withLock { $0 = server }
        defer { server.stop() }
        let user = try await User.register("lister", Connection(Client(loop, port: server.port)))
        for number in 1...100 { try await user.create("session-\(number)", template: "<svg/>") }
        // What is made at the first request only is not counted.
        try await list(user)
        try await callgrind.counting(server.pid) { for _ in 0..<requests { try await list(user) } }
        server.stop()
        return try callgrind.result(per: requests).instructions
    }

    private static func list(_ user: User) async throws {
        try await user.send("GET", "/api/user/\(user.name)/sessions?limit=100", expecting: 200)
    }
}

internal import EventLoop

/// Starts the servers that are compared: each on core 0, with one loop or worker.
struct Rig: Sendable {
    let options: EngineOptions
    let loop: EventLoop
    let running: Running
    /// For what the servers read and write.
    let folder: String

    /// More than any part opens.
    static let maxConnections = 12_000
    static let onFirstCore = ["taskset", "-c", "0"]

    init(_ options: EngineOptions, _ loop: EventLoop, _ running: Running) throws {
        self.options = options
        self.loop = loop
        self.running = running
        let folder = try Spawn.makeFolder()
        self.folder = folder
        running.add { try? Spawn.run(["rm", "-rf", folder]) }
    }

    /// The options of `vellum serve` whose cost is told: those asked for, or the log of requests into a file.
    var more: [String] {
        if let words = options.with { return words }
        return ["--access-log", "text", "--access-log-file", "\(folder)/access.log"]
    }

    /// - Parameter tool: what it is started by.
    func vellum(_ more: [String] = [], tool: [String] = Rig.onFirstCore) throws -> Server {
        var settings = Options()
        settings.server = options.server
        settings.tool = tool
        settings.users = Rig.maxConnections
        settings.more = ["--loops", "1"] + more
        let server = try Server.start(settings)
        running.add { server.stop() }
        return server
    }

    /// The engine with nothing on it but this answer.
    func engine(
        _ manner: BareEngine.Manner, answering answer: SampleAnswer, tool: [String] = Rig.onFirstCore
    ) throws -> Child {
        let file = "\(folder)/answer"
        try Spawn.write(answer.bytes, to: file)
        return try start(tool + [try Spawn.beside("bench"), BareEngine.command, manner.rawValue, file]) { text in
            text.firstMatch(of: #/listening port=(\d+)/#).flatMap { UInt16($0.1) }
        }
    }

    func nginx(answering answer: SampleAnswer) throws -> Child {
        let port = try Ports.free()
        let file = "\(folder)/nginx-\(port).conf"
        let text = try NginxConfiguration.text(answer, port: port, folder: folder)
        try Spawn.write(Array(text.utf8), to: file)
        let words = ["/usr/sbin/nginx", "-p", folder, "-e", "\(folder)/nginx.log", "-c", file]
        return try start(Rig.onFirstCore + words) { _ in Ports.isOpen(port) ? port : nil }
    }

    private func start(_ words: [String], port: (String) -> UInt16?) throws -> Child {
        let child = try Child.start(words, output: "\(folder)/output-\(EventLoop.monotonicNow())", port: port)
        running.add { child.stop() }
        return child
    }
}

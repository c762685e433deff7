internal import EventLoop
internal import Glibc

/// What the list of ten sessions and an update cost, beside another server; and how long a list of a hundred takes.
struct SessionCalls {
    private static let listShare = 0.7
    private static let putShare = 0.9
    /// Milliseconds.
    private static let listBound = 10.0
    private static let lists = 300
    private static let list = "/api/user/alice/sessions"
    private static let put = "/api/user/alice/session/session-03"
    private static let putBody = #"{"args":{"text":"hello","n":42,"color":"red"}}"#

    private let rig: StreamsRig

    init(_ rig: StreamsRig) { self.rig = rig }

    func run(_ report: inout Report) async throws {
        guard sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1 else {
            throw BenchFailure("one core is too few: the server needs one, and the load another")
        }
        // The load, Redis, and every process that is not told otherwise, lives on core 1.
        try Spawn.output(["taskset", "-apc", "1", String(getpid())])
        let server = try rig.vellum(["--loops", "1", "--open-tokens"], tool: Rig.onFirstCore)
        let client = Client(rig.loop, port: server.port)
        let connection = try Connection(client)
        let token = try await SessionCalls.token(connection)
        for number in 0..<10 { try await create("session-0\(number)", connection, token) }
        try await costs(report: &report, server, token)
        // The first one was idle meanwhile, for longer than the server lets it.
        let later = try Connection(client)
        for number in 10..<100 { try await create("session-\(number)", later, token) }
        try await longList(later, token, &report)
    }

    private func create(_ name: String, _ connection: Connection, _ token: String) async throws {
        let template = "<svg><text fill='{{ color }}'>{{ text }} {{ n }}</text></svg>"
        let json =
            #"{"session_id":"\#(name)","template":"\#(template)","args":{"text":"hello","n":1,"color":"blue"}}"#
        let request = Request.make("POST", "/api/user/alice/session", authorization: token, json: json)
        let answer = try await connection.exchange(request)
        guard answer.status == 201 else {
            throw BenchFailure("a session was answered \(answer.status): \(answer.text)")
        }
    }

    private func costs(report: inout Report, _ server: Server, _ token: String) async throws {
        let folder = try Spawn.makeFolder()
        defer { try? Spawn.run(["rm", "-rf", folder]) }
        let load = Load(seconds: 3, connections: rig.options.connections)
        var theirs = ""
        if let peer = rig.options.peer {
            guard let port = peer.url.split(separator: ":").last.flatMap({ UInt16($0) }) else {
                throw BenchFailure("--peer: write http://127.0.0.1:PORT")
            }
            theirs = try await SessionCalls.token(Connection(Client(rig.loop, port: port)))
        }
        for (name, method, path, bound) in [
            ("list of 10", "GET", SessionCalls.list, SessionCalls.listShare),
            ("PUT", "PUT", SessionCalls.put, SessionCalls.putShare),
        ] {
            let script = try SessionCalls.script(method, token, folder + "/own.lua")
            let other = try SessionCalls.script(method, theirs, folder + "/peer.lua")
            var (own, others): ([Load.Cost], [Load.Cost]) = ([], [])
            for round in 1...rig.options.rounds {
                own.append(try load.cost(of: server.pid, url: "http://127.0.0.1:\(server.port)\(path)", script: script))
                var line = "\(name), round \(round)  vellum \(Report.decimal(own[round - 1].total)) µs"
                if let peer = rig.options.peer {
                    others.append(try load.cost(of: peer.pid, url: peer.url + path, script: other))
                    line += ", peer \(Report.decimal(others[round - 1].total)) µs"
                }
                EngineBench.say(line)
            }
            let time = Report.decimal(RequestRows.median(own.map(\.total)))
            guard !others.isEmpty else {
                report.note("\(name): \(time) µs of CPU; no peer was named (--peer, --peer-pid)")
                continue
            }
            let share = RequestRows.median(zip(own, others).map { $0.total / $1.total })
            report.require(
                "\(name): at most \(Report.decimal(bound)) of the peer", isMet: share <= bound,
                "\(Report.decimal(share)), \(time) µs of CPU, "
                    + "\(Report.decimal(RequestRows.median(others.map(\.total)))) µs of the peer")
        }
    }

    private func longList(_ connection: Connection, _ token: String, _ report: inout Report) async throws {
        let request = Request.make("GET", "\(SessionCalls.list)?limit=100", authorization: token)
        var times: [Int64] = []
        for _ in 0..<SessionCalls.lists {
            let began = EventLoop.monotonicNow()
            let answer = try await connection.exchange(request)
            times.append(Int64(EventLoop.monotonicNow() - began))
            guard try answer.json["sessions"]?.elements?.count == 100 else {
                throw BenchFailure("the list was answered \(answer.status): \(answer.text)")
            }
        }
        report.add("list of 100 sessions", Times(times))
        report.require(
            "a list of 100 sessions in under 10 ms", Times(times), percentile: 100, below: SessionCalls.listBound)
    }

    private static func token(_ connection: Connection) async throws(BenchFailure) -> String {
        let answer = try await connection.exchange(Request.make("POST", Issuing.path, json: Issuing.body))
        guard answer.status == 200, let token = try answer.json["token"]?.string else {
            throw BenchFailure("a token was answered \(answer.status): \(answer.text)")
        }
        return "Bearer \(token)"
    }

    /// A file that has wrk send the request.
    private static func script(_ method: String, _ token: String, _ file: String) throws(BenchFailure) -> String {
        var text = "wrk.method = \"\(method)\"\nwrk.headers[\"Authorization\"] = \"\(token)\"\n"
        if method == "PUT" { text += "wrk.body = '\(putBody)'\nwrk.headers[\"Content-Type\"] = \"application/json\"\n" }
        try Spawn.write(Array(text.utf8), to: file)
        return file
    }
}

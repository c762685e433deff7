internal import EventLoop

/// How soon a logout is known: to the instance that answers it, and to another one.
struct Logouts {
    private static let count = 300
    /// Milliseconds.
    private static let bound = 100.0
    /// Nanoseconds after which a token that is still served counts as never ended.
    private static let patience: Int64 = 10_000_000_000

    private let rig: TokensRig

    init(_ rig: TokensRig) { self.rig = rig }

    func run(_ report: inout Report) async throws {
        let first = try rig.vellum(tool: TokensRig.onBothCores)
        let second = try rig.vellum(tool: TokensRig.onBothCores)
        let here = try Connection(Client(rig.loop, port: first.port))
        let there = try Connection(Client(rig.loop, port: second.port))
        _ = try await User.register("leaver", here)
        var (late, times): (Int, [Int64]) = (0, [])
        for _ in 0..<Logouts.count {
            let token = try await signIn(here)
            // Both have it in their caches.
            for connection in [here, there] {
                guard try await ask(connection, token) == 200 else { throw BenchFailure("a new token is refused") }
            }
            let request = Request.make("POST", "/api/v1/auth/logout", authorization: token, json: "{}")
            let answer = try await here.exchange(request)
            let begin = EventLoop.monotonicNow()
            guard answer.status == 204 else { throw BenchFailure("logout was answered \(answer.status)") }
            times.append(try await refusal(there, token, since: begin))
            if try await ask(here, token) != 401 { late += 1 }
        }
        let all = Times(times)
        report.require(
            "logout: refused by the instance that answered, at once", isMet: late == 0,
            "\(Logouts.count - late) of \(Logouts.count)")
        report.require(
            "logout: refused by another instance within 100 ms at p99",
            isMet: Double(all.percentile(99)) / 1e6 <= Logouts.bound,
            "p50 \(Report.milliseconds(all.percentile(50))), p99 \(Report.milliseconds(all.percentile(99))), "
                + "max \(Report.milliseconds(all.percentile(100))) ms")
    }

    private func signIn(_ connection: Connection) async throws -> String {
        let json = #"{"identifier":"leaver","password":"Correct1Horse"}"#
        let answer = try await connection.exchange(Request.make("POST", "/api/v1/auth/login", json: json))
        guard answer.status == 200, let token = try answer.json["access_token"]?.string else {
            throw BenchFailure("login was answered \(answer.status): \(answer.text)")
        }
        return "Bearer \(token)"
    }

    private func ask(_ connection: Connection, _ token: String) async throws -> Int {
        try await connection.exchange(Request.make("GET", "/api/v1/auth/me", authorization: token)).status
    }

    /// Asks again and again, one request at a time.
    ///
    /// - Returns: nanoseconds until the first refusal.
    private func refusal(_ connection: Connection, _ token: String, since begin: UInt64) async throws -> Int64 {
        while true {
            let status = try await ask(connection, token)
            let time = Int64(EventLoop.monotonicNow() - begin)
            if status == 401 { return time }
            guard status == 200, time < Logouts.patience else {
                throw BenchFailure("\(time / 1_000_000) ms after its logout a token was answered \(status)")
            }
        }
    }
}

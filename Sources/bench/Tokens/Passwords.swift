internal import EventLoop

/// Whether the time of a failed sign-in tells that there is such an account.
struct Passwords {
    private static let count = 200
    /// Quick enough for hundreds; the default is 12.
    private static let cost = 10
    /// Of hashes from before the cost was raised.
    private static let lowerCost = 8
    /// How far apart the medians may be, as a share of the one without an account.
    private static let bound = 0.05

    /// Who signs in with a wrong password.
    private enum Guess: String, CaseIterable {
        case unknown, known, cheaper

        var name: String {
            switch self {
            case .unknown: "a user that does not exist"
            case .known: "a wrong password"
            case .cheaper: "a wrong password, the hash of cost \(lowerCost)"
            }
        }
    }

    private let rig: TokensRig

    init(_ rig: TokensRig) { self.rig = rig }

    func run(_ report: inout Report) async throws {
        try await register(.cheaper, cost: Passwords.lowerCost)
        try await register(.known, cost: Passwords.cost)
        let server = try rig.vellum(bcryptCost: Passwords.cost, tool: TokensRig.onBothCores)
        let connection = try Connection(Client(rig.loop, port: server.port))
        var times: [Guess: [Int64]] = [:]
        for turn in 0..<Passwords.count {
            // There and back, so that no kind always follows the same other one.
            for guess in turn.isMultiple(of: 2) ? Guess.allCases : Guess.allCases.reversed() {
                times[guess, default: []].append(try await fail(guess, connection))
            }
        }
        EngineBench.say("sign-ins that fail, bcrypt cost \(Passwords.cost), \(Passwords.count) each")
        let all = times.mapValues(Times.init)
        let base = Double(all[.unknown]?.percentile(50) ?? 0)
        for guess in Guess.allCases {
            let median = all[guess]?.percentile(50) ?? 0
            EngineBench.say("  \(guess.name): median \(Report.milliseconds(median)) ms")
            guard guess != .unknown else { continue }
            let ratio = Double(median) / base
            report.require(
                "passwords: \(guess.name) takes as long as \(Guess.unknown.name), within 5 %",
                isMet: abs(ratio - 1) <= Passwords.bound,
                "\(Report.decimal(ratio)), medians of \(Passwords.count), bcrypt cost \(Passwords.cost)")
        }
    }

    /// An account whose hash has this cost.
    private func register(_ guess: Guess, cost: Int) async throws {
        let server = try rig.vellum(bcryptCost: cost, tool: TokensRig.onBothCores)
        _ = try await User.register(guess.rawValue, try Connection(Client(rig.loop, port: server.port)))
        server.stop()
    }

    /// - Returns: how long the refusal took, nanoseconds.
    private func fail(_ guess: Guess, _ connection: Connection) async throws -> Int64 {
        let json = #"{"identifier":"\#(guess.rawValue)","password":"Wrong1Horse"}"#
        let begin = EventLoop.monotonicNow()
        let answer = try await connection.exchange(Request.make("POST", "/api/v1/auth/login", json: json))
        let time = Int64(EventLoop.monotonicNow() - begin)
        guard answer.status == 401 else {
            throw BenchFailure("a wrong password was answered \(answer.status): \(answer.text)")
        }
        return time
    }
}

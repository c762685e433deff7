internal import Glibc

/// Requests by wrk, as fast as a server answers them, and what they cost it.
struct Load {
    /// Of one request, microseconds of processor time.
    struct Cost {
        let user: Double
        let system: Double
        let requests: Int
        var total: Double { user + system }
    }

    let seconds: Int
    let connections: Int
    /// How many requests are sent at once on a connection.
    static let pipelined = 16

    /// - Parameters:
    ///   - script: a Lua file for wrk, or none.
    func cost(of pid: pid_t, url: String, script: String?) throws(BenchFailure) -> Cost {
        _ = try Load.answered(Spawn.output(words(url, script, seconds: 1)))
        let before = ProcessTime(of: pid)
        let count = try Load.answered(Spawn.output(words(url, script, seconds: seconds)))
        let after = ProcessTime(of: pid)
        guard count > 0 else { throw BenchFailure("the server answered nothing") }
        return Cost(
            user: Double(after.user - before.user) / Double(count),
            system: Double(after.system - before.system) / Double(count), requests: count)
    }

    /// What the load is made by, for who does something beside it.
    func words(_ url: String, _ script: String?) -> [String] { words(url, script, seconds: seconds) }

    private func words(_ url: String, _ script: String?, seconds: Int) -> [String] {
        ["wrk", "-t1", "-c\(connections)", "-d\(seconds)s"] + (script.map { ["-s", $0] } ?? []) + [url]
    }

    /// How many answers came, by what wrk printed.
    ///
    /// - Throws: when an answer was not a success, or a connection broke.
    static func answered(_ text: String) throws(BenchFailure) -> Int {
        if let match = text.firstMatch(of: #/Non-2xx or 3xx responses: \d+|Socket errors: .*/#),
            !match.0.contains("connect 0, read 0, write 0")
        {
            throw BenchFailure("wrk: \(match.0)")
        }
        guard let match = text.firstMatch(of: #/(\d+) requests in/#), let count = Int(match.1) else {
            throw BenchFailure("wrk said \(text)")
        }
        return count
    }

    /// Sends its requests in groups.
    static let pipeliningScript = """
        init = function(args)
            local group = {}
            for i = 1, \(pipelined) do group[i] = wrk.format() end
            requests = table.concat(group)
        end
        request = function() return requests end

        """
}

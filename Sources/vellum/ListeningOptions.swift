internal import HTTPServer

/// Where the server listens, on how many loops, whom it believes, and the file that holds all options.
extension Option {
    static let envFile = "--env-file"
    /// Addresses of one server.
    static let hostLimit = 16
    /// Event loops of one server.
    static let loopLimit = 256

    static let listening: [Option] = [
        Option("--host", "ADDRESS,...", environment: "HOST", "the addresses to listen on (127.0.0.1)") {
            (options, value) throws(OptionError) in
            options.hosts = try hosts(value)
        },
        Option("--port", "NUMBER", environment: "PORT", "the port to listen on, 0 for any free one (3000)") {
            (options, value) throws(OptionError) in
            options.port = UInt16(try number(value, in: 0...65535))
        },
        Option("--socket", "PATH", "listen on this Unix socket instead (none)") {
            (options, value) throws(OptionError) in
            options.socket = value.isEmpty ? nil : value
        },
        Option("--loops", "NUMBER", "event loops, 1 to \(loopLimit) (one per core)") {
            (options, value) throws(OptionError) in
            options.loops = value.isEmpty ? nil : try number(value, in: 1...loopLimit)
        },
        Option(
            "--trusted-proxies", "NETWORK,...",
            "networks, or unix, whose Forwarded and X-Forwarded-For tell the client's address (none)"
        ) { (options, value) throws(OptionError) in
            do throws(NetworksError) {
                options.engine.trustedProxies = try Networks(value)
            } catch {
                throw OptionError(message: error.description)
            }
        },
        // Where options come from is known before they are: see OptionSources.
        Option(envFile, "FILE", "settings as in .env.example, below the environment, read again at SIGHUP (none)") {
            (_, _) throws(OptionError) in
        },
    ]

    /// Addresses separated by commas; IPv6 also in brackets.
    static func hosts(_ list: String) throws(OptionError) -> [String] {
        var hosts: [String] = []
        for entry in list.split(separator: ",", omittingEmptySubsequences: false) {
            var host = entry.drop { $0 == " " }
            while host.last == " " { host.removeLast() }
            if host.hasPrefix("[") && host.hasSuffix("]") { host = host.dropFirst().dropLast() }
            guard !host.isEmpty else { throw OptionError(message: "write an address, such as 127.0.0.1 or 0.0.0.0") }
            guard !hosts.contains(String(host)) else { throw OptionError(message: "write \(host) once") }
            hosts.append(String(host))
        }
        guard hosts.count <= hostLimit else { throw OptionError(message: "write at most \(hostLimit) addresses") }
        if hosts.contains("::"), let other = hosts.first(where: { $0.contains(".") || $0 == "localhost" }) {
            throw OptionError(message: "leave \(other) out: \"::\" takes every IPv4 address too")
        }
        return hosts
    }
}

/// What OpenSSL says of itself: `openssl speed`, which counts the processor time that its own loops take.
struct OpenSSLSpeed: Sendable {
    /// Microseconds of an RSA-2048 signature, and of its check; neither makes the digest.
    let sign: Double
    let verify: Double

    /// Of one digest of a message, in microseconds.
    static let messageBytes = 700

    /// - Parameter tool: what it is started by, such as the core that it is to run on.
    static func rsa(_ tool: [String] = []) throws(BenchFailure) -> OpenSSLSpeed {
        try OpenSSLSpeed(rsa: try Spawn.output(tool + ["openssl", "speed", "-seconds", "2", "rsa2048"]))
    }

    /// Microseconds of a SHA-256 of 700 bytes.
    static func digest(_ tool: [String] = []) throws(BenchFailure) -> Double {
        let words = ["openssl", "speed", "-seconds", "1", "-bytes", String(messageBytes), "-evp", "sha256"]
        return try digest(of: try Spawn.output(tool + words))
    }

    /// - Parameter text: has a head such as `sign verify sign/s verify/s`, and below it a line such as
    ///   `rsa 2048 bits 0.000211s 0.000013s 4737.4 75505.1`. Newer versions have more columns.
    init(rsa text: String) throws(BenchFailure) {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
        guard let head = lines.first(where: { $0.contains("sign/s") && $0.contains("verify/s") }),
            let line = lines.first(where: { $0.first == "rsa" && $0.dropFirst().starts(with: ["2048", "bits"]) })
        else { throw BenchFailure("openssl speed said \(text)") }
        let figures = line.dropFirst(3)
        func time(_ column: Substring) -> Double? {
            guard figures.count == head.count, let index = head.firstIndex(of: column) else { return nil }
            return OpenSSLSpeed.time(perSecond: figures[figures.startIndex + index])
        }
        guard let sign = time("sign/s"), let verify = time("verify/s") else {
            throw BenchFailure("openssl speed said \(text)")
        }
        (self.sign, self.verify) = (sign, verify)
    }

    /// - Parameter text: ends with a line such as `sha256 1575749.49k`: thousands of bytes a second.
    static func digest(of text: String) throws(BenchFailure) -> Double {
        let line = text.split(separator: "\n").last { $0.lowercased().hasPrefix("sha256 ") }
        guard let word = line?.split(separator: " ").last, word.hasSuffix("k"),
            let time = time(perSecond: word.dropLast())
        else { throw BenchFailure("openssl speed said \(text)") }
        return time * Double(messageBytes) / 1_000
    }

    /// Microseconds of one, when there are so many a second.
    private static func time(perSecond text: Substring) -> Double? {
        guard let rate = Double(text), rate > 0 else { return nil }
        return 1e6 / rate
    }
}

import Foundation

/// A file of settings for `--env-file`, in a folder where a server may keep its data too.
struct SettingsFile: Sendable {
    let folder: String
    var path: String { folder + "/settings" }

    init(_ lines: String...) throws {
        folder = try VellumServer.makeFolder()
        try write(lines)
    }

    func write(_ lines: String...) throws { try write(lines) }

    private func write(_ lines: [String]) throws {
        try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// A server that reads the file.
    func serve(_ options: [String] = [], environment: [String: String] = [:]) async throws -> VellumServer {
        try await VellumServer.start(
            ["--env-file", path] + options, quick: ["--port", "0", "--bcrypt-cost", "4"], folder: folder,
            environment: environment)
    }
}

extension VellumServer {
    /// Asks for a reload, and waits until the log has one line more with these words.
    ///
    /// - Returns: that line.
    func reload(until words: String) async throws -> LogLine {
        let before = logLines(words).count
        child.send(SIGHUP)
        guard try await eventually({ logLines(words).count > before }), let line = logLines(words).last,
            let read = LogLine(line)
        else { throw ChildFailure(what: "no \(words) after SIGHUP: \(log.suffix(2_000))") }
        return read
    }
}

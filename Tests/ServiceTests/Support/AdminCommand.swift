import ContractTesting
import Foundation
import Testing

/// A command of the executable, as an administrator runs it.
struct AdminCommand: Sendable {
    /// Where the data are: `--data-dir` or `--redis-url`.
    let store: [String]

    init(dataDirectory: String) { store = ["--data-dir", dataDirectory] }

    /// Of a running server.
    init(_ server: VellumServer) {
        let url = server.options.firstIndex(of: "--redis-url").map { server.options[$0 + 1] }
        store = url.map { ["--redis-url", $0] } ?? ["--data-dir", server.folder + "/data"]
    }

    struct Outcome: Sendable {
        let status: Int32
        /// Standard output and standard error.
        let text: String
        var lines: [Substring] { text.split(separator: "\n") }
    }

    /// Runs a command to its end.
    ///
    /// - Parameters:
    ///   - input: for its standard input; nil for none.
    ///   - operands: that follow `--`.
    func run(_ words: [String], input: String? = nil, _ operands: String...) async throws -> Outcome {
        let folder = try VellumServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var command = [VellumServer.executable] + words + store + (operands.isEmpty ? [] : ["--"] + operands)
        if let input {
            try input.write(toFile: folder + "/input", atomically: true, encoding: .utf8)
            command = ["sh", "-c", #"input=$1; shift; exec "$@" < "$input""#, "sh", folder + "/input"] + command
        }
        let child = try ChildProcess(command, directory: folder, output: folder + "/output")
        let status = await child.exitStatus()
        return Outcome(status: status, text: child.text)
    }

    func user(_ words: String..., input: String? = nil) async throws -> Outcome {
        try await run(["user"] + words, input: input)
    }

    func audit(_ words: String...) async throws -> Outcome { try await run(["audit"] + words) }

    /// Makes an account with the password of every person, cheaply.
    func add(_ id: String) async throws -> Outcome {
        try await user(
            "add", id, "--email", "\(id)@example.com", "--password-stdin", "--bcrypt-cost", "4",
            input: Person.password + "\n")
    }

    /// A command that goes on until it is told to end.
    func begin(_ words: [String], in folder: String) throws -> ChildProcess {
        try ChildProcess(
            [VellumServer.executable] + words + store, directory: folder,
            output: folder + "/command-\(UUID().uuidString.prefix(8))")
    }
}

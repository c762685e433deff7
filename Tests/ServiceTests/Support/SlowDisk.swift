import ContractTesting
import Foundation
import Redis
import Synchronization
import Testing

/// A redis-server whose disk needs two seconds for each fsync.
enum SlowDisk {
    /// Whether strace is there, and containers let it trace.
    static func isPossible() async -> Bool {
        guard let strace = find("strace"), let folder = try? VellumServer.makeFolder() else { return false }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let words = [strace, "-qq", "-o", "/dev/null", "-e", "inject=fdatasync:delay_enter=1", "true"]
        let trial = try? ChildProcess(words, directory: folder, output: folder + "/output")
        return await trial?.exitStatus() == 0
    }

    /// A search path on which redis-server is found as a script that slows it down.
    static func path(in folder: String) throws -> String {
        let tools = try #require(find("strace").flatMap { strace in find("redis-server").map { (strace, $0) } })
        let options = "-D -f -qq -o /dev/null -e trace=fdatasync -e inject=fdatasync:delay_enter=1900000"
        let script = folder + "/bin/redis-server"
        try FileManager.default.createDirectory(atPath: folder + "/bin", withIntermediateDirectories: true)
        try "#!/bin/sh\nexec \(tools.0) \(options) \(tools.1) \"$@\"\n".write(
            toFile: script, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: script)
        return "\(folder)/bin:" + searchPath
    }

    private static var searchPath: String { ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin" }

    private static func find(_ tool: String) -> String? {
        searchPath.split(separator: ":").map { "\($0)/\(tool)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

import Foundation
import Testing

/// What an operator meets at the command line.
@Suite struct CommandLineTests {
    /// Runs the executable to its end: exit status and all it printed.
    private func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> (Int32, String) {
        let folder = try VellumServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let child = try ChildProcess(
            [VellumServer.executable] + arguments, environment: environment, directory: folder,
            output: folder + "/output")
        let status = await child.exitStatus()
        return (status, child.text)
    }

    @Test func helpListsEveryOption() async throws {
        let (status, text) = try await run(["--help"])
        #expect(status == 0)
        for option in [
            "--host", "--port", "--redis-url", "--data-dir", "--log-level", "--open-tokens",
            "--auth-attempts-per-minute", "--public-writes-per-minute", "--bcrypt-cost",
        ] {
            #expect(text.contains(option))
        }
    }

    @Test(arguments: [
        (["serve", "--port", "70000"], "--port \"70000\" cannot be used: write a whole number from 0 to 65535"),
        (["serve", "--bcrypt-cost", "3"], "--bcrypt-cost \"3\" cannot be used: write a whole number from 4 to 16"),
        (["serve", "--log-level", "loud"], "write debug, info, notice, warning or error"),
        (["serve", "--colour"], "\"--colour\" is not an option: vellum serve --help lists them"),
        (["serve", "--port"], "--port needs a value after it"),
        (["fly"], "\"fly\" is not a command: write vellum serve"),
        ([], "say what to do: vellum serve"),
        (["serve", "--redis-url", "http://x"], "redis://"),
        (["serve", "--host", "nowhere.example", "--data-dir", "d"], "nowhere.example"),
        (["serve", "--open-tokens", "--host", "0.0.0.0"], "--open-tokens-anywhere"),
    ]) func badOptionsStopTheStart(arguments: [String], message: String) async throws {
        let (status, text) = try await run(arguments)
        #expect(status != 0)
        #expect(text.contains(message), "\(text)")
    }

    @Test func environmentSetsWhatTheCommandLineDoesNot() async throws {
        let (status, text) = try await run(["serve"], environment: ["VELLUM_BCRYPT_COST": "99"])
        #expect(status != 0)
        #expect(text.contains("VELLUM_BCRYPT_COST \"99\" cannot be used"))
    }

    @Test func aPortInUseIsNamed() async throws {
        let server = try await VellumServer.start()
        let (status, text) = try await run(["serve", "--port", "\(server.port)", "--data-dir", "other"])
        #expect(status != 0)
        #expect(text.contains("port \(server.port) on 127.0.0.1 is in use"))
        await server.stop()
    }

    @Test func anUnreachableRedisIsNamedWithoutItsPassword() async throws {
        let (status, text) = try await run(["serve", "--port", "0", "--redis-url", "redis://u:hunter2@127.0.0.1:1"])
        #expect(status != 0)
        #expect(text.contains("127.0.0.1:1"))
        #expect(!text.contains("hunter2"))
    }

    @Test func aMissingRedisServerSaysHowToInstallIt() async throws {
        let (status, text) = try await run(["serve", "--port", "0"], environment: ["PATH": "/nonexistent"])
        #expect(status != 0)
        #expect(text.contains("apt-get install redis-server"))
    }

    @Test func aDataDirectoryInUseIsNamed() async throws {
        let server = try await VellumServer.start()
        let (status, text) = try await run(["serve", "--port", "0", "--data-dir", server.folder + "/data"])
        #expect(status != 0)
        #expect(text.contains("\(server.child.pid)"), "\(text)")
        await server.stop()
    }

    @Test func aStopIsCleanAndLeavesNoRedisBehind() async throws {
        let server = try await VellumServer.start()
        let redis = try #require(server.redisPID)
        #expect(await server.stop() == 0)
        #expect(kill(redis, 0) != 0)
    }

    @Test func impatientSignalsDoNotLeaveRedisBehind() async throws {
        let server = try await VellumServer.start()
        let redis = try #require(server.redisPID)
        for _ in 0..<3 { server.child.send(SIGINT) }
        #expect(await server.stop() == 0)
        #expect(kill(redis, 0) != 0)
    }
}

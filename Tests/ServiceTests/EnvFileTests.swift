import Foundation
import Testing

/// Files of settings that stop the start, each with its line and what to write.
@Suite struct EnvFileTests {
    private func start(_ content: [UInt8]) async throws -> (status: Int32, text: String) {
        let folder = try VellumServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(content).write(to: URL(filePath: folder + "/settings"))
        let child = try ChildProcess(
            [VellumServer.executable, "serve", "--env-file", "settings"], directory: folder, output: folder + "/output")
        return (await child.exitStatus(), child.text)
    }

    @Test(arguments: [
        ("PORT=70000", "settings:1: PORT \"70000\" cannot be used: write a whole number from 0 to 65535"),
        ("# one\n\nPORT 3000", "settings:3: write KEY=VALUE, or begin a comment with #"),
        ("PORT = 3000", "settings:1: write KEY=VALUE: a key of capitals, digits and underscores, without blanks"),
        ("export PORT=3000", "settings:1: write KEY=VALUE: a key of capitals"),
        ("=3000", "settings:1: write KEY=VALUE: a key of capitals"),
        ("PORT=\"3000\"", "settings:1: write the value of PORT without quotes"),
        ("PORT='3000'", "settings:1: write the value of PORT without quotes"),
        ("PORT=3000 # the usual one", "settings:1: write the comment behind PORT on a line of its own"),
        ("PORT=1\nHOST=::1\nPORT=2", "settings:3: PORT is set on line 1 already"),
        ("PROT=3000", "settings:1: PROT is no setting: vellum serve --help lists them"),
        (
            "VELLUM_ENV_FILE=other",
            "settings:1: VELLUM_ENV_FILE cannot stand in the file itself: give it on the command line"
        ),
        ("LOG_LEVEL=$LEVEL", "settings:1: LOG_LEVEL \"$LEVEL\" cannot be used"),
        ("HOST=127.0.0.1,,::1", "settings:1: HOST \"127.0.0.1,,::1\" cannot be used: write an address"),
        ("HOST=0.0.0.0, ::", "leave 0.0.0.0 out: \"::\" takes every IPv4 address too"),
        ("HOST=::1,[::1]", "write ::1 once"),
        ("HOST=" + (1...17).map { "127.0.0.\($0)" }.joined(separator: ","), "write at most 16 addresses"),
        ("VELLUM_LOOPS=256\nPORT=x", "settings:2: PORT"), ("VELLUM_LOOPS=0", "write a whole number from 1 to 256"),
        ("VELLUM_LOOPS=257", "write a whole number from 1 to 256"),
        ("VELLUM_TRUSTED_PROXIES=proxy", "\"proxy\" is no network: write an address such as 10.0.0.1"),
    ]) func aLineThatCannotBeUsedIsNamed(content: String, message: String) async throws {
        let (status, text) = try await start([UInt8](content.utf8))
        #expect(status == 64)
        #expect(text.contains(message), "\(text)")
    }

    @Test func aSecretIsNotRepeated() async throws {
        for line in ["REDIS_URL='redis://u:hunter2@h'", "redis://u:hunter2@h", "REDIS_URL=redis://u:hunter2@h #x"] {
            let (status, text) = try await start([UInt8](line.utf8))
            #expect(status == 64)
            #expect(text.contains("settings:1:") && !text.contains("hunter2"), "\(text)")
        }
    }

    @Test func aFileHasAtMost64KiBOfUTF8() async throws {
        let end = [UInt8]("\nPORT=x".utf8)
        let longest = [UInt8](repeating: UInt8(ascii: "#"), count: 65_536 - end.count) + end
        #expect(try await start(longest).text.contains("settings:2: PORT \"x\" cannot be used"))
        #expect(try await start(longest + [10]).text.contains("settings has more than 65536 bytes"))
        #expect(try await start([0xC3, 0x28]).text.contains("settings is no text in UTF-8"))
    }

    @Test func linesMayEndAsOnWindows() async throws {
        #expect(try await start([UInt8]("HOST=::1\r\nPORT=x\r\n".utf8)).text.contains("settings:2: PORT \"x\""))
    }
}

import ContractTesting
import Foundation
import JOSE
import Testing

/// The proof that a server keeps the contracts that a checkout shows: their very bytes, and their digests.
@Suite struct DocumentTests {
    static let names = ["auth-api.yaml", "user-session-api.yaml"]

    private static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Repository.root.appending(path: "contracts/\(name)")))
    }

    private static func digest(_ bytes: [UInt8]) -> String {
        SHA256.digest(bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test func contractsAreServedByteForByteUnderTheirDigest() async throws {
        let server = try await VellumServer.start()
        for name in Self.names {
            let file = try Self.bytes(name)
            let tag = "\"\(Self.digest(file))\""
            let answer = try await server.client.send("GET", "/openapi/\(name)", judge: false)
            #expect(answer.status == 200)
            #expect(answer.response.body == file)
            #expect(answer.response["ETag"] == tag)
            #expect(answer.response["Content-Type"] == "application/yaml")
            let again = try await server.client.send(
                "GET", "/openapi/\(name)", headers: [("If-None-Match", tag)], judge: false)
            #expect(again.status == 304)
            #expect(again.response["ETag"] == tag)
            let other = try await server.client.send(
                "GET", "/openapi/\(name)", headers: [("If-None-Match", "\"0\"")], judge: false)
            #expect(other.status == 200)
            let put = try await server.client.send("PUT", "/openapi/\(name)", judge: false)
            #expect(put.status == 405)
            #expect(put.response["Allow"] == "GET, HEAD, OPTIONS")
        }
        for path in [
            "/openapi/", "/openapi", "/openapi/..%2fPackage.swift", "/openapi/auth-api.yam", "/openapi/AUTH-API.yaml",
        ] {
            #expect(try await server.client.send("GET", path, judge: false).status == 404, "\(path)")
        }
        await server.stop()
    }

    @Test func theProgramNamesItsContractsAsSha256sumDoes() async throws {
        let folder = try VellumServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let child = try ChildProcess(
            [VellumServer.executable, "contract"], directory: folder, output: folder + "/output")
        #expect(await child.exitStatus() == 0)
        let lines = try Self.names.map { "\(Self.digest(try Self.bytes($0)))  contracts/\($0)\n" }
        #expect(child.text == lines.joined())
    }

    @Test(arguments: names) func theProgramPrintsAContract(_ name: String) async throws {
        let folder = try VellumServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let child = try ChildProcess(
            [VellumServer.executable, "contract", name], directory: folder, output: folder + "/output")
        #expect(await child.exitStatus() == 0)
        #expect([UInt8](try Data(contentsOf: URL(filePath: folder + "/output"))) == (try Self.bytes(name)))
    }

    @Test func anUnknownContractIsToldWithThoseThatAreKnown() async throws {
        let folder = try VellumServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let child = try ChildProcess(
            [VellumServer.executable, "contract", "other.yaml"], directory: folder, output: folder + "/output")
        #expect(await child.exitStatus() != 0)
        #expect(child.text.contains("\"other.yaml\" is no contract of this server: write auth-api.yaml or"))
    }
}

import ContractTesting
import Foundation
import Testing

/// Adding a contract takes a YAML and one line of `contracts.list`: tried on a copy of this package, which is built and
/// served.
@Suite struct ThirdContractTests {
    /// Kept between runs, so that only the first builds everything.
    private static let copy = Repository.root.appending(path: ".build/third-contract")
    private static let folder = Repository.root.appending(path: "Tests/ServiceTests/ThirdContract")

    /// A package with our sources, our contracts and one more.
    private static func makePackage() throws {
        let files = FileManager.default
        try files.createDirectory(at: copy, withIntermediateDirectories: true)
        for name in ["Sources", "Plugins", "Tests"] {
            let link = copy.appending(path: name)
            try? files.removeItem(at: link)
            try files.createSymbolicLink(at: link, withDestinationURL: Repository.root.appending(path: name))
        }
        for name in ["contracts", "Third"] { try? files.removeItem(at: copy.appending(path: name)) }
        try files.copyItem(at: Repository.root.appending(path: "contracts"), to: copy.appending(path: "contracts"))
        // The whole of what a new contract takes.
        try files.copyItem(
            at: folder.appending(path: "tickets-api.yaml"), to: copy.appending(path: "contracts/tickets-api.yaml"))
        let list = copy.appending(path: "contracts/contracts.list")
        try (String(contentsOf: list, encoding: .utf8) + "tickets-api.yaml\n")
            .write(to: list, atomically: true, encoding: .utf8)
        // And a program that serves it, which any user writes as they like.
        try files.createDirectory(at: copy.appending(path: "Third"), withIntermediateDirectories: true)
        try files.copyItem(at: folder.appending(path: "Third.swift"), to: copy.appending(path: "Third/Third.swift"))
        let manifest = try String(contentsOf: Repository.root.appending(path: "Package.swift"), encoding: .utf8)
        try (manifest + program).write(to: copy.appending(path: "Package.swift"), atomically: true, encoding: .utf8)
    }

    private static let program = """

        package.targets.append(
            .executableTarget(
                name: "third",
                dependencies: ["ContractRuntime", "EventLoop", "HTTPCore", "HTTPServer", "Operations", "ServiceContracts"],
                path: "Third", swiftSettings: strict))

        """

    private static func run(_ words: [String]) async throws -> (status: Int32, text: String) {
        let output = copy.appending(path: "output-\(UUID().uuidString.prefix(8))").path
        defer { try? FileManager.default.removeItem(atPath: output) }
        let child = try ChildProcess(words, directory: copy.path, output: output)
        let status = await child.exitStatus()
        return (status, child.text)
    }

    @Test func aLineAndAFileAreServed() async throws {
        try Self.makePackage()
        let build = try await Self.run(["swift", "build", "--product", "third"])
        try #require(build.status == 0, "\(build.text.suffix(4_000))")

        let output = Self.copy.appending(path: "server-\(UUID().uuidString.prefix(8))").path
        defer { try? FileManager.default.removeItem(atPath: output) }
        let server = try ChildProcess([".build/debug/third"], directory: Self.copy.path, output: output)
        var port: UInt16?
        for _ in 0..<1_000 where port == nil {
            port = server.text.firstMatch(of: /port=(\d+)/).flatMap { UInt16($0.1) }
            try await Task.sleep(for: .milliseconds(10))
        }
        let contract = try Contract.load(path: Self.copy.appending(path: "contracts/tickets-api.yaml").path)
        let client = RecordingClient(port: try #require(port), coverage: Coverage(contracts: [contract]))

        let opened = try await client.send("POST", "/tickets", json: #"{"title":"Add a contract"}"#)
        #expect(opened.status == 201)
        #expect(opened.response["Location"] == "/tickets/1")
        let read = try await client.send("GET", "/tickets/1")
        #expect(read.text == #"{"number":1,"title":"Add a contract"}"#)
        #expect(try await client.send("GET", "/tickets/2").status == 404)
        #expect(try await client.send("GET", "/tickets/0").status == 404)
        #expect(try await client.send("POST", "/tickets", json: #"{"title":"","more":1}"#).status == 400)
        // It proves itself like the others.
        let document = try await client.send("GET", "/openapi/tickets-api.yaml", judge: false)
        #expect(
            document.response.body == [UInt8](try Data(contentsOf: Self.folder.appending(path: "tickets-api.yaml"))))
        #expect(try await client.send("GET", "/openapi/auth-api.yaml", judge: false).status == 200)

        server.send(SIGTERM)
        _ = await server.exitStatus()
    }
}

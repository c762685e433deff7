import ContractGenerator
import Foundation
import OpenAPI
import Testing

/// Names and texts that are fine in a contract and hard for Swift: what is generated compiles, or is refused.
@Suite struct HostileNamesTests {
    private static func files() throws -> [ContractGenerator.File] {
        let bytes = [UInt8](try Data(contentsOf: Sample.folder.appendingPathComponent("hostile.yaml")))
        let contract = try ContractGenerator.contract(parsing: bytes, file: "contracts/hostile.yaml")
        return try ContractGenerator(contract).files(source: bytes)
    }

    /// The folder of the modules that this build has made, beside its test bundle.
    private static var modules: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("Modules")
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: modules.path))) func whatIsGeneratedCompiles() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hostile-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var paths: [String] = []
        for file in try Self.files() {
            let path = folder.appendingPathComponent(file.name)
            try Data(file.text.utf8).write(to: path)
            paths.append(path.path)
        }
        // The package has the name of its folder.
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let features = ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"]
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments =
            [
                "swiftc", "-typecheck", "-parse-as-library", "-module-name", "Hostile", "-swift-version", "6",
                "-warnings-as-errors", "-strict-memory-safety", "-package-name", root.lastPathComponent.lowercased(),
                "-I", Self.modules.path,
            ] + features.flatMap { ["-enable-upcoming-feature", $0] } + paths
        let output = folder.appendingPathComponent("output")
        try Data().write(to: output)
        compiler.standardError = try FileHandle(forWritingTo: output)
        try compiler.run()
        compiler.waitUntilExit()
        let said = try String(contentsOf: output, encoding: .utf8)
        #expect(compiler.terminationStatus == 0, "\(said.prefix(4000))")
    }

    /// Types that generated code names are those of the contract, or names that no contract may give.
    @Test func everyTypeThatIsUsedIsReserved() throws {
        // The first file ends with the contract itself.
        let texts = try Self.files().map { file in
            file.text.prefix(
                upTo: file.text.firstRange(of: "package static var document")?.lowerBound ?? file.text.endIndex)
        }
        let lines = texts.flatMap { $0.split(separator: "\n") }.filter { !$0.contains("//") }
        let code = lines.joined(separator: "\n").replacing(/"(?:[^"\\]|\\.)*"/, with: "")
        let known: Set = [
            // Of the contract, with its operations, its protocols and the alternatives of its responses.
            "Hostile", "Problem", "Words", "Members", "Filter", "Upload", "Exchange", "Routes", "Document", "Unsafe",
            "Async", "Context", "Some", "ThingsHandlers", "ProtocolHandlers", "OkContent",
        ]
        let modules: Set = ["ContractRuntime", "HTTPCore", "JSON"]
        // What follows a dot is a member of something else.
        for match in code.matches(of: /(?:^|[^.\w`])([A-Z]\w*)/) {
            let name = String(match.1)
            let isFine = known.contains(name) || modules.contains(name) || ContractNames.reservedTypes.contains(name)
            #expect(isFine, "a schema could be called \(name)")
        }
    }

    @Test(arguments: ["\"\"\"#\u{301}", "\\#\u{301}(x)", "\"\"\"##\u{301}#", "\\###(", "\"\"\"####"])
    func noTextEndsTheLiteralOfTheContract(_ text: String) throws {
        let bytes = Array(try #require(Sample.text).replacing("The thing.", with: "'\(text)'").utf8)
        let contract = try ContractGenerator.contract(parsing: bytes, file: "contracts/sample.yaml")
        let file = try #require(try ContractGenerator(contract).files(source: bytes).first)
        let hashes = try #require(file.text.firstMatch(of: /text: (#+)"""/)).1
        let ends = Array("\"\"\"\(hashes)".utf8)
        let found = file.text.utf8.indices.count { file.text.utf8[$0...].starts(with: ends) }
        #expect(found == 1)
        let escapes = Array("\\\(hashes)".utf8)
        #expect(!file.text.utf8.indices.contains { file.text.utf8[$0...].starts(with: escapes) })
    }
}

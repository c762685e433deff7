import ContractGenerator
import Foundation
import OpenAPI
import Testing

/// One contract with every construct, and the text that it gives. Read Tests/GoldenLibrary to see what is generated.
///
/// After a wanted change: `VELLUM_UPDATE_GOLDENS=1 swift test --filter GoldenTests`, then review the difference.
@Suite struct GoldenTests {
    /// Symbolic links are resolved, so that the sources may also be built from another folder.
    static let tests = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let folder = tests.appendingPathComponent("GoldenLibrary")
    static let file = "Tests/GoldenLibrary/library.yaml"
    static let isUpdate = ProcessInfo.processInfo.environment["VELLUM_UPDATE_GOLDENS"] == "1"

    static func source() throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent("library.yaml")))
    }

    static func generate() throws -> [ContractGenerator.File] {
        let bytes = try source()
        return try ContractGenerator(Contract(parsing: bytes, file: file)).files(source: bytes)
    }

    @Test(arguments: 0..<5) func generatedTextIsAsItWas(_ index: Int) throws {
        let file = try Self.generate()[index]
        let golden = Self.folder.appendingPathComponent(file.name)
        if Self.isUpdate { try Data(file.text.utf8).write(to: golden) }
        let expected = try String(contentsOf: golden, encoding: .utf8)
        let lines = (ours: file.text.split(separator: "\n"), expected: expected.split(separator: "\n"))
        for (number, (ours, expected)) in zip(lines.ours, lines.expected).enumerated() where ours != expected {
            // The first difference says it; the rest is a shift of lines.
            Issue.record("\(golden.lastPathComponent), line about \(number + 1): \(ours) where \(expected) was")
            return
        }
        #expect(file.text == expected)
    }

    @Test func theSameContractGivesTheSameText() throws {
        #expect(try Self.generate().map(\.text) == Self.generate().map(\.text))
    }

    @Test func fileNamesAreKnownBeforeTheContractIsRead() throws {
        let names = ContractGenerator.fileNames(file: Self.file)
        #expect(try Self.generate().map(\.name) == names)
        #expect(
            names == [
                "Library.swift", "LibraryTypes.swift", "LibraryOperations.swift", "LibraryHandlers.swift",
                "LibraryRoutes.swift",
            ])
    }

    @Test func theNamespaceIsTheNameOfTheFile() {
        #expect(ContractGenerator.namespace(file: "contracts/user-session-api.yaml") == "UserSessionAPI")
        #expect(ContractGenerator.namespace(file: "auth-api.v2.yaml") == "AuthAPI")
    }

    @Test func everyRequirementPointsAtItsLineOfTheContract() throws {
        let contract = try String(contentsOf: Self.folder.appendingPathComponent("library.yaml"), encoding: .utf8)
        let lines = contract.split(separator: "\n", omittingEmptySubsequences: false)
        let text = try #require(try Self.generate().first { $0.name == "LibraryHandlers.swift" }).text
        let place = /^#sourceLocation\(file: "Tests\/GoldenLibrary\/library.yaml", line: (\d+)\)$/
        // As the compiler counts: on from each directive.
        var line: Int?
        var requirements: [String: Int] = [:]
        for text in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if text.hasPrefix("#sourceLocation") {
                line = text.firstMatch(of: place).flatMap { Int($0.1) }
                continue
            }
            if let line, let requirement = text.firstMatch(of: /^ +func (\w+)\(/) {
                requirements[String(requirement.1)] = line
            }
            line? += 1
        }
        #expect(requirements.count == 54)
        for (operation, line) in requirements {
            #expect(
                ["get:", "put:", "post:", "patch:", "delete:"].contains(
                    lines[line - 1].trimmingCharacters(in: .whitespaces)))
            #expect(lines[line].trimmingCharacters(in: .whitespaces) == "operationId: \(operation)")
        }
    }

    /// A schema's name is letters and digits: none hides a generic parameter.
    @Test func schemasMayHaveTheNamesOfGenericParameters() throws {
        let routes = try #require(try Self.generate().first { $0.name == "LibraryRoutes.swift" }).text
        let names = routes.matches(of: /[<,] ?(\w+): (?:Handlers|Authenticator)/).map(\.1)
        #expect(!names.isEmpty && names.allSatisfy { $0.contains("_") })
    }

    /// A comment of the contract must not become code.
    @Test(arguments: ["\\n", "\\r", "\\r\\n", "\\u2028"]) func aLineBreakInATextStaysInItsComment(_ lineBreak: String)
        throws
    {
        let bad = "\"text\(lineBreak)INJECTED\""
        let source = try #require(Sample.text).replacing("Read a thing", with: bad).replacing(
            "title: Sample", with: "title: \(bad)"
        )
        .replacing("The thing.", with: bad).replacing(
            "required: [name]", with: "description: \(bad)\n      required: [name]"
        )
        .replacing("- {name: Things}", with: "- {name: Things, description: \(bad)}")
        let bytes = Array(source.utf8)
        // All but the first: it holds the contract itself, in a literal.
        let files = try ContractGenerator(Contract(parsing: bytes, file: "sample.yaml")).files(source: bytes)
            .dropFirst()
        for line in files.flatMap({ $0.text.split(whereSeparator: \.isNewline) }) where line.contains("INJECTED") {
            #expect(line.trimmingCharacters(in: .whitespaces).hasPrefix("/// "), "\(line)")
        }
    }
}

import Foundation
import Testing

@testable import ContractTesting

/// The public JSON-Schema-Test-Suite, draft 4, the part that OpenAPI 3.0 keeps.
@Suite struct SchemaSuiteTests {
    private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let folder =
        root.deletingLastPathComponent().appendingPathComponent("shared/vectors/json-schema-test-suite/tests/draft4")

    /// Files that OpenAPI 3.0 has no use for, each with its reason.
    private static let excludedFiles: [String: String] = [
        "refRemote.json": "a contract's references are local",
        "definitions.json": "needs the remote metaschema",
        "optional/id.json": "OpenAPI 3.0 has no id",
        "optional/format/unknown.json": "OpenAPI mode refuses unknown formats; covered by our own tests",
    ]

    /// Groups of the remaining files.
    private static let excludedGroups: [String: String] = [
        "$ref prevents a sibling id from changing the base uri": "no id",
        "remote ref, containing refs itself": "needs the remote metaschema",
        "Recursive references between schemas": "no id",
        "Location-independent identifier": "no id",
        "Location-independent identifier with base URI change in subschema": "no id",
        "id must be resolved against nearest parent, not just immediate parent": "no id",
    ]

    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: folder.path),
            "published vectors are skipped: there is no ../shared/vectors beside the package"))
    func draft4PartThatOpenAPIKeepsPasses() throws {
        var seenFiles: Set<String> = []
        var seenGroups: Set<String> = []
        var count = 0
        let enumerator = FileManager.default.enumerator(atPath: Self.folder.path)
        while let file = enumerator?.nextObject() as? String {
            guard file.hasSuffix(".json") else { continue }
            seenFiles.insert(file)
            if Self.excludedFiles[file] != nil { continue }
            let bytes = try [UInt8](Data(contentsOf: Self.folder.appendingPathComponent(file)))
            for group in try #require(try JSONText.parse(bytes).elements) {
                let name = try #require(group["description"]?.string)
                seenGroups.insert(name)
                if Self.excludedGroups[name] == nil { count += try run(group, of: "\(file): \(name)") }
            }
        }
        #expect(count > 500)
        // An exclusion that excludes nothing has outlived its reason.
        #expect(Set(Self.excludedFiles.keys).subtracting(seenFiles) == [])
        #expect(Set(Self.excludedGroups.keys).subtracting(seenGroups) == [])
    }

    private func run(_ group: JSONTree, of name: String) throws -> Int {
        let schema = try #require(group["schema"])
        let interpreter = SchemaInterpreter(document: schema, dialect: .draft4)
        let tests = try #require(group["tests"]?.elements)
        for test in tests {
            let data = try #require(test["data"])
            let label = "\(name): \(test["description"]?.string ?? "")"
            do {
                let verdict = try interpreter.judge(data, by: "")
                #expect(verdict.isValid == test["valid"]?.bool, "\(label): \(verdict.violations)")
            } catch { Issue.record("\(label): \(error)") }
        }
        return tests.count
    }
}

import Foundation
import Testing

@testable import ContractDiff

/// `contract diff`, `lock` and `gate` as people run them, in a folder of their own.
@Suite struct CommandTests {
    private struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    /// A package's folder with contracts/sample.yaml in it, which goes away with the test.
    private final class Folder: Sendable {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("diff-\(UUID().uuidString)")

        init(list: String? = nil) throws {
            try FileManager.default.createDirectory(
                at: url.appendingPathComponent("contracts"), withIntermediateDirectories: true)
            try write(try #require(Sample.text))
            if let list { try write(list, to: "contracts/contracts.list") }
        }

        deinit { try? FileManager.default.removeItem(at: url) }

        func write(_ text: String, to path: String = "contracts/sample.yaml") throws {
            try Data(text.utf8).write(to: url.appendingPathComponent(path))
        }

        func edit(_ old: String, _ new: String) throws {
            let text = try read("contracts/sample.yaml")
            try #require(text.contains(old))
            try write(text.replacing(old, with: new))
        }

        func read(_ path: String) throws -> String {
            try String(contentsOf: url.appendingPathComponent(path), encoding: .utf8)
        }

        var contracts: [String] {
            get throws {
                try FileManager.default.contentsOfDirectory(atPath: url.appendingPathComponent("contracts").path)
                    .sorted()
            }
        }

        /// The command stands beside the tests.
        func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

        func run(_ arguments: [String]) throws -> Outcome {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
                .appendingPathComponent("contract")
            process.arguments = arguments
            process.currentDirectoryURL = url
            let (output, errors) = (Pipe(), Pipe())
            process.standardOutput = output
            process.standardError = errors
            try process.run()
            let text = [output, errors].map {
                String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            }
            process.waitUntilExit()
            return Outcome(status: process.terminationStatus, output: text[0], errors: text[1])
        }
    }

    private static let breaking = ("required: [name, age, state]", "required: [name, age, state, words]")

    @Test func aLockIsACopyOfItsContract() throws {
        let folder = try Folder()
        let outcome = try folder.run("lock", "contracts/sample.yaml")
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.output == "contracts/sample.lock.yaml: written, version 1.2.0\n")
        #expect(try folder.read("contracts/sample.lock.yaml") == Sample.text)
        #expect(try folder.contracts == ["sample.lock.yaml", "sample.yaml"])
        let again = try folder.run("lock", "contracts/sample.yaml")
        #expect(again.output == "contracts/sample.lock.yaml: is contracts/sample.yaml already, version 1.2.0\n")
    }

    @Test func aJSONContractHasAJSONLock() throws {
        let folder = try Folder()
        let problem = "\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/Problem\"}}}"
        let refusals = [400, 500, 503].map { "\"\($0)\":{\"description\":\"No.\",\(problem)}" }.joined(separator: ",")
        try folder.write(
            """
            {"openapi":"3.0.3","info":{"title":"Sample","version":"1.0.0"},"tags":[{"name":"Things"}],
            "paths":{"/things":{"post":{"operationId":"touch","tags":["Things"],"summary":"Touch","security":[],
            "responses":{"204":{"description":"Done."},\(refusals)}}}},
            "components":{"schemas":{"Problem":{"type":"object","additionalProperties":false,"required":["error"],
            "properties":{"error":{"type":"string"}}}}}}
            """, to: "contracts/sample.json")
        let outcome = try folder.run("lock", "contracts/sample.json")
        #expect(outcome.output == "contracts/sample.lock.json: written, version 1.0.0\n", "\(outcome.errors)")
        #expect(try folder.run("gate", "--locked", "contracts/sample.json").status == 0)
    }

    @Test func aLockIsNotWrittenOverByWhatBreaksIt() throws {
        let folder = try Folder()
        #expect(try folder.run("lock", "contracts/sample.yaml").status == 0)
        try folder.edit(Self.breaking.0, Self.breaking.1)
        let refused = try folder.run("lock", "contracts/sample.yaml")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("[request-property-became-required]"))
        #expect(refused.errors.contains("either stay compatible: keep the property optional"))
        #expect(refused.errors.contains("write version: 2.0.0 here"))
        #expect(refused.errors.hasSuffix("contracts/sample.lock.yaml is left as it was\n"))
        #expect(try folder.read("contracts/sample.lock.yaml") == Sample.text)

        try folder.edit("version: 1.2.0", "version: 2.0.0")
        let written = try folder.run("lock", "contracts/sample.yaml")
        #expect(written.status == 0)
        #expect(
            written.output
                == "contracts/sample.lock.yaml: was version 1.2.0 and is 2.0.0: 1 breaking, 2 safe\n")
        #expect(try folder.read("contracts/sample.lock.yaml") == folder.read("contracts/sample.yaml"))
    }

    /// Whoever reads the lock meanwhile has the old one whole: it is another file that takes its name.
    @Test func aLockIsReplacedInOneStep() throws {
        let folder = try Folder()
        #expect(try folder.run("lock", "contracts/sample.yaml").status == 0)
        let reader = try FileHandle(forReadingFrom: folder.url.appendingPathComponent("contracts/sample.lock.yaml"))
        defer { try? reader.close() }
        try folder.edit("summary: List things", "summary: List all things")
        let outcome = try folder.run("lock", "contracts/sample.yaml")
        #expect(outcome.output.contains("note: the contract changed and its version did not"))
        #expect(try reader.readToEnd() == Sample.text.map { Data($0.utf8) })
        #expect(try folder.read("contracts/sample.lock.yaml").contains("List all things"))
        #expect(try folder.contracts == ["sample.lock.yaml", "sample.yaml"])
    }

    @Test func aFirstLockNeedsAVersion() throws {
        let folder = try Folder()
        try folder.edit("version: 1.2.0", "version: one")
        let outcome = try folder.run("lock", "contracts/sample.yaml")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.hasPrefix("contracts/sample.yaml:2:32: error: info.version is \"one\", but must be three"))
        #expect(try folder.contracts == ["sample.yaml"])
    }

    @Test func theListRemembersTheLock() throws {
        let folder = try Folder(list: "# Contracts.\nsample.yaml\n")
        let outcome = try folder.run("lock", "contracts/sample.yaml")
        #expect(
            outcome.output.hasSuffix(
                "contracts/contracts.list: contracts/sample.yaml is marked as locked; run `touch Package.swift` once\n")
        )
        #expect(try folder.read("contracts/contracts.list") == "# Contracts.\nsample.yaml locked\n")
    }

    @Test func withoutALockThereIsNothingToCompare() throws {
        let folder = try Folder()
        let outcome = try folder.run("gate", "contracts/sample.yaml")
        #expect(outcome.status == 0)
        #expect(
            outcome.output
                == "contracts/sample.yaml: note: there is no contracts/sample.lock.yaml, so nothing is compared; run "
                + "`swift run contract lock contracts/sample.yaml` when it is published\n")
    }

    /// To delete a lock is no way past it.
    @Test func aLockThatMustBeThereIsMissed() throws {
        let folder = try Folder()
        for command in [["gate"], ["generate", "--output", ".", "--gate"]] {
            let outcome = try folder.run(command + ["--locked", "contracts/sample.yaml"])
            #expect(outcome.status == 1)
            #expect(
                outcome.errors.hasPrefix(
                    "contracts/sample.yaml:2:32: error: this contract is locked, but contracts/sample.lock.yaml is not "
                        + "there: restore it with `git checkout -- contracts/sample.lock.yaml`"))
        }
    }

    @Test func theGateStopsTheBuildBeforeAnythingIsWritten() throws {
        let folder = try Folder()
        #expect(try folder.run("lock", "contracts/sample.yaml").status == 0)
        let root = folder.url.path
        let generate = [
            "generate", "--root", root, "--output", root, "--gate", "--locked", root + "/contracts/sample.yaml",
        ]
        try folder.edit(Self.breaking.0, Self.breaking.1)
        let refused = try folder.run(generate)
        #expect(refused.status == 1)
        #expect(
            refused.errors.hasPrefix("contracts/sample.yaml:116:9: error: breaking for requests: \"words\" of Thing"))
        #expect(refused.errors.contains("contracts/sample.yaml:2:32: note: or, if it is meant, raise the major number"))
        #expect(refused.errors.contains("swift run contract lock contracts/sample.yaml"))
        #expect(!FileManager.default.fileExists(atPath: root + "/Sample.swift"))

        try folder.edit("version: 1.2.0", "version: 2.0.0")
        let passed = try folder.run(generate)
        #expect(passed.status == 0, "\(passed.errors)")
        #expect(FileManager.default.fileExists(atPath: root + "/Sample.swift"))
    }

    @Test func theGateSaysWhatItLetPass() throws {
        let folder = try Folder()
        #expect(try folder.run("lock", "contracts/sample.yaml").status == 0)
        try folder.edit("enum: [new, used]", "enum: [new, used, lost]")
        // Locks are no contracts of their own, also where a shell names all files.
        let outcome = try folder.run("gate", "contracts/sample.lock.yaml", "contracts/sample.yaml")
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.output == "contracts/sample.yaml: may follow contracts/sample.lock.yaml: 1 risky, 1 safe\n")
    }

    @Test func aLockThatIsNoContractIsToldAtItsPlace() throws {
        let folder = try Folder()
        try folder.write("openapi: 3.0.3\n", to: "contracts/sample.lock.yaml")
        let outcome = try folder.run("gate", "contracts/sample.yaml")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("contracts/sample.lock.yaml:1:1: error: the contract has no \"info\""))
        #expect(outcome.errors.contains("restore it with `git checkout -- contracts/sample.lock.yaml`"))
    }

    @Test func diffFailsOnWhatItIsAskedTo() throws {
        let folder = try Folder()
        try folder.write(try #require(Sample.text), to: "old.yaml")
        func statuses(_ options: [[String]]) throws -> [Int32] {
            try options.map { try folder.run(["diff", "old.yaml", "contracts/sample.yaml"] + $0).status }
        }
        let options = [[], ["--fail-on", "breaking"], ["--fail-on", "risky"], ["--fail-on", "never"]]
        #expect(try statuses(options) == [0, 0, 0, 0])
        try folder.edit("enum: [new, used]", "enum: [new, used, lost]")
        #expect(try statuses(options) == [0, 0, 1, 0])
        try folder.edit(Self.breaking.0, Self.breaking.1)
        #expect(try statuses(options) == [1, 1, 1, 0])
    }

    @Test(arguments: [
        ["diff"], ["diff", "a.yaml"], ["diff", "a", "b", "c"], ["diff", "--format", "xml", "a", "b"],
        ["diff", "--fail-on", "safe", "a", "b"], ["diff", "--rules", "a"], ["lock"], ["gate"], ["gate", "--lock", "a"],
        ["lock", "a.lock.yaml"],
    ]) func wordsThatACommandDoesNotTakeAreToldWithItsUsage(_ words: [String]) throws {
        let outcome = try Folder().run(words)
        #expect(outcome.status == 64 && outcome.errors.contains("USAGE: contract \(words[0])"))
    }

    @Test func theRulesArePrinted() throws {
        let outcome = try Folder().run("diff", "--rules", "--format", "json")
        #expect(outcome.status == 0 && outcome.output == DiffFormat.json.table(of: Rule.all))
    }
}

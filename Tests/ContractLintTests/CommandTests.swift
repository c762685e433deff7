import Foundation
import Testing

@testable import ContractLint

/// `contract lint` and `contract generate --handlers` as people run them.
@Suite struct CommandTests {
    private struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    /// The command stands beside the tests.
    private func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

    private func run(_ arguments: [String]) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("contract")
        process.arguments = arguments
        process.currentDirectoryURL = Sample.folder
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // The texts of these tests fit in a pipe.
        process.waitUntilExit()
        func text(_ pipe: Pipe) -> String {
            String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        }
        return Outcome(status: process.terminationStatus, output: text(output), errors: text(errors))
    }

    private func file(_ text: String) throws -> String {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("lint-\(UUID().uuidString).yaml")
        try Data(text.utf8).write(to: url)
        return url.path
    }

    @Test func aGoodContractExitsWithZero() throws {
        let outcome = try run("lint", "sample.yaml")
        #expect(outcome.status == 0 && outcome.output == "1 contract, no findings\n" && outcome.errors.isEmpty)
    }

    @Test func theLevelSaysWhatFails() throws {
        let path = try file(try Sample.spoiled("version: 2.1.0", "version: '2'"))
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try run("lint", path).status == 0)
        #expect(try run("lint", "--level", "warning", path).status == 1)
        #expect(try run("lint", "--level", "note", path).status == 1)
        #expect(try run("lint", "--level", "note", "--disable", "version-not-semver", path).status == 0)
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let line = try run("lint", "--root", folder, path).output.split(separator: "\n")[0]
        #expect(line.hasPrefix("\(URL(fileURLWithPath: path).lastPathComponent):4:3: warning: "))
    }

    @Test(arguments: Report.Format.allCases) func whatTheBuildRefusesIsToldInEveryFormat(_ format: Report.Format) throws
    {
        // The second one is refused by the generator alone: two names become one in Swift.
        let texts = [
            try Sample.spoiled("openapi: 3.0.3", "openapi: 2.0.0"),
            try Sample.spoiled(
                "sold_on: {", "pages_: {type: boolean, description: A., example: true}\n        sold_on: {"),
        ]
        for text in texts {
            let path = try file(text)
            defer { try? FileManager.default.removeItem(atPath: path) }
            let outcome = try run("lint", "--format", format.rawValue, "--only", "tag-unused", path)
            #expect(outcome.status == 1 && outcome.output.contains("contract-invalid") && outcome.errors.isEmpty)
        }
    }

    @Test(arguments: [
        (["lint"], "name at least one contract"),
        (["lint", "--format", "xml", "sample.yaml"], "write one of text, json, sarif"),
        (["lint", "--level", "bad", "sample.yaml"], "--level cannot be bad: write one of note, warning, error"),
        (["lint", "--disable", "open-writes", "sample.yaml"], "is open-write meant?"),
        (["lint", "--only"], "--only needs a value"), (["lint", "--fast", "sample.yaml"], "--fast is not an option"),
        (["generate", "sample.yaml"], "generate needs --output DIRECTORY, or --handlers"),
        (["generate", "--handlers", "--output", "x", "sample.yaml"], "or --handlers and no --output"),
        (["generate", "--output", "x", "--sources", "y", "sample.yaml"], "--sources belongs to --handlers"),
    ]) func misuseIsAnsweredWithTheUsage(_ arguments: [String], _ message: String) throws {
        let outcome = try run(arguments)
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.contains(message) && outcome.errors.contains("USAGE: contract \(arguments[0])"))
    }

    @Test func aFileThatIsNotThereIsNoFinding() throws {
        let outcome = try run("lint", "nowhere.yaml")
        #expect(outcome.status == 1 && outcome.output.isEmpty && outcome.errors.contains("nowhere.yaml"))
    }

    @Test func rulesAreListed() throws {
        let outcome = try run("lint", "--rules")
        #expect(outcome.status == 0 && outcome.output == RuleBook.table)
    }

    // MARK: Skeletons

    @Test func whatIsPrintedIsNotMissingAnyMore() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("handlers-\(UUID().uuidString)")
        let inner = folder.appendingPathComponent("inner")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let missing = try run("generate", "--handlers", "--sources", folder.path, "sample.yaml")
        #expect(missing.status == 0 && missing.errors.isEmpty)
        #expect(missing.output.contains("package struct BooksService: Sample.BooksHandlers {"))
        #expect(missing.output.ranges(of: "package func ").count == 4)
        try Data(missing.output.utf8).write(to: inner.appendingPathComponent("Books.swift"))
        let none = try run("generate", "--handlers", "--sources", folder.path, "sample.yaml")
        #expect(none.status == 0 && none.output.isEmpty)
        #expect(none.errors == "sample.yaml: every operation has its handler in \(folder.path)\n")
    }

    @Test func aFolderThatIsNotThereIsTold() throws {
        let outcome = try run("generate", "--handlers", "--sources", "nowhere", "sample.yaml")
        #expect(outcome.status == 1 && outcome.errors.contains("cannot open the folder nowhere"))
    }
}

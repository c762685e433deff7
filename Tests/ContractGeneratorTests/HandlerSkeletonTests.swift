import Foundation
import OpenAPI
import Testing

@testable import ContractGenerator

@Suite struct HandlerSkeletonTests {
    static func skeletons() throws -> HandlerSkeletons {
        HandlerSkeletons(try Contract(parsing: GoldenTests.source(), file: GoldenTests.file))
    }

    /// After a wanted change: `VELLUM_UPDATE_GOLDENS=1 swift test --filter HandlerSkeletonTests`.
    @Test func everyMissingHandlerHasItsSkeleton() throws {
        let text = try #require(try Self.skeletons().text(missingFrom: []))
        let golden = Sample.folder.appendingPathComponent("LibrarySkeletons.swift.golden")
        if GoldenTests.isUpdate { try Data(text.utf8).write(to: golden) }
        #expect(try text == String(contentsOf: golden, encoding: .utf8))
    }

    @Test func whatIsPastedIsNotAskedForAgain() throws {
        let skeletons = try Self.skeletons()
        let text = try #require(skeletons.text(missingFrom: []))
        #expect(skeletons.text(missingFrom: [text]) == nil)
        #expect(skeletons.text(missingFrom: ["", text, "struct Other {}"]) == nil)
    }

    @Test func theOthersOfATagAreExtended() throws {
        let skeletons = try Self.skeletons()
        let written = """
            final class Shelves: Sendable, Library.BooksHandlers {
                func listBooks(_ input: Library.ListBooks.Input, context: RequestContext) {}
            }
            """
        let text = try #require(skeletons.text(missingFrom: [written]))
        #expect(!text.contains("func listBooks"))
        #expect(text.contains("extension Shelves {\n    /// Add a book."))
        #expect(text.contains("package struct LoanDeskService: Library.LoanDeskHandlers {"))
    }

    @Test(arguments: [
        "// func listBooks(_ input: Library.ListBooks.Input) {}", "/* /* */ func listBooks() {} */",
        #"let text = "func listBooks()""#, "let text = \"\"\"\nfunc listBooks()\n\"\"\"",
        ##"let text = #"\" func listBooks() "#"##, #"let text = "\(name("x")) func listBooks()""#,
        "let form = #/\" func listBooks() /#", "func listBooksAgain() {}", "let listBooks = 1", "listBooks()",
        "func listBooks(_ input: Archive.ListBooks.Input) {}",
    ]) func otherThingsAreNoHandlers(_ source: String) throws {
        let text = try #require(try Self.skeletons().text(missingFrom: [source]))
        #expect(text.contains("func listBooks("))
    }

    @Test(arguments: [
        "func listBooks() {}", "package func\n  listBooks (\n_ input: Library\n.ListBooks.Input) {}",
        #"let a = "\(f("func"))"; func listBooks(_ input: Library.ListBooks.Input) {}"#,
        "/* \" */ func listBooks() {}", "func listBooks<Value>(_ value: Value) {}", "func `listBooks`() {}",
        "let c: Character = \"\\\"\"\nfunc listBooks() {}",
    ]) func aHandlerIsFoundHoweverItIsWritten(_ source: String) throws {
        let text = try #require(try Self.skeletons().text(missingFrom: [source]))
        #expect(!text.contains("func listBooks("))
    }

    @Test func aCallerWhoNeedNotSayWhoTheyAreIsOptional() throws {
        let source = try #require(Sample.text).replacing(
            "security: []", with: "security: [{bearerAuth: []}, {}]"
        ).replacing(
            "'400': {$ref: '#/components/responses/Problem'}\n        '404'",
            with: """
                '400': {$ref: '#/components/responses/Problem'}
                        '401': {$ref: '#/components/responses/Problem'}
                        '404'
                """)
        let contract = try Contract(parsing: Array(source.utf8), file: "sample.yaml")
        let text = try #require(HandlerSkeletons(contract).text(missingFrom: []))
        #expect(text.contains("_ input: Sample.GetThing.Input, caller: Caller?, context: RequestContext"))
        #expect(text.contains("_ input: Sample.PutThing.Input, caller: Caller, context: RequestContext"))
    }

    /// Whatever stands in a folder of sources, it is read to its end.
    @Test func brokenSourcesAreReadToTheirEnd() throws {
        let skeletons = try Self.skeletons()
        let whole = try #require(skeletons.text(missingFrom: []))
        for source in [
            "func", "func listBooks", "func listBooks(", "\"", "\"\"\"", "#\"\\#(", "/*", "extension A:", "#",
        ] {
            #expect(skeletons.text(missingFrom: [source]) != nil)
        }
        for length in stride(from: 0, to: whole.count, by: whole.count / 300) {
            _ = skeletons.text(missingFrom: [String(whole.prefix(length))])
        }
    }
}

import Foundation
import JSON
import Testing

/// nst/JSONTestSuite: `y_` must parse, `n_` must not, `i_` may do either.
@Suite(.enabled(if: Vectors.folder != nil, Vectors.missing))
struct ParsingSuiteTests {
    /// Valid by RFC 8259 and refused here on purpose: two parsers may read two values out of them (§4).
    static let repeatedMembers: Set<String> = [
        "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
    ]

    @Test func everyValidTextParses() throws {
        let files = try Vectors.files("y_").filter { !Self.repeatedMembers.contains($0.lastPathComponent) }
        #expect(files.count > 80)
        for file in files {
            #expect(throws: Never.self, "\(file.lastPathComponent)") { try parse(file) }
        }
    }

    @Test func everyValidTextReadsBackFromItsOwnEncoding() throws {
        for file in try Vectors.files("y_") where !Self.repeatedMembers.contains(file.lastPathComponent) {
            let value = try parse(file)
            #expect(try JSONReader.parse(value.encoded) == value, "\(file.lastPathComponent)")
        }
    }

    @Test func repeatedMembersAreRefusedAlthoughTheSuiteAllowsThem() throws {
        for file in try Vectors.files("y_") where Self.repeatedMembers.contains(file.lastPathComponent) {
            #expect(throws: JSONSyntaxError.self, "\(file.lastPathComponent)") { try parse(file) }
        }
    }

    @Test func noInvalidTextParses() throws {
        let files = try Vectors.files("n_")
        #expect(files.count > 150)
        for file in files {
            #expect(throws: JSONSyntaxError.self, "\(file.lastPathComponent)") { try parse(file) }
        }
    }

    @Test func textsLeftToTheParserAreParsedOrRefused() throws {
        let files = try Vectors.files("i_")
        #expect(files.count > 30)
        for file in files { _ = try? parse(file) }
    }

    /// Where the suite lets a parser choose, ours refuses whatever could be read in two ways.
    @Test func doubtfulTextsAreRefused() throws {
        let doubtful = ["surrogate", "UTF-8", "UTF8", "utf16", "UTF-16", "utf8", "overlong", "truncated", "BOM"]
        for file in try Vectors.files("i_") {
            let name = file.lastPathComponent
            guard name.hasPrefix("i_string"), doubtful.contains(where: name.contains) else { continue }
            #expect(throws: JSONSyntaxError.self, "\(name)") { try parse(file) }
        }
    }

    @discardableResult
    private func parse(_ file: URL) throws -> JSONValue { try JSONReader.parse([UInt8](Data(contentsOf: file))) }
}

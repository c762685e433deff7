import Foundation

/// The oracle itself cannot judge: a keyword it does not know, a reference to nothing, a contract it cannot read.
package struct OracleError: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

/// One keyword that a value breaks.
package struct Violation: Sendable, Equatable, CustomStringConvertible {
    /// JSON pointer of the value, empty for the whole.
    package let pointer: String
    package let keyword: String
    package let message: String

    package var description: String { "\(pointer.isEmpty ? "/" : pointer): \(keyword): \(message)" }
}

/// A keyword at its place in the document, for the account of what was exercised.
package struct KeywordUse: Sendable, Hashable {
    /// JSON pointer of the schema in its document.
    package let schema: String
    package let keyword: String
}

/// What the interpreter found on one value.
package struct Verdict: Sendable {
    package internal(set) var violations: [Violation] = []
    package internal(set) var satisfied: Set<KeywordUse> = []
    package internal(set) var violated: Set<KeywordUse> = []

    package var isValid: Bool { violations.isEmpty }
}

/// Which keywords there are and what they mean.
package enum SchemaDialect: Sendable {
    /// OpenAPI 3.0.3 Schema Object: an unknown keyword is an OracleError.
    case openAPI30
    /// JSON Schema draft 4, for the public suite: unknown keywords are ignored, as the draft says.
    case draft4
}

/// Who sends the value: readOnly and writeOnly ask (OpenAPI 3.0.3, Schema Object).
package enum MessageDirection: Sendable {
    case request, response
}

/// Judges JSON values by the schemas of one document, straight from the schema's text.
package struct SchemaInterpreter: Sendable {
    package let document: JSONTree
    package let dialect: SchemaDialect
    let patterns = PatternCache()

    package init(document: JSONTree, dialect: SchemaDialect) {
        self.document = document
        self.dialect = dialect
    }

    /// Judges a value by the schema at a JSON pointer of the document ("" is the document itself).
    /// - Throws: OracleError when the schema cannot be interpreted; never because of the value.
    package func judge(
        _ value: JSONTree, by pointer: String, direction: MessageDirection? = nil
    ) throws(OracleError) -> Verdict {
        guard let schema = document.at(pointer: pointer) else { throw OracleError("no schema at #\(pointer)") }
        var evaluation = Evaluation(interpreter: self, direction: direction)
        try evaluation.check(value, schema, at: Place(schema: pointer, value: ""))
        return evaluation.verdict
    }

    /// The place and schema that a local reference names, through any number of references.
    func resolve(_ reference: String) throws(OracleError) -> (pointer: String, schema: JSONTree) {
        var reference = reference
        var seen: Set<String> = []
        while true {
            guard seen.insert(reference).inserted else { throw OracleError("$ref \(reference) refers to itself") }
            guard reference.hasPrefix("#") else { throw OracleError("$ref \(reference) is not local") }
            guard let pointer = String(reference.dropFirst()).removingPercentEncoding,
                let schema = document.at(pointer: pointer)
            else { throw OracleError("$ref \(reference) names nothing") }
            guard let next = schema["$ref"]?.string else { return (pointer, schema) }
            reference = next
        }
    }
}

/// Where a check is: in the document and in the value.
struct Place: Hashable {
    let schema: String
    let value: String

    func into(schema step: String, value token: String? = nil) -> Place {
        Place(schema: "\(schema)/\(step)", value: token.map { "\(value)/\(JSONPointer.escape($0))" } ?? value)
    }
}

/// One keyword's answer.
enum KeywordOutcome {
    case inapplicable
    case satisfied
    case violated(String)

    static func unless(_ isSatisfied: Bool, _ message: @autoclosure () -> String) -> KeywordOutcome {
        isSatisfied ? .satisfied : .violated(message())
    }
}

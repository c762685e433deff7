package import YAML

/// A schema of a contract, with every keyword that we enforce.
package struct Schema: Sendable {
    package indirect enum Shape: Sendable {
        /// Another schema of the same contract, by its name under components/schemas.
        case reference(String)
        case string(StringKeywords)
        /// One of a fixed list of strings.
        case enumeration([String])
        case integer(IntegerKeywords)
        case number(NumberKeywords)
        case boolean
        case array(of: Schema, ArrayKeywords)
        /// - Parameter ignoresUnknown: a member that is not among the properties is stepped over and counted; otherwise
        ///   it is refused.
        case object([Property], ignoresUnknown: Bool)
        /// An object whose members no schema fixes.
        case freeObject
        /// A file in a part of multipart/form-data, of so many bytes at most.
        case file(maxLength: Int?)
    }

    package struct Property: Sendable {
        package let name: String
        package let mark: Mark
        package let isRequired: Bool
        package let schema: Schema
    }

    package struct StringKeywords: Sendable {
        package var minLength: Int?
        package var maxLength: Int?
        package var pattern: String?
        /// A pattern that must not match: `not: {pattern: …}`.
        package var excluded: String?
        package var format: String?
    }

    package struct IntegerKeywords: Sendable {
        package var minimum: Int64?
        package var maximum: Int64?
        package var isInt32 = false

        /// The bounds that hold in the end: int32 is one like any other, and int64 none.
        package var least: Int64? { isInt32 ? max(minimum ?? .min, Int64(Int32.min)) : minimum }
        package var greatest: Int64? { isInt32 ? min(maximum ?? .max, Int64(Int32.max)) : maximum }
    }

    package struct NumberKeywords: Sendable {
        package var minimum: Double?
        package var maximum: Double?
    }

    package struct ArrayKeywords: Sendable {
        package var minItems: Int?
        package var maxItems: Int?
    }

    package enum Default: Sendable, Equatable {
        case string(String)
        case integer(Int64)
        case number(Double)
        case bool(Bool)
    }

    package let mark: Mark
    /// Where each of its keywords stands.
    package let keywordMarks: [String: Mark]
    package let description: String?
    package let isNullable: Bool
    package let defaultValue: Default?
    package let shape: Shape

    /// The place of a keyword; that of the schema when it does not have it.
    package func mark(of keyword: String) -> Mark { keywordMarks[keyword] ?? mark }
}

/// A schema under components/schemas.
package struct NamedSchema: Sendable {
    package let name: String
    package let mark: Mark
    package let schema: Schema

    /// RFC 6901, from the root of the contract.
    package var pointer: String { "/components/schemas/\(JSONPointer.escaped(name))" }
}

/// One way in which a value breaks its contract.
package struct Violation: Sendable, Equatable {
    /// RFC 6901 into the body, or `query/NAME`, `path/NAME`, `header/NAME` for a parameter.
    package internal(set) var pointer: String
    /// The keyword of the schema that refused the value.
    package let keyword: String
    /// What is wanted, for the client.
    package let message: String
    /// The line of the contract that says so.
    package let line: Int

    package init(pointer: String, keyword: String, message: String, line: Int) {
        self.pointer = pointer
        self.keyword = keyword
        self.message = message
        self.line = line
    }
}

/// A keyword that a value breaks, before its place is known.
struct Breach {
    let keyword: String
    let message: String
}

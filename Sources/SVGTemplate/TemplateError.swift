/// Why a template does not parse or does not render.
package struct TemplateError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: String, Sendable {
        /// The source is not a template.
        case syntax
        /// The template does not fit its arguments.
        case render
        /// A bound of `TemplateLimits` was met.
        case limit
    }

    package let kind: Kind
    /// Safe for clients: speaks of the template and its arguments only.
    package let message: String
    /// Counted from 1.
    package let line: Int
    /// Counted from 1 in Unicode scalars.
    package let column: Int

    package var description: String { "line \(line), column \(column): \(message)" }

    package init(kind: Kind, message: String, line: Int, column: Int) {
        self.kind = kind
        self.message = message
        self.line = line
        self.column = column
    }

    /// Finds line and column of a byte offset. Done only for errors, so that nodes carry no more than an offset.
    init(_ kind: Kind, _ message: String, at offset: Int, in source: [UInt8]) {
        var line = 1
        var column = 1
        for byte in source.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.init(kind: kind, message: message, line: line, column: column)
    }
}

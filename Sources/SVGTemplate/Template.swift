package import JSON

/// A parsed template in the syntax of Tera 1.x, without include, extends, import, `get_env` and `get_random`.
///
/// Parsed once and rendered often, from any thread. Where Tera's manual and its behaviour differ, this follows the
/// behaviour. Where this differs from Tera: strings inside a printed array are escaped too, clock and time zone are
/// UTC, `slugify` transliterates Latin letters only, the test `matching` and the variable `__tera_context` are missing.
package struct Template: Sendable {
    let source: [UInt8]
    let program: Program
    let macros: [MacroNode]
    let tables: Tables
    let references: [Reference]
    /// Slots, the ranges of references.
    let places: [Int]
    let argumentNames: [String]
    package let limits: TemplateLimits

    /// Parses a template. Throws `.syntax`, or `.limit` when the source is too long or too deep.
    package init(_ source: String, limits: TemplateLimits = .standard) throws(TemplateError) {
        let bytes = Array(source.utf8)
        guard bytes.count <= limits.sourceBytes else {
            throw TemplateError(
                kind: .limit, message: "the template is longer than \(limits.sourceBytes) bytes", line: 1, column: 1)
        }
        var parser = TemplateParser(source: bytes, limits: limits)
        self.program = try parser.parse()
        self.macros = try parser.definedMacros()
        self.tables = parser.tables
        (self.references, self.places) = parser.scopes.resolved()
        self.argumentNames = parser.scopes.arguments
        self.source = bytes
        self.limits = limits
    }

    /// Renders with the given arguments as UTF-8. `now` is what `now()` answers, in seconds since 1970 UTC.
    /// Throws `.render` when the template does not fit the arguments, `.limit` when it costs too much.
    package func render(_ arguments: JSONObject, now: Int64) throws(TemplateError) -> [UInt8] {
        var renderer = Renderer(template: self, arguments: arguments, now: now)
        try renderer.run(program.code)
        return renderer.output
    }
}

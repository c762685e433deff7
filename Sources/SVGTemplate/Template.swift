package import JSON

/// A parsed template in the syntax of Tera 1.x, without include, extends, import, `get_env` and `get_random`.
///
/// Parsed once into a flat program and rendered often, from any thread. Where Tera's manual and its behaviour differ,
/// this follows the behaviour of Tera 1.20.1, as the cases in the tests show it.
///
/// ## Differences
/// | what | Tera 1.20.1 | here |
/// |---|---|---|
/// | strings in a printed array, and made by `~` | not escaped | escaped |
/// | a literal given to `default`, an element of a literal array | escaped twice | escaped once |
/// | a macro called outside of `{{ }}` | its values are not escaped | escaped as everywhere |
/// | `not` before a comparison | without effect | negates it |
/// | unknown filters and tests | an error when reached | an error when parsing |
/// | arrays in arrays, arrays compared, filters in parentheses | errors | as one expects |
/// | `[a - 1]` in paths, tests of literals, `not not`, names like `true_x` | errors | as one expects |
/// | `2.0` for a whole number, `nth` with -1, `unique` of floats | errors | taken |
/// | a block in a loop, `{##}`, a blank between date and time | errors | taken |
/// | `%z`, `%Z` and `%+` of times without a zone | stops the program | those of UTC |
/// | integers beyond 64 bits with sign | up to 2⁶⁴ - 1 | as doubles |
/// | `-` in tags | trims white space of Unicode | of ASCII |
/// | `lower` of a final sigma | ς | σ |
/// | `float` of `inf` | nothing | the default |
/// | clock, time zones | local, all | UTC |
/// | `slugify` | all scripts | Latin letters |
/// | test `matching` | Rust's expressions | those of contracts: no flags, no lookaround, `\w` and `\d` are ASCII |
/// | variable `__tera_context` | the arguments | missing |
package final class Template: Sendable {
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
        return renderer.output.bytes()
    }
}

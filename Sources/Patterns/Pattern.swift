/// A regular expression as contracts may use them: the part of ECMA-262 that a linear-time matcher can decide.
///
/// Matching walks all alternatives at once (Thompson 1968), so its time is bounded by text length × program size for
/// any pattern and any text; most patterns have an automaton besides, which takes one step a character. Lookaround,
/// backreferences and lazy quantifiers are refused when the pattern is parsed. As JSON Schema wants it, a pattern
/// matches anywhere in the text unless it is anchored.
package final class Pattern: Sendable {
    package let source: String
    let program: [Instruction]
    /// Nil where it would be too large.
    let automaton: Automaton?

    /// - Throws: `PatternError` naming what is not supported and where.
    package init(_ source: String) throws(PatternError) {
        var parser = PatternParser(source)
        let tree = try parser.parse()
        var compiler = PatternCompiler()
        self.source = source
        program = try compiler.compile(tree)
        automaton = Automaton(program)
    }

    /// Whether matching takes one step a character.
    package var hasAutomaton: Bool { automaton != nil }

    /// What matches this pattern and not the other, in one pass; nil when that would be too large.
    package func without(_ other: Pattern) -> Automaton? {
        guard let automaton, let other = other.automaton else { return nil }
        return automaton.without(other)
    }
}

package struct PatternError: Error, Sendable, Equatable {
    package let message: String
    /// Counted in code points from the start of the pattern.
    package let offset: Int
}

/// Code points as sorted, closed ranges.
struct ScalarSet: Sendable, Equatable {
    var ranges: [ClosedRange<UInt32>]

    func contains(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } }

    var inverted: ScalarSet {
        var inverted: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { inverted.append(next...(range.lowerBound - 1)) }
            next = max(next, range.upperBound &+ 1)
        }
        if next <= 0x10FFFF { inverted.append(next...0x10FFFF) }
        return ScalarSet(ranges: inverted)
    }

    static func one(_ scalar: Unicode.Scalar) -> ScalarSet { ScalarSet(ranges: [scalar.value...scalar.value]) }
    static let digits = ScalarSet(ranges: [0x30...0x39])
    static let word = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let space = ScalarSet(ranges: [
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])
    /// `.` stands for anything but a line terminator.
    static let any = ScalarSet(ranges: [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029]).inverted
}

indirect enum PatternTree {
    case empty
    case set(ScalarSet)
    case start
    case end
    case sequence([PatternTree])
    case alternatives([PatternTree])
    case repeated(PatternTree, min: Int, max: Int?)
}

enum Instruction: Sendable {
    case set(ScalarSet)
    case start
    case end
    case split(Int, Int)
    case jump(Int)
    case match
}

/// The strings of some lengths that match one pattern and do not match another: what a contract says of a string.
///
/// Whether one such set holds another is decidable, since patterns are regular expressions: both are read at once,
/// one class of characters after another, until a string is in one and not in the other, or nothing new comes.
package struct PatternLanguage: Sendable {
    /// Nil for any string.
    let required: Pattern?
    /// Nil for none.
    let excluded: Pattern?

    package init(required: Pattern?, excluded: Pattern?) {
        self.required = required
        self.excluded = excluded
    }

    package enum Comparison: Sendable, Equatable {
        /// Every string of the one is in the other.
        case contained
        /// The shortest string that is not.
        case counterexample(String)
        /// More states than are worth looking at.
        case undecided
    }

    /// States that are looked at before giving up: a fraction of a second.
    static let maximumStates = 2_000

    /// Whether `other` has every string of this language whose length, in code points, lies in `lengths`.
    package func isContained(in other: PatternLanguage, lengths: ClosedRange<Int>) -> Comparison {
        let patterns = [required, excluded, other.required, other.excluded]
        let alphabet = Self.representatives(patterns.compactMap { $0 })
        let start = patterns.map { $0.map(PatternReading.init) }
        var seen: Set<Visit> = [Visit(readings: start, depth: 0)]
        var queue: [(readings: [PatternReading?], text: String, depth: Int)] = [(start, "", 0)]
        var position = 0
        while position < queue.count {
            let (readings, text, depth) = queue[position]
            position += 1
            if lengths.contains(depth), isCounterexample(readings) { return .counterexample(text) }
            guard depth < lengths.upperBound else { continue }
            for scalar in alphabet {
                let next = readings.map { $0?.after(scalar) }
                // Breadth first: the first way to a state is the shortest, and only too short ones are told apart.
                let visit = Visit(readings: next, depth: min(depth + 1, lengths.lowerBound))
                guard seen.insert(visit).inserted else { continue }
                if queue.count == Self.maximumStates { return .undecided }
                queue.append((next, text + String(Character(scalar)), depth + 1))
            }
        }
        return .contained
    }

    private func isCounterexample(_ readings: [PatternReading?]) -> Bool {
        let matches = readings.map { $0?.matches }
        let isIn = matches[0] != false && matches[1] != true
        let isInOther = matches[2] != false && matches[3] != true
        return isIn && !isInOther
    }

    private struct Visit: Hashable {
        let readings: [PatternReading?]
        let depth: Int
    }

    /// One character of each class that no pattern tells apart, the most readable first.
    private static func representatives(_ patterns: [Pattern]) -> [Unicode.Scalar] {
        var cuts: Set<UInt32> = [0, 0x20, 0x30, 0x3A, 0x41, 0x5B, 0x61, 0x7B, 0x7F, 0xD800, 0xE000]
        for pattern in patterns {
            for case .set(let set) in pattern.program {
                for range in set.ranges { cuts.formUnion([range.lowerBound, range.upperBound + 1]) }
            }
        }
        return cuts.compactMap(Unicode.Scalar.init).sorted { ($0.oddity, $0.value) < ($1.oddity, $1.value) }
    }
}

extension Unicode.Scalar {
    fileprivate var oddity: Int {
        switch self {
        case "a"..."z": 0
        case "A"..."Z": 1
        case "0"..."9": 2
        case "!"..."~": 3
        case " ": 4
        default: 5
        }
    }
}

/// How far a pattern has come in a text.
private struct PatternReading: Hashable {
    private let pattern: Pattern
    private var threads: [Int] = []
    private var isAtStart = true
    /// Whether it matched before the end: then it matches whatever comes.
    private var hasMatched = false

    init(_ pattern: Pattern) { self.pattern = pattern }

    func after(_ scalar: Unicode.Scalar) -> PatternReading {
        if hasMatched { return self }
        var list = ThreadList(capacity: pattern.program.count)
        for thread in threads { _ = list.insert(thread) }
        var next = self
        next.threads = []
        next.isAtStart = false
        next.hasMatched = pattern.follow(0, into: &list, isStart: isAtStart, isEnd: false)
        var reached = ThreadList(capacity: pattern.program.count)
        for thread in list.members where !next.hasMatched {
            guard case .set(let set) = pattern.program[thread], set.contains(scalar.value) else { continue }
            next.hasMatched = pattern.follow(thread + 1, into: &reached, isStart: false, isEnd: false)
        }
        if !next.hasMatched { next.threads = reached.members.sorted() }
        return next
    }

    /// Whether it matches if the text ends here.
    var matches: Bool {
        if hasMatched { return true }
        var list = ThreadList(capacity: pattern.program.count)
        for thread in threads where pattern.follow(thread, into: &list, isStart: isAtStart, isEnd: true) { return true }
        return pattern.follow(0, into: &list, isStart: isAtStart, isEnd: true)
    }

    static func == (left: PatternReading, right: PatternReading) -> Bool {
        left.threads == right.threads && left.isAtStart == right.isAtStart && left.hasMatched == right.hasMatched
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(threads)
        hasher.combine(hasMatched)
    }
}

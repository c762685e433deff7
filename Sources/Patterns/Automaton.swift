/// A pattern as a deterministic automaton: one step a character instead of one for each way to match it.
///
/// Its states are the sets of instructions that the matcher would have alive at once. Most patterns of contracts have a
/// handful; one that has too many gets no automaton, and is matched by its program.
struct Automaton: Sendable {
    static let maximumStates = 256
    /// Instructions visited while it is made, at most: a large program with many states is not worth it.
    static let maximumWork = 100_000

    /// Code points that every set of the pattern treats alike are one class; where each begins.
    private let classStarts: [UInt32]
    /// The next state, by state and class.
    private let byClass: [UInt16]
    /// The next state, by state and ASCII character.
    private let byASCII: [UInt16]
    private let states: [State]
    /// The ASCII characters that lead from a state back to it, all states one after another.
    private let ranges: [WordRange]

    private struct State: Sendable {
        /// Whether a text that ends here matches.
        let accepts: Bool
        /// Whether no character leads to another state, so that all is decided.
        let isLast: Bool
        /// Among `ranges`; none where single steps cost less.
        let staying: Range<Int>
    }

    /// Nil when the automaton would be too large.
    init?(_ program: [Instruction]) {
        var maker = AutomatonMaker(program)
        guard maker.run() else { return nil }
        let classes = maker.classStarts.count
        let asciiClasses = (UInt32(0)..<128).map { code in maker.classStarts.lastIndex { $0 <= code } ?? 0 }
        var byASCII: [UInt16] = []
        var states: [State] = []
        var ranges: [WordRange] = []
        for (index, accepts) in maker.accepting.enumerated() {
            let row = Array(maker.transitions[index * classes..<(index + 1) * classes])
            let ascii = asciiClasses.map { row[$0] }
            byASCII += ascii
            let staying = WordRange.ranges(of: (UInt8(0)..<128).filter { ascii[Int($0)] == index })
            let start = ranges.count
            if staying.count <= WordRange.worthwhile { ranges += staying }
            states.append(
                State(accepts: accepts, isLast: row.allSatisfy { $0 == index }, staying: start..<ranges.count))
        }
        classStarts = maker.classStarts
        byClass = maker.transitions
        self.byASCII = byASCII
        self.states = states
        self.ranges = ranges
    }

    // MARK: Matching

    /// Whether the pattern matches somewhere in the text, which is valid UTF-8.
    func matches(_ text: UnsafeRawBufferPointer) -> Bool {
        unsafe byASCII.withUnsafeBufferPointer { table in
            var state = 0
            var position = 0
            while position < text.count {
                // Steps up to the first that leads elsewhere.
                var next = state
                while next == state, position < text.count {
                    let byte = unsafe text[position]
                    if byte < 0x80 {
                        next = unsafe Int(table[state << 7 | Int(byte)])
                        position += 1
                    } else {
                        let (scalar, length) = unsafe decode(text, position)
                        next = step(state, scalar)
                        position += length
                    }
                }
                state = next
                if states[state].isLast { break }
                position = unsafe skip(text, from: position, staying: states[state].staying)
            }
            return states[state].accepts
        }
    }

    /// Steps over words of eight bytes that all lead back to the same state.
    @inline(__always)
    private func skip(_ text: UnsafeRawBufferPointer, from start: Int, staying: Range<Int>) -> Int {
        guard text.count >= 8, !staying.isEmpty else { return start }
        return unsafe ranges.withUnsafeBufferPointer { ranges in
            var position = start
            while position < text.count {
                // The last word reaches back over what is known to stay; where that is more than known, steps decide.
                let word = unsafe UInt64(
                    littleEndian: text.loadUnaligned(
                        fromByteOffset: min(position, text.count - 8), as: UInt64.self))
                var inside: UInt64 = 0
                for index in staying { inside |= unsafe ranges[index].contains(word) }
                guard inside & WordRange.highs == WordRange.highs else { break }
                position += 8
            }
            return min(position, text.count)
        }
    }

    private func step(_ state: Int, _ scalar: UInt32) -> Int {
        var low = 0
        var high = classStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if classStarts[middle] <= scalar { low = middle } else { high = middle }
        }
        return Int(byClass[state * classStarts.count + low])
    }

    /// A scalar of more than one byte.
    private func decode(_ text: UnsafeRawBufferPointer, _ position: Int) -> (scalar: UInt32, length: Int) {
        func rest(_ offset: Int) -> UInt32 { unsafe UInt32(text[position + offset] & 0x3F) }
        let lead = unsafe UInt32(text[position])
        switch lead {
        case ..<0xE0: return ((lead & 0x1F) << 6 | rest(1), 2)
        case ..<0xF0: return ((lead & 0x0F) << 12 | rest(1) << 6 | rest(2), 3)
        default: return ((lead & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3), 4)
        }
    }
}

/// A range of ASCII characters, to be compared with eight bytes at once.
struct WordRange: Sendable {
    static let highs: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    /// As many ranges as are compared with a word in less time than eight steps take.
    static let worthwhile = 8

    private let below: UInt64
    private let above: UInt64

    /// Added to a byte below 0x80, `below` sets its high bit from the lower bound on, and `above` after the upper one.
    init(_ lower: UInt8, _ upper: UInt8) {
        below = WordRange.ones &* UInt64(0x80 - lower)
        above = WordRange.ones &* UInt64(0x7F - upper)
    }

    /// Sets the high bit of each byte that is in the range; the other bits mean nothing.
    @inline(__always)
    func contains(_ word: UInt64) -> UInt64 {
        // Without their high bits, bytes do not carry into one another.
        let low = word & ~WordRange.highs
        return (low &+ below) & ~(low &+ above) & ~word
    }

    static func ranges(of bytes: [UInt8]) -> [WordRange] {
        var bounds: [(lower: UInt8, upper: UInt8)] = []
        for byte in bytes {
            if let last = bounds.last, last.upper + 1 == byte {
                bounds[bounds.count - 1].upper = byte
            } else {
                bounds.append((byte, byte))
            }
        }
        return bounds.map { WordRange($0.lower, $0.upper) }
    }
}

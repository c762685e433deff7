/// A pattern as a deterministic automaton: one step a character instead of one for each way to match it.
///
/// Its states are the sets of instructions that the matcher would have alive at once. Most patterns of contracts have a
/// handful; one that has too many gets no automaton, and is matched by its program.
package final class Automaton: Sendable {
    static let maximumStates = 256
    /// Instructions visited while it is made, at most: a large program with many states is not worth it.
    static let maximumWork = 100_000
    /// Bytes that are looked at at once.
    private static let block = 16

    /// Code points that every set of the pattern treats alike are one class; where each begins.
    let classStarts: [UInt32]
    /// The next state, by state and class.
    private let byClass: [UInt16]
    /// The next state, by state and ASCII character.
    private let byASCII: [UInt16]
    private let states: [State]
    /// The ASCII characters that lead from a state back to it, all states one after another.
    private let ranges: [ByteRange]

    private struct State: Sendable {
        /// Whether a text that ends here matches.
        let accepts: Bool
        /// Whether no character leads to another state, so that all is decided.
        let isLast: Bool
        /// Among `ranges`; none where single steps cost less.
        let staying: Range<Int>
    }

    /// Nil when the automaton would be too large.
    convenience init?(_ program: [Instruction]) {
        var maker = AutomatonMaker(program)
        guard maker.run() else { return nil }
        self.init(classStarts: maker.classStarts, transitions: maker.transitions, accepting: maker.accepting)
    }

    /// - Parameters:
    ///   - transitions: the next state, by state and class; the first state is 0.
    ///   - accepting: by state, whether a text that ends there matches.
    package init(classStarts: [UInt32], transitions: [UInt16], accepting: [Bool]) {
        let classes = classStarts.count
        let asciiClasses = (UInt32(0)..<128).map { code in classStarts.lastIndex { $0 <= code } ?? 0 }
        var byASCII: [UInt16] = []
        var states: [State] = []
        var ranges: [ByteRange] = []
        for (index, accepts) in accepting.enumerated() {
            let row = Array(transitions[index * classes..<(index + 1) * classes])
            let ascii = asciiClasses.map { row[$0] }
            byASCII += ascii
            let staying = ByteRange.ranges(of: (UInt8(0)..<128).filter { ascii[Int($0)] == index })
            let start = ranges.count
            if staying.count <= ByteRange.worthwhile { ranges += staying }
            states.append(
                State(accepts: accepts, isLast: row.allSatisfy { $0 == index }, staying: start..<ranges.count))
        }
        self.classStarts = classStarts
        byClass = transitions
        self.byASCII = byASCII
        self.states = states
        self.ranges = ranges
    }

    // MARK: States

    func accepts(_ state: Int) -> Bool { states[state].accepts }

    /// Whether no character leads to another state.
    func isLast(_ state: Int) -> Bool { states[state].isLast }

    func next(_ state: Int, class index: Int) -> Int { Int(byClass[state * classStarts.count + index]) }

    func classIndex(of scalar: UInt32) -> Int {
        var low = 0
        var high = classStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if classStarts[middle] <= scalar { low = middle } else { high = middle }
        }
        return low
    }

    // MARK: Matching

    /// Whether the pattern matches somewhere in the text, which is valid UTF-8.
    package func matches(_ text: UnsafeRawBufferPointer) -> Bool {
        unsafe byASCII.withUnsafeBufferPointer { table in
            var state = 0
            var position = 0
            // A short text is over before anything but plain steps would pay.
            if text.count < Automaton.block {
                while position < text.count, unsafe text[position] < 0x80 {
                    state = unsafe Int(table[state << 7 | Int(text[position])])
                    position += 1
                }
            }
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
                        next = self.next(state, class: classIndex(of: scalar))
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

    /// Steps over what leads back to the same state, in blocks of sixteen bytes.
    @inline(__always)
    private func skip(_ text: UnsafeRawBufferPointer, from start: Int, staying: Range<Int>) -> Int {
        guard text.count >= Automaton.block, !staying.isEmpty else { return start }
        return unsafe ranges.withUnsafeBufferPointer { ranges in
            var position = start
            while position < text.count {
                var inside = SIMD16<UInt8>(repeating: 0)
                let block = unsafe block(text, position)
                for index in staying { inside |= unsafe ranges[index].contains(block) }
                let halves = unsafe unsafeBitCast(inside, to: SIMD2<UInt64>.self)
                guard halves.x & halves.y == .max else { break }
                position += Automaton.block
            }
            return min(position, text.count)
        }
    }

    /// Sixteen bytes that have those from `position` on among them.
    ///
    /// Near the end they reach back over what has been stepped over. Where those do not all stay, single steps decide.
    @inline(__always)
    private func block(_ text: UnsafeRawBufferPointer, _ position: Int) -> SIMD16<UInt8> {
        unsafe text.loadUnaligned(fromByteOffset: min(position, text.count - Automaton.block), as: SIMD16<UInt8>.self)
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

/// A range of bytes, to be compared with sixteen of them at once.
struct ByteRange: Sendable {
    /// As many ranges as are compared with a block in less time than its single steps take.
    static let worthwhile = 8

    private let lower: SIMD16<UInt8>
    private let width: SIMD16<UInt8>

    private init(_ lower: UInt8, _ upper: UInt8) {
        self.lower = SIMD16(repeating: lower)
        width = SIMD16(repeating: upper - lower)
    }

    /// All bits of a byte that is in the range, and none of the others.
    @inline(__always)
    func contains(_ block: SIMD16<UInt8>) -> SIMD16<UInt8> {
        unsafe unsafeBitCast((block &- lower) .<= width, to: SIMD16<UInt8>.self)
    }

    /// - Parameter bytes: in ascending order.
    static func ranges(of bytes: [UInt8]) -> [ByteRange] {
        var bounds: [(lower: UInt8, upper: UInt8)] = []
        for byte in bytes {
            if let last = bounds.last, last.upper + 1 == byte {
                bounds[bounds.count - 1].upper = byte
            } else {
                bounds.append((byte, byte))
            }
        }
        return bounds.map { ByteRange($0.lower, $0.upper) }
    }
}

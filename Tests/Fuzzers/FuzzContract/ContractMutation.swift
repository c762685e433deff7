internal import CFuzzer

/// Every other time libFuzzer changes bytes as it likes; else lines and words of the text change their places, so that
/// what comes out is often still a contract and reaches what lies behind the YAML reader.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ maximum: Int, _ seed: UInt32) -> Int {
    var mutation = unsafe ContractMutation(UnsafeBufferPointer(start: data, count: size), seed: seed)
    guard size > 0, mutation.pick(2) == 0 else { return unsafe LLVMFuzzerMutate(data, size, maximum) }
    for _ in 0...mutation.pick(3) { mutation.step() }
    let bytes = mutation.bytes.prefix(maximum)
    _ = unsafe UnsafeMutableBufferPointer(start: data, count: maximum).prefix(bytes.count).update(fromContentsOf: bytes)
    return bytes.count
}

struct ContractMutation {
    private var lines: [ArraySlice<UInt8>]
    private var state: UInt64

    init(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt32) {
        lines = unsafe Array(bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        state = UInt64(seed)
    }

    var bytes: [UInt8] { Array(lines.joined(separator: [UInt8(ascii: "\n")])) }

    /// The same numbers for the same seed, so that a run can be repeated (Knuth's MMIX).
    mutating func pick(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % max(count, 1)
    }

    mutating func step() {
        switch pick(5) {
        case 0: lines.removeSubrange(block(pick(lines.count)))
        case 1: copyBlock()
        case 2: lines.swapAt(pick(lines.count), pick(lines.count))
        default: copyWord()
        }
        if lines.isEmpty { lines = [[]] }
    }

    /// A line with those below it that are indented further.
    private func block(_ start: Int) -> Range<Int> {
        let indent = self.indent(start)
        let end = lines.indices.first { $0 > start && self.indent($0) <= indent } ?? lines.count
        return start..<end
    }

    private func indent(_ line: Int) -> Int { lines[line].prefix { $0 == UInt8(ascii: " ") }.count }

    /// To a place where it is indented as it was.
    private mutating func copyBlock() {
        let source = pick(lines.count)
        let indent = self.indent(source)
        let places = lines.indices.filter { self.indent($0) == indent }
        lines.insert(contentsOf: lines[block(source)], at: places[pick(places.count)])
    }

    /// Over another word.
    private mutating func copyWord() {
        let (from, to) = (pick(lines.count), pick(lines.count))
        guard let word = word(of: from), let other = self.word(of: to) else { return }
        var line = Array(lines[to])
        let start = other.startIndex - lines[to].startIndex
        line.replaceSubrange(start..<start + other.count, with: word)
        lines[to] = line[...]
    }

    private mutating func word(of line: Int) -> ArraySlice<UInt8>? {
        let words = lines[line].split { " ,:{}[]'\"#/".utf8.contains($0) }
        return words.isEmpty ? nil : words[pick(words.count)]
    }
}

/// Numbers that follow from the input alone, so that a finding can be repeated (FNV-1a, then Knuth's MMIX).
struct Splits {
    private var state: UInt64

    init(_ bytes: [UInt8]) {
        state = bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    mutating func next(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % max(count, 1)
    }

    /// Rising, the last one the length; at most some dozens.
    mutating func ends(of length: Int) -> [Int] {
        var ends: [Int] = []
        var end = 0
        while end < length {
            end = min(length, end + 1 + next(max(16, length / 16)))
            ends.append(end)
        }
        return ends
    }
}

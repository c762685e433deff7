/// Scores of sorted sets: doubles as text, whole numbers in ours.
enum Score {
    /// Nil for anything but a whole number of 64 bits: what lies in Redis may not be ours.
    static func integer(_ text: String) -> Int64? { Double(text).flatMap { Int64(exactly: $0) } }
}

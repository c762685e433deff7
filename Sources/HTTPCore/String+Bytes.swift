extension String {
    /// Whether every byte of the text in UTF-8 is one of these: as `utf8.allSatisfy` says it, which asks of every byte
    /// again how the text is stored.
    @inline(__always)
    public func allBytes(_ isMember: (UInt8) -> Bool) -> Bool {
        let bytes = utf8.span
        for index in bytes.indices where !isMember(bytes[index]) { return false }
        return true
    }
}

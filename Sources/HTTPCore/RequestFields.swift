/// The header fields of a request, in the order they came. Names compare without regard to case (RFC 9110 §5.1).
public struct RequestFields: Sendable {
    private let message: RequestMessage

    init(_ message: RequestMessage) { self.message = message }

    /// The value of a field; several are joined by a comma (RFC 9110 §5.3). Nil when absent.
    public subscript(name: String) -> String? {
        var joined: String?
        let slots = unsafe message.slots
        for index in slots.indices {
            let slot = unsafe slots[index]
            guard isNamed(slot, name) else { continue }
            let value = message.text(slot.value)
            if let before = joined { joined = before + ", " + value } else { joined = value }
        }
        return joined
    }

    /// How many field lines carry this name.
    public func count(_ name: String) -> Int { unsafe message.slots.count { isNamed($0, name) } }

    /// The values of all field lines of this name, apart.
    public func values(_ name: String) -> [String] {
        unsafe message.slots.filter { isNamed($0, name) }.map { message.text($0.value) }
    }

    /// All field lines.
    public var all: [(name: String, value: String)] {
        unsafe message.slots.map { (name: message.text($0.name), value: message.text($0.value)) }
    }

    private func isNamed(_ slot: FieldSlot, _ name: String) -> Bool {
        guard slot.name.count == name.utf8.count else { return false }
        let bytes = unsafe message.bytes
        var index = Int(slot.name.start)
        for byte in name.utf8 {
            guard unsafe ASCII.lowercase(bytes[index]) == ASCII.lowercase(byte) else { return false }
            index += 1
        }
        return true
    }
}

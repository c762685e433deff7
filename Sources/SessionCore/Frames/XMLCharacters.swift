/// Characters that no XML document may hold, in whatever form (XML 1.0 §2.2): one of them breaks a whole picture.
enum XMLCharacters {
    /// The text in UTF-8 with U+FFFD in place of each of them.
    static func replaced(_ text: [UInt8]) -> [UInt8] {
        guard text.indices.contains(where: { isForbidden(text, $0) }) else { return text }
        var clean: [UInt8] = []
        clean.reserveCapacity(text.count + 16)
        var index = 0
        while index < text.count {
            if isForbidden(text, index) {
                clean += [0xEF, 0xBF, 0xBD]
                index += text[index] == 0xEF ? 3 : 1
            } else {
                clean.append(text[index])
                index += 1
            }
        }
        return clean
    }

    /// Whether a control character, U+FFFE or U+FFFF begins here.
    private static func isForbidden(_ text: [UInt8], _ index: Int) -> Bool {
        let byte = text[index]
        if byte < 0x20 { return byte != 0x09 && byte != 0x0A && byte != 0x0D }
        return byte == 0xEF && index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE
    }
}

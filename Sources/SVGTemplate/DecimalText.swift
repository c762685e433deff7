/// Doubles as text, the way Rust writes them: templates that were made for Tera rely on it.
enum DecimalText {
    /// The shortest digits that read back as the value, and the power of ten before them: 0.d₁d₂… · 10^point.
    private struct Digits {
        var isNegative = false
        var digits: [UInt8] = []
        var point = 0

        /// Taken from Swift's own shortest form, such as `1.25`, `1e+16` or `5e-05`.
        init(_ value: Double) {
            var exponent = 0
            var seenPoint = false
            var bytes = Array(value.description.utf8)
            if let mark = bytes.firstIndex(of: UInt8(ascii: "e")) {
                exponent = Int(String(decoding: bytes[(mark + 1)...], as: UTF8.self)) ?? 0
                bytes.removeSubrange(mark...)
            }
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "-"): isNegative = true
                case UInt8(ascii: "."): seenPoint = true
                default:
                    digits.append(byte)
                    if !seenPoint { point += 1 }
                }
            }
            let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
            digits.removeFirst(zeros)
            point += exponent - zeros
            while digits.last == UInt8(ascii: "0") { digits.removeLast() }
            if digits.isEmpty { (digits, point) = ([UInt8(ascii: "0")], 1) }
        }

        /// Without an exponent, however long.
        func plain() -> [UInt8] {
            let zero = UInt8(ascii: "0")
            var text: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
            if point <= 0 {
                text += [zero, UInt8(ascii: ".")] + repeatElement(zero, count: -point) + digits
            } else if point >= digits.count {
                text += digits + repeatElement(zero, count: point - digits.count)
            } else {
                text += digits[..<point] + [UInt8(ascii: ".")] + digits[point...]
            }
            return text
        }
    }

    /// As `{}` of Rust: `1.0` is `1`, and there is never an exponent. What is not finite is `NaN`, as Tera prints it.
    static func plain(_ value: Double) -> String {
        guard value.isFinite else { return "NaN" }
        return String(decoding: Digits(value).plain(), as: UTF8.self)
    }

    /// As serde_json: `1.0` stays `1.0`, and from 1e16 up and 1e-6 down there is an exponent.
    static func json(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        let digits = Digits(value)
        guard digits.point > 16 || digits.point < -4 else {
            let text = String(decoding: digits.plain(), as: UTF8.self)
            return digits.point >= digits.digits.count ? text + ".0" : text
        }
        var text = digits.isNegative ? "-" : ""
        text += String(decoding: digits.digits[..<1], as: UTF8.self)
        if digits.digits.count > 1 { text += "." + String(decoding: digits.digits[1...], as: UTF8.self) }
        return text + "e\(digits.point - 1)"
    }
}

import JSON

/// Replaces characters that mean something to the reader of the output.
enum Escaping {
    /// As Tera escapes printed values: `& < > " ' /`. Whole runs between them are copied at once.
    static func html(_ text: String, into output: inout Output) {
        unsafe text.withBytes { bytes in
            var copied = 0
            for index in bytes.indices {
                guard let text = unsafe replacement(bytes[index]) else { continue }
                unsafe output.append(UnsafeRawBufferPointer(rebasing: bytes[copied..<index]))
                output.append(text)
                copied = index + 1
            }
            unsafe output.append(UnsafeRawBufferPointer(rebasing: bytes[copied...]))
        }
    }

    @inline(__always)
    private static func replacement(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#x27;"
        case UInt8(ascii: "/"): "&#x2F;"
        default: nil
        }
    }

    /// The five characters of XML (XML 1.0 §2.4), as the filter `escape_xml` does.
    static func xml(_ text: String) -> String {
        var output: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "'"): output.append(contentsOf: "&apos;".utf8)
            case UInt8(ascii: "/"): output.append(byte)
            default:
                if let replacement = replacement(byte) {
                    output.append(contentsOf: replacement.utf8)
                } else {
                    output.append(byte)
                }
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// A JSON string with its quotes (RFC 8259 §7).
    static func json(_ text: String, into output: inout Output) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output.append("\\\"")
            case UInt8(ascii: "\\"): output.append("\\\\")
            case 0x08: output.append("\\b")
            case 0x09: output.append("\\t")
            case 0x0A: output.append("\\n")
            case 0x0C: output.append("\\f")
            case 0x0D: output.append("\\r")
            case 0..<0x20:
                output.append("\\u00")
                output.append(hexadecimal(byte >> 4, uppercase: false))
                output.append(hexadecimal(byte & 15, uppercase: false))
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Percent-encoding (RFC 3986 §2.1). As in Tera, `%` stays as it is unless `strict`, which keeps letters and digits
    /// only.
    static func percent(_ text: String, strict: Bool) -> String {
        let encoded = Set(" \"<>`#?{}:;=@[\\]^|!$&'()*+,".utf8)
        var output: [UInt8] = []
        for byte in text.utf8 {
            let isPlain =
                if strict {
                    byte < 0x80 && Unicode.Scalar(byte).properties.isAlphabetic
                        || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
                } else {
                    byte >= 0x20 && byte < 0x7F && !encoded.contains(byte)
                }
            if isPlain {
                output.append(byte)
            } else {
                output.append(UInt8(ascii: "%"))
                output.append(hexadecimal(byte >> 4, uppercase: true))
                output.append(hexadecimal(byte & 15, uppercase: true))
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func hexadecimal(_ digit: UInt8, uppercase: Bool) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: uppercase ? "A" : "a") + digit - 10
    }
}

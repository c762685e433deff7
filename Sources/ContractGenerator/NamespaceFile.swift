internal import COpenSSL
internal import OpenAPI

/// Writes the contract's namespace: what the contract says, with the lines where it says it, and the contract itself.
///
/// All that changes when a line of the contract moves stands here and in the protocols, and nowhere else. It stands in
/// bodies of accessors, so that no other file is compiled again.
struct NamespaceFile {
    let contract: Contract
    let namespace: String
    /// The bytes of the contract.
    let source: [UInt8]

    func text(_ rules: RuleBook) -> String {
        var text = SwiftText()
        text.line(Banner.line(contract))
        text.line()
        text.line("package import ContractRuntime")
        text.line()
        text.comment("\(SwiftText.paragraph(contract.title)), version \(SwiftText.paragraph(contract.version)).")
        text.block("package enum \(namespace)") { text in
            text.line("/// What the schemas say.")
            text.block("enum Rules") { text in
                text.line("static let anyString = StringRule(line: 0)")
                for rule in rules.rules {
                    text.line("static let \(rule.name) = \(rule.definition)")
                }
            }
        }
        text.line()
        text.block("extension \(namespace)") { text in
            text.line("/// Where they say it: lines of \(contract.file).")
            text.block("enum Lines") { text in
                for rule in rules.rules { text.line("static var \(rule.name): Int { \(rule.line) }") }
            }
        }
        text.line()
        text.block("extension \(namespace)") { text in
            text.line("/// The contract, byte for byte.")
            text.line("// swift-format-ignore")
            text.block("package static var document: ContractDocument") { text in
                text.line("ContractDocument(")
                text.indented { text in
                    text.line("file: \(SwiftNames.literal(contract.file)),")
                    text.line("title: \(SwiftNames.literal(contract.title)),")
                    text.line("version: \(SwiftNames.literal(contract.version)),")
                    text.line("sha256: \"\(digest)\",")
                    text.verbatim("text: \(literal))")
                }
            }
        }
        return text.text
    }

    /// SHA-256 in hexadecimal.
    private var digest: String {
        var digest = [UInt8](repeating: 0, count: 32)
        let isMade = unsafe source.withUnsafeBytes { source in
            unsafe EVP_Digest(source.baseAddress, source.count, &digest, nil, EVP_sha256(), nil)
        }
        // It fails only when memory is out; a contract under a wrong digest would be worse than stopping.
        precondition(isMade == 1, "OpenSSL could not make a SHA-256 digest")
        return digest.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
    }

    /// A raw literal of several lines: what stands in the contract stands in the source, as it is.
    private var literal: String {
        // By bytes: a mark that combines with the last hash hides the end of the literal from `String`, not from Swift.
        var longest = 0
        for (index, byte) in source.enumerated() where byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            longest = max(longest, source[(index + 1)...].prefix { $0 == UInt8(ascii: "#") }.count)
        }
        let hashes = String(repeating: "#", count: longest + 1)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        for byte in source {
            // Swift would take a carriage return for the end of a line like any other, and refuses NUL.
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t") || byte >= 0x20 && byte != 0x7F {
                bytes.append(byte)
            } else {
                bytes += "\\\(hashes)u{\(String(byte, radix: 16))}".utf8
            }
        }
        // The reader has refused what is not UTF-8.
        let text = String(decoding: bytes, as: UTF8.self)
        return "\(hashes)\"\"\"\n\(text)\n\"\"\"\(hashes)"
    }
}

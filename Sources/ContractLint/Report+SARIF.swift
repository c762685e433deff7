internal import JSON
internal import YAML

/// Static Analysis Results Interchange Format 2.1.0, which code hosts show beside the lines of a change.
extension Report {
    var sarif: JSONValue {
        let rules = RuleBook.all
        let run: JSONObject = [
            "tool": .object([
                "driver": .object(["name": "contract lint", "rules": .array(rules.map(Report.descriptor))])
            ]),
            // Our marks count code points; SARIF counts UTF-16 code units unless told (§3.14.17).
            "columnKind": "unicodeCodePoints",
            "artifacts": .array(files.map { .object(["location": .object(["uri": .string(Report.uri($0))])]) }),
            "results": .array(findings.map { result($0, rules) }),
        ]
        return .object([
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0", "runs": .array([.object(run)]),
        ])
    }

    private static func descriptor(_ rule: Rule) -> JSONValue {
        let help = "\(rule.summary): \(rule.reason)."
        return .object([
            "id": .string(rule.id), "shortDescription": text(rule.summary + "."), "fullDescription": text(help),
            "helpUri": .string(rule.reference), "help": text("\(help) See \(rule.reference)"),
            "defaultConfiguration": .object(["level": .string(rule.level.rawValue)]),
        ])
    }

    /// A multiformatMessageString (§3.12).
    private static func text(_ text: String) -> JSONValue { .object(["text": .string(message(text))]) }

    private func result(_ finding: Finding, _ rules: [Rule]) -> JSONValue {
        let index = rules.firstIndex { $0.id == finding.rule }
        let artifact: JSONObject = [
            "uri": .string(Report.uri(finding.file)),
            "index": .integer(Int64(files.firstIndex(of: finding.file) ?? -1)),
        ]
        let region: JSONObject = [
            "startLine": .integer(Int64(finding.mark.line)), "startColumn": .integer(Int64(finding.mark.column)),
        ]
        let location: JSONObject = [
            "physicalLocation": .object(["artifactLocation": .object(artifact), "region": .object(region)]),
            "logicalLocations": .array([.object(["fullyQualifiedName": .string("#" + finding.pointer)])]),
        ]
        return .object([
            "ruleId": .string(finding.rule), "ruleIndex": .integer(Int64(index ?? -1)),
            "level": .string(finding.level.rawValue), "message": Report.text(finding.message),
            "locations": .array([.object(location)]),
            "partialFingerprints": .object(["contractPlace/v1": .string(finding.fingerprint)]),
        ])
    }

    /// Braces begin a placeholder (§3.11.5), brackets before a parenthesis a link (§3.11.6).
    static func message(_ text: String) -> String {
        var escaped = ""
        let hasLink = text.contains("](")
        for character in text {
            switch character {
            case "{", "}": escaped += "\(character)\(character)"
            case "[" where hasLink, "]" where hasLink: escaped += "\\\(character)"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    /// A relative reference (RFC 3986 §4.2); what a path may have and a URI may not is percent-encoded.
    static func uri(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF")
        var uri = ""
        for byte in path.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            default: uri += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return uri
    }
}

extension Finding {
    /// The same for the same finding after lines have moved: from the rule, the file, the place in the tree and the
    /// words. Digits are left out: a limit that changes does not make another finding.
    package var fingerprint: String {
        let words = message.filter { !$0.isNumber }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        // FNV-1a: short and stable, and nothing depends on its being hard to find.
        for byte in "\(rule)\n\(file)\n\(pointer)\n\(words)".utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

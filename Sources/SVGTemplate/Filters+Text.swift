/// Filters from string to string. What they read and make is charged by the caller; searches charge themselves.
extension Renderer {
    @inline(never)
    mutating func applyToText(_ call: FilterCall, _ text: String) throws(TemplateError) -> String {
        switch call.filter {
        case .upper, .lower, .capitalize, .title, .slugify: try chargeForScalars(text)
        default: break
        }
        switch call.filter {
        case .upper: return text.uppercased()
        case .lower: return text.lowercased()
        case .capitalize: return capitalized(text)
        case .title: return titled(text)
        case .trim: return trimmed(text, start: true, end: true)
        case .trimStart: return trimmed(text, start: true, end: false)
        case .trimEnd: return trimmed(text, start: false, end: true)
        case .trimStartMatches: return trimmed(text, startMatching: try pattern("pat", of: call, or: nil))
        case .trimEndMatches: return trimmed(text, endMatching: try pattern("pat", of: call, or: nil))
        case .truncate: return try truncated(call, text)
        case .replace: return try replaced(call, text)
        case .indent: return try indented(call, text)
        case .striptags: return try strippedOfTags(text)
        case .spaceless: return spaceless(text)
        case .escape:
            var output = Output()
            Escaping.html(text, into: &output)
            return output.text()
        case .escapeXML: return Escaping.xml(text)
        case .urlencode: return Escaping.percent(text, strict: false)
        case .urlencodeStrict: return Escaping.percent(text, strict: true)
        case .slugify: return slug(text)
        case .addslashes: return slashed(text)
        case .linebreaksbr:
            return try replaced(try replaced(text, "\r\n", "<br>"), "\n", "<br>")
        default: return text
        }
    }

    /// Looking up what Unicode says of a scalar is about eight times as slow as copying it.
    mutating func chargeForScalars(_ text: String) throws(TemplateError) { try charge(text.utf8.count >> 3) }

    // MARK: Case

    private func capitalized(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return "" }
        return first.properties.uppercaseMapping + String(text.unicodeScalars.dropFirst()).lowercased()
    }

    private func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) }
        return scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
    }

    /// A word begins with a letter after something else, and an apostrophe within does not end it.
    @inline(never)
    private func titled(_ text: String) -> String {
        var result = ""
        var isInside = false
        for scalar in text.unicodeScalars {
            let isPart = isWordPart(scalar)
            if isPart {
                result += isInside ? scalar.properties.lowercaseMapping : scalar.properties.uppercaseMapping
            } else {
                result.unicodeScalars.append(scalar)
            }
            isInside = isPart || isInside && scalar == "'"
        }
        return result
    }

    // MARK: Trimming

    func trimmed(_ text: String, start: Bool, end: Bool) -> String {
        var scalars = text.unicodeScalars[...]
        if start { scalars = scalars.drop { $0.properties.isWhitespace } }
        if end { while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() } }
        return String(scalars)
    }

    private func trimmed(_ text: String, startMatching pattern: [UInt8]) -> String {
        var bytes = Array(text.utf8)[...]
        while !pattern.isEmpty, bytes.starts(with: pattern) { bytes.removeFirst(pattern.count) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func trimmed(_ text: String, endMatching pattern: [UInt8]) -> String {
        var bytes = Array(text.utf8)[...]
        while !pattern.isEmpty, bytes.count >= pattern.count, bytes.suffix(pattern.count).elementsEqual(pattern) {
            bytes.removeLast(pattern.count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Counts what a reader sees as characters; `end` is added on top of `length`.
    @inline(never)
    private mutating func truncated(_ call: FilterCall, _ text: String) throws(TemplateError) -> String {
        let length = try integer("length", of: call) ?? 255
        let end = try string("end", of: call, or: "…")
        try chargeForScalars(text)
        guard length >= 0 else { throw fault("argument `length` of filter `truncate` must not be negative") }
        guard let cut = text.index(text.startIndex, offsetBy: length, limitedBy: text.endIndex), cut < text.endIndex
        else { return text }
        return text[..<cut] + end
    }

    func wordCount(_ text: String) -> Int {
        text.unicodeScalars.split { $0.properties.isWhitespace }.count
    }

    // MARK: Lines, tags and quotes

    @inline(never)
    private mutating func indented(_ call: FilterCall, _ text: String) throws(TemplateError) -> String {
        let prefix = try string("prefix", of: call, or: "    ")
        let first = try flag("first", of: call)
        let blank = try flag("blank", of: call)
        var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        var output: [UInt8] = []
        for (index, line) in lines.enumerated() {
            let content = line.last == 0x0D ? line.dropLast() : line
            let isBlank = content.allSatisfy { $0 == 0x20 || $0 >= 0x09 && $0 <= 0x0D }
            if index > 0 { output.append(0x0A) }
            // A blank line costs too: a text may be nothing but line ends.
            try charge(1)
            if index == 0 ? first : blank || !isBlank {
                try charge(bytes: prefix.utf8.count)
                output.append(contentsOf: prefix.utf8)
            }
            output.append(contentsOf: content)
            try checkLength(output)
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Removes `<…>` and comments that end on their line, as Tera's expression does.
    @inline(never)
    private mutating func strippedOfTags(_ text: String) throws(TemplateError) -> String {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "<") {
                let rest = bytes[index...]
                if rest.starts(with: "<!--".utf8) {
                    let line = rest.firstIndex(of: 0x0A) ?? bytes.count
                    try charge(bytes: line - index)
                    if let end = try position(of: Array("-->".utf8), in: bytes, from: index + 4), end + 3 <= line {
                        index = end + 3
                        continue
                    }
                }
                let end = rest.firstIndex(of: UInt8(ascii: ">"))
                try charge(bytes: (end ?? bytes.count) - index)
                if let end {
                    index = end + 1
                    continue
                }
            }
            output.append(bytes[index])
            index += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Drops white space between `>` and `<`.
    @inline(never)
    private func spaceless(_ text: String) -> String {
        var output: [UInt8] = []
        /// Length of the output up to and with the last `>`, while only white space has followed.
        var mark: Int?
        for byte in text.utf8 {
            if byte == UInt8(ascii: "<"), let end = mark { output.removeSubrange(end...) }
            output.append(byte)
            if byte == UInt8(ascii: ">") {
                mark = output.count
            } else if byte != 0x20, byte < 0x09 || byte > 0x0D {
                mark = nil
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private func slashed(_ text: String) -> String {
        var output: [UInt8] = []
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                output.append(UInt8(ascii: "\\"))
            }
            output.append(byte)
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Small letters and digits with single hyphens between. Latin letters lose their accents; other scripts are
    /// dropped, where Tera would transliterate them.
    @inline(never)
    private func slug(_ text: String) -> String {
        var output = ""
        var needsHyphen = false
        for scalar in text.unicodeScalars {
            let plain = Self.plainLetters[scalar] ?? String(scalar).lowercased()
            guard plain.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 }) else {
                needsHyphen = !output.isEmpty
                continue
            }
            if needsHyphen { output += "-" }
            needsHyphen = false
            output += plain
        }
        return output
    }

    private static let plainLetters: [Unicode.Scalar: String] = {
        let groups: [(String, String)] = [
            ("a", "àáâãäåāăąÀÁÂÃÄÅĀĂĄ"), ("ae", "æÆ"), ("c", "çćĉċčÇĆĈĊČ"), ("d", "ďđðĎĐÐ"),
            ("e", "èéêëēĕėęěÈÉÊËĒĔĖĘĚ"),
            ("g", "ĝğġģĜĞĠĢ"), ("h", "ĥħĤĦ"), ("i", "ìíîïĩīĭįıÌÍÎÏĨĪĬĮİ"), ("j", "ĵĴ"), ("k", "ķĶ"), ("l", "ĺļľłĹĻĽŁ"),
            ("n", "ñńņňÑŃŅŇ"), ("o", "òóôõöøōŏőÒÓÔÕÖØŌŎŐ"), ("oe", "œŒ"), ("r", "ŕŗřŔŖŘ"), ("s", "śŝşšșŚŜŞŠȘ"),
            ("ss", "ß"),
            ("t", "ţťŧțŢŤŦȚ"), ("th", "þÞ"), ("u", "ùúûüũūŭůűųÙÚÛÜŨŪŬŮŰŲ"), ("w", "ŵŴ"), ("y", "ýÿŷÝŸŶ"),
            ("z", "źżžŹŻŽ"),
        ]
        var letters: [Unicode.Scalar: String] = [:]
        for (plain, accented) in groups {
            for scalar in accented.unicodeScalars { letters[scalar] = plain }
        }
        return letters
    }()
}

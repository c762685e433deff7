internal import Glibc

/// A file of settings, as `.env.example`: lines of `KEY=VALUE`, comments and empty lines.
///
/// A value is what stands behind the equals sign, blanks around it left out, and nothing in it is expanded: no quotes,
/// no `$NAME`, no backslashes. What looks as if somebody relied on that is refused rather than taken at its word.
enum EnvFile {
    /// Bytes of a file. Default 64 KiB.
    static let limit = 64 * 1024

    struct Entry: Equatable {
        /// From 1.
        let line: Int
        let key: String
        let value: String
    }

    /// - Throws: what is wrong, with file and line, and what to write. Values are not repeated: they may be secret.
    static func read(_ path: String) throws(OptionError) -> [Entry] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw OptionError(message: "\(path) is no file: write the path of a file of settings")
        }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var count = 0
        while count < bytes.count {
            let got = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress.map { unsafe $0 + count }, buffer.count - count)
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw unreadable(path, errno) }
            if got == 0 { break }
            count += got
        }
        guard count <= limit else {
            throw OptionError(message: "\(path) has more than \(limit) bytes: make it shorter")
        }
        guard let text = String(validating: bytes[..<count], as: UTF8.self) else {
            throw OptionError(message: "\(path) is no text in UTF-8: write it anew")
        }
        return try parse(text, path: path)
    }

    static func parse(_ text: String, path: String) throws(OptionError) -> [Entry] {
        var entries: [Entry] = []
        var lines: [String: Int] = [:]
        for (index, bytes) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let line = trimmed(Substring(bytes))
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            do throws(OptionError) {
                let (key, value) = try split(line)
                if let first = lines[key] { throw OptionError(message: "\(key) is set on line \(first) already") }
                lines[key] = index + 1
                entries.append(Entry(line: index + 1, key: key, value: value))
            } catch {
                throw OptionError(message: "\(path):\(index + 1): \(error.message)")
            }
        }
        return entries
    }

    private static func split(_ line: Substring) throws(OptionError) -> (String, String) {
        guard let equals = line.utf8.firstIndex(of: UInt8(ascii: "=")) else {
            throw OptionError(message: "write KEY=VALUE, or begin a comment with #")
        }
        let key = line[..<equals]
        let isName = key.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "_") || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        guard !key.isEmpty, isName else {
            throw OptionError(message: "write KEY=VALUE: a key of capitals, digits and underscores, without blanks")
        }
        let value = trimmed(line[line.utf8.index(after: equals)...])
        if let first = value.first, first == "\"" || first == "'" {
            throw OptionError(message: "write the value of \(key) without quotes: it may hold blanks as it is")
        }
        guard !value.contains(" #"), !value.contains("\t#") else {
            throw OptionError(message: "write the comment behind \(key) on a line of its own")
        }
        return (String(key), String(value))
    }

    /// Without blanks at its ends; a carriage return before the line feed is one.
    private static func trimmed(_ text: Substring) -> Substring {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 9 || byte == 13 }
        var text = text.utf8.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return Substring(text)
    }

    private static func unreadable(_ path: String, _ code: Int32) -> OptionError {
        let reason = unsafe String(cString: strerror(code))
        return OptionError(message: "\(path) cannot be read (\(reason)): give --env-file a file of KEY=VALUE lines")
    }
}

/// A file that came in a part of multipart/form-data (RFC 7578 §4.2).
package struct FilePart: Sendable, Equatable, Codable {
    /// As the client named it: never to be used as a path. Nil when it gave no name.
    package let fileName: String?
    /// As the client says; nobody has looked.
    package let mediaType: String
    package let bytes: [UInt8]

    package init(fileName: String?, mediaType: String, bytes: [UInt8]) {
        self.fileName = fileName
        self.mediaType = mediaType
        self.bytes = bytes
    }
}

/// The keywords of a file.
package struct FileRule: Sendable {
    /// Bytes at most.
    let maxLength: Int
    let line: Int

    package init(maxLength: Int = .max, line: Int) {
        self.maxLength = maxLength
        self.line = line
    }

    func breach(_ file: FilePart) -> Breach? {
        guard file.bytes.count > maxLength else { return nil }
        return Breach(keyword: "maxLength", message: "must have at most \(maxLength) bytes")
    }
}

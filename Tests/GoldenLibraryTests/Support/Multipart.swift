/// Writes a multipart/form-data body as a browser does, or with one thing wrong.
struct Multipart: Sendable {
    static let boundary = "xYzZY"
    static let mediaType = "multipart/form-data; boundary=\(boundary)"

    private(set) var bytes: [UInt8] = []

    init() {}

    func part(_ name: String, _ text: String, _ more: String = "") -> Multipart {
        raw("Content-Disposition: form-data; name=\"\(name)\"\r\n\(more)", Array(text.utf8))
    }

    func file(
        _ name: String, _ content: [UInt8], named fileName: String? = "a.png", type: String? = "image/png"
    ) -> Multipart {
        raw(
            "Content-Disposition: form-data; name=\"\(name)\"\(fileName.map { "; filename=\"\($0)\"" } ?? "")\r\n"
                + (type.map { "Content-Type: \($0)\r\n" } ?? ""), content)
    }

    /// - Parameter head: the header fields with their line ends.
    func raw(_ head: String, _ content: [UInt8]) -> Multipart {
        var copy = self
        copy.bytes += Array("--\(Self.boundary)\r\n\(head)\r\n".utf8) + content + Array("\r\n".utf8)
        return copy
    }

    func end(_ text: String = "--\(boundary)--\r\n") -> Call.Body {
        Call.Body(mediaType: Self.mediaType, bytes: bytes + Array(text.utf8))
    }
}

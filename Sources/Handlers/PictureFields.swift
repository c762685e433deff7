/// The header fields of streams and pictures, and the name that a picture is asked by.
enum PictureFields {
    /// A copy is never shown without asking.
    static let cacheControl = "no-cache"
    /// Pictures are made to be embedded: pages of any origin may read them.
    static let anyOrigin = "*"
    static let contentTypeOptions = "nosniff"
    /// What users draw never runs anything in our origin.
    static let contentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"

    /// A session's ID may have `.svg` appended where a file name is wanted.
    static func sessionID(_ name: String) -> String { name.hasSuffix(".svg") ? String(name.dropLast(4)) : name }
}

/// The name that a picture is asked by.
enum PictureName {
    /// A session's ID may have `.svg` appended where a file name is wanted.
    static func sessionID(_ name: String) -> String { name.hasSuffix(".svg") ? String(name.dropLast(4)) : name }
}

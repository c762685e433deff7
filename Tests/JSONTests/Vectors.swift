import Foundation
import Testing

/// The published vectors, which lie beside the project and are no part of it.
enum Vectors {
    static let missing: Comment = "published vectors are skipped: there is no ../shared/vectors beside the package"

    /// Symbolic links are resolved, so that the sources may also be built from another folder.
    static let folder: URL? = {
        let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let root = file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.deletingLastPathComponent().appendingPathComponent("shared/vectors/json-parsing")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    /// The files whose names begin so, by name.
    static func files(_ prefix: String) throws -> [URL] {
        let folder = try #require(folder).appendingPathComponent("test_parsing")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.lastPathComponent.hasPrefix(prefix) }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }
}

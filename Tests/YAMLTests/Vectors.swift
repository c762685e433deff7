import Foundation
import Testing

/// The published suites, which lie beside the project and are no part of it.
enum Vectors {
    static let missing: Comment = "the suite is skipped: there is no ../shared/vectors beside the package"

    static let folder = folder("yaml-test-suite")
    static let json = folder("json-parsing/test_parsing")

    /// Symbolic links are resolved, so that the sources may also be built from another folder.
    private static func folder(_ name: String) -> URL? {
        let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let root = file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.deletingLastPathComponent().appendingPathComponent("shared/vectors/\(name)")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }
}

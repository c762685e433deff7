import Foundation
import Testing

/// The published suite, which lies beside the project and is no part of it.
enum Vectors {
    static let missing: Comment = "the YAML suite is skipped: there is no ../shared/vectors beside the package"

    /// Symbolic links are resolved, so that the sources may also be built from another folder.
    static let folder: URL? = {
        let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let root = file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.deletingLastPathComponent().appendingPathComponent("shared/vectors/yaml-test-suite")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()
}

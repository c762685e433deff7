import Foundation
import JSON
import Testing

/// The published vectors, which lie beside the project and are no part of it.
enum Vectors {
    static let missing: Comment = "published vectors are skipped: there is no ../shared/vectors beside the package"

    /// Symbolic links are resolved, so that the sources may also be built from another folder. The environment may name
    /// another folder of the same layout, such as one with more of Wycheproof's files.
    static let folder: URL? = {
        if let path = ProcessInfo.processInfo.environment["VELLUM_VECTORS"] { return URL(fileURLWithPath: path) }
        let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let root = file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.deletingLastPathComponent().appendingPathComponent("shared/vectors")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    static func read(_ path: String) throws -> JSONObject {
        let file = try #require(folder).appendingPathComponent(path)
        return try object(JSONReader.parse([UInt8](Data(contentsOf: file))))
    }

    static func has(_ path: String) -> Bool {
        folder.map { FileManager.default.fileExists(atPath: $0.appendingPathComponent(path).path) } ?? false
    }

    static func object(_ value: JSONValue?) throws -> JSONObject {
        guard case .object(let object)? = value else { throw Malformed(expected: "an object") }
        return object
    }

    static func array(_ value: JSONValue?) throws -> [JSONValue] {
        guard case .array(let elements)? = value else { throw Malformed(expected: "an array") }
        return elements
    }

    static func string(_ value: JSONValue?) throws -> String {
        guard case .string(let text)? = value else { throw Malformed(expected: "a string") }
        return text
    }

    static func hex(_ value: JSONValue?) throws -> [UInt8] {
        let digits = try string(value).compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }

    struct Malformed: Error { let expected: String }
}

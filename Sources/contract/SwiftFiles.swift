internal import Glibc

/// The Swift files of a folder.
enum SwiftFiles {
    /// The texts of all of them, those of inner folders too, in the order of their names.
    static func texts(under folder: String) throws(FileAccess.Failure) -> [String] {
        var texts: [String] = []
        for name in try names(in: folder) {
            let path = "\(folder)/\(name)"
            if name.hasSuffix(".swift") {
                texts.append(String(decoding: try FileAccess.read(path), as: UTF8.self))
            } else if isFolder(path) {
                texts += try self.texts(under: path)
            }
        }
        return texts
    }

    private static func names(in folder: String) throws(FileAccess.Failure) -> [String] {
        guard let stream = unsafe opendir(folder) else {
            throw FileAccess.Failure(description: "cannot open the folder \(folder): is it there?")
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// A link to a folder is not followed: it may lead back.
    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

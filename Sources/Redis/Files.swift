internal import Glibc

/// Small files, read and written whole.
enum Files {
    /// At most 64 KiB from the start of a file (or of a file in /proc, whose size is not known before).
    static func read(_ path: String) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        return readAll(descriptor)
    }

    /// The last bytes of a file, as text.
    static func tail(_ path: String, bytes: Int) -> String? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        let size = lseek(descriptor, 0, SEEK_END)
        _ = lseek(descriptor, max(0, size - bytes), SEEK_SET)
        return String(decoding: readAll(descriptor), as: UTF8.self)
    }

    static func readAll(_ descriptor: Int32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        var filled = 0
        while filled < bytes.count {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress.map { unsafe $0 + filled }, buffer.count - filled)
            }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { break }
            filled += count
        }
        return Array(bytes[..<filled])
    }

    /// Replaces a file that only its owner may read.
    static func write(_ path: String, _ text: String) throws(SystemFailure) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemFailure("open \(path)") }
        defer { _ = close(descriptor) }
        try write(descriptor, text)
    }

    static func write(_ descriptor: Int32, _ text: String) throws(SystemFailure) {
        let bytes = Array(text.utf8)
        // Some ten bytes: the kernel takes them at once or not at all.
        let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard count == bytes.count else { throw SystemFailure("write") }
    }

    /// What kind of thing a path names, with its permission bits and its owner; nil when there is nothing.
    static func status(_ path: String) -> (mode: mode_t, owner: uid_t)? {
        var info = stat()
        guard unsafe lstat(path, &info) == 0 else { return nil }
        return (info.st_mode, info.st_uid)
    }

    /// Whether a path is a directory that nobody but this user can enter.
    static func isPrivateDirectory(_ path: String) -> Bool {
        guard let (mode, owner) = status(path) else { return false }
        return mode & S_IFMT == S_IFDIR && owner == geteuid() && mode & 0o077 == 0
    }
}

/// A failed system call in words.
struct SystemFailure: Error {
    let text: String

    /// Takes the reason from errno, so it must be made right after the call.
    init(_ call: String, code: Int32 = errno) {
        var buffer = [CChar](repeating: 0, count: 256)
        let known = unsafe strerror_r(code, &buffer, buffer.count) == 0
        let reason = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        text = known ? "\(call): \(String(decoding: reason, as: UTF8.self))" : "\(call): error \(code)"
    }
}

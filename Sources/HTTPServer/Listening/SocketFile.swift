internal import CLinux
internal import EventLoop
internal import Glibc

/// The file that a Unix listening socket is reached by. The server that made it removes it, and no other file.
struct SocketFile: Sendable {
    /// Bytes of a path: `sockaddr_un` has room for 108 with the NUL behind it (unix(7)).
    static let pathBytes = 107
    /// Owner and group may connect: what a proxy's user needs.
    static let mode: mode_t = 0o660

    private let path: String
    private let device: dev_t
    private let inode: ino_t

    /// Binds and listens.
    ///
    /// The socket of a server that is gone is replaced. The folder is locked meanwhile, so that of two servers that
    /// start at once one finds the other.
    static func open(path: String) throws(ListenError) -> Listener {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .invalidSocketPath(path) }
        guard path.utf8.count <= pathBytes else { throw .socketPathTooLong(path) }
        let folder = try lockFolder(of: path)
        defer { close(folder) }
        try removeStale(path)
        let descriptor = socket(AF_UNIX, flags, 0)
        guard descriptor >= 0 else { throw .failed(SystemError(call: "socket")) }
        do throws(ListenError) {
            return Listener(descriptor: descriptor, port: nil, file: try bind(descriptor, path))
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Removes the file, unless another one has taken its place.
    func remove() {
        guard let found = SocketFile.status(path), found.st_dev == device, found.st_ino == inode else { return }
        unsafe unlink(path)
    }

    private static var flags: Int32 { Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue) }

    /// - Returns: a descriptor that holds the lock until it is closed.
    private static func lockFolder(of path: String) throws(ListenError) -> Int32 {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = unsafe Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .noFolder(path: path, detail: SystemError(call: folder).description) }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
            close(descriptor)
            throw .folderInUse(path: path)
        }
        return descriptor
    }

    private static func removeStale(_ path: String) throws(ListenError) {
        guard let found = status(path) else { return }
        guard found.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        let probe = socket(AF_UNIX, flags, 0)
        guard probe >= 0 else { throw .failed(SystemError(call: "socket")) }
        defer { close(probe) }
        let isConnected = unsafe withAddress(path) { unsafe connect(probe, $0, $1) } == 0
        // EAGAIN: it lives, with a full queue.
        guard !isConnected, errno == ECONNREFUSED else { throw .socketInUse(path: path) }
        unsafe unlink(path)
    }

    private static func bind(_ descriptor: Int32, _ path: String) throws(ListenError) -> SocketFile {
        // The file begins with the mode of its socket, so it is never open to more.
        _ = fchmod(descriptor, mode)
        guard unsafe withAddress(path, { unsafe Glibc.bind(descriptor, $0, $1) }) == 0 else {
            let error = SystemError(call: path)
            switch error.code {
            case EADDRINUSE: throw .socketInUse(path: path)
            default: throw .noFolder(path: path, detail: error.description)
            }
        }
        // The umask took bits away.
        guard unsafe chmod(path, mode) == 0, listen(descriptor, ListeningSocket.backlog) == 0, let made = status(path)
        else {
            let error = SystemError(call: "listen on \(path)")
            unsafe unlink(path)
            throw .failed(error)
        }
        return SocketFile(path: path, device: made.st_dev, inode: made.st_ino)
    }

    /// The status of the file itself, not of what a link points to; nil when there is none.
    private static func status(_ path: String) -> stat? {
        var found = stat()
        return unsafe lstat(path, &found) == 0 ? found : nil
    }

    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

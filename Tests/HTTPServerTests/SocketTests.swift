import Glibc
import HTTPServer
import Testing

/// Unix sockets.
@Suite struct SocketTests {
    private let folder: Folder
    private let path: String

    init() throws {
        folder = try Folder()
        path = folder.path + "/socket"
    }

    /// Type and permissions; nil when there is nothing.
    private func mode(_ path: String) -> mode_t? {
        var found = stat()
        return unsafe lstat(path, &found) == 0 ? found.st_mode : nil
    }

    /// A socket's file whose server is gone.
    private func leaveSocket() throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(status == 0)
    }

    @Test func aSocketServesItsOwnerAndGroupAndIsRemovedByTheStop() async throws {
        let fixture = try Fixture()
        try fixture.server.listen(socket: path)
        #expect(mode(path) == S_IFSOCK | 0o660)
        let address = try await fixture.use { [path] _ in try Client.unix(path).address() }
        #expect(address == "unix")
        #expect(mode(path) == nil)
    }

    @Test func aProxyOnASocketIsTrustedWhenUnixIs() async throws {
        let proxies = try Networks("unix")
        for (trusted, client) in [(proxies, "203.0.113.9"), (Networks(), "unix")] {
            let fixture = try Fixture { $0.trustedProxies = trusted }
            try fixture.server.listen(socket: path)
            let address = try await fixture.use { [path] port in
                [
                    try Client.unix(path).address("X-Forwarded-For: 198.51.100.66, 203.0.113.9\r\n"),
                    try Client(port: port).address("X-Forwarded-For: 203.0.113.9\r\n"),
                ]
            }
            #expect(address == [client, "127.0.0.1"])
        }
    }

    @Test func theSocketOfAServerThatIsGoneIsReplaced() async throws {
        try leaveSocket()
        #expect(mode(path) != nil)
        let fixture = try Fixture()
        try fixture.server.listen(socket: path)
        let address = try await fixture.use { [path] _ in try Client.unix(path).address() }
        #expect(address == "unix")
    }

    @Test func aLiveSocketIsInUse() async throws {
        let fixture = try Fixture()
        let other = try Fixture()
        try fixture.server.listen(socket: path)
        #expect(throws: ListenError.socketInUse(path: path)) { try other.server.listen(socket: path) }
        await other.server.stop()
        let address = try await fixture.use { [path] _ in try Client.unix(path).address() }
        #expect(address == "unix", "its owner goes on")
    }

    @Test func aFileThatIsNoSocketStays() async throws {
        let fixture = try Fixture()
        let file = folder.path + "/file"
        close(unsafe open(file, O_CREAT | O_WRONLY, 0o600))
        #expect(throws: ListenError.notASocket(path: file)) { try fixture.server.listen(socket: file) }
        unsafe symlink(file, path)
        #expect(throws: ListenError.notASocket(path: path)) { try fixture.server.listen(socket: path) }
        await fixture.server.stop()
        #expect(mode(file) == S_IFREG | 0o600)
        #expect(mode(path).map { $0 & S_IFMT } == S_IFLNK)
    }

    @Test func aFileThatTookTheSocketsPlaceStays() async throws {
        let fixture = try Fixture()
        try fixture.server.listen(socket: path)
        unsafe unlink(path)
        close(unsafe open(path, O_CREAT | O_WRONLY, 0o600))
        await fixture.server.stop()
        #expect(mode(path) == S_IFREG | 0o600)
    }

    @Test func aPathHasAtMost107Bytes() async throws {
        let fixture = try Fixture()
        let name = String(repeating: "s", count: 107 - folder.path.utf8.count - 1)
        let longest = folder.path + "/" + name
        try fixture.server.listen(socket: longest)
        let address = try await fixture.use { _ in try Client.unix(longest).address() }
        #expect(address == "unix")
        let error = #expect(throws: ListenError.self) { try fixture.server.listen(socket: longest + "s") }
        #expect(error == .socketPathTooLong(longest + "s"))
        #expect(error?.description.contains("has 108 bytes, and the system takes 107") == true)
    }

    @Test func aPathWithoutItsFolderSaysSo() async throws {
        let fixture = try Fixture()
        let error = #expect(throws: ListenError.self) {
            try fixture.server.listen(socket: folder.path + "/missing/socket")
        }
        #expect(error?.description.contains("No such file or directory") == true)
        #expect(throws: ListenError.invalidSocketPath("")) { try fixture.server.listen(socket: "") }
        await fixture.server.stop()
    }
}

import EventLoop
import Glibc
import Synchronization

@testable import Redis

/// A server that says what a test wants: to the first bytes of a connection `greeting`, to the next `answer`; then it
/// closes, or keeps silent.
final class FakeServer: Sendable {
    let path: String
    private let descriptor: Int32
    private let accepted = Mutex(0)

    init(folder: String, greeting: String = "+PONG\r\n*2\r\n$1\r\n9\r\n$1\r\n0\r\n", answer: String, closes: Bool) {
        path = folder + "/fake.sock"
        descriptor = socket(AF_UNIX, SocketFlags.stream, 0)
        let address = SocketAddress.unix(path: path).bytes
        unsafe address.withUnsafeBytes { bytes in
            guard let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return }
            _ = unsafe bind(descriptor, base, socklen_t(bytes.count))
        }
        listen(descriptor, 16)
        Threads.spawn(name: "fake") { [self] in
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0 else { break }
                accepted.withLock { $0 += 1 }
                Threads.spawn(name: "fake-client") {
                    FakeServer.serve(client, greeting, answer, closes)
                }
            }
            close(descriptor)
        }
    }

    var connections: Int { accepted.withLock { $0 } }

    func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    private static func serve(_ client: Int32, _ greeting: String, _ answer: String, _ closes: Bool) {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        for text in [greeting, answer] {
            guard unsafe recv(client, &buffer, buffer.count, 0) > 0 else { break }
            let bytes = Array(text.utf8)
            _ = unsafe send(client, bytes, bytes.count, SocketFlags.noSignal)
        }
        while !closes, unsafe recv(client, &buffer, buffer.count, 0) > 0 {}
        close(client)
    }
}

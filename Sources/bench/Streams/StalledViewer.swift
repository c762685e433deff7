internal import EventLoop
internal import Glibc

/// A thousand viewers, alone and with one among them that reads nothing.
struct StalledViewer {
    private static let viewers = 1_000
    /// Enough to fill all that lies between the server and one who does not read.
    private static let filling = 120
    private static let updates = 20

    private let rig: StreamsRig

    init(_ rig: StreamsRig) { self.rig = rig }

    func run(_ report: inout Report) async throws {
        // A stream that takes nothing would be closed after the usual 30 s: later than a round ends.
        let server = try rig.vellum(viewers: StalledViewer.viewers, ["--write-timeout", "300s"])
        let owner = try await User.register("owner", Connection(Client(rig.loop, port: server.port)))
        try await owner.create("watched", template: SessionCrowd.template)
        var number = 0
        var (without, with): ([Times], [Times]) = ([], [])
        for round in 1...rig.options.rounds {
            for isStalled in [false, true] {
                let stalled = isStalled ? try Silence("/stream/owner/watched", port: server.port) : nil
                defer { stalled?.close() }
                let times = try await measured(owner, server.port, &number)
                if isStalled { with.append(times) } else { without.append(times) }
                let name = isStalled ? "with one that reads nothing" : "without                    "
                EngineBench.say("round \(round)  \(name)  \(PacedRequests.describe(times))")
            }
        }
        PacedRequests.judge("stalled: p99 of 1,000 viewers beside one that reads nothing", without, with, &report)
    }

    private func measured(_ owner: User, _ port: UInt16, _ number: inout Int) async throws -> Times {
        // Faster than frames are sent, so that only some are.
        _ = try await FanOut.update(
            owner, from: number, StalledViewer.filling, pause: 34_000_000, rig.loop)
        number += StalledViewer.filling
        let crowd = try SessionCrowd(owner: owner.name, port: port)
        try await crowd.open(
            ["watched"], viewersEach: StalledViewer.viewers, from: number, updates: StalledViewer.updates)
        let answered = try await FanOut.update(
            owner, from: number, StalledViewer.updates, pause: 100_000_000, rig.loop)
        number += StalledViewer.updates
        return CrowdedSessions.delays([answered], try await crowd.finish(last: StalledViewer.updates))
    }
}

/// A connection that asks and never reads.
struct Silence {
    private let descriptor: Int32

    /// The receive buffer is as small as the kernel allows.
    init(_ path: String, port: UInt16) throws(BenchFailure) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var size: Int32 = 1
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let (descriptor, length) = (descriptor, socklen_t(MemoryLayout<sockaddr_in>.size))
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, length) }
        }
        let request = Request.make("GET", path)
        guard status == 0, unsafe send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            throw BenchFailure("no connection: errno \(errno)")
        }
    }

    func close() { Glibc.close(descriptor) }
}

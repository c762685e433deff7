import ContractRuntime
import ContractTesting
import EventLoop
import Foundation
import GoldenLibrary
import HTTPCore
import HTTPServer
import Synchronization

/// The golden contract, served on a port of its own.
struct LibraryServer: Sendable {
    /// Loops outlive every task that prefers them.
    private static let loops = Mutex<[EventLoop]>([])

    let service = LibraryService()
    let witness = Witness()
    let client: RecordingClient
    private let server: HTTPServer

    private init(coverage: Coverage, bodyTimeout: UInt64) throws {
        var configuration = HTTPServerConfiguration()
        configuration.bodyTimeout = bodyTimeout
        let loop = try EventLoop()
        LibraryServer.loops.withLock { $0.append(loop) }
        loop.start(name: "library")
        let routes = Library.routes(service, Doorkeeper())
        let responder = try ContractResponder(routes, observer: witness)
        server = HTTPServer(configuration: configuration, loops: [loop], responder: responder)
        client = RecordingClient(port: try server.listen(host: "localhost", port: 0), coverage: coverage)
    }

    /// A server for the time of a test.
    static func use(
        coverage: Coverage? = nil, bodyTimeout: UInt64 = 10_000_000_000,
        _ body: (LibraryServer) async throws -> Void
    ) async throws {
        let coverage = try coverage ?? Coverage(contracts: [contract.get()])
        let library = try LibraryServer(coverage: coverage, bodyTimeout: bodyTimeout)
        do {
            try await body(library)
        } catch {
            library.service.gate.open()
            await library.server.stop(grace: 0)
            throw error
        }
        library.service.gate.open()
        await library.server.stop(grace: 1_000_000_000)
    }

    /// The contract as the oracle reads it.
    static let contract = Result { try Contract.load(path: path) }

    static let path = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "GoldenLibrary/library.yaml").path
}

/// What the observer of the responder was told.
final class Witness: ResponderObserver {
    private let entries = Mutex<(incidents: [String], ignored: Int)>(([], 0))

    func answered(_ route: Route?, status: Int, nanoseconds: UInt64) {}
    func ignored(_ route: Route, properties: Int) { entries.withLock { $0.ignored += properties } }
    func failed(_ incident: Incident) { entries.withLock { $0.incidents.append(incident.detail) } }

    /// Members that were stepped over.
    var ignored: Int { entries.withLock { $0.ignored } }
    var lastIncident: String? { entries.withLock { $0.incidents.last } }
}

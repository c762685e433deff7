internal import ContractRuntime
internal import EventLoop
internal import Glibc
internal import HTTPCore
internal import HTTPServer
internal import Operations
internal import ServiceContracts
internal import Synchronization

/// Serves the third contract on a port of the kernel's choice, until it is told to stop.
@main
struct Third {
    static func main() async throws {
        let loop = try EventLoop()
        loop.start(name: "third")
        let responder = try ContractResponder(TicketsAPI.routes(TicketDesk()), observer: Silence())
        let server = HTTPServer(
            configuration: HTTPServerConfiguration(), loops: [loop],
            responder: DocumentsResponder(next: responder, documents: Contracts.documents))
        let port = try server.listen(host: "127.0.0.1", port: 0)
        // Past the buffer of print, which would wait for more.
        let line = Array("listening port=\(port)\n".utf8)
        _ = unsafe write(STDOUT_FILENO, line, line.count)
        // The test ends this process by its ID; nobody else waits for it longer than a minute.
        try await Task.sleep(for: .seconds(60))
    }
}

/// All that has to be written by hand for a new contract: its handlers.
final class TicketDesk: TicketsAPI.TicketsHandlers {
    private let tickets = Mutex<[TicketsAPI.Ticket]>([])

    func openTicket(
        _ input: TicketsAPI.OpenTicket.Input, context: RequestContext
    ) async throws -> TicketsAPI.OpenTicket.Output {
        let ticket = tickets.withLock { tickets in
            tickets.append(TicketsAPI.Ticket(number: tickets.count + 1, title: input.body.title))
            return tickets[tickets.count - 1]
        }
        return .created(ticket, location: "/tickets/\(ticket.number)")
    }

    func readTicket(
        _ input: TicketsAPI.ReadTicket.Input, context: RequestContext
    ) async throws -> TicketsAPI.ReadTicket.Output {
        let ticket = tickets.withLock { $0.first { $0.number == input.number } }
        guard let ticket else { throw Rejection.notFound }
        return .ok(ticket)
    }
}

struct Silence: ResponderObserver {
    func answered(_ route: Route?, status: Int, nanoseconds: UInt64) {}
    func ignored(_ route: Route, properties: Int) {}
    func failed(_ incident: Incident) {}
}

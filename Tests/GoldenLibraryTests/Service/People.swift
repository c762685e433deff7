import ContractRuntime
import GoldenLibrary
import HTTPCore
import JSON

/// Copies, readers and their loans.
extension LibraryService {
    private func copy(_ isbn: String, _ number: Int) throws -> Library.Copy {
        guard let copy = withState({ $0.copies[isbn]?.first { $0.number == number } }) else {
            throw Rejection.notFound
        }
        return copy
    }

    private func reader(_ card: String) throws -> Library.Reader {
        guard let reader = withState({ $0.readers[card] }) else { throw Rejection.notFound }
        return reader
    }

    func listCopies(
        _ input: Library.ListCopies.Input, context: RequestContext
    ) async throws -> Library.ListCopies.Output {
        try enter()
        guard let copies = withState({ $0.copies[input.isbn] }) else { throw Rejection.notFound }
        return .ok(copies)
    }

    func getCopy(_ input: Library.GetCopy.Input, context: RequestContext) async throws -> Library.GetCopy.Output {
        try enter()
        return .ok(try copy(input.isbn, input.copy))
    }

    func moveCopy(
        _ input: Library.MoveCopy.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.MoveCopy.Output {
        try enter()
        var copy = try copy(input.isbn, input.copy)
        copy.spot = input.body ?? Library.Spot(row: "home")
        return .accepted(copy)
    }

    func judgeCopy(
        _ input: Library.JudgeCopy.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.JudgeCopy.Output {
        try enter()
        _ = try copy(input.isbn, input.copy)
        return .noContent
    }

    func registerReader(
        _ input: Library.RegisterReader.Input, context: RequestContext
    ) async throws -> Library.RegisterReader.Output {
        try enter()
        let registration: Library.Registration
        switch input.body {
        case .json(let body), .form(let body): registration = body
        }
        let isKnown = withState { $0.readers.values.contains { $0.eMail == registration.eMail } }
        if isKnown { return .conflict(Self.problem("There is a card for this address", "known_reader")) }
        let reader = Library.Reader(
            card: "CARD-9", name: registration.name, eMail: registration.eMail, joinedAt: "2026-03-01T00:00:00Z",
            newsletter: registration.newsletter, interests: registration.interests)
        return .created(reader, location: "/readers/CARD-9")
    }

    func getReader(
        _ input: Library.GetReader.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.GetReader.Output {
        try enter()
        return .ok(try reader(input.card))
    }

    func updateReader(
        _ input: Library.UpdateReader.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.UpdateReader.Output {
        try enter()
        var reader = try reader(input.card)
        reader.name = input.body.name ?? reader.name
        reader.newsletter = input.body.newsletter ?? reader.newsletter
        return .ok(reader)
    }

    func cancelCard(
        _ input: Library.CancelCard.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.CancelCard.Output {
        try enter()
        _ = try reader(input.card)
        let hasLoans = withState { $0.loans[input.card]?.isEmpty == false }
        return hasLoans ? .conflict(Self.problem("Bring the books back first", "has_loans")) : .noContent
    }

    func getMyShelf(
        _ input: Library.GetMyShelf.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.GetMyShelf.Output {
        try enter()
        return .ok(["9780000000002"])
    }

    // MARK: Loans

    func listLoans(
        _ input: Library.ListLoans.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.ListLoans.Output {
        try enter()
        _ = try reader(input.card)
        let wanted = input.inStates ?? input.state.map { [$0] } ?? Library.LoanState.allCases
        let loans = withState { $0.loans[input.card] ?? [] }.filter { wanted.contains($0.state) }
        return .ok(Library.LoanList(loans: loans, byState: ["open": .integer(Int64(loans.count))]))
    }

    func lend(
        _ input: Library.Lend.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.Lend.Output {
        try enter()
        _ = try book(input.isbn)
        let isLent = withState { $0.loans.values.joined().contains { $0.isbn == input.isbn } }
        return isLent ? .conflict(Self.problem("Somebody has it", "lent")) : .noContent
    }

    func giveBack(
        _ input: Library.GiveBack.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.GiveBack.Output {
        try enter()
        guard withState({ $0.loans[input.card]?.contains { $0.isbn == input.isbn } }) == true else {
            throw Rejection.notFound
        }
        return .accepted(response: isLying ? "two\r\nlines" : "thank you")
    }

    func renewLoan(
        _ input: Library.RenewLoan.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.RenewLoan.Output {
        try enter()
        guard withState({ $0.loans[input.card]?.contains { $0.isbn == input.isbn } }) == true else {
            throw Rejection.notFound
        }
        if calls(of: "renewLoan") > 3, !isLying { return .conflict(Self.problem("Not again", "renewed_too_often")) }
        return .ok(Library.Renewal(dueAt: "2026-05-01T12:00:00Z"), xRenewalsLeft: isLying ? 4 : 1)
    }

    // MARK: Desks

    func openDesk(
        _ input: Library.OpenDesk.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.OpenDesk.Output {
        try enter()
        if input.desk == "none" { throw Rejection.notFound }
        return caller.name == "\(Doorkeeper.clerk.name)@\(Doorkeeper.deskKey)"
            ? .noContent : .unauthorized(Self.problem("Who is this?", "unknown"), wwwAuthenticate: "Basic")
    }

    func sendMessage(
        _ input: Library.SendMessage.Input, caller: Visitor?, context: RequestContext
    ) async throws -> Library.SendMessage.Output {
        try enter()
        if input.desk == "none" { throw Rejection.notFound }
        let (kind, length) =
            switch input.body {
            case nil: ("none", 0)
            case .text(let text): ("text", text.unicodeScalars.count)
            case .json(let lines): ("json", lines.count)
            case .form(let form): ("form", (form.copiesTo ?? []).count + (form.urgent ? 100 : 0))
            case .bytes(let bytes): ("bytes", bytes.count)
            }
        switch input.accept {
        case .text: return .ok(.text("\(kind) \(length) \(caller?.name ?? "nobody")"))
        case .json: return .ok(.json(Library.MessageReceipt(kind: kind, length: length, from: caller?.name)))
        }
    }
}

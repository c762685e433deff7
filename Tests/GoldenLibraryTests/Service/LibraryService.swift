import ContractRuntime
import GoldenLibrary
import HTTPCore
import JSON
import Synchronization

/// The library behind the golden contract, in memory.
final class LibraryService: Library.Handlers {
    typealias Caller = Visitor

    /// What befalls whoever calls.
    enum Mood: Sendable {
        case well
        /// Every handler breaks.
        case broken
        /// Every handler answers that the store is away.
        case away
        /// Every handler answers what its contract forbids, where it can.
        case lying
    }

    struct Broken: Error {}

    struct State: Sendable {
        var mood = Mood.well
        /// How often each handler was called.
        var calls: [String: Int] = [:]
        var books: [String: Library.Book] = [:]
        var blurbs: [String: String] = [:]
        var covers: [String: [UInt8]] = [:]
        var notes: [String: JSONObject] = [:]
        var copies: [String: [Library.Copy]] = [:]
        var readers: [String: Library.Reader] = [:]
        var loans: [String: [Library.LoanEntry]] = [:]
        var imports: [String: Library.ImportReport] = [:]
        /// Pieces of a streamed body that its handler has seen, and how its reading ended.
        var pieces = 0
        var ending: String?
    }

    private let state = Mutex(State())
    /// Holds `importCatalogue` back before it reads.
    let gate = Gate()

    init() { restock() }

    /// Puts back what was there at the beginning.
    func restock() { withState { $0.stock() } }

    func withState<Value: Sendable>(_ body: (inout State) -> Value) -> Value { state.withLock { body(&$0) } }

    var calls: Int { withState { $0.calls.values.reduce(0, +) } }
    func calls(of operation: String) -> Int { withState { $0.calls[operation] ?? 0 } }
    func set(_ mood: Mood) { withState { $0.mood = mood } }

    /// The first step of every handler.
    func enter(_ operation: String = #function) throws {
        let mood = withState { state in
            state.calls[String(operation.prefix { $0 != "(" }), default: 0] += 1
            return state.mood
        }
        switch mood {
        case .well, .lying: break
        case .broken: throw Broken()
        case .away:
            throw Rejection.unavailable(code: "away", message: "Come back later", retryAfter: 1, detail: "away")
        }
    }

    var isLying: Bool { withState { if case .lying = $0.mood { true } else { false } } }

    func book(_ isbn: String) throws -> Library.Book {
        guard let book = withState({ $0.books[isbn] }) else { throw Rejection.notFound }
        return book
    }

    static func problem(_ error: String, _ code: String) -> Library.Problem {
        Library.Problem(error: error, code: code)
    }
}

extension LibraryService.State {
    /// What is there at the beginning.
    mutating func stock() {
        books["9780000000002"] = LibraryService.owls
        var lent = LibraryService.owls
        lent.isbn = "9780000000019"
        books[lent.isbn] = lent
        for (isbn, number) in [("9780000000002", 1), ("9780000000019", 1)] {
            copies[isbn] = [
                Library.Copy(
                    number: number, condition: .used, spot: Library.Spot(row: "4", shelf: 7),
                    lentUntil: number == 1 ? nil : "2026-03-01T12:00:00Z")
            ]
        }
        notes["9780000000002"] = ["seen": .bool(true), "by": .array([.string("anna"), .null])]
        blurbs["9780000000002"] = "Owls, and where they sleep."
        covers["9780000000002"] = [0x89, 0x50, 0x4E, 0x47]
        for card in ["CARD-1", "CARD-2"] {
            readers[card] = Library.Reader(
                card: card, name: "Reader of \(card)", eMail: "\(card.lowercased())@example.org",
                joinedAt: "2026-01-31T09:30:00Z", newsletter: false)
        }
        loans["CARD-1"] = [
            Library.LoanEntry(isbn: "9780000000019", state: .open, dueAt: "2026-04-01T12:00:00Z")
        ]
        imports["batch-1"] = Library.ImportReport(batch: "batch-1", bytes: 0, pieces: 0)
    }
}

extension LibraryService {
    /// A book with a value of every kind.
    static let owls = Library.Book(
        isbn: "9780000000002", name: "Owls", pages: 120, price: nil, binding: .default, authors: ["A. Wl", "B. Ird"],
        subtitle: nil, shelf: ["4", "7"], editions: [[1, 2], []], for: "children", weightGrams: 412.5,
        publisherMail: "owls@example.org", addedAt: "2026-02-28T10:00:00+01:00", homePage: "/books/owls",
        notes: ["a": .integer(1)], history: [[:], ["b": .null]], used: true)
}

/// Holds handlers back until it is opened.
final class Gate: Sendable {
    private let state = Mutex<(isShut: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

    func shut() { state.withLock { $0.isShut = true } }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if state.isShut { state.waiting.append(continuation) }
                return !state.isShut
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isShut = false
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}

import HTTPCore
import Synchronization
import Testing

@testable import ContractRuntime

@Suite struct RequestStreamTests {
    /// A body that comes in these pieces, and then ends or fails.
    private final class Source: Sendable {
        private let state: Mutex<(pieces: ArraySlice<[UInt8]>, demands: [HTTPBodyDemand])>
        private let failure: HTTPBodyError?

        init(_ pieces: [[UInt8]], failure: HTTPBodyError? = nil) {
            state = Mutex((pieces[...], []))
            self.failure = failure
        }

        var demands: [HTTPBodyDemand] { state.withLock { $0.demands } }

        func body(length: Int? = nil) -> HTTPBody {
            .incoming(length: length) { demand throws(HTTPBodyError) in
                let piece = self.state.withLock { state in
                    state.demands.append(demand)
                    return state.pieces.popFirst()
                }
                if let piece { return piece }
                if let failure = self.failure { throw failure }
                return []
            }
        }
    }

    @Test func piecesComeInOrderAndThenTheEndForEver() async throws {
        let source = Source([[1, 2], [3], [4, 5]])
        let stream = RequestStream(source.body(), maxBytes: 5)
        var pieces: [[UInt8]] = []
        while let piece = try await stream.next() { pieces.append(piece) }
        #expect(pieces == [[1, 2], [3], [4, 5]])
        #expect(try await stream.next() == nil)
        // The end is asked for once, and pieces one by one.
        #expect(source.demands == Array(repeating: .next, count: 4))
    }

    @Test func nothingIsAskedForBeforeItsTurn() async throws {
        let source = Source([[1], [2]])
        let stream = RequestStream(source.body(), maxBytes: 5)
        #expect(source.demands.isEmpty)
        _ = try await stream.next()
        #expect(source.demands.count == 1)
    }

    @Test func theBoundIsOnAllPiecesTogether() async throws {
        let exact = RequestStream(Source([[1, 2], [3]]).body(), maxBytes: 3)
        #expect(try await exact.next() == [1, 2])
        #expect(try await exact.next() == [3])
        #expect(try await exact.next() == nil)
        let beyond = RequestStream(Source([[1, 2], [3, 4], [5]]).body(), maxBytes: 3)
        #expect(try await beyond.next() == [1, 2])
        // Nothing of a body that is too long comes after the refusal.
        for _ in 0..<3 {
            let error = await #expect(throws: Rejection.self) { try await beyond.next() }
            #expect(error?.status == 413)
        }
    }

    @Test func anAnnouncedLengthBeyondTheBoundIsRefusedUnread() async {
        let source = Source([[1]])
        let stream = RequestStream(source.body(length: 4), maxBytes: 3)
        let error = await #expect(throws: Rejection.self) { try await stream.next() }
        #expect(error?.status == 413)
        #expect(source.demands.isEmpty)
    }

    @Test func aBodyAtHandIsOnePiece() async throws {
        let stream = RequestStream(.bytes([1, 2, 3]), maxBytes: 3)
        #expect(try await stream.next() == [1, 2, 3])
        #expect(try await stream.next() == nil)
        #expect(try await RequestStream(.bytes([]), maxBytes: 3).next() == nil)
        let error = await #expect(throws: Rejection.self) {
            try await RequestStream(.bytes([1, 2, 3, 4]), maxBytes: 3).next()
        }
        #expect(error?.status == 413)
    }

    @Test(arguments: [(HTTPBodyError.timedOut, 408), (.malformed, 400), (.disconnected, 400), (.tooLarge, 413)])
    func aBodyThatFailsAmidstIsARejection(_ failure: HTTPBodyError, _ status: Int) async throws {
        let stream = RequestStream(Source([[1]], failure: failure).body(), maxBytes: 3)
        #expect(try await stream.next() == [1])
        let error = await #expect(throws: Rejection.self) { try await stream.next() }
        #expect(error?.status == status)
    }

    @Test func anExchangeGivesItsBoundOn() {
        let exchange = CredentialTests.exchange([:])
        #expect(exchange.stream().maxBytes == Exchange.maximumBody)
        #expect(exchange.stream(maxBytes: 7).maxBytes == 7)
    }
}

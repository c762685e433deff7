import Glibc
import HTTPCore
import HTTPServer
import Testing
import WireCases

/// Every case of the table on a real socket, in every delivery: alone and between other requests, whole, byte by byte
/// and in random parts. The answers are the same in all of them, and nothing that the message carries is taken for a
/// request of its own.
@Suite(.serialized) struct DeliveryTests {
    /// One server for all cases. What comes after a last answer is read for long, so that no reset overtakes it.
    static let shared = Result { try Fixture(loops: 2) { $0.lingerTimeout = 60_000_000_000 } }
    /// Of the random parts; set VELLUM_WIRE_SEED to repeat a run.
    static let seed: UInt64 = {
        let given = unsafe getenv("VELLUM_WIRE_SEED").flatMap { unsafe UInt64(String(cString: $0)) }
        let seed = given ?? UInt64.random(in: .min ... .max)
        print("messages are split by VELLUM_WIRE_SEED=\(seed)")
        return seed
    }()

    static let before = "GET /before HTTP/1.1\r\nHost: a\r\n\r\n"
    static let after = "GET /after HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

    enum Parts: String, CaseIterable, Sendable {
        case whole, single, random
    }

    @Test(arguments: RequestCase.all)
    func theAnswerIsTheSameInAllDeliveries(_ item: RequestCase) async throws {
        let port = try DeliveryTests.shared.get().port
        for parts in Parts.allCases {
            for isBetween in [false, true] {
                let answers = try await onThread { try Self.answers(item, parts, isBetween: isBetween, port) }
                Self.check(item, answers, isBetween: isBetween, "\(parts), seed \(Self.seed)")
            }
        }
    }

    @Test func casesAreManyAndToldApart() {
        #expect(Set(RequestCase.all.map(\.clause)).count == RequestCase.all.count)
        #expect(RequestCase.all.count >= 220)
    }

    // MARK: Steps

    /// Sends the case with a good request behind it, and between two; reads until the server closes.
    private static func answers(
        _ item: RequestCase, _ parts: Parts, isBetween: Bool, _ port: UInt16
    ) throws -> [Client.Response] {
        let client = try Client(port: port)
        var bytes = isBetween ? [UInt8](before.utf8) : []
        bytes += item.bytes
        // Who has asked for the end may send no more: in parts it would come after the end, and be answered by a reset.
        let isLast = item.isUnfinished || (!item.isKept && !item.isRefused && parts != .whole)
        if !isLast { bytes += after.utf8 }
        try client.send(bytes, parts, seed: seed)
        // What was sent is all: an answer must not depend on more.
        if item.isUnfinished { client.closeWriting() }
        var answers: [Client.Response] = []
        while try !client.isAtEnd() {
            let isCase = answers.count == (isBetween ? 1 : 0)
            let answer = try client.receiveResponse(hasBody: !(isCase && item.isHead))
            // A 100 comes or not, as the client's bytes do.
            if answer.status != 100 { answers.append(answer) }
        }
        return answers
    }

    private static func check(_ item: RequestCase, _ answers: [Client.Response], isBetween: Bool, _ how: String) {
        var expected: [Int] = isBetween ? [200] : []
        let position = expected.count
        if let status = item.status { expected.append(status) }
        if item.isKept { expected.append(200) }
        #expect(answers.map(\.status) == expected, "\(how)")
        guard answers.count == expected.count else { return }
        if isBetween { #expect(answers[0].text == "GET /before", "\(how)") }
        if item.isKept { #expect(answers[position + 1].text == "GET /after", "\(how)") }
        for answer in answers {
            #expect(answer["Date"]?.hasSuffix(" GMT") == true && answer["X-Request-Id"] != nil, "\(how)")
            let framings = answer.fields.count { ["Content-Length", "Transfer-Encoding"].contains($0.name) }
            #expect(framings == ([204, 304].contains(answer.status) ? 0 : 1), "\(how)")
        }
        guard item.status != nil else { return }
        let answer = answers[position]
        #expect(item.isUnfinished || (answer["Connection"] == "close") == !item.isKept, "\(how)")
        for (name, value) in item.fields { #expect(answer[name] == value, "\(name), \(how)") }
        if let content = item.content { #expect(answer.text == content, "\(how)") }
    }
}

extension RequestCase: CustomTestStringConvertible {
    public var testDescription: String { clause }

    /// Whether the client stops within the message.
    fileprivate var isUnfinished: Bool { status == nil || status == 499 }
    fileprivate var isRefused: Bool { status ?? 0 >= 400 }
}

extension Client {
    fileprivate func send(_ bytes: [UInt8], _ parts: DeliveryTests.Parts, seed: UInt64) throws {
        var random = Random(state: seed ^ UInt64(bytes.count))
        var rest = bytes[...]
        while !rest.isEmpty {
            let count =
                switch parts {
                case .whole: rest.count
                case .single: 1
                case .random: Int.random(in: 1...max(40, rest.count / 8), using: &random)
                }
            try send([UInt8](rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
    }
}

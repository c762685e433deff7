import HTTPCore
import HTTPServer
import Testing
import WireCases

@Suite struct ParserTests {
    /// What parser and decoder say to a message that is delivered in prefixes of growing length; nil: not complete.
    private func verdict(_ bytes: [UInt8], ends: some Sequence<Int>) -> Int? {
        let configuration = HTTPServerConfiguration()
        var parser = HTTPParser(configuration)
        var decoder = ChunkedDecoder(configuration)
        var head: Int?
        var used = 0
        for end in ends {
            let prefix = [UInt8](bytes[..<end])
            if head == nil {
                switch parser.parse(prefix.span) {
                case .needMore: continue
                case .refused(let refusal): return refusal.status
                case .head(let consumed):
                    head = consumed
                    used = consumed
                }
            }
            switch parser.head.framing {
            case .none: return 200
            case .length(let length): if end - used >= length { return 200 }
            case .chunked:
                step: while true {
                    switch decoder.next(prefix.span, &used) {
                    case .data: continue
                    case .needMore: break step
                    case .whole: return 200
                    case .malformed: return 400
                    }
                }
            }
        }
        return nil
    }

    @Test(arguments: RequestCase.ofParser)
    func wholeMessages(_ item: RequestCase) {
        #expect(verdict(item.bytes, ends: CollectionOfOne(item.bytes.count)) == item.status)
    }

    @Test(arguments: RequestCase.ofParser)
    func messagesByteByByte(_ item: RequestCase) {
        #expect(verdict(item.bytes, ends: 0...item.bytes.count) == item.status)
    }

    @Test(arguments: RequestCase.ofParser)
    func messagesInRandomParts(_ item: RequestCase) {
        var random = Random(state: 7)
        for _ in 0..<20 {
            var ends = [0]
            while let last = ends.last, last < item.bytes.count {
                ends.append(min(item.bytes.count, last + Int.random(in: 1...40, using: &random)))
            }
            #expect(verdict(item.bytes, ends: ends) == item.status)
        }
    }

    @Test func everyPrefixOfAnAcceptedMessageNeedsMore() {
        for item in RequestCase.ofParser where item.status == 200 && item.bytes.count < 300 {
            for end in 0..<item.bytes.count {
                #expect(verdict(item.bytes, ends: CollectionOfOne(end)) == nil, "\(item.clause) at \(end)")
            }
        }
    }

    @Test func mutatedMessagesNeverCrashAndSplitsNeverMatter() {
        var random = Random(state: 42)
        let messages = RequestCase.ofParser.map(\.bytes).filter { $0.count < 300 }
        for _ in 0..<3000 {
            var bytes = messages.randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes.remove(at: index)
                default: bytes.insert([0, 9, 10, 13, 32, 58, 59][Int.random(in: 0...6, using: &random)], at: index)
                }
            }
            // The line end: a line that has not ended is judged when it does.
            let message = bytes + [10]
            let whole = verdict(message, ends: CollectionOfOne(message.count))
            let text = String(decoding: message, as: UTF8.self).debugDescription
            #expect(whole == verdict(message, ends: 0...message.count), "\(text)")
        }
    }

    @Test func byteSetsHoldWhatTheGrammarSays() {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        let sets: [(ByteSet, String)] = [
            (.token, letters + "!#$%&'*+-.^_`|~"),
            (.path, letters + "-._~!$&'()*+,;=:@/"),
            (.query, letters + "-._~!$&'()*+,;=:@/?[]{}|^`\\"),
            (.host, letters + "-._~!$&'()*+,;="),
            (.requestID, letters + "._~-:/+=@"),
            (.unreserved, letters + "-._~"), (.bare, letters + "!#$%&'()*+,-./:;<>?@[]^_`{|}~"),
            (.hex, "0123456789abcdefABCDEF"),
        ]
        for (set, members) in sets {
            for byte in UInt8.min ... .max {
                #expect(set.contains(byte) == members.utf8.contains(byte), "\(byte) in \(members)")
            }
        }
    }

    @Test func datesAreInFixedForm() {
        #expect(HTTPDate.text(seconds: 784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.text(seconds: 0) == "Thu, 01 Jan 1970 00:00:00 GMT")
        #expect(HTTPDate.text(seconds: 951_782_400) == "Tue, 29 Feb 2000 00:00:00 GMT")
        #expect(HTTPDate.text(seconds: 4_107_542_399) == "Sun, 28 Feb 2100 23:59:59 GMT")
    }
}

/// A reproducible generator (splitmix64).
struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

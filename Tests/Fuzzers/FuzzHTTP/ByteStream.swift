internal import FuzzSupport
internal import HTTPCore

@testable internal import HTTPServer

/// What a connection makes of the bytes that it gets, without its socket: the requests, and how it ends.
struct ByteStream {
    enum End: Equatable {
        /// Within a message, so many bytes of it unused; 0 between requests.
        case waiting(Int)
        /// Waiting within a body.
        case waitingForBody
        case refused(HTTPRefusal)
        case malformedBody
    }

    private(set) var exchanges: [Exchange] = []
    private(set) var end = End.waiting(0)

    private let configuration: HTTPServerConfiguration
    private var parser: HTTPParser
    private var decoder: BodyDecoder?
    private var held: [UInt8] = []

    /// - Parameter ends: where the parts end, rising, the last at the end of the bytes.
    init(_ bytes: [UInt8], ends: [Int], _ configuration: HTTPServerConfiguration) {
        self.configuration = configuration
        parser = HTTPParser(configuration)
        var start = 0
        for end in ends {
            held += bytes[start..<end]
            start = end
            guard takeAll() else { return }
        }
        self.end = decoder == nil ? .waiting(held.count) : .waitingForBody
    }

    /// - Returns: false when the connection has ended.
    private mutating func takeAll() -> Bool {
        while !held.isEmpty {
            if decoder != nil {
                guard takeBody() else { return false }
                if decoder != nil { return true }
                continue
            }
            let outcome = unsafe GuardedBytes.with(held) { unsafe parser.parse($0) }
            switch outcome {
            case .needMore: return true
            case .refused(let refusal):
                end = .refused(refusal)
                return false
            case .head(let consumed):
                if consumed <= 0 || consumed > held.count { finding("\(consumed) of \(held.count) bytes used") }
                exchanges.append(Exchange(parser.head, Array(held[..<consumed])))
                switch parser.head.framing {
                case .none: break
                case .length(let length): decoder = BodyDecoder(length: length)
                case .chunked: decoder = BodyDecoder(chunked: configuration)
                }
                held.removeFirst(consumed)
                parser.reset()
            }
        }
        return true
    }

    private mutating func takeBody() -> Bool {
        var used = 0
        while var decoder {
            let before = used
            let step = unsafe GuardedBytes.with(held) { unsafe decoder.next($0, &used) }
            self.decoder = decoder
            if used < before || used > held.count { finding("\(used) of \(held.count) body bytes used") }
            switch step {
            case .data(let range):
                if range.isEmpty || range.lowerBound < before || range.upperBound > used { finding("data at \(range)") }
                exchanges[exchanges.count - 1].body += held[range]
            case .needMore:
                if used != held.count { finding("more wanted with \(held.count - used) bytes left") }
                held = []
                return true
            case .whole:
                self.decoder = nil
                held.removeFirst(used)
                return true
            case .malformed:
                end = .malformedBody
                return false
            }
        }
        return true
    }
}

extension ByteStream {
    struct Field: Equatable {
        let name: String
        let value: String
    }

    /// A request as it was understood.
    struct Exchange: Equatable {
        /// The bytes that it was read from.
        let head: [UInt8]
        let method: String
        let target: String
        let fields: [Field]
        let framing: RequestHead.Framing
        let minorVersion: Int
        let keepsAlive: Bool
        let expectation: RequestHead.Expectation
        var body: [UInt8] = []

        init(_ head: RequestHead, _ bytes: [UInt8]) {
            self.head = bytes
            var head = head
            let message = unsafe GuardedBytes.with(bytes) { unsafe head.message($0) }
            let request = HTTPRequest(message, body: .bytes([]), clientAddress: "", id: .made(0))
            method = request.method
            target = request.path + (request.query.map { "?" + $0 } ?? "")
            fields = request.fields.all.map { Field(name: $0.name, value: $0.value) }
            framing = head.framing
            minorVersion = head.minorVersion
            keepsAlive = head.keepsAlive
            expectation = head.expectation
        }

        /// The head, written out again.
        var text: [UInt8] {
            let lines = fields.map { "\($0.name): \($0.value)\r\n" }.joined()
            return Array("\(method) \(target) HTTP/1.\(minorVersion)\r\n\(lines)\r\n".utf8)
        }

        /// A body that fits the framing, or its beginning.
        var writtenBody: [UInt8] {
            switch framing {
            case .none: []
            case .length(let length): Array(repeating: UInt8(ascii: "x"), count: min(length, 4096))
            case .chunked: Array("0\r\n\r\n".utf8)
            }
        }

        var writtenEnd: End {
            if case .length(let length) = framing, length > 4096 { return .waitingForBody }
            return .waiting(0)
        }

        func isAlike(_ other: Exchange) -> Bool {
            method == other.method && target == other.target && fields == other.fields && framing == other.framing
                && minorVersion == other.minorVersion && keepsAlive == other.keepsAlive
                && expectation == other.expectation
        }
    }
}

import Testing

@testable import ContractTesting

@Suite struct PartParserTests {
    private static let early = "Content-Type: image/svg+xml\r\n\r\n"

    private static func plain(_ frame: String) -> String {
        "Content-Type: image/svg+xml\r\nContent-Length: \(frame.utf8.count)\r\n\r\n\(frame)\r\n--frame\r\n"
    }

    private func parse(_ text: String, expected: PartFraming? = nil, size: Int = .max) throws -> [Part] {
        var parser = PartParser(expected: expected)
        var parts: [Part] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            parts += try parser.receive(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        return parts
    }

    @Test func plainFramesAreReadInPiecesOfAnySize() throws {
        let text = "--frame\r\n" + Self.plain("<svg>1</svg>") + Self.plain("<svg>\r\n--fra</svg>") + "--frame--\r\n"
        for size in 1...text.utf8.count {
            let parts = try parse(text, expected: .plain, size: size)
            #expect(parts.map(\.text) == ["<svg>1</svg>", "<svg>\r\n--fra</svg>"])
        }
    }

    @Test func aFrameHasComeWithItsBoundary() throws {
        let text = "--frame\r\n" + Self.plain("<svg/>")
        #expect(try parse(text).count == 1)
        #expect(try parse(String(text.unicodeScalars.dropLast())).isEmpty)
    }

    @Test func earlyFramesAreReadInPiecesOfAnySize() throws {
        let text = "--frame\r\n\(Self.early)<svg>1</svg>\r\n--frame\r\n\(Self.early)<svg>2</svg>\r\n--frame--\r\n"
        for size in 1...text.utf8.count {
            let parts = try parse(text, expected: .early, size: size)
            #expect(parts.map(\.text) == ["<svg>1</svg>", "<svg>2</svg>"])
        }
    }

    @Test func anEarlyFrameHasComeWithTheNextHeader() throws {
        let text = "--frame\r\n\(Self.early)<svg/>\r\n--frame\r\n"
        #expect(try parse(text).isEmpty)
        #expect(try parse(text + Self.early).map(\.text) == ["<svg/>"])
    }

    @Test(arguments: ["--frame--", "--frame--\r\n", "\r\n--frame--\r\n"])
    func anAnnouncedPartMayEndTheStream(end: String) throws {
        let text = "--frame\r\n\(Self.early)<svg/>\r\n--frame\r\n\(Self.early)\(end)"
        var parser = PartParser()
        #expect(try parser.receive(Array(text.utf8)).count == 1)
        #expect(parser.isEnded)
        try parser.finish()
    }

    @Test func aStreamWithoutFinalBoundaryIsBroken() throws {
        var parser = PartParser()
        _ = try parser.receive(Array(("--frame\r\n" + Self.plain("<svg/>")).utf8))
        #expect(throws: WireError.self) { try parser.finish() }
    }

    @Test(arguments: [
        "\r\n--frame\r\n", "--other\r\n", "--frame\n", "--frame\r\n--frame\r\n",
        "--frame\r\ncontent-type: image/svg+xml\r\n\r\n", "--frame\r\nContent-Type: text/html\r\n\r\n",
        "--frame\r\nContent-Length: 6\r\n\r\n<svg/>\r\n--frame\r\n",
        "--frame\r\nContent-Type: image/svg+xml\r\nContent-Length: x\r\n\r\n",
        "--frame\r\nContent-Type: image/svg+xml\r\nContent-Length: 6\r\nX: y\r\n\r\n",
        "--frame\r\nContent-Type: image/svg+xml\r\nContent-Length: 5\r\n\r\n<svg/>\r\n--frame\r\n",
        "--frame\r\nContent-Type: image/svg+xml\r\nContent-Length: 7\r\n\r\n<svg/>\r\n--frame\r\n",
        "--frame\r\nContent-Type: image/svg+xml\r\nContent-Length: 6\r\n\r\n<svg/>--frame\r\n",
        "--frame\r\n" + plain("<svg/>") + early, "--frame\r\n\(early)<svg/>\r\n--frame\r\n" + plain("<svg/>"),
        "--frame\r\n\(early)\r\n--frame\r\n", "--frame\r\n\(early)<svg/>\r\n--frameX\r\n",
        "--frame\r\n--frame--\r\nmore",
    ])
    func aByteThatDiffersIsFound(text: String) {
        for size in [1, 3, Int.max] {
            #expect(throws: WireError.self, "\(text.debugDescription)") { try parse(text, size: size) }
        }
    }

    @Test func theOtherFramingIsFound() {
        #expect(throws: WireError.self) { try parse("--frame\r\n\(Self.early)", expected: .plain) }
        #expect(throws: WireError.self) { try parse("--frame\r\n" + Self.plain("<svg/>"), expected: .early) }
    }
}

import Testing

@testable import bench

/// The answer that all servers of a comparison give.
@Suite struct SampleAnswerTests {
    private func bytes(_ fields: String, _ body: String = "{}") -> [UInt8] {
        Array("HTTP/1.1 200 OK\r\n\(fields)\r\n\r\n\(body)".utf8)
    }

    @Test func whatEveryServerMakesByItselfIsNoPartOfIt() throws {
        let answer = try SampleAnswer(
            bytes("Date: now\r\nServer: x\r\nContent-Length: 2\r\nETag: \"a:b\"\r\nX-Request-Id: abc"))
        #expect(answer.fields.map(\.name) == ["ETag"])
        #expect(answer.fields.map(\.value) == ["\"a:b\""])
        #expect(answer.requestID == "abc")
        #expect(answer.body == Array("{}".utf8))
        #expect(try SampleAnswer(answer.bytes).fields.map(\.name) == ["ETag"])
    }

    @Test func answersAreAlikeWhateverTheOrderOfTheirFieldsAndTheSpellingOfNames() throws {
        let one = try SampleAnswer(bytes("Content-Length: 2\r\nA: 1\r\nB: 2\r\nX-Request-Id: abc"))
        let same = try SampleAnswer(bytes("b: 2\r\na: 1\r\nContent-Length: 2\r\nX-Request-Id: xyz\r\nServer: y"))
        #expect(one.difference(from: same) == nil)
    }

    @Test(arguments: [
        "Content-Length: 2\r\nA: 2\r\nX-Request-Id: abc", "Content-Length: 2\r\nX-Request-Id: abc",
        "Content-Length: 2\r\nA: 1\r\nX-Request-Id: abcd",
    ])
    func answersWithOtherFieldsAreNotAlike(_ fields: String) throws {
        let one = try SampleAnswer(bytes("Content-Length: 2\r\nA: 1\r\nX-Request-Id: abc"))
        #expect(one.difference(from: try SampleAnswer(bytes(fields))) != nil)
    }

    @Test func answersWithAnotherBodyAreNotAlike() throws {
        let one = try SampleAnswer(bytes("Content-Length: 2"))
        #expect(one.difference(from: try SampleAnswer(bytes("Content-Length: 2", "[]"))) != nil)
    }

    @Test func anAnswerThatIsNotWholeIsRefused() {
        #expect(throws: BenchFailure.self) { try SampleAnswer(bytes("Content-Length: 3")) }
    }

    @Test func nginxIsToldAllOfIt() throws {
        let answer = try SampleAnswer(
            bytes("Content-Length: 2\r\nContent-Type: text/css\r\nETag: \"a\"\r\nX-Request-Id: abc"))
        let text = try NginxConfiguration.text(answer, port: 81, folder: "/f")
        for line in [
            "listen 127.0.0.1:81 ", "default_type 'text/css';", "add_header ETag '\"a\"';",
            "add_header X-Request-Id 'abc';", "return 200 '{}';",
        ] { #expect(text.contains(line)) }
    }

    @Test(arguments: ["it's", "$uri", "a\\b"])
    func whatNginxsQuotesCannotHoldIsRefused(_ body: String) throws {
        let answer = try SampleAnswer(bytes("Content-Length: \(body.utf8.count)", body))
        #expect(throws: BenchFailure.self) { try NginxConfiguration.text(answer, port: 81, folder: "/f") }
    }
}

import HTTPCore
import Testing

@testable import ContractRuntime

/// RFC 7578 over RFC 2046: what parsers read differently is refused.
@Suite struct MultipartBodyTests {
    /// The parts as `name|file name|media type|content`, or what is wrong.
    private func parts(_ body: [UInt8], boundary: String = "b") -> [String] {
        var multipart = MultipartBody(body, boundary: boundary)
        do throws(MultipartBody.Malformed) {
            return try multipart.parts().map { part in
                "\(part.name)|\(part.fileName ?? "-")|\(part.mediaType ?? "-")|\(String(decoding: part.bytes, as: UTF8.self))"
            }
        } catch {
            return ["! " + error.message]
        }
    }

    private func parts(_ body: String, boundary: String = "b") -> [String] {
        parts(Array(body.utf8), boundary: boundary)
    }

    /// A body of one part with these header lines.
    private func header(_ lines: String...) -> [String] {
        parts("--b\r\n" + lines.map { $0 + "\r\n" }.joined() + "\r\nx\r\n--b--")
    }

    private static func part(_ name: String, _ content: String) -> String {
        "--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(content)\r\n"
    }

    /// A body of one part with this content.
    private static func ended(_ content: String) -> String { part("a", content) + "--b--" }
    /// A part with the content `1`, and what follows.
    private static func begun(_ rest: String) -> String { part("a", "1") + rest }

    @Test func partsOfEveryKind() {
        let body = """
            --b\r
            Content-Disposition: form-data; name="title"\r
            \r
            Café\r
            --b\r
            content-disposition: FORM-DATA; name=cover; filename="a \\"b\\".png"\r
            CONTENT-TYPE: image/png\r
            X-Other: 1\r
            \r
            \r\n\r
            --b--\r

            """
        #expect(parts(body) == ["title|-|-|Café", "cover|a \"b\".png|image/png|\r\n"])
    }

    @Test(
        arguments: [
            ("--b--", []), ("--b--\r\n", []), (ended(""), ["a|-|-|"]),
            (ended("\r\n"), ["a|-|-|\r\n"]),
            ("--b\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n1\r\n--b--", ["|-|-|1"]),
            (begun("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n2\r\n--b--\r\n"), ["a|-|-|1", "a|-|-|2"]),
            // What looks like a boundary in the content, and is none.
            (ended("--b"), ["! a boundary stands where the content of a part is expected"]),
            (ended("x--b"), ["a|-|-|x--b"]),
            (ended("\r\n-b\r\n--"), ["a|-|-|\r\n-b\r\n--"]),
            (ended("\r\n--c\r\n"), ["a|-|-|\r\n--c\r\n"]),
            (ended("\r\r\n\n-"), ["a|-|-|\r\r\n\n-"]),
            (ended("\r\r"), ["a|-|-|\r\r"]),
        ] as [(String, [String])]) func bodies(_ body: String, _ expected: [String])
    { #expect(parts(body) == expected) }

    @Test(
        arguments: [
            ("", "it does not begin with its boundary"), ("preamble\r\n--b--", "it does not begin with its boundary"),
            ("\r\n--b--", "it does not begin with its boundary"), ("-b--", "it does not begin with its boundary"),
            ("--c--", "it does not begin with its boundary"), ("--b", "a boundary does not end its line"),
            ("--b-", "a boundary does not end its line"), ("--b\n", "a boundary does not end its line"),
            ("--b \r\n", "a boundary does not end its line"), ("--bx--", "a boundary does not end its line"),
            ("--b--x", "something follows its last boundary"),
            ("--b--\r\nepilogue", "something follows its last boundary"),
            ("--b--\n", "something follows its last boundary"), ("--b----", "something follows its last boundary"),
            (begun(""), "its last boundary is missing"), (begun("--b"), "a boundary does not end its line"),
            (begun("-- b--"), "its last boundary is missing"),
            (begun("--B--"), "its last boundary is missing"),
            // A boundary inside the content, at the beginning of a line.
            (ended("x\r\n--bx"), "a boundary does not end its line"),
            (ended("x\r\n--b\r\ny"), "a header field of a part is broken or stands twice"),
            // Line feeds alone: some take them for the end of a line.
            (ended("x\n--b"), "a boundary stands behind a line feed without a carriage return"),
            (ended("\n--b--"), "a boundary stands behind a line feed without a carriage return"),
            ("--b\r\nContent-Disposition: form-data; name=a\n\n1\r\n--b--", "a header field of a part is broken"),
            // The empty line at once ends the header and begins the delimiter.
            (
                "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n--b--",
                "a boundary stands where the content of a part is expected"
            ),
            ("--b\r\n--b--", "the header of a part does not end within 4096 bytes"),
            ("--b\r\n\r\n1\r\n--b--", "a part is not form-data with a name"),
            (
                "--b\r\nContent-Disposition: form-data; name=a\r\n",
                "the header of a part does not end within 4096 bytes"
            ),
        ] as [(String, String)]) func brokenBodies(_ body: String, _ message: String)
    { #expect(parts(body) == ["! " + message]) }

    @Test(arguments: [
        ("form-data; name=a", "a"), ("form-data;name=\"a\"", "a"), ("form-data ; name=\"a;b\"", "a;b"),
        (#"form-data; name="a\"b\\""#, #"a"b\"#), ("form-data; NAME=a;", "a"), ("form-data; name=\"\"", ""),
        ("form-data; filename=x; name=a", "a"), ("form-data; name=\"é\"", "é"), ("form-data; name=\"%22\"", "%22"),
        ("form-data; name=\"a\u{301}\"", "a\u{301}"), ("form-data; name=\"\u{301}\"", "\u{301}"),
        ("form-data; name=\"a\tb\"", "a\tb"),
    ]) func names(_ disposition: String, _ name: String) {
        #expect(
            header("Content-Disposition: " + disposition).first?.split(separator: "|", omittingEmptySubsequences: false)
                .first.map(String.init) == name)
    }

    @Test(arguments: [
        "form-data", "form-data; filename=a", "attachment; name=a", "form-data; name", "form-data; name=",
        "form-data name=a",
        "form-data; name=a; name=b", "form-data; name=\"a", "form-data; name=a b", "form-data, form-data; name=a", "",
        "; name=a", "form-data/x; name=a", "form-data; name=é",
    ]) func dispositionsWithoutAName(_ disposition: String) {
        #expect(header("Content-Disposition: " + disposition) == ["! a part is not form-data with a name"])
    }

    @Test(arguments: [
        ("form-data; name=a; filename=\"\"", "a||-|x"),
        ("form-data; name=a; filename=\"../../etc/passwd\"", "a|../../etc/passwd|-|x"),
        ("form-data; name=a; filename=\"é.png\"", "a|é.png|-|x"),
        ("form-data; name=a; filename=C:", "! a part is not form-data with a name"),
        (
            "form-data; name=a; filename*=utf-8''x",
            "! a part has a filename*, which has no place in form-data (RFC 7578)"
        ),
        (
            "form-data; name=a; filename=x; filename*=utf-8''y",
            "! a part has a filename*, which has no place in form-data (RFC 7578)"
        ),
    ]) func fileNames(_ disposition: String, _ part: String) {
        #expect(header("Content-Disposition: " + disposition) == [part])
    }

    @Test(arguments: [
        "Content-Disposition form-data; name=a", ": x", "Content Disposition: form-data; name=a", " folded: x",
        "\tfolded: x",
        "X-A : 1", "X-\u{1}: 1", "X-A: \u{0}", "X-A: \u{7F}", "X-É: 1", "X-A: a\rb",
    ]) func brokenHeaderFields(_ line: String) {
        let result = header("Content-Disposition: form-data; name=a", line)
        #expect(result.first?.hasPrefix("! a header field of a part is broken") == true)
    }

    @Test func headerFieldsStandOnceAndAreUTF8() {
        let name = "Content-Disposition: form-data; name=a"
        #expect(
            header(name, "content-disposition: form-data; name=b") == [
                "! a header field of a part is broken or stands twice"
            ])
        #expect(header(name, "X-A: 1", "x-a: 1") == ["! a header field of a part is broken or stands twice"])
        let body = Array("--b\r\nX-A: ".utf8) + [0xFF] + Array("\r\n\(name)\r\n\r\n1\r\n--b--".utf8)
        #expect(parts(body) == ["! a header field of a part is broken"])
    }

    @Test(arguments: [
        ("binary", true), ("8BIT", true), ("7bit", true), ("base64", false), ("quoted-printable", false), ("", false),
        ("gzip", false),
    ]) func transferEncodings(_ coding: String, _ isTaken: Bool) {
        let result = header("Content-Disposition: form-data; name=a", "Content-Transfer-Encoding: \(coding)")
        #expect(result == (isTaken ? ["a|-|-|x"] : ["! a part has a transfer encoding"]))
    }

    /// A fold would make one line of two.
    @Test func aFieldIsNotContinuedOnTheNextLine() {
        let result = header("Content-Disposition: form-data;", " name=a")
        #expect(result == ["! a header field of a part is broken or stands twice"])
    }

    @Test func theHeaderOfAPartIsBounded() {
        let name = "Content-Disposition: form-data; name=a\r\n"
        func body(_ total: Int) -> [String] {
            // All of the header up to the line that ends it.
            header(
                "Content-Disposition: form-data; name=a",
                "X: " + String(repeating: "x", count: total - name.utf8.count - 5))
        }
        #expect(body(MultipartBody.maximumHeader) == ["a|-|-|x"])
        #expect(body(MultipartBody.maximumHeader + 1) == ["! the header of a part does not end within 4096 bytes"])
    }

    @Test func partsAreBoundedInNumber() {
        let most = String(repeating: Self.part("a", ""), count: MultipartBody.maximumParts)
        #expect(parts(most + "--b--").count == MultipartBody.maximumParts)
        #expect(parts(most + Self.ended("")) == ["! it has more than 128 parts"])
    }

    @Test func aBoundaryMayHoldWhatIsSpecialElsewhere() {
        let boundary = "'()+_,-./:=? x"
        let body = "--\(boundary)\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--\(boundary)--"
        #expect(parts(body, boundary: boundary) == ["a|-|-|1"])
    }

    /// Content that nearly is a delimiter, again and again: each byte is looked at a few times at most.
    @Test(.timeLimit(.minutes(1)), arguments: ["\r\n--boundar", "\r\n", "\n", "\r", "\r\n--", "\r\n--boundary"])
    func adversarialContentStaysFast(_ repeated: String) {
        let count = (1 << 20) / repeated.utf8.count
        let start = ContinuousClock.now
        let content = String(repeating: repeated, count: count)
        let body = "--boundary\r\nContent-Disposition: form-data; name=a\r\n\r\n\(content)x\r\n--boundary--"
        let result = parts(body, boundary: "boundary")
        #expect(result.count == 1)
        // Without optimisation, on a machine that others use too.
        #expect(start.duration(to: .now) < .seconds(20))
    }

    @Test(.timeLimit(.minutes(1))) func aHeaderWithoutAnEndIsNotSearchedAgainAndAgain() {
        let body = "--b\r\n" + String(repeating: "a", count: 1 << 20)
        #expect(parts(body) == ["! the header of a part does not end within 4096 bytes"])
    }
}

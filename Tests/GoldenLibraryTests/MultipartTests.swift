import ContractTesting
import Testing

/// multipart/form-data: files, JSON and scalars in parts, and the tricks that parsers read differently.
@Suite struct MultipartTests {
    typealias Case = BodyTests.Case

    private static let details = #"{"photographer":"Ann"}"#
    /// All that is required.
    private static let good = Multipart().part("title", "Owls").file("front", [1, 2, 3]).part("details", details)

    private static func upload(_ status: Int, says: String? = nil, _ body: Multipart) -> Case {
        Case("addPictures", body.end(), status, says: says)
    }

    private static func upload(_ status: Int, _ pointers: [String], _ body: Multipart) -> Case {
        Case("addPictures", body.end(), status, pointers)
    }

    static let parts: [Case] = [
        upload(
            201,
            says: #"{"title":"Owls","front":{"name":"a.png","media_type":"image/png","bytes":3},"more":[],"#
                + #""details":{"photographer":"Ann"},"quality":0.5,"public":true}"#, good),
        upload(
            201,
            says: #""more":[{"name":"b","media_type":"text/plain","bytes":0},{"name":null,"#
                + #""media_type":"application/octet-stream","bytes":5}]"#,
            good.file("more", [], named: "b", type: "text/plain").file(
                "more", [13, 10, 45, 45, 120], named: nil, type: nil)),
        upload(
            201,
            says:
                #""remarks":{"a":[1]},"keywords":["x","y, z"],"quality":1.0,"width":7,"public":false,"condition":"torn"}"#,
            good.part("keywords", "x").part("remarks", #"{"a":[1]}"#).part("width", "7").part("keywords", "y, z")
                .part("quality", "1").part("public", "false").part("condition", "torn")),
        // In any order, with other fields in the parts, and any case of their names.
        upload(
            201,
            Multipart().raw("CONTENT-DISPOSITION: Form-Data; NAME=title\r\nX-Else: 1\r\n", Array("Owls".utf8))
                .part("details", details, "Content-Type: application/json\r\nContent-Transfer-Encoding: 8bit\r\n")
                .file("front", [0xFF, 0xFE])),
        upload(201, good.file("more", [UInt8](repeating: 7, count: 1000))),
        upload(400, ["/more/1"], good.file("more", [1]).file("more", [UInt8](repeating: 7, count: 1001))),
        upload(
            400, ["/front"],
            Multipart().part("title", "x").file("front", [UInt8](repeating: 7, count: 20_001)).part("details", details)),
        upload(400, ["/more"], good.file("more", [1]).file("more", [2]).file("more", [3]).file("more", [4])),
        upload(400, ["/title", "/front", "/details"], Multipart().part("width", "1")),
        upload(400, ["/title"], good.part("title", "again")), upload(400, ["/front"], good.file("front", [1])),
        upload(400, ["/other"], good.part("other", "x")), upload(400, ["/Title"], good.part("Title", "x")),
        upload(400, ["/width"], good.part("width", "x")), upload(400, ["/quality"], good.part("quality", "1.1")),
        upload(400, ["/public"], good.part("public", "yes")),
        upload(400, ["/condition"], good.part("condition", "old")),
        upload(400, ["/remarks"], good.part("remarks", "[1]")), upload(400, ["/remarks"], good.part("remarks", "{")),
        upload(400, ["/keywords/1"], good.part("keywords", "a").part("keywords", "")),
        upload(
            400, ["/details/taken_at", "/details/photographer"],
            Multipart().part("title", "x").file("front", [1]).part("details", #"{"taken_at":"now"}"#)),
        upload(
            400, ["/title"],
            Multipart().raw("Content-Disposition: form-data; name=title\r\n", [0xFF]).file("front", [1]).part(
                "details", details)),
    ]

    /// What is no such body at all.
    static let broken: [Case] = {
        let end = "--\(Multipart.boundary)--\r\n"
        func bytes(_ text: String, _ mediaType: String = Multipart.mediaType) -> Case {
            Case("addPictures", .text(text, mediaType), 400)
        }
        let whole = String(decoding: good.bytes, as: UTF8.self)
        let disposition = "Content-Disposition: form-data; name=\"width\""
        return [
            bytes(""), bytes(end), bytes(whole), bytes(whole + "--\(Multipart.boundary)--x"),
            bytes(whole + "--\(Multipart.boundary)-"),
            bytes(whole + end + "epilogue"), bytes("preamble\r\n" + whole + end), bytes("\r\n" + whole + end),
            bytes(whole.replacing("\r\n", with: "\n") + end), bytes(whole + "--\(Multipart.boundary) \r\n" + end),
            bytes(whole + end, "multipart/form-data"), bytes(whole + end, "multipart/form-data; boundary=other"),
            bytes(whole + end, "multipart/form-data; boundary=\"\""),
            bytes(whole + end, "multipart/form-data; boundary=\(String(repeating: "x", count: 71))"),
            Case("addPictures", .text(whole + end, "multipart/form-data; boundary=xYzZY; boundary=xYzZY"), 415),
            Case("addPictures", .text(whole + end, "multipart/mixed; boundary=xYzZY"), 415),
            // Some parsers take a line feed alone for the end of a line.
            upload(400, good.file("more", Array("a\n--xYzZY--\nb".utf8))), upload(400, good.raw("", [1])),
            upload(400, good.raw("Content-Type: text/plain\r\n", [1])),
            upload(400, good.raw("Content-Disposition: attachment; name=\"width\"\r\n", [49])),
            upload(400, good.raw("Content-Disposition: form-data\r\n", [49])),
            upload(400, good.raw("\(disposition); name=\"title\"\r\n", [49])),
            upload(400, good.raw("\(disposition)\r\n\(disposition)\r\n", [49])),
            upload(400, good.raw("\(disposition); filename*=utf-8''x\r\n", [49])),
            upload(400, good.raw("\(disposition)\r\nContent-Transfer-Encoding: base64\r\n", [49])),
            upload(400, good.raw("\(disposition)\r\n folded: 1\r\n", [49])),
            upload(400, good.raw("\(disposition)\r\nX : 1\r\n", [49])),
            upload(400, good.raw("\(disposition)\0\r\n", [49])),
            upload(400, good.raw("\(disposition)\r\nX: \(String(repeating: "x", count: 4096))\r\n", [49])),
            upload(400, (0..<126).reduce(good) { body, index in body.part("keywords", "\(index)") }),
            Case("addPictures", good.file("more", [UInt8](repeating: 1, count: 200_000)).end(), 413),
        ]
    }()

    @Test(arguments: parts) func partsAreReadAndChecked(_ item: Case) async throws {
        try await LibraryServer.use { library in try await BodyTests.check(item, library) }
    }

    @Test(arguments: broken) func aBrokenBodyIsRefused(_ item: Case) async throws {
        try await LibraryServer.use { library in try await BodyTests.check(item, library) }
    }

    /// A name of a file is what the client says, and nothing more: it comes as it was sent.
    @Test func namesOfFilesAreTakenAsTheyAre() async throws {
        try await LibraryServer.use { library in
            for (sent, name) in [
                ("../../etc/passwd", "../../etc/passwd"), (#"a\"b.png"#, #"a"b.png"#), ("é.png", "é.png"), ("", ""),
            ] {
                let body = Multipart().part("title", "x").file("front", [1], named: sent).part("details", Self.details)
                let exchange = try await Calls.call("addPictures").content(body.end()).send(to: library)
                #expect(exchange.status == 201, "\(exchange.text)")
                #expect(try exchange.json["front"]?["name"]?.string == name)
            }
        }
    }

    /// The boundary within a file is no boundary unless a line begins with it.
    @Test func aFileMayHoldWhatLooksLikeABoundary() async throws {
        try await LibraryServer.use { library in
            let tricks = ["--xYzZY", "x--xYzZY--", "\r\n-xYzZY", "\r\n--xYzZ", "\r--xYzZY"]
            for trick in tricks {
                let content = Array("a\(trick)b".utf8)
                let body = Multipart().part("title", "x").file("front", content).part("details", Self.details)
                let exchange = try await Calls.call("addPictures").content(body.end()).send(to: library)
                #expect(try exchange.json["front"]?["bytes"]?.number?.text == "\(content.count)", "\(trick)")
            }
        }
    }
}

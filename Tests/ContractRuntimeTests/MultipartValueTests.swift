import HTTPCore
import Testing

@testable import ContractRuntime

/// Parts as the values that their schemas say.
@Suite struct MultipartValueTests {
    private static let shape = TextShape.object([
        ("title", .string), ("count", .integer), ("file", .file), ("files", .array(.file)), ("tags", .array(.string)),
        ("meta", .json),
    ])

    struct Upload: ContractDecodable {
        var title: String?
        var count: Int?
        var file: FilePart?
        var files: [FilePart] = []
        var tags: [String] = []

        static func read(from reader: inout BodyReader) -> Upload? {
            var upload = Upload()
            let rule = ObjectRule(["title", "count", "file", "files", "tags", "meta"], required: 0, line: 50)
            var object = reader.object(rule)
            while let index = reader.member(of: &object) {
                switch index {
                case 0: upload.title = reader.string(StringRule(line: 51))
                case 1: upload.count = reader.integer(IntegerRule(line: 52))
                case 2: upload.file = reader.file(FileRule(maxLength: 4, line: 53))
                case 3: upload.files = reader.array(ArrayRule(line: 54)) { $0.file(FileRule(line: 54)) } ?? []
                case 4: upload.tags = reader.array(ArrayRule(line: 55)) { $0.string(StringRule(line: 55)) } ?? []
                default: _ = reader.freeObject(PlainRule(line: 56))
                }
            }
            return object.isObject ? upload : nil
        }
    }

    private func upload(
        _ parts: [(header: String, content: String)], contentType: String = "multipart/form-data; boundary=b"
    ) async throws(Rejection) -> Upload {
        let body = parts.map { "--b\r\nContent-Disposition: form-data; \($0.header)\r\n\r\n\($0.content)\r\n" }.joined()
        let request = HTTPRequest(
            method: "POST", path: "/", fields: ["Content-Type": contentType],
            body: .bytes(Array((body + "--b--").utf8)),
            context: RequestContext(clientAddress: "-", requestID: "-"))
        return try await Exchange(request: request, pathValues: []).multipart(
            Upload.self, TextRule(Self.shape, line: 50))
    }

    @Test func valuesAndFiles() async throws {
        let value = try await upload([
            ("name=title", "5"), ("name=count", "5"),
            ("name=file; filename=a.txt\r\nContent-Type: text/x; charset=latin1", "abcd"),
            ("name=files", "1"), ("name=tags", "a"), ("name=files; filename=\"b\"", ""), ("name=tags", "b,c"),
            ("name=meta\r\nContent-Type: application/json", #"{"a":[1.5,null]}"#),
        ])
        #expect(value.title == "5" && value.count == 5 && value.tags == ["a", "b,c"])
        #expect(
            value.file == FilePart(fileName: "a.txt", mediaType: "text/x; charset=latin1", bytes: Array("abcd".utf8)))
        #expect(
            value.files == [
                FilePart(fileName: nil, mediaType: "application/octet-stream", bytes: Array("1".utf8)),
                FilePart(fileName: "b", mediaType: "application/octet-stream", bytes: []),
            ])
    }

    @Test(arguments: [
        ("name=count", "x", "/count type"), ("name=count", "", "/count type"), ("name=count", "5\r\n", "/count type"),
        ("name=file", "abcde", "/file maxLength"), ("name=other", "1", "/other additionalProperties"),
        ("name=meta", "{", "/meta type"), ("name=meta", "5", "/meta type"),
        ("name=meta", #"{"a":1,"a":2}"#, "/meta type"),
        ("name=title\r\nContent-Type: text/plain; charset=latin1", "x", "/title type"),
        ("name=title\r\nContent-Type: nonsense", "x", "/title type"),
    ]) func whatTheSchemasRefuse(_ header: String, _ content: String, _ place: String) async {
        let error = await #expect(throws: Rejection.self) { try await self.upload([(header, content)]) }
        #expect(error?.status == 400)
        #expect(error?.places == [place])
    }

    /// A file is what came in its own part, whatever number another part says.
    @Test func noTextReachesAnotherPartsFile() async throws {
        let value = try await upload([("name=files; filename=secret", "s"), ("name=file", "0")])
        #expect(value.file?.bytes == Array("0".utf8))
    }

    @Test func aPartThatStandsTwiceIsRefused() async {
        let error = await #expect(throws: Rejection.self) {
            try await self.upload([("name=title", "a"), ("name=title", "b"), ("name=file", "1"), ("name=file", "2")])
        }
        #expect(error?.places == ["/title properties", "/file properties"])
    }

    @Test(arguments: ["multipart/form-data", "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=c"])
    func aBoundaryIsNeeded(_ contentType: String) async {
        let error = await #expect(throws: Rejection.self) { try await self.upload([], contentType: contentType) }
        #expect(error?.status == 400)
        #expect(error?.code == "invalid_body")
    }

    @Test func textThatIsNotUTF8IsRefused() async {
        let head = Array("--b\r\nContent-Disposition: form-data; name=title\r\n\r\n".utf8)
        let request = HTTPRequest(
            method: "POST", path: "/", fields: ["Content-Type": "multipart/form-data; boundary=b"],
            body: .bytes(head + [0xFF] + Array("\r\n--b--".utf8)),
            context: RequestContext(clientAddress: "-", requestID: "-"))
        let error = await #expect(throws: Rejection.self) {
            try await Exchange(request: request, pathValues: []).multipart(Upload.self, TextRule(Self.shape, line: 50))
        }
        #expect(error?.places == ["/title type"])
    }
}

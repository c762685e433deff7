import HTTPCore
import Testing

@testable import ContractRuntime

/// Arrays and objects of the query, the header fields, the cookies and the path, read to their values.
@Suite struct QueryParameterTests {
    struct Filter: Equatable {
        var colour: String?
        var size: Int?

        static func read(from reader: inout BodyReader) -> Filter? {
            var filter = Filter()
            let rule = ObjectRule(["colour", "size"], required: 0, line: 30)
            var object = reader.object(rule)
            while let index = reader.member(of: &object) {
                switch index {
                case 0: filter.colour = reader.string(StringRule(line: 31))
                case 1: filter.size = reader.integer(IntegerRule(minimum: 1, line: 32))
                default: break
                }
            }
            return object.isObject ? filter : nil
        }
    }

    private let texts = TextRule(.array(.string), line: 20)
    private let numbers = TextRule(.array(.integer), line: 21)
    private let filter = TextRule(.object([("colour", .string), ("size", .integer)]), line: 22)

    private func reader(_ query: String?, _ fields: RequestFields = [:], single: [String] = ["ids", "colour", "size"])
        -> ParameterReader
    {
        ParameterReader(
            query: query, fields: fields,
            declared: .init(single: single, repeated: ["tag", "q"], deep: ["filter"]))
    }

    private func places(_ reader: ParameterReader) -> [String] {
        reader.violations.map { "\($0.pointer) \($0.keyword)" }
    }

    private func strings(_ reader: inout ParameterReader, _ place: ParameterPlace, _ style: ParameterStyle) -> [String]?
    {
        reader.value(place, style, texts) { $0.array(ArrayRule(line: 20)) { $0.string(StringRule(line: 20)) } }
    }

    private func integers(_ reader: inout ParameterReader, _ place: ParameterPlace, _ style: ParameterStyle) -> [Int]? {
        reader.value(place, style, numbers) { $0.array(ArrayRule(line: 21)) { $0.integer(IntegerRule(line: 21)) } }
    }

    private func object(_ reader: inout ParameterReader, _ place: ParameterPlace, _ style: ParameterStyle) -> Filter? {
        reader.value(place, style, filter) { Filter.read(from: &$0) }
    }

    @Test(
        arguments: [
            ("tag=a&tag=b", ["a", "b"]), ("tag=a", ["a"]), ("tag=", [""]), ("tag", [""]), ("tag=a&x=&tag=b", nil),
            ("t%61g=a&tag=b%2Cc", ["a", "b,c"]), ("tag=a,b", ["a,b"]), ("tag=a+b", ["a b"]), ("q=1", nil), ("", nil),
        ] as [(String, [String]?)]) func explodedArrays(_ query: String, _ expected: [String]?)
    {
        var reader = reader(query)
        let value = strings(&reader, .query("tag"), .form(explode: true))
        if query.contains("x=") {
            #expect(places(reader) == ["query/x parameters"])
        } else {
            #expect(value == expected && reader.violations.isEmpty)
        }
    }

    @Test(
        arguments: [
            (ParameterStyle.form(explode: false), "ids=1,2,3"), (.spaceDelimited(explode: false), "ids=1%202+3"),
            (.pipeDelimited(explode: false), "ids=1|2%7C3"), (.form(explode: false), "%69ds=1,%32,3"),
        ] as [(ParameterStyle, String)]) func arraysInOneParameter(_ style: ParameterStyle, _ query: String)
    {
        var reader = reader(query)
        #expect(integers(&reader, .query("ids"), style) == [1, 2, 3])
        #expect(reader.violations.isEmpty)
    }

    @Test func anEmptyArrayIsThereAndAnAbsentOneIsNot() {
        var empty = reader("ids=")
        #expect(integers(&empty, .query("ids"), .form(explode: false)) == [])
        var absent = reader("")
        #expect(integers(&absent, .query("ids"), .form(explode: false)) == nil)
        #expect(absent.violations.isEmpty && empty.violations.isEmpty)
    }

    @Test func badItemsAreToldByTheirPlaces() {
        var one = reader("ids=1,x,,4")
        #expect(integers(&one, .query("ids"), .form(explode: false)) == nil)
        #expect(places(one) == ["query/ids/1 type", "query/ids/2 type"])
        var repeated = reader("q=1&q=%31&q=1.5")
        #expect(integers(&repeated, .query("q"), .form(explode: true)) == nil)
        #expect(places(repeated) == ["query/q/2 type"])
    }

    @Test(arguments: ["ids=1%", "ids=%FF,1", "ids=1,%C3"]) func badEscapesAreNotInTheStyle(_ query: String) {
        var reader = reader(query)
        #expect(integers(&reader, .query("ids"), .form(explode: false)) == nil)
        #expect(places(reader) == ["query/ids style"])
    }

    @Test(
        arguments: [
            (ParameterStyle.form(explode: true), "colour=red&size=5"), (.form(explode: false), "ids=colour,red,size,5"),
            (.deepObject, "filter[colour]=red&filter[size]=5"),
            (.deepObject, "filter%5Bcolour%5D=red&filter%5bsize]=%35"),
            (.deepObject, "%66ilter[col%6Fur]=red&filter[size]=5"),
        ] as [(ParameterStyle, String)]) func objects(_ style: ParameterStyle, _ query: String)
    {
        var reader = reader(query)
        let name = style == .deepObject ? "filter" : "ids"
        #expect(object(&reader, .query(name), style) == Filter(colour: "red", size: 5))
        #expect(reader.violations.isEmpty)
    }

    @Test(
        arguments: [
            // A member that stands twice, told by the name that stands twice.
            (ParameterStyle.form(explode: true), "colour=red&colour=blue", "query/colour parameters"),
            (.deepObject, "filter[size]=5&filter%5Bsize%5D=6", "query/filter[size] parameters"),
            (.form(explode: false), "ids=size,5,size,6", "query/ids/size properties"),
            // Members that are not known, or are no members.
            (.deepObject, "filter[x]=5", "query/filter/x additionalProperties"),
            (.deepObject, "filter[]=5", "query/filter/ additionalProperties"),
            (.deepObject, "filter[colour][x]=5", "query/filter/colour][x additionalProperties"),
            (.deepObject, "filter[Colour]=5", "query/filter/Colour additionalProperties"),
            (.deepObject, "filter=5", "query/filter parameters"),
            (.deepObject, "filter[size=5", "query/filter[size parameters"),
            (.deepObject, "filter[size]x=5", "query/filter[size]x parameters"),
            (.deepObject, "filte[size]=5", "query/filte[size] parameters"),
            (.form(explode: false), "ids=colour", "query/ids style"),
            (.form(explode: true), "weight=5", "query/weight parameters"),
            // Values against their schemas.
            (.deepObject, "filter[size]=x", "query/filter/size type"),
            (.deepObject, "filter[size]=0", "query/filter/size minimum"),
            (.form(explode: true), "size=", "query/ids/size type"),
            (.deepObject, "filter[colour]=%", "query/filter style"),
        ] as [(ParameterStyle, String, String)])
    func objectsThatAreRefused(_ style: ParameterStyle, _ query: String, _ place: String) {
        var reader = reader(query)
        _ = object(&reader, .query(style == .deepObject ? "filter" : "ids"), style)
        #expect(places(reader) == [place])
    }

    /// `String` would take the Kelvin sign for a K, and a composed letter for its parts.
    @Test(arguments: ["%E2%84%AA=1", "caf%65%CC%81=1", "filter%E2%84%AA[size]=1"])
    func namesAreComparedByteForByte(_ query: String) {
        #expect(places(reader(query, single: ["K", "caf\u{E9}"])).map { $0.hasSuffix(" parameters") } == [true])
    }

    @Test func aLongNameInBracketsIsRepeatedInPartOnly() {
        let name = "filter[\(String(repeating: "x", count: 3000))]"
        let twice = reader("\(name)=1&\(name)=2").violations
        #expect(twice.map(\.pointer.count) == ["query/".count + BodyReader.maximumUnknownName])
    }

    @Test func othersArePassedOverWhereTheContractSaysSo() {
        var reader = ParameterReader(
            query: "x=1&ids=2&utm=%20&ids[]=3", fields: [:], declared: .init(single: ["ids"], ignoresOthers: true))
        #expect(integers(&reader, .query("ids"), .form(explode: false)) == [2])
        #expect(reader.violations.isEmpty)
        // What is declared still stands once.
        let twice = ParameterReader(
            query: "ids=1&ids=2", fields: [:], declared: .init(single: ["ids"], ignoresOthers: true))
        #expect(places(twice) == ["query/ids parameters"])
    }

    @Test func requiredOnesThatAreMissingAreToldOnce() {
        var reader = reader(nil, ["Cookie": "c=1; c=2"])
        for place in [ParameterPlace.query("tag"), .header("X-Tag"), .cookie("d"), .cookie("c")] {
            let style = ParameterStyle.form(explode: false)
            #expect(reader.value(place, style, texts, isRequired: true) { _ in Issue.record() } == nil)
        }
        #expect(
            places(reader) == [
                "query/tag required", "header/X-Tag required", "cookie/d required", "cookie/c parameters",
            ])
    }

    @Test func arraysOfHeaderFieldsMayStandOnSeveralLines() {
        var reader = reader(nil, ["X-Ids": "1, 2", "x-ids": "3 ,"])
        #expect(integers(&reader, .header("X-IDs"), .simple(explode: false)) == [1, 2, 3])
        var bad = self.reader(nil, ["X-Ids": "1, 2 3"])
        #expect(integers(&bad, .header("X-Ids"), .simple(explode: false)) == nil)
        #expect(places(bad) == ["header/X-Ids/1 type"])
    }

    @Test func objectsOfHeaderFieldsAndCookies() {
        var reader = reader(nil, ["X-Filter": "colour=red, size=5", "Cookie": "f=colour,re%2Cd,size,5"])
        #expect(object(&reader, .header("X-Filter"), .simple(explode: true)) == Filter(colour: "red", size: 5))
        #expect(object(&reader, .cookie("f"), .form(explode: false)) == Filter(colour: "re,d", size: 5))
        #expect(reader.violations.isEmpty)
    }

    // MARK: The path

    private func exchange(_ values: (String, Substring)...) -> Exchange {
        let path = "/" + values.map { String($0.1) }.joined(separator: "/")
        let request = HTTPRequest(
            method: "GET", path: path, context: RequestContext(clientAddress: "-", requestID: "-"))
        var end = Int(request.message.layout.path.start)
        let pathValues = values.map { name, value in
            let start = end + 1
            end = start + value.utf8.count
            return PathValue(name: name, range: ByteRange(start..<end))
        }
        return Exchange(request: request, pathValues: pathValues)
    }

    @Test(
        arguments: [
            (ParameterStyle.simple(explode: false), "1,2"), (.label(explode: false), ".1,2"),
            (.label(explode: true), ".1.2"),
            (.matrix(explode: false), ";ids=1,2"), (.matrix(explode: true), ";ids=1;ids=2"),
        ] as [(ParameterStyle, String)]) func arraysOfThePath(_ style: ParameterStyle, _ raw: String) throws
    {
        let value = try exchange(("ids", raw[...])).pathValue("ids", style, numbers) { reader in
            reader.array(ArrayRule(maxItems: 2, line: 1)) { $0.integer(IntegerRule(line: 1)) }
        }
        #expect(value == [1, 2])
    }

    @Test(arguments: ["1,x", "1,2,3", "", "1,%", "1;2"]) func arraysOfThePathThatCannotExist(_ raw: String) {
        let error = #expect(throws: Rejection.self) {
            try exchange(("ids", raw[...])).pathValue("ids", .simple(explode: false), numbers) { reader in
                reader.array(ArrayRule(minItems: 1, maxItems: 2, line: 1)) { $0.integer(IntegerRule(line: 1)) }
            }
        }
        #expect(error?.status == 404)
    }

    @Test func singleValuesOfThePathInEveryStyle() throws {
        let exchange = exchange(("a", ".x%2Ey"), ("b", ";b=5"), ("c", ";c"), ("d", "5"))
        #expect(try exchange.pathString("a", StringRule(line: 1), style: .label(explode: false)) == "x.y")
        #expect(try exchange.pathInteger("b", IntegerRule(line: 1), style: .matrix(explode: false)) == 5)
        #expect(try exchange.pathString("c", StringRule(line: 1), style: .matrix(explode: true)) == "")
        #expect(throws: Rejection.self) {
            try exchange.pathInteger("d", IntegerRule(line: 1), style: .label(explode: true))
        }
        #expect(throws: Rejection.self) { try exchange.pathString("e", StringRule(line: 1)) }
    }

    /// The router splits at slashes only: a semicolon belongs to its segment.
    @Test func matrixSegmentsPassTheRouter() throws {
        let route = Route("op", "GET", "/a/{id}/b", documented: []) { _ in HTTPResponse(status: 204) }
        let router = try Router([route])
        let message = RequestMessage.make(method: "GET", path: "/a/;id=1;id=%2F/b", query: nil, fields: [:])
        guard case .route(_, let values) = router.match(message) else {
            Issue.record("no route")
            return
        }
        #expect(values.map { message.text($0.range) } == [";id=1;id=%2F"])
    }

    enum Letter: String, CaseIterable { case k = "K" }

    @Test func choicesAreComparedByteForByte() throws {
        #expect(try exchange(("k", "K")).pathChoice("k", Letter.self) == .k)
        #expect(throws: Rejection.self) { try exchange(("k", "%E2%84%AA")).pathChoice("k", Letter.self) }
        var reader = reader("ids=%E2%84%AA")
        #expect(reader.choice(.query("ids"), Letter.self, PlainRule(line: 1)) == nil)
        #expect(places(reader) == ["query/ids enum"])
    }
}

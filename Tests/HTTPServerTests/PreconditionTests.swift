import HTTPCore
import Testing

/// RFC 9110 §8.8.3 and §13.
@Suite struct PreconditionTests {
    @Test(
        arguments: [
            (#""a""#, [#""a""#]), (#"W/"a""#, [#"W/"a""#]), (#""""#, [#""""#]), (#""a", "b""#, [#""a""#, #""b""#]),
            (#""a","b""#, [#""a""#, #""b""#]), (#" , "a" ,, W/"b" , "#, [#""a""#, #"W/"b""#]),
            (#""a,b""#, [#""a,b""#]), (#""a,W/", "b""#, [#""a,W/""#, #""b""#]), (#""a\", "b""#, [#""a\""#, #""b""#]),
            (#""é!#~""#, [#""é!#~""#]), ("*", ["*"]), (" \t* \t", ["*"]),
            ("", nil), (" ", nil), (",", nil), ("a", nil), (#""a"#, nil), (#"a""#, nil), (#"w/"a""#, nil),
            (#"W"a""#, nil),
            (#"W/ "a""#, nil), ("W/", nil), (#"W/"#, nil), (#""a" "b""#, nil), (#""a"b"#, nil), (#""a", b"#, nil),
            (#""a b""#, nil), ("\"a\tb\"", nil), ("\"a\u{7f}\"", nil), (#"*, "a""#, nil), (#""a", *"#, nil),
            ("**", nil),
            (#"W/*"#, nil), (#"'a'"#, nil), (#""a";q=1"#, nil), (#"\"a\""#, nil),
        ] as [(String, [String]?)])
    func listsAreReadOrRefused(_ field: String, _ wanted: [String]?) {
        let read: [String]? = EntityTagCondition(field).map { condition in
            switch condition {
            case .any: ["*"]
            case .tags(let tags): tags.map { ($0.isWeak ? "W/" : "") + $0.opaque }
            }
        }
        #expect(read == wanted)
    }

    /// The table of §8.8.3.2.
    @Test(arguments: [
        (#"W/"1""#, #"W/"1""#, false, true), (#"W/"1""#, #"W/"2""#, false, false), (#"W/"1""#, #""1""#, false, true),
        (#""1""#, #""1""#, true, true),
    ])
    func tagsCompareStronglyAndWeakly(_ left: String, _ right: String, _ strong: Bool, _ weak: Bool) throws {
        let (left, right) = (try #require(EntityTag(left)), try #require(EntityTag(right)))
        #expect(left.isSame(as: right) == strong && right.isSame(as: left) == strong)
        #expect(left.isAlike(right) == weak && right.isAlike(left) == weak)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var method = "GET"
        var match: String?
        var noneMatch: String?
        var current: String? = #""1""#
        let verdict: Preconditions.Verdict

        init(
            _ verdict: Preconditions.Verdict, _ method: String = "GET", match: String? = nil, noneMatch: String? = nil,
            current: String? = #""1""#
        ) {
            (self.method, self.match, self.noneMatch) = (method, match, noneMatch)
            (self.current, self.verdict) = (current, verdict)
        }

        var testDescription: String {
            "\(method) of \(current ?? "nothing"): If-Match \(match ?? "-"), If-None-Match \(noneMatch ?? "-")"
        }
    }

    @Test(arguments: [
        Case(.proceed), Case(.proceed, "PUT"), Case(.proceed, current: nil),
        // §13.1.2: weakly.
        Case(.notModified, noneMatch: #""1""#), Case(.notModified, "HEAD", noneMatch: #""1""#),
        Case(.notModified, noneMatch: #"W/"1""#), Case(.notModified, noneMatch: #""2", "1""#),
        Case(.notModified, noneMatch: #""1""#, current: #"W/"1""#), Case(.notModified, noneMatch: "*"),
        Case(.proceed, noneMatch: #""2""#), Case(.proceed, noneMatch: #""2,"1"""#), Case(.proceed, noneMatch: "1"),
        Case(.proceed, noneMatch: #""1", rubbish"#), Case(.proceed, noneMatch: ""),
        Case(.proceed, noneMatch: "*", current: nil), Case(.proceed, noneMatch: #""1""#, current: nil),
        Case(.failed, "PUT", noneMatch: "*"), Case(.failed, "DELETE", noneMatch: #"W/"1""#),
        Case(.proceed, "PUT", noneMatch: "*", current: nil), Case(.proceed, "PUT", noneMatch: #""2""#),
        // §13.1.1: strongly, reads too.
        Case(.proceed, "PUT", match: #""1""#), Case(.proceed, "PUT", match: #""2", "1""#),
        Case(.proceed, match: #""1""#), Case(.proceed, "PUT", match: "*"), Case(.failed, "PUT", match: #""2""#),
        Case(.failed, match: #""2""#), Case(.failed, "PUT", match: #"W/"1""#),
        Case(.failed, "PUT", match: #""1""#, current: #"W/"1""#),
        Case(.failed, "PUT", match: #"W/"1""#, current: #"W/"1""#),
        Case(.failed, "PUT", match: #""1", rubbish"#), Case(.failed, "PUT", match: "1"),
        Case(.failed, "PUT", match: ""),
        Case(.failed, "PUT", match: "*", current: nil), Case(.failed, "PUT", match: #""1""#, current: nil),
        Case(.failed, "PUT", match: #""2", "1"x"#),
        // §13.2.2: If-Match first.
        Case(.failed, match: #""2""#, noneMatch: #""1""#), Case(.notModified, match: #""1""#, noneMatch: #""1""#),
        Case(.proceed, match: #""1""#, noneMatch: #""2""#),
        // §13.2.1: not for these.
        Case(.proceed, "OPTIONS", match: #""2""#, noneMatch: "*"), Case(.proceed, "TRACE", match: #""2""#),
    ])
    func theVerdictIsThatOfTheRFC(_ item: Case) {
        let conditions = Preconditions(ifMatch: item.match, ifNoneMatch: item.noneMatch)
        #expect(conditions.verdict(method: item.method, current: item.current) == item.verdict)
    }

    @Test func severalLinesAreOneList() {
        func request(_ fields: HTTPFields) -> RequestFields {
            let context = RequestContext(clientAddress: "-", requestID: "-")
            return HTTPRequest(method: "GET", path: "/", fields: fields, context: context).fields
        }
        var fields = HTTPFields()
        fields.append("if-none-match", #""2""#)
        fields.append("If-None-Match", #""1""#)
        #expect(Preconditions(request(fields)).verdict(method: "GET", current: #""1""#) == .notModified)
        fields.append("If-Match", #""2""#)
        #expect(Preconditions(request(fields)).verdict(method: "GET", current: #""1""#) == .failed)
    }
}

import ContractTesting
import Testing

/// Parameters of every place, style and explode, written as OpenAPI's table says, and as it does not.
@Suite struct ParameterTests {
    /// A good spelling, and what the handler must have understood.
    struct Good: Sendable, CustomTestStringConvertible {
        let target: String
        var headers: [(String, String)] = []
        /// As JSON: of the place, or of the question.
        let understood: String

        var testDescription: String { "\(target) \(headers.map { "\($0.0): \($0.1)" })" }
    }

    static let places: [Good] = {
        func place(
            _ target: String, hall: String = #""east""#, floor: Int = 2, _ aisles: String, _ spot: String
        ) -> Good {
            Good(
                target: target,
                understood: #"{"hall":\#(hall),"floor":\#(floor),"aisles":\#(aisles),"spot":\#(spot)}"#)
        }
        let spot = #"{"row":"4","shelf":7}"#
        let odd = #"{"row":"a,b.c;d=e f","shelf":12,"locked":true}"#
        return [
            place("/guide/plain/east/2/5,6/row,4,shelf,7", #"["5","6"]"#, spot),
            place("/guide/plain/east/2/5/row,4", #"["5"]"#, #"{"row":"4","shelf":1}"#),
            place("/guide/plain/%65ast/-2/5%2C6,7/shelf,7,row,4", floor: -2, #"["5,6","7"]"#, spot),
            place(
                "/guide/plain/e%2Ft/2/%20,%25/row,a%2Cb.c;d%3De%20f,shelf,12,locked,true", hall: #""e/t""#,
                #"[" ","%"]"#, odd),
            place("/guide/plain-pairs/east/2/5,6/row=4,shelf=7", #"["5","6"]"#, spot),
            place("/guide/plain-pairs/east/2/a=b,+/row=a%2Cb.c;d%3De%20f,shelf=12,locked=true", #"["a=b","+"]"#, odd),
            place("/guide/plain-pairs/east/2/5/row=a=b", #"["5"]"#, #"{"row":"a=b","shelf":1}"#),
            place("/guide/dotted/.east/.2/.5,6/.row,4,shelf,7", #"["5","6"]"#, spot),
            place("/guide/dotted/.east/.2/.5.6,%2E/.row,a%2Cb.c;d=e%20f,shelf,12,locked,true", #"["5.6","."]"#, odd),
            place("/guide/dotted-pairs/.east/.2/.5.6/.row=4.shelf=7", #"["5","6"]"#, spot),
            place(
                "/guide/dotted-pairs/.east/.2/.5%2E6,7/.row=a,b%2Ec;d%3De%20f.shelf=12.locked=true", #"["5.6,7"]"#,
                odd),
            place("/guide/matrix/;hall=east/;floor=2/;aisles=5,6/;spot=row,4,shelf,7", #"["5","6"]"#, spot),
            place(
                "/guide/matrix/;hall=a%3Bb%3Dc/;floor=2/;aisles=%2C,%3B/;spot=row,a%2Cb.c%3Bd=e%20f,shelf,12,locked,true",
                hall: #""a;b=c""#, #"[",",";"]"#, odd),
            place(
                "/guide/matrix-pairs/;hall=east/;floor=2/;aisles=5;aisles=6/;row=4;shelf=7", #"["5","6"]"#, spot),
            place(
                "/guide/matrix-pairs/;hall=east/;floor=2/;aisles=5,6;aisles=%3B/;row=a,b.c%3Bd=e%20f;shelf=12;locked=true",
                #"["5,6",";"]"#, odd),
        ]
    }()

    @Test(arguments: places) func aPlaceIsFound(_ good: Good) async throws {
        try await LibraryServer.use { library in
            let exchange = try await library.client.send("GET", good.target, expectValidRequest: true)
            #expect(exchange.status == 200, "\(exchange.text)")
            #expect(try exchange.json == JSONText.parse(Array(good.understood.utf8)), "\(exchange.text)")
        }
    }

    static let questions: [Good] = {
        func ask(_ query: String, _ members: String, on path: String = "/search?query=q") -> Good {
            Good(target: path + query, understood: #"{"query":"q"\#(members.isEmpty ? "" : "," + members)}"#)
        }
        func compact(_ query: String, _ members: String) -> Good { ask(query, members, on: "/search/compact?query=q") }
        func fields(_ headers: [(String, String)], _ members: String) -> Good {
            Good(
                target: "/search/recommended", headers: [("X-Query", "q")] + headers,
                understood: #"{"query":"q"\#(members.isEmpty ? "" : "," + members),"visits":1}"#)
        }
        let filter = #""filter":{"binding":"3-ring","language":"e n","price":1.5,"lendable":false}"#
        return [
            ask("", ""), ask("&subjects=a", #""subjects":["a"]"#),
            ask("&subjects=a&subjects=b", #""subjects":["a","b"]"#),
            ask("&subjects=a,b&subjects=c+d%26", #""subjects":["a,b","c d&"]"#),
            ask("&to=2000&from=1500", #""years":{"from":1500,"to":2000}"#),
            ask("&from=1500", #""years":{"from":1500}"#),
            ask(
                "&filter[binding]=3-ring&filter%5Blanguage%5D=e%20n&filter[price]=15e-1&filter[lendable]=false", filter),
            ask("&filter[price]=0", #""filter":{"price":0,"lendable":true}"#),
            ask("&languages=a%20b&languages=c", #""languages":["a b","c"]"#),
            ask("&publishers=a%7Cb&publishers=c|d", #""publishers":["a|b","c|d"]"#),
            ask(
                "&binding=default&marks=1&marks=5&lendable=false",
                #""binding":"default","marks":[1,5],"lendable":false"#),
            ask("&min_stars=2.50", #""min_stars":2.5"#), ask("&", ""), ask("&&subjects=%C3%A9", #""subjects":["é"]"#),
            compact("", ""), compact("&subjects=a,b", #""subjects":["a","b"]"#),
            compact("&subjects=a%2Cb,c+d", #""subjects":["a,b","c d"]"#), compact("&subjects=a", #""subjects":["a"]"#),
            compact("&years=from,1500,to,2000", #""years":{"from":1500,"to":2000}"#),
            compact("&languages=a%20b+c", #""languages":["a","b","c"]"#),
            compact("&languages=a%2520b", #""languages":["a%20b"]"#),
            compact("&languages=a,b", #""languages":["a,b"]"#),
            compact("&publishers=a|b%7Cc%7cd", #""publishers":["a","b","c","d"]"#),
            compact("&publishers=a%257Cb", #""publishers":["a%7Cb"]"#), compact("&marks=1,2,3", #""marks":[1,2,3]"#),
            compact("&marks=", #""marks":[]"#),
            fields([], ""), fields([("X-Subjects", "a,b")], #""subjects":["a","b"]"#),
            fields([("X-Subjects", "a , b\t,c")], #""subjects":["a","b","c"]"#),
            // Empty elements of a list do not count (RFC 9110 §5.6.1.2).
            fields([("X-Subjects", ",a,, b,")], #""subjects":["a","b"]"#),
            fields([("X-Subjects", "a%2Cb")], #""subjects":["a%2Cb"]"#),
            fields([("X-Publishers", "a,b")], #""publishers":["a","b"]"#),
            fields([("X-Years", "from,1500,to,2000")], #""years":{"from":1500,"to":2000}"#),
            fields([("X-Years", "from, 1500")], #""years":{"from":1500}"#),
            fields([("X-Filter", "binding=3-ring,language=e n,price=1.5,lendable=false")], filter),
            fields([("X-Binding", "paper_back"), ("X-Lendable", "true")], #""binding":"paper_back","lendable":true"#),
            fields([("Cookie", "min_stars=1.5; languages=a,b%2Cc")], #""min_stars":1.5,"languages":["a","b,c"]"#),
            fields([("Cookie", "shelf=row,a%2Cb,locked,false")], #""spot":{"row":"a,b","shelf":1,"locked":false}"#),
            fields([("Cookie", "other=x; languages=\"a\"")], #""languages":["a"]"#),
            ask("&utm=1&subjects=a&from=x", "", on: "/search/anywhere?query=q"),
            ask(
                "&filter[price]=2&filters[x]=y", #""filter":{"price":2,"lendable":true}"#,
                on: "/search/anywhere?query=q"),
        ]
    }()

    @Test(arguments: questions) func aQuestionIsUnderstood(_ good: Good) async throws {
        try await LibraryServer.use { library in
            let exchange = try await library.client.send(
                "GET", good.target, headers: good.headers, expectValidRequest: true)
            #expect(exchange.status == 200, "\(exchange.text)")
            let expected = try JSONText.parse(Array(good.understood.utf8))
            #expect(try exchange.json["question"] == expected, "\(exchange.text)")
        }
    }

    /// What no style writes, or no schema allows, cannot be a path.
    @Test(arguments: [
        "/guide/plain/east/2/5,6/row", "/guide/plain/east/2/5,6/row,4,shelf", "/guide/plain/east/2/5,6/shelf,7",
        "/guide/plain/east/2/5,6/row,4,row,4", "/guide/plain/east/2/5,6/row,4,shelf,13",
        "/guide/plain/east/2/5,6/row,4,other,1", "/guide/plain/east/2/5,6/row=4", "/guide/plain/east/2.0/5/row,4",
        "/guide/plain/east/+2/5/row,4", "/guide/plain/east/10/5/row,4", "/guide/plain/east/2/,/row,4",
        "/guide/plain/east/2/1,2,3,4,5/row,4", "/guide/plain/%ff/2/5/row,4",
        "/guide/plain/east/2//row,4", "/guide/plain/east/2/5,6/row,4,locked,yes",
        "/guide/plain-pairs/east/2/5,6/row,4", "/guide/plain-pairs/east/2/5,6/row=4,shelf",
        "/guide/plain-pairs/east/2/5/row=4,row=5", "/guide/dotted/east/.2/.5/.row,4", "/guide/dotted/.east/2/.5/.row,4",
        "/guide/dotted/.east/.2/5/.row,4", "/guide/dotted/.east/.2/.5/row,4", "/guide/dotted/.east/.2/./.row,4",
        "/guide/dotted-pairs/.east/.2/.5..6/.row=4", "/guide/dotted-pairs/.east/.2/.5/.row,4",
        "/guide/matrix/hall=east/;floor=2/;aisles=5/;spot=row,4",
        "/guide/matrix/;hal=east/;floor=2/;aisles=5/;spot=row,4",
        "/guide/matrix/;hall=east/;floor=2/;aisles=5;aisles=6/;spot=row,4",
        "/guide/matrix/;hall=east/;floor=2/;aisle=5/;spot=row,4", "/guide/matrix/;hall=east/;floor=2/;aisles=5/;row=4",
        "/guide/matrix/;hall/;floor=2/;aisles=5/;spot=row,4",
        "/guide/matrix-pairs/;hall=east/;floor=2/;aisles=5;aisle=6/;row=4",
        "/guide/matrix-pairs/;hall=east/;floor=2/;aisles=5;;aisles=6/;row=4",
        "/guide/matrix-pairs/;hall=east/;floor=2/;aisles=5/;spot=row,4", "/old-numbers/0", "/old-numbers/1e1",
        "/old-numbers/99999999999999999999", "/books/9780000000002/copies/2147483648",
    ]) func aBrokenPathLeadsNowhere(_ target: String) async throws {
        try await LibraryServer.use { library in
            let exchange = try await library.client.send("GET", target, isInvalidOnPurpose: true)
            #expect(exchange.status == 404, "\(exchange.text)")
            #expect(library.service.calls == 0)
        }
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let target: String
        var headers: [(String, String)] = []
        let pointers: [String]
        var testDescription: String { "\(target) \(headers.map { "\($0.0): \($0.1)" }): \(pointers)" }
    }

    static let bad: [Bad] = {
        func ask(_ query: String, _ pointers: String...) -> Bad { Bad(target: "/search?" + query, pointers: pointers) }
        func compact(_ query: String, _ pointers: String...) -> Bad {
            Bad(target: "/search/compact?query=q&" + query, pointers: pointers)
        }
        func fields(_ name: String, _ value: String, _ pointers: String...) -> Bad {
            Bad(target: "/search/recommended", headers: [("X-Query", "q"), (name, value)], pointers: pointers)
        }
        let long = String(repeating: "x", count: 41)
        return [
            ask("", "query/query"), ask("query=", "query/query"), ask("query=q&query=q", "query/query"),
            ask("query=%ff", "query/query"), ask("query=q&%ff=1", "query"),
            ask("query=q&other=1", "query/other"), ask("query=q&Subjects=a", "query/Subjects"),
            ask("query=q&subjects[]=a", "query/subjects[]"), ask("query=q&years=1900", "query/years"),
            ask("query=q&filter=x", "query/filter"), ask("query=q&filter[]=x", "query/filter/"),
            ask("query=q&filter[colour]=x", "query/filter/colour"),
            ask("query=q&filter[price]=x&filter[binding]=x", "query/filter/price", "query/filter/binding"),
            ask("query=q&filter[price]=1&filter[price]=1", "query/filter[price]"),
            ask("query=q&filter[price]=%ff", "query/filter"), ask("query=q&subjects=\(long)", "query/subjects/0"),
            ask("query=q&subjects=a&subjects=", "query/subjects/1"), ask("query=q&subjects", "query/subjects/0"),
            ask("query=q&subjects=a&subjects=b&subjects=c&subjects=d&subjects=e", "query/subjects"),
            ask("query=q&from=1399&to=x", "query/years/from", "query/years/to"),
            ask("query=q&from=1&from=2", "query/from", "query/years/from"),
            ask("query=q&marks=0&marks=6&marks=x", "query/marks/0", "query/marks/1", "query/marks/2"),
            ask("query=q&marks=1.0", "query/marks/0"), ask("query=q&marks=%31,2", "query/marks/0"),
            ask(
                "query=q&binding=soft&lendable=TRUE&min_stars=0x1", "query/binding", "query/lendable", "query/min_stars"
            ),
            ask("query=q&min_stars=NaN", "query/min_stars"), ask("query=q&min_stars=5.1", "query/min_stars"),
            compact("subjects=a&subjects=b", "query/subjects"), compact("subjects=a,,b", "query/subjects/1"),
            compact("subjects=", "query/subjects"), compact("subjects=%ff", "query/subjects"),
            compact("years=from", "query/years"), compact("years=from,x", "query/years/from"),
            compact("years=from,1500,from,1500", "query/years/from"), compact("from=1500", "query/from"),
            compact("years=until,1500", "query/years/until"), compact("languages=a%20%20b", "query/languages/1"),
            compact("publishers=a||b", "query/publishers/1"), compact("publishers=a&publishers=b", "query/publishers"),
            compact("marks=1,x", "query/marks/1"), compact("filter[price]=1", "query/filter[price]"),
            Bad(target: "/search/recommended", pointers: ["header/X-Query"]),
            fields("X-Subjects", "", "header/X-Subjects"), fields("X-Subjects", ",,", "header/X-Subjects"),
            fields("X-Years", "from", "header/X-Years"), fields("X-Years", "from=1500", "header/X-Years"),
            fields("X-Filter", "binding", "header/X-Filter"), fields("X-Filter", "price=x", "header/X-Filter/price"),
            fields("X-Binding", "soft", "header/X-Binding"), fields("X-Lendable", "1", "header/X-Lendable"),
            fields("Cookie", "min_stars=6", "cookie/min_stars"), fields("Cookie", "languages=", "cookie/languages"),
            fields("Cookie", "languages=a; languages=b", "cookie/languages"),
            fields("Cookie", "shelf=row", "cookie/shelf"), fields("Cookie", "shelf=shelf,1", "cookie/shelf/row"),
            fields("Cookie", "visits=x", "cookie/visits"), fields("Cookie", "languages=%zz", "cookie/languages"),
            Bad(target: "/search/anywhere?other=1", pointers: ["query/query"]),
            Bad(target: "/search/anywhere?query=a&query=b", pointers: ["query/query"]),
            Bad(target: "/search/anywhere?query=a&filter[x]=b", pointers: ["query/filter/x"]),
        ]
    }()

    @Test(arguments: bad) func aBrokenParameterIsNamed(_ bad: Bad) async throws {
        try await LibraryServer.use { library in
            let exchange = try await library.client.send(
                "GET", bad.target, headers: bad.headers, isInvalidOnPurpose: true)
            #expect(exchange.status == 400, "\(exchange.text)")
            let pointers = try exchange.json["details"]?.elements?.compactMap { $0["pointer"]?.string }
            #expect(pointers == bad.pointers)
            #expect(library.service.calls == 0)
            // The oracle finds the same requests broken.
            let request = SentRequest("GET", bad.target, fields: bad.headers.map { Field($0.0, $0.1) })
            let found = try RequestJudge(contracts: [LibraryServer.contract.get()]).judge(request).findings
            #expect(!found.isEmpty)
        }
    }
}

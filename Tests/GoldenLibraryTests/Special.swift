/// Statuses that depend on the operation: what is not there, what stands against it, other successes.
struct Special: Sendable {
    let status: Int
    let call: Call
    let isInvalid: Bool

    private init(
        _ status: Int, _ operationID: String, isInvalid: Bool = false, _ change: (inout Call) -> Void = { _ in }
    ) {
        self.status = status
        call = Calls.call(operationID).with(change)
        self.isInvalid = isInvalid
    }

    /// Nothing of another ISBN, and a path that cannot exist.
    private static let notFound: [Special] =
        [
            "getBook", "amendBook", "removeBook", "readBlurb", "writeBlurb", "getCover", "setCover", "getNotes",
            "setNotes", "relateBooks", "rateBook", "addPictures", "listCopies", "getCopy", "moveCopy", "judgeCopy",
        ].flatMap { operation in
            [
                Special(404, operation) { $0.target.replace(Calls.isbn, with: "9790000000000") },
                Special(404, operation, isInvalid: true) { $0.target.replace(Calls.isbn, with: "978") },
            ]
        }
        + [
            Special(404, "replaceBook", isInvalid: true) { $0.target = "/books/1" },
            Special(404, "lookUpOldNumber") { $0.target = "/old-numbers/3" },
            Special(404, "getReader") { call in
                call.target = "/readers/CARD-3"
                call.headers = [Carried.cookie("CARD-3")]
            },
            Special(404, "openDesk") { $0.target = "/desks/none/opening" },
            Special(404, "sendMessage") { $0.target = "/desks/none/messages" },
            Special(404, "lend") { $0.target.replace(Calls.isbn, with: "9790000000000") },
            Special(404, "giveBack") { $0.target.replace(Calls.lent, with: "9790000000000") },
            Special(404, "renewLoan") { $0.target.replace(Calls.lent, with: "9790000000000") },
            Special(404, "getImport") { $0.target = "/imports/other" },
            Special(404, "importBatch", isInvalid: true) { $0.target = "/imports/-" },
            Special(404, "findPlain") { $0.target.replace("east", with: "nowhere") },
        ]
        + ["updateReader", "cancelCard", "listLoans"].map { operation in
            Special(404, operation) { call in
                call.target = call.target.replacing(/CARD-./, with: "CARD-3")
                call.headers = [Carried.reader("CARD-3")]
            }
        }
        + [
            "findPlainPairs", "findDotted", "findDottedPairs", "findMatrix", "findMatrixPairs",
        ].map { operation in Special(404, operation, isInvalid: true) { $0.target.replace("2", with: "two") } }

    private static let conflicts = [
        Special(409, "addBook"), Special(409, "removeBook") { $0.target = "/books/\(Calls.lent)" },
        Special(409, "registerReader") { $0.body = .json(#"{"name":"x","e-mail":"card-1@example.org"}"#) },
        Special(409, "cancelCard") { call in
            call.target = "/readers/CARD-1"
            call.headers = [Carried.reader("CARD-1")]
        },
        Special(409, "lend") { call in call.target = "/readers/CARD-1/loans/\(Calls.lent)?input=1" },
        Special(200, "renewLoan"), Special(409, "renewLoan"), Special(409, "renewLoan"),
        Special(412, "replaceBook") { $0.headers.append(("If-Match", "\"other\"")) },
    ]

    /// Successes and redirections beside those of `Calls.all`, with media types and parameters that are left.
    private static let successes = [
        Special(200, "getOpeningHours") { $0.headers = [("Accept", "text/csv")] },
        Special(200, "getOpeningHours") { $0.headers = [("Accept", "text/plain")] },
        Special(200, "getLogo") { $0.headers = [("Accept", "image/png")] },
        Special(304, "getLogo") { $0.headers = [("If-None-Match", "\"owls\"")] },
        Special(304, "getHouseRules") { $0.headers = [("If-None-Match", "W/\"1911\"")] },
        Special(204, "ringBell"), Special(418, "ringBell"),
        Special(304, "listBooks") { $0.headers = [("If-None-Match", "\"page0\"")] },
        Special(200, "listBooks") { call in
            call.target = "/books?offset=1&min_price=0.5&language=de"
            call.headers = [Carried.reader("CARD-1")]
        },
        Special(200, "replaceBook") { $0.headers.append(("If-Match", "\"\(Calls.isbn)\"")) },
        Special(201, "replaceBook") { $0.target = "/books/9790000000001" },
        Special(301, "lookUpOldNumber") { $0.target = "/old-numbers/2" },
        Special(202, "moveCopy") { $0.body = nil },
        Special(200, "getReader") { $0.headers = [Carried.cookie("CARD-1")] },
        Special(200, "listLoans") { $0.target = "/readers/CARD-1/loans?in_states=open&in_states=overdue" },
        Special(200, "sendMessage") { $0.headers = [("Accept", "application/json")] },
        Special(200, "sendMessage") { $0.body = nil },
        Special(200, "searchBooks") { call in
            call.target =
                "/search?query=a&from=1900&to=2000&languages=en&languages=de&publishers=x"
                + "&binding=paper_back&marks=1&marks=2&lendable=true"
        },
        Special(200, "searchCompactly") { call in
            call.target = "/search/compact?query=a&years=from,1900,to,2000&languages=en%20de&publishers=x%7Cy"
        },
        Special(200, "searchAnywhere") { $0.target = "/search/anywhere?query=a&filter[language]=en" },
        Special(200, "recommendBooks") { call in
            call.headers = [
                ("X-Query", "a"), ("X-Subjects", "b, c"), ("X-Publishers", "d"), ("X-Years", "from,1900"),
                ("X-Filter", "binding=default,price=2"), ("X-Binding", "hard-cover"), ("X-Lendable", "false"),
                ("Cookie", "languages=en,de; shelf=row,4,shelf,3; visits=2"),
            ]
        },
        Special(200, "getStatistics") { $0.headers.append(("Accept", "text/csv")) },
        Special(200, "exportCatalogue") { $0.headers = [Carried.student("catalogue")] },
        Special(201, "importBatch") { $0.target = "/imports/batch-2" },
        Special(200, "importBatch") { $0.body = .json("[\(Calls.book)]") },
        Special(201, "addBook") { call in
            call.headers = [Carried.partner("catalogue:write")]
            call.body = .json(Calls.book.replacing("9780000000101", with: "9780000000102"))
        },
    ]

    static let all: [Special] = successes + notFound + conflicts
}

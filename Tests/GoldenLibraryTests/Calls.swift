/// A good call of every operation.
enum Calls {
    static let isbn = "9780000000002"
    static let lent = "9780000000019"
    static let book = #"""
        {"isbn":"9780000000101","name":"The \"Art\" of \\ Reading","pages":7,"price":12.5,"binding":"3-ring",
         "authors":["A"],"subtitle":null,"related":[]}
        """#
    static let loan = #"{"reader":"r","writer":null,"container":5,"more":{"of":["it"]}}"#
    static let pictures = Multipart().part("title", "Owls at night").file("front", [1, 2, 3])
        .part("details", #"{"photographer":"Ann"}"#, "Content-Type: application/json\r\n").end()

    static let all: [Call] = house + books + people + search + guide + imports

    static func call(_ operationID: String) -> Call {
        all.first { $0.operationID == operationID } ?? Call(operationID, "GET", "/unknown")
    }

    private static let house = [
        Call("getOpeningHours", "GET", "/opening-hours"), Call("getLogo", "GET", "/logo"),
        Call("getHouseRules", "GET", "/house-rules"),
        Call("ringBell", "POST", "/bell"), Call("watchArrivals", "GET", "/arrivals"),
        Call("followNotices", "GET", "/notices", [("Last-Event-ID", "41")]),
    ]

    private static let books = [
        Call("listBooks", "GET", "/books?limit=5&max_weight=1e1&sold_out=true&in=east"),
        Call("addBook", "POST", "/books", [Carried.clerk, Carried.desk], .json(book)),
        Call("getBook", "GET", "/books/\(isbn)"),
        Call("replaceBook", "PUT", "/books/\(isbn)", [Carried.clerk], .json(book)),
        Call(
            "amendBook", "PATCH", "/books/\(isbn)", [Carried.partner("catalogue:write")],
            .text(#"{"pages":121}"#, "application/merge-patch+json")),
        Call("removeBook", "DELETE", "/books/\(isbn)", [Carried.partner("catalogue:write+catalogue:remove")]),
        Call("readBlurb", "GET", "/books/\(isbn)/blurb"),
        Call("writeBlurb", "PUT", "/books/\(isbn)/blurb", [Carried.clerk], .text("Owls — awake.")),
        Call("getCover", "GET", "/books/\(isbn)/cover"),
        Call(
            "setCover", "PUT", "/books/\(isbn)/cover", [Carried.desk],
            Call.Body(mediaType: "image/png", bytes: [0x89, 0x50, 0xFF])),
        Call("getNotes", "GET", "/books/\(isbn)/notes", [Carried.clerk]),
        Call("setNotes", "PUT", "/books/\(isbn)/notes", [Carried.clerk], .json(#"{"any":[1,null,{"x":"é"}]}"#)),
        Call("relateBooks", "PUT", "/books/\(isbn)/related", [Carried.partner("")], .json("[\"\(lent)\"]")),
        Call(
            "rateBook", "POST", "/books/\(isbn)/ratings", [Carried.reader("CARD-1")],
            .text("stars=5&comment=I+read+it%21&again=true", "application/x-www-form-urlencoded")),
        Call("addPictures", "POST", "/books/\(isbn)/pictures", [Carried.desk], pictures),
        Call("listSubjects", "GET", "/subjects"), Call("lookUpOldNumber", "GET", "/old-numbers/1"),
    ]

    private static let people = [
        Call("listCopies", "GET", "/books/\(isbn)/copies"), Call("getCopy", "GET", "/books/\(isbn)/copies/1"),
        Call("moveCopy", "POST", "/books/\(isbn)/copies/1/moves", [Carried.desk], .json(#"{"row":"9","shelf":2}"#)),
        Call("judgeCopy", "PUT", "/books/\(isbn)/copies/1/condition/torn", [Carried.desk]),
        Call("registerReader", "POST", "/readers", [], .json(#"{"name":"Ann","e-mail":"ann@example.org","page":2}"#)),
        Call("getReader", "GET", "/readers/CARD-1", [Carried.reader("CARD-1")]),
        Call(
            "updateReader", "PATCH", "/readers/CARD-1", [Carried.reader("CARD-1")], .json(#"{"newsletter":true}"#)),
        Call("cancelCard", "DELETE", "/readers/CARD-2", [Carried.reader("CARD-2")]),
        Call("getMyShelf", "GET", "/my/shelf", [Carried.cookie("CARD-1")]),
        Call("listLoans", "GET", "/readers/CARD-1/loans?state=open", [Carried.reader("CARD-1")]),
        Call(
            "lend", "PUT", "/readers/CARD-1/loans/\(isbn)?input=-5&default=x", [Carried.reader("CARD-1")],
            .json(loan)),
        Call("giveBack", "DELETE", "/readers/CARD-1/loans/\(lent)", [Carried.reader("CARD-1")]),
        Call("renewLoan", "POST", "/readers/CARD-1/loans/\(lent)/renewals", [Carried.reader("CARD-1")]),
        Call("openDesk", "PUT", "/desks/north/opening", [Carried.clerk, Carried.desk]),
        Call("sendMessage", "POST", "/desks/north/messages", [], .text("Where are the owls?")),
    ]

    private static let search = [
        Call("searchBooks", "GET", "/search?query=owls&subjects=birds&filter[binding]=default&min_stars=2.5"),
        Call("searchCompactly", "GET", "/search/compact?query=owls&subjects=birds,night&marks=1,5"),
        Call("recommendBooks", "GET", "/search/recommended", [("X-Query", "owls"), ("Cookie", "min_stars=2.5")]),
        Call("searchAnywhere", "GET", "/search/anywhere?query=owls&utm_source=post"),
    ]

    private static let guide = [
        Call("findPlain", "GET", "/guide/plain/east/2/5,6/row,4,shelf,7"),
        Call("findPlainPairs", "GET", "/guide/plain-pairs/east/2/5,6/row=4,shelf=7"),
        Call("findDotted", "GET", "/guide/dotted/.east/.2/.5,6/.row,4,shelf,7"),
        Call("findDottedPairs", "GET", "/guide/dotted-pairs/.east/.2/.5.6/.row=4.shelf=7"),
        Call("findMatrix", "GET", "/guide/matrix/;hall=east/;floor=2/;aisles=5,6/;spot=row,4,shelf,7"),
        Call("findMatrixPairs", "GET", "/guide/matrix-pairs/;hall=east/;floor=2/;aisles=5;aisles=6/;row=4;shelf=7"),
    ]

    private static let imports = [
        Call("readFeed", "GET", "/feed?key=feed+1%262"),
        Call("getStatistics", "GET", "/statistics?year=2026", [Carried.student("statistics+openid")]),
        Call("exportCatalogue", "GET", "/catalogue", [Carried.partner("catalogue:read")]),
        Call(
            "importCatalogue", "POST", "/imports", [Carried.desk],
            Call.Body(mediaType: "application/octet-stream", bytes: [0, 255])),
        Call("getImport", "GET", "/imports/batch-1", [Carried.desk]),
        Call("importBatch", "PUT", "/imports/batch-1", [Carried.desk], .text("isbn\n", "text/csv; charset=utf-8")),
    ]
}

// Generated from Tests/GoldenLibrary/library.yaml. Change the contract, not this file.
// swift-format-ignore-file

package import ContractRuntime
package import HTTPCore

extension Library {
    /// The building, its hours and its news. Anybody may ask.
    package typealias HouseHandlers = GetOpeningHours.Handler & GetLogo.Handler & RingBell.Handler
        & WatchArrivals.Handler & FollowNotices.Handler

    /// What stands on the shelves.
    ///
    /// Anybody may look; partners and the desks may change it.
    package typealias BooksHandlers = ListBooks.Handler & AddBook.Handler & GetBook.Handler & ReplaceBook.Handler
        & AmendBook.Handler & RemoveBook.Handler & ReadBlurb.Handler & WriteBlurb.Handler & GetCover.Handler
            & SetCover.Handler & GetNotes.Handler & SetNotes.Handler & RelateBooks.Handler & RateBook.Handler
                & AddPictures.Handler & ListSubjects.Handler & LookUpOldNumber.Handler

    package typealias CopiesHandlers = ListCopies.Handler & GetCopy.Handler & MoveCopy.Handler & JudgeCopy.Handler

    /// Who has a card.
    package typealias ReadersHandlers = RegisterReader.Handler & GetReader.Handler & UpdateReader.Handler
        & CancelCard.Handler & GetMyShelf.Handler

    /// Who has which book, and for how long.
    package typealias LoanDeskHandlers = ListLoans.Handler & Lend.Handler & GiveBack.Handler & RenewLoan.Handler
        & OpenDesk.Handler & SendMessage.Handler

    /// Looking for books, in the many ways in which catalogues of other makers write a question.
    package typealias SearchHandlers = SearchBooks.Handler & SearchCompactly.Handler & RecommendBooks.Handler
        & SearchAnywhere.Handler

    /// Directions to a shelf.
    ///
    /// The guide posts in the halls are of three makers, and each writes the places in a path in a style of its own.
    package typealias GuideHandlers = FindPlain.Handler & FindPlainPairs.Handler & FindDotted.Handler
        & FindDottedPairs.Handler & FindMatrix.Handler & FindMatrixPairs.Handler

    /// Catalogue records that come and go in bulk.
    package typealias ImportsHandlers = ReadFeed.Handler & GetStatistics.Handler & ExportCatalogue.Handler
        & ImportCatalogue.Handler & GetImport.Handler & ImportBatch.Handler

    /// Everything this contract asks for.
    package typealias Handlers = HouseHandlers & BooksHandlers & CopiesHandlers & ReadersHandlers & LoanDeskHandlers
        & SearchHandlers & GuideHandlers & ImportsHandlers
}

extension Library.GetOpeningHours {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 42)
    }

    /// When the library is open.
    ///
    /// `GET /opening-hours`, Tests/GoldenLibrary/library.yaml:48
    package protocol Handler: Sendable {
        func getOpeningHours(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetLogo {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 63)
    }

    /// The library's sign.
    ///
    /// `GET /logo`, Tests/GoldenLibrary/library.yaml:69
    package protocol Handler: Sendable {
        func getLogo(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.RingBell {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 96)
    }

    /// Ring the bell of the desk.
    ///
    /// `POST /bell`, Tests/GoldenLibrary/library.yaml:102
    package protocol Handler: Sendable {
        func ringBell(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.WatchArrivals {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 115)
    }

    /// Watch books arrive.
    ///
    /// `GET /arrivals`, Tests/GoldenLibrary/library.yaml:121
    package protocol Handler: Sendable {
        func watchArrivals(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.FollowNotices {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 132)
    }

    /// Follow the notice board.
    ///
    /// `GET /notices`, Tests/GoldenLibrary/library.yaml:138
    package protocol Handler: Sendable {
        func followNotices(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ListBooks {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 155)
    }

    /// List the books.
    ///
    /// `GET /books`, Tests/GoldenLibrary/library.yaml:163
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func listBooks(_ input: Input, caller: Caller?, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.AddBook {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 190)
    }

    /// Add a book.
    ///
    /// `POST /books`, Tests/GoldenLibrary/library.yaml:198
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func addBook(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetBook {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 223)
    }

    /// Read about a book.
    ///
    /// `GET /books/{isbn}`, Tests/GoldenLibrary/library.yaml:229
    package protocol Handler: Sendable {
        func getBook(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ReplaceBook {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 239)
    }

    /// Write a book's record anew.
    ///
    /// `PUT /books/{isbn}`, Tests/GoldenLibrary/library.yaml:247
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func replaceBook(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.AmendBook {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 273)
    }

    /// Change some of a book's record.
    ///
    /// `PATCH /books/{isbn}`, Tests/GoldenLibrary/library.yaml:281
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func amendBook(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.RemoveBook {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 295)
    }

    /// Take a book off the shelves.
    ///
    /// `DELETE /books/{isbn}`, Tests/GoldenLibrary/library.yaml:303
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func removeBook(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ReadBlurb {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 316)
    }

    /// Read the back of a book.
    ///
    /// `GET /books/{isbn}/blurb`, Tests/GoldenLibrary/library.yaml:322
    package protocol Handler: Sendable {
        func readBlurb(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.WriteBlurb {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 334)
    }

    /// Write the back of a book.
    ///
    /// `PUT /books/{isbn}/blurb`, Tests/GoldenLibrary/library.yaml:342
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func writeBlurb(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetCover {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 360)
    }

    /// See the cover.
    ///
    /// `GET /books/{isbn}/cover`, Tests/GoldenLibrary/library.yaml:366
    package protocol Handler: Sendable {
        func getCover(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.SetCover {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 374)
    }

    /// Send the cover.
    ///
    /// `PUT /books/{isbn}/cover`, Tests/GoldenLibrary/library.yaml:382
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func setCover(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetNotes {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 400)
    }

    /// Read the librarian's notes.
    ///
    /// `GET /books/{isbn}/notes`, Tests/GoldenLibrary/library.yaml:408
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func getNotes(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.SetNotes {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 418)
    }

    /// Replace the librarian's notes.
    ///
    /// `PUT /books/{isbn}/notes`, Tests/GoldenLibrary/library.yaml:426
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func setNotes(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.RelateBooks {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 443)
    }

    /// Say which books go with this one.
    ///
    /// `PUT /books/{isbn}/related`, Tests/GoldenLibrary/library.yaml:451
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func relateBooks(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.RateBook {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 472)
    }

    /// Say how a book was.
    ///
    /// `POST /books/{isbn}/ratings`, Tests/GoldenLibrary/library.yaml:480
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func rateBook(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.AddPictures {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 501)
    }

    /// Add pictures of a book.
    ///
    /// `POST /books/{isbn}/pictures`, Tests/GoldenLibrary/library.yaml:509
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func addPictures(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ListSubjects {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 531)
    }

    /// See what the books are about.
    ///
    /// `GET /subjects`, Tests/GoldenLibrary/library.yaml:537
    package protocol Handler: Sendable {
        func listSubjects(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.LookUpOldNumber {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 550)
    }

    /// Find a book by its number of before 1974.
    ///
    /// `GET /old-numbers/{number}`, Tests/GoldenLibrary/library.yaml:556
    package protocol Handler: Sendable {
        func lookUpOldNumber(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ListCopies {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 578)
    }

    /// List the copies of a book.
    ///
    /// `GET /books/{isbn}/copies`, Tests/GoldenLibrary/library.yaml:584
    package protocol Handler: Sendable {
        func listCopies(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetCopy {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 599)
    }

    /// Read about a copy.
    ///
    /// `GET /books/{isbn}/copies/{copy}`, Tests/GoldenLibrary/library.yaml:605
    package protocol Handler: Sendable {
        func getCopy(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.MoveCopy {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 618)
    }

    /// Move a copy.
    ///
    /// `POST /books/{isbn}/copies/{copy}/moves`, Tests/GoldenLibrary/library.yaml:626
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func moveCopy(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.JudgeCopy {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 646)
    }

    /// Say how a copy looks.
    ///
    /// `PUT /books/{isbn}/copies/{copy}/condition/{condition}`, Tests/GoldenLibrary/library.yaml:654
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func judgeCopy(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.RegisterReader {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 671)
    }

    /// Get a card.
    ///
    /// `POST /readers`, Tests/GoldenLibrary/library.yaml:677
    package protocol Handler: Sendable {
        func registerReader(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetReader {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 702)
    }

    /// See what the library knows of a reader.
    ///
    /// `GET /readers/{card}`, Tests/GoldenLibrary/library.yaml:710
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func getReader(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.UpdateReader {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 724)
    }

    /// Change what the library knows of a reader.
    ///
    /// `PATCH /readers/{card}`, Tests/GoldenLibrary/library.yaml:732
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func updateReader(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.CancelCard {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 749)
    }

    /// Give a card back.
    ///
    /// `DELETE /readers/{card}`, Tests/GoldenLibrary/library.yaml:757
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func cancelCard(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetMyShelf {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 765)
    }

    /// See the books that wait for me.
    ///
    /// `GET /my/shelf`, Tests/GoldenLibrary/library.yaml:773
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func getMyShelf(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ListLoans {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 787)
    }

    /// List the loans of a reader.
    ///
    /// `GET /readers/{card}/loans`, Tests/GoldenLibrary/library.yaml:795
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func listLoans(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.Lend {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 819)
    }

    /// Lend a book.
    ///
    /// `PUT /readers/{card}/loans/{isbn}`, Tests/GoldenLibrary/library.yaml:827
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func lend(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GiveBack {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 844)
    }

    /// Give a book back.
    ///
    /// `DELETE /readers/{card}/loans/{isbn}`, Tests/GoldenLibrary/library.yaml:852
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func giveBack(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.RenewLoan {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 862)
    }

    /// Keep a book longer.
    ///
    /// `POST /readers/{card}/loans/{isbn}/renewals`, Tests/GoldenLibrary/library.yaml:870
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func renewLoan(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.OpenDesk {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 890)
    }

    /// Open a desk.
    ///
    /// `PUT /desks/{desk}/opening`, Tests/GoldenLibrary/library.yaml:898
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func openDesk(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.SendMessage {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 909)
    }

    /// Send a desk a message.
    ///
    /// `POST /desks/{desk}/messages`, Tests/GoldenLibrary/library.yaml:917
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func sendMessage(_ input: Input, caller: Caller?, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.SearchBooks {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 951)
    }

    /// Look for books.
    ///
    /// `GET /search`, Tests/GoldenLibrary/library.yaml:957
    package protocol Handler: Sendable {
        func searchBooks(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.SearchCompactly {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 976)
    }

    /// Look for books with a short question.
    ///
    /// `GET /search/compact`, Tests/GoldenLibrary/library.yaml:982
    package protocol Handler: Sendable {
        func searchCompactly(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.RecommendBooks {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 997)
    }

    /// Ask for books that one might like.
    ///
    /// `GET /search/recommended`, Tests/GoldenLibrary/library.yaml:1003
    package protocol Handler: Sendable {
        func recommendBooks(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.SearchAnywhere {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1023)
    }

    /// Look for books from another catalogue's page.
    ///
    /// `GET /search/anywhere`, Tests/GoldenLibrary/library.yaml:1029
    package protocol Handler: Sendable {
        func searchAnywhere(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.FindPlain {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1042)
    }

    /// Find a place that is written plainly: east/2/5,6/row,4,shelf,7.
    ///
    /// `GET /guide/plain/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1048
    package protocol Handler: Sendable {
        func findPlain(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.FindPlainPairs {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1061)
    }

    /// Find a place that is written plainly in pairs: east/2/5,6/row=4,shelf=7.
    ///
    /// `GET /guide/plain-pairs/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1067
    package protocol Handler: Sendable {
        func findPlainPairs(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.FindDotted {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1080)
    }

    /// Find a place that is written with dots: .east/.2/.5,6/.row,4,shelf,7.
    ///
    /// `GET /guide/dotted/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1086
    package protocol Handler: Sendable {
        func findDotted(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.FindDottedPairs {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1099)
    }

    /// Find a place that is written with dots in pairs: .east/.2/.5.6/.row=4.shelf=7.
    ///
    /// `GET /guide/dotted-pairs/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1105
    package protocol Handler: Sendable {
        func findDottedPairs(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.FindMatrix {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1118)
    }

    /// Find a place that is written by name: ;hall=east/;floor=2/;aisles=5,6/;spot=row,4,shelf,7.
    ///
    /// `GET /guide/matrix/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1124
    package protocol Handler: Sendable {
        func findMatrix(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.FindMatrixPairs {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1137)
    }

    /// Find a place that is written by name in pairs: ;hall=east/;floor=2/;aisles=5;aisles=6/;row=4;shelf=7.
    ///
    /// `GET /guide/matrix-pairs/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1143
    package protocol Handler: Sendable {
        func findMatrixPairs(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ReadFeed {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1155)
    }

    /// Follow the catalogue with a feed reader.
    ///
    /// `GET /feed`, Tests/GoldenLibrary/library.yaml:1163
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func readFeed(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetStatistics {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1175)
    }

    /// Count the loans.
    ///
    /// `GET /statistics`, Tests/GoldenLibrary/library.yaml:1183
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func getStatistics(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ExportCatalogue {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1199)
    }

    /// Fetch the whole catalogue.
    ///
    /// `GET /catalogue`, Tests/GoldenLibrary/library.yaml:1207
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func exportCatalogue(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ImportCatalogue {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1223)
    }

    /// Send the whole catalogue.
    ///
    /// `POST /imports`, Tests/GoldenLibrary/library.yaml:1231
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func importCatalogue(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetImport {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1256)
    }

    /// See what became of an import.
    ///
    /// `GET /imports/{batch}`, Tests/GoldenLibrary/library.yaml:1264
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func getImport(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ImportBatch {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1274)
    }

    /// Send some records.
    ///
    /// `PUT /imports/{batch}`, Tests/GoldenLibrary/library.yaml:1282
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func importBatch(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library {
    /// Says who the caller is, one requirement per security scheme. Throw a `Rejection` to refuse.
    package protocol Authenticator<Caller>: Sendable {
        associatedtype Caller: Sendable

        /// A reader, by the token of the app.
        func readerToken(_ credentials: BearerCredentials, context: RequestContext) async throws -> Caller
        /// A reader, by the cookie of the web page.
        func readerCookie(_ credentials: APIKeyCredentials, context: RequestContext) async throws -> Caller
        /// Who works here, by name and password.
        func clerk(_ credentials: BasicCredentials, context: RequestContext) async throws -> Caller
        /// A desk, by the key in its drawer.
        func deskKey(_ credentials: APIKeyCredentials, context: RequestContext) async throws -> Caller
        func feedKey(_ credentials: APIKeyCredentials, context: RequestContext) async throws -> Caller
        /// Another library, by a token of the union catalogue.
        func partner(_ credentials: BearerCredentials, context: RequestContext) async throws -> Granted<Caller>
        /// Who studies the library, by a token of the university.
        func university(_ credentials: BearerCredentials, context: RequestContext) async throws -> Granted<Caller>
        /// Who calls when several schemes at once have answered: refuse those that disagree.
        func joined(_ callers: [Caller], context: RequestContext) async throws -> Caller
        /// Refuses a caller who is not the owner that the path names (`x-owner`).
        func requireOwner(_ owner: String, _ caller: Caller, context: RequestContext) throws
    }
}

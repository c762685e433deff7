// Generated from Tests/GoldenLibrary/library.yaml. Change the contract, not this file.
// swift-format-ignore-file

package import ContractRuntime
package import HTTPCore

extension Library {
    /// The building, its hours and its news. Anybody may ask.
    package typealias HouseHandlers = GetOpeningHours.Handler & GetHouseRules.Handler & GetLogo.Handler
        & RingBell.Handler & WatchArrivals.Handler & FollowNotices.Handler

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

extension Library.GetHouseRules {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 63)
    }

    /// What visitors must keep to.
    ///
    /// `GET /house-rules`, Tests/GoldenLibrary/library.yaml:69
    package protocol Handler: Sendable {
        func getHouseRules() throws -> Constant<Output>
    }
}
#sourceLocation()

extension Library.GetLogo {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 90)
    }

    /// The library's sign.
    ///
    /// `GET /logo`, Tests/GoldenLibrary/library.yaml:96
    package protocol Handler: Sendable {
        func getLogo(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.RingBell {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 123)
    }

    /// Ring the bell of the desk.
    ///
    /// `POST /bell`, Tests/GoldenLibrary/library.yaml:129
    package protocol Handler: Sendable {
        func ringBell(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.WatchArrivals {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 142)
    }

    /// Watch books arrive.
    ///
    /// `GET /arrivals`, Tests/GoldenLibrary/library.yaml:148
    package protocol Handler: Sendable {
        func watchArrivals(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.FollowNotices {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 159)
    }

    /// Follow the notice board.
    ///
    /// `GET /notices`, Tests/GoldenLibrary/library.yaml:165
    package protocol Handler: Sendable {
        func followNotices(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ListBooks {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 182)
    }

    /// List the books.
    ///
    /// `GET /books`, Tests/GoldenLibrary/library.yaml:190
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func listBooks(_ input: Input, caller: Caller?, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.AddBook {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 217)
    }

    /// Add a book.
    ///
    /// `POST /books`, Tests/GoldenLibrary/library.yaml:225
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func addBook(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetBook {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 250)
    }

    /// Read about a book.
    ///
    /// `GET /books/{isbn}`, Tests/GoldenLibrary/library.yaml:256
    package protocol Handler: Sendable {
        func getBook(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ReplaceBook {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 266)
    }

    /// Write a book's record anew.
    ///
    /// `PUT /books/{isbn}`, Tests/GoldenLibrary/library.yaml:274
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func replaceBook(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.AmendBook {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 300)
    }

    /// Change some of a book's record.
    ///
    /// `PATCH /books/{isbn}`, Tests/GoldenLibrary/library.yaml:308
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func amendBook(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.RemoveBook {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 322)
    }

    /// Take a book off the shelves.
    ///
    /// `DELETE /books/{isbn}`, Tests/GoldenLibrary/library.yaml:330
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func removeBook(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ReadBlurb {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 343)
    }

    /// Read the back of a book.
    ///
    /// `GET /books/{isbn}/blurb`, Tests/GoldenLibrary/library.yaml:349
    package protocol Handler: Sendable {
        func readBlurb(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.WriteBlurb {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 361)
    }

    /// Write the back of a book.
    ///
    /// `PUT /books/{isbn}/blurb`, Tests/GoldenLibrary/library.yaml:369
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func writeBlurb(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetCover {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 387)
    }

    /// See the cover.
    ///
    /// `GET /books/{isbn}/cover`, Tests/GoldenLibrary/library.yaml:393
    package protocol Handler: Sendable {
        func getCover(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.SetCover {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 401)
    }

    /// Send the cover.
    ///
    /// `PUT /books/{isbn}/cover`, Tests/GoldenLibrary/library.yaml:409
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func setCover(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetNotes {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 427)
    }

    /// Read the librarian's notes.
    ///
    /// `GET /books/{isbn}/notes`, Tests/GoldenLibrary/library.yaml:435
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func getNotes(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.SetNotes {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 445)
    }

    /// Replace the librarian's notes.
    ///
    /// `PUT /books/{isbn}/notes`, Tests/GoldenLibrary/library.yaml:453
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func setNotes(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.RelateBooks {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 470)
    }

    /// Say which books go with this one.
    ///
    /// `PUT /books/{isbn}/related`, Tests/GoldenLibrary/library.yaml:478
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func relateBooks(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.RateBook {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 499)
    }

    /// Say how a book was.
    ///
    /// `POST /books/{isbn}/ratings`, Tests/GoldenLibrary/library.yaml:507
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func rateBook(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.AddPictures {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 528)
    }

    /// Add pictures of a book.
    ///
    /// `POST /books/{isbn}/pictures`, Tests/GoldenLibrary/library.yaml:536
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func addPictures(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ListSubjects {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 558)
    }

    /// See what the books are about.
    ///
    /// `GET /subjects`, Tests/GoldenLibrary/library.yaml:564
    package protocol Handler: Sendable {
        func listSubjects(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.LookUpOldNumber {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 577)
    }

    /// Find a book by its number of before 1974.
    ///
    /// `GET /old-numbers/{number}`, Tests/GoldenLibrary/library.yaml:583
    package protocol Handler: Sendable {
        func lookUpOldNumber(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ListCopies {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 605)
    }

    /// List the copies of a book.
    ///
    /// `GET /books/{isbn}/copies`, Tests/GoldenLibrary/library.yaml:611
    package protocol Handler: Sendable {
        func listCopies(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetCopy {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 626)
    }

    /// Read about a copy.
    ///
    /// `GET /books/{isbn}/copies/{copy}`, Tests/GoldenLibrary/library.yaml:632
    package protocol Handler: Sendable {
        func getCopy(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.MoveCopy {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 645)
    }

    /// Move a copy.
    ///
    /// `POST /books/{isbn}/copies/{copy}/moves`, Tests/GoldenLibrary/library.yaml:653
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func moveCopy(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.JudgeCopy {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 673)
    }

    /// Say how a copy looks.
    ///
    /// `PUT /books/{isbn}/copies/{copy}/condition/{condition}`, Tests/GoldenLibrary/library.yaml:681
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func judgeCopy(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.RegisterReader {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 698)
    }

    /// Get a card.
    ///
    /// `POST /readers`, Tests/GoldenLibrary/library.yaml:704
    package protocol Handler: Sendable {
        func registerReader(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetReader {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 729)
    }

    /// See what the library knows of a reader.
    ///
    /// `GET /readers/{card}`, Tests/GoldenLibrary/library.yaml:737
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func getReader(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.UpdateReader {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 751)
    }

    /// Change what the library knows of a reader.
    ///
    /// `PATCH /readers/{card}`, Tests/GoldenLibrary/library.yaml:759
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func updateReader(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.CancelCard {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 776)
    }

    /// Give a card back.
    ///
    /// `DELETE /readers/{card}`, Tests/GoldenLibrary/library.yaml:784
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func cancelCard(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetMyShelf {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 792)
    }

    /// See the books that wait for me.
    ///
    /// `GET /my/shelf`, Tests/GoldenLibrary/library.yaml:800
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func getMyShelf(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ListLoans {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 814)
    }

    /// List the loans of a reader.
    ///
    /// `GET /readers/{card}/loans`, Tests/GoldenLibrary/library.yaml:822
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func listLoans(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.Lend {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 846)
    }

    /// Lend a book.
    ///
    /// `PUT /readers/{card}/loans/{isbn}`, Tests/GoldenLibrary/library.yaml:854
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func lend(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GiveBack {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 871)
    }

    /// Give a book back.
    ///
    /// `DELETE /readers/{card}/loans/{isbn}`, Tests/GoldenLibrary/library.yaml:879
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func giveBack(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.RenewLoan {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 889)
    }

    /// Keep a book longer.
    ///
    /// `POST /readers/{card}/loans/{isbn}/renewals`, Tests/GoldenLibrary/library.yaml:897
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func renewLoan(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.OpenDesk {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 917)
    }

    /// Open a desk.
    ///
    /// `PUT /desks/{desk}/opening`, Tests/GoldenLibrary/library.yaml:925
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func openDesk(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.SendMessage {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 936)
    }

    /// Send a desk a message.
    ///
    /// `POST /desks/{desk}/messages`, Tests/GoldenLibrary/library.yaml:944
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func sendMessage(_ input: Input, caller: Caller?, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.SearchBooks {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 978)
    }

    /// Look for books.
    ///
    /// `GET /search`, Tests/GoldenLibrary/library.yaml:984
    package protocol Handler: Sendable {
        func searchBooks(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.SearchCompactly {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1003)
    }

    /// Look for books with a short question.
    ///
    /// `GET /search/compact`, Tests/GoldenLibrary/library.yaml:1009
    package protocol Handler: Sendable {
        func searchCompactly(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.RecommendBooks {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1024)
    }

    /// Ask for books that one might like.
    ///
    /// `GET /search/recommended`, Tests/GoldenLibrary/library.yaml:1030
    package protocol Handler: Sendable {
        func recommendBooks(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.SearchAnywhere {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1050)
    }

    /// Look for books from another catalogue's page.
    ///
    /// `GET /search/anywhere`, Tests/GoldenLibrary/library.yaml:1056
    package protocol Handler: Sendable {
        func searchAnywhere(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.FindPlain {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1069)
    }

    /// Find a place that is written plainly: east/2/5,6/row,4,shelf,7.
    ///
    /// `GET /guide/plain/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1075
    package protocol Handler: Sendable {
        func findPlain(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.FindPlainPairs {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1088)
    }

    /// Find a place that is written plainly in pairs: east/2/5,6/row=4,shelf=7.
    ///
    /// `GET /guide/plain-pairs/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1094
    package protocol Handler: Sendable {
        func findPlainPairs(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.FindDotted {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1107)
    }

    /// Find a place that is written with dots: .east/.2/.5,6/.row,4,shelf,7.
    ///
    /// `GET /guide/dotted/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1113
    package protocol Handler: Sendable {
        func findDotted(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.FindDottedPairs {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1126)
    }

    /// Find a place that is written with dots in pairs: .east/.2/.5.6/.row=4.shelf=7.
    ///
    /// `GET /guide/dotted-pairs/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1132
    package protocol Handler: Sendable {
        func findDottedPairs(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.FindMatrix {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1145)
    }

    /// Find a place that is written by name: ;hall=east/;floor=2/;aisles=5,6/;spot=row,4,shelf,7.
    ///
    /// `GET /guide/matrix/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1151
    package protocol Handler: Sendable {
        func findMatrix(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.FindMatrixPairs {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1164)
    }

    /// Find a place that is written by name in pairs: ;hall=east/;floor=2/;aisles=5;aisles=6/;row=4;shelf=7.
    ///
    /// `GET /guide/matrix-pairs/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1170
    package protocol Handler: Sendable {
        func findMatrixPairs(_ input: Input, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ReadFeed {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1182)
    }

    /// Follow the catalogue with a feed reader.
    ///
    /// `GET /feed`, Tests/GoldenLibrary/library.yaml:1190
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func readFeed(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetStatistics {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1202)
    }

    /// Count the loans.
    ///
    /// `GET /statistics`, Tests/GoldenLibrary/library.yaml:1210
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func getStatistics(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ExportCatalogue {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1226)
    }

    /// Fetch the whole catalogue.
    ///
    /// `GET /catalogue`, Tests/GoldenLibrary/library.yaml:1234
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func exportCatalogue(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ImportCatalogue {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1250)
    }

    /// Send the whole catalogue.
    ///
    /// `POST /imports`, Tests/GoldenLibrary/library.yaml:1258
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func importCatalogue(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.GetImport {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1283)
    }

    /// See what became of an import.
    ///
    /// `GET /imports/{batch}`, Tests/GoldenLibrary/library.yaml:1291
    package protocol Handler: Sendable {
        associatedtype Caller: Sendable

        func getImport(_ input: Input, caller: Caller, context: RequestContext) async throws -> Output
    }
}
#sourceLocation()

extension Library.ImportBatch {
    private static func notesPointAtTheContract() {
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1301)
    }

    /// Send some records.
    ///
    /// `PUT /imports/{batch}`, Tests/GoldenLibrary/library.yaml:1309
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

// Generated from Tests/GoldenLibrary/library.yaml. Change the contract, not this file.
// swift-format-ignore-file

package import ContractRuntime
package import HTTPCore

extension Library {
    /// The building, its hours and its news. Anybody may ask.
    package protocol HouseHandlers: Sendable {
        /// When the library is open.
        ///
        /// `GET /opening-hours`, Tests/GoldenLibrary/library.yaml:48
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 48)
        func getOpeningHours(
            _ input: GetOpeningHours.Input, context: RequestContext
        ) async throws -> GetOpeningHours.Output
#sourceLocation()

        /// The library's sign.
        ///
        /// `GET /logo`, Tests/GoldenLibrary/library.yaml:69
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 69)
        func getLogo(_ input: GetLogo.Input, context: RequestContext) async throws -> GetLogo.Output
#sourceLocation()

        /// Ring the bell of the desk.
        ///
        /// `POST /bell`, Tests/GoldenLibrary/library.yaml:102
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 102)
        func ringBell(_ input: RingBell.Input, context: RequestContext) async throws -> RingBell.Output
#sourceLocation()

        /// Watch books arrive.
        ///
        /// `GET /arrivals`, Tests/GoldenLibrary/library.yaml:121
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 121)
        func watchArrivals(_ input: WatchArrivals.Input, context: RequestContext) async throws -> WatchArrivals.Output
#sourceLocation()

        /// Follow the notice board.
        ///
        /// `GET /notices`, Tests/GoldenLibrary/library.yaml:138
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 138)
        func followNotices(_ input: FollowNotices.Input, context: RequestContext) async throws -> FollowNotices.Output
#sourceLocation()
    }
}

extension Library {
    /// What stands on the shelves.
    ///
    /// Anybody may look; partners and the desks may change it.
    package protocol BooksHandlers: Sendable {
        /// Who calls a secured operation.
        associatedtype Caller: Sendable

        /// List the books.
        ///
        /// `GET /books`, Tests/GoldenLibrary/library.yaml:163
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 163)
        func listBooks(
            _ input: ListBooks.Input, caller: Caller?, context: RequestContext
        ) async throws -> ListBooks.Output
#sourceLocation()

        /// Add a book.
        ///
        /// `POST /books`, Tests/GoldenLibrary/library.yaml:198
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 198)
        func addBook(_ input: AddBook.Input, caller: Caller, context: RequestContext) async throws -> AddBook.Output
#sourceLocation()

        /// Read about a book.
        ///
        /// `GET /books/{isbn}`, Tests/GoldenLibrary/library.yaml:229
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 229)
        func getBook(_ input: GetBook.Input, context: RequestContext) async throws -> GetBook.Output
#sourceLocation()

        /// Write a book's record anew.
        ///
        /// `PUT /books/{isbn}`, Tests/GoldenLibrary/library.yaml:247
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 247)
        func replaceBook(
            _ input: ReplaceBook.Input, caller: Caller, context: RequestContext
        ) async throws -> ReplaceBook.Output
#sourceLocation()

        /// Change some of a book's record.
        ///
        /// `PATCH /books/{isbn}`, Tests/GoldenLibrary/library.yaml:281
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 281)
        func amendBook(
            _ input: AmendBook.Input, caller: Caller, context: RequestContext
        ) async throws -> AmendBook.Output
#sourceLocation()

        /// Take a book off the shelves.
        ///
        /// `DELETE /books/{isbn}`, Tests/GoldenLibrary/library.yaml:303
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 303)
        func removeBook(
            _ input: RemoveBook.Input, caller: Caller, context: RequestContext
        ) async throws -> RemoveBook.Output
#sourceLocation()

        /// Read the back of a book.
        ///
        /// `GET /books/{isbn}/blurb`, Tests/GoldenLibrary/library.yaml:322
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 322)
        func readBlurb(_ input: ReadBlurb.Input, context: RequestContext) async throws -> ReadBlurb.Output
#sourceLocation()

        /// Write the back of a book.
        ///
        /// `PUT /books/{isbn}/blurb`, Tests/GoldenLibrary/library.yaml:342
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 342)
        func writeBlurb(
            _ input: WriteBlurb.Input, caller: Caller, context: RequestContext
        ) async throws -> WriteBlurb.Output
#sourceLocation()

        /// See the cover.
        ///
        /// `GET /books/{isbn}/cover`, Tests/GoldenLibrary/library.yaml:366
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 366)
        func getCover(_ input: GetCover.Input, context: RequestContext) async throws -> GetCover.Output
#sourceLocation()

        /// Send the cover.
        ///
        /// `PUT /books/{isbn}/cover`, Tests/GoldenLibrary/library.yaml:382
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 382)
        func setCover(_ input: SetCover.Input, caller: Caller, context: RequestContext) async throws -> SetCover.Output
#sourceLocation()

        /// Read the librarian's notes.
        ///
        /// `GET /books/{isbn}/notes`, Tests/GoldenLibrary/library.yaml:408
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 408)
        func getNotes(_ input: GetNotes.Input, caller: Caller, context: RequestContext) async throws -> GetNotes.Output
#sourceLocation()

        /// Replace the librarian's notes.
        ///
        /// `PUT /books/{isbn}/notes`, Tests/GoldenLibrary/library.yaml:426
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 426)
        func setNotes(_ input: SetNotes.Input, caller: Caller, context: RequestContext) async throws -> SetNotes.Output
#sourceLocation()

        /// Say which books go with this one.
        ///
        /// `PUT /books/{isbn}/related`, Tests/GoldenLibrary/library.yaml:451
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 451)
        func relateBooks(
            _ input: RelateBooks.Input, caller: Caller, context: RequestContext
        ) async throws -> RelateBooks.Output
#sourceLocation()

        /// Say how a book was.
        ///
        /// `POST /books/{isbn}/ratings`, Tests/GoldenLibrary/library.yaml:480
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 480)
        func rateBook(_ input: RateBook.Input, caller: Caller, context: RequestContext) async throws -> RateBook.Output
#sourceLocation()

        /// Add pictures of a book.
        ///
        /// `POST /books/{isbn}/pictures`, Tests/GoldenLibrary/library.yaml:509
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 509)
        func addPictures(
            _ input: AddPictures.Input, caller: Caller, context: RequestContext
        ) async throws -> AddPictures.Output
#sourceLocation()

        /// See what the books are about.
        ///
        /// `GET /subjects`, Tests/GoldenLibrary/library.yaml:537
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 537)
        func listSubjects(_ input: ListSubjects.Input, context: RequestContext) async throws -> ListSubjects.Output
#sourceLocation()

        /// Find a book by its number of before 1974.
        ///
        /// `GET /old-numbers/{number}`, Tests/GoldenLibrary/library.yaml:556
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 556)
        func lookUpOldNumber(
            _ input: LookUpOldNumber.Input, context: RequestContext
        ) async throws -> LookUpOldNumber.Output
#sourceLocation()
    }
}

extension Library {
    package protocol CopiesHandlers: Sendable {
        /// Who calls a secured operation.
        associatedtype Caller: Sendable

        /// List the copies of a book.
        ///
        /// `GET /books/{isbn}/copies`, Tests/GoldenLibrary/library.yaml:584
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 584)
        func listCopies(_ input: ListCopies.Input, context: RequestContext) async throws -> ListCopies.Output
#sourceLocation()

        /// Read about a copy.
        ///
        /// `GET /books/{isbn}/copies/{copy}`, Tests/GoldenLibrary/library.yaml:605
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 605)
        func getCopy(_ input: GetCopy.Input, context: RequestContext) async throws -> GetCopy.Output
#sourceLocation()

        /// Move a copy.
        ///
        /// `POST /books/{isbn}/copies/{copy}/moves`, Tests/GoldenLibrary/library.yaml:626
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 626)
        func moveCopy(_ input: MoveCopy.Input, caller: Caller, context: RequestContext) async throws -> MoveCopy.Output
#sourceLocation()

        /// Say how a copy looks.
        ///
        /// `PUT /books/{isbn}/copies/{copy}/condition/{condition}`, Tests/GoldenLibrary/library.yaml:654
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 654)
        func judgeCopy(
            _ input: JudgeCopy.Input, caller: Caller, context: RequestContext
        ) async throws -> JudgeCopy.Output
#sourceLocation()
    }
}

extension Library {
    /// Who has a card.
    package protocol ReadersHandlers: Sendable {
        /// Who calls a secured operation.
        associatedtype Caller: Sendable

        /// Get a card.
        ///
        /// `POST /readers`, Tests/GoldenLibrary/library.yaml:677
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 677)
        func registerReader(
            _ input: RegisterReader.Input, context: RequestContext
        ) async throws -> RegisterReader.Output
#sourceLocation()

        /// See what the library knows of a reader.
        ///
        /// `GET /readers/{card}`, Tests/GoldenLibrary/library.yaml:710
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 710)
        func getReader(
            _ input: GetReader.Input, caller: Caller, context: RequestContext
        ) async throws -> GetReader.Output
#sourceLocation()

        /// Change what the library knows of a reader.
        ///
        /// `PATCH /readers/{card}`, Tests/GoldenLibrary/library.yaml:732
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 732)
        func updateReader(
            _ input: UpdateReader.Input, caller: Caller, context: RequestContext
        ) async throws -> UpdateReader.Output
#sourceLocation()

        /// Give a card back.
        ///
        /// `DELETE /readers/{card}`, Tests/GoldenLibrary/library.yaml:757
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 757)
        func cancelCard(
            _ input: CancelCard.Input, caller: Caller, context: RequestContext
        ) async throws -> CancelCard.Output
#sourceLocation()

        /// See the books that wait for me.
        ///
        /// `GET /my/shelf`, Tests/GoldenLibrary/library.yaml:773
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 773)
        func getMyShelf(
            _ input: GetMyShelf.Input, caller: Caller, context: RequestContext
        ) async throws -> GetMyShelf.Output
#sourceLocation()
    }
}

extension Library {
    /// Who has which book, and for how long.
    package protocol LoanDeskHandlers: Sendable {
        /// Who calls a secured operation.
        associatedtype Caller: Sendable

        /// List the loans of a reader.
        ///
        /// `GET /readers/{card}/loans`, Tests/GoldenLibrary/library.yaml:795
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 795)
        func listLoans(
            _ input: ListLoans.Input, caller: Caller, context: RequestContext
        ) async throws -> ListLoans.Output
#sourceLocation()

        /// Lend a book.
        ///
        /// `PUT /readers/{card}/loans/{isbn}`, Tests/GoldenLibrary/library.yaml:827
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 827)
        func lend(_ input: Lend.Input, caller: Caller, context: RequestContext) async throws -> Lend.Output
#sourceLocation()

        /// Give a book back.
        ///
        /// `DELETE /readers/{card}/loans/{isbn}`, Tests/GoldenLibrary/library.yaml:852
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 852)
        func giveBack(_ input: GiveBack.Input, caller: Caller, context: RequestContext) async throws -> GiveBack.Output
#sourceLocation()

        /// Keep a book longer.
        ///
        /// `POST /readers/{card}/loans/{isbn}/renewals`, Tests/GoldenLibrary/library.yaml:870
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 870)
        func renewLoan(
            _ input: RenewLoan.Input, caller: Caller, context: RequestContext
        ) async throws -> RenewLoan.Output
#sourceLocation()

        /// Open a desk.
        ///
        /// `PUT /desks/{desk}/opening`, Tests/GoldenLibrary/library.yaml:898
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 898)
        func openDesk(_ input: OpenDesk.Input, caller: Caller, context: RequestContext) async throws -> OpenDesk.Output
#sourceLocation()

        /// Send a desk a message.
        ///
        /// `POST /desks/{desk}/messages`, Tests/GoldenLibrary/library.yaml:917
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 917)
        func sendMessage(
            _ input: SendMessage.Input, caller: Caller?, context: RequestContext
        ) async throws -> SendMessage.Output
#sourceLocation()
    }
}

extension Library {
    /// Looking for books, in the many ways in which catalogues of other makers write a question.
    package protocol SearchHandlers: Sendable {
        /// Look for books.
        ///
        /// `GET /search`, Tests/GoldenLibrary/library.yaml:957
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 957)
        func searchBooks(_ input: SearchBooks.Input, context: RequestContext) async throws -> SearchBooks.Output
#sourceLocation()

        /// Look for books with a short question.
        ///
        /// `GET /search/compact`, Tests/GoldenLibrary/library.yaml:982
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 982)
        func searchCompactly(
            _ input: SearchCompactly.Input, context: RequestContext
        ) async throws -> SearchCompactly.Output
#sourceLocation()

        /// Ask for books that one might like.
        ///
        /// `GET /search/recommended`, Tests/GoldenLibrary/library.yaml:1003
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1003)
        func recommendBooks(
            _ input: RecommendBooks.Input, context: RequestContext
        ) async throws -> RecommendBooks.Output
#sourceLocation()

        /// Look for books from another catalogue's page.
        ///
        /// `GET /search/anywhere`, Tests/GoldenLibrary/library.yaml:1029
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1029)
        func searchAnywhere(
            _ input: SearchAnywhere.Input, context: RequestContext
        ) async throws -> SearchAnywhere.Output
#sourceLocation()
    }
}

extension Library {
    /// Directions to a shelf.
    ///
    /// The guide posts in the halls are of three makers, and each writes the places in a path in a style of its own.
    package protocol GuideHandlers: Sendable {
        /// Find a place that is written plainly: east/2/5,6/row,4,shelf,7.
        ///
        /// `GET /guide/plain/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1048
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1048)
        func findPlain(_ input: FindPlain.Input, context: RequestContext) async throws -> FindPlain.Output
#sourceLocation()

        /// Find a place that is written plainly in pairs: east/2/5,6/row=4,shelf=7.
        ///
        /// `GET /guide/plain-pairs/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1067
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1067)
        func findPlainPairs(
            _ input: FindPlainPairs.Input, context: RequestContext
        ) async throws -> FindPlainPairs.Output
#sourceLocation()

        /// Find a place that is written with dots: .east/.2/.5,6/.row,4,shelf,7.
        ///
        /// `GET /guide/dotted/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1086
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1086)
        func findDotted(_ input: FindDotted.Input, context: RequestContext) async throws -> FindDotted.Output
#sourceLocation()

        /// Find a place that is written with dots in pairs: .east/.2/.5.6/.row=4.shelf=7.
        ///
        /// `GET /guide/dotted-pairs/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1105
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1105)
        func findDottedPairs(
            _ input: FindDottedPairs.Input, context: RequestContext
        ) async throws -> FindDottedPairs.Output
#sourceLocation()

        /// Find a place that is written by name: ;hall=east/;floor=2/;aisles=5,6/;spot=row,4,shelf,7.
        ///
        /// `GET /guide/matrix/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1124
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1124)
        func findMatrix(_ input: FindMatrix.Input, context: RequestContext) async throws -> FindMatrix.Output
#sourceLocation()

        /// Find a place that is written by name in pairs: ;hall=east/;floor=2/;aisles=5;aisles=6/;row=4;shelf=7.
        ///
        /// `GET /guide/matrix-pairs/{hall}/{floor}/{aisles}/{spot}`, Tests/GoldenLibrary/library.yaml:1143
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1143)
        func findMatrixPairs(
            _ input: FindMatrixPairs.Input, context: RequestContext
        ) async throws -> FindMatrixPairs.Output
#sourceLocation()
    }
}

extension Library {
    /// Catalogue records that come and go in bulk.
    package protocol ImportsHandlers: Sendable {
        /// Who calls a secured operation.
        associatedtype Caller: Sendable

        /// Follow the catalogue with a feed reader.
        ///
        /// `GET /feed`, Tests/GoldenLibrary/library.yaml:1163
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1163)
        func readFeed(_ input: ReadFeed.Input, caller: Caller, context: RequestContext) async throws -> ReadFeed.Output
#sourceLocation()

        /// Count the loans.
        ///
        /// `GET /statistics`, Tests/GoldenLibrary/library.yaml:1183
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1183)
        func getStatistics(
            _ input: GetStatistics.Input, caller: Caller, context: RequestContext
        ) async throws -> GetStatistics.Output
#sourceLocation()

        /// Fetch the whole catalogue.
        ///
        /// `GET /catalogue`, Tests/GoldenLibrary/library.yaml:1207
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1207)
        func exportCatalogue(
            _ input: ExportCatalogue.Input, caller: Caller, context: RequestContext
        ) async throws -> ExportCatalogue.Output
#sourceLocation()

        /// Send the whole catalogue.
        ///
        /// `POST /imports`, Tests/GoldenLibrary/library.yaml:1231
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1231)
        func importCatalogue(
            _ input: ImportCatalogue.Input, caller: Caller, context: RequestContext
        ) async throws -> ImportCatalogue.Output
#sourceLocation()

        /// See what became of an import.
        ///
        /// `GET /imports/{batch}`, Tests/GoldenLibrary/library.yaml:1264
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1264)
        func getImport(
            _ input: GetImport.Input, caller: Caller, context: RequestContext
        ) async throws -> GetImport.Output
#sourceLocation()

        /// Send some records.
        ///
        /// `PUT /imports/{batch}`, Tests/GoldenLibrary/library.yaml:1282
#sourceLocation(file: "Tests/GoldenLibrary/library.yaml", line: 1282)
        func importBatch(
            _ input: ImportBatch.Input, caller: Caller, context: RequestContext
        ) async throws -> ImportBatch.Output
#sourceLocation()
    }
}

extension Library {
    /// Everything this contract asks for.
    package typealias Handlers = HouseHandlers & BooksHandlers & CopiesHandlers & ReadersHandlers & LoanDeskHandlers
        & SearchHandlers & GuideHandlers & ImportsHandlers
}

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

// Generated from Tests/GoldenLibrary/library.yaml. Change the contract, not this file.

package import ContractRuntime
package import JSON

extension Library {
    /// When the library is open: `GET /opening-hours`.
    package enum GetOpeningHours {
        package struct Input: Sendable {
            /// The media type that the client likes best.
            package var accept: Accepted

            package init(accept: Accepted) {
                self.accept = accept
            }
        }

        package enum Output: Sendable {
            /// 200: The hours of a week, as data, as a table, or as the note on the door.
            case ok(OkContent)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }

        /// The body of a 200, by its media type.
        package enum OkContent: Sendable {
            /// `application/json`
            case json(Week)
            /// `text/csv`
            case csv(String)
            /// `text/plain`
            case text(String)
        }

        /// The media types that a client may accept.
        package enum Accepted: String, CaseIterable, Sendable {
            case json = "application/json"
            case csv = "text/csv"
            case text = "text/plain"
        }
    }
}

extension Library {
    /// What visitors must keep to: `GET /house-rules`.
    package enum GetHouseRules {
        package enum Output: Sendable {
            /// 200: The rules.
            case ok(HouseRules, eTag: String)
            /// 304: The client has them already.
            case notModified(eTag: String)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// The library's sign: `GET /logo`.
    package enum GetLogo {
        package struct Input: Sendable {
            /// What the client has already.
            package var ifNoneMatch: String?
            /// The media type that the client likes best.
            package var accept: Accepted

            package init(ifNoneMatch: String? = nil, accept: Accepted) {
                self.ifNoneMatch = ifNoneMatch
                self.accept = accept
            }
        }

        package enum Output: Sendable {
            /// 200: The sign, as the client likes it best.
            case ok(OkContent, eTag: String)
            /// 304: The client has it already.
            case notModified(eTag: String)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }

        /// The body of a 200, by its media type.
        package enum OkContent: Sendable {
            /// `image/svg+xml`
            case svg([UInt8])
            /// `image/png`
            case png([UInt8])
        }

        /// The media types that a client may accept.
        package enum Accepted: String, CaseIterable, Sendable {
            case svg = "image/svg+xml"
            case png = "image/png"
        }
    }
}

extension Library {
    /// Ring the bell of the desk: `POST /bell`.
    package enum RingBell {
        package struct Input: Sendable {
            package init() {}
        }

        package enum Output: Sendable {
            /// 202: Somebody will come.
            case accepted(xWaiting: Int?)
            /// 204: Somebody is here.
            case noContent
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 418: The bell is a teapot.
            case status418
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Watch books arrive: `GET /arrivals`.
    package enum WatchArrivals {
        package struct Input: Sendable {
            package init() {}
        }

        package enum Output: Sendable {
            /// 200: A picture for each arrival.
            case ok(ResponseStream)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Follow the notice board: `GET /notices`.
    package enum FollowNotices {
        package struct Input: Sendable {
            /// The notice that the client saw last.
            package var lastEventID: Int?

            package init(lastEventID: Int? = nil) {
                self.lastEventID = lastEventID
            }
        }

        package enum Output: Sendable {
            /// 200: An event for each notice.
            case ok(ResponseStream)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// List the books: `GET /books`.
    package enum ListBooks {
        package struct Input: Sendable {
            /// So many at most.
            package var limit: Int
            /// So many are passed over.
            package var offset: Int
            package var minPrice: Double?
            package var maxWeight: Double
            package var soldOut: Bool
            package var language: String
            /// A hall; ask the guide instead.
            package var `in`: String?
            /// What the client has already.
            package var ifNoneMatch: String?

            package init(
                limit: Int, offset: Int, minPrice: Double? = nil, maxWeight: Double, soldOut: Bool, language: String,
                in: String? = nil, ifNoneMatch: String? = nil
            ) {
                self.limit = limit
                self.offset = offset
                self.minPrice = minPrice
                self.maxWeight = maxWeight
                self.soldOut = soldOut
                self.language = language
                self.in = `in`
                self.ifNoneMatch = ifNoneMatch
            }
        }

        package enum Output: Sendable {
            /// 200: Some books. The ETag names this page of them.
            case ok(BookPage, eTag: String, xTotal: Int?, xLastPage: Bool)
            /// 304: Nothing new.
            case notModified
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Add a book: `POST /books`.
    package enum AddBook {
        package struct Input: Sendable {
            /// The record.
            package var body: Book

            package init(body: Book) {
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 201: It stands on the shelf.
            case created(Book, location: String)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 403: It is not yours, or your token does not reach that far.
            case forbidden(Problem, wwwAuthenticate: String?)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 409: Something else stands against it.
            case conflict(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Read about a book: `GET /books/{isbn}`.
    package enum GetBook {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber

            package init(isbn: BookNumber) {
                self.isbn = isbn
            }
        }

        package enum Output: Sendable {
            /// 200: The book.
            case ok(Book, eTag: String)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Write a book's record anew: `PUT /books/{isbn}`.
    package enum ReplaceBook {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber
            /// The ETag of the record that is to go.
            package var ifMatch: String?
            /// The record.
            package var body: Book

            package init(isbn: BookNumber, ifMatch: String? = nil, body: Book) {
                self.isbn = isbn
                self.ifMatch = ifMatch
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 200: The new record.
            case ok(Book, eTag: String)
            /// 201: There was none before.
            case created(Book, location: String, eTag: String)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 412: Somebody was faster.
            case preconditionFailed(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Change some of a book's record: `PATCH /books/{isbn}`.
    package enum AmendBook {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber
            /// What is to change (RFC 7396).
            package var body: Amendment

            package init(isbn: BookNumber, body: Amendment) {
                self.isbn = isbn
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 204: Changed.
            case noContent
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 403: It is not yours, or your token does not reach that far.
            case forbidden(Problem, wwwAuthenticate: String?)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Take a book off the shelves: `DELETE /books/{isbn}`.
    package enum RemoveBook {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber

            package init(isbn: BookNumber) {
                self.isbn = isbn
            }
        }

        package enum Output: Sendable {
            /// 204: It is gone.
            case noContent
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 403: It is not yours, or your token does not reach that far.
            case forbidden(Problem, wwwAuthenticate: String?)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 409: Something else stands against it.
            case conflict(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Read the back of a book: `GET /books/{isbn}/blurb`.
    package enum ReadBlurb {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber

            package init(isbn: BookNumber) {
                self.isbn = isbn
            }
        }

        package enum Output: Sendable {
            /// 200: What it says.
            case ok(String)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Write the back of a book: `PUT /books/{isbn}/blurb`.
    package enum WriteBlurb {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber
            package var body: String

            package init(isbn: BookNumber, body: String) {
                self.isbn = isbn
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 204: Written.
            case noContent
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// See the cover: `GET /books/{isbn}/cover`.
    package enum GetCover {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber

            package init(isbn: BookNumber) {
                self.isbn = isbn
            }
        }

        package enum Output: Sendable {
            /// 200: The picture.
            case ok([UInt8])
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Send the cover: `PUT /books/{isbn}/cover`.
    package enum SetCover {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber
            /// A picture of 64 KiB at most.
            package var body: [UInt8]

            package init(isbn: BookNumber, body: [UInt8]) {
                self.isbn = isbn
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 204: It is on the book.
            case noContent
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Read the librarian's notes: `GET /books/{isbn}/notes`.
    package enum GetNotes {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber

            package init(isbn: BookNumber) {
                self.isbn = isbn
            }
        }

        package enum Output: Sendable {
            /// 200: Whatever was noted.
            case ok(Notes)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Replace the librarian's notes: `PUT /books/{isbn}/notes`.
    package enum SetNotes {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber
            package var body: JSONObject

            package init(isbn: BookNumber, body: JSONObject) {
                self.isbn = isbn
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 204: Noted.
            case noContent
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Say which books go with this one: `PUT /books/{isbn}/related`.
    package enum RelateBooks {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber
            package var body: [BookNumber]

            package init(isbn: BookNumber, body: [BookNumber]) {
                self.isbn = isbn
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 200: All that go with it now.
            case ok([BookNumber])
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Say how a book was: `POST /books/{isbn}/ratings`.
    package enum RateBook {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber
            /// The form on the web page.
            package var body: Rating

            package init(isbn: BookNumber, body: Rating) {
                self.isbn = isbn
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 201: Thank you.
            case created(Rating)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Add pictures of a book: `POST /books/{isbn}/pictures`.
    package enum AddPictures {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber
            package var body: PictureUpload

            package init(isbn: BookNumber, body: PictureUpload) {
                self.isbn = isbn
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 201: What has come.
            case created(PictureReceipt)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// See what the books are about: `GET /subjects`.
    package enum ListSubjects {
        package struct Input: Sendable {
            package init() {}
        }

        package enum Output: Sendable {
            /// 200: The subjects, the narrower within the broader.
            case ok(Subject)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Find a book by its number of before 1974: `GET /old-numbers/{number}`.
    package enum LookUpOldNumber {
        package struct Input: Sendable {
            package var number: Int

            package init(number: Int) {
                self.number = number
            }
        }

        package enum Output: Sendable {
            /// 200: The book has kept its old number only.
            case ok(Book)
            /// 301: It has a new one.
            case movedPermanently(location: String)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// List the copies of a book: `GET /books/{isbn}/copies`.
    package enum ListCopies {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber

            package init(isbn: BookNumber) {
                self.isbn = isbn
            }
        }

        package enum Output: Sendable {
            /// 200: All copies.
            case ok(Copies)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Read about a copy: `GET /books/{isbn}/copies/{copy}`.
    package enum GetCopy {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber
            package var copy: Int

            package init(isbn: BookNumber, copy: Int) {
                self.isbn = isbn
                self.copy = copy
            }
        }

        package enum Output: Sendable {
            /// 200: The copy.
            case ok(Copy)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Move a copy: `POST /books/{isbn}/copies/{copy}/moves`.
    package enum MoveCopy {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber
            package var copy: Int
            /// Where to.
            package var body: Spot?

            package init(isbn: BookNumber, copy: Int, body: Spot? = nil) {
                self.isbn = isbn
                self.copy = copy
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 202: It is on the trolley.
            case accepted(Copy)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Say how a copy looks: `PUT /books/{isbn}/copies/{copy}/condition/{condition}`.
    package enum JudgeCopy {
        package struct Input: Sendable {
            /// Thirteen digits.
            package var isbn: BookNumber
            package var copy: Int
            package var condition: Condition

            package init(isbn: BookNumber, copy: Int, condition: Condition) {
                self.isbn = isbn
                self.copy = copy
                self.condition = condition
            }
        }

        package enum Output: Sendable {
            /// 204: Noted.
            case noContent
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Get a card: `POST /readers`.
    package enum RegisterReader {
        package struct Input: Sendable {
            /// Who it is for, by a program or by the form on the web page.
            package var body: Body

            package init(body: Body) {
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 201: The card.
            case created(Reader, location: String)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 409: Something else stands against it.
            case conflict(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }

        /// The body, by its media type.
        package enum Body: Sendable {
            /// `application/json`
            case json(Registration)
            /// `application/x-www-form-urlencoded`
            case form(Registration)
        }
    }
}

extension Library {
    /// See what the library knows of a reader: `GET /readers/{card}`.
    package enum GetReader {
        package struct Input: Sendable {
            /// The reader's card.
            package var card: Card

            package init(card: Card) {
                self.card = card
            }
        }

        package enum Output: Sendable {
            /// 200: All of it.
            case ok(Reader)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 403: It is not yours, or your token does not reach that far.
            case forbidden(Problem, wwwAuthenticate: String?)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Change what the library knows of a reader: `PATCH /readers/{card}`.
    package enum UpdateReader {
        package struct Input: Sendable {
            /// The reader's card.
            package var card: Card
            package var body: ReaderUpdate

            package init(card: Card, body: ReaderUpdate) {
                self.card = card
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 200: As it is now.
            case ok(Reader)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 403: It is not yours, or your token does not reach that far.
            case forbidden(Problem, wwwAuthenticate: String?)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Give a card back: `DELETE /readers/{card}`.
    package enum CancelCard {
        package struct Input: Sendable {
            /// The reader's card.
            package var card: Card

            package init(card: Card) {
                self.card = card
            }
        }

        package enum Output: Sendable {
            /// 204: Good-bye.
            case noContent
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 403: It is not yours, or your token does not reach that far.
            case forbidden(Problem, wwwAuthenticate: String?)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 409: Something else stands against it.
            case conflict(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// See the books that wait for me: `GET /my/shelf`.
    package enum GetMyShelf {
        package struct Input: Sendable {
            package init() {}
        }

        package enum Output: Sendable {
            /// 200: Their numbers.
            case ok([BookNumber])
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// List the loans of a reader: `GET /readers/{card}/loans`.
    package enum ListLoans {
        package struct Input: Sendable {
            /// The reader's card.
            package var card: Card
            /// Only those in this state.
            package var state: LoanState?
            /// Or in any of these.
            package var inStates: [LoanState]?

            package init(card: Card, state: LoanState? = nil, inStates: [LoanState]? = nil) {
                self.card = card
                self.state = state
                self.inStates = inStates
            }
        }

        package enum Output: Sendable {
            /// 200: The loans.
            case ok(LoanList)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 403: It is not yours, or your token does not reach that far.
            case forbidden(Problem, wwwAuthenticate: String?)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Lend a book: `PUT /readers/{card}/loans/{isbn}`.
    package enum Lend {
        package struct Input: Sendable {
            /// The reader's card.
            package var card: Card
            /// Thirteen digits.
            package var isbn: BookNumber
            /// A keyword of Swift as a name.
            package var `default`: String?
            /// A name of the generated code.
            package var input: Int
            /// What is said of the loan.
            package var body: Loan

            package init(card: Card, isbn: BookNumber, default: String? = nil, input: Int, body: Loan) {
                self.card = card
                self.isbn = isbn
                self.default = `default`
                self.input = input
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 204: Lent.
            case noContent
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 403: It is not yours, or your token does not reach that far.
            case forbidden(Problem, wwwAuthenticate: String?)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 409: Something else stands against it.
            case conflict(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Give a book back: `DELETE /readers/{card}/loans/{isbn}`.
    package enum GiveBack {
        package struct Input: Sendable {
            /// The reader's card.
            package var card: Card
            /// Thirteen digits.
            package var isbn: BookNumber

            package init(card: Card, isbn: BookNumber) {
                self.card = card
                self.isbn = isbn
            }
        }

        package enum Output: Sendable {
            /// 202: Thank you.
            case accepted(response: String?)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 403: It is not yours, or your token does not reach that far.
            case forbidden(Problem, wwwAuthenticate: String?)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Keep a book longer: `POST /readers/{card}/loans/{isbn}/renewals`.
    package enum RenewLoan {
        package struct Input: Sendable {
            /// The reader's card.
            package var card: Card
            /// Thirteen digits.
            package var isbn: BookNumber

            package init(card: Card, isbn: BookNumber) {
                self.card = card
                self.isbn = isbn
            }
        }

        package enum Output: Sendable {
            /// 200: Until when.
            case ok(Renewal, xRenewalsLeft: Int)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 403: It is not yours, or your token does not reach that far.
            case forbidden(Problem, wwwAuthenticate: String?)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 409: Something else stands against it.
            case conflict(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Open a desk: `PUT /desks/{desk}/opening`.
    package enum OpenDesk {
        package struct Input: Sendable {
            package var desk: String

            package init(desk: String) {
                self.desk = desk
            }
        }

        package enum Output: Sendable {
            /// 204: It is open.
            case noContent
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Send a desk a message: `POST /desks/{desk}/messages`.
    package enum SendMessage {
        package struct Input: Sendable {
            package var desk: String
            /// The media type that the client likes best.
            package var accept: Accepted
            /// A note, a form, or a picture of a book that nobody can name.
            package var body: Body?

            package init(desk: String, accept: Accepted, body: Body? = nil) {
                self.desk = desk
                self.accept = accept
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 200: What has come, in words, or as data.
            case ok(OkContent)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }

        /// The body, by its media type.
        package enum Body: Sendable {
            /// `text/plain`
            case text(String)
            /// `application/json`
            case json([String])
            /// `application/x-www-form-urlencoded`
            case form(MessageForm)
            /// `application/octet-stream`
            case bytes([UInt8])
        }

        /// The body of a 200, by its media type.
        package enum OkContent: Sendable {
            /// `text/plain`
            case text(String)
            /// `application/json`
            case json(MessageReceipt)
        }

        /// The media types that a client may accept.
        package enum Accepted: String, CaseIterable, Sendable {
            case text = "text/plain"
            case json = "application/json"
        }
    }
}

extension Library {
    /// Look for books: `GET /search`.
    package enum SearchBooks {
        package struct Input: Sendable {
            package var query: String
            package var subjects: Words?
            package var years: Years?
            package var filter: Filter?
            package var languages: Words?
            package var publishers: Words?
            package var binding: Binding?
            package var marks: [Int]?
            package var lendable: Bool?
            package var minStars: Double?

            package init(
                query: String, subjects: Words? = nil, years: Years? = nil, filter: Filter? = nil,
                languages: Words? = nil, publishers: Words? = nil, binding: Binding? = nil, marks: [Int]? = nil,
                lendable: Bool? = nil, minStars: Double? = nil
            ) {
                self.query = query
                self.subjects = subjects
                self.years = years
                self.filter = filter
                self.languages = languages
                self.publishers = publishers
                self.binding = binding
                self.marks = marks
                self.lendable = lendable
                self.minStars = minStars
            }
        }

        package enum Output: Sendable {
            /// 200: Some books, and the question as it was understood.
            case ok(Found)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Look for books with a short question: `GET /search/compact`.
    package enum SearchCompactly {
        package struct Input: Sendable {
            package var query: String
            package var subjects: Words?
            package var years: Years?
            package var languages: Words?
            package var publishers: Words?
            package var marks: [Int]?

            package init(
                query: String, subjects: Words? = nil, years: Years? = nil, languages: Words? = nil,
                publishers: Words? = nil, marks: [Int]? = nil
            ) {
                self.query = query
                self.subjects = subjects
                self.years = years
                self.languages = languages
                self.publishers = publishers
                self.marks = marks
            }
        }

        package enum Output: Sendable {
            /// 200: Some books, and the question as it was understood.
            case ok(Found)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Ask for books that one might like: `GET /search/recommended`.
    package enum RecommendBooks {
        package struct Input: Sendable {
            package var xQuery: String
            package var xSubjects: Words?
            package var xPublishers: Words?
            package var xYears: Years?
            package var xFilter: Filter?
            package var xBinding: Binding?
            package var xLendable: Bool?
            package var minStars: Double?
            package var languages: Words?
            package var shelf: Spot?
            package var visits: Int

            package init(
                xQuery: String, xSubjects: Words? = nil, xPublishers: Words? = nil, xYears: Years? = nil,
                xFilter: Filter? = nil, xBinding: Binding? = nil, xLendable: Bool? = nil, minStars: Double? = nil,
                languages: Words? = nil, shelf: Spot? = nil, visits: Int
            ) {
                self.xQuery = xQuery
                self.xSubjects = xSubjects
                self.xPublishers = xPublishers
                self.xYears = xYears
                self.xFilter = xFilter
                self.xBinding = xBinding
                self.xLendable = xLendable
                self.minStars = minStars
                self.languages = languages
                self.shelf = shelf
                self.visits = visits
            }
        }

        package enum Output: Sendable {
            /// 200: Some books, and the question as it was understood.
            case ok(Found)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Look for books from another catalogue's page: `GET /search/anywhere`.
    package enum SearchAnywhere {
        package struct Input: Sendable {
            package var query: String
            package var filter: Filter?

            package init(query: String, filter: Filter? = nil) {
                self.query = query
                self.filter = filter
            }
        }

        package enum Output: Sendable {
            /// 200: Some books, and the question as it was understood.
            case ok(Found)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Find a place that is written plainly: east/2/5,6/row,4,shelf,7: `GET
    /// /guide/plain/{hall}/{floor}/{aisles}/{spot}`.
    package enum FindPlain {
        package struct Input: Sendable {
            package var hall: Hall
            package var floor: Floor
            package var aisles: Words
            package var spot: Spot

            package init(hall: Hall, floor: Floor, aisles: Words, spot: Spot) {
                self.hall = hall
                self.floor = floor
                self.aisles = aisles
                self.spot = spot
            }
        }

        package enum Output: Sendable {
            /// 200: The place, as it was understood, and the way.
            case ok(Directions)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Find a place that is written plainly in pairs: east/2/5,6/row=4,shelf=7: `GET
    /// /guide/plain-pairs/{hall}/{floor}/{aisles}/{spot}`.
    package enum FindPlainPairs {
        package struct Input: Sendable {
            package var hall: Hall
            package var floor: Floor
            package var aisles: Words
            package var spot: Spot

            package init(hall: Hall, floor: Floor, aisles: Words, spot: Spot) {
                self.hall = hall
                self.floor = floor
                self.aisles = aisles
                self.spot = spot
            }
        }

        package enum Output: Sendable {
            /// 200: The place, as it was understood, and the way.
            case ok(Directions)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Find a place that is written with dots: .east/.2/.5,6/.row,4,shelf,7: `GET
    /// /guide/dotted/{hall}/{floor}/{aisles}/{spot}`.
    package enum FindDotted {
        package struct Input: Sendable {
            package var hall: Hall
            package var floor: Floor
            package var aisles: Words
            package var spot: Spot

            package init(hall: Hall, floor: Floor, aisles: Words, spot: Spot) {
                self.hall = hall
                self.floor = floor
                self.aisles = aisles
                self.spot = spot
            }
        }

        package enum Output: Sendable {
            /// 200: The place, as it was understood, and the way.
            case ok(Directions)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Find a place that is written with dots in pairs: .east/.2/.5.6/.row=4.shelf=7: `GET
    /// /guide/dotted-pairs/{hall}/{floor}/{aisles}/{spot}`.
    package enum FindDottedPairs {
        package struct Input: Sendable {
            package var hall: Hall
            package var floor: Floor
            package var aisles: Words
            package var spot: Spot

            package init(hall: Hall, floor: Floor, aisles: Words, spot: Spot) {
                self.hall = hall
                self.floor = floor
                self.aisles = aisles
                self.spot = spot
            }
        }

        package enum Output: Sendable {
            /// 200: The place, as it was understood, and the way.
            case ok(Directions)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Find a place that is written by name: ;hall=east/;floor=2/;aisles=5,6/;spot=row,4,shelf,7: `GET
    /// /guide/matrix/{hall}/{floor}/{aisles}/{spot}`.
    package enum FindMatrix {
        package struct Input: Sendable {
            package var hall: Hall
            package var floor: Floor
            package var aisles: Words
            package var spot: Spot

            package init(hall: Hall, floor: Floor, aisles: Words, spot: Spot) {
                self.hall = hall
                self.floor = floor
                self.aisles = aisles
                self.spot = spot
            }
        }

        package enum Output: Sendable {
            /// 200: The place, as it was understood, and the way.
            case ok(Directions)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Find a place that is written by name in pairs: ;hall=east/;floor=2/;aisles=5;aisles=6/;row=4;shelf=7: `GET
    /// /guide/matrix-pairs/{hall}/{floor}/{aisles}/{spot}`.
    package enum FindMatrixPairs {
        package struct Input: Sendable {
            package var hall: Hall
            package var floor: Floor
            package var aisles: Words
            package var spot: Spot

            package init(hall: Hall, floor: Floor, aisles: Words, spot: Spot) {
                self.hall = hall
                self.floor = floor
                self.aisles = aisles
                self.spot = spot
            }
        }

        package enum Output: Sendable {
            /// 200: The place, as it was understood, and the way.
            case ok(Directions)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Follow the catalogue with a feed reader: `GET /feed`.
    package enum ReadFeed {
        package struct Input: Sendable {
            package init() {}
        }

        package enum Output: Sendable {
            /// 200: The newest books.
            case ok([UInt8])
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Count the loans: `GET /statistics`.
    package enum GetStatistics {
        package struct Input: Sendable {
            package var year: Int?
            /// The media type that the client likes best.
            package var accept: Accepted

            package init(year: Int? = nil, accept: Accepted) {
                self.year = year
                self.accept = accept
            }
        }

        package enum Output: Sendable {
            /// 200: The loans of each month, as data or as a table.
            case ok(OkContent)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 403: It is not yours, or your token does not reach that far.
            case forbidden(Problem, wwwAuthenticate: String?)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }

        /// The body of a 200, by its media type.
        package enum OkContent: Sendable {
            /// `application/json`
            case json(Statistics)
            /// `text/csv`
            case csv(String)
        }

        /// The media types that a client may accept.
        package enum Accepted: String, CaseIterable, Sendable {
            case json = "application/json"
            case csv = "text/csv"
        }
    }
}

extension Library {
    /// Fetch the whole catalogue: `GET /catalogue`.
    package enum ExportCatalogue {
        package struct Input: Sendable {
            package init() {}
        }

        package enum Output: Sendable {
            /// 200: All records, as they come from the store.
            case ok(ResponseStream)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 403: It is not yours, or your token does not reach that far.
            case forbidden(Problem, wwwAuthenticate: String?)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Send the whole catalogue: `POST /imports`.
    package enum ImportCatalogue {
        package struct Input: Sendable {
            package var body: RequestStream

            package init(body: RequestStream) {
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 201: All of it.
            case created(ImportReport, location: String)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// See what became of an import: `GET /imports/{batch}`.
    package enum GetImport {
        package struct Input: Sendable {
            package var batch: Batch

            package init(batch: Batch) {
                self.batch = batch
            }
        }

        package enum Output: Sendable {
            /// 200: What became of it.
            case ok(ImportReport)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }
    }
}

extension Library {
    /// Send some records: `PUT /imports/{batch}`.
    package enum ImportBatch {
        package struct Input: Sendable {
            package var batch: Batch
            package var body: Body

            package init(batch: Batch, body: Body) {
                self.batch = batch
                self.body = body
            }
        }

        package enum Output: Sendable {
            /// 200: The batch was there before, and is replaced.
            case ok(ImportReport)
            /// 201: A new batch.
            case created(ImportReport)
            /// 400: What was wrong with the request.
            case badRequest(Problem)
            /// 401: Say who you are.
            case unauthorized(Problem, wwwAuthenticate: String)
            /// 404: There is no such thing here.
            case notFound(Problem)
            /// 406: There is nothing that the client accepts.
            case notAcceptable(Problem)
            /// 413: That is too much.
            case contentTooLarge(Problem)
            /// 415: Send something else.
            case unsupportedMediaType(Problem, accept: String)
            /// 500: Something broke; the log says what.
            case internalServerError(Problem)
            /// 503: The library is closed for now.
            case serviceUnavailable(Problem, retryAfter: Int)
        }

        /// The body, by its media type.
        package enum Body: Sendable {
            /// `text/csv`
            case csv(String)
            /// `application/json`
            case json([Book])
            /// `application/octet-stream`
            case bytes(RequestStream)
            /// `multipart/form-data`
            case multipart(BatchUpload)
        }
    }
}

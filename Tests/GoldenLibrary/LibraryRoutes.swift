// Generated from Tests/GoldenLibrary/library.yaml. Change the contract, not this file.

package import ContractRuntime
package import HTTPCore

extension Library {
    /// All operations, in the order of the contract.
    package static func routes<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> [Route] {
        [
            getOpeningHours(handlers),
            getHouseRules(handlers),
            getLogo(handlers),
            ringBell(handlers),
            watchArrivals(handlers),
            followNotices(handlers),
            listBooks(handlers, authenticator),
            addBook(handlers, authenticator),
            getBook(handlers),
            replaceBook(handlers, authenticator),
            amendBook(handlers, authenticator),
            removeBook(handlers, authenticator),
            readBlurb(handlers),
            writeBlurb(handlers, authenticator),
            getCover(handlers),
            setCover(handlers, authenticator),
            getNotes(handlers, authenticator),
            setNotes(handlers, authenticator),
            relateBooks(handlers, authenticator),
            rateBook(handlers, authenticator),
            addPictures(handlers, authenticator),
            listSubjects(handlers),
            lookUpOldNumber(handlers),
            listCopies(handlers),
            getCopy(handlers),
            moveCopy(handlers, authenticator),
            judgeCopy(handlers, authenticator),
            registerReader(handlers),
            getReader(handlers, authenticator),
            updateReader(handlers, authenticator),
            cancelCard(handlers, authenticator),
            getMyShelf(handlers, authenticator),
            listLoans(handlers, authenticator),
            lend(handlers, authenticator),
            giveBack(handlers, authenticator),
            renewLoan(handlers, authenticator),
            openDesk(handlers, authenticator),
            sendMessage(handlers, authenticator),
            searchBooks(handlers),
            searchCompactly(handlers),
            recommendBooks(handlers),
            searchAnywhere(handlers),
            findPlain(handlers),
            findPlainPairs(handlers),
            findDotted(handlers),
            findDottedPairs(handlers),
            findMatrix(handlers),
            findMatrixPairs(handlers),
            readFeed(handlers, authenticator),
            getStatistics(handlers, authenticator),
            exportCatalogue(handlers, authenticator),
            importCatalogue(handlers, authenticator),
            getImport(handlers, authenticator),
            importBatch(handlers, authenticator),
        ]
    }
}

extension Library {
    private static func getOpeningHours(_ handlers: some Handlers) -> Route {
        Route(
            "getOpeningHours", "GET", "/opening-hours", tag: "House", isNegotiated: true,
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let accept = try exchange.accept(GetOpeningHours.Accepted.self)
            try exchange.parameters(query: []).finish()
            let input = GetOpeningHours.Input(accept: accept)
            let output = try await handlers.getOpeningHours(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.GetOpeningHours.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body):
            var response = ResponseBuilder(200)
            switch body {
            case .json(let body):
                try response.json(body)
            case .csv(let body):
                response.text(body, Library.Rules.response200Csv, mediaType: "text/csv")
            case .text(let body):
                response.text(body, Library.Rules.response200Text, mediaType: "text/plain")
            }
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func getHouseRules(_ handlers: some Handlers) -> Route {
        Route.constant(
            "getHouseRules", "GET", "/house-rules", tag: "House",
            documented: [
                DocumentedStatus(200, 304),
                DocumentedStatus(400, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            try exchange.requireAcceptable("application/json")
            var parameters = exchange.parameters(query: [])
            let ifNoneMatch = parameters.string(.header("If-None-Match"), Rules.getHouseRulesIfNoneMatch)
            try parameters.finish()
            let constant = try handlers.getHouseRules()
            return { constant.answer(unless: ifNoneMatch) }
        }
    }
}

extension Library.GetHouseRules.Output: ConstantOutput {
    package func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body, let eTag):
            var response = ResponseBuilder(200)
            response.header("ETag", eTag, Library.Rules.eTagHeader)
            try response.json(body)
            return try response.finish()
        case .notModified(let eTag):
            var response = ResponseBuilder(304)
            response.header("ETag", eTag, Library.Rules.eTagHeader)
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func getLogo(_ handlers: some Handlers) -> Route {
        Route(
            "getLogo", "GET", "/logo", tag: "House", isNegotiated: true,
            documented: [
                DocumentedStatus(200, 304),
                DocumentedStatus(400, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let accept = try exchange.accept(GetLogo.Accepted.self)
            var parameters = exchange.parameters(query: [])
            let ifNoneMatch = parameters.string(.header("If-None-Match"), Rules.getHouseRulesIfNoneMatch)
            try parameters.finish()
            let input = GetLogo.Input(ifNoneMatch: ifNoneMatch, accept: accept)
            let output = try await handlers.getLogo(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.GetLogo.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body, let eTag):
            var response = ResponseBuilder(200)
            response.header("ETag", eTag, Library.Rules.eTagHeader)
            response.header("Cache-Control", "no-cache")
            response.header("X-Content-Type-Options", "nosniff")
            switch body {
            case .svg(let body):
                response.bytes(body, mediaType: "image/svg+xml")
            case .png(let body):
                response.bytes(body, mediaType: "image/png")
            }
            return try response.finish()
        case .notModified(let eTag):
            var response = ResponseBuilder(304)
            response.header("ETag", eTag, Library.Rules.eTagHeader)
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func ringBell(_ handlers: some Handlers) -> Route {
        Route(
            "ringBell", "POST", "/bell", tag: "House",
            documented: [
                DocumentedStatus(202, 204, 418),
                DocumentedStatus(400, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            try exchange.parameters(query: []).finish()
            let input = RingBell.Input()
            let output = try await handlers.ringBell(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.RingBell.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .accepted(let xWaiting):
            var response = ResponseBuilder(202)
            if let xWaiting { response.header("X-Waiting", xWaiting, Library.Rules.xWaitingHeader) }
            return try response.finish()
        case .noContent: return HTTPResponse(status: 204)
        case .badRequest(let body): return try .json(400, body)
        case .status418: return HTTPResponse(status: 418)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func watchArrivals(_ handlers: some Handlers) -> Route {
        Route(
            "watchArrivals", "GET", "/arrivals", tag: "House",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            try exchange.requireAcceptable("multipart/x-mixed-replace")
            try exchange.parameters(query: []).finish()
            let input = WatchArrivals.Input()
            let output = try await handlers.watchArrivals(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.WatchArrivals.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body):
            var response = ResponseBuilder(200)
            response.stream(body, mediaType: "multipart/x-mixed-replace")
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func followNotices(_ handlers: some Handlers) -> Route {
        Route(
            "followNotices", "GET", "/notices", tag: "House",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            try exchange.requireAcceptable("text/event-stream")
            var parameters = exchange.parameters(query: [])
            let lastEventID = parameters.integer(.header("Last-Event-ID"), Rules.followNoticesLastEventID)
            try parameters.finish()
            let input = FollowNotices.Input(lastEventID: lastEventID)
            let output = try await handlers.followNotices(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.FollowNotices.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body):
            var response = ResponseBuilder(200)
            response.header("Cache-Control", "no-cache")
            response.stream(body, mediaType: "text/event-stream")
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func listBooks<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "listBooks", "GET", "/books", tag: "Books",
            schemes: [.bearer],
            documented: [
                DocumentedStatus(200, 304),
                DocumentedStatus(400, 406, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await exchange.optionalCaller(of: [
                SecurityAlternative(.bearer) {
                    try await authenticator.readerToken(exchange.bearer, context: exchange.context)
                }
            ])
            try exchange.requireAcceptable("application/json")
            var parameters = exchange.parameters(
                query: ["limit", "offset", "min_price", "max_weight", "sold_out", "language", "in"])
            let limit = parameters.integer(.query("limit"), Rules.listBooksLimit) ?? 20
            let offset = parameters.integer(.query("offset"), Rules.listBooksOffset) ?? 0
            let minPrice = parameters.number(.query("min_price"), Rules.listBooksMinPrice)
            let maxWeight = parameters.number(.query("max_weight"), Rules.listBooksMaxWeight) ?? 2.5
            let soldOut = parameters.bool(.query("sold_out"), Rules.listBooksSoldOut) ?? false
            let language = parameters.string(.query("language"), Rules.listBooksLanguage) ?? "en"
            let `in` = parameters.string(.query("in"), Rules.listBooksIn)
            let ifNoneMatch = parameters.string(.header("If-None-Match"), Rules.getHouseRulesIfNoneMatch)
            try parameters.finish()
            let input = ListBooks.Input(
                limit: limit, offset: offset, minPrice: minPrice, maxWeight: maxWeight, soldOut: soldOut,
                language: language, in: `in`, ifNoneMatch: ifNoneMatch)
            let output = try await handlers.listBooks(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.ListBooks.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body, let eTag, let xTotal, let xLastPage):
            var response = ResponseBuilder(200)
            response.header("ETag", eTag, Library.Rules.eTagHeader)
            if let xTotal { response.header("X-Total", xTotal, Library.Rules.xTotalHeader) }
            response.header("X-Last-Page", xLastPage)
            try response.json(body)
            return try response.finish()
        case .notModified: return HTTPResponse(status: 304)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func addBook<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "addBook", "POST", "/books", tag: "Books",
            schemes: [.basic, .apiKey(.header("X-Desk-Key")), .bearer],
            documented: [
                DocumentedStatus(201),
                DocumentedStatus(400, 403, 406, 409, 413, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await exchange.caller(of: [
                SecurityAlternative(.basic, .apiKey(.header("X-Desk-Key"))) {
                    try await authenticator.joined(
                        [
                            try await authenticator.clerk(exchange.basic, context: exchange.context),
                            try await authenticator.deskKey(
                                exchange.key(.header("X-Desk-Key")), context: exchange.context),
                        ], context: exchange.context)
                },
                SecurityAlternative(.bearer) {
                    try await authenticator.partner(exchange.bearer, context: exchange.context)
                        .caller(with: ["catalogue:write"])
                },
            ])
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            try exchange.requireContent("application/json")
            let body = try await exchange.json(Book.self)
            let input = AddBook.Input(body: body)
            let output = try await handlers.addBook(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.AddBook.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .created(let body, let location):
            var response = ResponseBuilder(201)
            response.header("Location", location, Library.Rules.place)
            try response.json(body)
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .forbidden(let body, let wwwAuthenticate):
            var response = ResponseBuilder(403)
            if let wwwAuthenticate {
                response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader2)
            }
            try response.json(body)
            return try response.finish()
        case .notAcceptable(let body): return try .json(406, body)
        case .conflict(let body): return try .json(409, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func getBook(_ handlers: some Handlers) -> Route {
        Route(
            "getBook", "GET", "/books/{isbn}", tag: "Books",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 404, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = GetBook.Input(isbn: isbn)
            let output = try await handlers.getBook(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.GetBook.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body, let eTag):
            var response = ResponseBuilder(200)
            response.header("ETag", eTag, Library.Rules.eTagHeader)
            try response.json(body)
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func replaceBook<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "replaceBook", "PUT", "/books/{isbn}", tag: "Books",
            schemes: [.basic],
            documented: [
                DocumentedStatus(200, 201),
                DocumentedStatus(400, 404, 406, 412, 413, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.clerk(exchange.basic, context: exchange.context)
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try exchange.requireAcceptable("application/json")
            var parameters = exchange.parameters(query: [])
            let ifMatch = parameters.string(.header("If-Match"), Rules.replaceBookIfMatch)
            try parameters.finish()
            try exchange.requireContent("application/json")
            let body = try await exchange.json(Book.self)
            let input = ReplaceBook.Input(isbn: isbn, ifMatch: ifMatch, body: body)
            let output = try await handlers.replaceBook(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.ReplaceBook.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body, let eTag):
            var response = ResponseBuilder(200)
            response.header("ETag", eTag, Library.Rules.eTagHeader)
            try response.json(body)
            return try response.finish()
        case .created(let body, let location, let eTag):
            var response = ResponseBuilder(201)
            response.header("Location", location, Library.Rules.place)
            response.header("ETag", eTag, Library.Rules.eTagHeader)
            try response.json(body)
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .preconditionFailed(let body): return try .json(412, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func amendBook<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "amendBook", "PATCH", "/books/{isbn}", tag: "Books",
            schemes: [.bearer],
            documented: [
                DocumentedStatus(204),
                DocumentedStatus(400, 403, 404, 413, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.partner(exchange.bearer, context: exchange.context)
                .caller(with: ["catalogue:write"])
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try exchange.parameters(query: []).finish()
            try exchange.requireContent("application/merge-patch+json")
            let body = try await exchange.json(Amendment.self)
            let input = AmendBook.Input(isbn: isbn, body: body)
            let output = try await handlers.amendBook(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.AmendBook.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .noContent: return HTTPResponse(status: 204)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .forbidden(let body, let wwwAuthenticate):
            var response = ResponseBuilder(403)
            if let wwwAuthenticate {
                response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader2)
            }
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func removeBook<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "removeBook", "DELETE", "/books/{isbn}", tag: "Books",
            schemes: [.bearer],
            documented: [
                DocumentedStatus(204),
                DocumentedStatus(400, 403, 404, 409, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.partner(exchange.bearer, context: exchange.context)
                .caller(with: ["catalogue:write", "catalogue:remove"])
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try exchange.parameters(query: []).finish()
            let input = RemoveBook.Input(isbn: isbn)
            let output = try await handlers.removeBook(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.RemoveBook.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .noContent: return HTTPResponse(status: 204)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .forbidden(let body, let wwwAuthenticate):
            var response = ResponseBuilder(403)
            if let wwwAuthenticate {
                response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader2)
            }
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .conflict(let body): return try .json(409, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func readBlurb(_ handlers: some Handlers) -> Route {
        Route(
            "readBlurb", "GET", "/books/{isbn}/blurb", tag: "Books",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 404, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try exchange.requireAcceptable("text/plain")
            try exchange.parameters(query: []).finish()
            let input = ReadBlurb.Input(isbn: isbn)
            let output = try await handlers.readBlurb(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.ReadBlurb.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body):
            var response = ResponseBuilder(200)
            response.text(body, Library.Rules.response200, mediaType: "text/plain")
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func writeBlurb<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "writeBlurb", "PUT", "/books/{isbn}/blurb", tag: "Books",
            schemes: [.basic],
            documented: [
                DocumentedStatus(204),
                DocumentedStatus(400, 404, 413, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.clerk(exchange.basic, context: exchange.context)
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try exchange.parameters(query: []).finish()
            try exchange.requireContent("text/plain")
            let body = try await exchange.text(Rules.writeBlurbBody)
            let input = WriteBlurb.Input(isbn: isbn, body: body)
            let output = try await handlers.writeBlurb(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.WriteBlurb.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .noContent: return HTTPResponse(status: 204)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func getCover(_ handlers: some Handlers) -> Route {
        Route(
            "getCover", "GET", "/books/{isbn}/cover", tag: "Books",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 404, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try exchange.requireAcceptable("image/png")
            try exchange.parameters(query: []).finish()
            let input = GetCover.Input(isbn: isbn)
            let output = try await handlers.getCover(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.GetCover.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body):
            var response = ResponseBuilder(200)
            response.bytes(body, mediaType: "image/png")
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func setCover<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "setCover", "PUT", "/books/{isbn}/cover", tag: "Books",
            schemes: [.apiKey(.header("X-Desk-Key"))],
            documented: [
                DocumentedStatus(204),
                DocumentedStatus(400, 404, 413, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.deskKey(
                exchange.key(.header("X-Desk-Key")), context: exchange.context)
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try exchange.parameters(query: []).finish()
            try exchange.requireContent("image/png")
            let body = try await exchange.bytes(maxBytes: 65536)
            let input = SetCover.Input(isbn: isbn, body: body)
            let output = try await handlers.setCover(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.SetCover.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .noContent: return HTTPResponse(status: 204)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func getNotes<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "getNotes", "GET", "/books/{isbn}/notes", tag: "Books",
            schemes: [.basic],
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 404, 406, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.clerk(exchange.basic, context: exchange.context)
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = GetNotes.Input(isbn: isbn)
            let output = try await handlers.getNotes(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.GetNotes.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body):
            var response = ResponseBuilder(200)
            try response.json { writer in writer.freeObject(body) }
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func setNotes<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "setNotes", "PUT", "/books/{isbn}/notes", tag: "Books",
            schemes: [.basic],
            documented: [
                DocumentedStatus(204),
                DocumentedStatus(400, 404, 413, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.clerk(exchange.basic, context: exchange.context)
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try exchange.parameters(query: []).finish()
            try exchange.requireContent("application/json")
            let body = try await exchange.json(maxBytes: 4096) { reader in reader.freeObject(Rules.setNotesBody) }
            let input = SetNotes.Input(isbn: isbn, body: body)
            let output = try await handlers.setNotes(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.SetNotes.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .noContent: return HTTPResponse(status: 204)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func relateBooks<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "relateBooks", "PUT", "/books/{isbn}/related", tag: "Books",
            schemes: [.bearer],
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 404, 406, 413, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.partner(exchange.bearer, context: exchange.context).caller(with: [])
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            try exchange.requireContent("application/json")
            let body = try await exchange.json { reader in
                reader.array(Rules.relateBooksBody) { reader in reader.string(Rules.bookNumber) }
            }
            let input = RelateBooks.Input(isbn: isbn, body: body)
            let output = try await handlers.relateBooks(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.RelateBooks.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body):
            var response = ResponseBuilder(200)
            try response.json { writer in
                writer.array(body, Library.Rules.response2002) { writer, element in
                    writer.string(element, Library.Rules.bookNumber)
                }
            }
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func rateBook<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "rateBook", "POST", "/books/{isbn}/ratings", tag: "Books",
            schemes: [.bearer],
            documented: [
                DocumentedStatus(201),
                DocumentedStatus(400, 404, 406, 413, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.readerToken(exchange.bearer, context: exchange.context)
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            try exchange.requireContent("application/x-www-form-urlencoded")
            let body = try await exchange.form(Rating.self, Rules.rateBookBodyText, maxBytes: 2000)
            let input = RateBook.Input(isbn: isbn, body: body)
            let output = try await handlers.rateBook(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.RateBook.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .created(let body): return try .json(201, body)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func addPictures<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "addPictures", "POST", "/books/{isbn}/pictures", tag: "Books",
            schemes: [.apiKey(.header("X-Desk-Key"))],
            documented: [
                DocumentedStatus(201),
                DocumentedStatus(400, 404, 406, 413, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.deskKey(
                exchange.key(.header("X-Desk-Key")), context: exchange.context)
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            try exchange.requireContent("multipart/form-data")
            let body = try await exchange.multipart(PictureUpload.self, Rules.addPicturesBodyText, maxBytes: 200000)
            let input = AddPictures.Input(isbn: isbn, body: body)
            let output = try await handlers.addPictures(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.AddPictures.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .created(let body): return try .json(201, body)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func listSubjects(_ handlers: some Handlers) -> Route {
        Route(
            "listSubjects", "GET", "/subjects", tag: "Books",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = ListSubjects.Input()
            let output = try await handlers.listSubjects(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.ListSubjects.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func lookUpOldNumber(_ handlers: some Handlers) -> Route {
        Route(
            "lookUpOldNumber", "GET", "/old-numbers/{number}", tag: "Books",
            documented: [
                DocumentedStatus(200, 301),
                DocumentedStatus(400, 404, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let number = try exchange.pathInteger("number", Rules.lookUpOldNumberNumber)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = LookUpOldNumber.Input(number: number)
            let output = try await handlers.lookUpOldNumber(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.LookUpOldNumber.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .movedPermanently(let location):
            var response = ResponseBuilder(301)
            response.header("Location", location, Library.Rules.place)
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func listCopies(_ handlers: some Handlers) -> Route {
        Route(
            "listCopies", "GET", "/books/{isbn}/copies", tag: "Copies",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 404, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = ListCopies.Input(isbn: isbn)
            let output = try await handlers.listCopies(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.ListCopies.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body):
            var response = ResponseBuilder(200)
            try response.json { writer in
                writer.array(body, Library.Rules.copies) { writer, element in element.write(to: &writer) }
            }
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func getCopy(_ handlers: some Handlers) -> Route {
        Route(
            "getCopy", "GET", "/books/{isbn}/copies/{copy}", tag: "Copies",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 404, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            let copy = try exchange.pathInteger("copy", Rules.getCopyCopy)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = GetCopy.Input(isbn: isbn, copy: copy)
            let output = try await handlers.getCopy(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.GetCopy.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func moveCopy<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "moveCopy", "POST", "/books/{isbn}/copies/{copy}/moves", tag: "Copies",
            schemes: [.apiKey(.header("X-Desk-Key"))],
            documented: [
                DocumentedStatus(202),
                DocumentedStatus(400, 404, 406, 413, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.deskKey(
                exchange.key(.header("X-Desk-Key")), context: exchange.context)
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            let copy = try exchange.pathInteger("copy", Rules.getCopyCopy)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            var body: Spot?
            if exchange.hasBody {
                try exchange.requireContent("application/json")
                body = try await exchange.json(Spot.self)
            }
            let input = MoveCopy.Input(isbn: isbn, copy: copy, body: body)
            let output = try await handlers.moveCopy(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.MoveCopy.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .accepted(let body): return try .json(202, body)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func judgeCopy<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "judgeCopy", "PUT", "/books/{isbn}/copies/{copy}/condition/{condition}", tag: "Copies",
            schemes: [.apiKey(.header("X-Desk-Key"))],
            documented: [
                DocumentedStatus(204),
                DocumentedStatus(400, 404, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.deskKey(
                exchange.key(.header("X-Desk-Key")), context: exchange.context)
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            let copy = try exchange.pathInteger("copy", Rules.getCopyCopy)
            let condition = try exchange.pathChoice("condition", Condition.self)
            try exchange.parameters(query: []).finish()
            let input = JudgeCopy.Input(isbn: isbn, copy: copy, condition: condition)
            let output = try await handlers.judgeCopy(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.JudgeCopy.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .noContent: return HTTPResponse(status: 204)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func registerReader(_ handlers: some Handlers) -> Route {
        Route(
            "registerReader", "POST", "/readers", tag: "Readers", ignoresUnknown: true,
            documented: [
                DocumentedStatus(201),
                DocumentedStatus(400, 406, 409, 413, 500, body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let body: RegisterReader.Body
            switch try exchange.content(of: ["application/json", "application/x-www-form-urlencoded"]) {
            case "application/json":
                body = .json(try await exchange.json(Registration.self))
            default:
                body = .form(try await exchange.form(Registration.self, Rules.registerReaderBodyFormText))
            }
            let input = RegisterReader.Input(body: body)
            let output = try await handlers.registerReader(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.RegisterReader.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .created(let body, let location):
            var response = ResponseBuilder(201)
            response.header("Location", location, Library.Rules.place)
            response.header("Cache-Control", "no-cache")
            try response.json(body)
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .conflict(let body): return try .json(409, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func getReader<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "getReader", "GET", "/readers/{card}", tag: "Readers",
            schemes: [.bearer, .apiKey(.cookie("reader_session"))],
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 403, 404, 406, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await exchange.caller(of: [
                SecurityAlternative(.bearer) {
                    try await authenticator.readerToken(exchange.bearer, context: exchange.context)
                },
                SecurityAlternative(.apiKey(.cookie("reader_session"))) {
                    try await authenticator.readerCookie(
                        exchange.key(.cookie("reader_session")), context: exchange.context)
                },
            ])
            let card = try exchange.pathString("card", Rules.card)
            try authenticator.requireOwner(card, caller, context: exchange.context)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = GetReader.Input(card: card)
            let output = try await handlers.getReader(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.GetReader.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .forbidden(let body, let wwwAuthenticate):
            var response = ResponseBuilder(403)
            if let wwwAuthenticate {
                response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader2)
            }
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func updateReader<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "updateReader", "PATCH", "/readers/{card}", tag: "Readers",
            schemes: [.bearer],
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 403, 404, 406, 413, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.readerToken(exchange.bearer, context: exchange.context)
            let card = try exchange.pathString("card", Rules.card)
            try authenticator.requireOwner(card, caller, context: exchange.context)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            try exchange.requireContent("application/json")
            let body = try await exchange.json(ReaderUpdate.self)
            let input = UpdateReader.Input(card: card, body: body)
            let output = try await handlers.updateReader(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.UpdateReader.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .forbidden(let body, let wwwAuthenticate):
            var response = ResponseBuilder(403)
            if let wwwAuthenticate {
                response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader2)
            }
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func cancelCard<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "cancelCard", "DELETE", "/readers/{card}", tag: "Readers",
            schemes: [.bearer],
            documented: [
                DocumentedStatus(204),
                DocumentedStatus(400, 403, 404, 409, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.readerToken(exchange.bearer, context: exchange.context)
            let card = try exchange.pathString("card", Rules.card)
            try authenticator.requireOwner(card, caller, context: exchange.context)
            try exchange.parameters(query: []).finish()
            let input = CancelCard.Input(card: card)
            let output = try await handlers.cancelCard(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.CancelCard.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .noContent: return HTTPResponse(status: 204)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .forbidden(let body, let wwwAuthenticate):
            var response = ResponseBuilder(403)
            if let wwwAuthenticate {
                response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader2)
            }
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .conflict(let body): return try .json(409, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func getMyShelf<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "getMyShelf", "GET", "/my/shelf", tag: "Readers",
            schemes: [.apiKey(.cookie("reader_session"))],
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 406, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.readerCookie(
                exchange.key(.cookie("reader_session")), context: exchange.context)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = GetMyShelf.Input()
            let output = try await handlers.getMyShelf(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.GetMyShelf.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body):
            var response = ResponseBuilder(200)
            try response.json { writer in
                writer.array(body, Library.Rules.response2003) { writer, element in
                    writer.string(element, Library.Rules.bookNumber)
                }
            }
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func listLoans<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "listLoans", "GET", "/readers/{card}/loans", tag: "Loan desk",
            schemes: [.bearer],
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 403, 404, 406, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.readerToken(exchange.bearer, context: exchange.context)
            let card = try exchange.pathString("card", Rules.card)
            try authenticator.requireOwner(card, caller, context: exchange.context)
            try exchange.requireAcceptable("application/json")
            var parameters = exchange.parameters(query: ["state"], repeated: ["in_states"])
            let state = parameters.choice(.query("state"), LoanState.self, Rules.loanState)
            let inStates = parameters.value(
                .query("in_states"), .form(explode: true), Rules.listLoansInStatesText
            ) { reader in
                reader.array(Rules.listLoansInStates) { reader in reader.choice(LoanState.self, Rules.loanState) }
            }
            try parameters.finish()
            let input = ListLoans.Input(card: card, state: state, inStates: inStates)
            let output = try await handlers.listLoans(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.ListLoans.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .forbidden(let body, let wwwAuthenticate):
            var response = ResponseBuilder(403)
            if let wwwAuthenticate {
                response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader2)
            }
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func lend<_H: Handlers>(_ handlers: _H, _ authenticator: some Authenticator<_H.Caller>) -> Route {
        Route(
            "lend", "PUT", "/readers/{card}/loans/{isbn}", tag: "Loan desk", ignoresUnknown: true,
            schemes: [.bearer],
            documented: [
                DocumentedStatus(204),
                DocumentedStatus(400, 403, 404, 409, 413, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.readerToken(exchange.bearer, context: exchange.context)
            let card = try exchange.pathString("card", Rules.card)
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try authenticator.requireOwner(card, caller, context: exchange.context)
            var parameters = exchange.parameters(query: ["default", "input"])
            let `default` = parameters.string(.query("default"), Rules.lendDefault)
            let _input = parameters.integer(.query("input"), Rules.lendInput, isRequired: true)
            try parameters.finish()
            try exchange.requireContent("application/json")
            let body = try await exchange.json(Loan.self)
            let input = try Lend.Input(
                card: card, isbn: isbn, default: `default`, input: parameters.given(_input), body: body)
            let output = try await handlers.lend(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.Lend.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .noContent: return HTTPResponse(status: 204)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .forbidden(let body, let wwwAuthenticate):
            var response = ResponseBuilder(403)
            if let wwwAuthenticate {
                response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader2)
            }
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .conflict(let body): return try .json(409, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func giveBack<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "giveBack", "DELETE", "/readers/{card}/loans/{isbn}", tag: "Loan desk",
            schemes: [.bearer],
            documented: [
                DocumentedStatus(202),
                DocumentedStatus(400, 403, 404, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.readerToken(exchange.bearer, context: exchange.context)
            let card = try exchange.pathString("card", Rules.card)
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try authenticator.requireOwner(card, caller, context: exchange.context)
            try exchange.parameters(query: []).finish()
            let input = GiveBack.Input(card: card, isbn: isbn)
            let output = try await handlers.giveBack(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.GiveBack.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .accepted(let _response):
            var response = ResponseBuilder(202)
            if let _response { response.header("Response", _response, Library.Rules.responseHeader) }
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .forbidden(let body, let wwwAuthenticate):
            var response = ResponseBuilder(403)
            if let wwwAuthenticate {
                response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader2)
            }
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func renewLoan<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "renewLoan", "POST", "/readers/{card}/loans/{isbn}/renewals", tag: "Loan desk",
            schemes: [.bearer],
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 403, 404, 406, 409, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.readerToken(exchange.bearer, context: exchange.context)
            let card = try exchange.pathString("card", Rules.card)
            let isbn = try exchange.pathString("isbn", Rules.bookNumber)
            try authenticator.requireOwner(card, caller, context: exchange.context)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = RenewLoan.Input(card: card, isbn: isbn)
            let output = try await handlers.renewLoan(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.RenewLoan.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body, let xRenewalsLeft):
            var response = ResponseBuilder(200)
            response.header("X-Renewals-Left", xRenewalsLeft, Library.Rules.few)
            try response.json(body)
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .forbidden(let body, let wwwAuthenticate):
            var response = ResponseBuilder(403)
            if let wwwAuthenticate {
                response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader2)
            }
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .conflict(let body): return try .json(409, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func openDesk<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "openDesk", "PUT", "/desks/{desk}/opening", tag: "Loan desk",
            schemes: [.basic, .apiKey(.header("X-Desk-Key"))],
            documented: [
                DocumentedStatus(204),
                DocumentedStatus(400, 404, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await exchange.caller(of: [
                SecurityAlternative(.basic, .apiKey(.header("X-Desk-Key"))) {
                    try await authenticator.joined(
                        [
                            try await authenticator.clerk(exchange.basic, context: exchange.context),
                            try await authenticator.deskKey(
                                exchange.key(.header("X-Desk-Key")), context: exchange.context),
                        ], context: exchange.context)
                }
            ])
            let desk = try exchange.pathString("desk", Rules.openDeskDesk)
            try exchange.parameters(query: []).finish()
            let input = OpenDesk.Input(desk: desk)
            let output = try await handlers.openDesk(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.OpenDesk.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .noContent: return HTTPResponse(status: 204)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func sendMessage<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "sendMessage", "POST", "/desks/{desk}/messages", tag: "Loan desk", isNegotiated: true,
            schemes: [.bearer, .apiKey(.cookie("reader_session"))],
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 404, 406, 413, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await exchange.optionalCaller(of: [
                SecurityAlternative(.bearer) {
                    try await authenticator.readerToken(exchange.bearer, context: exchange.context)
                },
                SecurityAlternative(.apiKey(.cookie("reader_session"))) {
                    try await authenticator.readerCookie(
                        exchange.key(.cookie("reader_session")), context: exchange.context)
                },
            ])
            let desk = try exchange.pathString("desk", Rules.openDeskDesk)
            let accept = try exchange.accept(SendMessage.Accepted.self)
            try exchange.parameters(query: []).finish()
            var body: SendMessage.Body?
            if exchange.hasBody {
                switch try exchange.content(
                    of: [
                        "text/plain", "application/json", "application/x-www-form-urlencoded",
                        "application/octet-stream",
                    ]
                ) {
                case "text/plain":
                    body = .text(try await exchange.text(Rules.message, maxBytes: 10000))
                case "application/json":
                    body = .json(
                        try await exchange.json(maxBytes: 10000) { reader in
                            reader.array(Rules.sendMessageBodyJson) { reader in
                                reader.string(Rules.sendMessageBodyJsonItem)
                            }
                        })
                case "application/x-www-form-urlencoded":
                    body = .form(
                        try await exchange.form(MessageForm.self, Rules.sendMessageBodyFormText, maxBytes: 10000))
                default:
                    body = .bytes(try await exchange.bytes(maxBytes: 10000))
                }
            }
            let input = SendMessage.Input(desk: desk, accept: accept, body: body)
            let output = try await handlers.sendMessage(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.SendMessage.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body):
            var response = ResponseBuilder(200)
            switch body {
            case .text(let body):
                response.text(body, Library.Rules.response200Text2, mediaType: "text/plain")
            case .json(let body):
                try response.json(body)
            }
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func searchBooks(_ handlers: some Handlers) -> Route {
        Route(
            "searchBooks", "GET", "/search", tag: "Search",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            try exchange.requireAcceptable("application/json")
            var parameters = exchange.parameters(
                query: ["query", "from", "to", "binding", "lendable", "min_stars"],
                repeated: ["subjects", "languages", "publishers", "marks"], deep: ["filter"])
            let query = parameters.string(.query("query"), Rules.searchBooksQuery, isRequired: true)
            let subjects = parameters.value(
                .query("subjects"), .form(explode: true), Rules.searchBooksSubjectsText
            ) { reader in
                reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
            }
            let years = parameters.value(.query("years"), Years.self, .form(explode: true), Rules.searchBooksYearsText)
            let filter = parameters.value(.query("filter"), Filter.self, .deepObject, Rules.searchBooksFilterText)
            let languages = parameters.value(
                .query("languages"), .spaceDelimited(explode: true), Rules.searchBooksLanguagesText
            ) { reader in
                reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
            }
            let publishers = parameters.value(
                .query("publishers"), .pipeDelimited(explode: true), Rules.searchBooksPublishersText
            ) { reader in
                reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
            }
            let binding = parameters.choice(.query("binding"), Binding.self, Rules.binding)
            let marks = parameters.value(.query("marks"), .form(explode: true), Rules.searchBooksMarksText) { reader in
                reader.array(Rules.searchBooksMarks) { reader in reader.integer(Rules.searchBooksMarksItem) }
            }
            let lendable = parameters.bool(.query("lendable"), Rules.searchBooksLendable)
            let minStars = parameters.number(.query("min_stars"), Rules.searchBooksMinStars)
            try parameters.finish()
            let input = try SearchBooks.Input(
                query: parameters.given(query), subjects: subjects, years: years, filter: filter,
                languages: languages, publishers: publishers, binding: binding, marks: marks, lendable: lendable,
                minStars: minStars)
            let output = try await handlers.searchBooks(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.SearchBooks.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func searchCompactly(_ handlers: some Handlers) -> Route {
        Route(
            "searchCompactly", "GET", "/search/compact", tag: "Search",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            try exchange.requireAcceptable("application/json")
            var parameters = exchange.parameters(
                query: ["query", "subjects", "years", "languages", "publishers", "marks"])
            let query = parameters.string(.query("query"), Rules.searchCompactlyQuery, isRequired: true)
            let subjects = parameters.value(
                .query("subjects"), .form(explode: false), Rules.searchCompactlySubjectsText
            ) { reader in
                reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
            }
            let years = parameters.value(
                .query("years"), Years.self, .form(explode: false), Rules.searchCompactlyYearsText)
            let languages = parameters.value(
                .query("languages"), .spaceDelimited(explode: false), Rules.searchCompactlyLanguagesText
            ) { reader in
                reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
            }
            let publishers = parameters.value(
                .query("publishers"), .pipeDelimited(explode: false), Rules.searchCompactlyPublishersText
            ) { reader in
                reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
            }
            let marks = parameters.value(
                .query("marks"), .form(explode: false), Rules.searchCompactlyMarksText
            ) { reader in
                reader.array(Rules.searchCompactlyMarks) { reader in reader.integer(Rules.searchCompactlyMarksItem) }
            }
            try parameters.finish()
            let input = try SearchCompactly.Input(
                query: parameters.given(query), subjects: subjects, years: years, languages: languages,
                publishers: publishers, marks: marks)
            let output = try await handlers.searchCompactly(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.SearchCompactly.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func recommendBooks(_ handlers: some Handlers) -> Route {
        Route(
            "recommendBooks", "GET", "/search/recommended", tag: "Search",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            try exchange.requireAcceptable("application/json")
            var parameters = exchange.parameters(query: [])
            let xQuery = parameters.string(.header("X-Query"), Rules.recommendBooksXQuery, isRequired: true)
            let xSubjects = parameters.value(
                .header("X-Subjects"), .simple(explode: false), Rules.recommendBooksXSubjectsText
            ) { reader in
                reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
            }
            let xPublishers = parameters.value(
                .header("X-Publishers"), .simple(explode: true), Rules.recommendBooksXPublishersText
            ) { reader in
                reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
            }
            let xYears = parameters.value(
                .header("X-Years"), Years.self, .simple(explode: false), Rules.recommendBooksXYearsText)
            let xFilter = parameters.value(
                .header("X-Filter"), Filter.self, .simple(explode: true), Rules.recommendBooksXFilterText)
            let xBinding = parameters.choice(.header("X-Binding"), Binding.self, Rules.binding)
            let xLendable = parameters.bool(.header("X-Lendable"), Rules.recommendBooksXLendable)
            let minStars = parameters.number(.cookie("min_stars"), Rules.recommendBooksMinStars)
            let languages = parameters.value(
                .cookie("languages"), .form(explode: false), Rules.recommendBooksLanguagesText
            ) { reader in
                reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
            }
            let shelf = parameters.value(
                .cookie("shelf"), Spot.self, .form(explode: false), Rules.recommendBooksShelfText)
            let visits = parameters.integer(.cookie("visits"), Rules.recommendBooksVisits) ?? 1
            try parameters.finish()
            let input = try RecommendBooks.Input(
                xQuery: parameters.given(xQuery), xSubjects: xSubjects, xPublishers: xPublishers, xYears: xYears,
                xFilter: xFilter, xBinding: xBinding, xLendable: xLendable, minStars: minStars, languages: languages,
                shelf: shelf, visits: visits)
            let output = try await handlers.recommendBooks(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.RecommendBooks.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func searchAnywhere(_ handlers: some Handlers) -> Route {
        Route(
            "searchAnywhere", "GET", "/search/anywhere", tag: "Search",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            try exchange.requireAcceptable("application/json")
            var parameters = exchange.parameters(query: ["query"], deep: ["filter"], ignoringOthers: true)
            let query = parameters.string(.query("query"), Rules.searchAnywhereQuery, isRequired: true)
            let filter = parameters.value(.query("filter"), Filter.self, .deepObject, Rules.searchAnywhereFilterText)
            try parameters.finish()
            let input = try SearchAnywhere.Input(query: parameters.given(query), filter: filter)
            let output = try await handlers.searchAnywhere(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.SearchAnywhere.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func findPlain(_ handlers: some Handlers) -> Route {
        Route(
            "findPlain", "GET", "/guide/plain/{hall}/{floor}/{aisles}/{spot}", tag: "Guide",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 404, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let hall = try exchange.pathString("hall", Rules.hall)
            let floor = try exchange.pathInteger("floor", Rules.floor)
            let aisles = try exchange.pathValue(
                "aisles", .simple(explode: false), Rules.findPlainAislesText
            ) { reader in
                reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
            }
            let spot = try exchange.pathValue("spot", Spot.self, .simple(explode: false), Rules.findPlainSpotText)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = FindPlain.Input(hall: hall, floor: floor, aisles: aisles, spot: spot)
            let output = try await handlers.findPlain(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.FindPlain.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func findPlainPairs(_ handlers: some Handlers) -> Route {
        Route(
            "findPlainPairs", "GET", "/guide/plain-pairs/{hall}/{floor}/{aisles}/{spot}", tag: "Guide",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 404, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let hall = try exchange.pathString("hall", Rules.hall)
            let floor = try exchange.pathInteger("floor", Rules.floor)
            let aisles = try exchange.pathValue(
                "aisles", .simple(explode: true), Rules.findPlainPairsAislesText
            ) { reader in
                reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
            }
            let spot = try exchange.pathValue("spot", Spot.self, .simple(explode: true), Rules.findPlainPairsSpotText)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = FindPlainPairs.Input(hall: hall, floor: floor, aisles: aisles, spot: spot)
            let output = try await handlers.findPlainPairs(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.FindPlainPairs.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func findDotted(_ handlers: some Handlers) -> Route {
        Route(
            "findDotted", "GET", "/guide/dotted/{hall}/{floor}/{aisles}/{spot}", tag: "Guide",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 404, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let hall = try exchange.pathString("hall", Rules.hall, style: .label(explode: false))
            let floor = try exchange.pathInteger("floor", Rules.floor, style: .label(explode: false))
            let aisles = try exchange.pathValue(
                "aisles", .label(explode: false), Rules.findDottedAislesText
            ) { reader in
                reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
            }
            let spot = try exchange.pathValue("spot", Spot.self, .label(explode: false), Rules.findDottedSpotText)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = FindDotted.Input(hall: hall, floor: floor, aisles: aisles, spot: spot)
            let output = try await handlers.findDotted(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.FindDotted.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func findDottedPairs(_ handlers: some Handlers) -> Route {
        Route(
            "findDottedPairs", "GET", "/guide/dotted-pairs/{hall}/{floor}/{aisles}/{spot}", tag: "Guide",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 404, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let hall = try exchange.pathString("hall", Rules.hall, style: .label(explode: true))
            let floor = try exchange.pathInteger("floor", Rules.floor, style: .label(explode: true))
            let aisles = try exchange.pathValue(
                "aisles", .label(explode: true), Rules.findDottedPairsAislesText
            ) { reader in
                reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
            }
            let spot = try exchange.pathValue("spot", Spot.self, .label(explode: true), Rules.findDottedPairsSpotText)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = FindDottedPairs.Input(hall: hall, floor: floor, aisles: aisles, spot: spot)
            let output = try await handlers.findDottedPairs(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.FindDottedPairs.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func findMatrix(_ handlers: some Handlers) -> Route {
        Route(
            "findMatrix", "GET", "/guide/matrix/{hall}/{floor}/{aisles}/{spot}", tag: "Guide",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 404, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let hall = try exchange.pathString("hall", Rules.hall, style: .matrix(explode: false))
            let floor = try exchange.pathInteger("floor", Rules.floor, style: .matrix(explode: false))
            let aisles = try exchange.pathValue(
                "aisles", .matrix(explode: false), Rules.findMatrixAislesText
            ) { reader in
                reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
            }
            let spot = try exchange.pathValue("spot", Spot.self, .matrix(explode: false), Rules.findMatrixSpotText)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = FindMatrix.Input(hall: hall, floor: floor, aisles: aisles, spot: spot)
            let output = try await handlers.findMatrix(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.FindMatrix.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func findMatrixPairs(_ handlers: some Handlers) -> Route {
        Route(
            "findMatrixPairs", "GET", "/guide/matrix-pairs/{hall}/{floor}/{aisles}/{spot}", tag: "Guide",
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 404, 406, 500, body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let hall = try exchange.pathString("hall", Rules.hall, style: .matrix(explode: true))
            let floor = try exchange.pathInteger("floor", Rules.floor, style: .matrix(explode: true))
            let aisles = try exchange.pathValue(
                "aisles", .matrix(explode: true), Rules.findMatrixPairsAislesText
            ) { reader in
                reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
            }
            let spot = try exchange.pathValue("spot", Spot.self, .matrix(explode: true), Rules.findMatrixPairsSpotText)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = FindMatrixPairs.Input(hall: hall, floor: floor, aisles: aisles, spot: spot)
            let output = try await handlers.findMatrixPairs(input, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.FindMatrixPairs.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func readFeed<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "readFeed", "GET", "/feed", tag: "Imports",
            schemes: [.apiKey(.query("key"))],
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 406, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.feedKey(exchange.key(.query("key")), context: exchange.context)
            try exchange.requireAcceptable("application/atom+xml")
            try exchange.parameters(query: ["key"]).finish()
            let input = ReadFeed.Input()
            let output = try await handlers.readFeed(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.ReadFeed.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body):
            var response = ResponseBuilder(200)
            response.bytes(body, mediaType: "application/atom+xml")
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func getStatistics<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "getStatistics", "GET", "/statistics", tag: "Imports", isNegotiated: true,
            schemes: [.bearer],
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 403, 406, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.university(exchange.bearer, context: exchange.context)
                .caller(with: ["statistics", "openid"])
            let accept = try exchange.accept(GetStatistics.Accepted.self)
            var parameters = exchange.parameters(query: ["year"])
            let year = parameters.integer(.query("year"), Rules.getStatisticsYear)
            try parameters.finish()
            let input = GetStatistics.Input(year: year, accept: accept)
            let output = try await handlers.getStatistics(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.GetStatistics.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body):
            var response = ResponseBuilder(200)
            switch body {
            case .json(let body):
                try response.json(body)
            case .csv(let body):
                response.text(body, Library.Rules.response200Csv2, mediaType: "text/csv")
            }
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .forbidden(let body, let wwwAuthenticate):
            var response = ResponseBuilder(403)
            if let wwwAuthenticate {
                response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader2)
            }
            try response.json(body)
            return try response.finish()
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func exportCatalogue<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "exportCatalogue", "GET", "/catalogue", tag: "Imports",
            schemes: [.bearer],
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 403, 406, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await exchange.caller(of: [
                SecurityAlternative(.bearer) {
                    try await authenticator.partner(exchange.bearer, context: exchange.context)
                        .caller(with: ["catalogue:read"])
                },
                SecurityAlternative(.bearer) {
                    try await authenticator.university(exchange.bearer, context: exchange.context)
                        .caller(with: ["catalogue"])
                },
            ])
            try exchange.requireAcceptable("application/octet-stream")
            try exchange.parameters(query: []).finish()
            let input = ExportCatalogue.Input()
            let output = try await handlers.exportCatalogue(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.ExportCatalogue.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body):
            var response = ResponseBuilder(200)
            response.header("Content-Disposition", "attachment; filename=\"catalogue.bin\"")
            response.stream(body, mediaType: "application/octet-stream")
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .forbidden(let body, let wwwAuthenticate):
            var response = ResponseBuilder(403)
            if let wwwAuthenticate {
                response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader2)
            }
            try response.json(body)
            return try response.finish()
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func importCatalogue<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "importCatalogue", "POST", "/imports", tag: "Imports",
            schemes: [.apiKey(.header("X-Desk-Key"))],
            documented: [
                DocumentedStatus(201),
                DocumentedStatus(400, 406, 413, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.deskKey(
                exchange.key(.header("X-Desk-Key")), context: exchange.context)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            try exchange.requireContent("application/octet-stream")
            let body = exchange.stream(maxBytes: 1_048_576)
            let input = ImportCatalogue.Input(body: body)
            let output = try await handlers.importCatalogue(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.ImportCatalogue.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .created(let body, let location):
            var response = ResponseBuilder(201)
            response.header("Location", location, Library.Rules.place)
            try response.json(body)
            return try response.finish()
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notAcceptable(let body): return try .json(406, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func getImport<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "getImport", "GET", "/imports/{batch}", tag: "Imports",
            schemes: [.apiKey(.header("X-Desk-Key"))],
            documented: [
                DocumentedStatus(200),
                DocumentedStatus(400, 404, 406, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.deskKey(
                exchange.key(.header("X-Desk-Key")), context: exchange.context)
            let batch = try exchange.pathString("batch", Rules.batch)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let input = GetImport.Input(batch: batch)
            let output = try await handlers.getImport(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.GetImport.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

extension Library {
    private static func importBatch<_H: Handlers>(
        _ handlers: _H, _ authenticator: some Authenticator<_H.Caller>
    ) -> Route {
        Route(
            "importBatch", "PUT", "/imports/{batch}", tag: "Imports", ignoresUnknown: true,
            schemes: [.apiKey(.header("X-Desk-Key"))],
            documented: [
                DocumentedStatus(200, 201),
                DocumentedStatus(400, 404, 406, 413, 500, body: Problem.self),
                DocumentedStatus(401, fields: ["WWW-Authenticate"], body: Problem.self),
                DocumentedStatus(415, fields: ["Accept"], body: Problem.self),
                DocumentedStatus(503, fields: ["Retry-After"], body: Problem.self),
            ]
        ) { exchange in
            let caller = try await authenticator.deskKey(
                exchange.key(.header("X-Desk-Key")), context: exchange.context)
            let batch = try exchange.pathString("batch", Rules.batch)
            try exchange.requireAcceptable("application/json")
            try exchange.parameters(query: []).finish()
            let body: ImportBatch.Body
            switch try exchange.content(
                of: ["text/csv", "application/json", "application/octet-stream", "multipart/form-data"]
            ) {
            case "text/csv":
                body = .csv(try await exchange.text(Rules.importBatchBodyCsv))
            case "application/json":
                body = .json(
                    try await exchange.json { reader in
                        reader.array(Rules.importBatchBodyJson) { reader in Book.read(from: &reader) }
                    })
            case "application/octet-stream":
                body = .bytes(exchange.stream())
            default:
                body = .multipart(try await exchange.multipart(BatchUpload.self, Rules.importBatchBodyMultipartText))
            }
            let input = ImportBatch.Input(batch: batch, body: body)
            let output = try await handlers.importBatch(input, caller: caller, context: exchange.context)
            return try output.response()
        }
    }
}

extension Library.ImportBatch.Output {
    fileprivate func response() throws(ContractBreach) -> HTTPResponse {
        switch self {
        case .ok(let body): return try .json(200, body)
        case .created(let body): return try .json(201, body)
        case .badRequest(let body): return try .json(400, body)
        case .unauthorized(let body, let wwwAuthenticate):
            var response = ResponseBuilder(401)
            response.header("WWW-Authenticate", wwwAuthenticate, Library.Rules.wwwAuthenticateHeader)
            try response.json(body)
            return try response.finish()
        case .notFound(let body): return try .json(404, body)
        case .notAcceptable(let body): return try .json(406, body)
        case .contentTooLarge(let body): return try .json(413, body)
        case .unsupportedMediaType(let body, let accept):
            var response = ResponseBuilder(415)
            response.header("Accept", accept, Library.Rules.acceptHeader)
            try response.json(body)
            return try response.finish()
        case .internalServerError(let body): return try .json(500, body)
        case .serviceUnavailable(let body, let retryAfter):
            var response = ResponseBuilder(503)
            response.header("Retry-After", retryAfter, Library.Rules.retryAfterHeader)
            try response.json(body)
            return try response.finish()
        }
    }
}

import ContractTesting
import Testing

/// Which media type a client gets, and that it hears of none before any handler is called.
@Suite struct NegotiationTests {
    @Test(
        arguments: [
            (nil, "application/json"), ("", "application/json"), ("*/*", "application/json"), ("text/*", "text/csv"),
            ("text/plain", "text/plain"), ("TEXT/Plain", "text/plain"), ("text/plain, */*;q=0.1", "text/plain"),
            ("text/plain;q=0.5, text/csv;q=0.6", "text/csv"), ("text/*;q=0.5, text/plain;q=0.4", "text/csv"),
            ("text/*, text/csv;q=0", "text/plain"), ("*/*;q=0.1, application/json;q=0", "text/csv"),
            ("application/json;q=0.5, text/plain;q=0.5", "application/json"), ("text/html, text/plain", "text/plain"),
            ("text/plain;q=0.001", "text/plain"), ("text/plain ; q=0.9 , application/json ; q=0.8", "text/plain"),
            ("image/*, application/*", "application/json"),
        ] as [(String?, String)]) func theTypeThatIsLikedBestComes(accept: String?, type: String) async throws
    {
        try await LibraryServer.use { library in
            let call = Calls.call("getOpeningHours").header("Accept", accept)
            let exchange = try await call.send(to: library)
            #expect(exchange.status == 200)
            #expect(exchange.response["Content-Type"]?.prefix { $0 != ";" } == type[...])
        }
    }

    @Test(arguments: [
        "text/html", "image/*", "*/*;q=0", "text/*;q=0, application/json;q=0", "application/jso", "json", "text",
        "application/json;q=0, text/csv;q=0.0, text/plain;q=0.000",
    ]) func whoTakesNothingOfItHears406(_ accept: String) async throws {
        try await LibraryServer.use { library in
            let exchange = try await Calls.call("getOpeningHours").header("Accept", accept).send(to: library)
            #expect(exchange.status == 406)
            #expect(exchange.text.contains("application/json or text/csv or text/plain"))
            #expect(library.service.calls == 0)
        }
    }

    /// Every operation: what it has is asked for before what it gets.
    @Test(arguments: Calls.all.map(\.operationID)) func noHandlerIsCalledForWhatNobodyTakes(_ operation: String)
        async throws
    {
        let contract = try LibraryServer.contract.get()
        let responses = try #require(contract.operations.first { $0.id == operation }?.responses)
        try await LibraryServer.use { library in
            let call = Calls.call(operation)
            let exchange = try await call.header("Accept", "application/x-nothing").send(to: library)
            let hasContent = responses[406] != nil
            #expect(exchange.status == (hasContent ? 406 : exchange.status) && (hasContent || exchange.status < 300))
            #expect(library.service.calls == (hasContent ? 0 : 1))
            guard responses[415] != nil else { return }
            let before = library.service.calls
            let other = try await call.content(.text("{}", "application/x-nothing"))
                .send(to: library, isInvalidOnPurpose: true)
            #expect(other.status == 415)
            #expect(other.response["Accept"]?.isEmpty == false)
            #expect(library.service.calls == before)
        }
    }

    /// RFC 9110 §12.5.5 and §15.4.5: a cache must know that Accept decides, of every answer that it decides on.
    @Test func whatAcceptChoosesSaysSo() async throws {
        try await LibraryServer.use { library in
            let logo = Calls.call("getLogo")
            let known = logo.header("If-None-Match", "\"owls\"").header("Accept", "image/png")
            let refused = logo.header("Accept", "text/html")
            for (call, status) in [(logo, 200), (known, 304), (refused, 406)] {
                let exchange = try await call.send(to: library)
                #expect(exchange.status == status && exchange.response["Vary"] == "Accept")
            }
            let book = try await Calls.call("getBook").send(to: library)
            #expect(book.status == 200 && book.response["Vary"] == nil)
        }
    }

    @Test func bothPicturesAndTheirConstantFieldsCome() async throws {
        try await LibraryServer.use { library in
            for (accept, type) in [
                ("image/svg+xml", "image/svg+xml"), ("image/png", "image/png"), ("image/*", "image/svg+xml"),
            ] {
                let exchange = try await Calls.call("getLogo").header("Accept", accept).send(to: library)
                #expect(exchange.response["Content-Type"] == type)
                #expect(exchange.response["X-Content-Type-Options"] == "nosniff")
                #expect(exchange.response["Cache-Control"] == "no-cache")
            }
            let export = try await Calls.call("exportCatalogue").send(to: library)
            #expect(export.response["Content-Disposition"] == #"attachment; filename="catalogue.bin""#)
            #expect(export.text == "one two three")
            #expect(export.response.framing == .chunked)
        }
    }

    /// A response that breaks its contract does not leave: 500, and the log says where.
    @Test(arguments: [
        ("getOpeningHours", "/closes must match"), ("getLogo", "header/ETag must match"),
        ("ringBell", "header/X-Waiting must be at most 99"), ("listBooks", "header/X-Total must be at least 0"),
        ("addBook", "header/Location must be a uri-reference"), ("getBook", "/authors must have at least 1 items"),
        ("readBlurb", "must have at most 500 characters"), ("relateBooks", "must match"),
        ("listSubjects", "/name must not be empty"), ("giveBack", "header/Response has a control character"),
        ("renewLoan", "header/X-Renewals-Left must be at most 3"), ("getStatistics", "/shares/1 must be at most 1.0"),
    ]) func aLieDoesNotLeave(operation: String, detail: String) async throws {
        try await LibraryServer.use { library in
            library.service.set(.lying)
            let exchange = try await Calls.call(operation).send(to: library, isValid: true)
            #expect(exchange.status == 500)
            #expect(!exchange.text.contains(detail))
            let incident = try #require(library.witness.lastIncident)
            #expect(incident.contains(detail), "\(incident)")
        }
    }

    @Test func textsThatBreakTheirSchemaDoNotLeaveEither() async throws {
        try await LibraryServer.use { library in
            library.service.set(.lying)
            let exchange = try await Calls.call("getOpeningHours").header("Accept", "text/plain").send(to: library)
            #expect(exchange.status == 500)
            #expect(library.witness.lastIncident?.contains("must not be empty") == true)
        }
    }
}

import HTTPCore
import Testing

@testable import ContractRuntime

/// RFC 9110 §12.5.1.
@Suite struct NegotiationTests {
    enum Offer: String, CaseIterable {
        case json = "application/json"
        case csv = "text/csv"
        case svg = "image/svg+xml"
    }

    private func accepted(_ accept: String?) -> Offer? {
        let fields: HTTPFields = accept.map { ["Accept": $0] } ?? [:]
        do throws(Rejection) {
            return try CredentialTests.exchange(fields).accept(Offer.self)
        } catch {
            #expect(error.status == 406)
            #expect(error.message.contains("application/json or text/csv or image/svg+xml"))
            return nil
        }
    }

    @Test(
        arguments: [
            (nil, .json), ("", .json), ("\t ", .json), ("*/*", .json), ("text/csv", .csv), ("text/*", .csv),
            ("image/*", .svg),
            ("text/csv;q=0.5, application/json;q=0.4", .csv), ("text/csv;q=0.5, application/json;q=0.5", .json),
            ("image/svg+xml, text/csv", .csv), ("*/*;q=0.1, image/svg+xml;q=0.2", .svg),
            // The more specific range decides, wherever it stands.
            ("*/*, application/json;q=0.1", .csv), ("application/json;q=0.1, */*", .csv),
            ("text/csv;q=0, text/*", nil), ("text/*;q=0, text/csv", .csv),
            ("*/*, application/json;q=0, text/*;q=0", .svg),
            ("*/*;q=0.5, text/*;q=0.7, text/csv;q=0.2, image/*;q=0.6", .svg),
            ("application/xml", nil), ("*/*;q=0", nil), ("application/json;q=0", nil), ("text/csv;q=0.000", nil),
        ] as [(String?, Offer?)]) func whatAClientLikesBest(_ accept: String?, _ offer: Offer?)
    {
        #expect(accepted(accept) == offer)
    }

    /// Three digits are what the grammar has; more are read all the same, and what is no weight says nothing.
    @Test(
        arguments: [
            ("1", 1), ("1.000", 1), ("0", 0), ("0.", 0), ("0.5", 0.5), ("0.001", 0.001), ("0.0001", 0.0001),
            ("00.5", 0.5),
            (".2", 0.2), ("2", 1), ("1.5", 1), ("", 1), (".", 1), ("-1", 1), ("nan", 1), ("inf", 1), ("0x1", 1),
            ("1e-3", 1),
            ("0.5.5", 1), ("\"0.5\"", 1), (" 0.5", 1), ("+0.5", 1), ("٠", 1), ("0,5", 0),
        ] as [(String, Double)]) func weights(_ text: String, _ weight: Double)
    {
        #expect(MediaRange.weight(of: "text/csv", in: "text/csv;q=\(text)") == weight)
    }

    @Test(
        arguments: [
            // The first of two ranges alike.
            ("text/csv;q=0.2, text/csv;q=0.9", 0.2),
            // Quoted strings may hold separators.
            ("text/csv;x=\"a,b;q=0.1\";q=0.3", 0.3), ("text/csv;x=\"\\\", text/csv;q=0\";q=0.4", 0.4),
            // UTF-8 is what is served; nothing is known of other parameters.
            ("text/csv;charset=utf-8;q=0.6, text/csv;q=0.1", 0.6),
            ("text/csv;q=0.1, text/csv; Charset=\"UTF-8\";q=0.6", 0.6),
            ("text/csv;header=absent;q=0.7", 0.7), ("text/csv;header=absent;q=0.7, text/csv;q=0.2", 0.2),
            ("text/csv;header=absent;q=0.7, text/*;q=0.2", 0.7), ("text/csv;header=absent;q=0, text/*;q=0.2", 0.2),
            ("text/csv;header=absent;q=0", 0), ("text/csv;charset=latin1;q=0, text/csv;q=0.8", 0.8),
            // Blanks, empty elements, extensions behind the weight.
            ("text/html , text/csv ; q=0.5 ;; ext=1,,", 0.5), ("text/csv;Q=0.5", 0.5), ("text/csv;;q=0.5", 0.5),
            ("text/csv; q=0.5;q=0.1", 0.1),
            // No ranges of ours.
            ("*/csv", 0), ("*", 0), ("text", 0), ("text/cs*", 0), ("text/csvx", 0), ("/csv", 0), ("text/,*/", 0),
        ] as [(String, Double)]) func fields(_ accept: String, _ weight: Double)
    {
        #expect(MediaRange.weight(of: "text/csv", in: accept) == weight)
    }

    @Test func fieldsOnSeveralLinesAreOneList() throws {
        let exchange = CredentialTests.exchange(["Accept": "text/html", "accept": "text/csv"])
        #expect(try exchange.accept(Offer.self) == .csv)
        try exchange.requireAcceptable("text/csv")
        #expect(throws: Rejection.self) { try exchange.requireAcceptable("application/json") }
    }
}

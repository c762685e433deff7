/// One change of the sample, and the rules that have something against it then.
struct RuleCase: Sendable, CustomStringConvertible {
    let rule: String
    let old: String
    let new: String
    /// What else that change brings with it.
    let others: [String]

    var description: String { rule }

    init(_ rule: String, _ old: String, _ new: String, with others: String...) {
        self.rule = rule
        self.old = old
        self.new = new
        self.others = others
    }

    static let all: [RuleCase] = examples + words + limits + shapes + security + responses + conditions + names + rest

    private static let examples: [RuleCase] = [
        RuleCase("example-invalid", "pages: 474, sold_on", "pages: many, sold_on"),
        RuleCase(
            "example-ambiguous", "              examples:\n",
            "              example: {books: []}\n              examples:\n"),
        RuleCase("example-without-value", "{summary: No books, value: {books: []}}", "{summary: No books}"),
        RuleCase("example-without-value", "/examples/OneBook'", "/examples/Other'", with: "component-unused"),
        RuleCase("media-example", "In words., example: no such book", "In words.", with: "property-example"),
        RuleCase("property-example", "When it went., example: '2026-03-04T17:05:12Z'", "When it went."),
    ]

    private static let words: [RuleCase] = [
        RuleCase("info-description", "  description: Books, and who has them.\n", ""),
        RuleCase("tag-description", "description: What stands on the shelves.", "description: ' '"),
        RuleCase("operation-description", "      description: Puts a book on the shelf.\n", ""),
        RuleCase("parameter-description", "          description: So many at most.\n", ""),
        RuleCase("header-description", "description: Names this page of the shelf., ", ""),
        RuleCase("request-body-description", "        description: A picture of the page.\n", ""),
        RuleCase("schema-description", "description: What kind of book., ", ""),
        RuleCase("property-description", "description: How many., ", ""),
        RuleCase("security-scheme-description", "      description: Ask the desk for an account.\n", ""),
        RuleCase(
            "deprecated-silent", "description: The bookmark is gone, if there was one.", "deprecated: true",
            with: "operation-description"),
        RuleCase(
            "deprecated-silent", "          description: So many at most.\n", "          deprecated: true\n",
            with: "parameter-description"),
        RuleCase("summary-repeated", "summary: Add a book", "summary: List the books"),
        RuleCase("summary-full-stop", "summary: Add a book", "summary: Add a book."),
    ]

    private static let limits: [RuleCase] = [
        RuleCase("unbounded-string", "maxLength: 64, example: jane", "example: jane"),
        RuleCase("unbounded-array", "          maxItems: 3\n", ""),
        RuleCase("unbounded-integer", "format: int32, description: How many.", "description: How many."),
        RuleCase("unbounded-upload", "        x-max-bytes: 1048576\n", ""),
    ]

    private static let shapes: [RuleCase] = [
        RuleCase("pattern-unanchored", "'^[A-Z][a-z ]*$'", "'^[A-Z][a-z ]*'"),
        RuleCase("pattern-unanchored", "'^[A-Z][a-z ]*$'", "'^[A-Z]|[a-z ]*$'"),
        RuleCase(
            "top-level-array", "schema: {$ref: '#/components/schemas/Book'}\n        '400'",
            "schema: {type: array, items: {$ref: '#/components/schemas/Book'}}\n        '400'"),
        RuleCase(
            "free-object",
            "          maxItems: 3\n          items: {type: string, maxLength: 10}\n          example: [love, money]",
            "          maxItems: 3\n          items: {type: object, additionalProperties: true}"),
        RuleCase(
            "unknown-ignored", "A book.\n      additionalProperties: false", "A book.\n      additionalProperties: true"
        ),
        RuleCase(
            "unknown-ignored", "operationId: removeMark", "operationId: removeMark\n      x-undeclared-query: ignore"),
    ]

    private static let security: [RuleCase] = [
        RuleCase(
            "open-write", "on the shelf.\n      security: [{staff: ['books:write']}]",
            "on the shelf.\n      security: []",
            with: "rate-limit-missing"),
        RuleCase(
            "open-write", "on the shelf.\n      security: [{staff: ['books:write']}]",
            "on the shelf.\n      security: [{staff: ['books:write']}, {}]"),
        RuleCase(
            "owner-unchecked",
            "if there was one.\n      security: [{staff: ['books:write']}]\n      x-owner: reader_id\n",
            "if there was one.\n      security: [{staff: ['books:write']}]\n"),
        RuleCase("challenge-missing", "who one is.\n          required: true\n", "who one is.\n"),
        RuleCase(
            "rate-limit-missing", "on the shelf.\n      security: [{staff: ['books:write']}]",
            "on the shelf.\n      security: []", with: "open-write"),
        RuleCase("secret-in-url", "name: page_size", "name: token"),
        RuleCase(
            "secret-in-url", "  securitySchemes:\n",
            "  securitySchemes:\n    spare: {type: apiKey, in: query, name: key, description: Spare.}\n",
            with: "security-scheme-unused"),
        RuleCase(
            "security-scheme-unused", "  securitySchemes:\n",
            "  securitySchemes:\n    spare: {type: http, scheme: basic, description: For nobody.}\n"),
        RuleCase("scope-unused", "{'books:write': Change the shelf.}", "{'books:write': Change., 'books:read': Look.}"),
    ]

    private static let responses: [RuleCase] = [
        RuleCase("location-missing", "Where it is.\n              required: true\n", "Where it is.\n"),
        RuleCase("created-without-201", "'201':\n", "'200':\n"),
        RuleCase("status-for-method", "'204': {description: There is no bookmark.}", "'205': {description: Gone.}"),
        RuleCase(
            "status-for-method", "'204': {description: The bookmark",
            "'304': {description: No.}\n        '204': {description: The bookmark"),
        RuleCase("retry-after-missing", "description: Seconds., required: true", "description: Seconds."),
        RuleCase("allow-missing", "description: Those there are., required: true", "description: Those there are."),
        RuleCase(
            "error-shape-differs", "schema: {$ref: '#/components/schemas/Problem'}\n        '412'",
            "schema: {$ref: '#/components/schemas/Book'}\n        '412'"),
    ]

    private static let conditions: [RuleCase] = [
        RuleCase(
            "not-modified-unreachable", "        - {$ref: '#/components/parameters/IfNoneMatch'}\n", "",
            with: "component-unused"),
        RuleCase("precondition-incomplete", "        '412': {$ref: '#/components/responses/Problem'}\n", ""),
        RuleCase("precondition-incomplete", "name: If-Match", "name: If-Some"),
        RuleCase(
            "validator-missing", "ETag: {$ref: '#/components/headers/ETag'}",
            "Expires: {$ref: '#/components/headers/ETag'}"),
        RuleCase(
            "caching-unsaid", "ETag: {$ref: '#/components/headers/ETag'}", "Total: {$ref: '#/components/headers/ETag'}",
            with: "validator-missing"),
    ]

    private static let names: [RuleCase] = [
        RuleCase("path-trailing-slash", "/book-mark:", "/book-mark/:"),
        RuleCase("path-case", "/book-mark:", "/bookMark:"),
        RuleCase("path-case", "/book-mark:", "/book_mark:"),
        RuleCase(
            "path-shadowed", "  /readers/{reader_id}/book-mark:",
            """
              /readers/me/book-mark:
                get:
                  operationId: myMark
                  tags: [Books]
                  summary: My bookmark
                  description: The caller's own.
                  security: []
                  responses:
                    '204': {description: It is empty.}
                    '400': {$ref: '#/components/responses/Problem'}
                    '500': {$ref: '#/components/responses/Problem'}
                    '503': {$ref: '#/components/responses/Away'}
              /readers/{reader_id}/book-mark:
            """),
        RuleCase("name-case", "name: page_size", "name: pageSize"),
        RuleCase("operation-id-method", "operationId: removeMark", "operationId: createMark"),
        RuleCase("operation-id-method", "operationId: listBooks", "operationId: deleteBooks"),
        RuleCase(
            "header-x-prefix", "            Location:\n",
            "            X-Total: {description: All., schema: {type: integer, example: 3}}\n            Location:\n"),
    ]

    private static let rest: [RuleCase] = [
        RuleCase("component-unused", "                one: {$ref: '#/components/examples/OneBook'}\n", ""),
        RuleCase(
            "component-unused", "  schemas:\n", "  schemas:\n    Spare: {type: string, description: For nobody.}\n"),
        RuleCase("tag-unused", "tags:\n  - {", "tags:\n  - {name: Desk, description: Who lends.}\n  - {"),
        RuleCase("version-not-semver", "version: 2.1.0", "version: '2.1'"),
        RuleCase(
            "servers-missing", "servers:\n  - url: http://127.0.0.1:3000\n  - url: https://library.test/v1\n", ""),
        RuleCase("server-trailing-slash", "https://library.test/v1", "https://library.test/v1/"),
        RuleCase("server-not-https", "https://library.test/v1", "http://library.test/v1"),
        RuleCase("server-placeholder", "https://library.test/v1", "https://library.example.com"),
        RuleCase(
            "suppression-unused", "    post:\n", "    # contract-lint: allow open-write - anybody may\n    post:\n"),
        RuleCase("suppression-unused", "    post:\n", "    post:  # contract-lint: allow open-writes\n"),
        RuleCase("contract-invalid", "openapi: 3.0.3", "openapi: 2.0.0"),
        RuleCase("contract-invalid", "    post:\n", "    post: *nobody\n"),
    ]

    /// Changes that no rule has anything against.
    static let harmless: [(old: String, new: String)] = [
        ("'^[A-Z][a-z ]*$'", "'^[A-Z]$|^(?:[A-Z][a-z|]*|b)$'"), ("'^[A-Z][a-z ]*$'", "'^[^|$]*$'"),
        ("version: 2.1.0", "version: 1.0.0-rc.1+build.5"), ("http://127.0.0.1:3000", "http://localhost:8080"),
        ("http://127.0.0.1:3000", "http://[::1]:8080"), ("name: page_size", "name: pages"),
        ("{type: string, maxLength: 64, example: jane}", "{type: string, pattern: '^[a-z]{1,9}$', example: jane}"),
        ("minimum: 1, maximum: 50, default: 20", "format: int32, default: 20"),
        ("summary: Add a book", "summary: Add a book!"), ("/book-mark:", "/mark:"), ("/book-mark:", "/mark.json:"),
        ("operationId: createBook", "operationId: postBook"), ("operationId: removeMark", "operationId: settle"),
        ("summary: Add a book\n", "summary: Add a book\n      deprecated: true\n"),
        ("example: [love, money]", "example: []"),
        ("genre: novel}\n      responses", "genre: poems, words: [x]}\n      responses"),
        ("text", "text"),
    ].filter { $0.0 != $0.1 }
}

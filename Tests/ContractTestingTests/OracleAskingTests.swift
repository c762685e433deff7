import Testing

@testable import ContractTesting

/// What the oracle makes of styles, credentials, forms, parts and Accept, by itself.
@Suite struct OracleAskingTests {
    private static let yaml = """
        openapi: 3.0.3
        info: {title: Asking, version: "1"}
        security: [{token: []}, {password: [], key: []}]
        paths:
          /{plain}/{dotted}/{matrix}:
            parameters:
              - {name: plain, in: path, required: true, explode: true, schema: {$ref: '#/components/schemas/Pair'}}
              - {name: dotted, in: path, required: true, style: label, schema: {$ref: '#/components/schemas/List'}}
              - {name: matrix, in: path, required: true, style: matrix, schema: {type: integer}}
            get:
              operationId: ask
              parameters:
                - {name: deep, in: query, style: deepObject, schema: {$ref: '#/components/schemas/Pair'}}
                - {name: spaces, in: query, style: spaceDelimited, schema: {$ref: '#/components/schemas/List'}}
                - {name: crumbs, in: cookie, explode: false, schema: {$ref: '#/components/schemas/List'}}
              responses:
                '200':
                  description: One of two.
                  content:
                    text/plain: {schema: {type: string}}
                    text/csv: {schema: {type: string}}
                '401': {description: Who?}
                '403': {description: No.}
                '406': {description: Nothing.}
          /send:
            post:
              operationId: send
              security: [{scoped: [read]}]
              requestBody:
                required: true
                x-max-bytes: 300
                content:
                  multipart/form-data: {schema: {$ref: '#/components/schemas/Upload'}}
                  application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Pair'}}
                  text/plain: {schema: {type: string, maxLength: 3}}
              responses:
                '204': {description: Done.}
                '403': {description: No.}
        components:
          securitySchemes:
            token: {type: http, scheme: bearer}
            password: {type: http, scheme: basic}
            key: {type: apiKey, in: cookie, name: k}
            scoped: {type: openIdConnect, openIdConnectUrl: 'https://a/b'}
          schemas:
            List: {type: array, maxItems: 2, items: {type: string, maxLength: 3}}
            Pair:
              type: object
              additionalProperties: false
              required: [a]
              properties:
                a: {type: integer}
                b: {$ref: '#/components/schemas/List'}
            Upload:
              type: object
              additionalProperties: false
              required: [file]
              properties:
                file: {type: string, format: binary, maxLength: 4}
                pair: {$ref: '#/components/schemas/Pair'}
                list: {$ref: '#/components/schemas/List'}
        """

    private let contract: Contract

    init() throws { contract = try Contract.read(Array(Self.yaml.utf8), name: "asking.yaml") }

    private static let path = "/a=1/.x,y/;matrix=5"
    private static let bearer = Field("Authorization", "Bearer t")

    private func findings(_ request: SentRequest) throws -> [Finding.Kind] {
        try RequestJudge(contracts: [contract]).judge(request).findings.map(\.kind)
    }

    @Test(arguments: [
        path, "/a=1/.x/;matrix=-5", "/a=1/./;matrix=5", "\(path)?deep[a]=1&deep%5Bb%5D=x", "\(path)?spaces=a%20b",
        "\(path)?spaces=a+b", "/%61=1/.x%2Cy/;matrix=5",
    ]) func whatAStyleWritesPasses(_ target: String) throws {
        #expect(try findings(SentRequest("GET", target, fields: [Self.bearer])) == [])
    }

    @Test(arguments: [
        "/a,1/.x/;matrix=5", "/a=x/.x/;matrix=5", "/b=1/.x/;matrix=5", "/a=1,a=1/.x/;matrix=5", "/a=1/x/;matrix=5",
        "/a=1/.x,y,z/;matrix=5", "/a=1/.x/matrix=5", "/a=1/.x/;other=5", "/a=1/.x/5", "\(path)?deep[a]=x",
        "\(path)?deep[c]=1&deep[a]=1", "\(path)?deep[a]=1&deep[a]=2", "\(path)?spaces=long", "\(path)?spaces=a%20b%20c",
        "\(path)?spaces=a&spaces=b",
    ]) func whatNoStyleWritesIsFound(_ target: String) throws {
        #expect(try Set(findings(SentRequest("GET", target, fields: [Self.bearer]))) == [.requestParameter])
    }

    @Test func cookiesAreRead() throws {
        func found(_ cookie: String) throws -> [Finding.Kind] {
            try findings(SentRequest("GET", Self.path, fields: [Self.bearer, Field("Cookie", cookie)]))
        }
        #expect(try found("x=1; crumbs=a,b%2C") == [])
        #expect(try found("crumbs=a,b,c") == [.requestParameter])
        #expect(try found("crumbs=a; crumbs=b") == [.requestParameter])
    }

    @Test func halfOfAnAlternativeIsNone() throws {
        let basic = Field("Authorization", "Basic x")
        let key = Field("Cookie", "k=v")
        func found(_ fields: Field...) throws -> [Finding.Kind] {
            try findings(SentRequest("GET", Self.path, fields: fields))
        }
        #expect(try found(Self.bearer) == [])
        #expect(try found(basic, key) == [])
        for fields in [[], [basic], [key], [basic, Field("Cookie", "l=v")]] {
            #expect(try findings(SentRequest("GET", Self.path, fields: fields)) == [.requestCredentials])
        }
    }

    private func judged(_ status: Int, _ fields: [Field], accept: String? = nil) throws -> [Finding.Kind] {
        let request = SentRequest("GET", Self.path, fields: accept.map { [Field("Accept", $0)] } ?? [])
        let response = ReceivedResponse(
            status: status, fields: fields + [Field("Content-Length", status == 200 ? "1" : "0")],
            body: status == 200 ? [65] : [])
        return try ResponseJudge(contracts: [contract]).judge(Exchange(request, response)).findings.map(\.kind)
    }

    @Test func everySchemeIsAskedFor() throws {
        func found(_ field: String?) throws -> [Finding.Kind] {
            try judged(401, field.map { [Field("WWW-Authenticate", $0)] } ?? [])
        }
        let key = #"APIKey realm="r", in="cookie", name="k""#
        #expect(try found(#"Bearer realm="r", Basic realm="r", charset="UTF-8", \#(key)"#) == [])
        #expect(try found(nil) == [.challenge, .challenge, .challenge])
        #expect(try found(#"Bearer realm="r", Basic realm="r""#) == [.challenge])
        #expect(
            try found(#"Bearer realm="r", Basic realm="r", APIKey realm="r", in="header", name="k""#) == [.challenge])
        #expect(try found(#"Bearer realm="Basic realm", \#(key)"#) == [.challenge])
    }

    @Test func aScopeThatNobodyWantsIsFound() throws {
        func found(_ scope: String) throws -> [Finding.Kind] {
            let field = Field("WWW-Authenticate", #"Bearer error="insufficient_scope", scope="\#(scope)""#)
            let response = ReceivedResponse(status: 403, fields: [field, Field("Content-Length", "0")])
            return try ResponseJudge(contracts: [contract]).judge(Exchange(SentRequest("POST", "/send"), response))
                .findings.map(\.kind)
        }
        #expect(try found("read") == [])
        #expect(try found("write") == [.challenge])
        #expect(try found("") == [.challenge])
    }

    @Test func whatTheClientDoesNotLikeIsFound() throws {
        let csv = [Field("Content-Type", "text/csv")]
        for accept in [nil, "", "*/*", "text/csv", "text/*", "text/csv;q=0.5, text/plain;q=0.4"] {
            #expect(try judged(200, csv, accept: accept) == [], "\(accept ?? "nothing")")
        }
        #expect(try judged(200, csv, accept: "text/plain;q=0.5, text/csv;q=0.4") == [.negotiation])
        #expect(try judged(200, csv, accept: "text/plain") == [.negotiation, .negotiation])
        #expect(try judged(200, csv, accept: "text/csv;q=0, text/html") == [.negotiation])
        #expect(try judged(406, [], accept: "text/html, text/*;q=0.1") == [.negotiation])
        #expect(try judged(406, [], accept: "text/html, */*;q=0") == [])
    }

    @Test func bodiesOfEveryTypeAreRead() throws {
        func found(_ mediaType: String, _ body: String) throws -> [Finding.Kind] {
            let fields = [Self.bearer, Field("Content-Type", mediaType)]
            return try findings(SentRequest("POST", "/send", fields: fields, body: Array(body.utf8)))
        }
        let multipart = "multipart/form-data; boundary=b"
        func part(_ name: String, _ text: String) -> String {
            "--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(text)\r\n"
        }
        let file = part("file", "abcd")
        #expect(try found(multipart, file + "--b--\r\n") == [])
        #expect(
            try found(multipart, file + part("pair", #"{"a":1}"#) + part("list", "x") + part("list", "y") + "--b--")
                == [])
        for body in [
            "", file, file + file + "--b--", part("file", "abcde") + "--b--", part("list", "x") + "--b--",
            file + part("pair", "{") + "--b--", file + part("other", "") + "--b--",
            file + part("list", "long") + "--b--",
        ] { #expect(try Set(found(multipart, body)) == [.requestBody], "\(body)") }
        #expect(try found("application/x-www-form-urlencoded", "a=1&b=x&b=y") == [])
        for body in ["b=x", "a=1&a=2", "a=x", "a=1&b=x&b=y&b=z", "a=%zz"] {
            #expect(try Set(found("application/x-www-form-urlencoded", body)) == [.requestBody], "\(body)")
        }
        #expect(try found("text/plain", "abc") == [])
        #expect(try found("text/plain; charset=us-ascii", "abc") == [])
        #expect(try found("text/plain", "abcd") == [.requestBody])
        #expect(try found("text/plain; charset=latin1", "abc") == [.requestBody])
        #expect(try found("text/plain", String(repeating: "x", count: 301)) == [.requestBody, .requestBody])
    }
}

@testable import ContractTesting

/// A small contract for the tests of the oracle: a thing that can be read, written and streamed.
enum SampleContract {
    static let yaml = """
        openapi: 3.0.3
        info: {title: Things, version: "1.0"}
        paths:
          /things/{id}:
            parameters:
              - {name: id, in: path, required: true, schema: {type: string, pattern: "^[a-z]+$"}}
            get:
              operationId: getThing
              parameters:
                - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100}}
                - {name: tag, in: query, schema: {type: array, maxItems: 2, items: {type: string, maxLength: 3}}}
              responses:
                '200':
                  description: The thing.
                  headers:
                    ETag: {required: true, schema: {type: string, pattern: '^"[0-9]+"$'}}
                    X-Rate: {schema: {type: integer, minimum: 0}}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Thing'}
                '304': {description: Unchanged.}
                '404': {$ref: '#/components/responses/Failure'}
            put:
              operationId: putThing
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/NewThing'}
                  application/x-www-form-urlencoded:
                    schema: {$ref: '#/components/schemas/NewThing'}
              responses:
                '204': {description: Stored.}
                '400': {$ref: '#/components/responses/Failure'}
          /things/{id}/image:
            get:
              operationId: getImage
              responses:
                '200':
                  description: The picture.
                  content:
                    image/svg+xml: {schema: {type: string, pattern: '^<svg'}}
          /things/{id}/stream:
            get:
              operationId: streamThing
              responses:
                '200':
                  description: Frames.
                  content:
                    multipart/x-mixed-replace: {schema: {type: string, format: binary}}
                '404': {$ref: '#/components/responses/Failure'}
        x-engine-responses:
          '405':
            description: No such method.
            headers:
              Allow: {required: true, schema: {type: string}}
            content:
              application/json:
                schema: {$ref: '#/components/schemas/Error'}
          '404': {$ref: '#/components/responses/Failure'}
        components:
          responses:
            Failure:
              description: It failed.
              content:
                application/json:
                  schema: {$ref: '#/components/schemas/Error'}
          schemas:
            Error:
              type: object
              required: [error]
              additionalProperties: false
              properties:
                error: {type: string, minLength: 1}
                code: {type: string, pattern: '^[a-z_]+$'}
            NewThing:
              type: object
              required: [name]
              additionalProperties: false
              properties:
                name: {type: string, maxLength: 10}
                size: {type: integer, format: int32, minimum: 1}
            Thing:
              type: object
              required: [id, name]
              additionalProperties: false
              properties:
                id: {type: string, pattern: '^[a-z]+$'}
                name: {type: string, nullable: true}
                size: {type: integer}
        """

    static func contract() throws -> Contract { try Contract.read(Array(yaml.utf8), name: "things.yaml") }

    static func judge() throws -> ResponseJudge { ResponseJudge(contracts: [try contract()]) }

    /// The right answer to `GET /things/abc`.
    static var thing: Exchange {
        response(
            "GET", "/things/abc", 200, [Field("Content-Type", "application/json"), Field("ETag", "\"7\"")],
            #"{"id":"abc","name":null,"size":3}"#)
    }

    static func response(
        _ method: String, _ target: String, _ status: Int, _ fields: [Field], _ body: String
    ) -> Exchange {
        let bytes = Array(body.utf8)
        let isFramed = status != 204 && status != 304
        let length = isFramed ? [Field("Content-Length", "\(bytes.count)")] : []
        return Exchange(
            SentRequest(method, target),
            ReceivedResponse(
                status: status, fields: fields + length, body: bytes, framing: isFramed ? .contentLength : .none))
    }
}

extension Exchange {
    /// The same exchange with another response.
    func with(_ change: (inout ReceivedResponse) -> Void) -> Exchange {
        var response = response
        change(&response)
        return Exchange(request, response)
    }

    /// The same exchange with another body of the right length.
    func with(body: String) -> Exchange {
        with { response in
            response.body = Array(body.utf8)
            response.fields.removeAll { $0.name == "Content-Length" }
            response.fields.append(Field("Content-Length", "\(response.body.count)"))
        }
    }

    /// The same exchange with a header field replaced, or taken away.
    func with(_ name: String, _ value: String?) -> Exchange {
        with { response in
            response.fields.removeAll { $0.name == name }
            if let value { response.fields.append(Field(name, value)) }
        }
    }
}

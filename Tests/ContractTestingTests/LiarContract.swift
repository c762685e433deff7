@testable import ContractTesting

/// A contract with one of everything that a server can lie about, and the one honest answer to each operation.
enum LiarContract {
    static let yaml = """
        openapi: 3.0.3
        info: {title: Lies, version: "1.0"}
        paths:
          /lie:
            get:
              operationId: getLie
              responses:
                '200':
                  description: Everything.
                  headers:
                    ETag: {required: true, schema: {type: string, pattern: '^"[0-9]+"$'}}
                    Cache-Control: {required: true, schema: {type: string, enum: [no-store]}}
                    X-Count: {schema: {type: integer, minimum: 0}}
                  content:
                    application/json: {schema: {$ref: '#/components/schemas/Everything'}}
                '304': {description: Unchanged.}
                '404': {$ref: '#/components/responses/Failure'}
          /lies/{id}:
            put:
              operationId: putLie
              security: [{bearer: []}]
              x-owner: id
              parameters:
                - {name: id, in: path, required: true, schema: {type: string, pattern: '^[a-z]+$'}}
                - {name: limit, in: query, schema: {type: integer, minimum: 1}}
              requestBody:
                required: true
                content:
                  application/json: {schema: {$ref: '#/components/schemas/New'}}
              responses:
                '204': {description: Stored.}
                '400': {$ref: '#/components/responses/Failure'}
                '401': {$ref: '#/components/responses/Failure'}
                '403': {$ref: '#/components/responses/Failure'}
                '404': {$ref: '#/components/responses/Failure'}
                '409': {$ref: '#/components/responses/Failure'}
          /stream:
            get:
              operationId: getStream
              responses:
                '200':
                  description: Frames.
                  headers:
                    Cache-Control: {required: true, schema: {type: string}}
                  content:
                    multipart/x-mixed-replace: {schema: {type: string, format: binary}}
        components:
          securitySchemes: {bearer: {type: http, scheme: bearer}}
          responses:
            Failure:
              description: It failed.
              content:
                application/json: {schema: {$ref: '#/components/schemas/Error'}}
          schemas:
            Error:
              type: object
              required: [error]
              additionalProperties: false
              properties: {error: {type: string, minLength: 1}}
            New:
              type: object
              required: [name]
              additionalProperties: false
              properties: {name: {type: string, maxLength: 5}}
            Everything:
              type: object
              required: [text, count, half, when, mail, id, bytes, kind, flag, list, inner, either, all, nay, maybe]
              additionalProperties: false
              properties:
                text: {type: string, minLength: 2, maxLength: 5, pattern: '^[a-z]+$'}
                count: {type: integer, format: int32, minimum: 1, maximum: 9}
                half: {type: number, multipleOf: 0.5, minimum: 0, exclusiveMinimum: true}
                when: {type: string, format: date-time}
                mail: {type: string, format: email}
                id: {type: string, format: uuid}
                bytes: {type: string, format: byte}
                kind: {type: string, enum: [a, b]}
                flag: {type: boolean}
                list: {type: array, minItems: 1, maxItems: 3, uniqueItems: true, items: {type: string}}
                inner: {type: object, required: [x], additionalProperties: false, properties: {x: {type: integer}}}
                either: {oneOf: [{type: integer, maximum: 5}, {type: integer, minimum: 5}, {type: boolean}]}
                all: {allOf: [{type: string}, {minLength: 2}]}
                nay: {type: string, not: {enum: [never]}}
                maybe: {type: string, nullable: true}
                secret: {type: string, writeOnly: true}
        """

    static let body = """
        {"text":"abc","count":3,"half":1.5,"when":"2026-03-01T09:30:00Z","mail":"a@example.com",\
        "id":"123e4567-e89b-12d3-a456-426614174000","bytes":"aGk=","kind":"a","flag":true,"list":["x","y"],\
        "inner":{"x":1},"either":3,"all":"ok","nay":"well","maybe":null}
        """

    static let head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: \"7\"\r\nCache-Control: no-store\r\n"

    /// The honest answer to `GET /lie`.
    static var truth: String { framed(body) }

    /// A body behind the honest head, of the right length.
    static func framed(_ body: String, head: String = head) -> String {
        head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
    }

    static func contract() throws -> Contract { try Contract.read(Array(yaml.utf8), name: "lies.yaml") }
}

/// What the oracle says of an answer.
enum Reaction: Equatable {
    case believed
    case breach([Finding.Kind])
    case wire(WireError.Kind)

    /// Asks a server that answers with these bytes, whatever is asked.
    static func to(
        _ bytes: [UInt8], method: String = "GET", _ target: String = "/lie", coverage: Coverage? = nil
    ) async throws -> Reaction {
        let server = try ScriptedServer { _ in .init(bytes: bytes) }
        let coverage = try coverage ?? Coverage(contracts: [try LiarContract.contract()])
        let client = RecordingClient(port: server.port, coverage: coverage, timeout: .seconds(5))
        do {
            _ = try await client.send(method, target)
            return .believed
        } catch let breach as ContractBreach {
            return .breach(breach.findings.map(\.kind))
        } catch let error as WireError {
            return .wire(error.kind)
        }
    }
}

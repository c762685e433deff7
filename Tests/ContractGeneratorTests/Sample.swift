import Testing

@testable import ContractGenerator
@testable import OpenAPI

/// A small good contract, and how to spoil it.
enum Sample {
    static let text = """
        openapi: 3.0.3
        info: {title: Sample, version: '1'}
        tags:
          - {name: Things}
        paths:
          /things/{id}:
            get:
              operationId: getThing
              tags: [Things]
              summary: Read a thing
              security: []
              parameters:
                - {name: id, in: path, required: true, schema: {type: string}}
                - {name: page, in: query, schema: {type: integer}}
              responses:
                '200':
                  description: The thing.
                  headers:
                    ETag: {schema: {type: string}}
                  content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
            put:
              operationId: putThing
              tags: [Things]
              summary: Write a thing
              security: [{bearerAuth: []}]
              x-owner: id
              parameters:
                - {$ref: '#/components/parameters/ID'}
              requestBody:
                required: true
                content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
              responses:
                '204': {description: Written.}
        components:
          securitySchemes:
            bearerAuth: {type: http, scheme: bearer}
          parameters:
            ID: {name: id, in: path, required: true, schema: {type: string}}
          schemas:
            Thing:
              type: object
              additionalProperties: false
              required: [name]
              properties:
                name: {type: string}
                size: {type: integer}
            Color: {type: string, enum: [red, green]}

        """

    /// The messages for the contract with each text replaced by another; nil when a text is not in it just once.
    static func problems(_ changes: [(String, String)]) -> [String]? {
        var text = text
        for (old, new) in changes {
            guard text.ranges(of: old).count == 1 else { return nil }
            text = text.replacing(old, with: new)
        }
        return problems(text)
    }

    static func problems(_ text: String) -> [String] {
        do throws(ContractProblems) {
            _ = try ContractGenerator(Contract(parsing: Array(text.utf8), file: "contracts/sample.yaml"))
            return []
        } catch {
            return error.diagnostics.map(\.description)
        }
    }
}

/// A contract that is refused: what to replace in the sample, and the messages in full, without the file's name.
struct BadContract: CustomTestStringConvertible {
    let testDescription: String
    let changes: [(String, String)]
    let messages: [String]

    init(_ name: String, _ old: String, _ new: String, _ messages: String...) {
        testDescription = name
        changes = [(old, new)]
        self.messages = messages
    }

    func check(_ location: SourceLocation = #_sourceLocation) {
        let expected = messages.map { "contracts/sample.yaml:" + $0 }
        #expect(Sample.problems(changes) == expected, sourceLocation: location)
    }
}

/// A contract far larger than ours, made up: what a large organisation's may look like in size.
enum MadeContract {
    static let operations = 800
    static let schemas = 1_000

    /// About a megabyte of YAML.
    static var text: String {
        var text = """
            openapi: 3.0.3
            info: {title: Made up, version: 1.0.0}
            tags:

            """
        for tag in 0..<tags { text += "  - {name: Group \(tag), description: Operations of group \(tag).}\n" }
        text += "paths:\n"
        for number in 0..<operations / 2 { text += path(number) }
        text += components
        for number in 0..<schemas - 1 { text += schema(number) }
        return text
    }

    private static let tags = 20

    /// A path with an operation that reads and one that writes.
    private static func path(_ number: Int) -> String {
        """
          /groups/{group_id}/things\(number)/{thing_id}:
            get:
              operationId: getThing\(number)
              tags: [Group \(number % tags)]
              summary: Read thing \(number)
              description: Answers with thing \(number) of a group, as it was stored last, with all that belongs to it.
              security: [{bearerAuth: []}]
              x-owner: group_id
              parameters:
                - {$ref: '#/components/parameters/GroupID'}
                - {name: thing_id, in: path, required: true, schema: {type: integer, minimum: 1}}
                - {name: limit, in: query, description: At most so many., schema: {type: integer, minimum: 1, maximum: 100, default: 20}}
                - {name: kinds, in: query, schema: {type: array, maxItems: 10, items: {type: string, maxLength: 20}}}
              responses:
                '200':
                  description: The thing.
                  headers:
                    ETag: {required: true, schema: {type: string, maxLength: 70}}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Thing\(number)'}
        \(refusals([400, 401, 403, 404, 406, 500, 503]))
            put:
              operationId: putThing\(number)
              tags: [Group \(number % tags)]
              summary: Write thing \(number)
              description: Stores thing \(number) of a group in place of what was there before, if anything was.
              security: [{bearerAuth: []}]
              x-owner: group_id
              parameters:
                - {$ref: '#/components/parameters/GroupID'}
                - {name: thing_id, in: path, required: true, schema: {type: integer, minimum: 1}}
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/Thing\(number + operations / 2)'}
              responses:
                '204': {description: Stored.}
        \(refusals([400, 401, 403, 404, 413, 415, 500, 503]))

        """
    }

    private static func refusals(_ statuses: [Int]) -> String {
        statuses.map { "        '\($0)': {$ref: '#/components/responses/Problem'}" }.joined(separator: "\n")
    }

    private static let components = """
        components:
          securitySchemes:
            bearerAuth: {type: http, scheme: bearer}
          parameters:
            GroupID: {name: group_id, in: path, required: true, schema: {type: string, minLength: 1, maxLength: 64}}
          responses:
            Problem:
              description: What was wrong.
              content:
                application/json:
                  schema: {$ref: '#/components/schemas/Problem'}
          schemas:
            Problem:
              type: object
              required: [error]
              additionalProperties: false
              properties:
                error: {type: string, minLength: 1}

        """

    private static func schema(_ number: Int) -> String {
        """
            Thing\(number):
              type: object
              description: Thing \(number), with a name, a number of parts and what belongs to it.
              required: [thing_id, name, size]
              additionalProperties: false
              properties:
                thing_id: {type: integer, format: int64, minimum: 1, description: The number of the thing.}
                name: {type: string, minLength: 1, maxLength: 100, pattern: '^[a-z0-9-]+$', description: Its name.}
                size: {type: number, minimum: 0, maximum: \(number + 1)}
                created_at: {type: string, format: date-time}
                is_public: {type: boolean, default: false}
                tags: {type: array, maxItems: 20, items: {type: string, maxLength: 40}}
                next: {type: array, maxItems: \(number % 7 + 1), items: {$ref: '#/components/schemas/Thing\((number + 1) % (schemas - 1))'}}

        """
    }
}

import ContractGenerator
import Foundation
import OpenAPI
import Testing
import YAML

/// A contract in JSON is the contract in YAML, but for where its lines are.
@Suite struct JSONContractTests {
    /// The same document as JSON text, a value a line.
    private func json(_ node: Node) throws -> String {
        if let members = node.members {
            return try "{\n" + members.map { try quoted($0.name) + ": " + json($0.value) }.joined(separator: ",\n")
                + "\n}"
        }
        if let elements = node.elements { return try "[\n" + elements.map(json).joined(separator: ",\n") + "\n]" }
        if case .string(let text) = node.scalar { return try quoted(text) }
        return try #require(node.text)
    }

    private func quoted(_ text: String) throws -> String {
        let data = try JSONSerialization.data(
            withJSONObject: text, options: [.fragmentsAllowed, .withoutEscapingSlashes])
        return try #require(String(data: data, encoding: .utf8))
    }

    /// Generated text without the places of the contract, nor the breaks and spaces that their lengths make.
    private func withoutPlaces(_ text: String) -> String {
        let places = /line: \d+|Int \{ \d+ \}|library\.(yaml|json)(:\d+)?|Line\d+|lines? \d+|line\d+/
        return text.replacing(places, with: "PLACE").replacing(/\s+/, with: "").replacing(",]", with: "]")
    }

    private func library() throws -> [UInt8] {
        try GoldenTests.source()
    }

    @Test func bothGiveTheSameText() throws {
        let yaml = try library()
        let text = try json(try Node(parsing: yaml))
        let json = Array(text.utf8)
        // Both embed themselves, and differ there: the same bytes stand for both.
        let ours = try ContractGenerator(Contract(parsing: json, file: "contracts/library.json")).files(source: yaml)
        let expected = try ContractGenerator(Contract(parsing: yaml, file: "contracts/library.yaml"))
            .files(source: yaml)
        #expect(ours.map(\.name) == expected.map(\.name))
        for (file, other) in zip(ours, expected) {
            #expect(file.text.contains("contracts/library.json") == other.text.contains("contracts/library.yaml"))
            let texts = (withoutPlaces(file.text), withoutPlaces(other.text))
            #expect(texts.0 == texts.1, "where they part: \(texts.0.commonPrefix(with: texts.1).suffix(200))")
        }
    }

    @Test func problemsHavePlacesInTheJSON() throws {
        let text = "{\n  \"openapi\": \"3.0.3\",\n  \"swagger\": 2,\n  \"openapi\": 3}"
        let problems = Sample.problems(text, file: "contracts/sample.json")
        #expect(problems.contains { $0.hasPrefix("contracts/sample.json:3:3: error: \"swagger\" is not supported") })
        #expect(
            problems.last
                == "contracts/sample.json:4:3: error: the key \"openapi\" stands already on line 2: remove one, or "
                + "rename it (at #/openapi)")
    }

    @Test func whatIsOnlyYAMLIsNoJSON() throws {
        let problems = Sample.problems(try #require(Sample.text), file: "contracts/sample.json")
        #expect(problems.count == 1 && problems[0].contains("this byte cannot begin a value"))
    }
}

/// Problems of the text and of the contract are told in one run.
@Suite struct TextProblemTests {
    @Test func bothAreToldInTheOrderOfTheirPlaces() throws {
        let text = try #require(Sample.text).replacing("openapi: 3.0.3", with: "openapi: 4.0.0")
            .replacing("title: Sample", with: "title: Sample, title: Again")
            .replacing("tags: [Things]", with: "tags: [Other, *none]")
            .replacing("'204': {description: Written.}", with: "'204': {}")
        let problems = Sample.problems(text)
        #expect(problems.filter { $0.contains("stands already on line 2") }.count == 1)
        #expect(problems.filter { $0.contains("the alias *none has no anchor") }.count == 2)
        #expect(problems.filter { $0.contains("this version of OpenAPI") }.count == 1)
        #expect(problems.contains { $0.contains("(at #/paths/~1things~1{id}/put/responses/204") })
        let lines = problems.compactMap { Int($0.split(separator: ":")[1]) }
        #expect(lines == lines.sorted())
    }

    /// The build reads messages line by line, and people in a terminal.
    @Test func aMessageIsOneLineWhateverNamesAContractHas() throws {
        let name = "\"a\\nb\\u2028c\\e[31m\""
        let text = try #require(Sample.text)
        let other = text.replacing("title: Sample", with: "title: Sample, \(name): 1, \(name): 2")
        let problem = try #require(Sample.problems(other).last { $0.contains("stands already") })
        #expect(
            problem == "contracts/sample.yaml:2:47: error: the key \"a\\nb\\u{2028}c\\u{1B}[31m\" stands already on "
                + "line 2: remove one, or rename it (at #/info/a\\nb\\u{2028}c\\u{1B}[31m)")
    }

    /// What follows from a problem of the text is not told beside it.
    @Test(arguments: [
        ("description: The thing.", "description: *none"), ("description: The thing.", "<<: {description: x}"),
        ("title: Sample", "title: !t Sample"), ("title: Sample", "title: 1e999"),
    ]) func whatFollowsIsNotTold(_ old: String, _ new: String) throws {
        let text = try #require(Sample.text).replacing(old, with: new)
        #expect(text != Sample.text)
        #expect(Sample.problems(text).count == 1, "\(Sample.problems(text))")
    }
}

/// No nesting of a text exhausts the stack, not even the small one of a second thread.
@Suite struct DeepContractTests {
    private final class Box: @unchecked Sendable { var problems: [String] = [] }

    /// - Returns: the problems, found by a thread of 512 KiB.
    private func problems(_ text: String) -> [String] {
        let box = Box()
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            box.problems = Sample.problems(text)
            done.signal()
        }
        thread.stackSize = 512 << 10
        thread.start()
        done.wait()
        return box.problems
    }

    @Test(arguments: [10, 25, 28, 58]) func nestedSchemasAreReadOrRefused(_ depth: Int) throws {
        let list = String(repeating: "{type: array, items: ", count: depth) + "{type: string}"
        let object =
            String(
                repeating: "{type: object, additionalProperties: false, required: [a], properties: {a: ",
                count: depth / 2) + "{type: string}"
        let text = try #require(Sample.text)
        for (schema, close) in [(list, "}"), (object, "}}")] {
            let count = close == "}" ? depth : depth / 2
            let nested = schema + String(repeating: close, count: count)
            let other = text.replacing("size: {type: integer}", with: "size: " + nested)
            #expect(other != text && problems(other).allSatisfy { $0.hasPrefix("contracts/sample.yaml:63:") })
        }
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "{", "[{", "&a [*a, "]) func openBracketsAreRefused(_ text: String) {
        #expect(problems(String(repeating: text, count: 20_000)).count >= 1)
    }
}

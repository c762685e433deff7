import Testing

@testable import YAML

@Suite struct TreeTests {
    private static let noAnchor =
        "the alias *x has no anchor before it: write &x before the value it stands for, or quote a text that begins "
        + "with *"
    private static let notScalar = "a key must be a scalar: write a name, in quotes if it begins with [ or {"
    private static let second =
        "one document is expected, here a second begins: remove it, or put it in a file of its own"

    private func parse(_ text: String) throws(YAMLError) -> Node { try Node(parsing: Array(text.utf8)) }

    private func error(_ text: String) -> YAMLError? { error(bytes: Array(text.utf8)) }

    private func error(bytes: [UInt8]) -> YAMLError? {
        do throws(YAMLError) {
            _ = try Node(parsing: bytes)
            return nil
        } catch {
            return error
        }
    }

    private func problem(_ message: String, _ line: Int, _ column: Int) -> YAMLError {
        YAMLError(message: message, mark: Mark(line: line, column: column))
    }

    @Test func marksCountFromOneInCodePoints() throws {
        let node = try parse("a: 1\n\n# é\nb:\n  - é: x\n  - {c: 'd'}\n")
        #expect(node.mark == Mark(line: 1, column: 1))
        #expect(node["a"]?.mark == Mark(line: 1, column: 4))
        #expect(node["b"]?.mark == Mark(line: 5, column: 3))
        let first = try #require(node["b"]?.elements?.first?.members?.first)
        #expect(first.key.mark == Mark(line: 5, column: 5))
        #expect(first.value.mark == Mark(line: 5, column: 8))
        #expect(node["b"]?.elements?.last?["c"]?.mark == Mark(line: 6, column: 9))
    }

    @Test(arguments: [
        ("", 1, 1), ("# none", 1, 7), ("a: \"b", 1, 6), ("a: [b", 1, 6), ("---\n...", 2, 1), ("- {", 1, 4),
    ])
    func marksStayWithinATextWithoutALastLineBreak(_ text: String, _ line: Int, _ column: Int) throws {
        let mark = try error(text)?.mark ?? parse(text).mark
        #expect(mark == Mark(line: line, column: column))
    }

    @Test func membersKeepTheirOrder() throws {
        #expect(try parse("z: 1\na: 2\nm: 3\n").members?.map(\.name) == ["z", "a", "m"])
    }

    @Test func jsonIsYAML() throws {
        let node = try parse(#"{"a": [1, 2.5, "x\u00e9\n", true, null, {}], "b": {"c": []}}"#)
        let elements = try #require(node["a"]?.elements)
        #expect(elements.map(\.scalar) == [.integer(1), .number(2.5), .string("xé\n"), .bool(true), .null, nil])
        #expect(node["b"]?["c"]?.elements?.isEmpty == true)
    }

    @Test func linesMayEndInAnyWay() throws {
        #expect(try parse("a: 1\r\nb: 2\r\n")["b"]?.integer == 2)
        #expect(try parse("a: 1\r\nb: 2\r\n")["b"]?.mark == Mark(line: 2, column: 4))
    }

    @Test func aByteOrderMarkIsNoPartOfTheText() throws {
        #expect(try parse("\u{FEFF}a: 1\n")["a"]?.integer == 1)
    }

    // MARK: Anchors and aliases

    @Test func aliasesAreResolvedAndStandAtTheirOwnPlace() throws {
        let node = try parse("a: &x {k: [1, 2]}\nb: *x\n")
        #expect(node["b"]?["k"]?.elements?.map(\.integer) == [1, 2])
        #expect(node["b"]?.mark == Mark(line: 2, column: 4))
    }

    @Test func theLastAnchorOfANameCounts() throws {
        #expect(try parse("a: &x 1\nb: *x\nc: &x 2\nd: *x\n")["d"]?.integer == 2)
        #expect(try parse("a: &x 1\nb: *x\nc: &x 2\nd: *x\n")["b"]?.integer == 1)
    }

    @Test func anAliasKeepsWhetherTheScalarWasQuoted() throws {
        #expect(try parse("a: &x '1'\nb: *x\n")["b"]?.string == "1")
    }

    @Test func anAliasNeedsItsAnchorBefore() {
        #expect(error("a: *x\n") == problem(Self.noAnchor, 1, 4))
    }

    @Test func noValueContainsItself() {
        let message = "the alias *x stands inside the value that it stands for: write it out, or rename the anchor"
        #expect(error("a: &x [*x]\n") == problem(message, 1, 8))
        // The anchor nearest before it is the one around it, and not the first of the name.
        #expect(error("a: &x 1\nb: &x {c: *x}\n") == problem(message, 2, 11))
    }

    @Test func anAnchorInsideAnotherOfItsNameIsTheLaterOne() throws {
        let node = try parse("a: &x {b: &x 1, c: *x}\nd: *x\n")
        #expect(node["a"]?["c"]?.integer == 1)
        #expect(node["d"]?.integer == 1)
    }

    @Test func aliasesMayBeKeys() throws {
        #expect(try parse("a: &x name\n*x : 1\n")["name"]?.integer == 1)
    }

    @Test func expansionIsBounded() {
        var text = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            text +=
                "l\(level): &l\(level) [" + Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        #expect(
            error(text)?.message
                == "the document has more than 500000 nodes, those of aliases counted each time: make it smaller")
    }

    @Test func theNodeLimitCountsAliasesEachTime() throws {
        let limits = YAMLLimits(nodes: 12)
        #expect(throws: Never.self) { try Node(parsing: Array("[a, b, c, d]".utf8), limits: YAMLLimits(nodes: 5)) }
        #expect(throws: YAMLError.self) { try Node(parsing: Array("[a, b, c, d]".utf8), limits: YAMLLimits(nodes: 4)) }
        #expect(throws: Never.self) { try Node(parsing: Array("[&x [a, b, c], *x, y]".utf8), limits: limits) }
        #expect(throws: YAMLError.self) { try Node(parsing: Array("[&x [a, b, c], *x, *x]".utf8), limits: limits) }
    }

    // MARK: Depth

    @Test func nestingIsBounded() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(error(nested(64)) == nil)
        #expect(error(nested(65)) == problem("collections are nested more than 64 deep: nest them less", 1, 65))
        #expect(error(nested(50_000))?.message == "collections are nested more than 64 deep: nest them less")
        #expect(
            error(String(repeating: "- ", count: 5_000))?.message
                == "collections are nested more than 64 deep: nest them less")
    }

    @Test func aliasesOfAliasesCannotNestDeeper() {
        let open = String(repeating: "[", count: 25)
        let close = String(repeating: "]", count: 25)
        let two = "a: &a \(open)\(close)\nb: &b \(open)*a\(close)\n"
        #expect(error(two) == nil)
        #expect(
            error(two + "c: \(open)*b\(close)\n")
                == problem("collections are nested more than 64 deep: nest them less", 3, 29))
    }

    // MARK: Refusals

    @Test(arguments: [
        ("a: 1\nb: 2\na: 3\n", "the key \"a\" stands already on line 1: remove one, or rename it", 3, 1),
        ("{a: 1, 'a': 2}", "the key \"a\" stands already on line 1: remove one, or rename it", 1, 8),
        ("1: x\n'1': y\n", "the key \"1\" stands already on line 1: remove one, or rename it", 2, 1),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", "merge keys are not supported: write the members out", 3, 3),
        ("[a]: 1\n", Self.notScalar, 1, 1), ("? {a: 1}\n: 2\n", Self.notScalar, 1, 3),
        (
            "a: !!str 5\n",
            "the tag tag:yaml.org,2002:str is not supported: remove it, and quote the value if it is a text", 1, 4
        ),
        ("a: !x [1]\n", "the tag !x is not supported: remove it, and quote the value if it is a text", 1, 4),
        ("a: ! 5\n", "the tag ! is not supported: remove it, and quote the value if it is a text", 1, 4),
        (
            "!!map {a: 1}",
            "the tag tag:yaml.org,2002:map is not supported: remove it, and quote the value if it is a text", 1, 1
        ),
        ("a: 1\n---\nb: 2\n", Self.second, 2, 1),
        ("--- a\n--- b\n", Self.second, 2, 1),
        ("", "the file is empty", 1, 1), ("# nothing\n", "the file is empty", 2, 1),
    ]) func whatAContractMustNotSayIsRefused(_ text: String, _ message: String, _ line: Int, _ column: Int) {
        #expect(error(text) == problem(message, line, column))
    }

    @Test func aQuotedMergeKeyIsAnOrdinaryKey() throws {
        #expect(try parse("'<<': 1\n")["<<"]?.integer == 1)
    }

    @Test func oneDocumentMayHaveItsMarkers() throws {
        #expect(try parse("%YAML 1.1\n---\na: 1\n...\n")["a"]?.integer == 1)
        #expect(try parse("---\n").isNull)
    }

    @Test(arguments: [
        "a: [1, 2\n", "a: 'x\n", "a: {b\n", "a:\n\t- b\n", "a: b: c\n", "- a\nb\n", "@x", "a: |x\n", "%FOO\n",
    ])
    func brokenTextsAreRefusedWithAPlace(_ text: String) throws {
        let found = try #require(error(text))
        #expect(!found.message.isEmpty)
        #expect(found.mark.line >= 1 && found.mark.column >= 1)
    }

    @Test(
        arguments: [
            ([0x61, 0x3A, 0x20, 0xFF], 1, 4), ([0x61, 0x3A, 0x0A, 0x20, 0xC3, 0xA9, 0xC0, 0x80], 2, 3),
            ([0xED, 0xA0, 0x80], 1, 1), ([0x61, 0x0D, 0xFF], 2, 1), ([0x61, 0x0A, 0xE2, 0x82], 2, 1),
        ] as [([UInt8], Int, Int)])
    func bytesThatAreNotUTF8AreRefusedWithTheirPlace(_ bytes: [UInt8], _ line: Int, _ column: Int) {
        #expect(error(bytes: bytes) == problem("the file is not UTF-8: save it as UTF-8", line, column))
    }

    @Test func noPrefixOfADocumentCrashes() {
        let text =
            "%YAML 1.2\n--- # c\na: &x {b: [1, 'two', \"th\\u0072ee\"], ? c : |-\n"
            + "}\nd:\n  - *x\n  - >+\n   folded\n\n..."
        let bytes = Array(text.utf8)
        for end in bytes.indices { _ = error(bytes: Array(bytes[..<end])) }
    }
}

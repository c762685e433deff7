import Testing
import YAML

/// All problems of a text are told in one run, and the tree goes on behind each.
@Suite struct ProblemTests {
    private func read(_ text: String, limits: YAMLLimits = .standard) -> Reading {
        Node.read(Array(text.utf8), limits: limits)
    }

    private func problems(_ text: String) -> [String] { read(text).problems.map(\.told) }

    @Test func everyProblemIsToldWithItsPointer() {
        let text = """
            a: &a {x: 1}
            b/c: [1, {d: *none, "~": !t 5}]
            a: {y: !!int 2, y: 3}
            [k]: {z: *other}
            e:
              <<: *a
              f: 1
            *nothing : 1
            big: 1e999
            """
        #expect(
            problems(text) == [
                "2:14 the alias *none has no anchor before it: write &none before the value it stands for, or quote a "
                    + "text that begins with * (#/b~1c/1/d, gap)",
                "2:26 the tag !t is not supported: remove it, and quote the value if it is a text (#/b~1c/1/~0, gap)",
                "3:1 the key \"a\" stands already on line 1: remove one, or rename it (#/a)",
                "3:8 the tag tag:yaml.org,2002:int is not supported: remove it, and quote the value if it is a text "
                    + "(#/a/y, gap)",
                "3:17 the key \"y\" stands already on line 3: remove one, or rename it (#/a/y)",
                "4:1 a key must be a scalar: write a name, in quotes if it begins with [ or { (#)",
                "4:10 the alias *other has no anchor before it: write &other before the value it stands for, or quote "
                    + "a text that begins with * (#/z, gap)",
                "6:3 merge keys are not supported: write the members out (#/e, gap)",
                "8:1 the alias *nothing has no anchor before it: write &nothing before the value it stands for, or "
                    + "quote a text that begins with * (#, gap)",
                "9:6 the number 1e999 is beyond 64 bits: write a smaller one, or quote it if it is a text (#/big, gap)",
            ])
    }

    @Test func theTreeGoesOnBehindAProblem() throws {
        let node = try #require(
            read("a: 1\na: 2\n[k]: 3\nb: *x\n<<: {c: 1}\nd: !!str 5\ne: ! 6\nf: !t [7]\n").node)
        #expect(node.members?.map(\.name) == ["a", "b", "d", "e", "f"])
        #expect(node["a"]?.integer == 1)
        #expect(node["b"]?.isNull == true)
        #expect(node["d"]?.string == "5")
        #expect(node["e"]?.string == "6")
        #expect(node["f"]?.elements?.first?.integer == 7)
    }

    @Test func aSyntaxErrorEndsTheReadingAndWhatWasFoundIsTold() {
        let reading = read("a: 1\na: 2\nb: [1, 2\nc: !t 3\n")
        #expect(reading.node == nil)
        #expect(
            reading.problems.map(\.told) == [
                "2:1 the key \"a\" stands already on line 1: remove one, or rename it (#/a)",
                "4:2 did not find expected ',' or ']' while parsing a flow sequence of line 3: write a comma between "
                    + "entries and ] at the end (#/b/2)",
            ])
    }

    @Test func aSecondDocumentDoesNotHideTheFirst() {
        let reading = read("a: 1\n---\nb: 2\n")
        #expect(reading.node?["a"]?.integer == 1)
        #expect(reading.problems.count == 1)
    }

    @Test func keysInOtherCodePointsAreOneKey() {
        #expect(
            problems("caf\u{E9}: 1\ncafe\u{301}: 2\n") == [
                "2:1 the key \"cafe\u{301}\" is in other code points the one of line 1: remove one, or rename it "
                    + "(#/cafe\u{301})"
            ])
    }

    @Test func problemsAreBounded() {
        var limits = YAMLLimits.standard
        limits.problems = 3
        let reading = read("a: [!t 1, !t 2, !t 3]\nb: 1\n", limits: limits)
        #expect(reading.node != nil && reading.problems.count == 3)
        let more = read("a: [!t 1, !t 2, !t 3, !t 4, !t 5]\nb: 1\n", limits: limits)
        #expect(more.node == nil)
        #expect(
            more.problems.last?.told
                == "1:23 there are more than 3 problems: mend those before this place first (#/a/3)")
    }

    @Test func keysAreBounded() {
        #expect(problems("? \(String(repeating: "k", count: 1_024))\n: 1\n") == [])
        #expect(
            problems("? \(String(repeating: "k", count: 1_025))\n: 1\n") == [
                "1:3 a key has more than 1024 bytes: write a shorter one (#)"
            ])
    }

    @Test(arguments: ["0x10000000000000000", "0o7777777777777777777777", "1e309", "-1.5E+400", ".1e999"])
    func aNumberThatNothingHoldsIsNoString(_ text: String) { #expect(problems("k: \(text)").count == 1) }

    @Test(arguments: ["0xG0000000000000000000", "0o9", "1e", "1e309x", "'1e309'", "0x-10000000000000000", "1.2.3e999"])
    func whatOnlyLooksLikeOneIs(_ text: String) { #expect(problems("k: \(text)") == []) }

    @Test func aKeyIsATextWhateverItLooksLike() { #expect(problems("1e999: a\n") == []) }

    @Test func manyDirectivesAreRefusedAtOnce() {
        let text = String(repeating: "%TAG !a! x\n", count: 90_000)
        #expect(
            problems(text) == [
                "1001:1 more than 1000 lines begin with %: remove the directives, a contract needs none (#)"
            ])
    }
}

import Testing
import YAML

/// What libyaml says, with what to write instead.
@Suite struct AdviceTests {
    private func told(_ text: String) -> String? { Node.read(Array(text.utf8)).problems.first?.told }

    @Test(arguments: [
        (
            "a: b: c\n",
            "1:5 mapping values are not allowed in this context: quote a text that has a colon and a space in it; "
                + "begin each member on a line of its own, indented like its neighbours (#)"
        ),
        (
            "a: 1\n  b: 2\n",
            "2:4 mapping values are not allowed in this context: quote a text that has a colon and a space in it; "
                + "begin each member on a line of its own, indented like its neighbours (#)"
        ),
        (
            "a: - b\n",
            "1:4 block sequence entries are not allowed in this context: begin the list on the next line, or write it "
                + "as [a, b]; quote a text that begins with a dash (#/a)"
        ),
        (
            "a:\n  b: 1\n c: 2\n",
            "3:2 did not find expected key while parsing a block mapping of line 1: indent this line like the members "
                + "above it; close quotes and brackets; quote a text that begins with one (#)"
        ),
        (
            "a: 'it's'\n",
            "1:8 did not find expected key while parsing a block mapping: indent this line like the members above it; "
                + "close quotes and brackets; quote a text that begins with one (#)"
        ),
        (
            "- a\n-b: 1\n",
            "2:1 did not find expected '-' indicator while parsing a block collection of line 1: begin this line with "
                + "a dash like the entries above it, or indent it as they are (#/1)"
        ),
        (
            "a: @x\n",
            "1:4 found character that cannot start any token while scanning for the next token: put the value in "
                + "quotes (#/a)"
        ),
        (
            "a:\n\tb: 1\n",
            "2:1 found character that cannot start any token while scanning for the next token: indent with spaces, "
                + "not with tabs (#/a)"
        ),
        (
            "a: \"x\n",
            "2:1 found unexpected end of stream while scanning a quoted scalar of line 1: close the quotes (#/a)"
        ),
        (
            "a: \"\\d\"\n",
            "1:5 found unknown escape character while parsing a quoted scalar: write \\\\ for a backslash in double "
                + "quotes, or put the text in single quotes (#/a)"
        ),
        (
            "a: \"\\uD83D\\uDE00\"\n",
            "1:7 found invalid Unicode character escape code while parsing a quoted scalar: write the character "
                + "itself, or \\U and its code point in eight digits: there are no surrogate pairs (#/a)"
        ),
        (
            "a: {b: 1\n",
            "2:1 did not find expected ',' or '}' while parsing a flow mapping of line 1: write a comma between "
                + "members and } at the end (#/a)"
        ),
        (
            "a: *\n",
            "1:5 did not find expected alphabetic or numeric character while scanning an alias: quote a text that "
                + "begins with & or * (#/a)"
        ),
        (
            "a: 1\nb\n",
            "3:1 could not find expected ':' while scanning a simple key of line 2: write a colon and a space after "
                + "the key, or indent the line to go on with the text above it (#)"
        ),
        (
            "[a]\nb: 1\n",
            "2:1 did not find expected <document start>: indent this line so that it belongs to what stands above it, "
                + "or remove it (#)"
        ),
        (
            "a: |x\n",
            "1:5 did not find expected comment or line break while scanning a block scalar: begin the text on the "
                + "next line, indented; quote a text that begins with | or > (#/a)"
        ),
        (
            "a: !e!x 1\n",
            "1:4 found undefined tag handle while parsing a node: quote a text that begins with ! (#/a)"
        ),
        (
            "%YAML 1.3\n---\na: 1\n",
            "1:1 found incompatible YAML document: write %YAML 1.2, or remove the line (#)"
        ),
    ]) func theMessageSaysWhatToWrite(_ text: String, _ message: String) { #expect(told(text) == message) }

    /// Whatever libyaml finds, a message is more than its own words.
    @Test(arguments: [
        "a: [1, 2\n", "a: 'x\n", "a: {b\n", "a:\n\t- b\n", "a: b: c\n", "- a\nb\n", "@x", "a: |x\n", "%FOO\n",
        "a: |0\n",
        "? a\n: b\n- c\n", "a: [1,,2]", "%YAML 1\n", "%YAML a\n", "%YAML 1.1111111111\n", "% \n",
        "a: !<x\n", "a: !x{\n", "--- |\n%\n...\n%\n", "a: \"\\xZZ\"", "'\n---\n'", "a: |\n\tx", "a: !%ZZ", "%TAG x y\n",
    ])
    func adviceIsGiven(_ text: String) throws {
        let problem = try #require(Node.read(Array(text.utf8)).problems.first)
        #expect(problem.message.contains(": "), "\(problem.told)")
    }
}

import ContractTesting
import Testing

@testable import ContractDiff

/// What is said of schemas, against an interpreter that shares no code with the comparison: values of the sample's
/// `Thing` are judged under both contracts.
@Suite struct OracleTests {
    private static let pointer = "/components/schemas/Thing"

    /// A good value, and each of these in place of one of its members.
    private static let members: [(name: String, values: [String])] = [
        (
            "name",
            [#""""#, #""b""#, #""ab""#, #""xyz""#, #""z""#, #""0""#, #""_""#, string(20), string(21), string(41)]
        ),
        ("mail", [#""a@example.com""#, #""plain""#, #""2020-01-01T00:00:00Z""#, "true"]),
        ("note", [#""""#, #""none""#]),
        ("age", ["null", "0", "1.5", "2147483648", "-2147483649"]),
        ("count", ["-1", "-0.5", "0", "1", "99", "99.5", "100", "101", "200", "201"]),
        ("ratio", ["0.5", "1", "1.5", "2"]),
        ("state", [#""used""#, #""old""#, #""other""#]),
        ("words", ["[]", #"["a"]"#, list(9), list(10)]),
        ("free", ["{}", #"{"x":1}"#]),
        (
            "options",
            ["{}", #"{"color":"red"}"#, #"{"color":1}"#, #"{"odd":1}"#, #"{"large":true}"#, #"{"large":1}"#, #""x""#]
        ),
        ("parts", ["[]", #"[{"name":"a","age":1,"state":"new"}]"#, #"[{"name":"A","age":1,"state":"new"}]"#]),
        ("born", [#""x""#]), ("odd", ["1"]),
    ]

    private static func string(_ length: Int) -> String { "\"\(String(repeating: "a", count: length))\"" }
    private static func list(_ count: Int) -> String {
        "[" + Array(repeating: "\"a\"", count: count).joined(separator: ",") + "]"
    }

    private static let values: [String] = {
        let good = [("name", #""a""#), ("age", "1"), ("state", #""new""#)]
        func object(_ members: [(String, String)]) -> String {
            "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
        }
        let without = good.map { lost in object(good.filter { $0.0 != lost.0 }) }
        let with = members.flatMap { member in
            member.values.map { value in object(good.filter { $0.0 != member.name } + [(member.name, value)]) }
        }
        return [object(good), object(good + [("words", #"["a"]"#), ("born", #""x""#)])] + without + with
    }()

    private static let trees = values.map { try? JSONText.parse(Array($0.utf8)) }

    private static func interpreter(_ text: String) throws -> SchemaInterpreter {
        try Contract.read(Array(text.utf8), name: "a.yaml").interpreter
    }

    private struct Verdicts {
        /// Whether some value was right and is wrong.
        var narrows = false
        /// Whether some value was wrong and is right.
        var widens = false

        init(_ old: SchemaInterpreter, _ new: SchemaInterpreter, _ direction: MessageDirection) throws {
            for tree in OracleTests.trees {
                let value = try #require(tree)
                let was = try old.judge(value, by: OracleTests.pointer, direction: direction).isValid
                let isNow = try new.judge(value, by: OracleTests.pointer, direction: direction).isValid
                if was, !isNow { narrows = true }
                if !was, isNow { widens = true }
            }
        }

        private init(narrows: Bool, widens: Bool) {
            self.narrows = narrows
            self.widens = widens
        }

        var reversed: Verdicts { Verdicts(narrows: widens, widens: narrows) }
    }

    private static let cases = ChangeCase.all.filter { change in
        guard let diffs = try? change.diffs() else { return false }
        return diffs.forward.changes.contains { change in
            change.old?.pointer.hasPrefix("/components/schemas/") == true
                || change.new?.pointer.hasPrefix("/components/schemas/") == true
        }
    }

    @Test func thereAreManyCases() { #expect(Self.cases.count > 35) }

    @Test(arguments: cases) func whatIsSaidOfASchemaIsTrue(_ change: ChangeCase) throws {
        let (old, new) = (try Self.interpreter(try #require(Sample.text)), try Self.interpreter(try change.text()))
        let sent = try Verdicts(old, new, .request)
        let received = try Verdicts(old, new, .response)
        let diffs = try change.diffs()
        try expect(diffs.forward, sent, received)
        try expect(diffs.backward, sent.reversed, received.reversed)
    }

    private func expect(_ diff: ContractDiff, _ sent: Verdicts, _ received: Verdicts) throws {
        let requests = diff.changes.filter { $0.direction == .request && $0.nearest.pointer.contains("/schemas/") }
        let responses = diff.changes.filter {
            $0.direction == .response && $0.nearest.pointer.contains("/schemas/")
        }
        let isDecided = !diff.changes.contains { $0.rule.id.hasSuffix("undecided") }
        // A request that was right and is wrong is broken, and only then is it said so.
        let ofThing = requests.filter { !$0.nearest.pointer.contains("/Upload") }
        // But for what was passed over: an open object that gets a property refuses other values of it, and to call
        // that breaking would leave no way to add one.
        if isDecided, !requests.contains(where: { $0.rule == .requestPropertyNoLongerIgnored }) {
            #expect(ofThing.contains { $0.severity == .breaking } == sent.narrows)
        }
        // A response that could not come and can is never called safe.
        if received.widens { #expect(responses.contains { $0.severity < .safe }) }
    }
}

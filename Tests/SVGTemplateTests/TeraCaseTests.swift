import Foundation
import JSON
import SVGTemplate
import Testing

/// What Tera 1.20.1 itself made of a template: `Tera/cases.jsonl` holds a case a line, made by running it, with
/// `output`, or with `error` where it refused. Without `args` a case has those of `Tera/arguments.json`.
struct TeraCase: Sendable, CustomTestStringConvertible {
    let name: String
    let template: String
    let arguments: JSONObject
    /// Nil where Tera refuses to parse or to render.
    let output: String?

    var testDescription: String { name }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Tera")

    static let all: [TeraCase] = {
        guard let standard = try? Data(contentsOf: folder.appending(path: "arguments.json")),
            case .object(let arguments)? = try? JSONReader.parse(Array(standard)),
            let lines = try? Data(contentsOf: folder.appending(path: "cases.jsonl"))
        else { return [] }
        return lines.split(separator: UInt8(ascii: "\n")).compactMap { read(Array($0), arguments) }
    }()

    private static func read(_ line: [UInt8], _ standard: JSONObject) -> TeraCase? {
        guard case .object(let fields)? = try? JSONReader.parse(line), case .string(let name)? = fields["name"],
            case .string(let template)? = fields["template"]
        else { return nil }
        var arguments = standard
        if case .object(let own)? = fields["args"] { arguments = own }
        var output: String?
        if case .string(let text)? = fields["output"] { output = text }
        return TeraCase(name: name, template: template, arguments: arguments, output: output)
    }
}

struct TeraCaseTests {
    @Test(arguments: TeraCase.all) func rendersAsTeraDoes(_ test: TeraCase) {
        let text: String?
        do {
            text = String(
                decoding: try Template(test.template).render(test.arguments, now: testTime), as: UTF8.self)
        } catch {
            text = nil
        }
        guard let difference = Difference.reason(test.name) else {
            #expect(text == test.output, "\(test.template)")
            return
        }
        // A listed difference that is none any more has to leave the list.
        #expect(text != test.output, "\(difference)")
    }

    @Test func theTableIsWhole() {
        #expect(TeraCase.all.count >= 300)
        let names = Set(TeraCase.all.map(\.name))
        #expect(names.count == TeraCase.all.count)
        #expect(names.isSuperset(of: Difference.accepted.union(Difference.other.keys)))
    }
}

/// Where this engine differs from Tera, by the case that shows it. The doc comment of `Template` has the rules.
enum Difference {
    /// Tera refuses, and this does what one expects.
    static let accepted: Set<String> = [
        "literals-20", "paths-04", "paths-18", "paths-28", "math-47", "logic-12", "logic-14", "comparison-15",
        "comparison-16", "comparison-17", "comparison-28", "membership-18", "concat-17", "concat-21",
        "escaping-37", "loops-13", "loops-37", "macros-22", "comments-07", "blocks-07", "tests-06", "tests-23",
        "tests-24", "tests-25", "tests-42", "strings-77", "strings-79", "arrays-61", "arrays-67", "arrays-74",
        "general-32", "dates-29", "functions-16", "functions-18", "functions-19", "syntax-43", "syntax-47",
    ]

    /// Both do something, and not the same; or this refuses.
    static let other: [String: String] = [
        "values-24": "an integer beyond 64 bits with sign is a double",
        "logic-22": "`not` negates the comparison",
        "logic-23": "`not` negates the comparison",
        "logic-34": "an unknown filter is an error when parsing",
        "concat-06": "what `~` makes is escaped",
        "escaping-38": "what `~` makes is escaped",
        "escaping-06": "strings in an array are escaped",
        "escaping-17": "a literal default is escaped once",
        "escaping-18": "a literal default that is safe is not escaped",
        "escaping-30": "an element of a literal array is escaped once",
        "escaping-32": "a macro escapes what it prints wherever it is called",
        "spaces-19": "only white space of ASCII is trimmed",
        "strings-67": "a final sigma is a sigma",
        "numbers-50": "`inf` is no number",
        "dates-08": "times without a zone are those of UTC", "dates-24": "times without a zone are those of UTC",
    ]

    static func reason(_ name: String) -> String? { accepted.contains(name) ? "accepted here" : other[name] }
}

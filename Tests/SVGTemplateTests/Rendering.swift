import JSON
import SVGTemplate
import Testing

/// 2024-05-01T12:30:45Z, a Wednesday.
let testTime: Int64 = 1_714_566_645

/// A template, its arguments as JSON, and what it prints.
struct Case: Sendable, CustomTestStringConvertible {
    let template: String
    let arguments: String
    let expected: String

    init(_ template: String, _ expected: String, with arguments: String = "{}") {
        self.template = template
        self.expected = expected
        self.arguments = arguments
    }

    var testDescription: String { template }
}

/// A template that fails, and how.
struct Failure: Sendable, CustomTestStringConvertible {
    let template: String
    let arguments: String
    let kind: TemplateError.Kind
    let description: String

    init(_ template: String, _ kind: TemplateError.Kind, _ description: String, with arguments: String = "{}") {
        self.template = template
        self.kind = kind
        self.description = description
        self.arguments = arguments
    }

    var testDescription: String { template }
}

func render(_ template: String, with arguments: String, limits: TemplateLimits = .standard) throws -> String {
    guard case .object(let object) = try JSONReader.parse(Array(arguments.utf8)) else { return "not an object" }
    return String(decoding: try Template(template, limits: limits).render(object, now: testTime), as: UTF8.self)
}

func check(_ test: Case) {
    #expect(throws: Never.self) {
        let text = try render(test.template, with: test.arguments)
        #expect(text == test.expected, "\(test.template)")
    }
}

/// The error of a template, or nil when it renders.
func failure(
    of template: String, with arguments: String = "{}", limits: TemplateLimits = .standard
) -> TemplateError? {
    do {
        _ = try render(template, with: arguments, limits: limits)
        return nil
    } catch {
        return error as? TemplateError
    }
}

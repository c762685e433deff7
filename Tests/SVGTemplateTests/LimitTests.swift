import Foundation
import Testing

@testable import SVGTemplate

private func limits(_ change: (inout TemplateLimits) -> Void) -> TemplateLimits {
    var limits = TemplateLimits.standard
    change(&limits)
    return limits
}

struct LimitTests {
    private func expectLimit(_ template: String, _ message: String, _ limits: TemplateLimits = .standard) {
        let error = failure(of: template, limits: limits)
        #expect(error?.kind == .limit)
        #expect(error?.message == message)
    }

    @Test func takesSourceUpToItsLimit() throws {
        let limits = limits { $0.sourceBytes = 10 }
        #expect(try render("0123456789", with: "{}", limits: limits) == "0123456789")
        expectLimit("0123456789a", "the template is longer than 10 bytes", limits)
    }

    @Test func writesOutputUpToItsLimit() throws {
        let limits = limits { $0.outputBytes = 10 }
        #expect(try render("{{ '<<' }}ab", with: "{}", limits: limits) == "&lt;&lt;ab")
        expectLimit("{{ '<<' }}abc", "the output is longer than 10 bytes", limits)
        expectLimit("{% filter upper %}12345678901{% endfilter %}", "the output is longer than 10 bytes", limits)
    }

    @Test func blankLinesCostStepsToo() {
        let template = "{% for i in range(end=160) %}{% set z = b | indent %}{% endfor %}"
        let lines = String(repeating: "\\n", count: 30_000)
        let error = failure(of: template, with: "{\"b\":\"\(lines)\"}")
        #expect(error?.kind == .limit)
    }

    @Test func takesStepsUpToTheirLimit() throws {
        // The loop, the range, its end and its elements; then for each turn the turn, the node and the value.
        let template = "{% for i in range(end=4) %}{{ i }}{% endfor %}"
        let count = 4 + 4 * 3
        var steps = 1
        while failure(of: template, limits: limits { $0.steps = steps }) != nil { steps += 1 }
        #expect(steps == count)
        expectLimit(template, "the template takes more than \(count - 1) steps", limits { $0.steps = count - 1 })
    }

    @Test(arguments: [("(", ")"), ("[", "]"), ("a[", "]"), ("self::m(a=", ")"), ("range(end=", ")")])
    func nestsExpressionsUpToTheLimit(_ open: String, _ close: String) {
        func nested(_ depth: Int) -> String {
            "{% macro m(a=0) %}{% endmacro %}{{ " + String(repeating: open, count: depth) + "1"
                + String(repeating: close, count: depth) + " }}"
        }
        // The template itself and the innermost value are a level each.
        let atLimit = failure(of: nested(62))
        #expect(atLimit?.message.hasPrefix("nested more") != true)
        expectLimit(nested(63), "nested more than 64 deep")
        expectLimit(nested(5000), "nested more than 64 deep")
    }

    @Test func nestsBlocksUpToTheLimit() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "{% if true %}", count: depth) + "x" + String(repeating: "{% endif %}", count: depth)
        }
        #expect(try render(nested(63), with: "{}") == "x")
        expectLimit(nested(64), "nested more than 64 deep")
    }

    @Test func longChainsAreNotDeep() throws {
        let sum = "{{ 1" + String(repeating: " + 1", count: 10_000) + " }}"
        #expect(try render(sum, with: "{}") == "10001")
        let products = "{{ 1" + String(repeating: " + 2 * 1", count: 5000) + " }}"
        #expect(try render(products, with: "{}") == "10001")
        let logic = "{{ false" + String(repeating: " or false", count: 5000) + " }}"
        #expect(try render(logic, with: "{}") == "false")
        let nots = "{{ " + String(repeating: "not ", count: 10_001) + "true }}"
        #expect(try render(nots, with: "{}") == "false")
        let filters = "{{ 'a'" + String(repeating: " | upper", count: 5000) + " }}"
        #expect(try render(filters, with: "{}") == "A")
        let elifs = "{% if false %}" + String(repeating: "{% elif false %}", count: 3000) + "{% else %}x{% endif %}"
        #expect(try render(elifs, with: "{}") == "x")
    }

    @Test func callsMacrosUpToTheLimit() throws {
        let template =
            "{% macro m(n) %}{% if n > 1 %}{{ self::m(n=n-1) }}{% endif %}x{% endmacro %}{{ self::m(n=DEPTH) }}"
        func deep(_ depth: Int) -> String { template.replacing("DEPTH", with: String(depth)) }
        #expect(try render(deep(64), with: "{}") == String(repeating: "x", count: 64))
        expectLimit(deep(65), "macros call one another more than 64 deep")
        let endless = "{% macro m() %}{{ self::m() }}{% endmacro %}{{ self::m() }}"
        expectLimit(endless, "macros call one another more than 64 deep")
    }

    @Test func nestsMacrosAndBlocksUpToTheLimit() {
        let blocks = String(repeating: "{% if true %}", count: 50)
        let ends = String(repeating: "{% endif %}", count: 50)
        let template = "{% macro m() %}\(blocks){{ self::m() }}\(ends){% endmacro %}{{ self::m() }}"
        expectLimit(template, "blocks and macros are nested more than 256 deep")
    }

    @Test func makesRangesUpToTheLimit() throws {
        #expect(try render("{{ range(end=10000) | length }}", with: "{}") == "10000")
        expectLimit("{{ range(end=10001) }}", "function `range` makes at most 10000 elements")
        #expect(try render("{{ range(end=100000, step_by=10) | length }}", with: "{}") == "10000")
    }

    @Test func takesPatternsUpToTheirLimits() throws {
        func pattern(_ bytes: Int) -> String { "{{ 'xa' is matching('\(String(repeating: "a", count: bytes))') }}" }
        let length = limits { $0.patternBytes = 3 }
        #expect(try render(pattern(3), with: "{}", limits: length) == "false")
        expectLimit(pattern(4), "a pattern is longer than 3 bytes", length)
        expectLimit("{{ 'a' is matching('(a|b)*a(a|b){12}') }}", "the pattern `(a|b)*a(a|b){12}` is too large")
        // Made once for all turns; each other one costs its steps.
        let turns = "{% for i in range(end=100) %}{{ 'a' is matching('^' ~ "
        #expect(try render(turns + "'a') }}{% endfor %}", with: "{}").hasPrefix("true"))
        expectLimit(turns + "i) }}{% endfor %}", "the template takes more than 200000 steps")
    }

    @Test func saysWhatIsWrongWithAPattern() {
        let error = failure(of: "{{ 'a' is matching('(?=a)') }}")
        #expect(error?.kind == .render)
        #expect(error?.message.hasPrefix("invalid pattern `(?=a)`: ") == true)
    }

    @Test func stopsNestedRanges() {
        let loop = "{% for i in range(end=10000) %}"
        let template = loop + loop + loop + "{% endfor %}{% endfor %}{% endfor %}"
        expectLimit(template, "the template takes more than 200000 steps")
    }

    @Test func stopsDoublingStrings() {
        expectLimit(
            "{% set s = 'aaaaaaaaaaaaaaaa' %}{% for i in range(end=40) %}{% set_global s = s ~ s %}{% endfor %}",
            "a string is longer than 1048576 bytes")
        expectLimit(
            "{% set s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}{% for i in range(end=40) %}"
                + "{% set_global s = s | replace(from='aaaaaaaaaaaaaaaa', to=s) %}{% endfor %}",
            "a string is longer than 1048576 bytes")
    }

    @Test func stopsDoublingArrays() {
        let message = "the template takes more than 200000 steps"
        expectLimit(
            "{% set a = [1] %}{% for i in range(end=60) %}{% set_global a = [a, a] %}{% endfor %}", message)
        expectLimit(
            "{% set a = [1] %}{% for i in range(end=60) %}{% set_global a = a | concat(with=a) %}{% endfor %}", message)
    }

    @Test func nestsValuesUpToTheLimit() throws {
        func deep(_ depth: Int) -> String {
            "{% set a = [] %}{% for i in range(end=\(depth - 1)) %}{% set_global a = [a] %}{% endfor %}{{ a }}"
        }
        #expect(try render(deep(128), with: "{}").utf8.count == 256)
        expectLimit(deep(129), "a value is nested more than 128 deep")
    }

    @Test func stopsSlowSearchesAndComparisons() {
        let message = "the template takes more than 200000 steps"
        let text = "{% set s = 'aaaaaaaaaaaaaaaa' %}{% for i in range(end=15) %}{% set_global s = s ~ s %}{% endfor %}"
        let half = "{% set h = s | truncate(length=200000, end='b') %}"
        expectLimit(text + half + "{{ h in s }}", message)
        expectLimit(
            text + "{% set l = [s] %}{% for i in range(end=12) %}{% set_global l = l | concat(with=l) %}{% endfor %}"
                + "{{ l | sort | length }}", message)
        expectLimit(text + "{{ s | replace(from='a', to='<') | striptags }}", message)
    }

    /// Debug builds need 2 MiB at worst, release builds 512 KiB; threads have 8 MiB unless told otherwise.
    @Test func fitsASmallStack() async {
        let parentheses = String(repeating: "(", count: 62) + "1" + String(repeating: ")", count: 62)
        let arguments = String(repeating: "[1] | concat(with=", count: 60) + "1" + String(repeating: ")", count: 60)
        let blocks = String(repeating: "{% for i in [1] %}", count: 30)
        let ends = String(repeating: "{% endfor %}", count: 30)
        let macro = """
            {% macro m() %}\(blocks){{ 1 + (1 * (1 - ([1, [self::m()]] | length + (1 + 2)))) }}\(ends){% endmacro %}
            """
        let values = "{% set a = [] %}{% for i in range(end=127) %}{% set_global a = [a] %}{% endfor %}"
        let filters = String(repeating: "[1] | concat(with=", count: 50)
        let filterMacro = "{% macro f() %}{{ \(filters)self::f()\(String(repeating: ")", count: 50)) }}{% endmacro %}"
        let templates = [
            filterMacro + "{{ self::f() }}", "{{ \(parentheses) }}", "{{ \(arguments) }}", macro + "{{ self::m() }}",
            values + "{{ a }}{{ a | json_encode }}{{ a == a }}",
        ]
        let tooDeep = "blocks and macros are nested more than 256 deep"
        let messages = await withCheckedContinuation { (continuation: CheckedContinuation<[String?], Never>) in
            let thread = Thread { continuation.resume(returning: templates.map { failure(of: $0)?.message }) }
            thread.stackSize = 2 * 1024 * 1024
            thread.start()
        }
        #expect(messages == [tooDeep, nil, nil, tooDeep, nil])
    }
}

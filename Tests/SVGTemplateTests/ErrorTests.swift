import Testing

@testable import SVGTemplate

struct ErrorTests {
    @Test(arguments: syntaxErrors) func refusesWithLineAndColumn(_ test: Failure) {
        let error = failure(of: test.template, with: test.arguments)
        #expect(error?.kind == test.kind)
        #expect(error?.description == test.description)
    }
    static let syntaxErrors: [Failure] = [
        Failure("{{ 1.2.2 }}", .syntax, "line 1, column 7: expected an operator, a filter or `}}`, found `.`"),
        Failure("{{ 1.2 >+ 3 }}", .syntax, "line 1, column 9: expected a value, found `+`"),
        Failure("{{ if true %}", .syntax, "line 1, column 7: expected an operator, a filter or `}}`, found `true`"),
        Failure("{{ hey %}", .syntax, "line 1, column 8: expected an operator, a filter or `}}`, found `%`"),
        Failure("{{ hey", .syntax, "line 1, column 7: expected an operator, a filter or `}}`, but the template ends"),
        Failure("{{ \"hey }}", .syntax, "line 1, column 4: this string is not closed"),
        Failure("{{ }}", .syntax, "line 1, column 4: expected a value, found `}`"),
        Failure("{{ 007 }}", .syntax, "line 1, column 4: a number may not begin with a zero"),
        Failure("{{ 9223372036854775808 }}", .syntax, "line 1, column 4: integer out of bounds: `9223372036854775808`"),
        Failure("{{ (1 + 2 }}", .syntax, "line 1, column 11: expected `)`, found `}`"),
        Failure("{{ a[1 }}", .syntax, "line 1, column 8: expected `]`, found `}`"),
        Failure("{{ a. }}", .syntax, "line 1, column 7: expected a member's name, found `}`"),
        Failure("{{ a not b }}", .syntax, "line 1, column 10: expected `in`, found `b`"),
        Failure("{{ hey =! }}", .syntax, "line 1, column 8: expected an operator, a filter or `}}`, found `=`"),
        Failure("ä\n{{ 'ö' € }}", .syntax, "line 2, column 8: expected an operator, a filter or `}}`, found `€`"),
        Failure("{% if true %}sd", .syntax, "line 1, column 1: `{% if %}` is not closed: expected `{% endif %}`"),
        Failure(
            "x\n {% for i in a %}", .syntax, "line 2, column 2: `{% for %}` is not closed: expected `{% endfor %}`"),
        Failure("{% raw %}", .syntax, "line 1, column 1: `{% raw %}` is not closed: expected `{% endraw %}`"),
        Failure("a {# b", .syntax, "line 1, column 3: this comment is not closed: expected `#}`"),
        Failure(
            "{% if true %}{% else %}{% elif x %}{% endif %}", .syntax,
            "line 1, column 24: `{% elif %}` closes nothing here"),
        Failure("{% endfor %}", .syntax, "line 1, column 1: `{% endfor %}` closes nothing here"),
        Failure("{% if not %}", .syntax, "line 1, column 11: expected a value, found `%`"),
        Failure("{% set = 1 %}", .syntax, "line 1, column 8: expected a variable's name, found `=`"),
        Failure("{% for i of a %}{% endfor %}", .syntax, "line 1, column 10: expected `in`, found `of`"),
        Failure("{% frob %}", .syntax, "line 1, column 1: unknown tag `frob`"),
        Failure("{% %}", .syntax, "line 1, column 4: expected a tag's name, found `%`"),
        Failure("{{ a | slice( }}", .syntax, "line 1, column 15: expected an argument's name or `)`, found `}`"),
        Failure("{{ a | slice(start=1, start=2) }}", .syntax, "line 1, column 23: argument `start` is there twice"),
        Failure("{% break %}", .syntax, "line 1, column 1: `break` outside of a loop"),
        Failure(
            "{% for i in [1] %}{% filter upper %}{% continue %}{% endfilter %}{% endfor %}", .syntax,
            "line 1, column 37: `continue` outside of a loop"),
        Failure(
            "{% if true %}{% macro a() %}{% endmacro %}{% endif %}", .syntax,
            "line 1, column 14: a macro must not stand inside another tag"),
        Failure(
            "{% macro a(x=y) %}{% endmacro %}", .syntax,
            "line 1, column 14: expected a string, a number or a bool, found `y`"),
    ]

    @Test(arguments: unknownNames) func refusesWhatIsNotOfferedWhenParsing(_ test: Failure) {
        #expect(failure(of: test.template)?.description == test.description)
        #expect(failure(of: test.template)?.kind == .syntax)
    }
    static let unknownNames: [Failure] = [
        Failure("a\n  {{ x | frob }}", .syntax, "line 2, column 10: unknown filter `frob`"),
        Failure("{% filter frob %}{% endfilter %}", .syntax, "line 1, column 11: unknown filter `frob`"),
        Failure("{{ x is frob }}", .syntax, "line 1, column 9: unknown test `frob`"),
        Failure("{{ x is matching }}", .syntax, "line 1, column 9: test `matching` takes one argument"),
        Failure("{{ x is odd(1) }}", .syntax, "line 1, column 9: test `odd` takes no argument"),
        Failure("{{ x is divisibleby }}", .syntax, "line 1, column 9: test `divisibleby` takes one argument"),
        Failure("{{ 1 + frob() }}", .syntax, "line 1, column 8: unknown function `frob`"),
        Failure("{{ get_env(name='HOME') }}", .syntax, "line 1, column 4: function `get_env` is not available"),
        Failure("{{ get_random(end=1) }}", .syntax, "line 1, column 4: function `get_random` is not available"),
        Failure(
            "{% include 'a' %}", .syntax, "line 1, column 1: tag `include` is not available: a template stands alone"),
        Failure(
            "{% extends 'a' %}", .syntax, "line 1, column 1: tag `extends` is not available: a template stands alone"),
        Failure(
            "{% import 'a' as b %}", .syntax, "line 1, column 1: tag `import` is not available: a template stands alone"
        ),
        Failure("{{ self::frob() }}", .syntax, "line 1, column 4: macro `frob` is not defined"),
        Failure(
            "{{ other::frob() }}", .syntax,
            "line 1, column 4: macros are called as `self::name()`: import is not available"),
    ]

    @Test(arguments: renderErrors) func failsWhenArgumentsDoNotFit(_ test: Failure) {
        let error = failure(of: test.template, with: test.arguments)
        #expect(error?.kind == .render)
        #expect(error?.description == test.description)
    }
    static let renderErrors: [Failure] = [
        Failure("a\nb {{ name }}", .render, "line 2, column 6: variable `name` not found in context"),
        Failure("{{ a.b }}", .render, "line 1, column 4: variable `a.b` not found in context", with: #"{"a": {}}"#),
        Failure(
            "{{ a[10] }}", .render, "line 1, column 4: variable `a[10]` not found in context", with: #"{"a": [1]}"#),
        Failure("{{ x | upper }}", .render, "line 1, column 4: variable `x` not found in context"),
        Failure("{{ 1 + true }}", .render, "line 1, column 6: a bool was used in a math operation"),
        Failure(
            "{{ 1 + a }}", .render, "line 1, column 8: variable `a` was used in a math operation but is a string",
            with: #"{"a": "x"}"#),
        Failure(
            "{{ 9223372036854775807 + 1 }}", .render,
            "line 1, column 24: a calculation leaves the range of 64-bit integers"),
        Failure("{{ 1 % 0 }}", .render, "line 1, column 6: modulo by zero"),
        Failure("{{ 1 < 0 / 0 }}", .render, "line 1, column 6: comparison to NaN"),
        Failure("{{ 1 in 2 }}", .render, "line 1, column 6: `in` takes a string, an array or an object, not a number"),
        Failure("{{ x is odd }}", .render, "line 1, column 9: test `odd` was called on an undefined variable"),
        Failure("{{ 'a' is odd }}", .render, "line 1, column 11: test `odd` was called on a string, not a number"),
        Failure("{{ 'a' is matching(1) }}", .render, "line 1, column 11: test `matching` takes strings"),
        Failure("{{ 5 | upper }}", .render, "line 1, column 8: filter `upper` takes a string, not a number"),
        Failure(
            "{{ 'a' | replace(from='a') }}", .render, "line 1, column 10: filter `replace` needs the argument `to`"),
        Failure(
            "{{ 'a' | truncate(length='b') }}", .render,
            "line 1, column 10: argument `length` of filter `truncate` must be a whole number, not a string"),
        Failure(
            "{{ [1, 'a'] | sort }}", .render, "line 1, column 15: filter `sort` cannot order a string and a number"),
        Failure("{{ 0 | date(format='%Q') }}", .render, "line 1, column 8: invalid date format `%Q`"),
        Failure(
            "{{ '2023-02-29' | date }}", .render,
            "line 1, column 19: filter `date` cannot read `2023-02-29` as an RFC 3339 time or a date YYYY-MM-DD"),
        Failure("{{ throw(message='Error: ' ~ 1) }}", .render, "line 1, column 4: Error: 1"),
        Failure("{% for a in 1 %}{% endfor %}", .render, "line 1, column 1: cannot loop over a number"),
        Failure(
            "{% for k, v in [1] %}{% endfor %}", .render,
            "line 1, column 1: a loop with key and value needs an object, not an array"),
        Failure(
            "{% for v in a %}{% endfor %}", .render,
            "line 1, column 1: a loop over an object needs two variables: key and value", with: #"{"a": {}}"#),
        Failure(
            "{% macro a(x) %}{% endmacro %}{{ self::a() }}", .render,
            "line 1, column 34: macro `a` is missing the argument `x`"),
        Failure("{{ 'a' ~ true }}", .render, "line 1, column 8: `~` takes strings and numbers, not a bool"),
        Failure(
            "{{ range(end=1, step_by=0) }}", .render,
            "line 1, column 4: argument `step_by` of function `range` must be greater than 0"),
    ]

    @Test func aFailedConditionLeavesNoTraces() throws {
        let template = """
            {% macro bad(n) %}x{% for i in [1] %}{{ missing }}{% endfor %}{% endmacro %}\
            {% if a | default(value=self::bad(n=1)) %}1{% else %}2{% endif %}{{ loop | default(value='ok') }}
            """
        #expect(try render(template, with: "{}") == "2ok")
    }
}

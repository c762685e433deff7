import Testing

@testable import SVGTemplate

/// Templates that would hurt a server: each meets a bound, soon.
struct HostileTests {
    @Test(arguments: hostile) func endsAtALimit(_ template: String) {
        let clock = ContinuousClock()
        let begin = clock.now
        let error = failure(of: template, with: #"{"s": "abcdefgh", "a": [1, 2, 3, 4]}"#)
        #expect(error?.kind == .limit, "\(error?.description ?? "it renders")")
        // Milliseconds in a release build; debug builds and busy machines are given room.
        #expect(clock.now - begin < .seconds(5))
    }

    private static let long =
        "{% set s = 'aaaaaaaa' %}{% for i in range(end=16) %}{% set_global s = s ~ s %}{% endfor %}"
    private static let many =
        "{% set l = [s] %}{% for i in range(end=13) %}{% set_global l = l | concat(with=l) %}"
        + "{% endfor %}"
    private static let turns = "{% for i in range(end=10000) %}"

    static let hostile: [String] = [
        // Ranges inside of one another, with and without a body.
        turns + turns + "x{% endfor %}{% endfor %}",
        turns + turns + "{% endfor %}{% endfor %}",
        turns + turns + "{% continue %}{% endfor %}{% endfor %}",
        turns + "{% for j in range(end=10000) %}{% break %}{% endfor %}{{ range(end=10000) | length }}{% endfor %}",
        turns + "{% if i in range(end=10000) %}{% endif %}{% endfor %}",
        // Strings that grow.
        "{% for i in range(end=60) %}{% set_global s = s ~ s %}{% endfor %}",
        "{% for i in range(end=60) %}{% set_global s = s | replace(from='a', to=s) %}{% endfor %}",
        "{% for i in range(end=60) %}{% set_global s = [s, s] | join(sep=s) %}{% endfor %}",
        "{% for i in range(end=60) %}{% set_global s = s | replace(from='', to=s) %}{% endfor %}",
        "{% for i in range(end=60) %}{% set_global s = s | indent(prefix=s, first=true) %}{% endfor %}",
        "{% for i in range(end=60) %}{% set_global s = [s | urlencode, s, '%%'] | join %}{% endfor %}",
        "{% for i in range(end=60) %}{% set_global s = s | json_encode | json_encode %}{% endfor %}",
        "{% for i in range(end=60) %}{% set_global s = s ~ '&&' | escape | escape %}{% endfor %}" + turns
            + "{{ s | escape | escape | escape }}{% endfor %}",
        long + turns + "{{ s | upper }}{% endfor %}",
        long + "{% set x = '\n' %}" + "{{ s | replace(from='a', to=x) | indent(prefix=s) }}",
        // Searches that go back again and again.
        long + turns + "{% if s ~ 'b' in s %}{% endif %}{% endfor %}",
        long + turns + "{{ s is containing('aaaaaaaaaaaaaaaab') }}{% endfor %}",
        long + turns + "{{ s is matching('(a|aa)+b') }}{% endfor %}",
        "{% for i in range(end=99) %}{{ s is matching('(a|b)*a(a|b){5}' ~ i) }}{% endfor %}",
        // Arrays that grow, and small values that are large trees.
        "{% for i in range(end=60) %}{% set_global a = a | concat(with=a) %}{% endfor %}",
        "{% for i in range(end=60) %}{% set_global a = [a, a] %}{% endfor %}",
        "{% for i in range(end=12) %}{% set_global a = [a, a, a] %}{% endfor %}{{ a | json_encode }}{{ a }}{{ a }}",
        many + turns + "{{ l | sort | unique | reverse | length }}{% endfor %}",
        long + many + "{{ l | join }}",
        // Macros that call themselves.
        "{% macro m() %}{{ self::m() }}{% endmacro %}{{ self::m() }}",
        "{% macro m() %}{{ self::m() ~ 'x' | upper | length }}{% endmacro %}{{ self::m() }}"
            .replacing("self::m() ~ 'x'", with: "self::m()"),
        "{% macro m(n) %}{% if n > 0 %}{{ self::m(n=n - 1) }}{{ self::m(n=n - 1) }}{% endif %}{% endmacro %}"
            + "{{ self::m(n=60) }}",
        "{% macro a(n) %}{{ self::b(n=n) }}{% endmacro %}{% macro b(n) %}{{ self::a(n=[n]) }}{% endmacro %}"
            + "{{ self::a(n=1) }}",
        // Deep and long sources.
        "{{ " + String(repeating: "(", count: 30_000) + "1" + String(repeating: ")", count: 30_000) + " }}",
        "{{ " + String(repeating: "[", count: 30_000),
        "{{ a" + String(repeating: "[a", count: 30_000),
        String(repeating: "{% if a %}", count: 6_000),
        long + "{{ s" + String(repeating: " | lower | upper", count: 3_500) + " }}",
        "{{ " + String(repeating: "1 + ", count: 20_000) + "1 }}",
        turns + "{{ 1" + String(repeating: " + 1", count: 5_000) + " }}{% endfor %}",
        // Output.
        long + "{{ s }}{{ s }}{{ s }}",
        turns + "{% raw %}" + String(repeating: "x", count: 2_000) + "{% endraw %}{% endfor %}",
    ]
}

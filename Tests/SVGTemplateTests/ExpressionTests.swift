import Testing

private let people = """
    {"name": "john", "html": "<a href='x'>&\\"/</a>", "a": 2, "b": 3, "half": 0.5, "one": 1.0, "yes": true, \
    "no": false, \
    "nothing": null, "empty": "", "numbers": [1, 2, 3], "rows": [[1, 2], [3, 4]], "tags": ["<b>", "c"], \
    "user": {"name": "Ada", "age": 36, "with space": "works", "0": "zero"}, "key": "name", "zero": 0}
    """

private func of(_ template: String, _ expected: String) -> Case { Case(template, expected, with: people) }

struct ExpressionTests {
    @Test(arguments: values) func printsValues(_ test: Case) { check(test) }
    static let values: [Case] = [
        of("{{ 1 }}", "1"),
        of("{{ -1 }}", "-1"),
        of("{{ 3.18 }}", "3.18"),
        of("{{ 1.0 }}", "1"),
        of("{{ one }}", "1"),
        of("{{ half }}", "0.5"),
        of("{{ true }}{{ False }}", "truefalse"),
        of("{{ 'hey' }}{{ \"hey\" }}{{ `hey` }}", "heyheyhey"),
        of("{{ 'a\\n' }}", "a\\n"),
        of("{{ [1, 2, 3] }}", "[1, 2, 3]"),
        of("{{ [1, true, 'x', 1.5] }}", "[1, true, x, 1.5]"),
        of("{{ [] }}", "[]"),
        of("{{ rows }}", "[[1, 2], [3, 4]]"),
        of("{{ user }}", "[object]"),
        of("{{ nothing }}", ""),
        of("{{name}}", "john"),
        of("no tag } }} %} #}", "no tag } }} %} #}"),
        of("{ {", "{ {"),
        of("", ""),
    ]

    /// Names and texts are what their bytes are, as in Rust.
    @Test(arguments: spellings) func tellsSpellingsApart(_ test: Case) { check(test) }
    static let spellings: [Case] = [
        ("{{ a['\u{E9}'] }}{{ a['e\u{301}'] }}", "12"), ("{{ '\u{E9}' == 'e\u{301}' }}", "false"),
        ("{{ K | default(value='none') }}", "none"), ("{{ list | unique | length }}", "2"),
        ("{{ '\u{E9}' in list }}{{ 'E' in list }}", "truefalse"),
        ("{% set g = rows | group_by(attribute='n') %}{{ g | length }}{{ g['\u{E9}'] | length }}", "21"),
        ("{{ 'e\u{301}' | replace(from='\u{E9}', to='x') }}", "e\u{301}"),
        ("{{ rows | sort(attribute='n') | first | get(key='n') }}", "e\u{301}"),
        (
            "{{ 'e\u{301}' is matching('^\u{E9}$') }}{{ '\u{E9}' is matching('^\u{E9}$') }}"
                + "{{ '\u{E9}' is matching('^e\u{301}$') }}", "falsetruefalse"
        ),
        ("{{ rows | filter(attribute='n', value='\u{E9}') | length }}", "1"),
        ("{% set s = list | concat(with='f') | sort %}{{ s.0 == 'e\u{301}' }}{{ s.2 == '\u{E9}' }}", "truetrue"),
        ("{{ '\u{E9}' is matching('^\u{E9}$') }}{{ '\u{E9}' is matching('^e\u{301}$') }}", "truefalse"),
        ("{{ 'e\u{301}' is starting_with('e') }}{{ '\u{E9}' is ending_with('e\u{301}') }}", "truefalse"),
    ].map { template, expected in
        Case(
            template, expected,
            with: "{\"a\":{\"\u{E9}\":1,\"e\u{301}\":2},\"\u{212A}\":1,\"list\":[\"\u{E9}\",\"e\u{301}\"],"
                + "\"rows\":[{\"n\":\"\u{E9}\"},{\"n\":\"e\u{301}\"}]}")
    }

    @Test(arguments: escapes) func escapesUnlessSafe(_ test: Case) { check(test) }
    static let escapes: [Case] = [
        of("{{ html }}", "&lt;a href=&#x27;x&#x27;&gt;&amp;&quot;&#x2F;&lt;&#x2F;a&gt;"),
        of("{{ html | safe }}", "<a href='x'>&\"/</a>"),
        of("{{ '<' | safe | upper }}", "&lt;"),
        of("{{ '<a>' | upper | safe }}", "<A>"),
        of("{{ tags }}", "[&lt;b&gt;, c]"),
        of("{{ tags | safe }}", "[<b>, c]"),
        of("{{ tags | join(sep='&') }}", "&lt;b&gt;&amp;c"),
        of("{{ '<' ~ name }}", "&lt;john"),
        of("{{ nothing | default(value='N/A') }}", "N&#x2F;A"),
        of("<{{ name }}>", "<john>"),
        of("{% set x = html %}{{ x | truncate(length=2, end='') }}", "&lt;a"),
    ]

    @Test(arguments: paths) func readsPaths(_ test: Case) { check(test) }
    static let paths: [Case] = [
        of("{{ user.name }}", "Ada"),
        of("{{ numbers.0 }}", "1"),
        of("{{ rows.1.0 }}", "3"),
        of("{{ user['name'] }}", "Ada"),
        of("{{ user[\"with space\"] }}", "works"),
        of("{{ user[key] }}", "Ada"),
        of("{{ numbers[zero] }}{{ numbers[a] }}", "13"),
        of("{{ rows[1][zero] }}", "3"),
        of("{{ rows[zero].1 }}", "2"),
        of("{{ user.0 }}{{ user[0] }}", "zerozero"),
        of("{{ numbers[a - 1] }}", "2"),
        of("{% set i = 1 %}{{ numbers[i] }}", "2"),
    ]

    @Test(arguments: sums) func calculates(_ test: Case) { check(test) }
    static let sums: [Case] = [
        of("{{ a + b }}", "5"),
        of("{{ a + 1.5 }}", "3.5"),
        of("{{ 2 - 2 - 1 }}", "-1"),
        of("{{ a-1 }}{{ a -1 }}", "11"),
        of("{{ 1 - -1 }}", "2"),
        of("{{ 2 * 4 % 8 }}", "0"),
        of("{{ 1 + 2 * 3 }}", "7"),
        of("{{ 2 * 3 + 1 }}", "7"),
        of("{{ 2 + 3 * 4 - 6 / 2 }}", "11"),
        of("{{ (1 + 2) * 3 }}", "9"),
        of("{{ 7 / 2 }}", "3.5"),
        of("{{ 6 / 2 }}", "3"),
        of("{{ -7 % 3 }}", "-1"),
        of("{{ 0 / 0 }}", "NaN"),
        of("{{ 1 / 0 }}", "NaN"),
        of("{{ 0 / 0 + 1 }}", "NaN"),
        of("{{ 4 + 40 / (2 + 8) / 4 }}", "5"),
        of("{{ ( ( 2 ) + ( 2 ) ) }}", "4"),
        of("{{ 1.9 + a | round }}", "4"),
        of("{{ (1.9 + a) | round }}", "4"),
        of("{{ numbers | length - 1 }}", "2"),
        of("{{ 1.9 + a | round - 1 }}", "3"),
        of("{{ 1.9 + a | round - 1.8 + a | round }}", "0"),
        of("{{ 1.9 + a | round - 1.8 + a | round - 1 }}", "-1"),
        of("{{ 0.1 + 0.2 }}", "0.30000000000000004"),
        of("{{ 1000000.0 * 1000000000000.0 * 1000 }}", "1000000000000000000000"),
        of("{{ 1 / 3 }}", "0.3333333333333333"),
    ]

    @Test(arguments: conditions) func decides(_ test: Case) { check(test) }
    static let conditions: [Case] = [
        of("{{ yes and not no }}", "true"),
        of("{{ not yes or yes }}", "true"),
        of("{{ yes or no and no }}", "true"),
        of("{{ (yes or no) and no }}", "false"),
        of("{{ name and true }}", "true"),
        of("{{ not missing }}", "true"),
        of("{{ missing or yes }}", "true"),
        of("{{ not a == b }}", "true"),
        of("{{ a < b }}{{ a <= 2 }}{{ a > b }}{{ a >= 2 }}", "truetruefalsetrue"),
        of("{{ 1 == 1.0 }}", "true"),
        of("{{ name == 'john' }}", "true"),
        of("{{ name != 'john' | capitalize }}", "true"),
        of("{{ a == '2' }}{{ a != '2' }}", "falsefalse"),
        of("{{ [1, 2] == [1, 2] }}", "true"),
        of("{{ 1.9 + a | round == 4 and numbers | length == 3 }}", "true"),
        of("{{ numbers | length - 2 == 1 }}", "true"),
        of("{{ 1 in numbers }}{{ 1 not in numbers }}", "truefalse"),
        of("{{ 'e' in 'hello' }}{{ 'x' not in 'hello' }}", "truetrue"),
        of("{{ name in ['bob', 2, 'john'] }}", "true"),
        of("{{ 'name' in user }}", "true"),
        of("{{ not 4 in numbers }}", "true"),
        of("{{ not missing | default(value=false) }}", "true"),
    ]

    @Test(arguments: tests) func testsValues(_ test: Case) { check(test) }
    static let tests: [Case] = [
        of("{{ name is defined }}{{ missing is defined }}{{ user.x is defined }}", "truefalsefalse"),
        of("{{ missing is undefined }}{{ nothing is undefined }}", "truefalse"),
        of("{{ name is not defined }}{{ not name is not defined }}", "falsetrue"),
        of("{{ a is odd or b is odd }}", "true"),
        of("{{ a is even }}{{ b is even }}", "truefalse"),
        of("{{ a is divisibleby(2) }}{{ b is divisibleby(a) }}", "truefalse"),
        of("{{ name is string }}{{ a is string }}", "truefalse"),
        of("{{ a is number }}{{ half is number }}{{ name is number }}", "truetruefalse"),
        of("{{ numbers is iterable }}{{ user is iterable }}{{ name is iterable }}", "truetruefalse"),
        of("{{ user is object }}{{ numbers is object }}", "truefalse"),
        of("{{ name is starting_with('jo') }}{{ name is ending_with('hn') }}", "truetrue"),
        of(
            "{{ numbers is containing(2) }}{{ name is containing('oh') }}{{ user is containing('x') }}", "truetruefalse"
        ),
    ]

    @Test(arguments: concatenations) func concatenates(_ test: Case) { check(test) }
    static let concatenations: [Case] = [
        of("{{ 'hello' ~ ' world' }}", "hello world"),
        of("{{ 'hello' ~ 1 ~ 3.18 }}", "hello13.18"),
        of("{{ name ~ ' ' ~ user.name }}", "john Ada"),
        of("{{ a ~ b }}", "23"),
        of("{{ 'x' ~ one }}{{ 'x' ~ 1.0 }}", "x1.0x1"),
        of("{{ name ~ 'y' | upper }}", "JOHNY"),
        of("{% if '' ~ empty %}a{% else %}b{% endif %}", "b"),
    ]

    @Test(arguments: functions) func calls(_ test: Case) { check(test) }
    static let functions: [Case] = [
        of("{{ range(end=3) }}", "[0, 1, 2]"),
        of("{{ range(start=1, end=4) }}", "[1, 2, 3]"),
        of("{{ range(end=10, step_by=4,) }}", "[0, 4, 8]"),
        of("{{ range(start=a, end=a) }}", "[]"),
        of("{{ now(timestamp=true) }}", "1714566645"),
        of("{{ now(utc=true) }}", "2024-05-01T12:30:45+00:00"),
        of("{{ now() | date(format='%H:%M') }}", "12:30"),
    ]
}

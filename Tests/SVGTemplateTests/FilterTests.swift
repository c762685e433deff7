import Testing

private let data = """
    {"numbers": [3, 1, 2], "words": ["b", "B", "a", "b"], "n": null, "text": "Hello World", \
    "people": [{"n": "Eve", "y": 2016, "in": {"k": 2}}, {"n": "Bob", "y": 2015, "in": {"k": 1}}, \
    {"n": "Al", "y": 2016}, {"n": "Zoe", "y": null}], "obj": {"b": 1, "a": [true, null, 1.0, "x\\"y"]}, "e": []}
    """

private func of(_ template: String, _ expected: String) -> Case { Case(template, expected, with: data) }

struct FilterTests {
    @Test(arguments: strings) func filtersStrings(_ test: Case) { check(test) }
    static let strings: [Case] = [
        of("{{ 'hello' | upper }}{{ 'ÄB' | lower }}", "HELLOäb"),
        of("{{ 'CAPITAL IZE' | capitalize }}{{ '' | capitalize }}", "Capital ize"),
        of("{{ \"foo's (bar) b-z FOO\" | title | safe }}", "Foo's (Bar) B-Z Foo"),
        of("[{{ '  a ' | trim }}][{{ '  a ' | trim_start }}][{{ '  a ' | trim_end }}]", "[a][a ][  a]"),
        of("{{ '//a/' | trim_start_matches(pat='/') | safe }}", "a/"),
        of("{{ ', a, ' | trim_end_matches(pat=', ') }}", ", a"),
        of("{{ '日本語' | truncate(length=2) }}", "日本…"),
        of("{{ 'abc' | truncate(length=2, end='') }}{{ 'abc' | truncate(length=3) }}", "ababc"),
        of("{{ '👨‍👩‍👧‍👦 family' | truncate(length=5) }}", "👨‍👩‍👧‍👦 fam…"),
        of("{{ ' Joel is  a slug ' | wordcount }}", "4"),
        of("{{ text | replace(from='World', to='you') }}", "Hello you"),
        of("{{ 'ab' | replace(from='', to='-') }}", "-a-b-"),
        of("{{ 'a/b/cde' | split(pat='/') }}", "[a, b, cde]"),
        of("{{ 'a\nb' | split(pat='\\n') }}", "[a, b]"),
        of("{{ 'a\r\nb\nc' | linebreaksbr | safe }}", "a<br>b<br>c"),
        of("{{ 'one\n\ntwo\nthree' | indent }}", "one\n\n    two\n    three"),
        of("{{ 'one\n\ntwo' | indent(prefix=' ', first=true, blank=true) }}", " one\n \n two"),
        of("{{ '<b>Joel</b> <a\nb>is<!-- <i> -->' | striptags }}", "Joel is"),
        of("{{ 'hi, <f x' | striptags }}", "hi, &lt;f x"),
        of("{{ '<p>\n<a> </a>\r\n </p> x <' | spaceless | safe }}", "<p><a></a></p> x <"),
        of("{{ '<&>' | escape | safe }}", "&lt;&amp;&gt;"),
        of("{{ '<&/' | escape_xml | safe }}", "&lt;&amp;/"),
        of("{{ \"hey-'-ho\" | escape_xml | safe }}", "hey-&apos;-ho"),
        of("{{ 'https://x.org/a?b=c&d' | urlencode | safe }}", "https%3A//x.org/a%3Fb%3Dc%26d"),
        of("{{ 'a/é-b' | urlencode_strict }}", "a%2F%C3%A9%2Db"),
        of("{{ 'Hello Wörld!  --x' | slugify }}", "hello-world-x"),
        of("{{ \"I'm \\\\\" | addslashes | safe }}", "I\\'m \\\\\\\\"),
        of("{{ 'abc' | reverse }}{{ 'héé' | length }}", "cba3"),
    ]

    @Test(arguments: numbers) func filtersNumbers(_ test: Case) { check(test) }
    static let numbers: [Case] = [
        of("{{ 2.1 | round }}{{ 2.5 | round }}{{ -2.5 | round }}", "23-3"),
        of("{{ 3.15159 | round(precision=2) }}", "3.15"),
        of("{{ 2.11 | round(method='ceil', precision=1) }}{{ 2.91 | round(method='floor') }}", "2.22"),
        of("{{ 1234 | round(precision=-2) }}", "1200"),
        of("{{ -5 | abs }}{{ -1.5 | abs }}", "51.5"),
        of("{{ 0 | pluralize }}{{ 1 | pluralize }}{{ -1 | pluralize }}{{ 2 | pluralize }}", "ss"),
        of("{{ 2 | pluralize(singular='y', plural='ies') }}", "ies"),
        of("{{ 123456789 | filesizeformat }}", "117.74 MB"),
        of("{{ 123456789 | filesizeformat(binary=true) }}", "117.74 MiB"),
        of("{{ 1024 | filesizeformat }},{{ 10 | filesizeformat }}", "1 kB,10 B"),
        of("{{ '1.23' | int }}{{ ' -5 ' | int }}{{ 'x' | int(default=7) }}{{ 2.9 | int }}", "1-572"),
        of("{{ '0b1010' | int(base=2) }}{{ 'ff' | int(base=16) }}", "10255"),
        of("{{ '1.5' | float + 1 }}{{ 'x' | float(default=0.5) }}", "2.50.5"),
        of("{{ 1.0 | as_str }}{{ true | as_str }}{{ numbers | as_str }}", "1true[3, 1, 2]"),
        of("{{ 1.0 | json_encode }},{{ 10000000000000000.0 | json_encode }}", "1.0,1e16"),
    ]

    @Test(arguments: arrays) func filtersArrays(_ test: Case) { check(test) }
    static let arrays: [Case] = [
        of("{{ numbers | first }}{{ numbers | last }}{{ numbers | nth(n=1) }}", "321"),
        of("[{{ e | first }}{{ e | last }}{{ numbers | nth(n=9) }}]", "[]"),
        of("{{ numbers | length }}{{ obj | length }}{{ numbers | reverse }}", "32[2, 1, 3]"),
        of("{{ numbers | join }}{{ numbers | join(sep=', ') }}", "3123, 1, 2"),
        of("{{ numbers | sort }}{{ words | sort }}", "[1, 2, 3][B, a, b, b]"),
        of("{{ [2, 1.5, 1] | sort }}", "[1, 1.5, 2]"),
        of("{{ people | slice(end=3) | sort(attribute='n') | map(attribute='n') }}", "[Al, Bob, Eve]"),
        of("{{ people | slice(end=2) | sort(attribute='in.k') | map(attribute='n') }}", "[Bob, Eve]"),
        of("{{ words | unique }}{{ words | unique(case_sensitive=true) }}", "[b, a][b, B, a]"),
        of("{{ people | slice(end=3) | unique(attribute='y') | length }}", "2"),
        of(
            "{{ numbers | slice(start=1) }}{{ numbers | slice(end=-1) }}{{ numbers | slice(start=5) }}",
            "[1, 2][3, 1][]"),
        of("{{ people | filter(attribute='y', value=2016) | map(attribute='n') }}", "[Eve, Al]"),
        of("{{ people | filter(attribute='y') | length }}", "3"),
        of("{{ people | map(attribute='y') }}", "[2016, 2015, 2016]"),
        of("{{ numbers | concat(with=4) | concat(with=[5, 6]) }}", "[3, 1, 2, 4, 5, 6]"),
        of("{% for y, p in people | group_by(attribute='y') %}{{ y }}:{{ p | length }} {% endfor %}", "2015:1 2016:2 "),
        of("{{ obj | get(key='b') }}{{ obj | get(key='x', default='d') }}", "1d"),
        of("{{ n | default(value=1) }}{{ missing | default(value='hey') | capitalize }}", "1Hey"),
        of("{{ obj.x.y | default(value='d') }}{{ text | default(value='d') }}", "dHello World"),
        of("{{ obj | json_encode | safe }}", "{\"a\":[true,null,1.0,\"x\\\"y\"],\"b\":1}"),
        of("{{ [1, []] | json_encode(pretty=true) }}", "[\n  1,\n  []\n]"),
    ]

    @Test(arguments: dates) func formatsDates(_ test: Case) { check(test) }
    static let dates: [Case] = [
        of("{{ 1714566645 | date }}", "2024-05-01"),
        of("{{ 1714566645 | date(format='%Y-%m-%d %H:%M:%S') }}", "2024-05-01 12:30:45"),
        of("{{ 1714566645 | date(format='%a %A %b %B %e %-d %j %y') }}", "Wed Wednesday May May  1 1 122 24"),
        of("{{ 1714566645 | date(format='%I:%M %p %l %P %u %w %V %G %s') }}", "12:30 PM 12 pm 3 3 18 2024 1714566645"),
        of(
            "{{ 1714566645 | date(format='%F %T %R %D %z %:z %Z %%') | safe }}",
            "2024-05-01 12:30:45 12:30 05/01/24 +0000 +00:00 UTC %"),
        of("{{ 1714566645 | date(format='%c|%U|%W') }}", "Wed May  1 12:30:45 2024|17|18"),
        of("{{ 1714566645 | date(format='%+', timezone='UTC') }}", "2024-05-01T12:30:45+00:00"),
        of("{{ -1 | date(format='%F %T') }}", "1969-12-31 23:59:59"),
        of("{{ '2024-02-29' | date(format='%d.%m.%Y') }}", "29.02.2024"),
        of("{{ '2024-02-29T10:00:00.5+02:00' | date(format='%H:%M%.f %z') }}", "10:00.5 +0200"),
        of("{{ '2024-02-29T01:00:00+02:00' | date(format='%F %H', timezone='UTC') }}", "2024-02-28 23"),
        of("{{ '2024-02-29T10:00:00' | date(format='%s') }}", "1709200800"),
    ]
}

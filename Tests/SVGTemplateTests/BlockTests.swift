import Testing

private let things = """
    {"yes": true, "no": false, "name": "john", "empty": "", "data": [1, 2, 3], "none": [], "age": 18, "truthy": 2, \
    "map": {"name": "bob", "age": 18}, "vectors": [[0, 3, 6], [1, 4, 7]], "default": "given", "tags": [1, 2, 3], \
    "items": [{"n": "a", "v": 1}, {"n": "b", "v": 2}]}
    """

private func of(_ template: String, _ expected: String) -> Case { Case(template, expected, with: things) }

struct BlockTests {
    @Test(arguments: conditions) func branches(_ test: Case) { check(test) }
    static let conditions: [Case] = [
        of("{% if yes %}a{% endif %}", "a"),
        of("{% if no %}a{% else %}b{% endif %}", "b"),
        of("{% if no %}a{% elif yes %}b{% else %}c{% endif %}", "b"),
        of("{% if no %}a{% elif no %}b{% else %}c{% endif %}", "c"),
        of("{% if 1 < 4 %}a{% elif 2 < 4 %}b{% else %}d{% endif %}", "a"),
        of("{% if missing %}a{% else %}b{% endif %}", "b"),
        of("{% if missing.deep | length %}a{% else %}b{% endif %}", "b"),
        of("{% if not missing %}a{% endif %}", "a"),
        of("{% if name | length > 3 and age >= 18 %}a{% endif %}", "a"),
        of("{% if 0 %}a{% endif %}{% if 0.0 %}b{% endif %}{% if 0 / 0 %}c{% endif %}{% if '' %}d{% endif %}", ""),
        of("{% if none %}a{% endif %}{% if data %}b{% endif %}{% if map %}c{% endif %}", "bc"),
        of("{% if (age >= 18 or name == 'x') and no %}a{% endif %}", ""),
        of("{% if x | default(value=True) %}here{% endif %}", "here"),
        of("{%if yes%}a{%endif%}", "a"),
    ]

    @Test(arguments: loops) func loopsOverValues(_ test: Case) { check(test) }
    static let loops: [Case] = [
        of("{% for i in data %}{{ i }}{% endfor %}", "123"),
        of("{% for key, val in map %}{{ key }}:{{ val }} {% endfor %}", "age:18 name:bob "),
        of(
            "{% for i in data %}{{loop.index}}{{loop.index0}}{{loop.first}}{{loop.last}}{% endfor %}",
            "10truefalse21falsefalse32falsetrue"),
        of(
            "{% for v in vectors %}{% for j in v %}{{ j }}{{ loop.index }}{% endfor %}{{ loop.index }};{% endfor %}",
            "0132631;1142732;"),
        of("{% for i in range(end=5) | reverse %}{{ i }}{% endfor %}", "43210"),
        of("{% for a in [1, true, 1.1, 'hello'] %}{{ a }}{% endfor %}", "1true1.1hello"),
        of("{% for a in none %}{{ a }}{% else %}hello{% endfor %}", "hello"),
        of("{% for a in missing | default(value=[]) %}{{ a }}{% else %}none{% endfor %}", "none"),
        of("{% for a in none %}x{% endfor %}", ""),
        of("{% for c in name %}{{ c }}-{% endfor %}", "j-o-h-n-"),
        of("{% for i in data %}{{ i }}{% if i == 2 %}{% break %}{% endif %}{% endfor %}", "12"),
        of("{% for i in data %}{% if i == 2 %}{% continue %}{% endif %}{{ i }}{% endfor %}", "13"),
        of(
            "{% for v in vectors %}{%for i in v%}{%if i == 3%}{% break %}{% endif %}{{ i }}{% endfor %}{% endfor %}",
            "0147"),
        of("{% for item in items %}{{ item.n }}={{ item['v'] }},{% endfor %}", "a=1,b=2,"),
        of("{% for x in data | slice(start=1) %}{{ x }}{% endfor %}", "23"),
        of("{% for k, v in items | group_by(attribute='n') %}{{ k }}{{ v | length }}{% endfor %}", "a1b1"),
    ]

    @Test(arguments: assignments) func assigns(_ test: Case) { check(test) }
    static let assignments: [Case] = [
        of("{% set i = 1 + 2 %}{{ i }}", "3"),
        of("{% set i = [1, 2] %}{{ i }}", "[1, 2]"),
        of("{% set i = 0 / 0 %}{{ i }}", "NaN"),
        of("{% set i = yes and age > 0 %}{{ i }}", "true"),
        of("{% set name = 'x' %}{{ name }}", "x"),
        of("{% set n = 0 %}{% for i in data %}{% set n = i %}{{ n }}{% endfor %}{{ n }}", "1230"),
        of(
            "{% for i in tags -%}{% set default = 1 %}{% set_global g = i %}{%- endfor %}{{ default }}{{ g }}", "given3"
        ),
        of("{% set n = 0 %}{% for i in data %}{% set_global n = n + i %}{% endfor %}{{ n }}", "6"),
        of(
            "{% set l = [] %}{% for i in range(end=3) %}{% set_global l = l | concat(with=i) %}{% endfor %}{{ l }}",
            "[0, 1, 2]"),
        of("{% if yes %}{% set x = 1 %}{% endif %}{{ x }}", "1"),
        of(
            "{% for i in data %}{% if loop.first %}{% set x = 1 %}{% endif %}{{ x is defined }} {% endfor %}",
            "true false false "),
    ]

    @Test(arguments: macros) func callsMacros(_ test: Case) { check(test) }
    static let macros: [Case] = [
        of("{% macro hi(n) %}Hi {{ n }}{% endmacro hi %}{{ self::hi(n='<') }}", "Hi &lt;"),
        of("{{ self::hi() }}{% macro hi(n=1) %}{{ n }}{% endmacro %}", "1"),
        of("{% macro hi(n=1, m='x') %}{{ n }}{{ m }}{% endmacro hi %}{{ self::hi(m=2) }}", "12"),
        of("{% macro b() %}<b>{% endmacro %}{{ self::b() }}{{ self::b() | upper }}", "<b>&lt;B&gt;"),
        of("{% macro b() %}<b>{% endmacro %}{% set x = self::b() %}{{ x }}{{ x | safe }}", "&lt;b&gt;<b>"),
        of(
            "{% macro f(n) %}{% if n > 1 %}{{ n }} - {{ self::f(n=n-1) }}{% else %}1{% endif %}{{ n }}{% endmacro f %}"
                + "{{ self::f(n=7) }}",
            "7 - 6 - 5 - 4 - 3 - 2 - 11234567"),
        of(
            "{% macro g() %}{{ name }}{{ x | default(value='-') }}{% endmacro %}{% set x = 1 %}{{ self::g() }}", "john-"
        ),
        of("{% macro s() %}{% set_global q = 1 %}{% endmacro %}{{ self::s() }}{{ q | default(value='no') }}", "no"),
        of("{% macro e() %}{% endmacro %}{% if self::e() %}a{% else %}b{% endif %}", "b"),
    ]

    @Test(arguments: sections) func rendersSections(_ test: Case) { check(test) }
    static let sections: [Case] = [
        of("{% filter upper %}Hello{% if yes %} world{% endif %}{% endfilter %}", "HELLO WORLD"),
        of("{% filter safe %}{% filter upper %}<Hello>{% endfilter %}{% endfilter%}", "<HELLO>"),
        of("{% filter replace(from='o', to=name) %}foo{% endfilter %}", "fjohnjohn"),
        of("{% filter upper %}{{ '<a>' }}{% endfilter %}", "&LT;A&GT;"),
        of(
            "{% filter upper %}{% for i in data %}{% if i == 2 %}{% break %}{% endif %}i{% endfor %}{% endfilter %}",
            "I"),
        of("{% raw %}{{ hey }}{% if %}{% endraw %}", "{{ hey }}{% if %}"),
        of("{% raw %} {% {% endraw %}", " {% "),
        of("{% block a %}1{% endblock a %}{% block b %}2{% endblock %}", "12"),
        of("a{# comment {# nested {{ x }} #}b", "ab"),
    ]

    @Test(arguments: spaces) func controlsWhiteSpace(_ test: Case) { check(test) }
    static let spaces: [Case] = [
        of("  {%- for n in data %}{{n}}{% endfor -%} ", "123"),
        of("{%- for n in data %} {{n}}{%- endfor -%} ", " 1 2 3"),
        of("{%- for n in data -%}\n {{n}}\n {%- endfor -%} ", "123"),
        of("{%- if no -%}\n {{data}}\n {% else %} Nope{%- endif -%} ", " Nope"),
        of("  {%- if no -%}\n x\n {% elif yes -%} Yes {%- endif -%} ", "Yes"),
        of("  {% set var = 2 -%} {{var}}", "  2"),
        of("  {{- 'hello' }} ", "hello "),
        of("  {{ 'hello' -}} ", "  hello"),
        of("  {#- x -#} ", ""),
        of("  {# x -#} ", "  "),
        of(" {% raw -%} {{2}} {%- endraw %} ", " {{2}} "),
        of("a {{- 1 -}} {{- 2 -}} b", "a12b"),
        of("{{-1}}", "1"),
    ]
}

// Templates to begin with. Each shows one thing that templates can do.

export const examples = [
  {
    title: "Build status",
    session: "build-status",
    args: { label: "main", state: "passed" },
    template: `<svg xmlns="http://www.w3.org/2000/svg" width="280" height="64" font-family="sans-serif">
  {% if state == "passed" %}{% set colour = "#15803d" %}
  {% elif state == "running" %}{% set colour = "#b45309" %}
  {% else %}{% set colour = "#b91c1c" %}{% endif %}
  <rect width="280" height="64" rx="12" fill="#1f2937"/>
  <path d="M140 0h128a12 12 0 0 1 12 12v40a12 12 0 0 1-12 12H140z" fill="{{ colour }}"/>
  <text x="70" y="39" font-size="20" fill="#f9fafb" text-anchor="middle">{{ label }}</text>
  <text x="210" y="39" font-size="20" fill="#ffffff" text-anchor="middle" font-weight="bold">{{ state }}</text>
</svg>
`,
  },
  {
    title: "Progress bar",
    session: "progress",
    args: { title: "Release 2.0", percent: 64 },
    template: `<svg xmlns="http://www.w3.org/2000/svg" width="360" height="96" font-family="sans-serif">
  <rect width="360" height="96" rx="12" fill="#ffffff"/>
  <text x="24" y="38" font-size="18" fill="#111827">{{ title }}</text>
  <text x="336" y="38" font-size="18" fill="#111827" text-anchor="end" font-weight="bold">{{ percent }} %</text>
  <rect x="24" y="56" width="312" height="14" rx="7" fill="#e5e7eb"/>
  <rect x="24" y="56" width="{{ percent * 3.12 }}" height="14" rx="7" fill="#0f766e"/>
</svg>
`,
  },
  {
    title: "Bar chart",
    session: "visitors",
    args: {
      title: "Visitors",
      bars: [
        { day: "Mon", count: 34 },
        { day: "Tue", count: 52 },
        { day: "Wed", count: 41 },
        { day: "Thu", count: 78 },
        { day: "Fri", count: 63 },
      ],
    },
    template: `{% set top = 1 %}
{% for bar in bars %}{% if bar.count > top %}{% set_global top = bar.count %}{% endif %}{% endfor %}
{% set days = bars | length %}{% set width = 48 + 60 * days %}
<svg xmlns="http://www.w3.org/2000/svg" width="{{ width }}" height="220" font-family="sans-serif">
  <rect width="{{ width }}" height="220" rx="12" fill="#ffffff"/>
  <text x="24" y="36" font-size="18" fill="#111827">{{ title }}</text>
  {% for bar in bars %}
  {% set height = bar.count / top * 110 %}
  <g transform="translate({{ 34 + 60 * loop.index0 }} 184)" font-size="14" text-anchor="middle" fill="#374151">
    <rect y="{{ 0 - height }}" width="40" height="{{ height }}" rx="6" fill="#0f766e"/>
    <text x="20" y="{{ -8 - height }}">{{ bar.count }}</text>
    <text x="20" y="20">{{ bar.day }}</text>
  </g>
  {% endfor %}
</svg>
`,
  },
  {
    title: "Status board",
    session: "status-board",
    args: {
      services: [
        { name: "Web", up: true },
        { name: "Search", up: true },
        { name: "Mail", up: false, note: "since 14:20" },
      ],
    },
    template: `{% set count = services | length %}{% set height = 24 + 40 * count %}
<svg xmlns="http://www.w3.org/2000/svg" width="360" height="{{ height }}" font-family="sans-serif" font-size="16">
  <rect width="360" height="{{ height }}" rx="12" fill="#111827"/>
  {% for service in services %}
  <g transform="translate(0 {{ 37 + 40 * loop.index0 }})">
    <circle cx="30" r="7" fill="{% if service.up %}#34d399{% else %}#f87171{% endif %}"/>
    <text x="52" y="6" fill="#f9fafb">{{ service.name }}</text>
    <text x="336" y="6" fill="#9ca3af" text-anchor="end">
      {{ service.note | default(value="all well") }}
    </text>
  </g>
  {% endfor %}
</svg>
`,
  },
  {
    title: "My own",
    session: "",
    args: { greeting: "Hello" },
    template: `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80">
  <text x="20" y="50" font-size="28">{{ greeting }}</text>
</svg>
`,
  },
];

internal import JSON

/// A picture of 2 KiB with 10 values and a loop of 10, in words that Tera and jinja2 both know and print alike.
enum SamplePicture {
    static let template = """
        <svg xmlns="http://www.w3.org/2000/svg" width="{{ width }}" height="{{ height }}" role="img" aria-label="status">
          <title>{{ title }}: {{ state | upper }}</title>
          <style>
            text { font-family: 'DejaVu Sans', Verdana, sans-serif; font-size: 13px; fill: #1f2933; }
            .head { font-size: 20px; font-weight: bold; }
            .note { font-size: 11px; fill: #616e7c; }
            .row:nth-child(odd) rect.back { fill: #f5f7fa; }
            .bar { stroke: #cbd2d9; stroke-width: 0.5; }
          </style>
          <defs>
            <linearGradient id="shade" x1="0" y1="0" x2="0" y2="1">
              <stop offset="0" stop-color="#ffffff" stop-opacity="0.7"/>
              <stop offset="1" stop-color="#000000" stop-opacity="0.1"/>
            </linearGradient>
          </defs>
          <rect width="{{ width }}" height="{{ height }}" rx="6" fill="{{ background }}"/>
          <text x="16" y="32" class="head">{{ title }}</text>
          <text x="{{ width - 120 }}" y="32" class="note">by {{ owner.name }}</text>
          {% if state == "failed" %}
          <circle cx="{{ width - 24 }}" cy="26" r="8" fill="#d64545"/>
          {% elif state == "running" %}
          <circle cx="{{ width - 24 }}" cy="26" r="8" fill="#f0b429"/>
          {% else %}
          <circle cx="{{ width - 24 }}" cy="26" r="8" fill="#3ebd93"/>
          {% endif %}
          <g transform="translate(16 56)">
          {% for item in items %}
            <g class="row" transform="translate(0 {{ loop.index0 * 24 }})">
              <rect class="back" width="{{ width - 32 }}" height="22" rx="3"/>
              <text x="6" y="15">{{ loop.index }}. {{ item.name }}</text>
              <rect class="bar" x="160" y="4" width="{{ item.value * 2 }}" height="14" \
        fill="{% if item.value > limit %}#d64545{% else %}{{ color }}{% endif %}"/>
              <text x="380" y="15" class="note">{{ item.value }} {{ unit }}</text>
            </g>
          {% endfor %}
          </g>
          <rect width="{{ width }}" height="{{ height }}" rx="6" fill="url(#shade)" opacity="0.2"/>
          <line x1="16" y1="{{ height - 28 }}" x2="{{ width - 16 }}" y2="{{ height - 28 }}" stroke="#cbd2d9" \
        stroke-width="0.5"/>
          <text x="16" y="{{ height - 12 }}" class="note">{{ items | length }} parts, updated {{ updated }}</text>
        </svg>

        """

    static let arguments = """
        {"width": 480, "height": 340, "title": "Build & deploy <main>", "state": "running", "background": "#ffffff",
         "owner": {"id": 7, "name": "Ada Lovelace"}, "limit": 80, "color": "#4098d7", "unit": "ms",
         "updated": "2024-05-01 12:30", "items": [
           {"name": "checkout", "value": 12}, {"name": "resolve", "value": 31}, {"name": "compile", "value": 96},
           {"name": "link", "value": 44}, {"name": "unit tests", "value": 88}, {"name": "R&D", "value": 5},
           {"name": "image", "value": 61}, {"name": "push", "value": 27}, {"name": "migrate", "value": 9},
           {"name": "restart", "value": 73}]}
        """

    static func values() throws -> JSONObject {
        guard case .object(let object) = try JSONReader.parse(Array(arguments.utf8)) else {
            throw BenchFailure("the arguments are no object")
        }
        return object
    }
}

/// A template to begin with. Its three files lie in `gallery`, and nothing of them stands anywhere else: README and page
/// show the picture, and the page starts from the template and its arguments.
struct GalleryExample: Sendable {
    /// Of the files, and of the session that the page suggests.
    let name: String
    let title: String
    let template: [UInt8]
    /// A JSON object.
    let arguments: [UInt8]
    /// What the template gives with these arguments.
    let picture: [UInt8]
    /// Whoever starts from it chooses a name first.
    var isBlank = false

    static let all = [
        GalleryExample(
            name: "build-status", title: "Build status", template: PackageResources.build_status_svg_tera,
            arguments: PackageResources.build_status_json, picture: PackageResources.build_status_svg),
        GalleryExample(
            name: "progress", title: "Progress bar", template: PackageResources.progress_svg_tera,
            arguments: PackageResources.progress_json, picture: PackageResources.progress_svg),
        GalleryExample(
            name: "bar-chart", title: "Bar chart", template: PackageResources.bar_chart_svg_tera,
            arguments: PackageResources.bar_chart_json, picture: PackageResources.bar_chart_svg),
        GalleryExample(
            name: "clock", title: "Clock", template: PackageResources.clock_svg_tera,
            arguments: PackageResources.clock_json, picture: PackageResources.clock_svg),
        GalleryExample(
            name: "status-board", title: "Status board", template: PackageResources.status_board_svg_tera,
            arguments: PackageResources.status_board_json, picture: PackageResources.status_board_svg),
        GalleryExample(
            name: "greeting", title: "My own", template: PackageResources.greeting_svg_tera,
            arguments: PackageResources.greeting_json, picture: PackageResources.greeting_svg, isBlank: true),
    ]

    var pictureFile: PageFile { PageFile("/gallery/\(name).svg", "image/svg+xml", picture) }

    /// All examples as a module of the page, which has them at once and as they are written: no requests, no failures.
    static let module = PageFile("/examples.js", "text/javascript", Array(script.utf8))

    private static var script: String {
        "// Templates to begin with, from the files of the gallery.\n\nexport const examples = [\n"
            + all.map(\.entry).joined() + "];\n"
    }

    private var entry: String {
        """
          {
            title: "\(title)",
            session: "\(isBlank ? "" : name)",
            picture: "\(pictureFile.path)",
            args: \(Self.literal(arguments)),
            template: \(Self.literal(template)),
          },

        """
    }

    /// A template literal of JavaScript (ECMA-262 §12.9.6) that holds this text.
    static func literal(_ text: [UInt8]) -> String {
        var literal: [UInt8] = [UInt8(ascii: "`")]
        for byte in text {
            if [UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: "$")].contains(byte) {
                literal.append(UInt8(ascii: "\\"))
            }
            literal.append(byte)
        }
        return String(decoding: literal + [UInt8(ascii: "`")], as: UTF8.self)
    }
}

/// A file of the page as it goes over the wire.
struct PageFile: Sendable {
    let path: String
    let mediaType: String
    let bytes: [UInt8]
    let entityTag: String

    init(_ path: String, _ mediaType: String, _ bytes: [UInt8]) {
        self.path = path
        self.mediaType = mediaType + "; charset=utf-8"
        self.bytes = bytes
        entityTag = "\"\(String(PageFile.digest(bytes), radix: 16))\""
    }

    /// All that makes up the page; each comes from files of this folder, and is part of the executable.
    static let all = written + [GalleryExample.module] + GalleryExample.all.map(\.pictureFile)

    private static let written = [
        PageFile("/", "text/html", PackageResources.index_html),
        PageFile("/page.css", "text/css", PackageResources.page_css),
        PageFile("/page.js", "text/javascript", PackageResources.page_js),
        PageFile("/api.js", "text/javascript", PackageResources.api_js),
        PageFile("/dom.js", "text/javascript", PackageResources.dom_js),
        PageFile("/list.js", "text/javascript", PackageResources.list_js),
        PageFile("/detail.js", "text/javascript", PackageResources.detail_js),
        PageFile("/create.js", "text/javascript", PackageResources.create_js),
        PageFile("/draft.js", "text/javascript", PackageResources.draft_js),
        PageFile("/edits.js", "text/javascript", PackageResources.edits_js),
        PageFile("/retry.js", "text/javascript", PackageResources.retry_js),
        PageFile("/names.js", "text/javascript", PackageResources.names_js),
        PageFile("/picture.js", "text/javascript", PackageResources.picture_js),
        PageFile("/icon.svg", "image/svg+xml", PackageResources.icon_svg),
    ]

    /// FNV-1a with 64 bits. It tells one release of a file from the next; nobody gains by making two collide.
    static func digest(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}

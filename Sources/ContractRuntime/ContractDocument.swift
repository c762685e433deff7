/// A contract as it was when the program was built, byte for byte.
package struct ContractDocument: Sendable {
    /// The path relative to the package, such as `contracts/auth-api.yaml`.
    package let file: String
    package let title: String
    /// `info.version`.
    package let version: String
    /// SHA-256 of the bytes, in hexadecimal.
    package let sha256: String
    private let text: StaticString

    package init(file: String, title: String, version: String, sha256: String, text: StaticString) {
        self.file = file
        self.title = title
        self.version = version
        self.sha256 = sha256
        self.text = text
    }

    /// The name of the file, without its folder.
    package var name: String { file.split(separator: "/").last.map(String.init) ?? file }

    package var bytes: [UInt8] { text.withUTF8Buffer { unsafe Array($0) } }
}

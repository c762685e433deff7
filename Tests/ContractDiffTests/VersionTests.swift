import Testing

@testable import ContractDiff

@Suite struct VersionTests {
    @Test(arguments: ["1.0.0", "0.0.0", "10.20.30", "1.0.0-rc.1", "1.0.0+build.5", "1.0.0-a-b+c"])
    func threeNumbersAreAVersion(_ text: String) { #expect(Version(text) != nil) }

    @Test(arguments: [
        "", "1", "1.0", "1.0.0.0", "v1.0.0", "1.0.x", "01.0.0", "1..0", "1.0.-1", "1.0.0-", "1.0.0 ", "-1.0.0",
        "1.0.0-\u{E9}", "99999999999999999999.0.0", "\u{661}.0.0",
    ])
    func allElseIsNone(_ text: String) { #expect(Version(text) == nil) }

    /// The example of Semantic Versioning 2.0.0 §11.4.
    @Test func aPrereleaseComesBeforeItsRelease() throws {
        let texts = [
            "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
            "1.0.0-rc.1", "1.0.0", "2.0.0-alpha",
        ]
        let versions = try texts.map { try #require(Version($0)) }
        for (lower, upper) in zip(versions, versions.dropFirst()) { #expect(lower < upper && !(upper < lower)) }
        #expect(try #require(Version("1.0.0+one")) == #require(Version("1.0.0+two")))
    }

    @Test func versionsHaveAnOrderByTheirNumbers() throws {
        let versions = try ["0.9.9", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0"].map { try #require(Version($0)) }
        #expect(versions.sorted() == versions)
        #expect(try #require(Version("1.9.3")).nextMajor.description == "2.0.0")
    }
}

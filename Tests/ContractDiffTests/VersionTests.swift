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

    @Test func versionsHaveAnOrderByTheirNumbers() throws {
        let versions = try ["0.9.9", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0"].map { try #require(Version($0)) }
        #expect(versions.sorted() == versions)
        #expect(try #require(Version("1.9.3")).nextMajor.description == "2.0.0")
    }
}

import Testing

@testable import SessionCore

/// Which tokens have ended, as a value.
@Suite struct RevocationListTests {
    @Test func anEndedSignInIsRefusedWhateverItsVersion() {
        var list = RevocationList()
        list.add(signIn: "s", until: 100)
        #expect(list.isRevoked("s", user: .alice, version: 99))
        #expect(!list.isRevoked("t", user: .alice, version: 0))
    }

    @Test func olderVersionsOfAUserAreRefused() {
        var list = RevocationList()
        list.add(user: "alice", version: 3, until: 100)
        #expect(list.isRevoked("s", user: .alice, version: 2))
        #expect(!list.isRevoked("s", user: .alice, version: 3))
        #expect(!list.isRevoked("s", user: .bob, version: 0))
        list.add(user: "alice", version: 1, until: 50)
        #expect(list.isRevoked("s", user: .alice, version: 2), "a minimum never falls")
    }

    @Test func aKeptSignInGoesOnUntilTheNextEndOfAll() {
        var list = RevocationList()
        list.add(user: RevocationList.exemption(of: "kept", user: .alice), version: 2, until: 100)
        list.add(user: "alice", version: 2, until: 100)
        #expect(!list.isRevoked("kept", user: .alice, version: 1))
        #expect(list.isRevoked("other", user: .alice, version: 1))
        list.add(user: "alice", version: 3, until: 100)
        #expect(list.isRevoked("kept", user: .alice, version: 1))
    }

    @Test func anExemptionDoesNotOutweighTheEndOfItsSignIn() {
        var list = RevocationList()
        list.add(user: RevocationList.exemption(of: "kept", user: .alice), version: 2, until: 100)
        list.add(user: "alice", version: 2, until: 100)
        list.add(signIn: "kept", until: 100)
        #expect(list.isRevoked("kept", user: .alice, version: 1))
    }

    @Test func entriesLeaveWhenTheirTokensHaveExpired() {
        var list = RevocationList()
        for number in 0..<1_023 { list.add(signIn: "old-\(number)", until: 100) }
        list.add(user: "alice", version: 1, until: 101)
        list.prune(at: 100)
        #expect(list.signIns.isEmpty)
        #expect(list.isRevoked("s", user: .alice, version: 0))
    }

    @Test func whatAnotherListLacksIsToldApart() {
        var (ours, theirs) = (RevocationList(), RevocationList())
        ours.add(signIn: "both", until: 100)
        theirs.add(signIn: "both", until: 100)
        ours.add(signIn: "longer", until: 200)
        theirs.add(signIn: "longer", until: 100)
        ours.add(user: "alice", version: 2, until: 100)
        theirs.add(user: "alice", version: 1, until: 100)
        theirs.add(user: "bob", version: 1, until: 100)
        let missing = ours.missing(in: theirs)
        #expect(missing.signIns == ["longer": 200])
        #expect(missing.versions == ["alice": .init(version: 2, until: 100)])
        theirs.merge(missing)
        #expect(ours.missing(in: theirs).isEmpty)
    }
}

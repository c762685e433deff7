import Foundation
import Testing

@testable import ContractDiff

@Suite struct RuleTests {
    @Test(.enabled(if: Sample.isUpdate)) func changesAreWrittenAnew() throws {
        let cases = try ChangeCase.all.map { $0.written(try $0.diffs()) }
        try Data((ChangeCase.preface + cases.joined()).utf8).write(to: ChangeCase.file)
    }

    @Test(.disabled(if: Sample.isUpdate), arguments: ChangeCase.all)
    func aChangeIsToldInBothDirections(_ change: ChangeCase) throws {
        let diffs = try change.diffs()
        #expect(ChangeCase.lines(diffs.forward) == change.forward)
        #expect(ChangeCase.lines(diffs.backward) == change.backward)
    }

    /// What breaks nobody one way may break somebody the other way, but nothing comes from nowhere.
    @Test(arguments: ChangeCase.all) func whatIsAChangeOneWayIsOneTheOtherWay(_ change: ChangeCase) throws {
        let diffs = try change.diffs()
        #expect(diffs.forward.changes.isEmpty == diffs.backward.changes.isEmpty)
        for direction in Direction.allCases {
            let counts = [diffs.forward, diffs.backward].map { diff in
                diff.changes.filter { $0.direction == direction }.isEmpty
            }
            #expect(counts[0] == counts[1], "\(direction)")
        }
    }

    @Test func everyRuleIsShownByACase() throws {
        let shown = Set(
            try ChangeCase.all.flatMap { change in
                let diffs = try change.diffs()
                return (diffs.forward.changes + diffs.backward.changes).map(\.rule.id)
            })
        let rules = Rule.all.map(\.id)
        #expect(rules.filter { !shown.contains($0) } == [])
        #expect(shown.subtracting(rules) == [], "a change must be of a rule in the table")
    }

    @Test func theTableIsWhole() {
        let ids = Rule.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        for rule in Rule.all {
            #expect(rule.id.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(rule.id)")
            #expect((rule.remedy != nil) == (rule.severity == .breaking), "\(rule.id)")
            #expect(!rule.what.isEmpty && !rule.why.isEmpty)
            switch rule.direction {
            case .request: #expect(rule.id.hasPrefix("request-"))
            case .response: #expect(rule.id.hasPrefix("response-"))
            case .neither: #expect(!rule.id.hasPrefix("request-") && !rule.id.hasPrefix("response-"))
            }
        }
    }
}

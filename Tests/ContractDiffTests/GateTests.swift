import OpenAPI
import Testing

@testable import ContractDiff

@Suite struct GateTests {
    private static let breaking = ("required: [name, age, state]", "required: [name, age, state, note]")

    private func gate(_ edits: (String, String)...) throws -> Gate {
        let text = try #require(Sample.text).replacing(
            "note: {type: string, default: none}", with: "note: {type: string}")
        var edited = text
        for edit in edits {
            try #require(edited.contains(edit.0))
            edited = edited.replacing(edit.0, with: edit.1)
        }
        return Gate(
            from: try Sample.contract(text, file: "contracts/sample.lock.yaml"),
            to: try Sample.contract(edited, file: "contracts/sample.yaml"))
    }

    @Test func anUnchangedContractPasses() throws {
        let gate = try gate()
        #expect(gate.isPassed && gate.notes.isEmpty && gate.diff.changes.isEmpty)
    }

    @Test func aBreakingChangeIsToldWithBothWaysOut() throws {
        let gate = try gate(Self.breaking)
        #expect(!gate.isPassed)
        #expect(
            gate.errors == [
                "contracts/sample.yaml:111:9: error: breaking for requests: \"note\" of Thing was optional and is required: "
                    + "objects without it get 400 [request-property-became-required] "
                    + "(was contracts/sample.lock.yaml:111:9; in createThing)",
                "contracts/sample.yaml:111:9: note: either stay compatible: keep the property optional",
                "contracts/sample.yaml:2:32: note: or, if it is meant, raise the major number: write version: 2.0.0 here, "
                    + "and run `swift run contract lock contracts/sample.yaml` when it is published",
            ])
    }

    @Test func aRemovedThingIsToldWhereItWasRemovedFrom() throws {
        let gate = try gate(("        '202': {description: It will be made.}\n", ""))
        let first = try #require(gate.errors.first)
        #expect(
            first.hasPrefix("contracts/sample.yaml:31:5: error: breaking for responses: POST /things could answer 202"))
        #expect(first.contains("(was contracts/sample.lock.yaml:48:16; in createThing)"))
    }

    @Test func aMajorNumberLetsABreakingChangePass() throws {
        let gate = try gate(Self.breaking, ("version: 1.2.0", "version: 2.0.0"))
        #expect(gate.isPassed && gate.notes.isEmpty)
        #expect(gate.diff.count(of: .breaking) == 1)
    }

    @Test(arguments: ["1.2.1", "1.3.0", "1.2.0-rc.1"]) func aMinorNumberDoesNot(_ version: String) throws {
        #expect(try !gate(Self.breaking, ("version: 1.2.0", "version: \(version)")).isPassed)
    }

    @Test func riskyAndSafeChangesPass() throws {
        let gate = try gate(("enum: [new, used]", "enum: [new, used, lost]"))
        #expect(gate.isPassed && gate.diff.count(of: .risky) == 1 && gate.diff.count(of: .safe) == 1)
    }

    @Test func aMajorNumberWithoutNeedIsNoted() throws {
        let gate = try gate(("version: 1.2.0", "version: 2.0.0"))
        #expect(gate.isPassed)
        #expect(
            gate.notes == [
                "contracts/sample.yaml:2:32: note: the major number went up from 1 to 2, though no change is breaking: "
                    + "a minor one would do"
            ])
    }

    @Test func aVersionThatGoesDownIsRefused() throws {
        let gate = try gate(("version: 1.2.0", "version: 1.1.9"))
        #expect(
            gate.errors == [
                "contracts/sample.yaml:2:32: error: info.version went down: it was 1.2.0 "
                    + "(contracts/sample.lock.yaml:2:32) and is 1.1.9; write version: 1.2.0, or a later one"
            ])
    }

    @Test func aVersionThatGoesDownWithABreakingChangeNeedsTheMajorAfterTheOldOne() throws {
        let gate = try gate(Self.breaking, ("version: 1.2.0", "version: 0.9.0"))
        #expect(gate.errors.first?.contains("info.version went down") == true)
        #expect(gate.errors.last?.contains("write version: 2.0.0 here") == true)
    }

    @Test func aVersionThatIsNoneIsRefusedAtItsPlace() throws {
        let gate = try gate(("version: 1.2.0", "version: '1.2'"))
        #expect(
            gate.errors == [
                "contracts/sample.yaml:2:32: error: info.version is \"1.2\", but must be three numbers for the gate to "
                    + "compare: write version: 1.0.0"
            ])
    }

    @Test func everyBreakingRuleNamesAWayToStayCompatible() {
        #expect(Rule.all.filter { $0.severity == .breaking }.allSatisfy { $0.remedy?.isEmpty == false })
    }

    @Test(arguments: [
        ("contracts/a.yaml", "contracts/a.lock.yaml"), ("a.json", "a.lock.json"), ("x.y/a-b.yml", "x.y/a-b.lock.yml"),
        ("x.y/a", "x.y/a.lock"), ("x/.yaml", "x/.yaml.lock"), ("a.v2.yaml", "a.v2.lock.yaml"),
    ]) func aLockStandsBesideItsContract(_ contract: String, _ lock: String) {
        #expect(ContractLock.path(of: contract) == lock)
        #expect(ContractLock.isLock(lock) && !ContractLock.isLock(contract))
    }

    @Test(arguments: ["", "# a b\n", "a.yaml\n\n  b.yaml locked \n", "a.json locked"])
    func aListOfNamesAndLocksIsGood(_ list: String) { #expect(ContractList.problem(in: list) == nil) }

    @Test(arguments: ["looked", "Locked", "locked locked", "b.yaml", "locked # since 1.0"])
    func anotherWordInTheListIsToldWithItsLine(_ words: String) throws {
        let problem = try #require(ContractList.problem(in: "# Contracts.\na.yaml locked\nb.yaml \(words)\n"))
        #expect(problem.line == 3)
        #expect(problem.message == "\"\(words)\" after b.yaml means nothing: write locked, or leave it out")
    }

    @Test func theListIsMarkedOnce() {
        let list = "# Contracts.\na.yaml\n  b.yaml  \nb.yaml.old\n"
        let marked = "# Contracts.\na.yaml\nb.yaml locked\nb.yaml.old\n"
        #expect(ContractList.marking("contracts/b.yaml", in: list) == marked)
        #expect(ContractList.marking("contracts/b.yaml", in: marked) == nil)
        #expect(ContractList.marking("contracts/c.yaml", in: list) == nil)
    }
}

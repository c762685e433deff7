import Testing

@testable import bench

/// Reading what Redis says of its commands.
@Suite struct RedisCommandsTests {
    private func commands(_ get: Int, _ xread: Int) -> RedisCommands {
        RedisCommands(
            info: "# Commandstats\r\n"
                + "cmdstat_get:calls=\(get),usec=175,usec_per_call=8.33,rejected_calls=0,failed_calls=0\r\n"
                + "cmdstat_info:calls=99,usec=100,usec_per_call=1.00\r\n"
                + "cmdstat_xread:calls=\(xread),usec=2,usec_per_call=1.00\r\n")
    }

    @Test func callsAreCountedByNameButForTheQuestionItself() {
        #expect(commands(21, 2).calls == ["get": 21, "xread": 2])
        #expect(commands(21, 2).total == 23)
        #expect(RedisCommands(info: "").calls.isEmpty)
    }

    @Test func whatCameMoreOftenThanInAnotherTimeIsTold() {
        let busy = commands(31, 2).since(commands(21, 2))
        #expect(busy.calls == ["get": 10, "xread": 0])
        #expect(busy.exceeding(commands(6, 0), by: 4).isEmpty)
        #expect(busy.exceeding(commands(5, 0), by: 4) == ["get": 10])
        #expect(busy.exceeding(RedisCommands(info: ""), by: 4) == ["get": 10])
    }
}

import Glibc
import HTTPServer
import Testing

/// Attacks on a server in a process of its own, whose memory is measured under each.
///
/// Of the server's memory, RssAnon is what the attack can make grow; buffers of the kernel are bounded by the kernel.
@Suite(.serialized) struct AttackTests {
    /// Somebody who means well, from another address.
    private struct Observer {
        let port: UInt16

        func ask(_ path: String = "/") throws -> String {
            let client = try Client(port: port, from: 200)
            try client.send("GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let response = try client.receiveResponse()
            #expect(response.status == 200)
            #expect(try client.isAtEnd())
            return response.text
        }

        /// Waits until so many connections are open beside its own.
        func sees(_ others: Int) -> Bool { eventually { (try? ask("/connections")) == "\(others + 1)" } }
    }

    @Test(arguments: Attack.all) func memoryIsBoundedAndOthersAreAnswered(_ attack: Attack) async throws {
        _ = FileLimit.raised
        let host = try HostProcess(attack.options)
        let each = try await onThread {
            let observer = Observer(port: host.port)
            _ = try observer.ask()
            let before = host.memory
            var largest = before
            let opening = attack.opening()
            var sent = Array(repeating: 0, count: attack.connections)
            var clients: [Client] = []
            for number in 0..<attack.connections {
                let client = try Client(port: host.port, receiveBuffer: attack.receiveBuffer)
                sent[number] = client.sendWhatFits(opening)
                clients.append(client)
                if number % 100 == 0 { _ = try observer.ask() }
            }
            for _ in 0..<20 {
                for (number, client) in clients.enumerated() {
                    if sent[number] < opening.count {
                        sent[number] = client.sendWhatFits(opening, from: sent[number])
                    } else if let byte = attack.trickle {
                        _ = client.sendWhatFits([UInt8](byte.utf8))
                    }
                }
                _ = try observer.ask()
                largest = max(largest, host.memory)
            }
            switch attack.outcome {
            case .held: #expect(observer.sees(attack.connections))
            case .closed: #expect(observer.sees(0))
            case .answered(let status):
                for client in clients {
                    #expect(try client.receiveResponse().status == status)
                    #expect(try client.isAtEnd())
                }
                clients = []
                #expect(observer.sees(0))
            }
            _ = try observer.ask()
            largest = max(largest, host.memory)
            return (largest - before) / attack.connections
        }
        print("attack \(attack.name): \(attack.connections) connections, \(each) B each, bound \(attack.bound)")
        // The allocator takes memory in larger pieces.
        guard HostProcess.tellsMemory else { return }
        #expect(each <= attack.bound + (256 << 10) / attack.connections)
    }

    @Test(arguments: [1, 2]) func tooManyConnectionsOfOneAddressLeaveRoomForOthers(_ loops: Int) async throws {
        let host = try HostProcess(["connections-per-address=100", "loops=\(loops)"])
        let outcomes = try await onThread {
            let observer = Observer(port: host.port)
            let before = host.memory
            var clients: [Client] = []
            for _ in 0..<500 {
                let client = try Client(port: host.port)
                _ = client.sendWhatFits([UInt8]("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
                clients.append(client)
            }
            _ = try observer.ask()
            // 16 are answered 503 and closed, at which others may take their places.
            let statuses = clients.map { (try? $0.receiveResponse().status) ?? 0 }
            #expect(statuses.filter { $0 == 200 }.count == 100)
            #expect(statuses.filter { $0 == 503 }.count >= 16)
            #expect(Set(statuses).isSubset(of: [0, 200, 503]))
            #expect(observer.sees(100))
            print("attack one address: 500 connections, \((host.memory - before) / 500) B each")
            return statuses
        }
        #expect(outcomes.count == 500)
    }

    @Test func tooManyConnectionsInAllLeaveThoseBeforeTheirs() async throws {
        let host = try HostProcess(["connections=100"])
        try await onThread {
            let get = "GET /connections HTTP/1.1\r\nHost: a\r\n\r\n"
            var before: [Client] = []
            for _ in 0..<100 {
                let client = try Client(port: host.port)
                try client.send(get)
                #expect(try client.receiveResponse().status == 200)
                before.append(client)
            }
            var late: [Client] = []
            for _ in 0..<400 {
                let client = try Client(port: host.port)
                _ = client.sendWhatFits([UInt8](get.utf8))
                late.append(client)
            }
            let statuses = late.map { (try? $0.receiveResponse().status) ?? 0 }
            #expect(Set(statuses).isSubset(of: [0, 503]) && statuses.contains(503))
            for client in before {
                try client.send(get)
                #expect(try client.receiveResponse().status == 200)
            }
            let isAlone = eventually {
                guard (try? before[0].send(get)) != nil else { return false }
                return (try? before[0].receiveResponse().text) == "100"
            }
            #expect(isAlone)
        }
    }
}

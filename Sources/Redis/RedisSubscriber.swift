package import EventLoop

/// Names one subscription of a `RedisSubscriber`.
package struct SubscriptionID: Sendable, Hashable {
    let number: UInt64
    let channel: String
}

/// Receives what is published, over a connection of its own.
///
/// Any number of subscriptions of one channel share one SUBSCRIBE. After a lost connection all channels are subscribed
/// again and each subscription is told, since Redis keeps no messages for those who were away.
///
/// - Note: `@unchecked Sendable`: `link` and the tables are touched on the loop's thread only.
package final class RedisSubscriber: RedisLinkOwner, @unchecked Sendable {
    private typealias Caller = CheckedContinuation<Result<SubscriptionID, RedisError>, Never>

    private struct Subscription {
        let onMessage: @Sendable ([UInt8]) -> Void
        let onResubscribed: @Sendable () -> Void
        /// Who waits for the confirmation, and until when; nil once it came.
        var waiting: (caller: Caller, timer: TimerID)?
    }

    private struct Channel {
        var subscriptions: [SubscriptionID: Subscription] = [:]
        var isConfirmed = false
        /// SUBSCRIBEs not yet confirmed. Only the last confirmation counts: an UNSUBSCRIBE may lie before it.
        var outstanding = 0
    }

    private let endpoint: RedisEndpoint
    private let loop: EventLoop
    private let link: RedisLink
    private let limits: RedisLimits
    private let deadline: UInt64
    private let keepAlive: UInt64
    /// An entry without subscriptions is one whose SUBSCRIBE is still to be confirmed.
    private var channels: [String: Channel] = [:]
    private var lastNumber: UInt64 = 0
    /// Counts connections, so that a timer of an earlier one finds out that it is late.
    private var round: UInt64 = 0
    private var hasHeard = false

    /// - Parameters:
    ///   - deadline: nanoseconds that a confirmation or the answer to a PING may take.
    ///   - keepAlive: nanoseconds between two PINGs, which find out about a server that has stopped.
    package init(
        _ endpoint: RedisEndpoint, loop: EventLoop, deadline: UInt64 = 500_000_000, keepAlive: UInt64 = 5_000_000_000,
        limits: RedisLimits = RedisLimits(), onEvent: (@Sendable (RedisEvent) -> Void)? = nil
    ) {
        self.endpoint = endpoint
        self.loop = loop
        self.limits = limits
        self.deadline = deadline
        self.keepAlive = keepAlive
        link = RedisLink(endpoint, loop: loop, limits: limits, onEvent: onEvent)
        link.setOwner(self)
    }

    /// Subscribes, and returns when the server has confirmed: whatever is published from then on arrives.
    ///
    /// - Parameters:
    ///   - onMessage: called on the loop with each message's bytes; it may be called just before this returns.
    ///   - onResubscribed: called on the loop after each reconnect; messages may have been lost before it.
    /// - Throws: `.unavailable` when there is no confirmation within the deadline; nothing is subscribed then.
    package func subscribe(
        _ channel: String, onMessage: @escaping @Sendable ([UInt8]) -> Void,
        onResubscribed: @escaping @Sendable () -> Void
    ) async throws(RedisError) -> SubscriptionID {
        let outcome: Result<SubscriptionID, RedisError> = await withCheckedContinuation { caller in
            onLoop { self.add(channel, caller, onMessage, onResubscribed) }
        }
        return try outcome.get()
    }

    /// Ends a subscription. No callback of it starts afterwards when this is called on the loop; called on another
    /// thread, it takes effect soon.
    package func unsubscribe(_ id: SubscriptionID) {
        onLoop { self.remove(id) }
    }

    /// Closes the connection and forgets all subscriptions. Required: the connection lives until then.
    package func close() async {
        await withCheckedContinuation { caller in
            onLoop {
                self.link.close()
                let reason = RedisError.unavailable("the subscriber of \(self.endpoint) was closed by its user")
                for id in self.channels.values.flatMap(\.subscriptions.keys) { self.finish(id, .failure(reason)) }
                self.channels = [:]
                caller.resume()
            }
        }
    }

    private func onLoop(_ work: @escaping @Sendable () -> Void) {
        if loop.isCurrent { work() } else { loop.submit(work) }
    }

    // MARK: The table

    private func add(
        _ name: String, _ caller: Caller, _ onMessage: @escaping @Sendable ([UInt8]) -> Void,
        _ onResubscribed: @escaping @Sendable () -> Void
    ) {
        guard !link.isClosed else {
            caller.resume(returning: .failure(.unavailable("the subscriber of \(endpoint) was closed by its user")))
            return
        }
        link.keepConnected()
        lastNumber += 1
        let id = SubscriptionID(number: lastNumber, channel: name)
        var subscription = Subscription(onMessage: onMessage, onResubscribed: onResubscribed)
        var channel = channels[name] ?? Channel()
        let isFirst = channel.subscriptions.isEmpty
        if channel.isConfirmed {
            caller.resume(returning: .success(id))
        } else {
            let timer = loop.schedule(after: deadline) { [weak self] in self?.timedOut(id) }
            subscription.waiting = (caller, timer)
        }
        channel.subscriptions[id] = subscription
        channels[name] = channel
        if isFirst && link.isUp { sendSubscribe([name]) }
    }

    private func remove(_ id: SubscriptionID) {
        guard var channel = channels[id.channel], channel.subscriptions.removeValue(forKey: id) != nil else { return }
        if channel.subscriptions.isEmpty {
            if link.isUp { sendCommand(["UNSUBSCRIBE", id.channel]) }
            channel.isConfirmed = false
            channels[id.channel] = channel.outstanding > 0 ? channel : nil
        } else {
            channels[id.channel] = channel
        }
    }

    private func timedOut(_ id: SubscriptionID) {
        let milliseconds = deadline / 1_000_000
        finish(id, .failure(.unavailable("\(endpoint) did not confirm a subscription within \(milliseconds) ms")))
        remove(id)
    }

    /// Answers the caller who waits for a subscription, if there is one.
    private func finish(_ id: SubscriptionID, _ outcome: Result<SubscriptionID, RedisError>) {
        guard let waiting = channels[id.channel]?.subscriptions[id]?.waiting else { return }
        channels[id.channel]?.subscriptions[id]?.waiting = nil
        loop.cancel(waiting.timer)
        waiting.caller.resume(returning: outcome)
    }

    private func sendSubscribe(_ names: [String]) {
        for name in names { channels[name]?.outstanding += 1 }
        sendCommand(["SUBSCRIBE"] + names)
    }

    private func sendCommand(_ words: [String]) {
        do {
            link.send(try RESPCommand.format(words, limit: limits.commandBytes))
        } catch { link.drop(error) }
    }

    // MARK: The link

    func linkUp() {
        round += 1
        let names = channels.keys.filter { channels[$0]?.subscriptions.isEmpty == false }
        // In portions, so that no command grows with the number of viewers.
        for start in stride(from: 0, to: names.count, by: 512) {
            sendSubscribe(Array(names[start..<min(start + 512, names.count)]))
        }
        scheduleKeepAlive(round)
    }

    func linkDown(_ reason: RedisError) {
        for name in channels.keys {
            channels[name]?.isConfirmed = false
            channels[name]?.outstanding = 0
        }
        channels = channels.filter { !$0.value.subscriptions.isEmpty }
    }

    func linkReceived(_ value: RedisValue) {
        hasHeard = true
        if case .error(let text) = value { return link.drop(RedisError(reply: text)) }
        guard let elements = value.elements, let kind = elements.first?.text else { return }
        guard elements.count == 3, let name = elements[1].text else { return }
        switch kind {
        case "message": deliver(name, elements[2].bytes ?? [])
        case "subscribe": confirm(name)
        default: break
        }
    }

    private func deliver(_ name: String, _ message: [UInt8]) {
        guard let subscriptions = channels[name]?.subscriptions else { return }
        for (id, subscription) in subscriptions where channels[name]?.subscriptions[id] != nil {
            subscription.onMessage(message)
        }
    }

    private func confirm(_ name: String) {
        guard var channel = channels[name], channel.outstanding > 0 else { return }
        channel.outstanding -= 1
        if channel.outstanding == 0 { channel.isConfirmed = !channel.subscriptions.isEmpty }
        channels[name] = channel.outstanding == 0 && channel.subscriptions.isEmpty ? nil : channel
        guard channel.isConfirmed else { return }
        for (id, subscription) in channel.subscriptions {
            if subscription.waiting != nil {
                finish(id, .success(id))
            } else if channels[name]?.subscriptions[id] != nil {
                subscription.onResubscribed()
            }
        }
    }

    // MARK: Keep-alive

    private func scheduleKeepAlive(_ current: UInt64) {
        loop.schedule(after: keepAlive) { [weak self] in
            guard let self, current == self.round, self.link.isUp else { return }
            self.hasHeard = false
            self.sendCommand(["PING"])
            self.loop.schedule(after: self.deadline) { [weak self] in self?.checkHeard(current) }
        }
    }

    private func checkHeard(_ current: UInt64) {
        guard current == round, link.isUp else { return }
        if hasHeard { return scheduleKeepAlive(current) }
        let milliseconds = deadline / 1_000_000
        link.drop(.unavailable("\(endpoint) did not answer a keep-alive within \(milliseconds) ms"))
    }
}

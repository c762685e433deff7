package import ContractRuntime
package import HTTPCore
package import ServiceContracts
package import SessionCore

/// The operations of contracts/auth-api.yaml: how a sign-in begins. Others of them are in the files beside this.
package struct AuthenticationService: AuthAPI.AuthenticationHandlers {
    let core: SessionCore
    private let jwks: PublishedKeys
    private let metadata: PublishedMetadata

    /// - Throws: `ContractBreach` when our own key set does not fit the contract.
    package init(_ core: SessionCore, _ metadata: PublishedMetadata) throws {
        self.core = core
        self.metadata = metadata
        jwks = try PublishedKeys(core.keys, core.log)
    }

    package func register(
        _ input: AuthAPI.Register.Input, context: RequestContext
    ) async throws -> AuthAPI.Register.Output {
        let body = input.body
        try await limit(.register, account: body.userID, context)
        let user = try userID(body.userID)
        let (account, tokens) = try await Handlers.core { () throws(CoreError) in
            try await core.accounts.register(user, email: body.email, password: body.password) {
                account throws(CoreError) in try await core.signIns.prepare(account, from: context.origin)
            }
        }
        guard let tokens else { throw Rejection.internalError("an account was made without its sign-in") }
        await core.addresses.note(context.clientAddress, of: user)
        note(.registered, user: body.userID, context)
        return .created(
            AuthAPI.Registration(user: AuthAPI.User(account), tokens: AuthAPI.Tokens(tokens)))
    }

    package func login(
        _ input: AuthAPI.Login.Input, context: RequestContext
    ) async throws -> AuthAPI.Login.Output {
        let body = input.body
        let subject = try await Handlers.core { () throws(CoreError) in
            try await core.accounts.subject(of: body.identifier)
        }
        try await limit(.login, account: subject, context)
        do {
            let account = try await core.accounts.authenticate(body.identifier, password: body.password)
            let tokens = try await core.signIns.begin(account, from: context.origin)
            await core.addresses.note(context.clientAddress, of: account.userID)
            note(.signedIn, user: account.userID.text, context)
            return .ok(AuthAPI.Tokens(tokens))
        } catch {
            noteFailure(error, context)
            throw Failures.rejection(error)
        }
    }

    package func refresh(
        _ input: AuthAPI.Refresh.Input, context: RequestContext
    ) async throws -> AuthAPI.Refresh.Output {
        try await limit(.refresh, perMinute: core.configuration.refreshesPerMinute, account: nil, context)
        let tokens = try await Handlers.core { () throws(CoreError) in
            try await core.signIns.refresh(input.body.refreshToken) { user in
                note(.refreshReused, user: user.text, context)
            }
        }
        note(.tokenRefreshed, user: tokens.userID.text, context)
        return .ok(AuthAPI.Tokens(tokens))
    }

    package func getMe(
        _ input: AuthAPI.GetMe.Input, caller: Asker, context: RequestContext
    ) async throws -> AuthAPI.GetMe.Output { .ok(try await user(caller.user)) }

    package func postMe(
        _ input: AuthAPI.PostMe.Input, caller: Asker, context: RequestContext
    ) async throws -> AuthAPI.PostMe.Output { .ok(try await user(caller.user)) }

    package func issueToken(
        _ input: AuthAPI.IssueToken.Input, context: RequestContext
    ) async throws -> AuthAPI.IssueToken.Output {
        let body = input.body
        try await limit(.issueToken, account: body.userID, context)
        let user = try userID(body.userID)
        do {
            var isOpen = core.configuration.openTokens
            if isOpen { isOpen = try await core.accounts.isNobody(user) }
            // Without a password the same work is done, and the same answer given, as with a wrong one.
            let account =
                isOpen ? nil : try await core.accounts.authenticate(body.userID, password: body.password ?? "")
            let token = try await core.signIns.issueToken(
                user, account: account, seconds: Int64(body.ttlSeconds), from: context.origin)
            note(.tokenIssued, user: body.userID, context)
            return .ok(AuthAPI.IssuedToken(token: token))
        } catch {
            noteFailure(error, context)
            throw Failures.rejection(error)
        }
    }

    package func getJwks() -> Constant<AuthAPI.GetJwks.Output> { jwks.wellKnown }

    package func getJwksAlias() -> Constant<AuthAPI.GetJwksAlias.Output> { jwks.alias }

    package func getServerMetadata() -> Constant<AuthAPI.GetServerMetadata.Output> { metadata.current }

    // MARK: Steps

    private func user(_ caller: Caller) async throws -> AuthAPI.User {
        try await Handlers.core { () throws(CoreError) in
            guard let account = try await core.accounts.account(caller.userID) else { throw .accountNotFound }
            return AuthAPI.User(account)
        }
    }

    /// The contract has checked the text by the same rules.
    private func userID(_ text: String) throws -> UserID {
        guard let user = UserID(validating: text) else {
            throw Rejection.internalError("the contract let the user ID through that the core refuses")
        }
        return user
    }

    func limit(
        _ action: RateLimiter.Action, perMinute: Int? = nil, account: String?, _ context: RequestContext
    ) async throws {
        let limit = perMinute ?? core.rates.authAttemptsPerMinute
        do {
            try await core.limiter.attempt(action, "address", context.clientAddress, limit: limit)
            if let account, limit > 0 {
                let subject = await core.addresses.subject(account, from: context.clientAddress)
                try await core.limiter.attempt(action, "account", subject, limit: limit)
            }
        } catch {
            if case .rateLimited(let decision) = error, decision.isFirstRefusal {
                note(.rateLimited, user: await known(account), action: action.rawValue, context)
            }
            throw Failures.rejection(error)
        }
    }

    /// The name of an account that exists, for the log: people type passwords where a name belongs.
    private func known(_ name: String?) async -> String? {
        guard let user = name.flatMap(UserID.init(validating:)) else { return nil }
        return try? await core.accounts.account(user)?.userID.text
    }

    /// - Parameter action: what was being done when it was no sign-in.
    func noteFailure(_ error: CoreError, action: String? = nil, _ context: RequestContext) {
        guard case .invalidCredentials(let known) = error else { return }
        note(.signInFailed, user: known?.text, action: action, context)
    }

    func note(_ event: AuditEvent, user: String?, action: String? = nil, _ context: RequestContext) {
        core.audit.note(event, user: user, action: action, from: context.origin)
    }
}

extension AuthAPI.User {
    init(_ account: Account) {
        self.init(
            userID: account.userID.text, email: account.email, createdAt: Timestamp.text(account.createdAt),
            lastLoginAt: account.lastLoginAt.map(Timestamp.text))
    }
}

extension AuthAPI.Tokens {
    init(_ pair: TokenPair) {
        self.init(
            accessToken: pair.accessToken, refreshToken: pair.refreshToken, tokenType: .bearer,
            expiresIn: Int(pair.expiresIn))
    }
}

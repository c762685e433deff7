// This target holds no code of its own: the build fills it from contracts/, one namespace per contract
// (`AuthAPI`, `UserSessionAPI`). `contracts/contracts.list` names the contracts.

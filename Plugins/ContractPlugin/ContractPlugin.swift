import Foundation
import PackagePlugin

/// Finds the contracts and declares what is generated from them. All logic is in the `contract` command.
@main
struct ContractPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let folder = root.appending(path: "contracts")
        let list = folder.appending(path: "contracts.list")
        let output = context.pluginWorkDirectoryURL
        let tool = try context.tool(named: "contract").url
        let lines = try String(contentsOf: list, encoding: .utf8).split(separator: "\n").map {
            $0.split(separator: " ").map(String.init)
        }.filter { $0.first?.hasPrefix("#") == false }
        let index = Command.buildCommand(
            displayName: "Listing the contracts", executable: tool,
            arguments: ["index", "--list", list.path, "--output", output.path]
                + lines.map { $0.joined(separator: " ") },
            inputFiles: [list], outputFiles: [output.appending(path: "Contracts.swift")])
        return [index]
            + lines.map { words in
                let contract = folder.appending(path: words[0])
                let lock = lock(of: contract)
                let gate = words.dropFirst().contains("locked") ? ["--gate", "--locked"] : ["--gate"]
                return .buildCommand(
                    displayName: "Generating from contracts/\(words[0])", executable: tool,
                    arguments: ["generate", "--root", root.path, "--output", output.path] + gate + [contract.path],
                    // A lock that is missing is no input: the command says what to do about it.
                    inputFiles: [contract, list] + (exists(lock) ? [lock] : []),
                    outputFiles: outputs(of: words[0]).map { output.appending(path: $0) })
            }
    }

    private func exists(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }

    /// The same path as `ContractLock.path`.
    private func lock(of contract: URL) -> URL {
        let name = contract.deletingPathExtension().lastPathComponent
        return contract.deletingLastPathComponent().appending(path: "\(name).lock.\(contract.pathExtension)")
    }

    /// The same names as `ContractGenerator.fileNames`: the build system wants them before the tool exists.
    private func outputs(of contract: String) -> [String] {
        let name = contract.split(separator: "/").last ?? ""
        let words = name.prefix { $0 != "." }.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let acronyms: Set<String> = ["api", "id", "ip", "svg", "uri", "url"]
        let namespace = words.map {
            acronyms.contains($0.lowercased()) ? $0.uppercased() : $0.prefix(1).uppercased() + $0.dropFirst()
        }.joined()
        return ["", "Types", "Operations", "Handlers", "Routes"].map { "\(namespace)\($0).swift" }
    }
}

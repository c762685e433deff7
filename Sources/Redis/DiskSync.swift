internal import Glibc

/// Brings to the disk what a private server has written, so that a loss of power costs about a second.
///
/// `appendfsync everysec` would do so inside redis-server. But while its flush is slow, redis-server holds back what it
/// should write to the file, up to two seconds, and answers all the same: a kill then loses what was acknowledged
/// (measured: hundreds of writes on a slow disk). With `appendfsync no` every write is in the file before its answer,
/// where a kill does not reach it, and only the flush is left to do.
struct DiskSync {
    /// Microseconds between two flushes.
    static let interval: UInt32 = 1_000_000

    private let folder: String
    /// Why the last flush failed; nil when it did not.
    private(set) var failure: String?
    /// Files and their sizes when they were flushed.
    private var flushed: [String: Int] = [:]

    init(_ directory: ServerDirectory) { folder = directory.path + "/appendonlydir" }

    /// Flushes the files that have grown. Blocks for as long as the disk takes.
    ///
    /// - Returns: how many there were.
    @discardableResult
    mutating func flush() -> Int {
        var count = 0
        failure = nil
        for name in incrementalFiles {
            let descriptor = unsafe open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            let size = Int(lseek(descriptor, 0, SEEK_END))
            guard flushed[name] != size else { continue }
            guard fdatasync(descriptor) == 0 else {
                failure = SystemFailure("fdatasync \(name)").text
                continue
            }
            flushed[name] = size
            count += 1
        }
        if flushed.count > 64 { flushed = [:] }
        return count
    }

    /// The files being written, from lines such as `file appendonly.aof.1.incr.aof seq 1 type i`. What is no longer
    /// written redis-server has flushed itself.
    private var incrementalFiles: [String] {
        let manifest = Files.read(folder + "/appendonly.aof.manifest") ?? []
        return String(decoding: manifest, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count >= 6, words[0] == "file", words[5] == "i", !words[1].contains("/") else { return nil }
            return String(words[1])
        }
    }
}

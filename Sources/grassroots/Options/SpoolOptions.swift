internal import ArgumentParser
internal import Client

struct SpoolOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where rows wait until they are acknowledged; created if absent, several processes may share it.",
            valueName: "DIR"), completion: .directory)
    var spool: String = Spool.standardFolder

    func open() throws -> Spool {
        try Spool(folder: spool, ownerName: String(UInt64.random(in: 0 ... .max), radix: 16))
    }
}

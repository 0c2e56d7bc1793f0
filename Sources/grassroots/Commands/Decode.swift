internal import ArgumentParser
internal import Client

struct Decode: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells frames of the protocol field by field.",
        discussion: """
            For whoever writes a client: the header with its checksums, every field with its number and name, batches \
            down to single reports. What is broken is shown as far as it can be read, with the place and the reason \
            after an exclamation mark.

            Examples:
              grassroots decode 47525331010c000000000000000000000000000012345678
              grassroots decode captured.bin
              xxd -p captured.bin | grassroots decode -

            Exit codes: 0 all is as the specification says, 1 something is not or cannot be read, 64 wrong flags.
            """)

    @Argument(
        help: ArgumentHelp(
            "Hexadecimal digits; a file with frames as they travel or in hexadecimal; - for standard input.",
            valueName: "HEX|FILE|-"))
    var source: String

    @OptionGroup var language: LanguageOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        var decoding = FrameDecoding(try catalogue.load(), languages: language.languages)
        decoding.decode(try FrameSource.bytes(source))
        try StandardOutput.write(decoding.lines.map { $0 + "\n" }.joined())
        if !decoding.isUnderstood { throw ExitCode(1) }
    }
}

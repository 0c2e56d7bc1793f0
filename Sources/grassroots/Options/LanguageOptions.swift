internal import ArgumentParser
internal import Client
internal import Foundation
internal import Wire

struct LanguageOptions: ParsableArguments {
    @Option(
        help: """
            What names, titles, notes and reasons are printed in: zh, en or both; left out: by locale (LC_ALL, \
            LC_MESSAGES, LANG), both where that is neither. Codes and the columns of csv and json never change.
            """)
    var language: LanguageChoice?

    var languages: [Language] {
        (language ?? LanguageChoice(locale: ProcessInfo.processInfo.environment)).languages
    }
}

extension LanguageChoice: ExpressibleByArgument {}

/// What we say of ourselves in a hello.
enum Software {
    static let name = "grassroots/1"
}

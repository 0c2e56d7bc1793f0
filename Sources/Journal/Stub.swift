enum JournalStub {}

enum CollectorStub {}

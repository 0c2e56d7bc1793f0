enum HostingStub {}

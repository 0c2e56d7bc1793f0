enum AggregatorStub {}

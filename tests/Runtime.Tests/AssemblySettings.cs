// Tests here write programs and start them. A program that is still open for writing cannot be started (ETXTBSY), and a
// process that another test starts at that moment inherits the open file until it runs; so tests run one after another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

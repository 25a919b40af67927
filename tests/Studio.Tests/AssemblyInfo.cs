// Studios of several tests at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

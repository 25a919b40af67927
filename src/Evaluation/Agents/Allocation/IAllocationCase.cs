namespace SemCom.Evaluation;

/// <summary>One task with its rivals, its learning and its bound.</summary>
internal interface IAllocationCase
{
    /// <summary>What a utility is the sum of.</summary>
    string Unit { get; }

    /// <summary>Steps to learn from when nothing is said.</summary>
    int UsualSteps { get; }

    /// <summary>Names of those who play; the one before the last was learned, the last is the bound.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Learns with a seed, and plays the same episodes with everyone.</summary>
    /// <returns>Utility of each.</returns>
    double[] Measure(ulong seed, int steps, int episodes, CancellationToken cancellation);
}

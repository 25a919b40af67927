namespace SemCom.Evaluation;

/// <summary>Sequences of all systems: those that know none get each frame as a picture of its own.</summary>
internal static class SystemSequences
{
    /// <summary>Sets up the link for the frames of one sequence.</summary>
    /// <param name="plan">What is run.</param>
    /// <param name="frames">Its jobs in one cell with one seed, in order.</param>
    public static ISystemSequence Begin(SweepPlan plan, IReadOnlyList<SweepJob> frames) => plan.Cells[frames[0].Cell].System is ISequenceSystem system
        ? system.Begin(plan.Conditions(frames[0]))
        : new Separate(plan.Cells[frames[0].Cell].System, frames.Select(plan.Conditions));

    private sealed class Separate(ISystem system, IEnumerable<LinkConditions> conditions) : ISystemSequence
    {
        private readonly Queue<LinkConditions> _conditions = new(conditions);

        public ValueTask<SystemResult> SendAsync(Picture picture, CancellationToken cancellationToken) => system.SendAsync(picture, _conditions.Dequeue(), cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
